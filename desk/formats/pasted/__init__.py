"""What is pasted or dropped from other programs: whose it is, what of it is kept, and what is not."""

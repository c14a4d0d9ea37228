"""What is still to come in the open story: marked, counted, listed, and said before anybody else reads it."""

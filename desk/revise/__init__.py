"""Pure functions on two or more stories: what differs between them."""

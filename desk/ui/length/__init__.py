"""How long the story is, how long it is to be, and how much of it is selected."""

"""Tables on the page: how they are laid out and drawn, and how their cells are edited in place."""

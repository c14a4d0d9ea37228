"""Review in the window: tracked changes and comments, on the page and in the inspector."""

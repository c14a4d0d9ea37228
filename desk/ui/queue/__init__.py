"""What waits for an editor, as a list; and the whole desk as a board."""

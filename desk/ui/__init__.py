"""Everything that needs Qt: the window and its panes."""

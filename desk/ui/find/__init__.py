"""Find and replace: a bar over the page, and what looks for it."""

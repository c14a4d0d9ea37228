"""The Markdown of a story, to be read and written as it is stored."""

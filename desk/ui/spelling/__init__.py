"""Spelling on the page: the process that knows the dictionary, the marks, the menu, and going from word to word."""

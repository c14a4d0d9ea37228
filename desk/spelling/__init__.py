"""Spelling: dictionaries, the words of a line, which of them are misspelt, and what was meant. No Qt, no library."""

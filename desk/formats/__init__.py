"""Formats that stories are read from and written to, one module each."""

"""Dialogs: each asks one thing, none runs an event loop of its own."""

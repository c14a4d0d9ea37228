"""The steps of a story's way through the desk."""

"""Who works with the library, and whom it knows."""

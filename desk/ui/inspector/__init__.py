"""The inspector: what there is to know about the open article beside its text."""

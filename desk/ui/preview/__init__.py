"""The preview: the bytes of the HTML export in a real browser engine, with changed blocks patched in."""

"""Backups in the window: made by themselves, listed, looked into, and taken instead."""

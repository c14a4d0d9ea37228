"""Tracked changes between the agreed text and the current one: which they are, taking them over, taking them out.

Pure: of two stories, no window and no database. Who wrote what is read off a chain of revisions (`authorship`).
"""

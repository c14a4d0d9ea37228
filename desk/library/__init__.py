"""The library: one SQLite file with articles, revisions, drafts, people and pictures."""

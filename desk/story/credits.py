"""Credits as lines of print, and back."""

from __future__ import annotations

from desk.story.credit_write import byline, contribution_line

__all__ = ["byline", "contribution_line"]

"""A page on which a story of a real library is open, with what was changed in it."""

from __future__ import annotations

from tests.ui.editor.conftest import stage

__all__ = ["stage"]

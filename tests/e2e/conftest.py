"""Whole flows use the window's own fixtures."""

from tests.ui.conftest import fonts, icons, looks, settings, theme, work

__all__ = ["fonts", "icons", "looks", "settings", "theme", "work"]

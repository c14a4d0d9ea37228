"""Languages as people call them."""

from __future__ import annotations

from PySide6.QtCore import QLocale

_SHORT = {"United States": "US", "United Kingdom": "UK"}


def language_name(tag: str) -> str:
    """The name of a language by its BCP 47 tag: "English (UK)"; the tag itself for one that nobody has named."""
    locale = QLocale(tag)
    if locale.language() == QLocale.Language.C:
        return tag
    name = QLocale.languageToString(locale.language())
    territory = QLocale.territoryToString(locale.territory()) if "-" in tag else ""
    place = _SHORT.get(territory, territory)
    return f"{name} ({place})" if place else name

"""Languages as people call them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLocale

from desk.formats.language import is_tag

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


def tag_of(words: str, known: Iterable[str] = ()) -> str:
    """The tag of a language by its name as `language_name` gives it, by its own name, or by the tag itself; "" where
    it is none of these. The names of `known` tags come first."""
    wanted = words.casefold()
    for tag in known:
        if wanted in {language_name(tag).casefold(), tag.casefold()}:
            return tag
    for language in QLocale.Language:
        code = "" if language == QLocale.Language.C else QLocale.languageToCode(language)
        if code and wanted in {QLocale.languageToString(language).casefold(), code}:
            return code
    locale = QLocale(words) if is_tag(words) else QLocale.c()
    return "" if locale.language() == QLocale.Language.C else words

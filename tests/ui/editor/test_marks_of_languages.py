"""The quotation marks of languages are those of the Unicode CLDR, of which Qt brings a copy."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from desk.story.typography import typography_of

# fmt: off
LANGUAGES = (
    "af", "ar", "az", "be", "bg", "br", "bs", "ca", "cs", "cy", "da", "de", "de-AT", "el", "en", "en-AU",
    "en-CA", "en-GB", "en-IN", "et", "eu", "fa", "fi", "fr", "fr-BE", "fr-CH", "ga", "gd", "he", "hi", "hr",
    "hu", "hy", "id", "is", "it", "it-CH", "ja", "ka", "ko", "lb", "lt", "lv", "mk", "ms", "nb", "nn", "pl",
    "pt", "pt-PT", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh",
    "zh-TW",
)
# fmt: on
# Where the alternate marks of CLDR are not what somebody means by an apostrophe's key: see `typography`.
NESTED_OF_OUR_OWN = {"br", "fr", "fr-BE", "hy"}


def quoted(text: str, language: str, style: QLocale.QuotationStyle) -> str:
    return QLocale(language).quoteString(text, style)


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_are_those_of_cldr(language: str) -> None:
    rules = typography_of(language)
    assert "".join(rules.double) == quoted("", language, QLocale.QuotationStyle.StandardQuotation)
    if language not in NESTED_OF_OUR_OWN:
        alternate = quoted("", language, QLocale.QuotationStyle.AlternateQuotation)
        assert alternate in {"".join(rules.nested or rules.single), "".join(rules.single)}


@pytest.mark.parametrize(("language", "double"), [("es", "«»"), ("nl", "“”"), ("de-CH", "«»")])
def test_what_differs_from_cldr_differs_on_purpose(language: str, double: str) -> None:
    assert "".join(typography_of(language).double) == double
    assert double != quoted("", language, QLocale.QuotationStyle.StandardQuotation)


@pytest.mark.parametrize(
    ("tag", "like"),
    [
        ("en_GB", "en-GB"),
        ("EN-us", "en"),
        ("de-Latn-CH", "de-CH"),
        ("es-419", "es-MX"),
        ("zh-Hant-TW", "zh-TW"),
        ("fr-CA", "fr"),
        ("no", "nb"),
        ("", "xx"),
    ],
)
def test_a_tag_of_any_form_finds_its_language(tag: str, like: str) -> None:
    assert typography_of(tag) == typography_of(like)

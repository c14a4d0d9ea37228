"""Smart quotes and dashes, in a text that is there and as somebody types it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.story.changes import rewritten
from desk.story.counts import words_of
from desk.story.smart import smart, smart_quotes, smart_typed, straight
from desk.story.typography import NARROW, typography_of

LANGUAGES = ("en-US", "en-GB", "de", "de-CH", "fr", "es", "it", "nl", "pl", "sv", "ru", "he", "hu", "ja", "fr-CH")
PIECES = (
    '"', "'", "--", "---", "...", "-", " - ", " -- ", " ", "\n", "a", "Word", "1990", "5", "'s", "n", "(", ")", ",",
    ".", "!", "“", "”", "‘", "’", "«", "»", "„", "\u00a0", "\u202f", "—", "–", "é", "ß", "א", "https://a.example/x'y",
    "<!--", "-->", "me@a.example", "https://",
)  # fmt: skip
copy = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def smartened(text: str, language: str) -> str:
    return rewritten(text, smart(typography_of(language)))


def typed(text: str, language: str) -> str:
    """The text as it stands when somebody typed it."""
    out = ""
    for character in text:
        made = smart_typed(typography_of(language), out, character)
        out += character
        if made is not None:
            out = out[: len(out) - made.taken] + made.text
    return out


@pytest.mark.parametrize(
    ("language", "straight_text", "smart_text"),
    [
        ("en-US", '"Hello," she said. "It\'s mine."', "“Hello,” she said. “It’s mine.”"),
        ("en-US", "\"He said 'no' twice.\"", "“He said ‘no’ twice.”"),
        ("en-US", "\"'Yes,' he said.\"", "“‘Yes,’ he said.”"),
        ("en-US", "the '90s, rock 'n' roll", "the ’90s, rock ’n’ roll"),
        ("en-US", "the class of '68.", "the class of ’68."),
        ("en-US", "1990's James' don't", "1990’s James’ don’t"),
        ("en-US", "He is 5'10\" tall", "He is 5'10\" tall"),
        ("en-US", '"It was 1990"', "“It was 1990”"),
        ("en-US", "word -- word", "word — word"),
        ("en-US", "word--word", "word—word"),
        ("en-US", "1990--95", "1990–95"),
        ("en-US", "word - word", "word - word"),
        ("en-US", '("Yes")', "(“Yes”)"),
        ("en-US", '"I was--"', "“I was—”"),
        ("en-US", "Well... no....", "Well… no…."),
        ("en-GB", "word -- word - word", "word – word – word"),
        ("en-GB", "word--word", "word—word"),
        ("en-GB", "well-known 5 - 3", "well-known 5 - 3"),
        ("de", '"Ja", sagte er, "\'vielleicht\' geht\'s"', "„Ja“, sagte er, „‚vielleicht‘ geht’s“"),
        ("de-CH", "\"Ja 'nun'\" - so", "«Ja ‹nun›» – so"),
        ("fr", 'l\'homme dit "oui"', f"l’homme dit «{NARROW}oui{NARROW}»"),
        ("fr", 'Il dit "un "non" ferme".', f"Il dit «{NARROW}un “non” ferme{NARROW}»."),
        ("es", '"¿Y tú?" - dijo', "«¿Y tú?» — dijo"),
        ("es-MX", '"Sí"', "“Sí”"),
        ("it", 'l\'ha detto "lui"', "l’ha detto «lui»"),
        ("pt-BR", '"Sim" -- não', "“Sim” — não"),
        ("nl", '\'s avonds, "ja"', "’s avonds, “ja”"),
        ("pl", '"Tak" - nie', "„Tak” – nie"),
        ("cs", '"Ano"', "„Ano“"),
        ("da", '"Ja" - nej', "“Ja” – nej"),
        ("nb", "\"Ja 'nei'\"", "«Ja ‘nei’»"),
        ("sv", "\"Ja 'nej'\"", "”Ja ’nej’”"),
        ("fi", '"Kyllä"', "”Kyllä”"),
        ("ru", '"Да "нет" да" - так', "«Да „нет“ да» — так"),
        ("uk", '"Так" м\'яч', "«Так» м’яч"),
        ("el", '"Ναι"', "«Ναι»"),
        ("he", 'צה"ל אמר "כן"', "צה״ל אמר ”כן”"),
        ("xx", '"so" - so', "“so” - so"),
    ],
)
def test_marks_are_those_of_the_language_in_a_text_and_as_it_is_typed(
    language: str, straight_text: str, smart_text: str
) -> None:
    assert smartened(straight_text, language) == smart_text
    # What nobody can know before the next word is there is put right when it is.
    assert typed(f"{straight_text} ", language).rstrip() == smart_text


@pytest.mark.parametrize(
    "text",
    ["---", "----------", ".....", "<!-- so -->", "x->y", "https://a.example/it's--so", "o'brien@a.example", '6"'],
)
def test_what_is_no_quote_or_dash_stays(text: str) -> None:
    assert smartened(text, "en") == text


def test_dashes_at_the_beginning_of_a_line_wait_for_what_comes() -> None:
    assert typed("---", "en") == "---"
    assert typed("--", "en") == "--"
    assert typed("-- So", "fr") == "– So"


def test_a_third_hyphen_makes_the_long_dash() -> None:
    assert typed("so---no", "de") == "so—no"
    assert smartened("so---no", "de") == "so—no"


def test_a_space_that_is_there_is_not_typed_again() -> None:
    assert typed('" Oui', "fr") == f"«{NARROW}Oui"
    assert smartened('" Oui "', "fr") == f"«{NARROW}Oui{NARROW}»"


def test_a_quotation_of_an_address_is_closed() -> None:
    assert typed('"https://a.example/x" so', "en") == "“https://a.example/x” so"
    assert typed('https://a.example/?q="x"', "en") == 'https://a.example/?q="x"'


def test_only_quotes() -> None:
    assert rewritten('"So" -- so...', smart_quotes(typography_of("en"))) == "“So” -- so..."


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("“It’s ‘so’” – 5′10″ …", "\"It's 'so'\" – 5'10\" …"),
        (f"«{NARROW}Oui{NARROW}» „Ja“ ‹ja›", '"Oui" "Ja" \'ja\''),
        ("« Oui »", '" Oui "'),
    ],
)
def test_straightening(text: str, so: str) -> None:
    assert rewritten(text, straight) == so


@given(copy, st.sampled_from(LANGUAGES))
def test_no_letter_and_no_digit_comes_or_goes(text: str, language: str) -> None:
    kept = [character for character in text if character.isalnum()]
    for after in (smartened(text, language), typed(text, language), rewritten(text, straight)):
        assert [character for character in after if character.isalnum()] == kept


@given(copy, st.sampled_from(LANGUAGES))
def test_words_are_the_same_when_marks_were_made_smart_and_straight_again(text: str, language: str) -> None:
    plain = rewritten(text, straight)
    again = rewritten(rewritten(plain, smart_quotes(typography_of(language))), straight)
    assert words_of(again.replace("״", '"').replace("׳", "'")) == words_of(plain)


@given(copy, st.sampled_from(LANGUAGES))
def test_doing_it_twice_changes_nothing_more(text: str, language: str) -> None:
    once = smartened(text, language)
    assert smartened(once, language) == once
    assert rewritten(rewritten(text, straight), straight) == rewritten(text, straight)

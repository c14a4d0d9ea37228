"""The text commands: levels of quotation, case, strays, and what they do to whole stories."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.story.body import Body, Figure, Heading, ListItem, Paragraph, PullQuote, Quote, Rule, Table, spans, text_of
from desk.story.casing import lower, names_in, sentence, title, upper
from desk.story.changes import Rewrite, rewritten
from desk.story.levels import double_outside, single_outside
from desk.story.rewriting import (
    doubling,
    joining,
    lower_casing,
    rewritten_story,
    sentence_casing,
    singling,
    smartening,
    spacing,
    straightening,
    tidying,
    title_casing,
    upper_casing,
)
from desk.story.story import Correction, Story
from desk.story.tidying import joined_lines, joined_paragraphs, no_junk, single_spaces
from desk.story.typography import NARROW, typography_of
from tests.formats.bodies import bodies, body, em, strong
from tests.story.test_smart import LANGUAGES, copy

# Levels of quotation


@pytest.mark.parametrize(
    ("language", "double", "single"),
    [
        ("en-US", "“He said ‘no, it’s mine’ and left.”", "‘He said “no, it’s mine” and left.’"),
        ("en-US", "\"He said 'no', didn't he\"", "'He said \"no\", didn't he'"),
        ("de", "„Er sagt ‚nein‘, was?“", "‚Er sagt „nein“, was?‘"),
        ("de-CH", "«Er sagt ‹nein›.»", "‹Er sagt «nein».›"),
        ("fr", f"«{NARROW}Il dit “non”{NARROW}»", f"‘Il dit «{NARROW}non{NARROW}»’"),
        ("sv", "”Han sa ’nej’.”", "’Han sa ”nej”.’"),
    ],
)
def test_the_outer_marks_are_chosen(language: str, double: str, single: str) -> None:
    rules = typography_of(language)
    assert rewritten(double, single_outside(rules)) == single
    assert rewritten(single, double_outside(rules)) == double
    assert rewritten(double, double_outside(rules)) == double


@pytest.mark.parametrize("text", ["the boys’ toys", "don't", "’tis 5' high", "a lone “ mark", "it’s ’90s"])
def test_apostrophes_and_lone_marks_stay(text: str) -> None:
    for function in (single_outside, double_outside):
        assert rewritten(text, function(typography_of("en"))) == text


@given(copy, st.sampled_from(LANGUAGES))
def test_levels_keep_every_letter(text: str, language: str) -> None:
    for function in (single_outside, double_outside):
        after = rewritten(text, function(typography_of(language)))
        assert [one for one in after if one.isalnum()] == [one for one in text if one.isalnum()]


# Case

NAMES = names_in(["The mayor of New York met NATO on Friday, Mr. Smith said. He likes his iPhone."])


@pytest.mark.parametrize(
    ("text", "sentence_case", "title_case"),
    [
        ("MAYOR OF NEW YORK MEETS NATO", "Mayor of New York meets NATO", "Mayor of New York Meets NATO"),
        (
            "Mayor Meets NATO's Chief: The End Of An Era",
            "Mayor meets NATO's chief: the end of an era",
            "Mayor Meets NATO's Chief: The End of an Era",
        ),
        ("i think i'll go on friday", "I think I'll go on Friday", "I Think I'll Go on Friday"),
        ("“well-known man” waits. he left", "“Well-known man” waits. He left", "“Well-Known Man” Waits. He Left"),
        ("U.S. officials go in", "U.S. officials go in", "U.S. Officials Go In"),
        ("see https://a.example/Abc Now", "See https://a.example/Abc now", "See https://a.example/Abc Now"),
        ("", "", ""),
    ],
)
def test_sentence_and_title_case(text: str, sentence_case: str, title_case: str) -> None:
    assert rewritten(text, sentence("en", NAMES)) == sentence_case
    assert rewritten(text, title("en", NAMES)) == title_case


def test_case_knows_the_language() -> None:
    assert rewritten("istanbul ILIK", upper("tr")) == "İSTANBUL ILIK"
    assert rewritten("ILIK İZMİR", lower("tr")) == "ılık izmir"
    assert rewritten("straße", upper("de")) == "STRASSE"
    assert rewritten("ΟΔΟΣ", lower("el")) == "οδος".replace("σ", "ς")
    assert rewritten("het ijs", title("nl")) == "Het IJs"
    assert rewritten("la vie de paris", title("fr")) == "La Vie de Paris"


def test_names_are_those_that_always_have_a_capital() -> None:
    assert names_in(["Rose rose. In Paris a rose is in May. They may.", "PARIS AGAIN"]) == {"paris": "Paris"}


cased = st.lists(
    st.sampled_from(["The ", "new ", "YORK", "it’s ", ". ", ": ", "a", "ß", "of ", "-", "“", "é"]), max_size=10
)


@given(cased.map("".join), st.sampled_from([sentence("en", NAMES), title("en", NAMES), upper("en"), lower("en")]))
def test_case_changes_nothing_but_case_and_is_done_once(text: str, function: Rewrite) -> None:
    after = rewritten(text, function)
    assert after.casefold().replace("i̇", "i") == text.casefold().replace("i̇", "i")
    assert rewritten(after, function) == after


# Strays


@pytest.mark.parametrize(
    ("function", "text", "so"),
    [
        (single_spaces, "  One.  Two   three \n four ", "One. Two three\nfour"),
        (joined_lines, "One line\ngoes  \n on.\n\nAnd well-\nknown\n", "One line goes on. And well-known"),
        (no_junk, "a\u00a0b\u200bc\u00adde\u2060f", "a bcdef"),
        (no_junk, f"«\u00a0Oui\u00a0» 10\u00a0000 5\u00a0km non\u00a0! «{NARROW}x{NARROW}»",
         f"«\u00a0Oui\u00a0» 10\u00a0000 5\u00a0km non\u00a0! «{NARROW}x{NARROW}»"),
        (no_junk, "ภาษา\u200bไทย", "ภาษา\u200bไทย"),
        (no_junk, "👩‍👩‍👧", "👩‍👩‍👧"),
    ],
)  # fmt: skip
def test_strays_go(function: Rewrite, text: str, so: str) -> None:
    assert rewritten(text, function) == so
    assert rewritten(so, function) == so


HARD_WRAPPED = (
    "The harbour pilots went on strike on Monday, leaving 14 ships at",
    "anchor outside the port, the harbour master said in a statement, in",
    "which she also named the ships.",
    "",
    "Nobody was hurt, and the strike, the third in as many years, comes at a",
    "time of well-",
    "known trouble.",
)


def test_broken_lines_are_paragraphs_again() -> None:
    story, changes = rewritten_story(Story(body=body(*HARD_WRAPPED)), joining(STORY))
    assert [text_of(block.spans) for block in story.body.blocks if isinstance(block, Paragraph)] == [
        " ".join(HARD_WRAPPED[:3]),
        f"{HARD_WRAPPED[4]} time of well-known trouble.",
    ]
    assert changes == 5
    assert rewritten_story(story, joining(STORY)) == (story, 0)


def test_paragraphs_of_a_story_stay_apart() -> None:
    story = body(
        "The pilots went on strike on Monday, and 14 ships are at anchor outside the port, the harbour master said on "
        "Tuesday in a statement.",
        "Nobody was hurt.",
        "“We wait,” she said.",
        Heading(spans("What next")),
        "It is the third strike.",
        Quote(spans("One,")),
        "two",
    )
    assert joined_paragraphs(story.blocks) == []


def test_marks_go_with_their_words_when_lines_are_joined() -> None:
    blocks = (Paragraph(spans(strong("the pilots,"))), Paragraph(spans(strong("who "), "waited")))
    assert joined_paragraphs(blocks) == [(0, 2, Paragraph(spans(strong("the pilots, who "), "waited")))]


# Stories

STORY = Story(
    headline='Pilots  say "no"',
    deck="It's over",
    editors_note="Don't print",
    body=body(
        Paragraph(spans('"So ', em('they  say"'), ".")),
        Figure("media:00", "It's a ship", spans('"Ship"'), "O'Neill"),
        PullQuote(spans('"Wait"'), "Ann O'Hare"),
        Table(((spans('"a"'), spans("b  c")),)),
        ListItem(spans("one\ntwo")),
        Rule(),
    ),
    corrections=(Correction("It's wrong", datetime(2024, 5, 1, tzinfo=UTC)),),
    slug="it's",
)


def test_a_whole_story_is_rewritten_in_all_its_words() -> None:
    story, changes = rewritten_story(STORY, smartening(STORY))
    assert (story.headline, story.deck, story.editors_note) == ("Pilots  say “no”", "It’s over", "Don’t print")
    paragraph, figure, pull, table, _, _ = story.body.blocks
    assert paragraph == Paragraph(spans("“So ", em("they  say”"), "."))
    assert figure == Figure("media:00", "It’s a ship", spans("“Ship”"), "O’Neill")
    assert pull == PullQuote(spans("“Wait”"), "Ann O’Hare")
    assert table == Table(((spans("“a”"), spans("b  c")),))
    assert story.corrections[0].text == "It’s wrong"
    assert story.slug == "it's"
    assert story.body.blocks[4] is STORY.body.blocks[4]
    assert changes > 10
    assert rewritten_story(story, smartening(STORY)) == (story, 0)


def test_a_withdrawn_note_stays_as_readers_had_it() -> None:
    at = datetime(2024, 5, 1, tzinfo=UTC)
    story = Story(corrections=(Correction("It's wrong", at, withdrawn=at),))
    assert rewritten_story(story, smartening(story)) == (story, 0)


def test_each_command_does_its_own() -> None:
    assert rewritten_story(STORY, spacing(STORY))[0].headline == 'Pilots say "no"'
    assert rewritten_story(STORY, spacing(STORY))[1] == 3
    assert rewritten_story(STORY, joining(STORY))[0].body.blocks[4] == ListItem(spans("one two"))
    assert rewritten_story(STORY, tidying(STORY))[0].headline == "Pilots say “no”"
    assert rewritten_story(STORY, upper_casing(STORY))[0].headline == 'PILOTS  SAY "NO"'
    assert rewritten_story(STORY, sentence_casing(STORY))[0].deck == "It's over"
    assert rewritten_story(STORY, title_casing(STORY))[0].deck == "It's Over"
    assert rewritten_story(STORY, lower_casing(STORY))[0].deck == "it's over"
    assert rewritten_story(STORY, singling(STORY))[0].headline == "Pilots  say 'no'"
    assert rewritten_story(STORY, doubling(STORY)) == (STORY, 0)
    assert rewritten_story(STORY, straightening(STORY)) == (STORY, 0)


@given(bodies, st.sampled_from(["en-US", "fr", "de"]))
def test_any_body_keeps_its_letters_and_its_blocks(some: Body, language: str) -> None:
    story = Story(body=some, language=language)
    for command in (smartening, straightening, spacing, tidying, singling):
        after, _ = rewritten_story(story, command(story))
        assert [one for one in after.body.text if one.isalnum()] == [one for one in some.text if one.isalnum()]
        assert list(map(type, after.body.blocks)) == list(map(type, some.blocks))
    joined, _ = rewritten_story(story, joining(STORY))
    assert [one for one in joined.body.text if one.isalnum()] == [one for one in some.text if one.isalnum()]

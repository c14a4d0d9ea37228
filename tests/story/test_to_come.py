"""What counts as a placeholder, and where a story has some."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.story.body import Block, Body, Figure, Note, Paragraph, spans
from desk.story.places import Place, texts
from desk.story.story import Correction, Story
from desk.story.to_come import Watch, off_page, spots_to_come, to_come
from tests.formats.bodies import blocks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The cost is TK euros.", ["TK"]),
        ("TK", ["TK"]),
        ("(TKTK), TKs and TKTKTK", ["TKTK", "TKs", "TKTKTK"]),
        ("NAME TK TK of TK\u00a0TK", ["TK TK", "TK\u00a0TK"]),
        ("It has [TK: how many?] rooms, [TK], [TKTK name].", ["[TK: how many?]", "[TK]", "[TKTK name]"]),
        ("about $TK, TK’s chair, TK/TK, “TK”", ["TK", "TK", "TK", "TK", "TK"]),
        ("[TK never closed", ["TK"]),
        ("one TK\nTK on the next line", ["TK", "TK"]),
        ("Atkins said tk, in the TKO of the TKP, ATK, TK421, aTK, ÅTK, TKé, x_TK.", []),
        ("", []),
    ],
)
def test_what_is_a_placeholder(text: str, found: list[str]) -> None:
    assert [text[start:stop] for start, stop in spots_to_come(text)] == found


@given(st.text("TKs[]: \na", max_size=30))
def test_placeholders_stand_apart_and_none_is_left(text: str) -> None:
    spots = spots_to_come(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spots))
    left = "".join(" " if any(a <= n < b for a, b in spots) else letter for n, letter in enumerate(text))
    assert spots_to_come(left) == ()


def test_a_story_tells_all_its_places_but_not_its_notes() -> None:
    body = Body((Paragraph(spans("a TK")), Note(spans("ask TK")), Figure("media:00", "TK", spans("b"), "TK/AP")))
    story = Story(headline="TK head", body=body, contribution_text="TK contributed")
    found = to_come(story, {"byline_text": "By TK"})
    assert [(each.place, each.start, each.words) for each in found] == [
        (Place("headline"), 0, "TK"),
        (Place("byline_text"), 3, "TK"),
        (Place("body", 0), 2, "TK"),
        (Place("body", 2, 0), 0, "TK"),
        (Place("body", 2, 2), 0, "TK"),
        (Place("contribution_text"), 0, "TK"),
    ]


def test_what_prints_beside_the_page_is_looked_at_too() -> None:
    correction = Correction("We wrote TK.", datetime(2026, 5, 3, tzinfo=UTC))
    story = Story(lead=Figure("media:00", "", spans("TK")), editors_note="TK", corrections=(correction,))
    assert [each.place for each in off_page(story)] == [
        Place("lead", None, 1),
        Place("editors_note"),
        Place("corrections", None, 0),
    ]


def test_a_withdrawn_note_prints_nowhere_and_waits_for_nothing() -> None:
    at = datetime(2026, 5, 3, tzinfo=UTC)
    notes = (Correction("We wrote TK.", at, withdrawn=at), Correction("TK", at))
    assert [each.place for each in off_page(Story(corrections=notes))] == [Place("corrections", None, 1)]


def test_the_words_around_are_cut_to_whole_ones() -> None:
    story = Story(deck="It will cost the little island TK euros a year, officials said on Sunday.")
    (found,) = to_come(story, {})
    assert found.around == "cost the little island TK euros a year,"


bodies = st.lists(st.one_of(blocks, st.text("TK a", max_size=6).map(lambda text: Paragraph(spans(text)))), max_size=5)


@given(st.lists(bodies, min_size=1, max_size=5))
def test_a_watch_says_what_a_fresh_look_says(history: list[list[Block]]) -> None:
    watch = Watch()
    for each in history:
        story = replace(Story(kicker="TK"), body=Body(tuple(each)))
        found = watch.look(story, {})
        assert found == to_come(story, {})
        at: dict[Place, str] = dict(texts(story, {}))
        assert all(at[one.place][one.start : one.stop] == one.words for one in found)

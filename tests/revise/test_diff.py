from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.revise.diff import BlockKind, block_changes, changes, word_changes
from desk.story.body import Block, Body, Figure, Heading, Mark, Paragraph, Rule, Span, block_text, spans
from desk.story.counts import words_of
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Correction, Dateline, Furniture, Story

NOON = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)


def body(*texts: str) -> Body:
    return Body(tuple(Paragraph(spans(text)) for text in texts))


OTHER: dict[str, tuple[Any, str]] = {
    "kicker": ("Transport", "Transport"),
    "headline": ("Ferry ends", "Ferry ends"),
    "deck": ("After a century", "After a century"),
    "slug": ("ferry", "ferry"),
    "section": ("World", "World"),
    "keywords": (("ferry", "sea"), "ferry, sea"),
    "language": ("pt", "pt"),
    "credits": (
        (
            Credit("Ann Lee", role=Role.BY, place="Lisbon"),
            Credit("Reuters", PersonKind.ORGANISATION, note="by phone"),
            Credit("Bo Roe", role=Role.ADDITIONAL_REPORTING, title="Gazette reporter"),
        ),
        "By: Ann Lee in Lisbon\nContributor: Reuters (by phone)\nAdditional reporting: Gazette reporter Bo Roe",
    ),
    "byline_text": ("By A Reporter", "By A Reporter"),
    "contribution_text": ("A helped.", "A helped."),
    "dateline": (Dateline("LISBON", date(2026, 5, 3), "Reuters"), "LISBON, 2026-05-03, Reuters"),
    "body": (body("Words."), "Words."),
    "corrections": ((Correction("It was May.", NOON),), "Correction, 2026-05-03 12:00+00:00: It was May."),
    "editors_note": ("Note", "Note"),
    "first_published": (NOON, "2026-05-03 12:00+00:00"),
    "updated": (NOON, "2026-05-03 12:00+00:00"),
    "updated_mark": ("/ Updated", "/ Updated"),
    "embargo": (NOON, "2026-05-03 12:00+00:00"),
    "furniture": ((Furniture("Letter", "Weekly."),), "Letter\nWeekly."),
    "lead": (Figure("media:00", "A ship", spans("At sea"), "Ann Lee"), "At sea\nAnn Lee\nA ship\nmedia:00"),
    "usage_terms": ("Once", "Once"),
    "canonical": ("https://example.org/a", "https://example.org/a"),
    "target_words": (1200, "1,200"),
}


def test_every_field_of_a_story_is_tried_here() -> None:
    assert set(OTHER) == {each.name for each in fields(Story)}


@pytest.mark.parametrize("name", OTHER)
def test_a_change_of_any_field_is_found_with_its_texts(name: str) -> None:
    value, text = OTHER[name]
    before, after = Story(), replace(Story(), **{name: value})
    (change,) = changes(before, after)
    assert (change.field, change.new) == (name, text)
    assert change.old == ("en-US" if name == "language" else "")
    (back,) = changes(after, before)
    assert (back.old, back.words_added, back.words_removed) == (text, change.words_removed, change.words_added)


def test_changes_come_in_the_order_of_a_storys_fields() -> None:
    after = replace(Story(), **{name: value for name, (value, _) in reversed(OTHER.items())})
    assert [change.field for change in changes(Story(), after)] == [each.name for each in fields(Story)]


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        ("", "", (0, 0)),
        ("the ferry left", "the last ferry left", (1, 0)),
        ("the last ferry left", "the ferry left", (0, 1)),
        ("the ferry left", "the ferry sailed", (1, 1)),
        ("one two", "two one", (1, 1)),
        ("well, yes", "well yes", (0, 0)),
        ("a b a b a b", "b a b a b a", (1, 1)),
        ("word " * 3000, "other " * 3000, (3000, 3000)),
        ("word other " * 2000, "other word " * 1500 + "end", (1, 1000)),
    ],
)
def test_words_added_and_removed(old: str, new: str, counts: tuple[int, int]) -> None:
    assert word_changes(old, new) == counts


def kinds(before: Body, after: Body) -> list[tuple[str, int | None, int | None, int, int]]:
    return [(c.kind.value, c.before, c.after, c.words_added, c.words_removed) for c in block_changes(before, after)]


def test_a_block_put_in_between() -> None:
    before = body("First thing here.", "Last thing here.")
    assert kinds(before, before.replaced(1, 1, body("Something new.").blocks)) == [("added", None, 1, 2, 0)]


def test_a_block_taken_out() -> None:
    assert kinds(body("one", "two words", "three"), body("one", "three")) == [("removed", 1, None, 0, 2)]


def test_a_block_typed_in() -> None:
    before = body("one", "The ferry left.", "three")
    after = before.replaced(1, 2, body("The last ferry left at noon.").blocks)
    assert kinds(before, after) == [("changed", 1, 1, 3, 0)]


def test_a_block_rewritten_from_the_first_to_the_last_word_is_still_that_block() -> None:
    assert kinds(body("one", "alpha", "three"), body("one", "omega", "three")) == [("changed", 1, 1, 1, 1)]


def test_a_paragraph_that_became_a_picture_is_gone() -> None:
    after = Body((Figure("media:00", "A ship"),))
    assert kinds(body("Some words"), after) == [("removed", 0, None, 0, 2), ("added", None, 0, 0, 0)]


def test_a_changed_block_is_known_by_its_words_beside_new_ones() -> None:
    before = body("intro", "The ferry left at noon today.", "outro")
    after = body("intro", "Quite another story.", "The ferry left at noon.", "outro")
    assert kinds(before, after) == [("added", None, 1, 3, 0), ("changed", 1, 2, 0, 1)]


def test_a_block_split_in_two() -> None:
    before = body("The ferry left at noon. Nobody was on board.")
    after = body("The ferry left at noon.", "Nobody was on board.")
    assert kinds(before, after) == [("changed", 0, 0, 0, 4), ("added", None, 1, 4, 0)]


def test_two_changes_far_apart() -> None:
    before = body("a one", "b", "c", "d", "e one")
    after = body("a two", "b", "c", "d", "e two")
    assert kinds(before, after) == [("changed", 0, 0, 1, 1), ("changed", 4, 4, 1, 1)]


def test_marks_alone_are_a_change_of_no_words() -> None:
    before = body("The ferry left.")
    after = Body((Paragraph((Span("The ferry left.", frozenset({Mark.STRONG})),)),))
    (change,) = changes(Story(body=before), Story(body=after))
    assert (change.old, change.new, change.words_added, change.words_removed) == (
        "The ferry left.",
        "The ferry left.",
        0,
        0,
    )
    assert [block.kind for block in change.blocks] == [BlockKind.CHANGED]


def test_a_paragraph_made_a_heading_is_changed() -> None:
    after = Body((Heading(spans("The ferry left.")),))
    assert kinds(body("The ferry left."), after) == [("changed", 0, 0, 0, 0)]


def test_very_long_texts_are_compared_all_the_same() -> None:
    before = body(*(f"paragraph {n} old" for n in range(120)))
    after = body(*(f"paragraph {n} new" for n in range(100)))
    found = block_changes(before, after)
    assert [c.kind for c in found] == [BlockKind.CHANGED] * 100 + [BlockKind.REMOVED] * 20


texts = st.text("ab \n", max_size=8)
blocks: st.SearchStrategy[Block] = st.one_of(
    texts.map(lambda text: Paragraph(spans(text))),
    texts.map(lambda text: Heading(spans(text))),
    texts.map(lambda text: Figure("", "", spans(text))),
    st.just(Rule()),
)
bodies = st.lists(blocks, max_size=5).map(lambda found: Body(tuple(found)))
credit = st.builds(Credit, st.sampled_from(["Ann Lee", "PA"]), role=st.sampled_from(Role))
stories = st.builds(
    Story,
    headline=texts,
    keywords=st.lists(texts, max_size=2).map(tuple),
    credits=st.lists(credit, max_size=2).map(tuple),
    body=bodies,
    embargo=st.none() | st.just(NOON),
)


@given(stories, stories)
def test_there_is_no_change_only_between_equals(before: Story, after: Story) -> None:
    assert (changes(before, after) == ()) == (before == after)
    assert changes(before, replace(before)) == ()


@given(bodies, bodies)
def test_block_changes_turn_the_one_body_into_the_other(before: Body, after: Body) -> None:
    found = block_changes(before, after)
    gone = {change.before for change in found if change.before is not None}
    new = {change.after for change in found if change.after is not None}
    kept = [block for index, block in enumerate(before.blocks) if index not in gone]
    assert kept == [block for index, block in enumerate(after.blocks) if index not in new]
    for change in found:
        assert change.old == ("" if change.before is None else block_text(before.blocks[change.before]))
        assert change.new == ("" if change.after is None else block_text(after.blocks[change.after]))
        assert (
            change.before is None or change.after is None or before.blocks[change.before] != after.blocks[change.after]
        )
    at = [(change.before, change.after) for change in found]
    assert [b for b, _ in at if b is not None] == sorted(gone)
    assert [a for _, a in at if a is not None] == sorted(new)


@given(texts, texts)
def test_word_counts_add_up(old: str, new: str) -> None:
    added, removed = word_changes(old, new)
    assert len(words_of(old)) + added - removed == len(words_of(new))
    assert 0 <= added <= len(words_of(new))

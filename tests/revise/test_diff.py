from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from desk.revise.diff import changes
from desk.revise.rows import RowKind
from desk.story.body import Body, Figure, Heading, Mark, Paragraph, Span, spans
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


def kinds(before: Body, after: Body) -> list[tuple[str, int | None, int | None, int, int]]:
    found = changes(Story(body=before), Story(body=after))
    return [(r.kind.value, r.before, r.after, r.words_added, r.words_removed) for each in found for r in each.changed]


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        ("the ferry left", "the last ferry left", (1, 0)),
        ("the last ferry left", "the ferry left", (0, 1)),
        ("the ferry left", "the ferry sailed", (1, 1)),
        ("one two", "two one", (1, 1)),
        ("well, yes", "well yes", (0, 0)),
        ("a b a b a b", "b a b a b a", (1, 1)),
        ("word " * 3000, "other " * 3000, (3000, 3000)),
    ],
)
def test_words_added_and_removed(old: str, new: str, counts: tuple[int, int]) -> None:
    (change,) = changes(Story(editors_note=old), Story(editors_note=new))
    assert (change.words_added, change.words_removed) == counts


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
    assert kinds(body("Some words"), after) == [("removed", 0, None, 0, 2), ("added", None, 0, 2, 0)]


def test_a_changed_block_is_known_by_its_words_beside_new_ones() -> None:
    before = body("intro", "The ferry left at noon today.", "outro")
    after = body("intro", "Quite another story.", "The ferry left at noon.", "outro")
    assert kinds(before, after) == [("added", None, 1, 3, 0), ("changed", 1, 2, 0, 1)]


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
    assert [row.only_marks for row in change.rows] == [True]


def test_a_paragraph_made_a_heading_is_changed() -> None:
    after = Body((Heading(spans("The ferry left.")),))
    assert kinds(body("The ferry left."), after) == [("changed", 0, 0, 0, 0)]


def test_many_changed_paragraphs_are_each_known_again() -> None:
    before = body(*(f"paragraph {n} old" for n in range(120)))
    after = body(*(f"paragraph {n} new" for n in range(100)))
    (change,) = changes(Story(body=before), Story(body=after))
    assert [row.kind for row in change.rows] == [RowKind.CHANGED] * 100 + [RowKind.REMOVED] * 20


def test_a_time_is_told_to_the_second_where_it_has_any() -> None:
    (change,) = changes(Story(embargo=NOON), Story(embargo=NOON.replace(second=7)))
    assert (change.old, change.new) == ("2026-05-03 12:00+00:00", "2026-05-03 12:00:07+00:00")

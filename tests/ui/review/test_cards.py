"""What the list of the review holds, in which order, and what its cards say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.library.review_values import Decision, Followed
from desk.revise.anchors import follow, on_block, on_words
from desk.revise.review.hands import Hand
from desk.revise.review.tracking import Tracking
from desk.story.anchor import WHOLE_STORY, Anchor, on_field
from desk.story.body import Body, Heading, Mark, Paragraph, Span, spans
from desk.story.comments import Comment, Said, opened, threads
from desk.story.house import House
from desk.story.places import Place
from desk.story.story import Story
from desk.ui.review.card_layout import CardLooks, CardSetter
from desk.ui.review.card_text import ARROW, CardText, Clock, Ink, Line, Offer, Piece, card_text, words_pieces
from desk.ui.review.commenting import targets_at
from desk.ui.review.entries import Entry, Kind, Listing, Shown, listing
from desk.ui.tokens import LIGHT

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOUSE = House(timezone="UTC")
CLOCK = Clock(HOUSE, NOW)
BASE = Story(
    headline="Pilots stay in port",
    keywords=("harbour",),
    body=Body(
        (
            Paragraph(spans("The pilots have said that they will stop.")),
            Heading(spans("Four lamps"), 2),
            Paragraph(spans("They ask for four lamps on the mole.")),
        )
    ),
)
STORY = replace(
    BASE,
    headline="The pilots stay in port",
    keywords=("harbour", "night"),
    body=Body(
        (
            Paragraph(spans("The pilots have stopped.")),
            BASE.body.blocks[1],
            Paragraph(spans("They ask for ", Span("four lamps", frozenset({Mark.STRONG})), " on the mole.")),
        )
    ),
)
LAMPS = on_words(STORY, Place("body", 2), 13, 23)


def said(number: int, what: Said = Said.OPENED, *, who: str = "Mara Quist", thread: int = 0, text: str = "") -> Comment:
    at = NOW - timedelta(minutes=60 - number)
    if what is Said.OPENED:
        return opened(f"c{number}", "a", who, at, anchor=WHOLE_STORY, text=text or f"Comment {number}")
    return Comment(f"c{number}", "a", f"c{thread or number}", what, who, at, text)


def thread(anchor: Anchor, *records: Comment, question: bool = False) -> Followed:
    first = replace(records[0], anchor=anchor, is_question=question)
    (made,) = threads((first, *records[1:]))
    return Followed(made, anchor)


def decision(number: int, *, undone: bool = False) -> Decision:
    return Decision(
        "k",
        True,
        "headline",
        "added",
        "Headline: added “late”",
        added="late",
        makers=("Wei Sung",),
        id=f"d{number}",
        article="a",
        who="Mara Quist",
        at=NOW - timedelta(days=1),
        undone_by="Mara Quist" if undone else "",
        undone_at=NOW if undone else None,
    )


def listed(*found: Followed, decisions: tuple[Decision, ...] = ()) -> Listing:
    changes = Tracking(BASE, STORY).changes
    hands = {change.key: (Hand("Mara Quist", NOW - timedelta(minutes=5)),) for change in changes}
    return listing(STORY, changes, hands, found, decisions)


def spoken(entry: Entry) -> str:
    return card_text(entry, CLOCK).spoken


def test_open_ones_stand_as_on_the_page_and_what_is_done_with_is_not_among_them() -> None:
    lamps = thread(LAMPS, said(1))
    story = thread(WHOLE_STORY, said(2))
    heading = thread(on_block(STORY, 1), said(3), question=True)
    done = thread(on_field("headline"), said(4), said(5, Said.RESOLVED, thread=4))
    made = listed(lamps, story, heading, done, decisions=(decision(1), decision(2, undone=True)))
    assert [(each.kind, each.where) for each in made.open] == [
        (Kind.COMMENT, "whole story"),
        (Kind.CHANGE, "headline"),
        (Kind.CHANGE, "paragraph 1"),
        (Kind.QUESTION, "heading 1"),
        (Kind.CHANGE, "paragraph 2"),
        (Kind.COMMENT, "paragraph 2"),
        (Kind.CHANGE, "keywords"),
    ]
    assert [each.id for each in made.resolved] == ["c4", "d1"]
    assert made.people == ("Mara Quist", "Wei Sung")
    assert Shown(kind=Kind.QUESTION).of(made) == (made.open[3],)
    assert Shown(open=False, person="Wei Sung").of(made) == (made.resolved[1],)
    assert Shown().counts(made) == {Kind.CHANGE: 4, Kind.COMMENT: 2, Kind.QUESTION: 1}


def test_cards_of_changes_say_words_where_there_are_and_else_a_sentence() -> None:
    headline, first, third, keywords = listed().open
    card = card_text(first, CLOCK)
    assert (card.left, card.right) == ("Mara Quist · 11:55", "paragraph 1")
    assert card.lines[0].pieces == (
        Piece("said that they will stop", Ink.REMOVED),
        Piece(ARROW),
        Piece("stopped", Ink.ADDED),
    )
    assert card.offers == (Offer.ACCEPT, Offer.REJECT, Offer.REPLY)
    assert "removed: Pilots → added: The pilots" in spoken(headline)
    assert spoken(third).endswith("Set “four lamps” in bold")
    assert "added: night" in spoken(keywords)


@pytest.mark.parametrize(("removed", "added"), [("הנמל", "השער"), ("הנמל", "port"), ("port", "הנמל")])
def test_the_arrow_of_a_card_points_to_what_came(removed: str, added: str, qapp: object) -> None:
    """Also where words are read from the right."""
    text = CardText("", "", (Line(tuple(words_pieces(removed, added))),), ())
    layout = CardSetter().layout(text, 400, 0, CardLooks(LIGHT, 20)).paragraphs[0][0]
    row, arrow = layout.lineAt(0), len(removed) + len(ARROW) // 2
    went, came = (row.cursorToX(place)[0] for place in (len(removed) // 2, len(layout.text()) - len(added) // 2))  # type: ignore[index]
    assert went < row.cursorToX(arrow)[0] < came  # type: ignore[index]


def test_cards_of_threads_say_who_said_what_and_whether_they_block() -> None:
    waits = thread(LAMPS, said(1, text="Masts? @Ilse"), question=True)
    waits = Followed(threads((replace(waits.thread.opening, mentions=("Ilse Brandt",)),))[0], LAMPS)
    (entry,) = (each for each in listed(waits).open if each.thread is not None)
    card = card_text(entry, CLOCK)
    assert card.right == "question, blocks Ready"
    assert card_text(entry, CLOCK, blocks=False).right == "question"
    assert [line.text for line in card.lines] == ["“four lamps”", "Masts? @Ilse"]
    assert card.lines[1].pieces[-1] == Piece("@Ilse", Ink.MENTION)
    answered = thread(LAMPS, said(1), said(2, Said.REPLIED, who="Ilse Brandt", thread=1, text="Lamps."), question=True)
    (entry,) = (each for each in listed(answered).open if each.thread is not None)
    assert spoken(entry).startswith("Mara Quist · 11:01, question, answered")
    assert spoken(entry).endswith("Ilse Brandt · 11:02, Lamps.")
    lost = follow(LAMPS, STORY, replace(STORY, body=Body(STORY.body.blocks[:2])))
    (entry,) = (each for each in listed(Followed(answered.thread, lost)).open if each.thread is not None)
    assert "Its words are gone: “four lamps”" in spoken(entry)
    assert card_text(entry, CLOCK).warns


def test_cards_of_decisions_say_who_decided_and_when() -> None:
    (entry,) = listed(decisions=(decision(1),)).resolved
    assert spoken(entry) == "Wei Sung, headline, added: late, Accepted by Mara Quist · Saturday, 12:00"
    assert card_text(entry, CLOCK).offers == ()


def test_a_comment_can_be_on_words_a_block_a_field_or_the_story() -> None:
    assert [each.name for each in targets_at(STORY, Place("body", 2), 13, 23)] == [
        "“four lamps”",
        "Paragraph 2",
        "The whole story",
    ]
    assert [each.name for each in targets_at(STORY, Place("headline"), 3, 3)] == ["Headline", "The whole story"]
    assert [each.name for each in targets_at(Story(), Place("body", 0), 0, 0)] == ["The whole story"]

from __future__ import annotations

from desk.revise.substitute import Substitute, substituted
from desk.story.body import Body, Figure, Mark, Paragraph, Span, Table, spans
from desk.story.places import Place
from desk.story.story import Story

STORY = Story(
    headline="Teh teh ship",
    body=Body(
        (
            Paragraph((Span("A "), Span("shi", frozenset({Mark.STRONG})), Span("pp", link="https://a.example"))),
            Figure(alt="Teh ship", caption=spans("Teh ship")),
            Table(((spans("Teh"), spans("ship")),)),
            Paragraph(spans("Left alone")),
        )
    ),
)


def test_words_are_put_in_all_kinds_of_places_and_nothing_else_is_touched() -> None:
    made = substituted(
        STORY,
        [
            Substitute(Place("headline"), 0, 3, "The"),
            Substitute(Place("headline"), 4, 7, "the"),
            Substitute(Place("body", 1, 0), 0, 3, "The"),
            Substitute(Place("body", 2, 0), 0, 3, "The"),
        ],
    )
    assert made.headline == "The the ship"
    assert made.body.blocks[1] == Figure(alt="The ship", caption=spans("Teh ship"))
    assert made.body.blocks[2] == Table(((spans("The"), spans("ship")),))
    assert made.body.blocks[0] is STORY.body.blocks[0]
    assert made.body.blocks[3] is STORY.body.blocks[3]


def test_what_stays_of_a_word_keeps_its_marks_and_links() -> None:
    made = substituted(STORY, [Substitute(Place("body", 0), 2, 7, "ship")])
    assert made.body.blocks[0] == Paragraph(
        (Span("A "), Span("shi", frozenset({Mark.STRONG})), Span("p", link="https://a.example"))
    )


def test_nothing_wanted_is_the_same_story() -> None:
    assert substituted(STORY, []) == STORY


def test_a_word_of_the_lead_picture() -> None:
    story = Story(lead=Figure("media:1", "A fery", spans("The fery"), ""))
    wanted = [Substitute(Place("lead", None, 0), 2, 6, "ferry"), Substitute(Place("lead", None, 1), 4, 8, "ferry")]
    assert substituted(story, wanted).lead == Figure("media:1", "A ferry", spans("The ferry"), "")

"""What is painted of a key among tracked changes is what a painting of everything would show; and marks come by
themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.story.body import Block, Body, Heading, ListItem, Mark, Paragraph, Span, Spans, Table, spans
from desk.story.story import Story
from desk.ui.review.marks import Marks
from desk.ui.review.marks_source import MarksView
from tests.ui.desk_window import WAIT
from tests.ui.editor.pages import Key, Stage
from tests.ui.editor.test_painting import TYPED, assert_all_painted, type_any
from tests.ui.review.marked import Source

LONG = "The harbour council said on Tuesday that Ætna’s “second” ferry would sail after all. " * 3
WAS: tuple[Spans, ...] = (
    spans(LONG.replace("said", "has been heard to say").replace("would", "might, or might not,")),
    spans("Words that went before. " + LONG),
    spans(LONG + "Many words went at the end of it. " * 4),
    spans(
        LONG.replace(
            "ferry", "ferry which everybody knows and which has been here for so many years that nobody counts"
        )
    ),
)
NOW: tuple[Spans, ...] = (
    spans(LONG),
    spans(LONG),
    spans(LONG),
    spans(Span(LONG[:40], frozenset({Mark.EMPHASIS})), LONG[40:]),
)


@pytest.mark.parametrize(("number", "suggests"), [(0, True), (1, False), (2, True), (3, True)])
def test_every_key_among_changes_leaves_the_pixels_of_a_whole_painting(
    stage: Stage, number: int, suggests: bool
) -> None:
    around = Paragraph(spans("Some words that stay."))
    now = Story(headline="Lights", body=Body((around, Paragraph(NOW[number]), around)))
    was = replace(now, body=Body((around, Paragraph(WAS[number]), around)))
    stage.open(now)
    stage.manuscript.set_suggesting(suggests)
    marks = Marks(stage.page, Source(stage.manuscript, was))
    marks.settle()
    line = stage.page.document().findBlockByNumber(1)
    for share in (0, 0.3, 0.62, 1):
        place = line.position() + int(share * (line.length() - 1))
        stage.page.put_caret(place, place)
        for letter in TYPED[:9]:
            type_any(stage, letter)
            assert_all_painted(stage, (share, letter))
        stage.press(Key.Key_Backspace)
        assert_all_painted(stage, share)
        marks.settle()
        assert_all_painted(stage, share)


def test_words_that_went_in_rows_above_a_line_leave_nothing_behind_when_they_are_back(stage: Stage) -> None:
    now = Story(headline="Lights", body=Body((Paragraph(spans(LONG)), Paragraph(spans(LONG + "It ends.")))))
    stage.open(now)
    stage.manuscript.set_suggesting(True)
    marks = Marks(stage.page, Source(stage.manuscript, now))
    marks.settle()
    line = stage.page.document().findBlockByNumber(1)
    stage.page.put_caret(line.position() + len(LONG), line.position())
    stage.press(Key.Key_Delete)
    marks.settle()
    assert_all_painted(stage, "gone")
    assert rows_above(stage, 1)
    stage.manuscript.undo()
    assert_all_painted(stage, "back, before the marks")
    marks.settle()
    assert_all_painted(stage, "back")


def rows_above(stage: Stage, number: int) -> int:
    """How many rows of words that went stand above a line."""
    data = stage.page.inks.inking.of(stage.page.document().findBlockByNumber(number))
    return sum(len(gap.rows) for gap in data.gaps) if data is not None else 0


def test_marks_come_when_what_was_typed_is_read_and_far_ones_when_nobody_types(stage: Stage) -> None:
    kinds: tuple[Block, ...] = (
        Heading(spans("A heading"), 2),
        ListItem(spans("An item")),
        *(Paragraph(spans(LONG)) for _ in range(40)),
    )
    now = Story(headline="Lights", body=Body(kinds))
    was = now.body.replaced(40, 41, (Paragraph(spans("Old words. " + LONG)),))
    stage.open(now)
    stage.manuscript.set_suggesting(True)
    Marks(stage.page, Source(stage.manuscript, replace(now, body=was)))
    inking, document = stage.page.inks.inking, stage.page.document()
    stage.qtbot.waitUntil(lambda: bool(inking.marks(document.findBlockByNumber(40)).struck), timeout=WAIT)

    stage.page.put_caret(1, 1)
    stage.type("n")
    stage.qtbot.waitUntil(lambda: bool(inking.marks(document.firstBlock()).inks), timeout=WAIT)
    assert inking.marks(document.firstBlock()).bar is not None


def test_words_that_came_and_went_in_a_table_are_marked_in_their_cells(stage: Stage) -> None:
    head = (spans("Day"), spans("Ferries"))
    old = Table((head, (spans("Monday"), spans("12 boats")), (spans("Sunday"), spans("none at all"))), header=True)
    new = replace(old, rows=(head, (spans("Monday"), spans("15 boats")), (spans("Sunday"), spans("none"))))
    now = Story(body=Body((Paragraph(spans("One.")), new)))
    stage.open(now)
    marks = Marks(stage.page, Source(stage.manuscript, replace(now, body=now.body.replaced(1, 2, (old,)))))
    marks.settle()
    page = stage.page
    line = page.document().findBlockByNumber(1)
    (boats, none) = page.inks.inking.marks(line).cells
    assert [(ink.start, ink.stop) for ink in boats.inks] == [(0, 2)]
    assert (none.number, none.inks, [(each.at, each.words) for each in none.struck]) == (5, (), [(4, " at all")])

    geometry = page.tables.geometry
    layout = geometry.layout(new)
    corner = geometry.corner(1, layout)
    image, tokens = page.viewport().grab().toImage(), page.bridge.styles.tokens
    places = [*page.inks.places([line])]
    for cell, key, colour in (
        ((1, 1), boats.inks[0].key, tokens.inserted_tint),
        ((2, 1), none.struck[0].key, tokens.deleted),
    ):
        room = layout.inner(cell).translated(corner).adjusted(-4, 0, 4, 4)
        assert any(each.key == key and room.contains(each.box) for each in places)
        dots = image.copy(room.toRect())
        assert any(dots.pixelColor(x, y).name() == colour for x in range(dots.width()) for y in range(dots.height()))
    marks.set_view(MarksView.SIMPLE)
    marks.settle()
    assert not page.inks.inking.marks(line).cells

"""Hebrew and Arabic on the page: where lines begin, what stands beside them, where the arrows lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QApplication

from desk.story.body import Body, ListItem, Note, Paragraph, PullQuote, Quote, spans
from desk.story.story import Story
from desk.ui.editor.layers import boxes_in
from tests.ui.editor.pages import Ctrl, Key, Shift, Stage

On = Callable[[Body], Stage]
HEBREW = "שלום עולם"
ARABIC = "مرحبا بالعالم"


def column(stage: Stage) -> tuple[int, int]:
    """Where the column of words begins and ends in the viewport, in px."""
    margin = int(stage.page.document().rootFrame().frameFormat().leftMargin())
    return margin, stage.page.viewport().width() - margin


def extent(stage: Stage, line: int) -> tuple[float, float]:
    """Where the words of a line's first row begin and end."""
    layout = stage.page.document().findBlockByNumber(line).layout()
    words = layout.lineAt(0).naturalTextRect().translated(layout.position())
    return words.left(), words.right()


def inked(stage: Stage, line: int, left: int, right: int) -> list[int]:
    """The columns of dots, between two in the viewport, in which something is painted beside a line."""
    page = stage.page
    box = page.document().documentLayout().blockBoundingRect(page.document().findBlockByNumber(line))
    top = round(box.top()) - page.verticalScrollBar().value()
    image = page.viewport().grab(QRect(left, top, right - left, round(box.height()))).toImage()
    ground = page.bridge.styles.tokens.page
    dots = range(image.height())
    return [left + x for x in range(image.width()) if any(image.pixelColor(x, y).name() != ground for y in dots)]


@pytest.mark.parametrize("words", [HEBREW, ARABIC, f"{HEBREW} and some words", f"123 {HEBREW}"])
def test_a_line_begins_on_the_side_of_its_first_letter(on_page: On, words: str) -> None:
    stage = on_page(Body((Paragraph(spans(words)), Paragraph(spans(f"One {HEBREW} two")))))
    left, right = column(stage)
    assert extent(stage, 0)[1] == pytest.approx(right, abs=1)
    assert extent(stage, 0)[0] > left + 100
    assert extent(stage, 1)[0] == pytest.approx(left, abs=1)


def test_markers_of_lists_stand_at_the_right(on_page: On) -> None:
    items = (ListItem(spans(HEBREW)), ListItem(spans(HEBREW), True), ListItem(spans(HEBREW), True, 1))
    stage = on_page(Body((*items, ListItem(spans("Four lamps")))))
    left, right = column(stage)
    for line, indent in ((0, 28), (1, 28), (2, 56)):
        assert extent(stage, line)[1] == pytest.approx(right - indent, abs=1)
        beside = inked(stage, line, right - indent + 2, right + 2)
        assert beside
        assert min(beside) >= right - indent + 6, "there is a gap between words and marker"
        assert not inked(stage, line, left - 2, left + 60)
    assert inked(stage, 3, left, left + 26)
    assert not inked(stage, 3, right - 60, right + 2)


def test_the_bar_of_a_quote_stands_at_the_right(on_page: On) -> None:
    stage = on_page(Body((Quote(spans(HEBREW)), Quote(spans("Four lamps")))))
    left, right = column(stage)
    assert inked(stage, 0, right - 12, right + 4) == [right - 3, right - 2, right - 1]
    assert not inked(stage, 0, left - 4, left + 40)
    assert inked(stage, 1, left - 4, left + 12) == [left, left + 1, left + 2]
    assert extent(stage, 0)[1] == pytest.approx(right - 24, abs=1)


@pytest.mark.parametrize("words", [HEBREW, "Four lamps"])
def test_the_bar_of_quotes_is_one_bar(on_page: On, words: str) -> None:
    stage = on_page(Body((Quote(spans(words)), Quote(spans(words)), PullQuote(spans(words), words))))
    page = stage.page
    left, right = column(stage)
    beside = right - 2 if words == HEBREW else left + 1
    box = page.document().documentLayout().blockBoundingRect
    for first in (0, 2):
        lines = [page.document().findBlockByNumber(number) for number in (first, first + 1)]
        top, bottom = round(box(lines[0]).top()) + 2, round(box(lines[1]).bottom()) - 2
        image = page.viewport().grab(QRect(beside, top, 1, bottom - top)).toImage()
        assert len({image.pixelColor(0, y).name() for y in range(image.height())}) == 1


def test_the_ground_of_a_note_is_as_wide_as_the_column_either_way(on_page: On) -> None:
    stage = on_page(Body((Note(spans(HEBREW)), Note(spans("check this")))))
    left, right = column(stage)
    for line in (0, 1):
        inside = inked(stage, line, left - 6, right + 6)
        assert (inside[0], inside[-1]) == (left, right - 1)


def test_fields_turn_round_too(stage: Stage) -> None:
    stage.open(Story(headline=ARABIC, deck=HEBREW, kicker="Port"))
    for field in (stage.page.head.headline, stage.page.head.deck):
        line = field.document().firstBlock().layout().lineAt(0)
        assert line.naturalTextRect().right() == pytest.approx(field.viewport().width(), abs=1)
    assert stage.page.head.kicker.document().firstBlock().layout().lineAt(0).naturalTextRect().left() == 0


def test_the_byline_and_the_dates_stand_as_in_print(stage: Stage) -> None:
    head = stage.page.head
    story = Story(language="he", byline_text=f"By {HEBREW}", first_published=datetime(2026, 11, 22, tzinfo=UTC))
    for language in ("en-GB", "he", "en-GB"):
        stage.open(replace(story, language=language))
        mirrored = language == "he"
        line = head.byline.document().firstBlock().layout().lineAt(0).naturalTextRect()
        assert (head.dates.x() < head.byline.x()) is mirrored
        foot = stage.page.foot
        assert (foot.add.x() < foot.contribution.x()) is mirrored
        beyond = head.byline.viewport().width() if mirrored else 0
        assert (line.right() if mirrored else line.left()) == pytest.approx(beyond, abs=1)


def test_an_empty_field_waits_where_words_will_begin(stage: Stage) -> None:
    stage.open(Story(language="ar"))
    deck = stage.page.head.deck
    deck.setFocus()
    assert deck.cursorRect().left() > deck.viewport().width() - 10
    stage.type("4 lamps", deck)
    assert deck.document().firstBlock().layout().lineAt(0).naturalTextRect().left() == 0
    deck.selectAll()
    stage.press(Key.Key_Delete)
    assert deck.cursorRect().left() > deck.viewport().width() - 10


def steps(stage: Stage, key: Key, count: int) -> list[tuple[int, int]]:
    """Where the caret comes by as a key is pressed again and again: in the text, and on the page."""
    places = []
    for _ in range(count):
        places.append((stage.page.textCursor().position(), stage.page.cursorRect().left()))
        stage.press(key)
    return places


@pytest.mark.parametrize(
    ("words", "seams"), [(HEBREW, 0), (ARABIC, 0), (f"abc {HEBREW} def", 2), (f"{HEBREW} abc 12 {HEBREW}", 2)]
)
def test_arrows_go_where_they_point_in_mixed_words(on_page: On, words: str, seams: int) -> None:
    stage = on_page(Body((Paragraph(spans(words)),)))
    stage.page.setFocus()
    stage.page.put_caret(0, 0)
    steps(stage, Key.Key_Left, 40)  # to the left end, wherever that is read
    right = steps(stage, Key.Key_Right, len(words) + 1)
    left = steps(stage, Key.Key_Left, len(words) + 1)
    for places, way in ((right, 1), (left, -1)):
        assert sorted(place for place, _ in places) == list(range(len(words) + 1)), "every place, and each once"
        lefts = [left * way for _, left in places]
        # Between words of both directions one place in the text is two on the page, and the caret shows one of them.
        assert sum(one > other for one, other in pairwise(lefts)) <= seams


def test_arrows_go_on_to_the_next_line_as_it_is_read(on_page: On) -> None:
    stage = on_page(Body((Paragraph(spans(HEBREW)), Paragraph(spans("Four")), Paragraph(spans(HEBREW)))))
    stage.page.setFocus()
    stage.page.put_caret(len(HEBREW), len(HEBREW))
    stage.press(Key.Key_Left)
    assert stage.page.textCursor().blockNumber() == 1
    assert stage.page.textCursor().atBlockStart()
    stage.press(Key.Key_Left)
    assert stage.page.textCursor().blockNumber() == 0
    assert stage.page.textCursor().atBlockEnd()
    stage.press(Key.Key_Right)
    assert stage.page.textCursor().position() == len(HEBREW) - 1


def test_arrows_with_shift_select_and_with_ctrl_go_by_words(on_page: On) -> None:
    stage = on_page(Body((Paragraph(spans(f"abc {HEBREW}")),)))
    stage.page.setFocus()
    stage.page.put_caret(0, 0)
    stage.press(Key.Key_Right, Key.Key_Right, mod=Shift)
    assert stage.page.textCursor().selectedText() == "ab"
    stage.press(Key.Key_Right)
    assert not stage.page.textCursor().hasSelection()
    stage.page.put_caret(0, 0)
    stage.press(Key.Key_Right, mod=Ctrl)
    assert stage.page.textCursor().position() == 4


def test_typing_from_the_right(on_page: On) -> None:
    stage = on_page(Body((Paragraph(),)))
    stage.page.setFocus()
    for letter in HEBREW:  # which keyClicks does not know
        kinds = QEvent.Type
        for kind in (kinds.KeyPress, kinds.KeyRelease):
            QApplication.sendEvent(stage.page, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
    assert stage.texts == [HEBREW]
    _, right = column(stage)
    assert extent(stage, 0)[1] == pytest.approx(right, abs=1)
    assert stage.page.caret.box().left() < extent(stage, 0)[0] + 1
    stage.press(Key.Key_Backspace)
    assert stage.texts == [HEBREW[:-1]]


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        (f"{HEBREW} abc 123", " abc 123"),
        (f"{HEBREW} abc 123 {HEBREW}", "abc 123"),
        (f"The {HEBREW} said", f"{HEBREW} said"),
        (HEBREW, HEBREW[-4:]),
    ],
)
def test_words_of_the_other_direction_are_marked_whole(on_page: On, words: str, marked: str) -> None:
    stage = on_page(Body((Paragraph(spans(words)),)))
    layout = stage.page.document().firstBlock().layout()
    start = words.index(marked)
    found = list(boxes_in(layout, start, start + len(marked)))
    metrics = QFontMetricsF(stage.page.document().firstBlock().charFormat().font())
    assert sum(box.width() for box in found) == pytest.approx(metrics.horizontalAdvance(marked), abs=2)

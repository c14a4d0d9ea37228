"""What is painted of a key is what a painting of everything would show."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPaintEvent, QRawFont, QTextCursor
from PySide6.QtWidgets import QApplication

from desk.story.body import (
    Block,
    Body,
    Figure,
    Heading,
    ListItem,
    Mark,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Span,
    block_text,
    spans,
)
from desk.story.story import Story
from desk.ui.editor.layers import Marked, Stroke
from desk.ui.theme import story_font
from tests.ui.editor.pages import Key, Stage

WORDS = "The harbour council said on Tuesday that Ætna’s “second” ferry, café-blue and late, would sail (after all). "
LONG = WORDS * 4
LOW, HIGH, CODE = (frozenset({mark}) for mark in (Mark.SUBSCRIPT, Mark.SUPERSCRIPT, Mark.CODE))
MARKED = (
    *spans(WORDS, Span("strong Ångström words fjord ", frozenset({Mark.STRONG}))),
    *spans(WORDS, Span("leaning jolly words fly ", frozenset({Mark.EMPHASIS}))),
    *spans(
        "water H", Span("2", frozenset({Mark.SUBSCRIPT})), "O and x", Span("21", frozenset({Mark.SUPERSCRIPT})), WORDS
    ),
    *spans(Span("a link to some place ", link="https://example.org"), Span("some_code() ", CODE), WORDS),
)
PLACES: list[Block] = [
    Paragraph(spans(LONG)),
    Paragraph(MARKED),
    Heading(spans("A crosshead that is long enough to be broken where the column of the words ends")),
    Quote(spans(LONG)),
    Quote(spans(WORDS)),
    PullQuote(spans(WORDS), "Somebody who says a good deal"),
    ListItem(spans(LONG)),
    ListItem(spans(WORDS), ordered=True),
    Note(spans(LONG)),
    Figure("media:" + "0" * 64, "", spans(LONG), "Somebody"),
    Paragraph(spans("ينضم الميناء إلى المدينة " * 12, "and ", "قال المجلس " * 8)),
    Paragraph(spans("Ein Satz mit 😀 und e\u0301 und " * 12)),
    Paragraph(spans("港口委員會說，渡輪將於星期二開航。" * 12)),
]
TYPED = "fjord Ångst, “jy” (Q) 1x—I tf fi WAVE "


class Paintings(QObject):
    """Which areas of a view were painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.areas: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(QRect(event.rect()))
        return super().eventFilter(watched, event)


def shot(stage: Stage) -> QImage:
    """What is on the screen, not what would be painted anew."""
    QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)
    image = stage.page.screen().grabWindow(stage.page.winId()).toImage()
    assert not image.isNull()
    return image


def assert_all_painted(stage: Stage, about: object) -> None:
    seen = shot(stage)
    stage.page.viewport().update()
    assert seen == shot(stage), about


def type_any(stage: Stage, letter: str) -> None:
    """QTest has no keys for letters that are not ASCII."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(stage.page, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


@pytest.fixture
def paintings(stage: Stage) -> Iterator[Paintings]:
    made = Paintings(stage.page)
    stage.page.viewport().installEventFilter(made)
    yield made
    stage.page.viewport().removeEventFilter(made)


def put_caret(stage: Stage, words: str, share: float) -> None:
    cursor = stage.find(words)
    block = cursor.block()
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + int(share * (block.length() - 1)))
    stage.page.setTextCursor(cursor)
    stage.page.ensureCursorVisible()
    stage.settle()


@pytest.mark.parametrize("number", range(len(PLACES)), ids=lambda number: f"{number}-{type(PLACES[number]).__name__}")
def test_every_key_leaves_the_pixels_of_a_whole_painting(stage: Stage, number: int) -> None:
    around = Paragraph(spans(WORDS))
    stage.open(Story(body=Body((around, *PLACES[max(0, number - 1) : number + 2], around))))
    rng = random.Random(number)
    words = block_text(PLACES[number])[:12]
    for share in (0.0, 0.31, 0.74, 1.0):
        put_caret(stage, words if share == 0.0 else words[2:8], share)
        for letter in rng.sample(TYPED, 12):
            type_any(stage, letter)
            assert_all_painted(stage, (share, letter))
        stage.page.read_typed()
        stage.press(Key.Key_Backspace)
        assert_all_painted(stage, (share, "backspace"))


def test_mostly_one_row_is_painted(stage: Stage, paintings: Paintings) -> None:
    stage.open(Story(body=Body((Paragraph(spans(LONG)), Paragraph(spans(LONG))))))
    put_caret(stage, LONG[:10], 0.4)
    shot(stage)
    height = stage.page.cursorRect().height()
    low = 0
    for letter in "women know how many cows pass":
        paintings.areas.clear()
        stage.type(letter)
        shot(stage)
        low += all(area.height() <= height + 8 for area in paintings.areas)
        stage.settle()
    assert low >= 20


def test_rows_above_are_left_alone_when_words_go_to_the_next_row(stage: Stage, paintings: Paintings) -> None:
    stage.open(Story(body=Body((Paragraph(spans(LONG)), Paragraph(spans(LONG))))))
    put_caret(stage, LONG[:10], 0.7)
    shot(stage)
    layout = stage.page.textCursor().block().layout()
    moved = 0
    for letter in "women know how many cows pass":
        paintings.areas.clear()
        ends = [layout.lineAt(number).textLength() for number in range(layout.lineCount())]
        stage.type(letter)
        shot(stage)
        row = stage.page.cursorRect()
        assert all(area.top() >= row.top() - 3 * row.height() for area in paintings.areas)
        moved += ends[-1] != layout.lineAt(layout.lineCount() - 1).textLength()
        stage.settle()
    assert moved


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6])
def test_rows_below_are_left_alone_from_where_they_break_as_before(
    stage: Stage, paintings: Paintings, share: float
) -> None:
    stage.open(Story(body=Body((Paragraph(spans(LONG, LONG)), Paragraph(spans(LONG))))))
    put_caret(stage, LONG[:10], share)
    block = stage.page.textCursor().block()
    layout = block.layout()
    spared = 0
    for letter in "women know how many of the old cows pass it in a fjord by day or so they say":
        paintings.areas.clear()
        ends = [layout.lineAt(number).textLength() for number in range(layout.lineCount())]
        stage.type(letter)
        shot(stage)
        lowest = max(area.bottom() for area in paintings.areas)
        broken = [layout.lineAt(number).textLength() for number in range(layout.lineCount())]
        box = stage.page.document().documentLayout().blockBoundingRect(block)
        bottom = box.bottom() - stage.page.verticalScrollBar().value()
        went_on = sum(before != after for before, after in zip(ends, broken, strict=False)) > 1
        spared += went_on and lowest < bottom - stage.page.cursorRect().height()
        assert_all_painted(stage, letter)
    assert spared


def test_what_was_known_of_a_row_is_forgotten_when_the_words_are_laid_out_anew(stage: Stage) -> None:
    stage.open(Story(body=Body((Paragraph(spans(LONG)), Paragraph(spans(LONG))))))
    put_caret(stage, LONG[:10], 0.4)
    width = stage.page.lineWrapColumnOrWidth()
    for narrower in (0, 60, 130, 20, 0):
        stage.type("ab")
        assert_all_painted(stage, narrower)
        stage.page.setLineWrapColumnOrWidth(width - narrower)
        stage.type("c")
        assert_all_painted(stage, narrower)
        stage.page.read_typed()
        stage.press(Key.Key_Left)
        stage.type("d")
        assert_all_painted(stage, narrower)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_marks_on_other_rows_follow_what_is_typed(stage: Stage, share: float) -> None:
    def layer(text: str) -> Sequence[Marked]:
        """Marks every word from the third on, in an odd number of words, and the length of the text at its end."""
        stroke = Stroke.SPELLING if text.count("o") % 2 else Stroke.MATCH
        return [Marked(4, 9, Stroke.PLACEHOLDER), Marked(len(text) - 9, len(text) - 3, stroke)]

    stage.open(Story(body=Body((Paragraph(spans(LONG)), Paragraph(spans(WORDS))))))
    stage.page.layers.add(layer)
    put_caret(stage, LONG[:10], share)
    for letter in "on how no two cows go home":
        stage.type(letter)
        assert_all_painted(stage, letter)


def test_only_lines_that_are_told_of_are_painted(stage: Stage, paintings: Paintings) -> None:
    stage.open(Story(body=Body((Paragraph(spans(LONG)), Paragraph(spans(WORDS)), Paragraph(spans(LONG))))))
    stage.settle()
    shot(stage)
    paintings.areas.clear()
    block = stage.page.document().findBlockByNumber(1)
    stage.page.layers.tell_of(frozenset({block.text()}))
    shot(stage)
    box = stage.page.document().documentLayout().blockBoundingRect(block)
    top = box.top() - stage.page.verticalScrollBar().value()
    (area,) = paintings.areas
    assert area.top() <= top
    assert area.bottom() >= top + box.height() - 1
    assert area.height() <= box.height() + 4


@pytest.mark.parametrize("marks", [(False, False), (True, False), (False, True), (True, True)])
def test_plain_letters_stay_within_their_row(fonts: tuple[str, ...], marks: tuple[bool, bool]) -> None:
    assert fonts
    font = story_font(17.5, italic=marks[1])
    font.setBold(marks[0])
    raw = QRawFont.fromFont(font)
    for code in (*range(0x20, 0x180), *range(0x2010, 0x2028), *range(0x2030, 0x205F), *range(0x20A0, 0x20C0)):
        for glyph in raw.glyphIndexesForString(chr(code)):
            box = raw.boundingRect(glyph)
            assert box.top() >= -raw.ascent() - 1, chr(code)
            assert box.bottom() <= raw.descent() + 1, chr(code)

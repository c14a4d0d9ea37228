"""The length in the status line, as somebody sees it who writes towards a target."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from desk.formats.registry import by_name
from desk.story.body import Body, Figure, Note, Paragraph, PullQuote, Rule, spans
from desk.story.counts import Count, Counter, count_body, count_text
from desk.story.story import Story
from desk.ui.editor.reading import OBJECT
from desk.ui.length.button import length_words, ring_of
from desk.ui.length.card import LengthCard
from desk.ui.length.selected import count_in_body
from desk.ui.length.tool import MANY
from tests.ui.desk_window import WAIT, DeskWindow

BODY = Body(
    (
        Paragraph(spans("Four lamps went dark.")),
        PullQuote(spans("We are not asking for the moon"), "Petra Holm"),
        Note(spans("check this")),
        Figure("media:00", "", spans("The east mole"), "Ana Reis"),
        Rule(),
        Paragraph(spans("Nobody was hurt 🙂 that night.")),
    )
)


@pytest.fixture
def opened(desk_window: DeskWindow) -> DeskWindow:
    row = desk_window.library.create(Story(headline="Lamps", body=BODY)).result(10)
    desk_window.open(row.id)
    return desk_window


def said(window: DeskWindow) -> str:
    return window.window.status.counts.text()


def card(window: DeskWindow) -> LengthCard:
    QTest.mouseClick(window.window.status.counts, Qt.MouseButton.LeftButton)
    return window.window.findChildren(LengthCard)[-1]


def test_the_status_line_says_words_characters_and_minutes(opened: DeskWindow) -> None:
    count = count_body(BODY)
    assert said(opened) == f"{count.words} words · {count.characters} characters · 1 min"
    page = opened.room.page
    page.put_caret(4, 4)
    page.setFocus()
    QTest.keyClicks(page, " bright")
    opened.qtbot.waitUntil(lambda: said(opened).startswith(f"{count.words + 1} words"), timeout=WAIT)


def test_what_is_selected_is_counted(opened: DeskWindow) -> None:
    page, total = opened.room.page, count_body(BODY).words
    page.setFocus()
    page.put_caret(10, 0)
    opened.qtbot.waitUntil(lambda: said(opened) == f"2 of {total} words · 10 characters", timeout=WAIT)
    page.selectAll()
    opened.qtbot.waitUntil(lambda: said(opened).startswith(f"{total} of {total} words"), timeout=WAIT)
    page.put_caret(0, 0)
    opened.qtbot.waitUntil(lambda: said(opened).startswith(f"{total} words"), timeout=WAIT)
    page.head.headline.setFocus()
    page.head.headline.selectAll()
    opened.qtbot.waitUntil(lambda: said(opened).startswith("1 of"), timeout=WAIT)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(data=st.data())
def test_a_selection_has_the_words_that_are_to_be_seen_in_it(opened: DeskWindow, data: st.DataObject) -> None:
    page = opened.room.page
    end = page.document().characterCount() - 1
    one, other = data.draw(st.integers(0, end)), data.draw(st.integers(0, end))
    page.put_caret(one, other)
    counter = Counter()
    counter.count_body(BODY)
    found = count_in_body(page, counter)
    cursor = page.textCursor()
    if not cursor.hasSelection():
        assert found is None
        return
    words = 0
    for number in range(page.document().blockCount()):
        line = page.document().findBlockByNumber(number)
        part = QTextCursor(line)
        start = max(line.position(), cursor.selectionStart())
        stop = min(line.position() + line.length() - 1, cursor.selectionEnd())
        if start < stop and line.text() != "check this":
            part.setPosition(start)
            part.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
            words += count_text(part.selectedText().replace(OBJECT, "")).words
    assert found is not None
    assert found.words == words


def test_a_target_is_set_in_the_card_kept_with_the_story_and_undone(opened: DeskWindow) -> None:
    room = opened.room
    over = card(opened)
    assert [figure.text() for _, figure in over.figures.values()][:1] == [str(count_body(BODY).words)]
    assert over.target.hasFocus()
    foot = over.geometry().bottom()
    QTest.keyClicks(over.target, "30")
    opened.qtbot.waitUntil(lambda: over.height() >= over.sizeHint().height(), timeout=WAIT)
    assert over.geometry().bottom() <= foot, "it grows upwards: below it the screen ends"
    assert room.manuscript.story.target_words == 30
    assert over.so_far.text() == f"{30 - count_body(BODY).words} words to go"
    assert over.progress.maximum() == 30
    QTest.keyClick(over.target, Qt.Key.Key_Return)
    assert said(opened).endswith("target 30")
    assert not opened.window.status.counts.icon().isNull()
    room.manuscript.undo()
    assert room.manuscript.story.target_words == 0
    opened.qtbot.waitUntil(lambda: "target" not in said(opened), timeout=WAIT)
    assert opened.window.status.counts.icon().isNull()


def test_the_card_says_what_is_selected_beside_the_whole(opened: DeskWindow) -> None:
    page = opened.room.page
    page.setFocus()
    page.put_caret(10, 0)
    opened.qtbot.waitUntil(lambda: said(opened).startswith("2 of"), timeout=WAIT)
    over = card(opened)
    assert over.figures["Words"][0].text() == "2"
    assert over.figures["Without spaces"][0].text() == "9"
    QTest.keyClick(over.target, Qt.Key.Key_Escape)
    assert not over.isVisible()


def test_a_long_story_is_counted_while_the_window_goes_on(desk_window: DeskWindow) -> None:
    body = Body(tuple(Paragraph(spans(f"Paragraph number {number} of many.")) for number in range(MANY + 50)))
    row = desk_window.library.create(Story(headline="Long", body=body)).result(10)
    desk_window.open(row.id)
    assert said(desk_window).startswith(f"{5 * (MANY + 50):,} words"), "the library knows it already"
    whole = f"{count_body(body).characters:,} characters"
    desk_window.qtbot.waitUntil(lambda: whole in said(desk_window), timeout=WAIT)
    desk_window.room.page.selectAll()
    wanted = f"{5 * (MANY + 50):,} of {5 * (MANY + 50):,} words"
    desk_window.qtbot.waitUntil(lambda: said(desk_window).startswith(wanted), timeout=WAIT)


def test_the_target_is_nothing_that_is_published(opened: DeskWindow) -> None:
    manuscript, house = opened.room.manuscript, opened.room.services.house
    manuscript.edit(replace(manuscript.story, target_words=98765), None)
    for name in ("html", "fragment", "text"):
        wanted = by_name(name)
        assert wanted.write is not None
        assert b"98765" not in wanted.write(manuscript.story, house, lambda _: None).data


@pytest.mark.parametrize(
    ("words", "target", "says", "ring"),
    [
        (0, 0, "0 words · 0 characters · 0 min", None),
        (325, 650, "325 words · 0 characters · 0 min · target 650", (0.5, "accent")),
        (650, 650, "650 words · 0 characters · 0 min · target 650", (1.0, "inserted")),
        (662, 650, "662 words · 0 characters · 0 min · 12 over 650", (1.0, "inserted")),
        (1300, 650, "1,300 words · 0 characters · 0 min · 650 over 650", (1.0, "warning")),
    ],
)
def test_the_way_to_the_target(words: int, target: int, says: str, ring: tuple[float, str] | None) -> None:
    assert length_words(Count(words), None, target) == says
    assert ring_of(words, target) == ring

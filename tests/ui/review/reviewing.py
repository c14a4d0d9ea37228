"""A story in review, and what its tests do with the list beside the page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desk.story.body import Body, Paragraph, spans
from desk.story.story import Story
from desk.ui.review.card_text import Offer
from desk.ui.review.panel import ReviewPanel
from tests.ui.desk_window import WAIT, DeskWindow

FIRST = "The pilots who guide ships into the harbour have said they will stop working at night on Sunday."
CHANGED = "The pilots who guide ships into the harbour stopped working at night on Sunday."
SECOND = "We are asking for four lamps on the east mole, said the chair of the guild."
THIRD = "The lamps had been ordered in August and would be lit within weeks."
STORY = Story(
    headline="Pilots stay in port",
    slug="pilots",
    byline_text="By Ilse Brandt",
    body=Body(tuple(Paragraph(spans(text)) for text in (FIRST, SECOND, THIRD))),
)
SUGGESTED = replace(
    STORY,
    headline="Harbour pilots stay in port",
    body=Body((Paragraph(spans(CHANGED)), STORY.body.blocks[1], Paragraph(spans(THIRD.replace("lit", "lit at last"))))),
)
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def panel(desk: DeskWindow) -> ReviewPanel:
    assert desk.room.side is not None
    return desk.room.side.review


def said(desk: DeskWindow) -> list[str]:
    return [panel(desk).model.text(entry).spoken for entry in panel(desk).shown]


def shows(desk: DeskWindow, number: int) -> list[str]:
    review = desk.room.tools.review
    desk.qtbot.waitUntil(lambda: review.lister.is_fresh and len(panel(desk).shown) == number, timeout=WAIT)
    return said(desk)


def tab(desk: DeskWindow) -> str:
    assert desk.room.side is not None
    return desk.room.side.tabs.tabText(3)


def key(widget: QWidget, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, which, held)


def press(desk: DeskWindow, row: int, offer: Offer) -> None:
    """Click a button of a card where it is drawn."""
    cards = panel(desk).cards
    entry = panel(desk).shown[row]
    item = cards.visualRect(cards.cards.index(row))
    place = next(rect for each, rect in cards.delegate.places(entry, item) if each is offer).center()
    child = cards.viewport().childAt(place)
    target = child if child is not None else cards.viewport()
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(cards.viewport(), place))


def article(desk: DeskWindow) -> str:
    row = desk.room.manuscript.article
    assert row is not None
    return row.id


def decided(desk: DeskWindow) -> list[tuple[str, bool, bool]]:
    return [(each.added, each.accepted, each.is_undone) for each in desk.library.decisions(article(desk))]

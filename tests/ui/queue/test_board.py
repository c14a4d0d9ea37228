"""The board, as an editor moves stories over the desk."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desk.library.values import State
from desk.story.body import Body, Paragraph, spans
from desk.story.story import Story
from desk.ui.queue.board import Board
from desk.ui.queue.column import ColumnView
from desk.ui.queue.column_model import MIME
from desk.ui.workflow.note_dialog import NoteDialog
from tests.ui.desk_window import WAIT, DeskWindow

PILOTS, TOLL = "Harbour pilots refuse night landings", "Council weighs a toll"


def column(board: Board, state: State) -> ColumnView:
    return next(view for view in board.columns if view.state is state)


def titles(board: Board, state: State) -> list[str]:
    return [card.row.title for card in column(board, state).model.cards]


def drop(view: ColumnView, article: str) -> None:
    """Let a card go over this column, as a drag ends."""
    data = QMimeData()
    data.setData(MIME, article.encode())
    at, move, left = QPointF(10, 10), Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    held = Qt.KeyboardModifier.NoModifier
    for kind in (QDragEnterEvent, QDragMoveEvent, QDropEvent):
        QApplication.sendEvent(view, kind(at, move, data, left, held))


def test_an_editor_moves_stories_over_the_board(qtbot: QtBot, desk_window: DeskWindow) -> None:
    desk, room, library = desk_window, desk_window.room, desk_window.library
    library.who = "Mara Quist"
    library.set_state(library.article("harbour-pilots").row.id, State.READY).result()  # the sample
    house, body = room.services.house, Body((Paragraph(spans("The guild met on Sunday.")),))
    pilots, toll = (library.create(Story(headline=one, body=body)).result().id for one in (PILOTS, TOLL))
    library.take_step(pilots, State.SUBMITTED, house).result()
    opened = room.manuscript.article
    assert opened is not None

    desk.do("board")
    board = room.tools.board.board
    qtbot.waitUntil(lambda: [view.state for view in board.columns] == list(house.workflow.states), timeout=WAIT)
    assert board.isVisible()
    assert desk.window.side_pane.isHidden(), "it shows one story"
    assert desk.window.toolbar.workflow.isHidden(), "so does this, and another card may be meant"
    assert titles(board, State.SUBMITTED) == [PILOTS]
    killed = column(board, State.KILLED)
    assert killed.is_empty
    empty = column(board, State.CORRECTED)
    assert empty.width() >= empty.least_width > empty.fontMetrics().horizontalAdvance("Corrected 0"), "it is read whole"
    assert not killed.nothing.isHidden()
    assert killed.nothing.text() == "Nothing here"

    # By keys: to where a step leads, and the keyboard goes along.
    submitted = column(board, State.SUBMITTED)
    qtbot.waitUntil(lambda: desk.window.focusWidget() is not None, timeout=WAIT)
    submitted.point(0)
    QTest.keyClick(submitted.cards, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: titles(board, State.IN_REVIEW) == [PILOTS], timeout=WAIT)
    review = column(board, State.IN_REVIEW)
    qtbot.waitUntil(lambda: desk.window.focusWidget() is review.cards, timeout=WAIT)
    assert library.article(pilots).row.state is State.IN_REVIEW

    # Back to the author, which wants a note.
    QTest.keyClick(review.cards, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(NoteDialog)), timeout=WAIT)
    (dialog,) = desk.window.findChildren(NoteDialog)
    dialog.note.setPlainText("Who counts the lamps?")
    dialog.go.click()
    qtbot.waitUntil(lambda: PILOTS in titles(board, State.DRAFT), timeout=WAIT)
    assert library.moves(pilots)[0].note == "Who counts the lamps?"

    # Where no step leads, that is said.
    drop(column(board, State.PUBLISHED), toll)
    assert desk.window.toast.sentence == "No step leads from “Draft” to “Published”. Nothing was changed."
    assert TOLL in titles(board, State.DRAFT)
    drop(column(board, State.IN_REVIEW), toll)
    qtbot.waitUntil(lambda: titles(board, State.IN_REVIEW) == [TOLL], timeout=WAIT)

    # All steps are in the menu of a card.
    review.point(0)
    review.cards.menu_requested.emit(State.IN_REVIEW, QPoint(0, 0))
    menu = next(one for one in board.findChildren(QMenu) if one.isVisible())
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Open", "Send Back", "Mark as Ready", "Spike",
    ]  # fmt: skip
    menu.close()

    # Return opens; the board gives way, and the side is there again.
    with qtbot.waitSignal(room.manuscript.opened, timeout=WAIT):
        QTest.keyClick(review.cards, Qt.Key.Key_Return)
    assert room.page.isVisible()
    assert not desk.window.side_pane.isHidden()
    assert desk.window.toolbar.workflow.chip.text().startswith("In review")
    desk.do("board")
    qtbot.waitUntil(lambda: desk.window.focusWidget() is review.cards, timeout=WAIT)
    QTest.keyClick(review.cards, Qt.Key.Key_Escape)
    assert room.page.isVisible()

    # Whoever leaves from the board finds the side again the next time.
    desk.do("board")
    desk.close()
    desk.session.finish()
    assert desk.session.looks.store.settings.side_shown

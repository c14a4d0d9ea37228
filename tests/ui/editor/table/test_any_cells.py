"""Whatever is done in whatever order to a table and in its cells, page and story say the same, and undo brings all
back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.story.body import Body, Mark
from desk.story.story import Story
from desk.ui.editor.page import EditorPage
from desk.ui.editor.table.changing import TableChanges
from tests.formats.bodies import blocks, tables
from tests.ui.editor.pages import Ctrl, Key, Shift, Stage

No = Qt.KeyboardModifier.NoModifier
Step = Callable[[EditorPage], Any]


def _key(key: Qt.Key, modifier: Qt.KeyboardModifier = No) -> Step:
    return lambda page: QTest.keyClick(QApplication.focusWidget() or page, key, modifier)


def _changes(page: EditorPage) -> TableChanges:
    return TableChanges(page.tables, page.edits, page.commands)


def _paste(text: str) -> Step:
    def paste(page: EditorPage) -> None:
        mime = QMimeData()
        mime.setText(text)
        page.writing.insertFromMimeData(mime)

    return paste


def _compose(page: EditorPage) -> None:
    QApplication.sendEvent(page.writing, QInputMethodEvent("に", []))
    done = QInputMethodEvent()
    done.setCommitString("日😀")
    QApplication.sendEvent(page.writing, done)


STEPS: dict[str, Step] = {
    **{key.name: _key(key) for key in (Key.Key_A, Key.Key_Space, Key.Key_Return, Key.Key_Backspace, Key.Key_Delete)},
    **{key.name: _key(key) for key in (Key.Key_Tab, Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down)},
    **{key.name: _key(key) for key in (Key.Key_Home, Key.Key_End, Key.Key_Escape, Key.Key_F2)},
    "back": _key(Key.Key_Backtab, Shift),
    "select all": _key(Key.Key_A, Ctrl),
    "cut": _key(Key.Key_X, Ctrl),
    "undo": _key(Key.Key_Z, Ctrl),
    "redo": _key(Key.Key_Z, Ctrl | Shift),
    "bold": lambda page: page.toggle_mark(Mark.STRONG),
    "raise": lambda page: page.toggle_mark(Mark.SUPERSCRIPT),
    "link": lambda page: page.writing.commands.set_link(*page.writing.commands.link_here()[:2], "https://a.example"),
    "row": lambda page: _changes(page).add_row(below=True),
    "column": lambda page: _changes(page).add_column(right=False),
    "less rows": lambda page: _changes(page).remove_row(),
    "less columns": lambda page: _changes(page).remove_column(),
    "head": lambda page: _changes(page).toggle_header(),
    "gone": lambda page: _changes(page).remove(),
    "new": lambda page: _changes(page).insert(2, 2),
    "cells": _paste("1\t2\n3\t4"),
    "lines": _paste("one\ntwo"),
    "compose": _compose,
    "rule": lambda page: page.insert_rule(),
}


def check(stage: Stage) -> None:
    page = stage.page
    body = stage.body
    if not page.bridge.is_sound:
        stage.qtbot.waitUntil(lambda: page.bridge.is_sound)
    cell = page.tables.editor
    if cell is None:
        page.setFocus()  # the arrows may have led on to a field
        assert page.hasFocus()
        assert page.focusProxy() is None
        return
    assert cell.hasFocus()
    assert page.tables.current is not None
    index, table, place = page.tables.current
    assert body.blocks[index] is table
    assert place is not None
    assert table.rows[place[0]][place[1]] == cell.words
    assert cell.bridge.read() == cell.bridge.body
    assert stage.manuscript.caret.cell is not None
    assert page.edits.spot(stage.manuscript.caret.position).index == index


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(blocks, max_size=1),
    tables,
    st.lists(blocks, max_size=1),
    st.lists(st.sampled_from(sorted(STEPS)), max_size=25),
)
def test_cells_page_and_story_are_one(stage: Stage, above: Any, table: Any, below: Any, steps: list[str]) -> None:
    start = Body((*above, table, *below))
    stage.open(Story(body=start))
    stage.page.setFocus()
    stage.page.tables.open(len(above), (0, 0))
    for step in steps:
        STEPS[step](stage.page)
        check(stage)
    while stage.manuscript.can_undo:
        stage.manuscript.undo()
        check(stage)
    assert stage.body == start

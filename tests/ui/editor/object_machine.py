"""What else a person does with a page, at random: tables and their cells, the mouse, copies of other programs,
descriptions of pictures, misspelt words, other colours and type, another article and back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.story.body import Body, Figure, Table
from desk.story.story import Story
from desk.ui.editor.table.changing import TableChanges
from desk.ui.editor.typography import PageType
from desk.ui.services import Looks
from desk.ui.spelling.replacing import replace_word
from desk.ui.theme import Scheme
from desk.ui.work import Job
from tests.formats.bodies import bodies, tables
from tests.ui.editor.machine import PLACES, WRITTEN, No, PageMachine
from tests.ui.editor.pages import Ctrl, Key, Shift

SAMPLES = tuple(
    path.read_bytes().decode("utf-8")
    for path in sorted((Path(__file__).parents[2] / "formats" / "pasted" / "samples").iterdir())
    if path.suffix == ".html" and path.stat().st_size < 20_000
)
CHANGES: dict[str, Callable[[TableChanges], Any]] = {
    "row above": lambda changes: changes.add_row(below=False),
    "row below": lambda changes: changes.add_row(below=True),
    "column left": lambda changes: changes.add_column(right=False),
    "column right": lambda changes: changes.add_column(right=True),
    "no row": TableChanges.remove_row,
    "no column": TableChanges.remove_column,
    "header": TableChanges.toggle_header,
    "no table": TableChanges.remove,
}
IN_CELL = (
    *((key, No) for key in (Key.Key_Tab, Key.Key_Return, Key.Key_Backspace, Key.Key_Delete, Key.Key_Escape)),
    *((key, No) for key in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_End, Key.Key_F2)),
    *((key, Shift) for key in (Key.Key_Backtab, Key.Key_Left, Key.Key_Right)),
    *((key, Ctrl) for key in (Key.Key_A, Key.Key_X, Key.Key_C, Key.Key_V, Key.Key_Z, Key.Key_Y)),
)
TYPES = (PageType(), PageType(zoom=1.5), PageType(measure=540, size=21.0, pitch=1.9), PageType(zoom=0.75))
MARKDOWN = (
    "## ",
    "> ",
    "- ",
    "1. ",
    "**b**",
    "*i*",
    "`c`",
    "~~s~~",
    "[x](https://a.example)",
    "www.a.example ",
    "---\r",
)


class ObjectMachine(PageMachine):
    """Drives the page of `stage` in the colours and the type of `looks`."""

    looks: Looks

    @property
    def changes(self) -> TableChanges:
        return TableChanges(self.page.tables, self.page.edits, self.page.commands)

    @initialize()
    def plain_looks(self) -> None:
        self.looks.theme.choose(Scheme.LIGHT)
        if self.page.type != PageType():
            self.page.set_type(PageType())

    def numbers(self, kind: type) -> list[int]:
        """Where blocks of a kind are."""
        return [number for number, block in enumerate(self.stage.story.body.blocks) if isinstance(block, kind)]

    @rule(sign=st.sampled_from(MARKDOWN), behind=WRITTEN, at_start=st.booleans())
    def type_habit(self, sign: str, behind: str, at_start: bool) -> None:
        if at_start:
            QTest.keyClick(self.page.writing, Key.Key_Home)
        self.write(sign + behind)

    @rule(rows=st.integers(1, 3), columns=st.integers(1, 3))
    def insert_table(self, rows: int, columns: int) -> None:
        self.changes.insert(rows, columns)

    @rule(table=tables)
    def bring_table(self, table: Table) -> None:
        """Somebody else's, so that there is always one to go into."""
        story = self.stage.story
        self.stage.manuscript.edit(replace(story, body=story.body.replaced(0, 0, (table,))), None)

    @precondition(lambda self: self.numbers(Table))
    @rule(
        number=st.integers(0, 9),
        row=st.integers(0, 3),
        column=st.integers(0, 3),
        place=st.integers(0, 9),
        data=st.data(),
    )
    def open_cell(self, number: int, row: int, column: int, place: int, data: st.DataObject) -> None:
        found = self.numbers(Table)
        anchor = data.draw(st.one_of(st.none(), st.integers(0, 9)))
        self.page.tables.open(found[number % len(found)], (row, column), place, anchor)

    @precondition(lambda self: self.page.tables.current is not None)
    @rule(name=st.sampled_from(sorted(CHANGES)))
    def change_table(self, name: str) -> None:
        CHANGES[name](self.changes)

    @precondition(lambda self: self.page.tables.editor is not None)
    @rule(keys=st.lists(st.sampled_from(IN_CELL), min_size=1, max_size=5), text=WRITTEN)
    def in_cell(self, keys: list[tuple[Qt.Key, Qt.KeyboardModifier]], text: str) -> None:
        for key in keys:
            QTest.keyClick(self.page.writing, *key)
            self.write(text)

    @rule()
    def leave_cell(self) -> None:
        self.page.tables.leave()

    @rule(x=st.integers(0, 840), y=st.integers(0, 880), mod=st.sampled_from([No, Shift]), twice=st.booleans())
    def click(self, x: int, y: int, mod: Qt.KeyboardModifier, twice: bool) -> None:
        press = QTest.mouseDClick if twice else QTest.mouseClick
        press(self.page.viewport(), Qt.MouseButton.LeftButton, mod, QPoint(x, y))

    @rule(html=st.sampled_from(SAMPLES))
    def paste_sample(self, html: str) -> None:
        mime = QMimeData()
        mime.setHtml(html)
        mime.setText("plain")
        jobs: list[Job] = []

        def note(_sentence: str, job: Job) -> None:
            jobs.append(job)

        joined = self.page.paster.started.connect(note)
        self.page.writing.insertFromMimeData(mime)
        self.page.paster.started.disconnect(joined)
        for job in jobs:  # one with pictures is read on another thread
            with self.stage.qtbot.waitSignal(job.ended, timeout=10_000):
                pass

    @rule(start=PLACES, stop=PLACES, place=PLACES, moves=st.booleans())
    def drag(self, start: int, stop: int, place: int, moves: bool) -> None:
        page = self.page
        page.tables.leave()
        page.put_caret(stop, start)
        if not page.textCursor().hasSelection():
            return
        mime = page.createMimeDataFromSelection()
        to = QTextCursor(page.document())
        to.setPosition(min(place, page.document().characterCount() - 1))
        action = Qt.DropAction.MoveAction if moves else Qt.DropAction.CopyAction
        there = QPointF(page.cursorRect(to).center())
        with patch.object(QDropEvent, "source", lambda _event: page.viewport()):
            page.dropEvent(QDropEvent(there, action, mime, Qt.MouseButton.LeftButton, No))

    @precondition(lambda self: self.numbers(Figure))
    @rule(number=st.integers(0, 9), text=WRITTEN)
    def describe(self, number: int, text: str) -> None:
        found = self.numbers(Figure)
        self.page.asking.description(found[number % len(found)])
        popup = self.page.asking.popup
        if popup is not None:
            popup.field.setText(text)
            QTest.keyClick(popup.field, Key.Key_Return)

    @rule(text=st.sampled_from(["word", "Wörter", "😀s", "it’s"]))
    def respell(self, text: str) -> None:
        view = self.page.writing
        cursor = view.textCursor()
        cursor.clearSelection()
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        if cursor.selectedText().isalpha():
            replace_word(view, self.stage.manuscript, cursor.selectionStart(), cursor.selectionEnd(), text)

    @rule()
    def clear(self) -> None:
        self.page.writing.commands.clear()

    @rule(by=st.sampled_from([1, -1]))
    def indent(self, by: int) -> None:
        self.page.commands.indent(by)

    @rule(scheme=st.sampled_from([Scheme.LIGHT, Scheme.DARK]))
    def recolour(self, scheme: Scheme) -> None:
        self.looks.theme.choose(scheme)

    @rule(page_type=st.sampled_from(TYPES))
    def reset_type(self, page_type: PageType) -> None:
        self.page.set_type(page_type)

    @rule(text=WRITTEN, down=st.integers(0, 3))
    def write_in_field(self, text: str, down: int) -> None:
        field = self.page.head.fields[down % len(self.page.head.fields)]
        field.setFocus()
        for character in text:
            QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, No, character))

    @rule(body=bodies)
    def visit_another(self, body: Body) -> None:
        """Another article, and back: what is there is what was stored."""
        self.save()
        article = self.stage.manuscript.article
        assert article is not None
        self.stage.open(Story(headline="Elsewhere", body=body))
        self.agree()
        self.stage.manuscript.open(self.stage.library.article(article.id))
        self.start = self.stage.story

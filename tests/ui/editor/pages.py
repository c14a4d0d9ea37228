"""What a person does with a page, and what must be so at any time."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.library.library import Library
from desk.story.body import Body, block_text
from desk.story.story import Story
from desk.ui.editor.page import EditorPage
from desk.ui.manuscript import Manuscript

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@dataclass
class Stage:
    library: Library
    manuscript: Manuscript
    page: EditorPage
    qtbot: QtBot

    def open(self, story: Story) -> None:
        row = self.library.create(story).result(10)
        self.manuscript.open(self.library.article(row.id))

    @property
    def story(self) -> Story:
        return self.manuscript.story

    @property
    def body(self) -> Body:
        body = self.manuscript.story.body
        assert self.page.bridge.body is body
        assert self.page.bridge.read() == body
        return body

    @property
    def texts(self) -> list[str]:
        return [block_text(block) for block in self.body.blocks]

    @property
    def kinds(self) -> list[str]:
        return [type(block).__name__ for block in self.body.blocks]

    def type(self, text: str, widget: QWidget | None = None) -> None:
        QTest.keyClicks(widget or self.page, text)

    def press(self, *keys: Qt.Key, mod: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.page, key, mod)

    def find(self, text: str) -> QTextCursor:
        """Select these words of the body."""
        found = self.page.document().find(text, 0, QTextDocument.FindFlag.FindCaseSensitively)
        assert not found.isNull(), text
        self.page.setTextCursor(found)
        self.page.setFocus()
        return found

    def before(self, text: str) -> None:
        self.page.put_caret(place := self.find(text).selectionStart(), place)

    def behind(self, text: str) -> None:
        self.page.put_caret(place := self.find(text).selectionEnd(), place)

    def paste(self, *, text: str = "", html: str = "") -> None:
        mime = QMimeData()
        if html:
            mime.setHtml(html)
        if text:
            mime.setText(text)
        self.page.insertFromMimeData(mime)

    def settle(self) -> None:
        """Let timers that are due do their work."""
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.qtbot.wait(20)

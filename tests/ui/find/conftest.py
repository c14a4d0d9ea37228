"""A page with the bar to find and replace over it, on a real library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk.library.library import Library
from desk.story.house import House
from desk.story.story import Story
from desk.ui.editor.page import EditorPage
from desk.ui.find.bar import FindBar
from desk.ui.find.tool import FindTool
from desk.ui.manuscript import Manuscript
from desk.ui.services import Looks
from desk.ui.toast import Toast
from desk.ui.window import Pane

WAIT = 10_000  # ms


@dataclass
class Finding:
    """What a person does with the bar."""

    library: Library
    manuscript: Manuscript
    page: EditorPage
    tool: FindTool
    toast: Toast
    qtbot: QtBot

    @property
    def bar(self) -> FindBar:
        return self.tool.bar

    @property
    def story(self) -> Story:
        return self.manuscript.story

    @property
    def selected(self) -> tuple[str, str]:
        """The field and the words that are selected, as the page shows it."""
        caret = self.manuscript.caret
        view = self.page.fields.field(caret.field) or self.page.tables.editor or self.page
        return caret.field, view.textCursor().selectedText()

    def open(self, story: Story) -> None:
        row = self.library.create(story).result(10)
        self.manuscript.open(self.library.article(row.id))
        self.page.setFocus()

    def look_for(self, words: str, *, replace: bool = False) -> None:
        """Open the bar and type these words."""
        self.tool.open(replace=replace)
        self.bar.field.clear()
        QTest.keyClicks(self.bar.field, words)
        self.settle()

    def settle(self) -> None:
        """Wait until the bar says what there is."""
        search = self.tool.search

        def is_settled() -> bool:
            busy = search._job is not None or search._pause.isActive() or self.tool._replacing is not None
            return not busy and (search.is_fresh or bool(search.trouble) or not self.bar.field.text())

        self.qtbot.waitUntil(is_settled, timeout=WAIT)

    def says(self, count: str) -> None:
        """Wait until the bar says this of the number of matches."""
        self.qtbot.waitUntil(lambda: self.bar.count.text() == count, timeout=WAIT)

    def press(self, key: Qt.Key, mod: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.bar.field, key, mod)
        self.settle()

    def click(self, button: QPushButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def finding(library: Library, looks: Looks, house: House, qtbot: QtBot) -> Iterator[Finding]:
    manuscript = Manuscript(library)
    page = EditorPage(manuscript, house, looks, library.media)
    page.undo_requested.connect(manuscript.undo)
    pane = Pane("page", "Page", 420)
    pane.put(page)
    qtbot.addWidget(pane)
    pane.resize(860, 900)
    toast = Toast(pane)
    made = Finding(library, manuscript, page, FindTool(page, pane, looks.icons, looks.work, toast), toast, qtbot)
    made.open(Story())
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    page.setFocus()
    yield made
    future = manuscript.close()
    if future is not None:
        future.result(10)
    looks.work.close()

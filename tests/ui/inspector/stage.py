"""An inspector beside an article in a library: what its tests do with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk.library.library import Library
from desk.story.house import House, Wording
from desk.story.story import Furniture, Slot, Story
from desk.ui.inspector.pane import InspectorPane
from desk.ui.manuscript import Manuscript

PATIENCE = 10_000  # ms
HOUSE = House(
    sections=("Harbour", "Council"),
    wording=Wording.PLAIN,
    timezone="Europe/Lisbon",
    furniture=(Furniture("Newsletter", "Sign up.", Slot.FOOT),),
)


@dataclass(frozen=True, slots=True)
class Stage:
    qtbot: QtBot
    library: Library
    manuscript: Manuscript
    pane: InspectorPane

    @property
    def story(self) -> Story:
        return self.manuscript.story

    def open(self, story: Story, tab: str) -> str:
        """Open a new article of this story with a tab in front; gives its id."""
        article = self.library.create(story).result().id
        self.manuscript.open(self.library.article(article))
        self.pane.show_tab(tab)
        with self.qtbot.waitActive(self.pane):
            self.pane.show()
            self.pane.activateWindow()
        return article

    def type(self, widget: QWidget, text: str) -> None:
        """Put these words in the place of what a field holds, key by key."""
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text:
            QTest.keyClicks(widget, text)
        else:
            QTest.keyClick(widget, Qt.Key.Key_Delete)

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def button(self, name: str) -> QPushButton:
        """The visible button of this accessible name."""
        buttons = [one for one in self.pane.findChildren(QPushButton) if one.isVisible()]
        (found,) = (one for one in buttons if one.accessibleName() == name)
        return found

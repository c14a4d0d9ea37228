"""The agreed text, without anything that was suggested, in the place of the page. It is only read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk.story.story import Story
from desk.ui.editor.page import EditorPage
from desk.ui.history.comparing import Side, compared
from desk.ui.history.view import ComparisonView
from desk.ui.inspector.parts import button
from desk.ui.roles import set_role
from desk.ui.statusline import Sentence


class OriginalPage(QWidget):
    """Lies upon a page. `left` says that somebody wants to see the changes again."""

    left = Signal()

    def __init__(self, page: EditorPage) -> None:
        super().__init__(page)
        self._page = page
        self._story: Story | None = None
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = ComparisonView(page.looks, page.media, self)
        self.view.setAccessibleName(self.tr("The agreed text"))
        self.view.set_folded(on=False)
        sentence = Sentence()
        sentence.setText(self.tr("The agreed text, without any of the suggestions. It is only read."))
        set_role(sentence, "meta")
        self.back = button(self.tr("Show the changes"))
        strip = QFrame()
        strip.setProperty("role", "bar")
        row = QHBoxLayout(strip)
        row.setContentsMargins(20, 8, 12, 8)
        row.addWidget(sentence, 1)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.back.clicked.connect(self.left)
        self.view.close_requested.connect(self.left)
        page.installEventFilter(self)
        self.hide()

    def show_story(self, story: Story) -> None:
        """Show this text; the same one as before is shown where it was."""
        styles = self._page.bridge.styles
        if story is not self._story:
            keep = self._story is not None
            self._story = story
            self.view.show_page(compared(Side(story), Side(story), self._page.fields.house), keep=keep)
        self.view.set_looks(styles.tokens, styles.type)
        self._lie()
        had_focus = self._page.hasFocus() or any(field.hasFocus() for field in self._page.fields.all)
        self.show()
        self.raise_()
        if had_focus:
            self.view.setFocus()

    def leave(self) -> None:
        """Give the page back."""
        self._story = None
        had_focus = self.view.hasFocus() or self.back.hasFocus()
        self.hide()
        if had_focus:
            self._page.focus_caret()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is not used here must not fall through to the page below, which would take it for typing."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the page."""
        if event.type() == QEvent.Type.Resize:
            self._lie()
        return super().eventFilter(watched, event)

    def _lie(self) -> None:
        self.setGeometry(self._page.rect())

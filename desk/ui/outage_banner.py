"""The banner over the page while the library cannot be written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desk.story.plurals import counted
from desk.ui.outage import Outage, shown_path
from desk.ui.roles import set_role

NARROW = 700  # px

_SAFE = "Go on typing: your text is kept in the file below, and goes back into the library by itself."
_BEGUN = "Go on typing: your text is just being put aside, and goes back into the library by itself."
_NOWHERE = "Your text is only on the screen, as it could not be put aside ({why}). Copy it, or save it elsewhere."


class OutageBanner(QFrame):
    """Says what is wrong, where the text is and what to do. It stays until the library can be written again."""

    again_requested = Signal()
    folder_requested = Signal()
    copy_requested = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "caution")
        self.setAccessibleName("Not saved")
        self.title = self._label("strong")
        self.sentence = self._label("")
        self.place = self._label("muted")
        self.again = self._button("Try again")
        self.folder = self._button("Show the file")
        self.copy = self._button("Copy the text")
        self.save = self._button("Save elsewhere…")
        self._lay_out()
        self.again.clicked.connect(self.again_requested)
        self.folder.clicked.connect(self.folder_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.save.clicked.connect(self.save_requested)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(3)
        for label in (self.title, self.sentence, self.place):
            words.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.copy, self.save, self.folder, self.again):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        buttons.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 10, 12, 12)
        self._row.setSpacing(10)
        self._row.addLayout(words, 1)
        self._row.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the buttons stand below the words."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if self.width() < NARROW else directions.LeftToRight)
        super().resizeEvent(event)

    def show_outage(self, outage: Outage) -> None:
        """Say this."""
        set_role(self, "trouble" if outage.unkept else "caution")
        self.title.setText(f"Not saved: {outage.reason}.")
        said = _SAFE if outage.place else _BEGUN
        if outage.unkept:
            said = _NOWHERE.format(why=outage.unkept)
        more = f"{counted(len(outage.articles), 'article')} wait for it." if len(outage.articles) > 1 else ""
        self.sentence.setText(" ".join(part for part in (said, more, outage.advice) if part))
        self.sentence.setToolTip(outage.sentence)
        self.place.setText(shown_path(outage.place) if outage.place else "")
        self.place.setVisible(outage.place is not None)
        self.folder.setVisible(outage.place is not None)
        self.copy.setVisible(bool(outage.unkept))
        self.save.setVisible(bool(outage.unkept))

    @staticmethod
    def _label(role: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setMinimumWidth(120)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    @staticmethod
    def _button(title: str) -> QPushButton:
        button = QPushButton(title)
        button.setAccessibleName(title)
        return button

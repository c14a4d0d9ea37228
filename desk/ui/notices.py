"""Bars and cards over the page that say or ask something without stopping anybody."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desk.formats.base import Reading, Recognised
from desk.story.credits import parse_byline, parse_contribution
from desk.story.house import House
from desk.ui.icons import Icons
from desk.ui.work import Job, Step

PATIENCE = 500  # ms after which long work shows itself
MOST_TROUBLES = 5  # sentences about what went wrong that are shown at a time

_FIELDS = {
    "byline_text": "Byline",
    "contribution_text": "Contribution line",
    "updated_mark": "Updated line",
    "body": "Heading",
    "editors_note": "Editor’s note",
    "first_published": "First published",
    "usage_terms": "Usage terms",
}


def _plain(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class NameBar(QFrame):
    """Asks once who is writing. `named` carries the name; closing the bar puts it off until the next start."""

    named = Signal(str)

    def __init__(self, suggestion: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.field = QLineEdit(suggestion)
        self.field.setPlaceholderText("Your name")
        self.field.setAccessibleName("Your name, as it goes with every version")
        self.field.setMinimumWidth(100)
        self.field.setMaximumWidth(190)
        self.button = QPushButton("That’s me")
        self.button.setProperty("role", "primary")
        self.button.setAccessibleName("Take this name")
        close = _close_button(icons, "Ask later")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(_plain("Who is writing? The name goes with every version you keep.", wrap=True), 2)
        row.addWidget(self.field, 1)
        for widget in (self.button, close):
            row.addWidget(widget)
        self.field.returnPressed.connect(self._on_taken)
        self.button.clicked.connect(self._on_taken)
        close.clicked.connect(self.deleteLater)

    @Slot()
    def _on_taken(self) -> None:
        name = " ".join(self.field.text().split())
        if name:
            self.named.emit(name)
            self.deleteLater()
        else:
            self.field.setFocus()


class ProgressBar(QFrame):
    """Shows a long job once it has taken half a second, and lets it be cancelled."""

    cancelled = Signal()

    def __init__(self, what: str, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._job = job
        self.sentence = _plain(what)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(what)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.stop = QPushButton("Cancel")
        self.stop.setProperty("role", "quiet")
        self.stop.setAccessibleName(f"Cancel: {what}")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(12)
        row.addWidget(self.sentence)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.hide()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self.show)
        self._patience.start()
        self.stop.clicked.connect(self._on_stop)
        job.stepped.connect(self._on_step)
        job.ended.connect(self.deleteLater)
        if job.step is not None:
            self._on_step(job.step)

    @Slot(object)
    def _on_step(self, step: Step) -> None:
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        if step.what:
            self.sentence.setText(step.what)

    @Slot()
    def _on_stop(self) -> None:
        self._job.cancel()
        self.cancelled.emit()
        self.deleteLater()


class Card(QFrame):
    """A few sentences that stay until they are closed, with at most one button."""

    def __init__(self, title: str, icons: Icons, role: str = "notice", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setAccessibleName(title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 10, 10)
        self._column.setSpacing(4)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        heading = _plain(title, "strong")
        self._head.addWidget(heading, 1)
        self.close_button = _close_button(icons, "Close this message")
        self._head.addWidget(self.close_button)
        self._column.addLayout(self._head)
        self.close_button.clicked.connect(self.deleteLater)
        self.sentences: list[str] = [title]
        self.article = ""  # the article of which it speaks, if it speaks of one

    def add(self, sentence: str, role: str = "") -> QLabel:
        """One more sentence."""
        label = _plain(sentence, role, wrap=True)
        self._column.addWidget(label)
        self.sentences.append(sentence)
        return label

    def offer(self, title: str, does: Callable[[], object]) -> None:
        """A button beside the heading."""
        button = QPushButton(title)
        button.setAccessibleName(title)
        button.clicked.connect(does)
        self._head.insertWidget(1, button)


def reading_card(name: str, reading: Reading, house: House, icons: Icons) -> Card:
    """What was made out in a file that was brought in, and what was not kept of it."""
    card = Card(f"Brought in “{name}”.", icons)
    for found in reading.recognised:
        text = " ".join(found.text.split())
        short = text if len(text) <= 140 else text[:139].rsplit(" ", 1)[0] + "…"
        card.add(f"{_title(found, house)}: {short}")
    for loss in reading.losses:
        card.add(loss.what, "warning")
    if not reading.recognised and not reading.losses:
        card.add("All of it is text of the story.", "muted")
    return card


def _title(found: Recognised, house: House) -> str:
    """What something was taken for, in words. Credits stand in two places of a story."""
    if found.field != "credits":
        return _FIELDS.get(found.field, found.field.replace("_", " ").capitalize())
    if parse_contribution(found.text, house) is not None:
        return "Contribution line"
    return "Byline" if parse_byline(found.text, house) is not None else "Credit"


class TroubleCard(Card):
    """What went wrong outside Desk of late: one card, so that the page is not pushed away by what piles up."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("That did not work.", icons, "trouble", parent)
        self._said: list[QLabel] = []

    def say(self, sentence: str) -> None:
        """One more sentence, below those before; the oldest go, and what is said again is said once."""
        again = [label for label in self._said if label.text() == sentence]
        for label in again or self._said[: 1 - MOST_TROUBLES]:
            self._said.remove(label)
            self.sentences.remove(label.text())
            self._column.removeWidget(label)
            label.deleteLater()
        self._said.append(self.add(sentence, "error"))


def _close_button(icons: Icons, name: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "tool")
    button.setIcon(icons.icon("x"))
    button.setIconSize(QSize(14, 14))
    button.setFixedSize(28, 28)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button

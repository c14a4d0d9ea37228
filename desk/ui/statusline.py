"""The line at the window's foot: is it saved, how long is it, whose is it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desk.ui.roles import set_role
from desk.ui.saving import SaveKind, SaveState
from desk.ui.theme import Theme
from desk.ui.words import counted

HEIGHT = 28


class Dot(QWidget):
    """A dot in a token's colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.token = "faint"
        self.setFixedSize(QSize(9, 9))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.color(self.token))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class Sentence(QLabel):
    """A line that is shortened where its place is short, and then tells all of it as a tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Some words are always shown."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), 120), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sentence, or its beginning."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)


class StatusLine(QFrame):
    """Shows what it is told, and no more than is known."""

    who_clicked = Signal()
    versions_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self.setFixedHeight(HEIGHT)
        self.dot = Dot(theme, self)
        self.saved = Sentence(self)
        self.saved.setAccessibleName("Saving")
        self.saved.setProperty("role", "meta")
        self.counts = self._label("Length")
        self.language = self._label("Language")
        self.who = self._button("Signed-in name")
        self.versions = self._button("Versions")
        self.who.clicked.connect(self.who_clicked)
        self.versions.clicked.connect(self.versions_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self.dot)
        row.addWidget(self.saved)
        for label in (self.counts, self.language):
            row.addSpacing(10)
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.who)
        row.addWidget(self.versions)
        self.show_nothing()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "meta")
        label.setAccessibleName(name)
        return label

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("role", "status")
        button.setAccessibleName(name)
        return button

    def show_nothing(self) -> None:
        """Nothing is open."""
        self.dot.hide()
        self._say("", "meta")
        self.counts.clear()
        self.language.clear()
        self.versions.hide()

    def show_saving(self, state: SaveState) -> None:
        """Whether what is on the screen is on the disk. Never "saved" before it is."""
        self.dot.setVisible(state.kind is not SaveKind.NEW)
        if state.kind is SaveKind.SAVED:
            at = _clock(state.at) if state.at else ""
            self.dot.token = "warning" if state.message else "inserted"
            self._say(state.message or f"Saved {at}".strip(), "warning-meta" if state.message else "good-meta")
        elif state.kind is SaveKind.SAVING:
            self.dot.token = "faint"
            self._say("Saving…", "meta")
        elif state.kind is SaveKind.FAILED:
            self.dot.token = "deleted"
            self._say(state.message, "error-meta")
        else:
            self._say("", "meta")
        self.dot.update()

    def show_counts(self, words: int, minutes: int) -> None:
        """The story's length."""
        self.counts.setText(f"{counted(words, 'word')} · {minutes} min")

    def show_language(self, tag: str) -> None:
        """The story's language, by its BCP 47 tag."""
        locale = QLocale(tag)
        if locale.language() == QLocale.Language.C:
            self.language.setText(tag)
            return
        name = QLocale.languageToString(locale.language())
        territory = QLocale.territoryToString(locale.territory()) if "-" in tag else ""
        short = {"United States": "US", "United Kingdom": "UK"}.get(territory, territory)
        self.language.setText(f"{name} ({short})" if short else name)

    def show_versions(self, number: int) -> None:
        """How many revisions the article has."""
        self.versions.setVisible(number > 0)
        self.versions.setText(counted(number, "version"))

    def show_who(self, name: str) -> None:
        """The name that goes with every version; "" asks for it."""
        self.who.setText(name or "Sign in…")

    def _say(self, sentence: str, role: str) -> None:
        self.saved.setText(sentence)
        self.saved.setToolTip(sentence)
        set_role(self.saved, role)


def _clock(at: datetime) -> str:
    return at.astimezone().strftime("%H:%M:%S")

"""The line at the window's foot: is it saved, how long is it, whose is it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desk.formats.dates import in_words
from desk.story.counts import Count
from desk.story.plurals import counted
from desk.ui.languages import language_name
from desk.ui.length.button import LengthButton
from desk.ui.roles import set_role
from desk.ui.saving import SaveKind, SaveState
from desk.ui.theme import Theme

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
    """Shows what it is told, and no more than is known. A quiet one keeps to what one needs while writing, and the
    way out."""

    who_clicked = Signal()
    versions_clicked = Signal()
    language_clicked = Signal()
    zoom_clicked = Signal()
    leave_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self.setFixedHeight(HEIGHT)
        self.dot = Dot(theme, self)
        self.saved = Sentence(self)
        self.saved.setAccessibleName("Saving")
        self.saved.setProperty("role", "meta")
        self.counts = LengthButton(theme, self)
        self.to_come = self._button("Still to come")
        self.to_come.setProperty("role", "status-warning")
        self.language = self._button("Language")
        self.zoom = self._button("Zoom")
        self.zoom.setToolTip("Back to the actual size")
        self.who = self._button("Who is signed in")
        self.who.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # whoever switches goes on typing where they were
        self.versions = self._button("Versions")
        self.leave = self._button("Leave focus mode")
        self.leave.setText("Leave focus mode  F9")
        self.leave.setToolTip("Escape leaves it too")
        self._is_quiet = False
        self._unchecked = ""
        self._versions = 0
        self._lay_out()
        self.who.clicked.connect(self.who_clicked)
        self.versions.clicked.connect(self.versions_clicked)
        self.language.clicked.connect(self.language_clicked)
        self.zoom.clicked.connect(self.zoom_clicked)
        self.leave.clicked.connect(self.leave_clicked)
        self.show_nothing()
        self.show_zoom(100)
        self.set_quiet(on=False)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self.dot)
        row.addWidget(self.saved)
        row.addSpacing(2)
        row.addWidget(self.counts)
        row.addWidget(self.to_come)
        row.addSpacing(2)
        row.addWidget(self.language)
        row.addStretch(1)
        for button in (self.zoom, self.who, self.versions, self.leave):
            row.addWidget(button)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("role", "status")
        button.setAccessibleName(name)
        return button

    def show_nothing(self) -> None:
        """Nothing is open."""
        self.dot.hide()
        self._say("", "meta")
        self.counts.hide()
        self.language.setText("")
        self.show_versions(0)

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
            self.dot.token = "deleted" if state.nowhere else "warning"
            self._say(state.message, "error-meta" if state.nowhere else "warning-meta")
        else:
            self._say("", "meta")
        self.dot.update()

    def show_length(self, whole: Count, selected: Count | None, target: int) -> None:
        """The story's length, that of what is selected, and the target in words, 0 for none."""
        self.counts.show_length(whole, selected, target)
        self.counts.show()

    def show_zoom(self, per_cent: int) -> None:
        """How large the page is shown; nothing where it is as large as it is."""
        self.zoom.setText(f"{per_cent} %")
        self.zoom.setVisible(per_cent != 100)

    def set_quiet(self, *, on: bool) -> None:
        """Show less."""
        self._is_quiet = on
        self.leave.setVisible(on)
        for widget in (self.language, self.who):
            widget.setHidden(on)
        self.show_versions(self._versions)

    def show_language(self, tag: str) -> None:
        """The story's language, by its BCP 47 tag."""
        self.language.setText(language_name(tag) + self._unchecked)

    def show_unchecked(self, short: str, why: str) -> None:
        """Say beside the language that its words are not checked, and in full why; "" for nothing."""
        note = f" · {short}" if short else ""
        self.language.setText(self.language.text().removesuffix(self._unchecked) + note)
        self.language.setToolTip(why)
        self._unchecked = note

    def show_versions(self, number: int) -> None:
        """How many revisions the article has."""
        self._versions = number
        self.versions.setVisible(number > 0 and not self._is_quiet)
        self.versions.setText(counted(number, "version"))

    def show_who(self, name: str, role: str = "") -> None:
        """Who is signed in, and what they do here; without a name it is asked for."""
        self.who.setText(", ".join(filter(None, (name, role))) or "Sign in…")
        self.who.setToolTip("Switch to somebody else" if name else "")

    def _say(self, sentence: str, role: str) -> None:
        self.saved.setText(sentence)
        self.saved.setToolTip(sentence)
        set_role(self.saved, role)


def _clock(at: datetime) -> str:
    """When that was; of another day the day as well: an article may be opened again after a week."""
    here, today = at.astimezone(), datetime.now().astimezone().date()
    if here.date() == today:
        return f"{here:%H:%M:%S}"
    return in_words(here, "%-d %B, %H:%M" if here.year == today.year else "%-d %B %Y, %H:%M")

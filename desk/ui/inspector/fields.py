"""One field of the story each: shows a value, and tells when a person changed it.

Every field has the `name` of the story's field, the signals `edited` and `decided` (name, value) and `show_value`.
What is shown is never written back by itself, so a value that a field cannot show exactly is kept until somebody
edits it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDateTime, QSignalBlocker, QStringListModel, Qt, QTimeZone, Signal, Slot
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from desk.story.body import clean_line, clean_text
from desk.ui.icons import Icons
from desk.ui.inspector.inputs import Clock, Line, Prose
from desk.ui.inspector.parts import button, icon_button, label


class Field(QWidget):
    """A labelled field of the story. What is typed is `edited`, step by step; what is pressed is `decided` at once."""

    edited = Signal(str, object)
    decided = Signal(str, object)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)

    def show_value(self, value: object) -> None:
        """Show the story's value of the field."""
        raise NotImplementedError

    def add_labelled(self, widget: QWidget) -> None:
        """Put the widget under the field's title."""
        caption = label(self.title, "meta")
        caption.setBuddy(widget)
        widget.setAccessibleName(self.title)
        self.column.addWidget(caption)
        self.column.addWidget(widget)
        self.setFocusProxy(widget)


class LineField(Field):
    """One line of text."""

    line_class: type[Line] = Line

    def __init__(self, name: str, title: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, title, parent)
        self.line = self.line_class()
        self.line.setPlaceholderText(hint)
        self.line.textEdited.connect(self._on_text_edited)
        self.add_labelled(self.line)

    def show_value(self, value: object) -> None:
        """Show a text."""
        if clean_line(self.line.text()) != value:
            self.line.show_text(str(value))

    def suggest(self, choices: Iterable[str]) -> None:
        """Offer these while the person types."""
        completer = QCompleter(QStringListModel(list(choices), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._on_chosen)
        popup = completer.popup()
        assert popup is not None
        popup.setProperty("role", "popup")
        self.line.setCompleter(completer)

    @Slot(str)
    def _on_chosen(self, text: str) -> None:
        self._on_text_edited(text)

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self.edited.emit(self.name, clean_line(text))


class ListField(LineField):
    """Several words or phrases on one line, parted by commas."""

    def show_value(self, value: object) -> None:
        """Show a tuple of texts."""
        assert isinstance(value, tuple)
        if self._parsed(self.line.text()) != value:
            self.line.show_text(", ".join(value))

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self.edited.emit(self.name, self._parsed(text))

    @staticmethod
    def _parsed(text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(clean_line, text.split(",")))))


class ProseField(Field):
    """Some lines of text."""

    def __init__(self, name: str, title: str, hint: str = "", lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(name, title, parent)
        self.prose = Prose(lines)
        self.prose.setPlaceholderText(hint)
        self.prose.text_edited.connect(self._on_text_edited)
        self.add_labelled(self.prose)

    def show_value(self, value: object) -> None:
        """Show a text."""
        if self._parsed(self.prose.toPlainText()) != value:
            self.prose.show_text(str(value))

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self.edited.emit(self.name, self._parsed(text))

    @staticmethod
    def _parsed(text: str) -> str:
        return clean_text(text).strip()


class MomentField(Field):
    """A moment or a day that can be empty. Moments are shown, and read, as a clock on the house's wall shows them."""

    FORMAT = "d MMM yyyy, HH:mm"

    def __init__(self, name: str, title: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(name, title, parent)
        self._zone: ZoneInfo | None = None
        self._value: datetime | date | None = None
        self._clearable = True
        self._clock = Clock()
        self._clock.setCalendarPopup(True)
        self._clock.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))  # the wall's time; the zone is ours
        self._clock.setDisplayFormat(self.FORMAT)
        self._clock.setAccessibleName(title)
        self._clear = icon_button(icons.icon("x"), self.tr("Clear: {0}").format(title))
        self._set = button(self.tr("Set"), "quiet", self.tr("Set: {0}").format(title))
        row = QHBoxLayout()
        row.setSpacing(2)
        caption = label(title, "meta")
        caption.setMinimumWidth(104)
        row.addWidget(caption)
        row.addWidget(self._clock, 1)
        row.addWidget(self._clear)
        row.addStretch()
        row.addWidget(self._set)
        self.column.addLayout(row)
        self._clock.dateTimeChanged.connect(self._on_clock_changed)
        self._clear.clicked.connect(self._on_clear_clicked)
        self._set.clicked.connect(self._on_set_clicked)
        self._show()

    @property
    def value(self) -> datetime | date | None:
        """What it shows."""
        return self._value

    def set_clearable(self, *, on: bool) -> None:
        """Whether it may be emptied."""
        self._clearable = on
        self._show()

    def set_zone(self, zone: ZoneInfo) -> None:
        """Show times as they are in this zone."""
        self._zone = zone
        self._show()

    def show_value(self, value: object) -> None:
        """Show an aware datetime, or None."""
        assert value is None or isinstance(value, date)
        if value != self._value:
            self._value = value
            self._show()

    def _show(self) -> None:
        has = self._value is not None
        self._clock.setVisible(has)
        self._clear.setVisible(has and self._clearable)
        self._set.setVisible(not has)
        self.setFocusProxy(self._clock if has else self._set)
        if self._value is not None:
            with QSignalBlocker(self._clock):
                self._clock.setDateTime(self._on_the_wall(self._value))

    def _on_the_wall(self, value: datetime | date) -> QDateTime:
        if isinstance(value, datetime):
            value = value.astimezone(self._zone or UTC)
            parts = (value.year, value.month, value.day, value.hour, value.minute)
        else:
            parts = (value.year, value.month, value.day, 0, 0)
        return QDateTime(*parts, 0, 0, QTimeZone(QTimeZone.Initialization.UTC))

    def _read(self, shown: QDateTime) -> datetime | date:
        day, time = shown.date(), shown.time()
        return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._zone or UTC)

    def _first(self) -> datetime | date:
        return datetime.now(self._zone or UTC).replace(second=0, microsecond=0)

    def _take(self, value: datetime | date | None) -> None:
        self._value = value
        self._show()
        self.decided.emit(self.name, value)

    @Slot(QDateTime)
    def _on_clock_changed(self, shown: QDateTime) -> None:
        self._value = self._read(shown)
        self.edited.emit(self.name, self._value)

    @Slot()
    def _on_clear_clicked(self) -> None:
        self._take(None)
        self._set.setFocus()

    @Slot()
    def _on_set_clicked(self) -> None:
        self._take(self._first())
        self._clock.setFocus()


class EmbargoField(MomentField):
    """A moment in the future; begins with the next full hour."""

    def _first(self) -> datetime:
        return datetime.now(self._zone or UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


class DayField(MomentField):
    """A day that can be empty."""

    FORMAT = "d MMM yyyy"

    def _read(self, shown: QDateTime) -> date:
        day = shown.date()
        return date(day.year(), day.month(), day.day())

    def _first(self) -> date:
        return datetime.now(self._zone or UTC).date()

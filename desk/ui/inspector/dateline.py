"""The dateline: place, day and source at the head of the body."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.story.story import Dateline
from desk.ui.icons import Icons
from desk.ui.inspector.fields import DayField, Field, LineField


class DatelineField(Field):
    """Three fields that make one value of the story."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("dateline", "Dateline", parent)
        self._value = Dateline()
        self.place = LineField("place", self.tr("Place"), self.tr("LISBON"))
        self.source = LineField("source", self.tr("Source"), self.tr("Reuters"))
        self.day = DayField("date", self.tr("Day"), icons)
        self.column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(self.source, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.day)
        self.setFocusProxy(self.place)
        for field in (self.place, self.source, self.day):
            field.edited.connect(self._on_edited)
            field.decided.connect(self._on_decided)

    def set_zone(self, zone: ZoneInfo) -> None:
        """Where today is."""
        self.day.set_zone(zone)

    def show_value(self, value: object) -> None:
        """Show a dateline."""
        assert isinstance(value, Dateline)
        self._value = value
        self.place.show_value(value.place)
        self.source.show_value(value.source)
        self.day.show_value(value.date)

    @Slot(str, object)
    def _on_edited(self, name: str, value: object) -> None:
        self._take(name, value)
        self.edited.emit(self.name, self._value)

    @Slot(str, object)
    def _on_decided(self, name: str, value: object) -> None:
        self._take(name, value)
        self.decided.emit(self.name, self._value)

    def _take(self, name: str, value: object) -> None:
        self._value = replace(self._value, **{name: value})  # type: ignore[arg-type]

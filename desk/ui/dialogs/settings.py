"""What a person sets: how one writes, how the page looks, the colours, one's name, the house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desk.story.house import House
from desk.ui.dialogs.base import Dialog, button, form, plain
from desk.ui.editor.typography import FAMILIES, MEASURES, SIZES, SPACINGS, Look
from desk.ui.settings import Settings
from desk.ui.theme import Scheme

_SCHEMES = {Scheme.SYSTEM: "As the system has it", Scheme.LIGHT: "Light", Scheme.DARK: "Dark"}
_WRITING = {
    "spelling": "Check the spelling as I type",
    "smart_quotes": "Make quotes and dashes typographic as I type",
    "markdown_habits": "Turn “## ”, “- ” and “**” into headings, lists and marks",
    "auto_link": "Make links of addresses as I type them",
    "selection_bar": "Show a bar of marks over selected words",
}
_SAMPLE = "“We are asking for four lamps,” said the pilots."
_SAMPLE_HEIGHT = 92  # px: two lines of the largest size
_NARROW = 96  # px, of a drop-down
LABELS = 76  # px
WIDTH = 600  # px


@dataclass(frozen=True, slots=True)
class Choice:
    """What is set: name and house style of the library, and the settings of the window."""

    who: str
    house: str
    settings: Settings


class SettingsDialog(Dialog):
    """`chosen` carries the `Choice` when it is taken."""

    chosen = Signal(object)

    def __init__(self, now: Choice, houses: Mapping[str, House], parent: QWidget | None = None) -> None:
        super().__init__("Settings", parent)
        self.setFixedWidth(WIDTH)
        self._now = now
        self._sections = QGridLayout()
        self._sections.setHorizontalSpacing(24)
        self._sections.setVerticalSpacing(14)
        self._sections.setColumnMinimumWidth(0, 90)
        self._sections.setColumnStretch(1, 1)
        self.column.addSpacing(4)
        self.column.addLayout(self._sections)
        self.column.addSpacing(4)
        self._add("Writing", self._writing(now.settings))
        self._add("Page", self._page(now.settings))
        self._add("Looks", self._looks(now.settings.theme))
        self._add("You", self._you(now.who))
        self._add("House", self._house(now.house, houses))
        self._buttons()
        self._show_sample()

    def _add(self, title: str, content: QVBoxLayout) -> None:
        line = self._sections.rowCount()
        if line > 1:
            rule = QFrame()
            rule.setProperty("role", "line")
            self._sections.addWidget(rule, line, 0, 1, 2)
            line += 1
        head = plain(title, "strong")
        head.setContentsMargins(0, 4, 0, 0)  # in line with the words of what is beside it
        self._sections.addWidget(head, line, 0, Qt.AlignmentFlag.AlignTop)
        self._sections.addLayout(content, line, 1)

    def _writing(self, settings: Settings) -> QVBoxLayout:
        column = _column()
        self.habits: dict[str, QCheckBox] = {}
        for name, title in _WRITING.items():
            box = QCheckBox(title)
            box.setChecked(bool(getattr(settings, name)))
            self.habits[name] = box
            column.addWidget(box)
        return column

    def _page(self, settings: Settings) -> QVBoxLayout:
        self.font_family = _choice("Font", ((name, name) for name in _families(settings.story_font)))
        self.font_family.insertSeparator(len(FAMILIES))
        self.font_family.setMaxVisibleItems(14)
        sizes = sorted({*SIZES, settings.story_size})
        self.size_ = _choice("Size", ((f"{size:g}", size) for size in sizes))
        self.measure = _choice("Line length", ((name.capitalize(), name) for name in MEASURES))
        self.spacing = _choice("Line spacing", ((name.capitalize(), name) for name in SPACINGS))
        for box, value in (
            (self.font_family, settings.story_font),
            (self.size_, settings.story_size),
            (self.measure, settings.measure),
            (self.spacing, settings.line_spacing),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
            box.currentIndexChanged.connect(self._show_sample)
        grid = form(("Font", self.font_family), ("Line length", self.measure))
        grid.addWidget(plain("Size", "muted"), 0, 2)
        grid.addWidget(self.size_, 0, 3)
        grid.addWidget(plain("Line spacing", "muted"), 1, 2)
        grid.addWidget(self.spacing, 1, 3)
        for box in (self.size_, self.spacing):
            box.setFixedWidth(_NARROW)
        self.sample = plain(_SAMPLE, "sample", wrap=True)
        self.sample.setAccessibleName("Sample")
        self.sample.setFixedHeight(_SAMPLE_HEIGHT)
        column = _column(grid)
        column.addWidget(self.sample)
        return column

    def _looks(self, scheme: Scheme) -> QVBoxLayout:
        self.scheme = _choice("Colours", ((title, each) for each, title in _SCHEMES.items()))
        self.scheme.setCurrentIndex(list(_SCHEMES).index(scheme))
        return _column(form(("Colours", self.scheme)))

    def _you(self, who: str) -> QVBoxLayout:
        self.who = QLineEdit(who)
        self.who.setAccessibleName("Your name")
        return _column(form(("Your name", self.who)))

    def _house(self, key: str, houses: Mapping[str, House]) -> QVBoxLayout:
        self.house = _choice("House style", ((house.name, each) for each, house in houses.items()))
        self.house.setCurrentIndex(max(0, self.house.findData(key)))
        column = _column(form(("House style", self.house)))
        words = "Name and house style are kept with this library, everything else with this computer."
        column.addWidget(plain(words, "meta", wrap=True))
        return column

    def _buttons(self) -> None:
        cancel, take = button("Cancel"), button("Save", "primary")
        take.setDefault(True)
        row = self.button_row()
        row.addWidget(cancel)
        row.addWidget(take)
        cancel.clicked.connect(self.reject)
        take.clicked.connect(self._on_taken)

    def _chosen(self) -> Settings:
        chosen: dict[str, Any] = {name: box.isChecked() for name, box in self.habits.items()}
        return replace(
            self._now.settings,
            theme=Scheme(self.scheme.currentData()),
            story_font=self.font_family.currentData(),
            story_size=float(self.size_.currentData()),
            measure=self.measure.currentData(),
            line_spacing=self.spacing.currentData(),
            **chosen,
        )

    @Slot()
    def _show_sample(self) -> None:
        self.sample.setFont(replace(self._chosen(), zoom=100).page_type.set(Look()).font())

    @Slot()
    def _on_taken(self) -> None:
        who = " ".join(self.who.text().split())
        self.chosen.emit(Choice(who, str(self.house.currentData()), self._chosen()))
        self.accept()


def _column(first: QGridLayout | None = None) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(10)
    if first is not None:
        first.setColumnMinimumWidth(0, LABELS)
        column.addLayout(first)
    return column


def _choice(name: str, items: Iterable[tuple[str, object]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    for title, data in items:
        box.addItem(title, data)
    return box


def _families(now: str) -> list[str]:
    """Our own families, then the system's that can be read at any size, and what is set even where it is gone."""
    system = {
        name.partition(" [")[0]  # who cast it is added where two did, and a reporter cannot choose between them
        for name in QFontDatabase.families(QFontDatabase.WritingSystem.Latin)
        if QFontDatabase.isSmoothlyScalable(name) and not QFontDatabase.isPrivateFamily(name)
    }
    # The weights that Desk brings come as families of their own.
    weights = {name for name in system if any(name.startswith(f"{family} ") for family in FAMILIES)}
    return [*FAMILIES, *sorted((system - weights | {now}) - set(FAMILIES), key=str.casefold)]

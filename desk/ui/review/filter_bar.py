"""What is shown of the review: open or done with, of which kind, whose."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from desk.ui.inspector.parts import MARGIN
from desk.ui.review.entries import Kind, Listing, Shown

_KINDS: tuple[tuple[Kind | None, str], ...] = (
    (None, "All"),
    (Kind.CHANGE, "Changes"),
    (Kind.COMMENT, "Comments"),
    (Kind.QUESTION, "Questions"),
)
EVERYONE = "Everyone"
_LONGEST = 22  # letters of a name on the button


class FilterBar(QWidget):
    """Chips, and a menu of the people who had a hand in it. `changed` tells that somebody chose otherwise."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = Shown()
        self._listing = Listing()
        self.open = self._chip(self.tr("Open"))
        self.resolved = self._chip(self.tr("Resolved"))
        self._states = QButtonGroup(self, exclusive=True)
        for chip in (self.open, self.resolved):
            self._states.addButton(chip)
        self.open.setChecked(True)
        self.kinds = {kind: self._chip(self.tr(title)) for kind, title in _KINDS}
        self._kind_group = QButtonGroup(self, exclusive=True)
        for made in self.kinds.values():
            self._kind_group.addButton(made)
        self.kinds[None].setChecked(True)
        self.person = self._chip(self.tr(EVERYONE))
        self.person.setCheckable(False)
        self._menu = QMenu(self.person)
        self._people = QActionGroup(self)
        self.person.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._on_about_to_show)
        self._lay_out()
        self._states.buttonClicked.connect(self._on_clicked)
        self._kind_group.buttonClicked.connect(self._on_clicked)
        self._people.triggered.connect(self._on_person)
        self._say()

    def show_listing(self, listing: Listing) -> None:
        """Say how many there are."""
        self._listing = listing
        if self.shown.person and self.shown.person not in listing.people:
            self.shown = replace(self.shown, person="")
        self._say()

    def choose(self, shown: Shown) -> None:
        """Let this be shown."""
        self.shown = shown
        (self.open if shown.open else self.resolved).setChecked(True)
        self.kinds[shown.kind].setChecked(True)
        self._say()
        self.changed.emit()

    def _lay_out(self) -> None:
        top, below = QHBoxLayout(), QHBoxLayout()
        for row in (top, below):
            row.setSpacing(6)
        for chip in (self.open, self.resolved):
            top.addWidget(chip)
        top.addStretch()
        top.addWidget(self.person)
        self._below = QWidget()
        self._below.setLayout(below)
        below.setContentsMargins(0, 0, 0, 0)
        for made in self.kinds.values():
            below.addWidget(made)
        below.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 10, MARGIN, 2)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._below)

    def _chip(self, title: str) -> QPushButton:
        made = QPushButton(title)
        made.setObjectName(title)
        made.setProperty("role", "chip")
        made.setCheckable(True)
        made.setAccessibleName(title)
        return made

    def _say(self) -> None:
        listing = self._listing
        person = self.shown.person
        for chip, every in ((self.open, listing.open), (self.resolved, listing.resolved)):
            _count(chip, sum(not person or person in each.people for each in every))
        counts = self.shown.counts(listing)
        for kind, chip in self.kinds.items():
            if kind is not None:
                _count(chip, counts[kind])
                chip.setVisible(bool(counts[kind]) or chip.isChecked())
        several = sum(1 for number in counts.values() if number) > 1 or self.shown.kind is not None
        self._below.setVisible(several)
        self.person.setVisible(len(listing.people) > 1 or bool(person))
        name = person or self.tr(EVERYONE)
        self.person.setText(f"{name if len(name) <= _LONGEST else name[: _LONGEST - 1] + '…'} ▾")
        self.person.setAccessibleName(self.tr("Show: {0}").format(name))

    @Slot()
    def _on_about_to_show(self) -> None:
        self._menu.clear()
        for name in ("", *self._listing.people):
            action = QAction(name.replace("&", "&&") or self.tr(EVERYONE), self._people, checkable=True)
            action.setData(name)
            action.setChecked(name == self.shown.person)
            self._menu.addAction(action)

    @Slot(QAction)
    def _on_person(self, action: QAction) -> None:
        self.choose(replace(self.shown, person=str(action.data())))

    @Slot()
    def _on_clicked(self) -> None:
        kind = next(kind for kind, chip in self.kinds.items() if chip.isChecked())
        is_open = self.open.isChecked()
        if is_open != self.shown.open:
            kind = None
        self.choose(replace(self.shown, open=is_open, kind=kind))


def _count(chip: QPushButton, number: int) -> None:
    title = chip.objectName()
    chip.setText(f"{title} {number:,}" if number else title)
    chip.setAccessibleName(f"{title}, {number:,}")

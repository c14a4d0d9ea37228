"""The chips under the search field: states, the bin, and the searches that were kept; with how many each finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QWidget

from desk.library.saved_searches import SavedSearch
from desk.library.values import State
from desk.ui.flow import FlowLayout

STATES: tuple[tuple[str, State | None, bool], ...] = (
    ("All", None, False),
    ("Drafts", State.DRAFT, False),
    ("Submitted", State.SUBMITTED, False),
    ("In review", State.IN_REVIEW, False),
    ("Ready", State.READY, False),
    ("Published", State.PUBLISHED, False),
    ("Bin", None, True),
)
# Of which it says how many there are: of what waits for somebody.
_COUNTED = {State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.READY}
_LONGEST = 24  # letters of a name on a chip


class Chip(QPushButton):
    """A rounded toggle with a number behind its title."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title
        self.setCheckable(True)
        self.setProperty("role", "chip")
        self.setAccessibleName(f"Show: {title}")

    def count(self, number: int) -> None:
        """Say how many there are; none is not said."""
        short = self.title if len(self.title) <= _LONGEST else f"{self.title[: _LONGEST - 1]}…"
        text = f"{short} {number:,}" if number else short
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(f"Show: {self.title}, {number:,}" if number else f"Show: {self.title}")
            self.updateGeometry()


class SavedChip(Chip):
    """A search that was kept: F2 gives it another name, Delete takes it away, so does its menu."""

    rename_requested = Signal(object)
    remove_requested = Signal(object)

    def __init__(self, saved: SavedSearch) -> None:
        super().__init__(saved.name)
        self.saved = saved
        self.setProperty("saved", True)
        self.setToolTip(f"{saved.wanted.query or saved.name}\nF2 renames it, Delete removes it")
        self.count(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list of files."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_requested.emit(self.saved)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit(self.saved)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with it."""
        self._menu(event.globalPos())

    def _menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Rename…", self._on_rename)
        menu.addAction("Remove", self._on_remove)
        menu.popup(place)

    @Slot()
    def _on_rename(self) -> None:
        self.rename_requested.emit(self.saved)

    @Slot()
    def _on_remove(self) -> None:
        self.remove_requested.emit(self.saved)


class Chips(QObject):
    """One of them is on. `chosen` tells that somebody chose another, or the same again."""

    chosen = Signal()
    rename_requested = Signal(object)  # SavedSearch
    remove_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.layout_ = FlowLayout()
        self._group = QButtonGroup(self, exclusive=True)
        self._states = [Chip(title) for title, _state, _binned in STATES]
        self._saved: list[SavedChip] = []
        for number, chip in enumerate(self._states):
            self._group.addButton(chip, number)
            self.layout_.addWidget(chip)
        self._states[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)

    @property
    def title(self) -> str:
        """What the chip that is on is called."""
        chip = self._group.checkedButton()
        return chip.title if isinstance(chip, Chip) else "All"

    @property
    def state(self) -> tuple[State | None, bool]:
        """The state that is wanted, and whether the bin is."""
        number = self._group.checkedId()
        if isinstance(chip := self._group.checkedButton(), SavedChip):
            return chip.saved.wanted.state, chip.saved.wanted.binned
        return STATES[max(0, number)][1:]

    @property
    def saved(self) -> SavedSearch | None:
        """The kept search that is on."""
        chip = self._group.checkedButton()
        return chip.saved if isinstance(chip, SavedChip) else None

    def choose(self, title: str) -> None:
        """Switch the chip of this title on."""
        next(chip for chip in self._states if chip.title == title).setChecked(True)

    def leave_saved(self) -> None:
        """Something else is looked for than what was kept: show where that is looked for."""
        if self.saved is not None:
            wanted = self.saved.wanted
            title = next((t for t, state, binned in STATES if (state, binned) == (wanted.state, wanted.binned)), "All")
            self.choose(title)

    def show_saved(self, searches: Sequence[SavedSearch]) -> None:
        """Offer these."""
        if [chip.saved for chip in self._saved] == list(searches):
            return
        on = self.saved
        for chip in self._saved:
            self._group.removeButton(chip)
            self.layout_.removeWidget(chip)
            chip.deleteLater()
        self._saved = [SavedChip(one) for one in searches]
        for number, made in enumerate(self._saved, len(STATES)):
            made.rename_requested.connect(self.rename_requested)
            made.remove_requested.connect(self.remove_requested)
            self._group.addButton(made, number)
            self.layout_.addWidget(made)
            if on is not None and made.saved.name == on.name:
                made.setChecked(True)
        if on is not None and self._group.checkedButton() is None:
            self._states[0].setChecked(True)

    def count(self, states: Mapping[State, int], saved: Mapping[str, int]) -> None:
        """Say how many each finds."""
        for chip, (_title, state, _binned) in zip(self._states, STATES, strict=True):
            if state in _COUNTED:
                chip.count(states.get(state, 0))
        for one in self._saved:
            one.count(saved.get(one.saved.name, 0))

"""The chips under the search field: what waits for an editor, states, the bin, and the searches that were kept; with
how many each finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desk.library.saved_searches import SavedSearch
from desk.library.values import State
from desk.story.workflow import NAMES, Workflow
from desk.ui.articles.chip import Chip, SavedChip
from desk.ui.articles.chip_rows import ChipRows

TO_REVIEW = "To review"
_FIRST = 4  # chips that stand before the kept searches


class Shown(NamedTuple):
    """What a chip shows: articles in a state (None: in any), those in the bin, or those that wait for an editor.
    `counted` are the states of which it says how many there are: of what waits for somebody."""

    title: str
    state: State | None = None
    binned: bool = False
    waiting: bool = False
    counted: tuple[State, ...] = ()
    rare: bool = False


SHOWN: tuple[Shown, ...] = (
    Shown("All"),
    Shown(TO_REVIEW, waiting=True, counted=(State.SUBMITTED, State.IN_REVIEW)),
    Shown("Drafts", State.DRAFT, counted=(State.DRAFT,)),
    Shown("Ready", State.READY, counted=(State.READY,)),
    Shown("Published", State.PUBLISHED),
    Shown("Submitted", State.SUBMITTED, counted=(State.SUBMITTED,), rare=True),
    Shown("In review", State.IN_REVIEW, counted=(State.IN_REVIEW,), rare=True),
    Shown("Updated", State.UPDATED, rare=True),
    Shown("Corrected", State.CORRECTED, rare=True),
    Shown("Spiked", State.SPIKED, rare=True),
    Shown("Killed", State.KILLED, rare=True),
    Shown("Bin", binned=True, rare=True),
)


class Chips(QObject):
    """One of them is on. `chosen` tells that somebody chose another, or the same again."""

    chosen = Signal()
    rename_requested = Signal(object)  # SavedSearch
    remove_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = ChipRows(parent)
        self._group = QButtonGroup(self, exclusive=True)
        self._states = [Chip(shown.title, rare=shown.rare) for shown in SHOWN]
        self._saved: list[SavedChip] = []
        self._offered = frozenset(State)
        for number, chip in enumerate(self._states):
            self._group.addButton(chip, number)
        self._show()
        self._states[0].setChecked(True)
        self._group.idToggled.connect(self.rows.fit)
        self._group.idClicked.connect(self.chosen)

    @property
    def title(self) -> str:
        """What the chip that is on is called, where the house calls it nothing else."""
        return self.saved.name if self.saved is not None else self._shown.title

    @property
    def state(self) -> tuple[State | None, bool]:
        """The state that is wanted, and whether the bin is."""
        if self.saved is not None:
            return self.saved.wanted.state, self.saved.wanted.binned
        shown = self._shown
        return shown.state, shown.binned

    @property
    def is_waiting(self) -> bool:
        """Whether what waits for an editor is wanted."""
        return self.saved is None and self._shown.waiting

    @property
    def _shown(self) -> Shown:
        return SHOWN[max(0, self._group.checkedId())]

    @property
    def saved(self) -> SavedSearch | None:
        """The kept search that is on."""
        chip = self._group.checkedButton()
        return chip.saved if isinstance(chip, SavedChip) else None

    def choose(self, title: str) -> None:
        """Switch the chip on that has this title where the house has no other for it."""
        places = [place for place, shown in enumerate(SHOWN) if shown.title == title]
        self._states[places[0] if places else 0].setChecked(True)

    def set_workflow(self, workflow: Workflow) -> None:
        """Offer the states that a house has, by the names that it gives them."""
        for chip, shown in zip(self._states, SHOWN, strict=True):
            state = shown.state
            has_own = state is not None and workflow.name(state) != NAMES[state]
            chip.set_title(workflow.name(state) if state is not None and has_own else shown.title)
        self._offered = frozenset(workflow.states)
        self._show()

    def _show(self) -> None:
        """The searches that somebody kept stand before what they did not ask for, where there is no room for both."""
        pairs = zip(self._states, SHOWN, strict=True)
        states = [chip for chip, shown in pairs if shown.state is None or shown.state in self._offered]
        for chip in self._states:
            chip.setVisible(False)
        first = [chip for chip in states if chip in self._states[:_FIRST]]
        self.rows.show_chips([*first, *self._saved, *(chip for chip in states if chip not in first)])

    def leave_saved(self) -> None:
        """Something else is looked for than what was kept: show where that is looked for."""
        if self.saved is not None:
            wanted = self.saved.wanted
            same = (one for one in SHOWN if (one.state, one.binned) == (wanted.state, wanted.binned))
            self.choose(next(same, SHOWN[0]).title)

    def show_saved(self, searches: Sequence[SavedSearch]) -> None:
        """Offer these."""
        if [chip.saved for chip in self._saved] == list(searches):
            return
        on = self.saved
        for chip in self._saved:
            self._group.removeButton(chip)
            chip.hide()
            chip.deleteLater()
        self._saved = [SavedChip(one) for one in searches]
        for number, made in enumerate(self._saved, len(SHOWN)):
            made.rename_requested.connect(self.rename_requested)
            made.remove_requested.connect(self.remove_requested)
            self._group.addButton(made, number)
            if on is not None and made.saved.name == on.name:
                made.setChecked(True)
        if on is not None and self._group.checkedButton() is None:
            self._states[0].setChecked(True)
        self._show()

    def count(self, states: Mapping[State, int], saved: Mapping[str, int]) -> None:
        """Say how many each finds."""
        for chip, shown in zip(self._states, SHOWN, strict=True):
            if shown.counted:
                chip.count(sum(states.get(state, 0) for state in shown.counted))
        for one in self._saved:
            one.count(saved.get(one.saved.name, 0))
        self.rows.fit()

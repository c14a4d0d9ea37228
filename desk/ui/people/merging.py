"""Two that may be one: which name is kept?"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.story.directory import Contact, merged
from desk.story.plurals import counted, listed
from desk.ui.dialogs.base import button, plain
from desk.ui.people.listing import described

Pair = tuple[Contact, Contact]


class MergePane(QWidget):
    """Shows two that were chosen, and asks under which name they become one. `merge_requested` carries who is kept and
    who becomes one with them."""

    merge_requested = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: Pair = (Contact(""), Contact(""))
        self.question = plain("", "title", wrap=True)
        self.said = plain("", "muted", wrap=True)
        self.result = plain("", "", wrap=True)
        self.first, self.second = button(""), button("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.question)
        column.addWidget(self.said)
        for keep in (self.first, self.second):
            column.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.result)
        column.addStretch(1)
        self.first.clicked.connect(self._on_first)
        self.second.clicked.connect(self._on_second)

    def show_pair(self, pair: Pair) -> None:
        """Ask about these."""
        one, other = self._pair = pair
        alike = one.kind is other.kind
        self.question.setText("Make one of these two?" if alike else "These two cannot be one")
        names = f"{one.name} ({described(one)}) and {other.name} ({described(other)})"
        self.said.setText(f"{names}." if alike else f"{names}: only one of them is a person.")
        for made, contact in ((self.first, one), (self.second, other)):
            made.setText(f"Keep “{contact.name}”")
            made.setAccessibleName(made.text())
            made.setVisible(alike)
        names_of_both = merged(one, other).names
        self.result.setText(f"All their names stay known: {listed([f'“{name}”' for name in names_of_both])}.")
        self.result.setVisible(alike)

    @Slot()
    def _on_first(self) -> None:
        self.merge_requested.emit(*self._pair)

    @Slot()
    def _on_second(self) -> None:
        self.merge_requested.emit(*reversed(self._pair))


class DoublesBar(QFrame):
    """Offers pairs that may be one, one after another. `shown` is a wish to look at a pair."""

    shown = Signal(object)  # Pair

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "hint")
        self._pairs: tuple[Pair, ...] = ()
        self._passed: set[tuple[str, str]] = set()
        self.said = plain("", "", wrap=True)
        self.look: QPushButton = button("Look at them")
        self.two = button("They are two", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        for one in (self.two, self.look):
            row.addWidget(one)
        self.look.clicked.connect(self._on_look)
        self.two.clicked.connect(self._on_two)
        self.hide()

    def show_pairs(self, pairs: Iterable[Pair]) -> None:
        """Offer these, but those about which somebody said that they are two."""
        self._pairs = tuple(pair for pair in pairs if (pair[0].id, pair[1].id) not in self._passed)
        self.setVisible(bool(self._pairs))
        if self._pairs:
            one, other = self._pairs[0]
            more = len(self._pairs) - 1
            rest = f" So may {counted(more, 'other pair')}." if more else ""
            if one.name == other.name:
                self.said.setText(f"“{one.name}” is listed twice, and may be one.{rest}")
            else:
                self.said.setText(f"“{one.name}” and “{other.name}” may be one.{rest}")

    @Slot()
    def _on_look(self) -> None:
        self.shown.emit(self._pairs[0])

    @Slot()
    def _on_two(self) -> None:
        one, other = self._pairs[0]
        self._passed.add((one.id, other.id))
        self.show_pairs(self._pairs)

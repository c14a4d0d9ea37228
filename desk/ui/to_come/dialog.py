"""Something is still to come in a story that is about to be handed over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.story.story import Story
from desk.story.to_come import ToCome
from desk.ui.dialogs.base import Dialog, button, plain
from desk.ui.icons import Icons
from desk.ui.inspector.wrapping import WrappingButton
from desk.ui.to_come.wording import where

_SHOWN = 6  # of them; the rest is counted


class ToComeRow(WrappingButton):
    """One placeholder with the words around it. `picked` is a wish to go there."""

    picked = Signal(object)  # ToCome

    def __init__(self, one: ToCome, story: Story, icons: Icons) -> None:
        super().__init__(f"{where(one.place, story)}: “{one.around}”", icons.icon("pencil", "warning"))
        self._one = one
        self.setToolTip("Go there")
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.picked.emit(self._one)


def fill(column: QVBoxLayout, found: Sequence[ToCome], story: Story, icons: Icons) -> list[ToComeRow]:
    """Put a row for each placeholder into a column, the first few of them."""
    rows = [ToComeRow(one, story, icons) for one in found[:_SHOWN]]
    for row in rows:
        column.addWidget(row)
    if len(found) > _SHOWN:
        column.addWidget(plain(f"… and {len(found) - _SHOWN} more.", "muted"))
    return rows


class ToComeDialog(Dialog):
    """Lists what is to come. `go_requested` carries the one to go to; `anyway` goes on; closing it does nothing."""

    go_requested = Signal(object)  # ToCome
    anyway = Signal()

    def __init__(
        self, found: Sequence[ToCome], story: Story, icons: Icons, on: str, parent: QWidget | None = None
    ) -> None:
        several = len(found) > 1
        super().__init__(f"{len(found)} things are still to come" if several else "Something is still to come", parent)
        self.setFixedWidth(520)
        self._first = found[0]
        self.column.addWidget(
            plain(f"{'These are' if several else 'This is'} not filled in yet. Go there, or go on as it is.", "muted",
                  wrap=True)
        )  # fmt: skip
        rows = QVBoxLayout()
        rows.setSpacing(2)
        self.column.addLayout(rows)
        for row in fill(rows, found, story, icons):
            row.picked.connect(self._on_picked)
        go_on = button(on)
        stay = button("Cancel")
        go = button("Go there", "primary")
        go.setDefault(True)
        foot = self.button_row()
        for one in (go_on, stay, go):
            foot.addWidget(one)
        go_on.clicked.connect(self._on_anyway)
        stay.clicked.connect(self.reject)
        go.clicked.connect(self._on_go)

    @Slot(object)
    def _on_picked(self, one: ToCome) -> None:
        self.accept()
        self.go_requested.emit(one)

    @Slot()
    def _on_go(self) -> None:
        self._on_picked(self._first)

    @Slot()
    def _on_anyway(self) -> None:
        self.accept()
        self.anyway.emit()

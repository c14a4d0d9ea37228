"""The cards of one column of the board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from desk.library.step_values import Queued
from desk.story.house import House
from desk.ui.queue.words import told_of_card

QUEUED = Qt.ItemDataRole.UserRole
MIME = "application/x-desk-story"  # the id of a story that is dragged

_Index = QModelIndex | QPersistentModelIndex


class ColumnModel(QAbstractListModel):
    """What is in a state, as the library gave it. `house` may become another one at any time."""

    def __init__(self, house: House, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.house = house
        self.cards: tuple[Queued, ...] = ()

    def show(self, cards: Sequence[Queued]) -> bool:
        """Show these; whether they are others than before."""
        if tuple(cards) == self.cards:
            return False
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()
        return True

    def place_of(self, article: str) -> int:
        """Where an article stands, or -1."""
        return next((place for place, card in enumerate(self.cards) if card.row.id == article), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many cards there are."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The card (`QUEUED`), its title, or what to say of it."""
        card = self.cards[index.row()]
        if role == QUEUED:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.row.title or "Untitled"
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return told_of_card(card, datetime.now().astimezone(), self.house)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Every card can be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """What a dragged card is."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The first of these cards."""
        made = QMimeData()
        made.setData(MIME, self.cards[indexes[0].row()].row.id.encode())
        return made

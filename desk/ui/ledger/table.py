"""The ledger as a table, ordered by whichever column somebody clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desk.library.ledger_values import By, Key, LedgerRow
from desk.story.house import House
from desk.ui.ledger.model import COLUMNS, ROW, LedgerModel
from desk.ui.work import Work

if TYPE_CHECKING:
    from desk.library.library import Library

_WIDTHS = (104, 190, 150, 120, 140, 300, 96)  # px of the columns; the story takes what is left
_HEIGHT = 30  # px of a row
_STORY = 5


class Order(TypedDict):
    """How the lines are ordered."""

    order: By
    backwards: bool


class LedgerTable(QTableView):
    """`ordered` comes when somebody wants another order; `opened` carries the id of an article."""

    ordered = Signal()
    opened = Signal(str)

    def __init__(self, library: Library, work: Work, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = LedgerModel(library, work, house, self)
        self.order: Order = {"order": By.DATE, "backwards": False}
        self.setModel(self.model_)
        self.setAccessibleName("Credits")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._make_header()
        self.doubleClicked.connect(self._on_double_clicked)

    def _make_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(60)
        header.setStyleSheet("QHeaderView::section { background: transparent; padding-left: 11px; }")  # as the cells
        for column, width in enumerate(_WIDTHS):
            header.resizeSection(column, width)
        header.setSectionResizeMode(_STORY, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorShown(True)
        self._show_order()
        header.sectionClicked.connect(self._on_section_clicked)

    def show_keys(self, keys: tuple[Key, ...]) -> None:
        """Show these credits, from the first."""
        if keys != self.model_.keys:
            self.model_.show_keys(keys)
            self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the article."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row: LedgerRow | None = index.data(ROW)
        if row is not None:
            self.opened.emit(row.article.id)

    def _show_order(self) -> None:
        column = [by for _, by in COLUMNS].index(self.order["order"])
        # The newest first is what one wants of dates, and A first of all else.
        down = self.order["backwards"] is not (self.order["order"] is By.DATE)
        way = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, way)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._open(index)

    @Slot(int)
    def _on_section_clicked(self, column: int) -> None:
        by = COLUMNS[column][1]
        if by is not None:
            backwards = by is self.order["order"] and not self.order["backwards"]
            self.order = {"order": by, "backwards": backwards}
            self.ordered.emit()
        self._show_order()

"""The quiet line over the rows: how many there are, how a search is understood, in which order they stand."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from desk.library.wanted import Sort
from desk.ui.articles.filters import FilterButton
from desk.ui.icons import Icons

SORTS = {
    Sort.BEST: "Best first",
    Sort.UPDATED: "Last changed",
    Sort.CREATED: "Begun",
    Sort.HEADLINE: "Headline",
    Sort.LENGTH: "Length",
}
# What turning each order round means.
_BACKWARDS = {
    Sort.BEST: "Oldest first",
    Sort.UPDATED: "Oldest first",
    Sort.CREATED: "Oldest first",
    Sort.HEADLINE: "From Z to A",
    Sort.LENGTH: "Shortest first",
}


class ShortLabel(QLabel):
    """A line that is shortened where there is no room for all of it, and then shows all of it as its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.whole = ""

    def say(self, text: str) -> None:
        """Show this."""
        self.whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be more room now, or less."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self.whole if shown != self.whole else "")


class ListLine(QWidget):
    """Says what is listed. `sorted_` tells that somebody wants another order; `save_requested` is a wish to keep the
    search."""

    sorted_ = Signal()
    save_requested = Signal()
    empty_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sort = Sort.BEST
        self.backwards = False
        self.said = ShortLabel()
        self.said.setProperty("role", "meta")
        self.save = _tool(icons, "bookmark", "Keep this search", "Keep this search  Ctrl+D")
        self.save.clicked.connect(self.save_requested)
        self.button = _tool(icons, "arrow-down-up", "Order of the list", "Order of the list")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._orders: dict[Sort, QAction] = {}
        self.button.setMenu(self._make_menu())
        self.filters = FilterButton(icons)
        self.empty = QPushButton("Empty…")
        self.empty.setProperty("role", "link")
        self.empty.setAccessibleName("Empty the bin")
        self.empty.clicked.connect(self.empty_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.said, 1)
        row.addWidget(self.empty)
        row.addWidget(self.filters)
        row.addWidget(self.save)
        row.addWidget(self.button)
        self.show_search(text="")
        self.show_bin(number=0)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self.button)
        group = QActionGroup(menu)
        for sort, title in SORTS.items():
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setData(sort)
            group.addAction(action)
            self._orders[sort] = action
        menu.addSeparator()
        self._backwards = menu.addAction("")
        self._backwards.setCheckable(True)
        group.triggered.connect(self._on_order)
        self._backwards.toggled.connect(self._on_backwards)
        return menu

    def show_search(self, text: str) -> None:
        """Offer what makes sense while this is searched for."""
        self.save.setVisible(bool(text))
        self._orders[Sort.BEST].setVisible(bool(text))
        self._show_order(searching=bool(text))

    def show_bin(self, number: int) -> None:
        """So many articles are in the bin, which is shown; 0 where something else is."""
        self.empty.setVisible(number > 0)

    def set_order(self, sort: Sort, *, backwards: bool) -> None:
        """List in this order; nobody is told."""
        self.sort, self.backwards = sort, backwards
        self._show_order(searching=self._orders[Sort.BEST].isVisible())

    def _show_order(self, *, searching: bool) -> None:
        shown = Sort.UPDATED if self.sort is Sort.BEST and not searching else self.sort
        self._orders[shown].setChecked(True)
        self._backwards.blockSignals(True)
        self._backwards.setText(_BACKWARDS[shown])
        self._backwards.setChecked(self.backwards)
        self._backwards.setVisible(shown is not Sort.BEST)
        self._backwards.blockSignals(False)
        how = _BACKWARDS[shown].lower() if self.backwards else ""
        title = ", ".join(filter(None, (SORTS[shown], how)))
        self.button.setToolTip(f"Order: {title}")
        self.button.setAccessibleName(f"Order of the list: {title}")

    @Slot(QAction)
    def _on_order(self, action: QAction) -> None:
        chosen = Sort(action.data())
        searching = self._orders[Sort.BEST].isVisible()
        self.set_order(Sort.BEST if chosen is Sort.UPDATED and not searching else chosen, backwards=False)
        self.sorted_.emit()

    @Slot(bool)
    def _on_backwards(self, on: bool) -> None:
        self.set_order(self.sort, backwards=on)
        self.sorted_.emit()


def _tool(icons: Icons, icon: str, name: str, tip: str) -> QToolButton:
    made = QToolButton()
    made.setProperty("role", "inline")
    made.setIcon(icons.icon(icon))
    made.setIconSize(QSize(14, 14))
    made.setFixedSize(24, 22)
    made.setAccessibleName(name)
    made.setToolTip(tip)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made

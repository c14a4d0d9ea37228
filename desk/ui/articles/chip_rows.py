"""Chips on two rows at most; those that have no room stand in a menu behind the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Slot
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from desk.ui.articles.chip import Chip, SavedChip

ROWS = 2
GAP = 6  # px between chips, and between rows
_WIDEST = 150  # px of the menu's button


class MoreButton(QPushButton):
    """Opens the menu of the chips that are not seen; says which of them is on, where one is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("More", parent)
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setMaximumWidth(_WIDEST)
        self.say(None)

    def nextCheckState(self) -> None:  # noqa: N802  Qt's
        """Opening the menu chooses nothing."""

    def say(self, chip: Chip | None) -> None:
        """Say which of the menu is on; None: none is."""
        title = f"{chip.text() if chip is not None else 'More'} ▾"
        name = f"Show: {chip.title}, of more" if chip is not None else "More to show"
        if (title, name) != (self.text(), self.accessibleName()):
            self.setText(title)
            self.setAccessibleName(name)
        self.setChecked(chip is not None)


class ChipRows(QWidget):
    """Places chips from left to right, and on to the next row. Those that are `rare` stand in the menu whether there
    is room or not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chips: Sequence[Chip] = ()
        self.more = MoreButton(self)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._on_about_to_show)
        self.more.setMenu(self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """These, in this order; with Tab they are gone through in it, too."""
        self.chips = chips
        for chip in chips:
            chip.setParent(self)
        for one, next_one in pairwise((*chips, self.more)):
            QWidget.setTabOrder(one, next_one)
        self.fit()

    @property
    def hidden(self) -> tuple[Chip, ...]:
        """What stands in the menu."""
        return tuple(chip for chip in self.chips if chip.isHidden())

    def sizeHint(self) -> QSize:
        """As wide as may be."""
        return QSize(1, self.height())

    def minimumSizeHint(self) -> QSize:
        """There is always room for the menu."""
        return QSize(1, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for others."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """How large chips are is known when they have their style."""
        super().showEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """A chip says more than before, or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    @Slot()
    def fit(self) -> None:
        """Place the chips anew."""
        usual = [chip for chip in self.chips if not chip.rare]
        kept = len(usual)
        while kept and self._rows(usual[:kept]) > ROWS:
            kept -= 1
        shown = usual[:kept]
        for chip in self.chips:
            chip.setVisible(chip in shown)
        self.more.say(next((chip for chip in self.hidden if chip.isChecked()), None))
        while shown and self._rows(shown) > ROWS:  # the menu says a longer title
            shown.pop().hide()
        self._place(shown)

    def _rows(self, chips: Sequence[Chip]) -> int:
        return self._set(chips, move=False)[1]

    def _place(self, chips: Sequence[Chip]) -> None:
        height = self._set(chips, move=True)[0]
        if height != self.height():
            self.setFixedHeight(height)

    def _set(self, chips: Sequence[Chip], *, move: bool) -> tuple[int, int]:
        """Set them and the menu's button in rows; gives the height and the number of rows."""
        x = y = 0
        rows = 1
        sizes = [(chip, _size(chip)) for chip in (*chips, self.more)]
        line = max(size.height() for _chip, size in sizes)
        for chip, size in sizes:
            if x and x + size.width() > self.width():
                x, y, rows = 0, y + line + GAP, rows + 1
            if move:
                chip.setGeometry(x, y, min(size.width(), max(1, self.width())), line)
            x += size.width() + GAP
        return y + line, rows

    @Slot()
    def _on_about_to_show(self) -> None:
        self._menu.clear()
        parted = False
        for chip in self.hidden:
            if chip.rare and not parted and self._menu.actions():
                self._menu.addSeparator()
            parted = parted or chip.rare
            self._add(chip)
        chosen = next((chip for chip in self.hidden if chip.isChecked()), None)
        if isinstance(chosen, SavedChip):
            self._menu.addSeparator()
            chosen.fill(self._menu)

    def _add(self, chip: Chip) -> QAction:
        action = self._menu.addAction(chip.text().replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(chip.isChecked())
        action.triggered.connect(chip.click)
        return action


def _size(button: QPushButton) -> QSize:
    return button.sizeHint().boundedTo(button.maximumSize()).expandedTo(QSize(1, 1))

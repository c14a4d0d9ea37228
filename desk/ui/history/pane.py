"""The comparison in the place of the page: over it what is compared, how much differs, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desk.formats.base import MediaSource
from desk.ui.history.comparing import Comparison
from desk.ui.history.view import ComparisonView
from desk.ui.inspector.parts import button, icon_button
from desk.ui.roles import set_role
from desk.ui.services import Looks
from desk.ui.statusline import Sentence


class ComparisonPane(QWidget):
    """Wishes: `close_requested`, `restore_requested` (of the whole text), `switch_requested` with whether the text is
    to be compared with the one before it and not with the one that stands, `fold_requested`."""

    close_requested = Signal()
    restore_requested = Signal()
    switch_requested = Signal(bool)
    fold_requested = Signal(bool)

    def __init__(self, looks: Looks, media: MediaSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = ComparisonView(looks, media)
        self._make(looks)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.view)

    def show_page(self, page: Comparison, title: str, *, keep: bool = False) -> None:
        """Show a comparison under this title."""
        self.title.setText(title)
        self.title.setToolTip(title)
        self.counts.setText(f"{page.counts}.")
        self.fold.setEnabled(bool(page.folds))
        self.view.show_page(page, keep=keep)
        self._on_current_changed()

    def show_switch(self, *, before: bool | None, can_restore: bool) -> None:
        """Show with what the text is compared, None for another one that was chosen, and whether there is anything to
        go back to."""
        self._switch.setExclusive(False)
        self.since_then.setChecked(before is False)
        self.what_it_changed.setChecked(before is True)
        self._switch.setExclusive(True)
        self.go_back.setEnabled(can_restore)

    def _make(self, looks: Looks) -> None:
        self.title = Sentence()
        set_role(self.title, "strong")
        self.title.setAccessibleName(self.tr("What is compared"))
        self.counts = Sentence()
        set_role(self.counts, "meta")
        self.counts.setAccessibleName(self.tr("How much differs"))
        self.place = Sentence()
        set_role(self.place, "meta")
        self.place.setAccessibleName(self.tr("The current change"))
        self.since_then = self._chip(self.tr("Since then"), self.tr("Compare with the text as it stands"))
        self.what_it_changed = self._chip(self.tr("What it changed"), self.tr("Compare with the text before it"))
        self._switch = QButtonGroup(self)
        for chip in (self.since_then, self.what_it_changed):
            self._switch.addButton(chip)
        self.since_then.setChecked(True)
        icons = looks.icons
        self.previous = tool_button(icon_button(icons.icon("arrow-up"), self.tr("Previous change  Shift+F8")))
        self.next = tool_button(icon_button(icons.icon("arrow-down"), self.tr("Next change  F8")))
        self.fold = tool_button(icon_button(icons.icon("fold-vertical"), self.tr("Fold what did not change")))
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.close_button = tool_button(icon_button(icons.icon("x"), self.tr("Back to the page  Esc")))
        self.restore_part = button(self.tr("Restore this paragraph"))
        self.restore_part.setIcon(icons.icon("rotate-ccw"))
        self.go_back = button(self.tr("Go back to this one"))

    def _chip(self, text: str, name: str) -> QPushButton:
        chip = button(text, "chip", name)
        chip.setToolTip(name)
        chip.setCheckable(True)
        return chip

    def _lay_out(self) -> None:
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (first, second, third):
            row.setSpacing(6)
        first.addWidget(self.title, 1)
        first.addWidget(self.go_back)
        first.addWidget(self.close_button)
        second.addWidget(self.counts, 1)
        second.addWidget(self.since_then)
        second.addWidget(self.what_it_changed)
        third.addWidget(self.place, 1)
        third.addWidget(self.previous)
        third.addWidget(self.next)
        third.addWidget(self.restore_part)
        third.addWidget(self.fold)
        strip = QFrame()
        strip.setProperty("role", "bar")
        rows = QVBoxLayout(strip)
        rows.setContentsMargins(20, 10, 12, 8)
        rows.setSpacing(6)
        for row in (first, second, third):
            rows.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.close_requested)
        self.view.close_requested.connect(self.close_requested)
        self.go_back.clicked.connect(self.restore_requested)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self.fold.toggled.connect(self.fold_requested)
        self.restore_part.clicked.connect(self.view.ask_to_restore)
        self._switch.buttonClicked.connect(self._on_switched)
        self.view.current_changed.connect(self._on_current_changed)

    @Slot()
    def _on_previous(self) -> None:
        self.view.step(-1)

    @Slot()
    def _on_next(self) -> None:
        self.view.step(1)

    @Slot()
    def _on_switched(self) -> None:
        self.switch_requested.emit(self.what_it_changed.isChecked())

    @Slot()
    def _on_current_changed(self) -> None:
        stops, current = self.view.page.stops, self.view.current
        self.previous.setEnabled(current > 0)
        self.next.setEnabled(current < len(stops) - 1)
        self.restore_part.setEnabled(self.view.can_take_back(current))
        if 0 <= current < len(stops):
            self.place.setText(f"{current + 1} of {len(stops)}  ·  {stops[current].said}")
            self.restore_part.setText(self.tr("Restore {0}").format(stops[current].this))
        else:
            self.place.setText("")
        self.place.setToolTip(self.place.text())
        if self.isVisible() and self.place.text():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, self.place.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes from every button."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)


def tool_button(made: QToolButton) -> QToolButton:
    """A small button with an icon, as stands over a comparison."""
    made.setIconSize(QSize(15, 15))
    made.setFixedSize(30, 28)
    return made

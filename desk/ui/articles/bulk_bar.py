"""The bar under the list while several articles are chosen: how many, and what can be done to all of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from desk.library.values import State
from desk.story.plurals import counted
from desk.ui.hovering import Hovering
from desk.ui.icons import Icons
from desk.ui.words import STATES

_LONG = 10_000  # articles, with which the number alone says it
# Into which many articles are moved at once.
MOVES = (State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.READY, State.PUBLISHED, State.SPIKED)


class BulkBar(QFrame):
    """Makes wishes; which articles they are for the pane knows."""

    all_requested = Signal()  # those too that nobody has scrolled to
    export_requested = Signal()
    tag_requested = Signal()
    credit_requested = Signal()
    state_requested = Signal(object)  # State
    bin_requested = Signal()
    put_back_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bulkbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("What to do with the chosen articles")
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.all = QPushButton()
        self.all.setProperty("role", "link")
        self.all.clicked.connect(self.all_requested)
        self.export = self._tool(icons, "file-output", "Export…", self.export_requested)
        self.tag = self._tool(icons, "tag", "Tag…", self.tag_requested)
        self.credit = self._tool(icons, "user-plus", "Add a credit…", self.credit_requested)
        self.state = self._tool(icons, "circle-check", "Move to a state", None)
        self.state.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.state)
        for state in MOVES:
            menu.addAction(STATES[state].capitalize(), partial(self.state_requested.emit, state))
        self.state.setMenu(menu)
        Hovering(self.state, menu)
        self.bin = self._tool(icons, "trash-2", "Move to the bin", self.bin_requested)
        self.put_back = self._tool(icons, "undo-2", "Put back", self.put_back_requested)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.said, 1)
        for one in (self.export, self.tag, self.credit, self.state, self.bin, self.put_back):
            row.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 10, 7)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def _tool(self, icons: Icons, icon: str, name: str, signal: SignalInstance | None) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "tool")
        made.setIcon(icons.icon(icon))
        made.setIconSize(QSize(16, 16))
        made.setToolTip(name)
        made.setAccessibleName(f"{name.removesuffix('…')}: the chosen articles")
        if signal is not None:
            made.clicked.connect(signal)
        return made

    def show_choice(self, chosen: int, found: int, *, everything: bool, binned: bool) -> None:
        """Say how many are chosen of how many that were found; fewer than two want no bar."""
        self.setVisible(chosen > 1 or (everything and found > 1))
        many = found if everything else chosen
        short = "" if many >= _LONG else " chosen"  # or there is no room for it beside the tools
        self.said.setText(f"{'All ' if everything else ''}{many:,}{short}")
        self.all.setVisible(not everything and found > chosen)
        self.all.setText(f"Choose all {counted(found, 'article')} found")
        self.all.setAccessibleName(self.all.text())
        for one in (self.export, self.tag, self.credit, self.state, self.bin):
            one.setVisible(not binned)
        self.put_back.setVisible(binned)

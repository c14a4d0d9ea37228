"""The menu of filters: what a search can be narrowed by, written into the field for whoever wants to learn it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from desk.ui.icons import Icons

# Title and what is typed for it.
FILTERS = (
    ("By me", "by:me"),
    ("Changed today", "since:today"),
    ("Changed since Monday", "since:monday"),
    ("Changed in the last 30 days", "since:30d"),
)
_MOST = 20  # sections


class FilterButton(QToolButton):
    """`narrowed` carries what should be added to the search, and what it takes the place of: all that begins so."""

    narrowed = Signal(str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setProperty("role", "inline")
        self.setIcon(icons.icon("list-filter"))
        self.setIconSize(QSize(14, 14))
        self.setFixedSize(24, 22)
        self.setToolTip("Narrow the list")
        self.setAccessibleName("Narrow the list")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sections: Sequence[tuple[str, int]] = ()
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._on_about_to_show)
        menu.triggered.connect(self._on_triggered)
        self.setMenu(menu)

    @Slot(object)
    def show_sections(self, sections: Sequence[tuple[str, int]]) -> None:
        """Offer these, with how many articles are in each."""
        self._sections = sections

    @Slot()
    def _on_about_to_show(self) -> None:
        menu = self.menu()
        menu.clear()
        for title, typed in FILTERS:
            self._add(title, typed)
        if self._sections:
            menu.addSeparator()
        for section, number in sorted(self._sections, key=lambda one: -one[1])[:_MOST]:
            self._add(f"{section.replace('&', '&&')}  {number:,}", f'section:"{section.replace(chr(34), "")}"')

    def _add(self, title: str, typed: str) -> None:
        action = self.menu().addAction(title)
        action.setData(typed)
        action.setToolTip(typed)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.narrowed.emit(action.data())


def narrowed(query: str, term: str) -> str:
    """A search with one more wish, which takes the place of another of its kind."""
    kind = term.partition(":")[0]
    others = re.sub(rf'(?<!\S){kind}:(?:"[^"]*"?|\S*)', "", query, flags=re.IGNORECASE)
    return " ".join([*others.split(), term])

"""What stands under a credit: how somebody is credited usually, and where else they were this month."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QStyleOptionButton, QVBoxLayout, QWidget

from desk.formats.dates import in_words, local
from desk.story.house import House
from desk.story.people import Credit
from desk.story.plurals import counted
from desk.ui.words import CREDIT_ROLES

if TYPE_CHECKING:
    from desk.library.ledger_values import LedgerRow

_MOST = 12  # credits in the menu; all others are in the ledger
_SHORTEST, _PADDING = 60, 5  # px of a button
_LONGEST = 46  # characters of a headline there


def filled_in(credit: Credit, usual: Credit, *, with_role: bool) -> Credit:
    """The credit with what is usual where it says nothing; the role where nobody said it."""
    role = usual.role if with_role else credit.role
    place, title = credit.place or usual.place, credit.title or usual.title
    return Credit(credit.name, usual.kind, role, place, title, credit.note)


def said_usual(credit: Credit, filled: Credit) -> str:
    """What is usual and not said yet, in words: "Usually photography, in Cork"; "" where there is nothing."""
    role = CREDIT_ROLES[filled.role].lower() if filled.role is not credit.role else ""
    place = f"in {filled.place}" if filled.place != credit.place else ""
    title = f"“{filled.title}”" if filled.title != credit.title else ""
    parts = ", ".join(filter(None, (role, title, place)))
    return f"Usually {parts}" if parts else ""


def said_elsewhere(rows: Sequence[LedgerRow]) -> str:
    """In how many other stories that is; "" where in none."""
    number = len({row.article.id for row in rows})
    return f"Also in {counted(number, 'story', 'stories')} this month" if number else ""


class _Link(QPushButton):
    """A quiet button that never makes its column wider: what there is no room for is left out at its end."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "link")
        self.setAccessibleName(name)
        self.setAutoDefault(False)

    def minimumSizeHint(self) -> QSize:
        """Room for a word."""
        return QSize(_SHORTEST, super().minimumSizeHint().height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802  Qt's
        """What is drawn."""
        super().initStyleOption(option)
        fields: Any = option  # Qt declares none
        room = self.width() - 2 * _PADDING
        fields.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)


class RowFoot(QWidget):
    """Two quiet buttons, where there is something to say. `usual_taken` carries the `Credit` as it would be with what
    is usual; `article_requested` the id of an article; `ledger_requested` is the wish to see all credits."""

    usual_taken = Signal(object)
    article_requested = Signal(str)
    ledger_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.usual = _Link(self.tr("Credit them so"))
        self.elsewhere = _Link(self.tr("Where else they are credited this month"))
        self._offered: Credit | None = None
        self._menu = QMenu(self.elsewhere)
        self.elsewhere.setMenu(self._menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for one in (self.usual, self.elsewhere):
            column.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        self.usual.clicked.connect(self._on_usual)
        self._show()

    def offer(self, credit: Credit, filled: Credit | None) -> None:
        """Offer to credit them so; None offers nothing."""
        said = said_usual(credit, filled) if filled is not None else ""
        self._offered = filled if said else None
        self.usual.setText(said)
        self.usual.setToolTip(f"{said}. {self.tr('Press to credit them so here, too.')}")
        self._show()

    def show_elsewhere(self, rows: Sequence[LedgerRow], house: House) -> None:
        """Say in how many other stories they are credited; the menu leads to them."""
        self.elsewhere.setText(said_elsewhere(rows))
        self._menu.clear()
        for row in rows[:_MOST]:
            day = in_words(local(row.at, house), "%-d %b")
            title = row.article.title or "Untitled"
            title = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
            text = f"{day}   {title}   ({CREDIT_ROLES[row.role].lower()})".replace("&", "&&")
            self._menu.addAction(text, partial(self.article_requested.emit, row.article.id))
        self._menu.addSeparator()
        more = f"All {len(rows):,} in the ledger…" if len(rows) > _MOST else "Credits ledger…"
        self._menu.addAction(more, self.ledger_requested.emit)
        self._show()

    def _show(self) -> None:
        for one in (self.usual, self.elsewhere):
            one.setVisible(bool(one.text()))
        self.setVisible(bool(self.usual.text() or self.elsewhere.text()))

    @Slot()
    def _on_usual(self) -> None:
        if self._offered is not None:
            self.usual_taken.emit(self._offered)

"""The credits: who did what for the story, and the lines that this makes in print."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.story.credits import kind_of
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.ui.inspector.credit_lines import CreditLines
from desk.ui.inspector.credit_row import CreditRow, Known
from desk.ui.inspector.elsewhere import Elsewhere
from desk.ui.inspector.parts import Card, Column, button, label
from desk.ui.inspector.row_foot import filled_in
from desk.ui.manuscript import Manuscript, StoryChange
from desk.ui.services import Looks

NOBODY = "Nobody is credited yet. Add the reporter, then everybody who helped: they make the line at the story’s foot."


class CreditsPage(QWidget):
    """Rows of credits in the order of print. A row without a name is not in the story yet. `proposals_requested` is
    the wish to see who is proposed, `article_requested` to open an article, by its id, and `ledger_requested` to see
    where somebody of a name was credited."""

    proposals_requested = Signal()
    article_requested = Signal(str)
    ledger_requested = Signal(str)

    def __init__(
        self,
        manuscript: Manuscript,
        house: House,
        known: Known,
        looks: Looks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._house = house
        self._known = known
        self._looks = looks
        self._rows: list[CreditRow] = []
        self._lay_out(house)
        self.elsewhere = Elsewhere(lambda: self.rows, known, looks.work, house, self)
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_opened)
        manuscript.story_changed.connect(self._on_story_changed)
        self._on_opened()

    @property
    def rows(self) -> tuple[CreditRow, ...]:
        """The rows from top to bottom."""
        return tuple(self._rows)

    def set_house(self, house: House) -> None:
        """Word the lines as this house does."""
        self._house = house
        self.lines.set_house(house)
        self.elsewhere.house = house

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever looks sees where else these are credited."""
        super().showEvent(event)
        self.elsewhere.look_soon()

    def tell_proposed(self, number: int) -> None:
        """Say how many are proposed at the foot of the page."""
        self.proposed.setText(self.tr("{0} proposed at the foot of the page").format(number))
        self.proposed.setVisible(bool(number))

    def add(self) -> CreditRow:
        """Add an empty row for somebody, and go there."""
        role = Role.CONTRIBUTOR if any(row.credit.role is Role.BY for row in self._rows) else Role.BY
        row = self._insert(len(self._rows), Credit("", role=role))
        self._arrange()
        row.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return row

    def _lay_out(self, house: House) -> None:
        self._column = Column(self)
        card = Card(self.tr("Credits"))
        self._add_person = button(self.tr("Add person"), "", self.tr("Add a person"))
        self._add_person.setIcon(self._looks.icons.icon("plus"))
        self._add_organisation = button(self.tr("Add organisation"), "quiet", self.tr("Add an organisation"))
        self.nobody = label(self.tr(NOBODY), "muted", wrap=True)
        card.column.addWidget(self.nobody)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        card.column.addLayout(self._list)
        self.proposed = button("", "link")
        self.proposed.hide()
        card.column.addWidget(self.proposed, 0, Qt.AlignmentFlag.AlignLeft)
        foot = card.foot()
        foot.addWidget(self._add_person)
        foot.addWidget(self._add_organisation)
        foot.addStretch()
        self.lines = CreditLines(self._manuscript, house)
        self._column.column.addWidget(card)
        self._column.column.addWidget(self.lines)
        self._column.column.addStretch()
        own = QVBoxLayout(self)
        own.setContentsMargins(0, 0, 0, 0)
        own.addWidget(self._column)
        self.proposed.clicked.connect(self.proposals_requested)
        self._add_person.clicked.connect(self._on_add_person)
        self._add_organisation.clicked.connect(self._on_add_organisation)

    def _insert(self, at: int, credit: Credit) -> CreditRow:
        row = CreditRow(credit, self._known, self._looks)
        row.edited.connect(self._on_edited)
        row.named.connect(self._on_named)
        row.name_given.connect(self._on_name_given)
        row.usual_taken.connect(self._on_usual_taken)
        row.foot.article_requested.connect(self.article_requested)
        row.foot.ledger_requested.connect(partial(self._on_ledger_requested, row))
        row.removed.connect(self._on_removed)
        row.shifted.connect(self._on_shifted)
        row.pulled.connect(self._on_pulled)
        row.let_go.connect(self._on_let_go)
        row.followed.connect(self._on_followed)
        self._rows.insert(at, row)
        self._list.insertWidget(at, row)
        return row

    def _drop(self, row: CreditRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _arrange(self) -> None:
        """After rows came, went or moved: the way of the Tab key, and the word of guidance."""
        self.nobody.setVisible(not self._rows)
        stops: list[QWidget] = []
        for number, row in enumerate(self._rows, 1):
            row.setAccessibleName(self.tr("Credit {0}").format(number))
            stops += [row.kind, row.name, row.remove, row.role, row.place, row.job, row.foot.elsewhere, row.foot.usual]
        stops += [self.proposed, self._add_person]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self.elsewhere.look_soon()

    def _credits(self) -> tuple[Credit, ...]:
        return tuple(row.credit for row in self._rows if row.credit.name)

    def _commit(self, group: str = "") -> None:
        story = self._manuscript.story
        self._manuscript.edit(replace(story, credits=self._credits()), self, group)

    def _show(self, credits: tuple[Credit, ...]) -> None:  # noqa: A002  the story's word
        for row in self._rows[len(credits) :]:
            self._drop(row)
        for number, credit in enumerate(credits):
            if number < len(self._rows):
                self._rows[number].show_credit(credit)
            else:
                self._insert(number, credit)
        self._arrange()

    def _move(self, row: CreditRow, to: int) -> None:
        self._rows.remove(row)
        self._rows.insert(to, row)
        self._list.removeWidget(row)
        self._list.insertWidget(to, row)

    @Slot()
    def _on_opened(self) -> None:
        self.setEnabled(self._manuscript.article is not None and not self._manuscript.is_read_only)
        self.elsewhere.article = self._manuscript.article.id if self._manuscript.article is not None else ""
        self._show(self._manuscript.story.credits)

    @Slot(object)
    def _on_story_changed(self, change: StoryChange) -> None:
        wanted = change.after.credits
        if change.source is not self and wanted is not change.before.credits and wanted != self._credits():
            self._show(wanted)

    @Slot()
    def _on_add_person(self) -> None:
        self.add()

    @Slot()
    def _on_add_organisation(self) -> None:
        self.add().take_kind(PersonKind.ORGANISATION)

    @Slot(object, str)
    def _on_edited(self, row: CreditRow, field: str) -> None:
        if field == "name":
            row.guess_kind(kind_of(row.credit.name, self._house))
            self.elsewhere.look_soon()
        self._commit(f"credits.{self._rows.index(row)}.{field}")

    @Slot(object)
    def _on_named(self, row: CreditRow) -> None:
        name = row.credit.name
        self._looks.work.run(partial(self._known.usual, name), partial(self._fill_in, row, name))

    def _fill_in(self, row: CreditRow, name: str, usual: Credit | None) -> None:
        """Somebody known: as they are usually credited, where nothing was said yet."""
        if usual is not None and row in self._rows and row.credit.name == name:
            self._on_usual_taken(row, filled_in(row.credit, usual, with_role=row.is_new))

    @Slot(object)
    def _on_name_given(self, row: CreditRow) -> None:
        name = row.credit.name
        self._looks.work.run(partial(self._known.usual, name), partial(self._offer, row, name))

    def _offer(self, row: CreditRow, name: str, usual: Credit | None) -> None:
        """Somebody typed a name to its end: what is usual is offered, and nothing filled in by itself."""
        if usual is not None and row in self._rows and row.credit.name == name:
            row.foot.offer(row.credit, filled_in(row.credit, usual, with_role=row.is_new))

    @Slot(object, object)
    def _on_usual_taken(self, row: CreditRow, usual: Credit) -> None:
        row.show_credit(usual)
        self._commit(f"credits.{self._rows.index(row)}.name")

    def _on_ledger_requested(self, row: CreditRow) -> None:
        self.ledger_requested.emit(row.credit.name)

    @Slot(object)
    def _on_removed(self, row: CreditRow) -> None:
        at = self._rows.index(row)
        self._drop(row)
        self._arrange()
        neighbour = self._rows[min(at, len(self._rows) - 1)].name if self._rows else self._add_person
        neighbour.setFocus(Qt.FocusReason.OtherFocusReason)
        self._commit()

    @Slot(object, int)
    def _on_shifted(self, row: CreditRow, by: int) -> None:
        to = self._rows.index(row) + by
        if 0 <= to < len(self._rows):
            self._move(row, to)
            self._arrange()
            self._commit()

    @Slot(object, QPoint)
    def _on_pulled(self, row: CreditRow, at: QPoint) -> None:
        y = row.mapToParent(row.mapFromGlobal(at)).y()
        others = [other for other in self._rows if other is not row]
        to = sum(other.geometry().center().y() < y for other in others)
        if to != self._rows.index(row):
            self._move(row, to)
        self._column.ensureWidgetVisible(row, 0, 24)

    @Slot(object)
    def _on_let_go(self, _row: CreditRow) -> None:
        self._arrange()
        self._commit()

    @Slot(object)
    def _on_followed(self, row: CreditRow) -> None:
        if row.credit.name and row is self._rows[-1]:
            self.add()

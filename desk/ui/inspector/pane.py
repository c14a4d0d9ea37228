"""The inspector's pane: five tabs beside the page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desk.checks.finding import Finding
from desk.library.values import Change
from desk.story.house import House
from desk.ui.dialogs.files import file_dialog
from desk.ui.history.panel import HistoryPanel
from desk.ui.inspector.credit_row import Known
from desk.ui.inspector.credits import CreditsPage
from desk.ui.inspector.details import DetailsPage
from desk.ui.keeping import PICTURE_FILES, keep_picture
from desk.ui.manuscript import Manuscript
from desk.ui.people.choosing import names_like
from desk.ui.preview.changes import MarkedPages
from desk.ui.preview.pane import PreviewPane
from desk.ui.review.panel import ReviewPanel
from desk.ui.review.review import Review
from desk.ui.services import Looks

if TYPE_CHECKING:
    from desk.library.library import Library

TABS = {
    "preview": "Preview",
    "details": "Details",
    "credits": "Credits",
    "review": "Review",
    "history": "History",
}


class InspectorPane(QWidget):
    """Preview, details, credits, review and history of the open article.

    `finding_activated` is the wish to go to what a check found, and carries the `Finding`.
    Fields that are here are gone to already.
    """

    finding_activated = Signal(object)
    tab_changed = Signal(str)

    def __init__(
        self,
        manuscript: Manuscript,
        library: Library,
        house: House,
        looks: Looks,
        review: Review,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._looks = looks
        # Each is made where it will stand: to put a filled one into place has Qt look up all its styles again.
        self.stack = QStackedWidget(self)
        self.preview = PreviewPane(manuscript, house, library.media, looks.work, self.stack)
        self.preview.mark(MarkedPages(manuscript, review, self.preview))
        self.details = DetailsPage(manuscript, house, library.media, looks, self.stack)
        self.credits = CreditsPage(manuscript, house, known_of(library), looks, self.stack)
        self.review = ReviewPanel(review, manuscript, house, looks, self.stack)
        self.history = HistoryPanel(manuscript, library, house, looks, self.stack)
        self._pages: dict[str, QWidget] = {
            "preview": self.preview,
            "details": self.details,
            "credits": self.credits,
            "review": self.review,
            "history": self.history,
        }
        self._lay_out()
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.details.finding_activated.connect(self._on_finding_activated)
        self.review.finding_activated.connect(self._on_finding_activated)
        self.details.picture_requested.connect(self._on_picture_requested)

    @property
    def tab(self) -> str:
        """Which tab is in front."""
        return list(TABS)[self.tabs.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front: "preview", "details", "credits", "review" or "history"."""
        self.tabs.setCurrentIndex(list(TABS).index(name))

    def count_review(self, number: int) -> None:
        """How many changes, comments and questions are open."""
        title = self.tr(TABS["review"])
        self.tabs.setTabText([*TABS].index("review"), f"{title} {number:,}" if number else title)

    def add_credit(self) -> None:
        """Begin a credit, ready to be typed."""
        self.show_tab("credits")
        self.credits.add()

    @Slot(object)
    def take_change(self, change: Change) -> None:
        """The library changed (see `LibraryNews`)."""
        self.history.take_change(change)
        if change.kind == "list":
            self._read_furniture()

    def set_house(self, house: House) -> None:
        """Everything as this house has it."""
        self.preview.set_house(house)
        self.details.set_house(house)
        self.credits.set_house(house)
        self.review.set_house(house)
        self.history.set_house(house)

    def _lay_out(self) -> None:
        self.setProperty("role", "pane")
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Inspector"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for name, page in self._pages.items():
            self.tabs.addTab(self.tr(TABS[name]))
            self.stack.addWidget(page)
        line = QFrame()
        line.setProperty("role", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(line)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.tabs)

    def showEvent(self, event: QShowEvent) -> None:
        """Asks the library what furniture it offers."""
        super().showEvent(event)
        self._read_furniture()

    def _read_furniture(self) -> None:
        self._looks.work.run(self._library.furniture, self.details.offer_furniture)

    @Slot(int)
    def _on_tab_changed(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        self.tab_changed.emit(self.tab)

    @Slot(object)
    def _on_finding_activated(self, finding: Finding) -> None:
        if finding.field == "credits":
            self.show_tab("credits")
        self.finding_activated.emit(finding)

    @Slot()
    def _on_picture_requested(self) -> None:
        dialog = file_dialog(self, self.tr("Choose the lead picture"), "", self.tr(PICTURE_FILES))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_lead_picture)
        dialog.open()

    @Slot(str)
    def take_lead_picture(self, file: str) -> None:
        """Keep the picture in this file in the library, and put it before the text."""
        keep = partial(keep_picture, self._library, Path(file), "The lead picture is as it was.")
        self._looks.work.run(keep, self.details.lead.put, self.details.lead.say_trouble)


def known_of(library: Library) -> Known:
    """What a library knows of those who are credited."""

    def names(prefix: str) -> list[str]:
        return names_like(prefix, library.people(prefix), library.directory())

    return Known(names, library.credit_places, library.usual_credit, library.credited_elsewhere)

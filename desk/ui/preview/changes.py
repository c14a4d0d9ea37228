"""The switch above the preview between the page as it will be published and the one with all changes marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desk.story.house import House
from desk.story.story import Story
from desk.ui.manuscript import Manuscript
from desk.ui.preview.pictures import ShownPictures, all_references

if TYPE_CHECKING:
    from desk.revise.review.change import TrackedChange
    from desk.revise.review.tracking import Tracking
    from desk.ui.review.makers import Hands
    from desk.ui.review.review import Review

PAUSE = 400  # ms without a key until the page is marked up anew


@dataclass(frozen=True, slots=True)
class Markup:
    """What a marked-up page is made of, for another thread: both stories, their changes if they are known already, and
    who made those."""

    baseline: Story
    story: Story
    tracking: Tracking | None
    hands: Hands

    def page(self, house: House, pictures: ShownPictures) -> str:
        """The page, with the pictures that are only in the one that was agreed on, too."""
        from desk.formats.marked import marked_page  # noqa: PLC0415  only when somebody asks for it
        from desk.revise.review.tracking import Tracking  # noqa: PLC0415

        pictures.read(all_references(self.baseline))
        return marked_page(self.tracking or Tracking(self.baseline, self.story), house, self._who, pictures.whole)

    def _who(self, change: TrackedChange) -> str:
        return ", ".join(dict.fromkeys(hand.who for hand in self.hands.get(change.key, ())))


class ChangesSwitch(QWidget):
    """Seen while there are changes to be shown. `chosen` tells that the other page is wanted."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = self._chip(self.tr("As published"), self.tr("The page as it will be published"))
        self.changes = self._chip(self.tr("Changes"), self.tr("The page with all tracked changes marked in it"))
        self.page.setChecked(True)
        group = QButtonGroup(self, exclusive=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 8)
        row.setSpacing(6)
        for chip in (self.page, self.changes):
            group.addButton(chip)
            row.addWidget(chip)
        row.addStretch()
        group.buttonToggled.connect(self._on_toggled)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether the changes are wanted."""
        return self.changes.isChecked()

    def offer(self, *, there_are_some: bool) -> None:
        """Offer it, or not; without changes the page is shown as it will be published."""
        if not there_are_some:
            self.page.setChecked(True)
        self.setVisible(there_are_some)

    def _chip(self, title: str, tip: str) -> QPushButton:
        made = QPushButton(title)
        made.setCheckable(True)
        made.setProperty("role", "chip")
        made.setToolTip(tip)
        return made

    @Slot()
    def _on_toggled(self) -> None:
        if self.page.isChecked() != self.changes.isChecked():
            self.chosen.emit()


class MarkedPages(QObject):
    """Makes marked-up pages of the open article. `changed` tells, after a pause, that there would be another one."""

    changed = Signal()

    def __init__(self, manuscript: Manuscript, review: Review, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._manuscript, self._review = manuscript, review
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.changed)
        manuscript.story_changed.connect(self._on_changed)
        manuscript.baseline_changed.connect(self._on_changed)
        review.listed.connect(self._on_changed)

    @property
    def are_some(self) -> bool:
        """Whether anything is tracked."""
        return self._manuscript.article is not None and self._review.tracker.is_tracking

    @property
    def markup(self) -> Markup:
        """What the page of what is there now is made of."""
        if not self._review.lister.is_fresh:
            self._review.lister.ask()  # who made them: `listed` follows
        known = self._review.tracking
        baseline, story = self._manuscript.baseline, self._manuscript.story
        if known is not None and (known.baseline is not baseline or known.current is not story):
            known = None
        return Markup(baseline, story, known, self._review.lister.hands)

    @Slot()
    def _on_changed(self) -> None:
        self._pause.start()

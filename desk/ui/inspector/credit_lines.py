"""The byline and the contribution line as they will stand in print, forming while the credits are typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.story.credits import Line, byline, byline_in_print, contribution_in_print, contribution_line
from desk.story.house import House
from desk.story.people import Credit
from desk.story.story import Story
from desk.ui.inspector.parts import Card, button, label, with_field
from desk.ui.manuscript import Manuscript, StoryChange
from desk.ui.theme import story_font


@dataclass(frozen=True, slots=True)
class _Kind:
    """One of the two lines: the story's field for one written by hand, and who writes it."""

    field: str
    title: str
    nothing: str
    in_print: Callable[[Story, House], Line]
    of_credits: Callable[[tuple[Credit, ...], House], str]


_BYLINE = _Kind("byline_text", "Byline", "No byline", byline_in_print, byline)
_CONTRIBUTION = _Kind(
    "contribution_text", "Contribution line", "No contribution line", contribution_in_print, contribution_line
)


class _LineView(QWidget):
    """One line as it prints, and a word where it was written by hand and says something else than the credits."""

    dropped = Signal(str)

    def __init__(self, kind: _Kind, *, italic: bool = False) -> None:
        super().__init__()
        self._kind = kind
        self.setAccessibleName(self.tr(kind.title))
        self.words = label("", wrap=True)
        self.words.setFont(story_font(16, italic=italic))
        self.warning = label("", "warning", wrap=True)
        self.use = button(
            self.tr("Use the credits’ line"), "", self.tr("Use the credits’ line as the {0}").format(kind.title.lower())
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(label(self.tr(kind.title), "meta"))
        column.addWidget(self.words)
        column.addWidget(self.warning)
        column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        self.use.clicked.connect(self._on_use_clicked)

    def show_line(self, story: Story, house: House) -> None:
        """Show the line of this story."""
        line = self._kind.in_print(story, house)
        self.words.setText(line.text or self.tr(self._kind.nothing))
        self.words.setEnabled(bool(line.text))
        by_hand = bool(getattr(story, self._kind.field))
        self.warning.setVisible(line.differs)
        self.use.setVisible(by_hand and line.differs)
        if line.differs:
            own = self._kind.of_credits(story.credits, house)
            says = self.tr("The credits say: {0}").format(own) if own else self.tr("The credits make no such line.")
            self.warning.setText(self.tr("Written by hand.") + " " + says)

    @Slot()
    def _on_use_clicked(self) -> None:
        self.dropped.emit(self._kind.field)


class CreditLines(Card):
    """Both lines of the open story."""

    def __init__(self, manuscript: Manuscript, house: House, parent: QWidget | None = None) -> None:
        super().__init__("In print", parent)
        self._manuscript = manuscript
        self._house = house
        self.byline = _LineView(_BYLINE)
        self.contribution = _LineView(_CONTRIBUTION, italic=True)
        for view in (self.byline, self.contribution):
            self.column.addWidget(view)
            view.dropped.connect(self._on_dropped)
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_opened)
        manuscript.story_changed.connect(self._on_story_changed)
        self._show()

    def set_house(self, house: House) -> None:
        """Word the lines as this house does."""
        self._house = house
        self._show()

    def _show(self) -> None:
        for view in (self.byline, self.contribution):
            view.show_line(self._manuscript.story, self._house)

    @Slot()
    def _on_opened(self) -> None:
        self._show()

    @Slot(object)
    def _on_story_changed(self, change: StoryChange) -> None:
        before, after = change.before, change.after
        if any(
            getattr(before, name) != getattr(after, name) for name in ("credits", "byline_text", "contribution_text")
        ):
            self._show()

    @Slot(str)
    def _on_dropped(self, field: str) -> None:
        self._manuscript.edit(with_field(self._manuscript.story, field, ""), self)

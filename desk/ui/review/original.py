"""The text as it was agreed on, in the place of the page: it is read, and not written on."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk.formats.base import MediaSource
from desk.ui.dialogs.base import button, plain
from desk.ui.services import Looks

if TYPE_CHECKING:
    from desk.story.story import Story
    from desk.ui.history.comparing import Comparison
    from desk.ui.room import Room
    from desk.ui.tokens import Tokens

_TITLE = "The text without the suggestions"
_HINT = "It is what was agreed on last, and is only read here."


class OriginalSheet(QWidget):
    """The agreed text, and over it a bar that says so. `back_requested` is the wish to see the page again."""

    back_requested = Signal()

    def __init__(self, looks: Looks, media: MediaSource) -> None:
        super().__init__()
        from desk.ui.history.view import ComparisonView  # noqa: PLC0415  not to start

        self.view = ComparisonView(looks, media)
        self.view.setAccessibleName(self.tr("Original"))
        self.view.set_folded(on=False)
        self.back = button(self.tr("Back to the page"))
        self.back.clicked.connect(self.back_requested)
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 8, 12, 8)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(plain(self.tr(_TITLE), "strong"))
        words.addWidget(plain(self.tr(_HINT), "muted", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)


class OriginalView(QObject):
    """Shows the baseline of the open article, and follows it. `left` tells that the page is shown again."""

    left = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._manuscript = room.manuscript
        room.manuscript.opened.connect(self._on_opened)
        room.manuscript.closed.connect(self._on_opened)
        room.manuscript.baseline_changed.connect(self._on_baseline_changed)

    @cached_property
    def sheet(self) -> OriginalSheet:
        """What stands in the place of the page; made when somebody first looks."""
        services = self._room.services
        made = OriginalSheet(services.looks, services.library.media)
        made.back_requested.connect(self.leave)
        made.view.zoom_requested.connect(self._room.tools.zoom.step)
        self._room.tools.zoom.changed.connect(self._on_type_changed)
        services.looks.theme.changed.connect(self._on_theme_changed)
        return made

    @property
    def is_shown(self) -> bool:
        """Whether it stands in the place of the page."""
        return "sheet" in vars(self) and self._room.middle is self.sheet

    def show(self) -> None:
        """Let it stand there."""
        if self._manuscript.article is None or self._manuscript.is_read_only:
            self.left.emit()
            return
        self._room.tools.show_page()
        self._ask()
        took_focus = self._room.page.isAncestorOf(self._room.window.focusWidget())
        self._room.show_in_middle(self.sheet)
        if took_focus:
            self.sheet.view.setFocus()

    @Slot()
    def leave(self) -> None:
        """Show the page again."""
        if self.is_shown:
            had_focus = self.sheet.isAncestorOf(self._room.window.focusWidget())
            self._room.show_in_middle(self._room.tools.own_sheet)
            if had_focus:
                self._room.page.focus_caret()
            self.left.emit()

    def _ask(self) -> None:
        from desk.ui.history.comparing import Side, compared  # noqa: PLC0415  not to start

        # One text beside itself: what a comparison shows where nothing differs is the page, only to be read.
        story = self._manuscript.baseline
        side = Side(story)
        read = partial(compared, side, side, self._room.services.house)
        self._room.services.work.run(read, partial(self._show, story), self._room.trouble)

    def _show(self, story: Story, page: Comparison) -> None:
        if story is self._manuscript.baseline:
            self._on_type_changed()
            self.sheet.view.show_page(page)

    @Slot()
    def _on_baseline_changed(self) -> None:
        if self.is_shown:
            self._ask()

    @Slot()
    def _on_opened(self) -> None:
        self.leave()

    @Slot()
    def _on_type_changed(self) -> None:
        self.sheet.view.set_looks(self._room.services.looks.theme.tokens, self._room.page.type)

    @Slot(object)
    def _on_theme_changed(self, tokens: Tokens) -> None:
        self.sheet.view.set_looks(tokens, self._room.page.type)

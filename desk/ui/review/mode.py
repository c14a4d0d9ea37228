"""Whether somebody suggests or edits: what they chose, or what the state of the article has them begin with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desk.story.directory import Directory, folded
from desk.story.people import Role
from desk.story.story import Story
from desk.story.workflow import suggests_at_first
from desk.ui.manuscript import Manuscript
from desk.ui.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.library.library import Library
    from desk.library.values import Change, State


class Mode(QObject):
    """Sets the manuscript to suggesting when an article is opened that was handed over, and when it is handed over
    while it is open; not for its author, and not where somebody chose otherwise while it was open."""

    def __init__(
        self,
        manuscript: Manuscript,
        library: Library,
        work: Work,
        directory: Callable[[], Directory],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._library = library
        self._work = work
        self._directory = directory
        self._chosen: dict[tuple[str, str], bool] = {}  # by article and person
        self._maker = ""
        self._seen: tuple[str, State, str] | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._on_look)
        manuscript.opened.connect(self._on_opened)
        manuscript.saved.connect(self._on_look)
        self._on_opened()

    def choose(self, *, suggests: bool) -> None:
        """Somebody chose."""
        row = self._manuscript.article
        if row is not None and not self._manuscript.is_read_only:
            self._chosen[row.id, self._library.who] = suggests
            self._manuscript.set_suggesting(suggests)

    def take_change(self, change: Change) -> None:
        """The library changed: the article may be in another state, or somebody else signed in."""
        row = self._manuscript.article
        if change.kind == "directory" or (row is not None and change.article in ("", row.id)):
            self._soon.start()

    @Slot()
    def look(self) -> None:
        """Somebody else signed in, or the state is another one."""
        self._on_look()

    @Slot()
    def _on_opened(self) -> None:
        self._seen, self._maker = None, ""
        self._on_look()
        row = self._manuscript.article
        if row is not None and row.is_kept and not any(_bylined(self._manuscript.story)):
            self._work.run(partial(_maker, self._library, row.id), partial(self._on_maker, row.id))

    def _on_maker(self, article: str, maker: str) -> None:
        row = self._manuscript.article
        if row is not None and row.id == article:
            self._maker, self._seen = maker, None
            self._on_look()

    @Slot()
    def _on_look(self) -> None:
        """Where state and person are what they were, what is so stays so."""
        row = self._manuscript.article
        if row is None:
            return
        seen = (row.id, row.state, self._library.who)
        if seen == self._seen:
            return
        self._seen = seen
        wanted = suggests_at_first(row.state, self._is_author()) and not self._manuscript.is_read_only
        self._manuscript.set_suggesting(self._chosen.get((row.id, self._library.who), wanted))

    def _is_author(self) -> bool:
        who = self._library.who
        mine = {folded(who), *(folded(name) for contact in self._directory().named(who) for name in contact.names)}
        authors = [*_bylined(self._manuscript.story)] or [self._maker]
        return any(folded(name) in mine for name in authors if name)


def _bylined(story: Story) -> Iterable[str]:
    return (credit.name for credit in story.credits if credit.role is Role.BY and credit.name)


def _maker(library: Library, article: str) -> str:
    """Who made the article."""
    rows = library.revisions(article)
    return rows[-1].who if rows else ""

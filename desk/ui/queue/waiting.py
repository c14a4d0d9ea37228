"""What the list reads: the library's articles, or those that wait for an editor, with all that is known of them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Self

from desk.library.stopping import Stop
from desk.library.values import ArticleRow, ListPage, State
from desk.library.wanted import NEWEST, Wanted
from desk.story.house import House

if TYPE_CHECKING:
    from desk.library.step_values import Queued

WAITING = (State.SUBMITTED, State.IN_REVIEW)
_MOST = 1_000  # that are looked for among what waits
_AMONG = "state:" + ",".join(state.value.replace("-", "") for state in WAITING)


@dataclass(frozen=True, slots=True)
class Waiting(Wanted):
    """Those that wait for an editor, whatever waits longest first. With `mine` those that whoever is signed in
    reviews."""

    mine: bool = False

    @property
    def as_search(self) -> Wanted:
        """The same as a search, that can be kept or asked of the library."""
        return Wanted(f"{_AMONG} {self.query}".strip())


@dataclass(frozen=True, slots=True)
class WaitingRow(ArticleRow):
    """A line of the queue. Its `queued` is never None: only as fields of a row have defaults, those of this one must.
    With `is_mine` it is whoever is signed in that reviews it."""

    queued: Queued | None = None
    is_mine: bool = False

    @classmethod
    def of(cls, queued: Queued, who: str) -> Self:
        """What is known of an article that waits, for whom it is told."""
        mine = queued.row.state is State.IN_REVIEW and queued.by == who
        return cls(**_values(queued.row), queued=queued, is_mine=mine)

    def taking(self, row: ArticleRow) -> Self:
        """The same after the article was saved, or with what a search found in it."""
        return replace(self, **_values(row))

    @property
    def is_unread(self) -> bool:
        """Whether whoever is signed in has not seen it as it is now."""
        return self.queued is not None and self.queued.unread


def _values(row: ArticleRow) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(ArticleRow)}


class ListSource:
    """Rows of a library, as the list wants them. `house` may become another one at any time."""

    def __init__(self, library: Any) -> None:
        self.house = House()
        self._library = library

    def rows(self, wanted: Wanted = NEWEST, after: str = "", limit: int = 200, *, stop: Stop | None = None) -> ListPage:
        """As `Library.rows`. What waits is all on one page. On a worker's thread."""
        if not isinstance(wanted, Waiting):
            found: ListPage = self._library.rows(wanted, after=after, limit=limit, stop=stop)
            return found
        who = self._library.who
        queued = [WaitingRow.of(each, who) for each in self._library.queue(self.house)]
        unread = 0
        if wanted.query:
            hits = self._library.rows(wanted.as_search, limit=_MOST, stop=stop)
            lines = {row.id: row for row in hits.rows}
            queued = [each.taking(lines[each.id]) for each in queued if each.id in lines]
            unread = hits.unread
        if wanted.mine:
            queued = [each for each in queued if each.is_mine]
        return ListPage(tuple(queued), "", len(queued), unread)

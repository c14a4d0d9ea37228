"""What each person has seen of an article last, so that what came since can be told."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from desk.library.opened import OpenLibrary
from desk.library.reading import current
from desk.library.review_values import Look
from desk.library.tables import Looks
from desk.library.writer import Transaction

_COLUMNS = (Looks.article, Looks.who, Looks.revision, Looks.version, Looks.at)
_AT_ONCE = 500  # articles asked for in one statement
# Made once: to make a statement costs more than to run it.
_THESE = Looks.article.in_(bindparam("articles", expanding=True))
_LOOKED = select(*_COLUMNS).where(_THESE, Looks.who == bindparam("by"))
_ADD = insert(Looks)
_PUT = _ADD.on_conflict_do_update(
    index_elements=[Looks.article, Looks.who],
    set_={name: _ADD.excluded[name] for name in ("revision", "version", "at")},
)


def looks_of(connection: Connection, articles: Sequence[str], who: str) -> dict[str, Look]:
    """Which of these articles somebody has looked at, and when last."""
    found: dict[str, Look] = {}
    for start in range(0, len(articles), _AT_ONCE):
        asked = {"articles": articles[start : start + _AT_ONCE], "by": who}
        found |= {row.article: Look(*row) for row in connection.execute(_LOOKED, asked)}
    return found


def note_look(t: Transaction, article: str) -> None:
    """Note that somebody has an article before them as it stands now. Raises NotFound."""
    now = current(t.connection, article)
    seen = {"article": article, "who": t.who, "revision": now.head, "version": now.version}
    t.connection.execute(_PUT, seen | {"at": t.at})
    t.tell("looks", article)


class Looking(OpenLibrary):
    """The part of `Library` that knows who has seen what."""

    def look(self, article: str) -> Future[None]:
        """Note that whoever is signed in has the article before them as it stands now."""
        return self._write(lambda t: note_look(t, article))

    def looked(self, article: str, who: str) -> Look | None:
        """Up to where somebody has seen an article; None where they never had it before them."""
        with self._database.reader() as connection:
            return looks_of(connection, [article], who).get(article)

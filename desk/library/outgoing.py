"""What is about to go out of a library: texts that are in its history, with what the gate needs to know of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Connection

from desk.errors import WorldError
from desk.library import reading
from desk.library.gating import Gatekeeper
from desk.library.known import Known
from desk.library.records import Kept
from desk.library.step_values import ToSend
from desk.library.values import ArticleRow, Why
from desk.story.house import House

_AT_ONCE = 50  # articles read in one go where many are asked for


class Outgoing(Known):
    """The part of `Library` that gives articles out."""

    def to_send(self, refs: Iterable[str], house: House, *, agreed: bool = False) -> Iterator[ToSend]:
        """Articles that are about to go out; with `agreed` what of them was last agreed on. A draft becomes a revision,
        so that what went out is in the history whatever is typed meanwhile. Where the library cannot be written the
        draft itself goes out, and the revision is "". Raises NotFound, Unreadable."""
        waiting = iter(refs)
        while some := list(islice(waiting, _AT_ONCE)):
            texts = self._texts_to_send(some, agreed)
            directory = self.directory()
            with self._database.reader() as connection:
                keeper = Gatekeeper(connection, house, directory, self.who, datetime.now(UTC))
                found = keeper.to_send(texts, agreed=agreed)
            yield from found

    def _texts_to_send(self, refs: Sequence[str], agreed: bool) -> list[tuple[ArticleRow, Kept, str]]:
        """Articles with their texts, and the revisions that these are. Where what was `agreed` on is to go out, raises
        Unreadable for one of which that is damaged."""
        with self._database.reader() as connection:
            found = reading.open_articles(connection, refs)
            for _, now in found if agreed else ():
                now.to_print_agreed()
        kept = self._keep_drafts([now.id for _, now in found if now.base])
        return [
            (row, *kept.get(now.id, (Kept(now.text, now.words, now.agreed), "" if now.base else now.head)))
            for row, now in found
        ]

    def _keep_drafts(self, drafts: Sequence[str]) -> dict[str, tuple[Kept, str]]:
        """Make revisions of these drafts, where that can be done; gives their texts and ids."""
        if not drafts:
            return {}
        with suppress(WorldError):
            kept = self._write(lambda t: self._scribe.keep_drafts(t, drafts, Why.EXPORTED)).result()
            with self._database.reader() as connection:
                return {article: (_text(connection, id_), id_) for article, id_ in kept.items()}
        return {}


def _text(connection: Connection, revision: str) -> Kept:
    row = reading.revision_of(connection, revision)
    return Kept(reading.revision_text(connection, revision), row.words, reading.revision_agreed(connection, revision))

"""The history of articles: what is read of it, and what is written into it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future

from desk.errors import Refused
from desk.library import reading
from desk.library.amounts import amounts
from desk.library.deciding import note_decisions
from desk.library.noting import add_note
from desk.library.opened import OpenLibrary
from desk.library.review_values import Decided
from desk.library.values import Amount, ArticleRow, Move, Restored, RevisionRow, Why
from desk.library.writer import Transaction
from desk.story.story import Story


class Past(OpenLibrary):
    """The part of `Library` that knows what articles were."""

    def revisions(self, article: str) -> tuple[RevisionRow, ...]:
        """The history of an article, newest first."""
        with self._database.reader() as connection:
            return reading.revisions(connection, article)

    def revision(self, article: str, ref: str) -> RevisionRow:
        """The revision of this number (1 is the oldest), id, or beginning of an id. Raises NotFound."""
        with self._database.reader() as connection:
            return reading.find_revision(connection, article, ref)

    def amounts(self, article: str, known: Collection[str] = ()) -> dict[str, Amount]:
        """How much each revision of an article changed, by its id; of those that are `known` it is not found out again.
        It reads the texts of all others: not for the window's thread."""
        with self._database.reader() as connection:
            return amounts(connection, article, known)

    def moves(self, article: str) -> tuple[Move, ...]:
        """Where an article went through the work, newest first: from state to state, into the bin and out of it."""
        with self._database.reader() as connection:
            return reading.moves(connection, article)

    def revision_story(self, revision: str) -> Story:
        """The story of a revision. Raises NotFound."""
        with self._database.reader() as connection:
            text = reading.revision_text(connection, revision)
        return text.story()

    def revision_baseline(self, revision: str) -> Story:
        """What was agreed on when a revision was made. Raises NotFound."""
        with self._database.reader() as connection:
            text = reading.revision_agreed(connection, revision) or reading.revision_text(connection, revision)
        return text.story()

    def drafted_by(self, article: str) -> str:
        """Who typed what no revision of an article has yet; "" where all of it is in one. Raises NotFound."""
        with self._database.reader() as connection:
            return reading.current(connection, article).who

    def checkpoint(
        self,
        article: str,
        story: Story | None = None,
        why: Why = Why.CHECKPOINT,
        note: str = "",
        baseline: Story | None = None,
        *,
        over: int | None = None,
    ) -> Future[RevisionRow]:
        """Make a revision of this story, or of the text as it stands. Of a story all is agreed on, but where another
        `baseline` is named. `over` is the version over which it was written: where somebody else wrote since, the
        Future raises Refused and nothing is written."""

        def job(t: Transaction) -> RevisionRow:
            if over is not None and self._scribe.is_overtaken(t, article, over):
                raise Refused("Somebody else changed this article just now. Look at what they made of it first.")
            return self._scribe.checkpoint(t, article, story, why, note, baseline=baseline)

        return self._write(job)

    def put_texts(
        self,
        article: str,
        story: Story,
        baseline: Story,
        why: Why = Why.REVIEWED,
        note: str = "",
        *,
        over: int | None = None,
        decided: Sequence[Decided] = (),
    ) -> Future[ArticleRow]:
        """Put a story and what of it is agreed on in place of those that stand, as a revision, with what was `decided`
        for it. `over` is the version of which they were made: where it is another one by now, the Future raises Refused
        and nothing is written."""

        def job(t: Transaction) -> ArticleRow:
            row = reading.row_of(t.connection, article)
            if over is not None and row.version != over:
                raise Refused(f"Somebody changed {row.slug} meanwhile. Nothing was decided: look at its changes again.")
            note_decisions(t, article, decided)
            return self._scribe.put(t, article, story, baseline, why=why, note=note)

        return self._write(job)

    def add_note(self, revision: str, note: str) -> Future[RevisionRow]:
        """Put a note to a checkpoint that was just made, whatever was typed since; gives the revision that carries
        it. Where the article has a newer one, the note goes to a checkpoint of the text as it stands."""

        def job(t: Transaction) -> RevisionRow:
            article = reading.revision_of(t.connection, revision).article
            noted = add_note(t, revision, note)
            return noted or self._scribe.checkpoint(t, article, None, Why.CHECKPOINT, note)

        return self._write(job)

    def update_story(
        self, article: str, change: Callable[[Story], Story], why: Why, note: str = ""
    ) -> Future[ArticleRow]:
        """Put what `change` makes of the current story in its place, as a revision. It runs on the writer's thread."""
        return self._write(lambda t: self._scribe.update(t, article, change, why, note))

    def restore(
        self, article: str, revision: str, part: Callable[[Story, Story], Story] | None = None, note: str = ""
    ) -> Future[Restored]:
        """Go back to a revision (its id), as a new revision; what stood before is kept in one too, and the answer
        names it. With `part` only what it makes of the older story and the one that stands; it runs on the writer's
        thread. Where nothing would change, nothing is written."""
        return self._write(lambda t: self._scribe.restore(t, article, revision, part, note))

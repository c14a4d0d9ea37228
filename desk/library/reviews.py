"""The review of an article: what was said about it, and what was decided on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import partial

from desk.library import commenting, deciding
from desk.library.opened import OpenLibrary
from desk.library.review_values import Decided, Decision, Followed
from desk.library.writer import Transaction
from desk.story.anchor import WHOLE_STORY, Anchor
from desk.story.comments import Comment, Said
from desk.story.story import Story


class Reviews(OpenLibrary):
    """The part of `Library` that is the review of articles."""

    def comments(self, article: str) -> tuple[Followed, ...]:
        """The threads of an article in the order in which they were opened, with their anchors as they are in the
        text that stands. Where it is another one than they were noted on last both are read: not for the window's
        thread. Raises NotFound."""
        with self._database.reader() as connection:
            read = commenting.read_threads(connection, article)
        if read.stale and not self._database.still:
            with suppress(RuntimeError):  # it was closed meanwhile
                self._write(partial(commenting.note_followed, read=read))
        return read.threads

    def comment(
        self,
        article: str,
        text: str,
        *,
        anchor: Anchor = WHOLE_STORY,
        on: Story | None = None,
        question: bool = False,
        mentions: Sequence[str] = (),
    ) -> Future[Comment]:
        """Open a thread. The anchor was put `on` this story, or without one on the text that stands. The Future raises
        Refused where there are no words in it."""
        said = commenting.Opening(text, anchor, question, tuple(mentions))

        def job(t: Transaction) -> Comment:
            kept = None if on is None else self._scribe.typed(article, on, 0, 0).text
            return commenting.open_thread(t, article, said, kept)

        return self._write(job)

    def answer(self, thread_id: str, said: Said, text: str = "", mentions: Sequence[str] = ()) -> Future[Comment]:
        """Reply to a thread, resolve or reopen it. The Future raises NotFound, and Refused for a reply that says
        nothing."""
        return self._write(partial(commenting.answer, thread=thread_id, said=said, text=text, mentions=tuple(mentions)))

    def note_anchors(self, article: str, story: Story, anchors: Mapping[str, Anchor]) -> Future[None]:
        """Note where the anchors of threads, by their ids, are in this story: it saves finding out again."""

        def job(t: Transaction) -> None:
            kept = self._scribe.typed(article, story, 0, 0).text.kept
            commenting.note_anchors(t, article, kept.hash, anchors)

        return self._write(job)

    def note_decisions(self, article: str, made: Sequence[Decided]) -> Future[tuple[Decision, ...]]:
        """Record what was decided on tracked changes."""
        return self._write(partial(deciding.note_decisions, article=article, made=tuple(made)))

    def undo_decisions(self, article: str, ids: Sequence[str]) -> Future[None]:
        """Record that decisions were taken back."""
        return self._write(partial(deciding.undo_decisions, article=article, ids=tuple(ids)))

    def decisions(self, article: str) -> tuple[Decision, ...]:
        """What was decided on in an article, the newest first; what was taken back says so."""
        with self._database.reader() as connection:
            return deciding.read_decisions(connection, article)

"""What is done to many articles at once: in one transaction, so all or none, with progress, and stopped midway."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

from desk.library.opened import OpenLibrary
from desk.library.reading import row_of
from desk.library.values import State, Why
from desk.library.writer import Transaction
from desk.story.body import clean_line
from desk.story.story import Story

# How far it is, of how many; what it raises gives everything up. Called on the writer's thread.
Tell = Callable[[int, int], object]

_AT_ONCE = 500  # articles moved by one statement


@dataclass(frozen=True, slots=True)
class Tagged:
    """Which articles got tags, and which lost some."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """All that were changed."""
        return tuple(dict.fromkeys(self.added + self.removed))


def quiet(_done: int, _total: int) -> None:
    """Tells nobody."""


class Bulk(OpenLibrary):
    """The part of `Library` that works on many articles."""

    def bin_many(self, articles: Sequence[str], binned: bool = True, tell: Tell = quiet) -> Future[None]:
        """Put many articles into the bin, or take them out."""

        def job(t: Transaction) -> None:
            for start in range(0, len(articles), _AT_ONCE):
                tell(start, len(articles))
                self._scribe.bin(t, articles[start : start + _AT_ONCE], binned)

        return self._write(job)

    def set_states(self, states: Mapping[str, State], tell: Tell = quiet) -> Future[dict[str, State]]:
        """Move each of these articles to its state. The answer says in which state those were that moved, and takes
        it back when it is given again."""

        def job(t: Transaction) -> dict[str, State]:
            before = {}
            for done, (article, state) in enumerate(states.items()):
                tell(done, len(states))
                was = row_of(t.connection, article).state
                if was is not state:
                    self._scribe.set_state(t, article, state)
                    before[article] = was
            _tell_of_all(t)
            return before

        return self._write(job)

    def tag(
        self, articles: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = (), tell: Tell = quiet
    ) -> Future[Tagged]:
        """Add keywords to articles, and take some out, whatever their case. Each article that changes gets a
        revision."""
        added = tuple(filter(None, map(clean_line, add)))
        removed = {clean_line(tag).casefold() for tag in remove}

        def job(t: Transaction) -> Tagged:
            gained, lost = [], []
            for done, article in enumerate(articles):
                tell(done, len(articles))
                change = _Retag(added, removed)
                self._scribe.update(t, article, change, Why.TAGGED, "")
                gained += [article] * change.gained
                lost += [article] * change.lost
            _tell_of_all(t)
            return Tagged(tuple(gained), tuple(lost))

        return self._write(job)


class _Retag:
    """Changes the keywords of a story, and remembers whether it did."""

    def __init__(self, add: tuple[str, ...], remove: set[str]) -> None:
        self._add, self._remove = add, remove
        self.gained = self.lost = False

    def __call__(self, story: Story) -> Story:
        kept = tuple(tag for tag in story.keywords if tag.casefold() not in self._remove)
        there = {tag.casefold() for tag in kept}
        new = tuple(tag for tag in dict.fromkeys(self._add) if tag.casefold() not in there)
        self.gained, self.lost = bool(new), kept != story.keywords
        return replace(story, keywords=kept + new) if new or self.lost else story


def _tell_of_all(t: Transaction) -> None:
    """One word to the listeners, not one for each article."""
    t.changes[:] = [change for change in t.changes if change.kind != "article"]
    t.tell("list")

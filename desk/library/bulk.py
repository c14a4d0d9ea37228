"""What is done to many articles at once: in one transaction, so all or none, with progress, and stopped midway."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial

from desk.library.opened import OpenLibrary
from desk.library.values import Why
from desk.library.writer import Transaction
from desk.story.body import clean_line
from desk.story.story import Story

# How far it is, of how many; what it raises gives everything up. Called on the writer's thread.
Tell = Callable[[int, int], object]

Keywords = tuple[str, ...]

_AT_ONCE = 500  # articles moved by one statement


@dataclass(frozen=True, slots=True)
class Tagged:
    """The keywords of the articles that got some or lost some, before and after."""

    changed: Mapping[str, tuple[Keywords, Keywords]]

    @property
    def articles(self) -> tuple[str, ...]:
        """All that were changed."""
        return tuple(self.changed)


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

    def tag(
        self, articles: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = (), tell: Tell = quiet
    ) -> Future[Tagged]:
        """Add keywords to articles, and take some out, whatever their case. Each article that changes gets a
        revision."""
        added = tuple(filter(None, map(clean_line, add)))
        removed = {clean_line(tag).casefold() for tag in remove}

        def retagged(story: Story) -> Keywords:
            kept = tuple(tag for tag in story.keywords if tag.casefold() not in removed)
            there = {tag.casefold() for tag in kept}
            return kept + tuple(tag for tag in dict.fromkeys(added) if tag.casefold() not in there)

        return self._write(lambda t: self._retag(t, dict.fromkeys(articles, retagged), tell))

    def untag(self, tagged: Tagged, tell: Tell = quiet) -> Future[Tagged]:
        """Let the keywords be as they were before `tag`. Where others changed them since, what it added goes and what
        it took out comes back."""

        def back(before: Keywords, after: Keywords, story: Story) -> Keywords:
            if story.keywords == after:
                return before
            left = tuple(tag for tag in story.keywords if tag not in after or tag in before)
            return left + tuple(tag for tag in before if tag not in after and tag not in left)

        ways = {article: partial(back, *both) for article, both in tagged.changed.items()}
        return self._write(lambda t: self._retag(t, ways, tell))

    def _retag(self, t: Transaction, ways: Mapping[str, Callable[[Story], Keywords]], tell: Tell) -> Tagged:
        """Give each of these articles the keywords that its way makes of its story."""
        changed: dict[str, tuple[Keywords, Keywords]] = {}

        def retagged(article: str, story: Story) -> Story:
            keywords = ways[article](story)
            if keywords == story.keywords:
                return story
            changed[article] = (story.keywords, keywords)
            return replace(story, keywords=keywords)

        for done, article in enumerate(ways):
            tell(done, len(ways))
            self._scribe.update(t, article, partial(retagged, article), Why.TAGGED, "")
        tell_of_all(t)
        return Tagged(changed)


def tell_of_all(t: Transaction) -> None:
    """One word to the listeners, not one for each article."""
    t.changes[:] = [change for change in t.changes if change.kind != "article"]
    t.tell("list")

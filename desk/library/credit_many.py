"""Crediting somebody in many articles at once: in one transaction, with a way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

from desk.errors import Refused
from desk.library.bulk import Tell, quiet, tell_of_all
from desk.library.opened import OpenLibrary
from desk.library.values import Why
from desk.library.writer import Transaction
from desk.story.crediting import Credited, credited_in, crediting, prints_nobody_new, taken_back, with_credits
from desk.story.credits import clean_credit
from desk.story.house import House
from desk.story.people import Credit
from desk.story.states import OUT
from desk.story.story import Story


@dataclass(frozen=True, slots=True)
class CreditedMany:
    """What the articles said of whom they credit that got credits or lost some, before and after. Of these, `out` are
    before readers, who see nothing of it until the story is updated, and `by_hand` have a line that was written by hand
    and does not name whom they credit now."""

    changed: Mapping[str, tuple[Credited, Credited]]
    out: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """All that were changed."""
        return tuple(self.changed)


class CreditMany(OpenLibrary):
    """The part of `Library` that credits in many articles."""

    def credit_many(
        self,
        articles: Sequence[str],
        credits: Sequence[Credit],  # noqa: A002  the story's word
        house: House,
        tell: Tell = quiet,
    ) -> Future[CreditedMany]:
        """Add credits to articles: all or none. Who is credited in an article in this role already, under any name that
        the house knows, gains the place and the title that they have not, and else it stays as it is. Each article that
        changes gets a revision. The Future raises Refused where a credit has no name."""
        added = tuple(map(clean_credit, credits))

        def credited(story: Story) -> Story:
            return with_credits(story, added, house)

        def job(t: Transaction) -> CreditedMany:
            if not all(each.name for each in added):
                raise Refused("A credit needs a name. Nothing was changed.")
            unsaid = partial(prints_nobody_new, added=added, house=house)
            return self._recredit(t, dict.fromkeys(articles, credited), tell, unsaid)

        return self._write(job)

    def uncredit(self, credited: CreditedMany, tell: Tell = quiet) -> Future[CreditedMany]:
        """Let the credits be as they were before `credit_many`. Where others changed them since, what it added goes."""

        def back(before: Credited, after: Credited, story: Story) -> Story:
            return crediting(story, taken_back(credited_in(story), before, after))

        ways = {article: partial(back, *both) for article, both in credited.changed.items()}
        return self._write(lambda t: self._recredit(t, ways, tell))

    def _recredit(
        self,
        t: Transaction,
        ways: Mapping[str, Callable[[Story], Story]],
        tell: Tell,
        unsaid: Callable[[Story], bool] = lambda _story: False,
    ) -> CreditedMany:
        """Have each of these articles credit as its way does it."""
        changed: dict[str, tuple[Credited, Credited]] = {}
        out, by_hand = [], []

        def recredited(article: str, story: Story) -> Story:
            made = ways[article](story)
            if made is not story:
                changed[article] = (credited_in(story), credited_in(made))
                if unsaid(made):
                    by_hand.append(article)
            return made

        with self._scribe.weighing_once(t):
            for done, article in enumerate(ways):
                tell(done, len(ways))
                row = self._scribe.update(t, article, partial(recredited, article), Why.CREDITED, "")
                if article in changed and row.state in OUT:
                    out.append(article)
        tell_of_all(t)
        return CreditedMany(changed, tuple(out), tuple(by_hand))

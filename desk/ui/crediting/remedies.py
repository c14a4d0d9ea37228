"""What puts right what does not agree in the credits. Pure: no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from desk.checks.finding import Finding
from desk.checks.rules import AUTHORS_DO
from desk.story.credits import contribution_in_print, credits_by_hand, kind_of, same_name
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.plurals import listed
from desk.story.story import Story

Mend = Callable[[Story], Story]


class Wish(Enum):
    """What is done elsewhere than in the story."""

    LIST = "list"  # put into the directory
    CREDITS = "credits"  # open the page of the credits


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to put something right: `mend` is an edit of the story, after which `done` is said; `wish` what else is
    to be done."""

    title: str
    mend: Mend | None = None
    wish: Wish | None = None
    done: str = ""


def with_credit(story: Story, credit: Credit, house: House) -> Story:
    """The story with somebody credited. A contribution line that was written by hand and said what the credits said
    is written from them again, or it would leave them out."""
    line = contribution_in_print(story, house)
    follows = credit.role is not Role.BY and bool(story.contribution_text) and not line.differs
    text = "" if follows else story.contribution_text
    return replace(story, credits=(*story.credits, credit), contribution_text=text)


def remedies(finding: Finding, story: Story, house: House) -> tuple[Remedy, ...]:
    """What can be done about a finding; nothing where it is only to be looked at."""
    ways = _WAYS.get(finding.rule)
    return tuple(ways(finding, story, house)) if ways is not None else ()


def _byline(_finding: Finding, story: Story, house: House) -> Iterator[Remedy]:
    """The contribution line says so for itself, where it stands on the page."""
    told, _ = credits_by_hand(story, house)
    if any(credit.role is Role.BY for credit in story.credits):
        yield Remedy("Write the line from the credits", _written, done="The byline is written from the credits.")
    if told:
        names = listed([credit.name for credit in told])
        yield Remedy(f"Credit {names}", partial(_read, told=told), done="The credits say what the byline says.")


def _written(story: Story) -> Story:
    return replace(story, byline_text="")


def _read(story: Story, told: tuple[Credit, ...]) -> Story:
    others = tuple(credit for credit in story.credits if credit.role is not Role.BY)
    return replace(_written(story), credits=told + others)


def _credit(finding: Finding, _story: Story, house: House) -> Iterator[Remedy]:
    if name := finding.name:
        credit = Credit(name, kind_of(name, house))
        yield Remedy(f"Credit {name}", partial(with_credit, credit=credit, house=house), done=f"{name} is credited.")


def _only_byline(_finding: Finding, _story: Story, house: House) -> Iterator[Remedy]:
    def keep(story: Story) -> Story:
        by = [credit.name for credit in story.credits if credit.role is Role.BY]
        kept = (
            credit
            for credit in story.credits
            if credit.role not in AUTHORS_DO or not any(same_name(credit.name, author, house) for author in by)
        )
        return replace(story, credits=tuple(kept))

    yield Remedy("Keep the byline only", keep, done="Who has the byline is credited once.")


def _know(finding: Finding, _story: Story, _house: House) -> Iterator[Remedy]:
    if finding.instead:
        rename = partial(_renamed, name=finding.name, to=finding.instead)
        yield Remedy(f"Credit {finding.instead} instead", rename, done=f"{finding.instead} is credited.")
    if finding.name:
        yield Remedy("Add to the directory", wish=Wish.LIST)


def _renamed(story: Story, name: str, to: str) -> Story:
    kept = (replace(credit, name=to) if credit.name == name else credit for credit in story.credits)
    return replace(story, credits=tuple(kept))


def _see(_finding: Finding, _story: Story, _house: House) -> Iterator[Remedy]:
    yield Remedy("Open the credits", wish=Wish.CREDITS)


def _were_there(finding: Finding, story: Story, _house: House) -> Iterator[Remedy]:
    place = story.dateline.place
    nowhere = [
        (at, credit)
        for at, credit in enumerate(story.credits)
        if credit.role is Role.BY and credit.kind is PersonKind.PERSON and not credit.place
    ]
    if not nowhere or place not in finding.message:  # it is about one place of several
        yield from _see(finding, story, _house)
        return
    place = place.title() if place.isupper() else place
    for at, credit in nowhere:
        there = partial(_put, at=at, credit=replace(credit, place=place))
        yield Remedy(f"{credit.name} was there", there, done=f"{credit.name} is credited in {place}.")


def _put(story: Story, at: int, credit: Credit) -> Story:
    """The story with another credit in the place of one, where that is still there."""
    if at >= len(story.credits) or story.credits[at].name != credit.name:
        return story
    return replace(story, credits=(*story.credits[:at], credit, *story.credits[at + 1 :]))


_WAYS: dict[str, Callable[[Finding, Story, House], Iterator[Remedy]]] = {
    "byline-differs": _byline,
    "agency-not-credited": _credit,
    "copy-not-credited": _credit,
    "credited-twice": _only_byline,
    "credit-unknown": _know,
    "credit-unclear": _see,
    "nobody-there": _were_there,
}

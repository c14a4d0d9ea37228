"""Reads two texts of an article and compares them: work for another thread, over what the library has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.revise.restore import restore_block, restore_field
from desk.story.house import House
from desk.story.story import Story
from desk.ui.history.comparing import Comparison, Side, Stop, compared
from desk.ui.history.events import Event, Life, read_life
from desk.ui.history.saying import capital, said_time

if TYPE_CHECKING:
    from desk.library.library import Library

_TRIED = 5  # the newest revisions that are looked at for one that is another text


@dataclass(frozen=True, slots=True)
class Found:
    """What came of comparing: with what, and how it is called."""

    event: Event
    page: Comparison
    title: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which text is to be compared, None for the newest, and with which: that of another event, the one before it, or
    the one that stands."""

    event: Event | None
    until: Event | None
    before: bool


def compare_texts(library: Library, article: str, wanted: Wanted, now: Side, house: House) -> Found | None:
    """On another thread. None where nothing was kept of the article yet."""
    life = read_life(library, article)
    event = wanted.event or _newest(library, life, now.story)
    if event is None:
        return None
    own = _side(library, event)
    if wanted.until is not None:
        older, newer = own, _side(library, wanted.until)
    elif wanted.before:
        older, newer = _before(library, life, event), own
    else:
        older, newer = own, now
    again = replace(newer, who="") if newer.who == older.who else newer  # nobody is named twice
    title = f"{_named(older, house)} → {_named(again, house)}"
    return Found(event, compared(older, newer, house), capital(title))


def _side(library: Library, event: Event) -> Side:
    return Side(library.revision_story(event.revision), event.who, event.at)


def _before(library: Library, life: Life, event: Event) -> Side:
    """The text that an event's was made from."""
    if not event.before:
        return Side(Story())
    number = life.at_revision(event.before)
    made = life.events[number] if number >= 0 else None
    story = library.revision_story(event.before)
    return Side(story, made.who if made else "", made.at if made else None)


def _newest(library: Library, life: Life, now: Story) -> Event | None:
    """The newest event of which the text is another than the one that stands; else the newest."""
    kept = [event for event in reversed(life.events) if event.measured]
    for event in kept[:_TRIED]:
        if library.revision_story(event.revision) != now:
            return event
    return kept[0] if kept else None


def _named(side: Side, house: House) -> str:
    if side.at is None:
        return "nothing" if side.story == Story() else "now"
    return ", ".join(filter(None, (said_time(side.at, house), side.who)))


def part_of_older(stop: Stop, older: Story, newer: Story) -> Story:
    """The newer story with what a change is of as it was in the older one."""
    if stop.field == "body":
        return restore_block(older, newer, stop.before, stop.after)
    return restore_field(older, newer, stop.field)

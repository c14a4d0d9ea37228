"""What readers could see of an article at a moment, read from what went out: work for another thread. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING

from desk.errors import NotFound
from desk.library.noted import numbers
from desk.library.values import Delivery
from desk.story.house import House
from desk.story.states import OUT, State
from desk.ui.history.saying import capital, said_time

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.ui.history.comparing import Comparison, Side
    from desk.ui.history.events import Event

NOTHING_YET = "Nothing of this article had gone out by then, so readers could see nothing of it."
NOTHING_AT_ALL = "Nothing of this article has gone out yet. Once it is exported, what readers got is kept here."
NOT_KEPT = "What went out {when} was not kept: Desk noted only that it did. Its text is in the history, as number {n}."
FIRST = "This is the first that went out: there is nothing before it to compare it with."
_SHOWN_AS = ("html", "fragment")  # what a browser shows as it is
_BY_READERS = (*_SHOWN_AS, "markdown", "text")  # what readers see most likely, where several went out
# What stands around something that is no page by itself; its colours are those of the window.
_LEAF = (
    b'<!doctype html><meta charset="utf-8"><style>:root{color-scheme:light dark}'
    b"body{max-width:44rem;margin:2rem auto;padding:0 1.5rem;overflow-wrap:anywhere;line-height:1.5}"
    b"pre{font-size:1rem;white-space:pre-wrap}</style>"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of an article's history; `sent` is the delivery that is meant, "" for what had gone out last by then."""

    at: datetime
    sent: str = ""
    is_now: bool = False

    @classmethod
    def of(cls, event: Event) -> Moment:
        """That of an event."""
        return cls(event.at, event.sent)


@dataclass(frozen=True, slots=True)
class Seen:
    """What readers could see. `data` is it byte for byte, None where that was not kept, and `page` how a browser shows
    it; `older` and `newer` went out before and after it. With a `comparison` it is what changed for readers, and
    `media` are its pictures. `said` is why there is nothing to be shown, `about` what is known of it, and `text` is the
    event of which the text is what went out, where that was not kept."""

    title: str
    about: str = ""
    said: str = ""
    delivery: Delivery | None = None
    older: Delivery | None = None
    newer: Delivery | None = None
    data: bytes | None = None
    page: bytes = b""
    comparison: Comparison | None = None
    media: Mapping[str, bytes] = field(default_factory=dict)
    text: Event | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The moment that somebody wants to look back to; with `changed` not the page, but what changed for readers with
    it, or up to `until`."""

    moment: Moment
    until: Moment | None = None
    changed: bool = False


def look_back(library: Library, article: str, wanted: Wanted, house: House) -> Seen:
    """What readers could see then. Raises what reading raises."""
    out = library.deliveries(article)
    seen = delivery_at(out, wanted.moment)
    is_now = wanted.moment.is_now
    title = "What readers see now" if is_now else f"What readers saw {said_time(wanted.moment.at, house)}"
    if wanted.until is not None:
        later = delivery_at(out, wanted.until)
        if later is not None:
            return _changed(library, later, seen, _Around.of(out, later), house)
    if seen is None:
        return Seen(title, said=NOTHING_AT_ALL if is_now else NOTHING_YET, newer=out[-1] if out else None)
    around = _Around.of(out, seen)
    if wanted.changed:
        return _changed(library, seen, around.older, around, house)
    about = _about(seen, around.newer, house)
    if killed := _killed(library, seen, around.newer):
        title = "What readers saw last" if is_now else title
        about = f"Killed {said_time(killed, house)}. {about}"
    found = Seen(title, about, "", seen, around.older, around.newer, library.delivered(seen.id))
    if found.data is None:
        return replace(found, said=_not_kept(library, seen, house), text=_text_of(library, seen))
    return replace(found, page=_as_page(found.data, seen.format))


def delivery_at(out: Sequence[Delivery], moment: Moment) -> Delivery | None:
    """Of what went out, newest first, what readers could see at a moment; of several formats the likeliest."""
    if moment.sent:
        return next((each for each in out if each.id == moment.sent), None)
    by_then = [each for each in out if each.at <= moment.at]
    formats = (*_BY_READERS, *(each.format for each in by_then))
    return next((each for name in formats for each in by_then if each.format == name), None)


@dataclass(frozen=True, slots=True)
class _Around:
    """What went out in the same form before and after."""

    older: Delivery | None
    newer: Delivery | None

    @classmethod
    def of(cls, out: Sequence[Delivery], sent: Delivery) -> _Around:
        alike = [each for each in out if each.format == sent.format]
        number = alike.index(sent)
        return cls(_nth(alike, number + 1), _nth(alike, number - 1))


def _nth(found: Sequence[Delivery], number: int) -> Delivery | None:
    return found[number] if 0 <= number < len(found) else None


def _changed(library: Library, after: Delivery, before: Delivery | None, around: _Around, house: House) -> Seen:
    """What changed for readers from one that went out to another."""
    from desk.ui.history.comparing import compared  # noqa: PLC0415

    times = dict.fromkeys(said_time(each.at, house) for each in (before, after) if each is not None)
    title = capital(" → ".join(times)) if before else "What changed"
    whole = Seen(title, "", FIRST, after, around.older, around.newer, library.delivered(after.id))
    if before is None:
        return whole
    media: dict[str, bytes] = {}
    sides: list[Side] = []
    for each in (before, after):
        data = whole.data if each is after else library.delivered(each.id)
        sides.append(_side(library, each, data, house, media))
    comparison = compared(sides[0], sides[1], house)
    about = f"What changed for readers: {comparison.counts[:1].lower()}{comparison.counts[1:]}."
    return Seen(title, about, "", after, around.older, around.newer, whole.data, b"", comparison, media)


def _side(library: Library, sent: Delivery, data: bytes | None, house: House, media: dict[str, bytes]) -> Side:
    """The story that a page shows, read from the page; where that was not kept, from one of the text that went out."""
    from desk.formats.registry import by_name  # noqa: PLC0415
    from desk.ui.history.comparing import Side  # noqa: PLC0415

    chosen = by_name("html" if sent.format in _SHOWN_AS else sent.format)
    if data is None and chosen.write is not None:
        data = chosen.write(library.revision_story(sent.revision), house, library.media).data
    if data is None or chosen.read is None:
        return Side(library.revision_story(sent.revision), sent.who, sent.at)
    reading = chosen.read(data, PurePath(sent.target).name, house)
    media.update(reading.media)
    return Side(reading.story, sent.who, sent.at)


def _about(sent: Delivery, newer: Delivery | None, house: House) -> str:
    name = PurePath(sent.target).name
    how = name if name and name != "-" else sent.format
    who = f", by {sent.who}" if sent.who else ""
    then = f"Readers saw it until {said_time(newer.at, house)}." if newer else "Nothing newer has gone out."
    return f"Went out {said_time(sent.at, house)}, as {how}{who}. {then}"


def _killed(library: Library, sent: Delivery, newer: Delivery | None) -> datetime | None:
    """When a story was taken from its readers after something of it went out, and before something newer did; None
    where they have it."""
    for move in library.moves(sent.article):  # the newest first
        if move.what == "state" and move.at > sent.at and (newer is None or move.at < newer.at):
            if move.value == State.KILLED.value:
                return move.at
            if move.value in OUT:
                return None
    return None


def _not_kept(library: Library, sent: Delivery, house: House) -> str:
    number = numbers(library.revisions(sent.article)).get(sent.revision)
    if number is None:
        raise NotFound("What went out then was not kept, and its text is not in the library any more.")
    return NOT_KEPT.format(when=said_time(sent.at, house), n=number)


def _text_of(library: Library, sent: Delivery) -> Event | None:
    from desk.ui.history.events import read_life  # noqa: PLC0415

    return next((each for each in read_life(library, sent.article).events if each.sent == sent.id), None)


def _as_page(data: bytes, format_name: str) -> bytes:
    """Something that went out as a browser shows it: a page as it is, a part of one on a leaf of its own, and other
    text letter by letter."""
    if format_name == _BY_READERS[0]:
        return data
    if format_name in _SHOWN_AS:
        return _LEAF + data
    return _LEAF + f"<pre>{escape(data.decode('utf-8', 'replace'))}</pre>".encode()


def sent_in(events: Iterable[Event]) -> list[int]:
    """The numbers of the events with which something went out."""
    return [number for number, event in enumerate(events) if event.sent]

"""What running copy says about itself at its top and at its foot.

Wire copy begins, in this order as far as any of it is there: furniture (a newsletter promo), kicker, headline, deck,
when it was published and updated, byline, corrections; and it ends with the contribution line and corrections. Whoever
asks gets what was made out together with the words it was made out from, so that a person can put it right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desk.formats.base import Recognised
from desk.formats.notes_read import ReadNote, read_note, resolved
from desk.formats.times_read import read_dateline, read_time, today
from desk.story.body import clean_line
from desk.story.credits import byline, contribution_line, parse_byline, parse_contribution
from desk.story.house import House
from desk.story.people import Credit
from desk.story.story import Furniture, Slot

# How many lines the top can have, and how long one of them can be.
_TOP_LINES = 12
_LONGEST_TOP_LINE = 400
_LONGEST_HEADLINE = 150
_BYLINE = re.compile(r"by:?\s", re.IGNORECASE)
_STAMP = re.compile(
    r"[\s/|·•*–—-]*(?P<kind>(?:first |originally )?(?:published|posted)|(?:last )?(?:updated|modified))\b"
    r"(?P<rest>.{0,80})",
    re.IGNORECASE,
)
_BETWEEN_STAMPS = re.compile(r"\s*[/|·•]\s*(?=\w)|\s+(?=(?:last )?(?:updated|modified)\b)", re.IGNORECASE)
_PROMO = re.compile(
    r"sign up|subscribe|newsletter|breaking news (?:alerts|emails)|special reports|(?:in|to) your inbox|follow us"
    r"|get (?:the |our )?(?:breaking|latest|day)|download (?:the|our)\b.*\bapp|push (?:alerts|notifications)"
    r"|listen to (?:our|the)\b.*podcast",
    re.IGNORECASE,
)
_PROMO_TITLE = re.compile(r"\b(?:alerts?|app|briefing|emails?|newsletters?|podcasts?|subscribe)\b", re.IGNORECASE)
_NOTE = re.compile(r"Editor[’']s note:\s*(?P<words>\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Found:
    """What was made out: values by the story's fields, how many lines or paragraphs were used, and their words. The
    `notes` to readers become corrections when those of top and foot are known."""

    values: dict[str, Any] = field(default_factory=dict)
    used: int = 0
    recognised: list[Recognised] = field(default_factory=list)
    notes: list[ReadNote] = field(default_factory=list)

    def take(self, name: str, value: object, words: str, lines: int = 1) -> None:
        """Keep a value; tuples (credits, furniture) grow."""
        if isinstance(value, tuple):
            value = (*self.values.get(name, ()), *value)
        self.values[name] = value
        self.used += lines
        self.recognised.append(Recognised(name, clean_line(words)))


def is_headline(line: str) -> bool:
    """Whether a line can be a headline: not long, and no sentence."""
    return 0 < len(line) <= _LONGEST_HEADLINE and len(line.split()) <= 25 and line[-1] not in ".,;:"


def read_top(lines: Sequence[str], house: House, *, headed: bool = False) -> tuple[Found, list[str]]:
    """What the first lines of copy say, and those of the used lines that say nothing and belong to the text.

    With `headed` the headline is known already.
    """
    found = Found()
    anchor = _anchor(lines, house, headed=headed)
    _furniture(lines, house, found, anchor)
    heads = list(lines[found.used : anchor]) if anchor is not None else []
    left: list[str] = []
    if anchor is None:
        if not headed:
            _lone_headline(lines[found.used :], house, found)
        return found, left
    if headed or not _heads(heads, found):
        left = heads
        found.used += len(heads)
    while found.used < len(lines):
        line, updated = lines[found.used], found.values.get("updated")
        if not (_stamp_or_byline(line, house, found) or _note(line, house, found, Slot.TOP, updated)):
            break
    told = {"credits", "byline_text", "first_published", "updated", "updated_mark"} & found.values.keys()
    if left and not (told or found.notes):
        found.used -= len(left)
        left = []
    return found, left


def _anchor(lines: Sequence[str], house: House, *, headed: bool) -> int | None:
    """The line before which all is top: a byline, a stamp of time, a paragraph that begins with a dateline, or a note
    to readers below what can be nothing but a headline."""
    for index, line in enumerate(lines[:_TOP_LINES]):
        if _credits_of_byline(line, house) or _STAMP.fullmatch(line) or read_dateline(line, today(house)):
            return index
        heads = list(lines[:index])
        is_below = not heads or (index <= 3 and not headed and bool(_names(heads)))
        if is_below and index + 1 < len(lines) and read_note(line, house):
            return index
        if len(line) > _LONGEST_TOP_LINE:
            return None
    return None


def _furniture(lines: Sequence[str], house: House, found: Found, anchor: int | None) -> None:
    """Standing matter: what the house itself hangs on its pages, and what reads like a promo."""
    known = {clean_line(piece.title): piece for piece in house.furniture if piece.title}
    stop = min(anchor if anchor is not None else _TOP_LINES, len(lines))
    while found.used < stop:
        line = lines[found.used]
        after = lines[found.used + 1] if found.used + 1 < stop else ""
        piece = known.get(line)
        if piece and clean_line(piece.text) in {"", after}:
            found.take("furniture", (piece,), f"{line} {piece.text}", 2 if piece.text else 1)
        elif is_headline(line) and _PROMO_TITLE.search(line) and _PROMO.search(after):
            found.take("furniture", (Furniture(line, after, Slot.TOP),), f"{line} {after}", 2)
        elif _PROMO.search(line) and (anchor is not None or found.used == 0) and len(line) <= _LONGEST_TOP_LINE:
            found.take("furniture", (Furniture("", line, Slot.TOP),), line)
        else:
            return


def _heads(heads: list[str], found: Found) -> bool:
    """Kicker, headline and deck from the lines before the byline; whether it was clear which is which.

    Where there are more lines than that, those before are what pages hang over their articles: furniture.
    """
    for number in range(min(3, len(heads)), 0, -1):
        over, own = heads[:-number], heads[-number:]
        names = _names(own)
        if names and (not over or number > 1):
            _furniture_over(over, found)
            for name, line in zip(names, own, strict=True):
                found.take(name, line, line)
            return True
    return not heads


def _names(lines: list[str]) -> tuple[str, ...]:
    """Which fields one, two or three lines are; () if they cannot be."""
    if len(lines) == 3:
        return ("kicker", "headline", "deck") if _is_kicker(lines[0]) and is_headline(lines[1]) else ()
    kicked = len(lines) == 2 and _is_kicker(lines[0]) and is_headline(lines[1])
    if kicked and (lines[0].isupper() or not _is_kicker(lines[1])):
        return ("kicker", "headline")
    return ("headline", "deck")[: len(lines)] if is_headline(lines[0]) else ()


def _furniture_over(lines: list[str], found: Found) -> None:
    """Lines over the headline: a title and its text, or single lines."""
    if len(lines) == 2 and is_headline(lines[0]) and not is_headline(lines[1]):
        found.take("furniture", (Furniture(lines[0], lines[1], Slot.TOP),), " ".join(lines), 2)
        return
    for line in lines:
        found.take("furniture", (Furniture("", line, Slot.TOP),), line)


def _is_kicker(line: str) -> bool:
    return is_headline(line) and len(line) <= 30 and len(line.split()) <= 4


def _lone_headline(lines: Sequence[str], house: House, found: Found) -> None:
    """A headline without a byline under it: a short first line, then at once long paragraphs."""
    if len(lines) < 2 or not is_headline(lines[0]) or parse_contribution(lines[0], house):
        return
    if len(lines[1].split()) >= 15 and lines[1][-1] in ".!?”\"’'":
        found.take("headline", lines[0], lines[0])


def _credits_of_byline(line: str, house: House) -> tuple[Credit, ...] | None:
    return parse_byline(line, house) if _BYLINE.match(line) else None


def _stamp_or_byline(line: str, house: House, found: Found) -> bool:
    """Take one line of times, or the byline; whether it was one."""
    if _STAMP.fullmatch(line):
        return _stamps(line, house, found)
    if "credits" in found.values or not (given := _credits_of_byline(line, house)):
        return False
    found.take("credits", given, line)
    if byline(given, house) != clean_line(line):
        found.values["byline_text"] = clean_line(line)
    return True


def _stamps(line: str, house: House, found: Found) -> bool:
    """Take a line such as "Published … / Updated …". What gives no whole time is kept as it stands."""
    times: dict[str, datetime] = {}
    for part in _BETWEEN_STAMPS.split(line.strip(" /|·•*–—-")):
        match = _STAMP.fullmatch(part)
        at = read_time(match["rest"].strip(" :,"), house) if match else None
        if match is None or at is None:
            break
        name = "updated" if match["kind"].lower().endswith(("updated", "modified")) else "first_published"
        times.setdefault(name, at)
    else:
        if not times.keys() & found.values.keys():
            found.values |= times
            found.used += 1
            found.recognised += [Recognised(name, clean_line(line)) for name in times]
            return True
    if {"updated_mark", "updated"} & found.values.keys():
        return False
    found.take("updated_mark", clean_line(line), line)
    return True


def read_foot(
    paragraphs: Sequence[str], house: House, above: Sequence[ReadNote] = (), updated: datetime | None = None
) -> Found:
    """What the last paragraphs of copy say: corrections, an editor's note, the contribution line. Notes `above` stand
    at the top of the copy, which also says when it was `updated`; those at the foot may be about them."""
    found = Found()
    for text in reversed(paragraphs):
        if not (_note(text, house, found, updated=updated) or _contribution(text, house, found)):
            break
    found.recognised.reverse()
    found.notes.reverse()
    if notes := (*above, *found.notes):
        found.values["corrections"] = resolved(notes, house)
    return found


def _note(text: str, house: House, found: Found, slot: Slot = Slot.FOOT, updated: datetime | None = None) -> bool:
    if note := read_note(text, house, slot, updated):
        found.notes.append(note)
        found.used += 1
        found.recognised.append(Recognised("corrections", clean_line(text)))
        return True
    if slot is Slot.FOOT and (match := _NOTE.fullmatch(text.strip())) and "editors_note" not in found.values:
        found.take("editors_note", match["words"], text)
        return True
    return False


def _contribution(text: str, house: House, found: Found) -> bool:
    if "credits" in found.values:
        return False
    given = parse_contribution(text, house)
    if not given:
        return False
    found.take("credits", given, text)
    if contribution_line(given, house) != clean_line(text):
        found.values["contribution_text"] = clean_line(text)
    return True

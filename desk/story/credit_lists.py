"""Reading a list of credited names: "Reuters reporters A in Lisbon, B and C in Portland, Maine, and PA".

How a list is understood:

- A semicolon parts a list into runs that say nothing about each other. Inside a run, names are
  parted by commas, "and" and "&".
- A place goes for the people named before it that have none: in "A and B in Lisbon" both were
  there. It does not reach past an organisation, a title, or ", and" between two ("A, and B in Lisbon").
- A title in the plural or possessive goes for the people after it, up to the next title or organisation.
- A comma followed by a state or country belongs to the place; so does any comma in a run that has no "and".
- An organisation or a job behind the last comma tells of those before it: "By Jane Doe, Reuters".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from desk.story import lexicon
from desk.story.names import Names, is_place, singular, split_title
from desk.story.people import Credit, PersonKind, Role

_SUFFIX = "|".join(re.escape(suffix) for suffix in sorted(lexicon.SUFFIXES, key=len, reverse=True))
_SEPARATOR = re.compile(
    rf"(?P<and>,?\s+as well as\s+|,?\s+(?:and|&)\s+)|,(?!\s*(?:{_SUFFIX})(?![\w.]))\s*",
)
_SEMICOLON = re.compile(r"\s*;\s*(?:(?:and|&)\s+)?")
# The place follows one of these; "in" and "from" are not kept, the others are ("at the White House").
_PLACE = re.compile(r"\s(?:(?:in|from)(?!\s+[Cc]hief\b)\s|(?=(?:at|on|near|aboard|on board)\s))")
_KEPT = re.compile(r"(?:at|on board|on|near|aboard) ")
_OUTLET = re.compile(r"\s+(?:of|for|with|at|\||/|[-–—])\s+(?=\S)|\s+\((?=.*\)$)")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A piece of a list. `joined` says that "and" stood before it, `apart` that a comma stood before that."""

    text: str
    joined: bool = False
    apart: bool = False

    @property
    def placed(self) -> bool:
        return _PLACE.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class _Item:
    credit: Credit
    shared: bool = False
    apart: bool = False

    @property
    def person(self) -> bool:
        return self.credit.kind is PersonKind.PERSON


def read_list(text: str, role: Role, names: Names) -> tuple[Credit, ...] | None:
    """The credits in a list, in its order; None where any part of it is not a name."""
    found: list[Credit] = []
    for run in _split(_SEMICOLON, text, names):
        if not run.text:
            continue
        items = _read_run(run.text, role, names)
        if items is None:
            return None
        found += items
    return tuple(found) or None


def place_phrase(place: str) -> str:
    """A place as a line prints it behind a name: "in Lisbon", "at the White House"."""
    return place if _KEPT.match(place) else f"in {place}"


def _split(separator: re.Pattern[str], text: str, names: Names) -> list[_Chunk]:
    """The text cut at its separators, but for those inside known names."""
    kept = [match.span() for match in names.joined.finditer(text)]
    chunks: list[_Chunk] = []
    start, joined, apart = 0, False, False
    for match in separator.finditer(text):
        if any(begin < match.end() and match.start() < end for begin, end in kept):
            continue
        chunks.append(_Chunk(text[start : match.start()].strip(), joined, apart))
        start = match.end()
        joined, apart = bool(match.groupdict().get("and")), match.group().startswith(",")
    return [*chunks, _Chunk(text[start:].strip(), joined, apart)]


def _read_run(text: str, role: Role, names: Names) -> list[Credit] | None:
    chunks = _split(_SEPARATOR, text, names)
    if not all(chunk.text for chunk in chunks):
        return None
    chunks = _join_places(chunks, names)
    chunks, behind = _take_behind(chunks, names)
    items: list[_Item] = []
    for chunk in chunks:
        apart = chunk.joined and chunk.apart and len(chunks) == 2 and "," not in chunks[0].text
        item = _read_item(chunk.text, role, names, apart)
        if item is None:
            return None
        items.append(item)
    return [_told(credit, behind) for credit in _spread_places(_spread_titles(items))]


def _join_places(chunks: list[_Chunk], names: Names) -> list[_Chunk]:
    """The chunks with those put together that a comma inside a place had parted."""
    first, *rest = chunks
    bare = not any(chunk.joined or chunk.placed or names.kind(chunk.text) is PersonKind.ORGANISATION for chunk in rest)
    if rest and first.placed and bare and (len(rest) == 1 or rest[-1].text in lexicon.REGIONS):
        return [replace(first, text=", ".join(chunk.text for chunk in chunks))]
    out = [first]
    for chunk in rest:
        if chunk.text in lexicon.REGIONS and not chunk.joined and out[-1].placed:
            out[-1] = replace(out[-1], text=f"{out[-1].text}, {chunk.text}")
        else:
            out.append(chunk)
    return out


def _take_behind(chunks: list[_Chunk], names: Names) -> tuple[list[_Chunk], str]:
    """The chunks without a job or an organisation behind the last comma, and that."""
    *people, last = chunks
    if not people or last.joined or (len(people) > 1 and not people[-1].joined) or last.placed:
        return chunks, ""
    if any(names.kind(chunk.text) is PersonKind.ORGANISATION or chunk.placed for chunk in people):
        return chunks, ""
    if singular(last.text.split(" ")) or names.kind(last.text) is PersonKind.ORGANISATION:
        return people, last.text
    return chunks, ""


def _told(credit: Credit, behind: str) -> Credit:
    """The credit with the job or the organisation that stood behind the list."""
    if not behind:
        return credit
    if job := singular(behind.split(" ")):
        return replace(credit, title=credit.title or job[0])
    return replace(credit, note=behind)


def _read_item(text: str, role: Role, names: Names, apart: bool) -> _Item | None:
    place, shared, title = "", False, ""
    if not names.know(text):
        found = _PLACE.search(text)
        if found:
            text, place = text[: found.start()], text[found.end() :]
            if not is_place(_KEPT.sub("", place)) or names.know(place):
                return None
        if not names.know(text):
            titled = split_title(text)
            title, text, shared = titled.title, titled.name, titled.shared
    name, outlet = _take_outlet(text, names)
    if not name or not names.is_name(name):
        return None
    return _Item(Credit(name, names.kind(name), role, place, title, outlet), shared, apart)


def _take_outlet(text: str, names: Names) -> tuple[str, str]:
    """A name, and the organisation said behind it: "Jane Doe of The Associated Press", "Jane Doe (AP)"."""
    if names.know(text):
        return text, ""
    for match in _OUTLET.finditer(text):
        name, outlet = text[: match.start()], text[match.end() :].removesuffix(")")
        if (
            " " in name
            and names.is_name(name)
            and names.kind(name) is PersonKind.PERSON
            and names.is_name(outlet)
            and names.kind(outlet) is PersonKind.ORGANISATION
        ):
            return name, outlet
    return text, ""


def _spread_titles(items: list[_Item]) -> list[_Item]:
    """The items with every shared title given to the people after it."""
    out: list[_Item] = []
    carried = ""
    for item in items:
        given = item
        if item.credit.title or not item.person or item.apart:
            carried = item.credit.title if item.shared and item.person else ""
        elif carried:
            given = replace(item, credit=replace(item.credit, title=carried))
        out.append(given)
    return out


def _spread_places(items: list[_Item]) -> list[Credit]:
    """The credits with every place given to the people before it that have none."""
    out = [item.credit for item in items]
    for index in range(len(items) - 1, 0, -1):
        item, before = items[index], items[index - 1]
        own_title = item.credit.title and item.credit.title != before.credit.title
        if not out[index].place or not item.person or item.apart or own_title:
            continue
        if before.person and not before.credit.place:
            out[index - 1] = replace(out[index - 1], place=out[index].place)
    return out

"""Reading bylines and contribution lines: text in, credits out, or None where a line is no such line.

A contribution line is made of two kinds of parts, in any order and number: sentences in which
somebody "contributed", and clauses such as "Additional reporting by …". Every word of a line must
find its place in one of them. A sentence of a story that merely contains "contributed", or begins
"Reporting by", has words left over (a verb, an object, "who"), and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from desk.story.body import clean_line, clean_text
from desk.story.credit_lists import read_list
from desk.story.house import House
from desk.story.names import Names, is_place, without_stop
from desk.story.people import Credit, Person, PersonKind, Role

_LONGEST = 2000
_WRAPPED = (("(", ")"), ("[", "]"))

_KINDS_OF_WORK: dict[str, Role] = {
    "contributions?|files": Role.CONTRIBUTOR,
    "reporting|reported": Role.REPORTING,
    "writing|written|compiled": Role.WRITING,
    "editing|edited": Role.EDITING,
    "research|researched|fact-checking": Role.RESEARCH,
    "photography|photographs?|photos?|pictures?|photographed": Role.PHOTOGRAPHY,
    "videos?|filming|filmed": Role.VIDEO,
    "graphics?|charts?|maps?|illustrations?|visuals": Role.GRAPHICS,
    "translations?|translating|translated|interpreting": Role.TRANSLATION,
}
_WORK = "|".join(_KINDS_OF_WORK)
_WORKS = rf"(?:{_WORK})(?:(?:,\s+|,?\s+and\s+|\s+&\s+|/)(?:{_WORK}))*"
_MORE = "additional|further|extra|other|more|supplementary"
_LABEL = re.compile(
    rf"(?:^|(?<=[\s(]))(?:and\s+)?(?P<with>(?:with|plus)\s+)?(?P<more>(?:{_MORE})\s+)?(?P<works>{_WORKS})"
    r"(?:\s+(?P<from>from)\s+|\s+by:?\s+|\s*:\s+)",
    re.IGNORECASE,
)
_NOUNS = (
    r"(?:live |news )?(?:analysis|article|blog|bulletin|column|coverage|dispatch|documentary|edition|episode|explainer|"
    r"feature|file|graphic|interview|investigation|item|newsletter|package|piece|podcast|post|profile|project|report|"
    r"review|roundup|series|story|update|video)"
)
_CONTRIBUTED = re.compile(r"contributed\s*$", re.IGNORECASE)
_STOP = re.compile(r"[.;]\s+")


def parse_contribution(text: str, house: House, known: Iterable[Person] = ()) -> tuple[Credit, ...] | None:
    """The credits that a contribution line gives, in the order of roles; None where it is no such line.

    Reads every wording whatever the house's own is. `known` are people and organisations whose
    names are to be told even where their words alone would not do.
    """
    return read_contribution(text, Names.of(house, known), house.report_noun)


def read_contribution(text: str, names: Names, noun: str) -> tuple[Credit, ...] | None:
    """`parse_contribution` with the names that are known and the house's word for a report."""
    line = _unwrap(text)
    if not line or len(line) > _LONGEST:
        return None
    found = _read_parts(line, names, _sentence(noun))
    return in_order(found) if found else None


def parse_byline(text: str, house: House, known: Iterable[Person] = ()) -> tuple[Credit, ...] | None:
    """The credits that a byline gives ("By A, B and C", "BY JANE DOE", "Jane Doe, Staff Writer"), or None."""
    # On a line of its own below the name stands whom somebody works for.
    line = _unwrap(", ".join(filter(None, (part.strip(", ") for part in clean_text(text).split("\n")))))
    if not line or len(line) > _LONGEST:
        return None
    names = Names.of(house, known)
    by = re.match(r"by:?\s+", line, re.IGNORECASE)
    if not by:
        return _signed(line, names)
    rest = line[by.end() :]
    if by.group().startswith("BY") and rest == rest.upper() and rest != rest.lower():
        rest = _lowered(rest, names)
    return read_list(rest, Role.BY, names)


def in_order(given: Iterable[Credit]) -> tuple[Credit, ...]:
    """The credits in the order of their roles, and inside a role as they stand: the order of print."""
    order = list(Role)
    return tuple(sorted(given, key=lambda credit: order.index(credit.role)))


def _unwrap(text: str) -> str:
    """The line without brackets, asterisks and dashes around it."""
    line = clean_line(text)
    while True:
        before = line
        line = line.lstrip("—–-•~*_ ").rstrip("~*_ ")
        for opening, closing in _WRAPPED:
            if line.startswith(opening) and line.endswith(closing) and len(line) > len(opening + closing):
                line = line[len(opening) : -len(closing)].strip()
        if line == before:
            return line


def _read_parts(line: str, names: Names, sentence: _Sentence) -> list[Credit] | None:
    """All parts of a line: what stands before the first label, then clause after clause."""
    # "contributed reporting from Houston" is the end of a sentence.
    labels = [label for label in _LABEL.finditer(line) if not _CONTRIBUTED.search(line, 0, label.start())]
    ends = [*(label.start() for label in labels), len(line)][1:] if labels else []
    head = line[: labels[0].start()] if labels else line
    found = _read_sentences(_trim(head), names, sentence) if head.strip() else []
    if found is None:
        return None
    for label, end in zip(labels, ends, strict=True):
        clause = _read_clause(label, _trim(line[label.end() : end]), names, sentence)
        if clause is None:
            return None
        found += clause
    return found


def _trim(text: str) -> str:
    """A clause without the sign that parts it from the next."""
    return re.sub(r"[\s;,—–(]+$", "", text)


def _read_clause(label: re.Match[str], text: str, names: Names, sentence: _Sentence) -> list[Credit] | None:
    """What follows a label: a list, perhaps with a place before it, perhaps with a sentence after it."""
    predicate = sentence.predicate.search(text)
    for stop in _STOP.finditer(text, 0, predicate.start()) if predicate else ():
        first = _read_labelled(label, text[: stop.start() + 1].rstrip(";"), names)
        second = _read_sentences(text[stop.end() :], names, sentence) if first else None
        if first and second:
            return first + second
    return None if predicate else _read_labelled(label, text, names)


def _read_labelled(label: re.Match[str], text: str, names: Names) -> list[Credit] | None:
    text = without_stop(text)
    if label["from"] and (place := re.match(r"(?P<place>.+?)\s+by\s+", text)) and is_place(place["place"]):
        listed = read_list(text[place.end() :], Role.CONTRIBUTOR, names)
        return _in_roles(label, _placed(listed, place["place"])) if listed else None
    listed = read_list(text, Role.CONTRIBUTOR, names)
    if listed is None or (label["from"] and not _can_send(label, listed)):
        return None
    return _in_roles(label, listed)


def _can_send(label: re.Match[str], listed: Iterable[Credit]) -> bool:
    """Whether "reporting from …" names who sent it: "from PA", not "from Houston" and not "Reporting from New York"."""
    marked = label["with"] or label["more"] or _role_of(label["works"]) is Role.CONTRIBUTOR
    return all(
        credit.kind is PersonKind.ORGANISATION or (marked and (" " in credit.name or credit.place)) for credit in listed
    )


def _in_roles(label: re.Match[str], listed: Iterable[Credit]) -> list[Credit]:
    """The listed people once for each kind of work that the label names."""
    works = re.split(r",?\s+and\s+|,\s+|\s+&\s+|/", label["works"])
    roles = dict.fromkeys(_role_of(work, bool(label["with"] or label["more"])) for work in works)
    people = list(listed)
    return [replace(credit, role=role) for role in roles for credit in people]


def _role_of(work: str, more: bool = False) -> Role:
    for pattern, role in _KINDS_OF_WORK.items():
        if re.fullmatch(pattern, work, re.IGNORECASE):
            return Role.ADDITIONAL_REPORTING if role is Role.REPORTING and more else role
    return Role.CONTRIBUTOR


class _Sentence(NamedTuple):
    """The patterns of a sentence in which somebody contributed: what follows the names, and what goes before."""

    predicate: re.Pattern[str]
    opening: re.Pattern[str]


@lru_cache(maxsize=64)
def _sentence(noun: str) -> _Sentence:
    """The patterns with the house's own word for a report."""
    to = rf"\s+(?:to|for)\s+this\s+(?:{_NOUNS}|{re.escape(noun)})\b"
    return _Sentence(
        re.compile(
            r",?\s+(?:(?:also|all|both|each)\s+)*contributed\b"
            rf"(?:\s+(?:(?:{_MORE})\s+)?(?P<works>{_WORKS})\b)?(?P<to>{to})?",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:also\s+)?(?:contributing|contributors)(?:{to})?(?:\s+(?:was|were|are|is)\s+|\s*:\s*)(?=\S)",
            re.IGNORECASE,
        ),
    )


def _read_sentences(text: str, names: Names, sentence: _Sentence) -> list[Credit] | None:
    """The credits of one or more sentences in which somebody contributed."""
    if opening := sentence.opening.match(text):
        listed = read_list(without_stop(text[opening.end() :]), Role.CONTRIBUTOR, names)
        return list(listed) if listed else None
    predicates = list(sentence.predicate.finditer(text))
    if not predicates:
        return None
    found: list[Credit] = []
    listed = read_list(text[: predicates[0].start()], Role.CONTRIBUTOR, names)
    for predicate, after in zip(predicates, [*predicates[1:], None], strict=True):
        if listed is None:
            return None
        between = text[predicate.end() : after.start() if after else None]
        place, following = _read_between(between, names) if after else (_read_place(between), None)
        if place is None or not _speaks_of_work(predicate, place, listed[0], names):
            return None
        found += _in_works(predicate["works"], _placed(listed, place))
        listed = following
    return found


def _read_between(text: str, names: Names) -> tuple[str | None, tuple[Credit, ...] | None]:
    """The place at the end of a sentence and the people at the head of the next: a full stop may belong to either."""
    for stop in _STOP.finditer(text):
        place = _read_place(text[: stop.start()])
        listed = read_list(text[stop.end() :], Role.CONTRIBUTOR, names) if place is not None else None
        if listed:
            return place, listed
    return None, None


def _read_place(text: str) -> str | None:
    """Where a sentence says that people were: "" where it says nothing, None where it says something else."""
    place = re.fullmatch(r"\s+(?:from|in)\s+(\S.*)", text)
    if not place:
        return "" if re.fullmatch(r"\s*\.?", text) else None
    return bare if is_place(bare := without_stop(place[1])) else None


def _speaks_of_work(predicate: re.Match[str], place: str, first: Credit, names: Names) -> bool:
    """Whether "contributed" is meant of a report, which a bare "Rain contributed." is not."""
    return bool(predicate["works"] or predicate["to"] or place or first.title) or names.is_plain(first.name)


def _in_works(works: str | None, listed: tuple[Credit, ...]) -> list[Credit]:
    """The listed people in the roles of what they contributed; reporting is additional to the byline's."""
    if not works:
        return list(listed)
    roles = dict.fromkeys(_role_of(work, True) for work in re.split(r",?\s+and\s+|,\s+|\s+&\s+|/", works))
    return [replace(credit, role=role) for role in roles for credit in listed]


def _placed(listed: tuple[Credit, ...], place: str) -> tuple[Credit, ...]:
    return tuple(replace(credit, place=credit.place or place) for credit in listed)


def _signed(line: str, names: Names) -> tuple[Credit, ...] | None:
    """A byline without "By": only where a job stands behind the name, as in "Jane Doe, Staff Writer"."""
    listed = read_list(line, Role.BY, names)
    if not listed or "," not in line or not line.lower().rstrip("s").endswith(listed[0].title.lower()):
        return None
    sound = all(
        credit.title and " " in credit.name and credit.kind is PersonKind.PERSON and not credit.place
        for credit in listed
    )
    return listed if sound and not line.startswith(listed[0].title) else None


def _lowered(text: str, names: Names) -> str:
    """A list in capitals with capitals only where names have them: "JANE O'NEILL AND CNN"."""
    return " ".join(_lowered_word(word, names) for word in text.split(" "))


def _lowered_word(word: str, names: Names) -> str:
    bare = word.rstrip(",;.")
    if names.know(bare) or bare in {"II", "III", "IV", "TV"}:
        return word
    if bare in {"AND", "IN", "FOR", "OF", "FROM", "DE", "LA", "DEL", "DER", "DEN", "VAN", "VON", "BIN"}:
        return word.lower()
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?,?", word):
        return word
    word = re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
    return re.sub(r"\b(Mc|Mac(?=[^aeiouhk]))([a-z])(?=[a-z]{2})", lambda part: part[1] + part[2].upper(), word)

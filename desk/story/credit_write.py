"""Writing credits as lines of print that read back as the same credits.

Every line is written in its most natural form first. Where that would be read otherwise (a place
that seems to go for two people, a comma in a place that seems to part two names), the next form is
tried: "A, and B in Lisbon", then the semicolons of a complex series, "A in Foo, Bar; B; and C". The
reader is the judge, so that writing and reading cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from desk.story.credit_lists import place_phrase, read_list
from desk.story.credit_parse import in_order, read_contribution
from desk.story.house import House, Wording
from desk.story.names import Names, plural
from desk.story.people import Credit, PersonKind, Role

# The clause of each role, in the order in which a wire prints them.
LABELS: dict[Role, str] = {
    Role.REPORTING: "Reporting by",
    Role.ADDITIONAL_REPORTING: "Additional reporting by",
    Role.CONTRIBUTOR: "Contributions by",
    Role.WRITING: "Writing by",
    Role.EDITING: "Editing by",
    Role.RESEARCH: "Research by",
    Role.PHOTOGRAPHY: "Photography by",
    Role.VIDEO: "Video by",
    Role.GRAPHICS: "Graphics by",
    Role.TRANSLATION: "Translation by",
}


class _Style(NamedTuple):
    """What of a house a line depends on."""

    wording: Wording
    serial_comma: bool
    noun: str
    names: Names

    @classmethod
    def of(cls, house: House) -> _Style:
        return cls(house.wording, house.serial_comma, house.report_noun, Names.of(house))


def byline(given: Iterable[Credit], house: House) -> str:
    """The byline of these credits, "By A, B and C"; "" where nobody has one."""
    by = tuple(_worded(credit, house) for credit in given if credit.role is Role.BY)
    return f"By {_list(by, _Style.of(house))}" if by else ""


def contribution_line(given: Iterable[Credit], house: House) -> str:
    """The contribution line of these credits in the house's wording; "" where nobody contributed."""
    printed = tuple(_worded(credit, house) for credit in in_order(given) if credit.role is not Role.BY)
    return _line(printed, _Style.of(house)) if printed else ""


def _worded(credit: Credit, house: House) -> Credit:
    """The credit under the name that the house prints."""
    wording = house.printed.get(credit.name)
    return replace(credit, name=wording) if wording else credit


def written_list(given: Iterable[Credit], house: House) -> str:
    """The people of one role: in the most natural form that reads back as these people."""
    return _list(tuple(given), _Style.of(house))


def same_print(one: Iterable[Credit] | None, other: Iterable[Credit]) -> bool:
    """Whether the two would be printed alike: same people, roles, places and titles in the same order."""
    return one is not None and _printed(one) == _printed(other)


def _printed(given: Iterable[Credit]) -> list[tuple[str, ...]]:
    return [(credit.role, credit.name, credit.place, credit.title) for credit in given]


def _in_role(given: Iterable[Credit], role: Role) -> tuple[Credit, ...]:
    return tuple(credit for credit in given if credit.role is role)


# The lines of the open story are asked for at every key, and seldom change.
@lru_cache(maxsize=128)
def _line(printed: tuple[Credit, ...], style: _Style) -> str:
    lists = {role: _list(group, style) for role in LABELS if (group := _in_role(printed, role))}
    contributors = _in_role(printed, Role.CONTRIBUTOR)
    forms = list(_forms(lists, style, "," if contributors and "," in contributors[-1].place else ""))
    read_back = (form for form in forms if same_print(read_contribution(form, style.names, style.noun), printed))
    return next(read_back, forms[0])


def _forms(lists: dict[Role, str], style: _Style, closing: str) -> Iterator[str]:
    """The forms of a whole line, the house's own first.

    A bare "Suharto contributed." could be news, which "contributed to this report" cannot; and a
    name such as "John Roe Jr" cannot stand before a full stop that would be taken for its own.
    `closing` is the comma behind a place with a comma of its own: "A in Portland, Maine, contributed".
    """
    clauses = "; ".join(f"{LABELS[role]} {text}" for role, text in lists.items())
    if style.wording is not Wording.WIRE:
        to = f" to this {style.noun}"
        for predicate in ("", to) if style.wording is Wording.PLAIN else (to,):
            text = _sentences(lists, predicate, closing)
            yield from (text, text.removesuffix("."))
    yield clauses


def _sentences(lists: dict[Role, str], to: str, closing: str) -> str:
    """A sentence of who contributed, and one for each other kind of work."""
    texts = [f"{LABELS[role]} {text}" for role, text in lists.items() if role is not Role.CONTRIBUTOR]
    if Role.CONTRIBUTOR in lists:
        texts.insert(0, f"{lists[Role.CONTRIBUTOR]}{closing} contributed{to}")
    return " ".join(text if text.endswith(".") else text + "." for text in texts)


@lru_cache(maxsize=256)
def _list(given: tuple[Credit, ...], style: _Style) -> str:
    forms = [_joined(_natural(given, style.serial_comma, style.names), style.serial_comma)]
    each = [" ".join(filter(None, (credit.title, _placed(credit.name, credit.place)))) for credit in given]
    if len(each) == 2:
        forms.append(", and ".join(each))
    if len(each) > 1:
        # Where semicolons do not part clauses they are the rule for a series with commas inside.
        series = len(each) > 2 and style.wording is not Wording.WIRE and any("," in credit.place for credit in given)
        titled = any(credit.title for credit in given)
        forms.insert(0 if series and not titled else len(forms), "; ".join((*each[:-1], f"and {each[-1]}")))
    return next((form for form in forms if same_print(read_list(form, given[0].role, style.names), given)), forms[0])


@dataclass(frozen=True, slots=True)
class _Unit:
    """A piece of a list: one person, or some who share a title or a place, and that place."""

    text: str
    place: str


def _natural(given: Iterable[Credit], serial_comma: bool, names: Names) -> list[_Unit]:
    """The people with what neighbours have in common said once: "Reuters reporters A and B in Lisbon", "C"."""
    units: list[_Unit] = []
    for title, run in groupby(given, key=lambda credit: credit.title):
        people = list(run)
        all_people = all(names.kind(credit.name) is PersonKind.PERSON for credit in people)
        shared = bool(title) and all_people and len(people) > 1
        titled = _by_place(people, serial_comma, names, together=shared or not title)
        if shared:
            units.append(_Unit(f"{plural(title)} {_joined(titled, serial_comma)}", titled[-1].place))
        else:
            units += [_Unit(f"{title} {unit.text}".strip(), unit.place) for unit in titled]
    return units


def _by_place(people: Iterable[Credit], serial_comma: bool, names: Names, *, together: bool) -> list[_Unit]:
    """The people, with those who stand beside each other and share a place put together."""
    units: list[_Unit] = []
    for (place, person), run in groupby(people, key=lambda c: (c.place, names.kind(c.name) is PersonKind.PERSON)):
        group = [_Unit(credit.name, place) for credit in run]
        if place and person and together:
            inner = [_Unit(unit.text, "") for unit in group]
            group = [_Unit(_joined(inner, serial_comma), place)]
        units += [_Unit(_placed(unit.text, place), place) for unit in group]
    return units


def _placed(name: str, place: str) -> str:
    return f"{name} {place_phrase(place)}" if place else name


def _joined(units: Sequence[_Unit], serial_comma: bool) -> str:
    """Units as "A", "A and B", "A, B and C"; a comma closes a place that has one of its own."""
    texts = [unit.text for unit in units]
    if len(units) < 2:
        return "".join(texts)
    comma = "," if (serial_comma and len(units) > 2) or "," in units[-2].place else ""
    return f"{', '.join(texts[:-1])}{comma} and {texts[-1]}"

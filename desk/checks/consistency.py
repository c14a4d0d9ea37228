"""Whether the credits agree with the story, with each other, and with whom one knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from desk.checks.finding import Finding
from desk.checks.rules import RULES, Rule
from desk.checks.situation import Case, Stranger
from desk.checks.whose import Credited
from desk.story.credits import same_name
from desk.story.directory import folded
from desk.story.people import Credit, PersonKind, Role
from desk.story.plurals import counted

_SEVERAL = re.compile(r"\s*/\s*|\s+(?:and|&)\s+|\s*;\s*")  # "WASHINGTON/NEW YORK"
_AT = re.compile(r"(?:at|on board|on|near|aboard|in) (?:the )?", re.IGNORECASE)


def _nobody_there(case: Case) -> Iterator[Finding]:
    """Whoever has the byline and is nowhere said to have been elsewhere was where the dateline says."""
    story, dateline = case.story, case.story.dateline
    if not dateline.place or dateline.source or not story.credits:
        return
    by = [credit for credit in story.credits if credit.role is Role.BY]
    elsewhere = [(credit, _stays_at(credit, case)) for credit in by]
    if any(not place for _, place in elsewhere):
        return
    stated = [credit.place for credit in story.credits] + [place for _, place in elsewhere]
    for place in filter(None, _SEVERAL.split(dateline.place)):
        if any(_is_same_place(place, other) for other in stated if other):
            continue
        listed = next((each for each in elsewhere if not each[0].place), None)
        told = f" {listed[0].name} is listed in {listed[1]}." if listed else ""
        message = f"The dateline says {place}, and nobody who is credited was there.{told}"
        yield replace(case.found("nobody-there", "dateline", message), name=listed[0].name if listed else "")


def _stays_at(credit: Credit, case: Case) -> str:
    """Where somebody was, as the credit says, or is, as the directory says; "" where nobody says anything."""
    if credit.place or credit.kind is not PersonKind.PERSON:
        return credit.place
    return next((place for name, place in case.situation.based if same_name(name, credit.name, case.house)), "")


def _is_same_place(one: str, other: str) -> bool:
    """Whether two places are one: "LISBON" is "Lisbon, Portugal"."""
    first, second = ({folded(part) for part in _AT.sub("", place).split(",")} for place in (one, other))
    return folded(one.split(",", maxsplit=1)[0]) in second or folded(_AT.sub("", other).split(",")[0]) in first


def _unknown(case: Case) -> Iterator[Finding]:
    told: set[str] = set()
    for credit in case.story.credits:
        stranger = next((each for each in case.situation.strangers if each.name == credit.name), None)
        if stranger is not None and credit.name not in told:
            told.add(credit.name)
            finding = case.found("credit-unknown", "credits", _said_of(stranger))
            yield replace(finding, name=credit.name, instead=stranger.near)


def _said_of(stranger: Stranger) -> str:
    said = f"{stranger.name} is credited, and neither the directory nor another story has that name."
    return f"{said} Is it {stranger.near}?" if stranger.near else said


def _copy_not_credited(case: Case) -> Iterator[Finding]:
    if not case.situation.sources:
        return
    from desk.checks.copied import Words, plain_story  # noqa: PLC0415  seldom needed

    words = Words(plain_story(case.story))
    credited = Credited(case.story, case.house)
    told: list[str] = []
    for source in case.situation.sources:
        if credited.has(source.name) or any(same_name(source.name, other, case.house) for other in told):
            continue
        if found := words.copied(source.words):
            told.append(source.name)
            count, where = sum(each.count for each in found), max(found, key=lambda each: each.count)
            much = counted(count, "word")
            message = f"{much} of copy from {source.name} stand in the story without a credit."
            finding = case.found("copy-not-credited", "body", message, where.block)
            yield replace(finding, start=where.start, stop=where.stop, name=source.name)


CONSISTENCY: tuple[Rule, ...] = (
    Rule("copy-not-credited", "Whose copy was pasted in is credited.", _copy_not_credited),
    Rule("credit-unknown", "Who is credited is known, from the directory or from another story.", _unknown),
    Rule("nobody-there", "Somebody who is credited was where the dateline says.", _nobody_there),
)
# All that is held of credits, for those who look after them.
CREDIT_RULES: tuple[Rule, ...] = (
    *CONSISTENCY,
    *(rule for rule in RULES if rule.id in {"credited-twice", "line-differs", "credit-unclear"}),
)

"""The rules: each a small function from a story and its house to what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from desk.checks.finding import Finding
from desk.checks.situation import Case
from desk.story.body import Figure, text_of
from desk.story.credits import byline_in_print, contribution_in_print, credit_problem, same_name
from desk.story.people import Role
from desk.story.places import Place, in_print, offset_in_block
from desk.story.story import Story
from desk.story.to_come import off_page, to_come


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its id; `summary` says what it asks for."""

    id: str
    summary: str
    find: Callable[[Case], Iterator[Finding]]


def _no_headline(case: Case) -> Iterator[Finding]:
    if not case.story.headline.strip():
        yield case.found("no-headline", "headline", "There is no headline.")


def _too_long(case: Case) -> Iterator[Finding]:
    for field, name in (("headline", "headline"), ("deck", "deck"), ("slug", "slug")):
        length, limit = len(getattr(case.story, field)), getattr(case.house.limits, field)
        if length > limit:
            message = (
                f"The {name} has {length} characters, {length - limit} more than the {limit} of {case.house.name}."
            )
            yield replace(case.found("too-long", field, message), start=limit, stop=length)


def _figures(story: Story) -> Iterator[tuple[Figure, str, int | None, str]]:
    """Every picture with its field, its block, and how to speak of it."""
    if story.lead is not None:
        yield story.lead, "lead", None, "The lead picture"
    number = 0
    for index, block in enumerate(story.body.blocks):
        if isinstance(block, Figure):
            number += 1
            caption = " ".join(text_of(block.caption).split()[:6])
            yield block, "body", index, f"Picture {number} (“{caption}…”)" if caption else f"Picture {number}"


def _no_alt_text(case: Case) -> Iterator[Finding]:
    for figure, field, block, name in _figures(case.story):
        if not figure.alt.strip():
            message = f"{name} has no alternative text for readers who do not see it."
            yield case.found("no-alt-text", field, message, block)


def _no_picture_credit(case: Case) -> Iterator[Finding]:
    for figure, field, block, name in _figures(case.story):
        if not figure.credit.strip():
            yield case.found("no-picture-credit", field, f"{name} has no credit.", block)


def _no_byline(case: Case) -> Iterator[Finding]:
    if not byline_in_print(case.story, case.house).text:
        yield case.found("no-byline", "credits", "There is no byline.")


def _no_dateline(case: Case) -> Iterator[Finding]:
    wanted = case.house.gate.dateline_with_byline and not case.story.dateline.place
    if wanted and byline_in_print(case.story, case.house).text:
        message = f"There is a byline and no dateline, which {case.house.name} wants with it."
        yield case.found("no-dateline", "dateline", message)


def _to_come(case: Case) -> Iterator[Finding]:
    story = case.story
    for each in (*off_page(story), *to_come(story, in_print(story, case.house))):
        begin = _begin(story, each.place)
        message = f"“{each.words}” still stands for something to come: “{each.around}”."
        finding = case.found("to-come", each.place.field, message, each.place.block)
        yield finding if begin is None else replace(finding, start=begin + each.start, stop=begin + each.stop)


def _begin(story: Story, place: Place) -> int | None:
    """Where a text begins in its field or block; None where that cannot be told in characters."""
    if place.block is not None:
        return offset_in_block(story.body.blocks[place.block], place.part)
    if place.field == "lead" and story.lead is not None:
        return offset_in_block(story.lead, place.part)
    return None if place.field == "corrections" else 0


def _line_differs(case: Case) -> Iterator[Finding]:
    if byline_in_print(case.story, case.house).differs:
        message = "The byline was written by hand and says something else than the credits."
        yield case.found("byline-differs", "byline_text", message)
    if contribution_in_print(case.story, case.house).differs:
        message = "The contribution line was written by hand and says something else than the credits."
        yield case.found("contribution-differs", "contribution_text", message)


def _credit_unclear(case: Case) -> Iterator[Finding]:
    for credit in case.story.credits:
        if problem := credit_problem(credit, case.house):
            yield case.found("credit-unclear", "credits", problem)


# Whoever has the byline did this; to be named for it again says nothing new.
AUTHORS_DO = frozenset({Role.CONTRIBUTOR, Role.REPORTING, Role.ADDITIONAL_REPORTING})


def _credited_twice(case: Case) -> Iterator[Finding]:
    by = [credit.name for credit in case.story.credits if credit.role is Role.BY]
    others = (credit.name for credit in case.story.credits if credit.role in AUTHORS_DO)
    for name in dict.fromkeys(others):
        if any(same_name(name, author, case.house) for author in by):
            message = f"{name} has the byline and is named in the contribution line as well."
            yield replace(case.found("credited-twice", "credits", message), name=name)


def _embargoed(case: Case) -> Iterator[Finding]:
    own = case.story.embargo or case.now
    embargo = max(own, case.situation.embargo or own)
    if embargo > case.now:
        local = embargo.astimezone(ZoneInfo(case.house.timezone))
        until = local.strftime(f"{case.house.date_format}, {case.house.time_format} %Z")
        waits = "" if embargo == own else " A tracked change of that is still to be accepted or rejected."
        yield case.found("embargoed", "embargo", f"The story is under embargo until {until}.{waits}")


RULES: tuple[Rule, ...] = (
    Rule("no-headline", "A story has a headline.", _no_headline),
    Rule("too-long", "Headline, deck and slug keep to the limits of the house.", _too_long),
    Rule("no-byline", "A story has a byline.", _no_byline),
    Rule("no-dateline", "A story with a byline has a dateline, where the house wants one.", _no_dateline),
    Rule("line-differs", "A byline or contribution line written by hand says what the credits say.", _line_differs),
    Rule("credit-unclear", "Every credit can be told from the words around it in print.", _credit_unclear),
    Rule("credited-twice", "Nobody has the byline and is named as a contributor as well.", _credited_twice),
    Rule("no-alt-text", "Every picture has alternative text.", _no_alt_text),
    Rule("no-picture-credit", "Every picture has a credit.", _no_picture_credit),
    Rule("to-come", "Nothing is left to come (“TK”).", _to_come),
    Rule("embargoed", "A story under embargo is not published before its time.", _embargoed),
)

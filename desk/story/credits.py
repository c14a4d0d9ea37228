"""Credits as lines of print, and back: what the rest of Desk calls.

The byline is made of the credits in the role "by", the contribution line of all others. For valid
credits (`credit_problem` says "") reading a written line gives the same credits, in the order of
their roles: `parse_contribution(contribution_line(credits, house), house) == credits`, whatever the
house's wording. Kinds are told by the name, and notes are not printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desk.story.body import clean_line
from desk.story.credit_parse import in_order, parse_byline, parse_contribution
from desk.story.credit_write import byline, contribution_line, same_print, written_list
from desk.story.house import House
from desk.story.names import Names, fold_apostrophes, without_article
from desk.story.people import Credit, Person, PersonKind, Role
from desk.story.story import Story

__all__ = [
    "Line",
    "byline",
    "byline_in_print",
    "clean_credit",
    "contribution_in_print",
    "contribution_line",
    "credit_problem",
    "credits_by_hand",
    "in_order",
    "kind_of",
    "name_problem",
    "parse_byline",
    "parse_contribution",
    "same_name",
]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is printed. `differs`: it was written by hand and says something else than the credits."""

    text: str
    differs: bool = False


def byline_in_print(story: Story, house: House) -> Line:
    """The byline of a story: the one written by hand where there is one, else the one that the credits make."""
    hand = clean_line(story.byline_text)
    by = [credit for credit in story.credits if credit.role is Role.BY]
    if not hand:
        return Line(byline(by, house))
    known = _people(by)
    read = parse_byline(hand, house, known) or parse_byline(f"By {hand}", house, known)
    return Line(hand, not _says_the_same(read, by, house))


def contribution_in_print(story: Story, house: House) -> Line:
    """The contribution line of a story: written by hand where there is one, else what the credits make."""
    hand = clean_line(story.contribution_text)
    others = [credit for credit in in_order(story.credits) if credit.role is not Role.BY]
    if not hand:
        return Line(contribution_line(others, house))
    return Line(hand, not _says_the_same(parse_contribution(hand, house, _people(others)), others, house))


def credits_by_hand(story: Story, house: House) -> tuple[tuple[Credit, ...] | None, tuple[Credit, ...] | None]:
    """The credits that the lines written by hand tell of, byline and contribution line; None where none."""
    hand = clean_line(story.byline_text)
    by = (parse_byline(hand, house) or parse_byline(f"By {hand}", house)) if hand else None
    hand = clean_line(story.contribution_text)
    return by or None, (parse_contribution(hand, house) or None) if hand else None


def kind_of(name: str, house: House) -> PersonKind:
    """Whether this name is somebody's or an organisation's, as far as can be told."""
    return Names.of(house).kind(clean_line(name))


def same_name(one: str, other: str, house: House) -> bool:
    """Whether two names mean the same: by case, apostrophes, articles, and what the house knows of other names."""
    return _canonical(one, house) == _canonical(other, house)


def clean_credit(credit: Credit) -> Credit:
    """The credit with its texts on one line each, without commas and semicolons left over from a list."""
    name, place, title = (clean_line(text).strip(",; ") for text in (credit.name, credit.place, credit.title))
    return replace(credit, name=name, place=place, title=title, note=clean_line(credit.note))


def name_problem(name: str, house: House) -> str:
    """Why a name cannot be credited, as a sentence; "" where it can."""
    if not name.strip():
        return "A credit needs a name."
    if name != clean_line(name):
        return f"“{name}” has spaces or line breaks that a name does not have."
    if Names.of(house).know(name) or _alone(Credit(name), house):
        return ""
    for sign, said in ((" and ", "“and”"), (" & ", "“&”"), (";", "a semicolon"), (",", "a comma"), (" in ", "“in”")):
        if sign in name:
            return (
                f"“{name}” would be read as more than a name, because of {said}. Add each name as a credit of its own."
            )
    return f"“{name}” would not be read as a name. A name has capitals, letters and the signs of names only."


def credit_problem(credit: Credit, house: House) -> str:
    """Why a credit could not be read back from print, as a sentence; "" where it could."""
    if problem := name_problem(credit.name, house):
        return problem
    if credit.title and not _alone(Credit(credit.name, title=credit.title), house):
        return (
            f"“{credit.title}” would not be read as a title. "
            "A title is in the singular and ends with a job, as in “Reuters reporter”."
        )
    if credit.place and not _alone(credit, house):
        return (
            f"“{credit.place}” would not be read as a place. "
            "Write it as it stands behind “in”, with capitals, as in “Portland, Maine”."
        )
    return ""


def _alone(credit: Credit, house: House) -> bool:
    """Whether a credit reads back where it stands alone, in each kind of line."""
    text = written_list((credit,), house)
    expected = (replace(credit, role=Role.EDITING), replace(credit, role=Role.CONTRIBUTOR))
    return (
        same_print(parse_contribution(f"Editing by {text}", house), expected[:1])
        and same_print(parse_contribution(f"{text}, contributed to this report.", house), expected[1:])
        and same_print(parse_byline(f"By {text}", house), (replace(credit, role=Role.BY),))
    )


def _people(given: Iterable[Credit]) -> list[Person]:
    return [Person(credit.name, credit.kind) for credit in given]


def _says_the_same(read: Iterable[Credit] | None, given: Iterable[Credit], house: House) -> bool:
    """Whether a line that was read says what the credits say; other names of an organisation are the same."""
    if read is None:
        return False

    def plain(credit: Credit) -> Credit:
        return replace(credit, name=_canonical(credit.name, house), kind=PersonKind.PERSON, note="")

    return [plain(credit) for credit in read] == [plain(credit) for credit in given]


def _canonical(name: str, house: House) -> str:
    name = fold_apostrophes(without_article(clean_line(name)))
    name = house.aliases.get(name, name)
    name = without_article(name).casefold()
    return house.people.get(name, name)

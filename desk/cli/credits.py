"""The command that credits people and organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk.cli.options import (
    answer_json,
    house_of,
    house_option,
    json_option,
    library_option,
    opened,
    outside_bin,
    progress,
    tell,
)
from desk.cli.searching import chosen_or_found
from desk.errors import NotFound, Unreadable
from desk.library.values import Why
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.plurals import counted, listed
from desk.story.states import OUT
from desk.story.story import Story

if TYPE_CHECKING:
    from desk.library.library import Library

_ROLES = click.Choice([role.value for role in Role if role is not Role.BY])
_UNCHANGED = "Nothing was changed."
_ROLE_HELP = f"What the contributors did: {', '.join(_ROLES.choices)}. [default: contributor]"


@click.command(short_help="Credit people and organisations.")
@click.argument("articles", metavar="[SLUG]…", nargs=-1)
@click.option("--found", metavar="QUERY", help="All that this query finds, instead of naming them (see `desk list`).")
@click.option(
    "--contributed",
    "names",
    metavar="NAME",
    multiple=True,
    help="Somebody or some organisation who contributed. May be given more than once.",
)
@click.option(
    "--by", "authors", metavar="NAME", multiple=True, help="Somebody for the byline. May be given more than once."
)
@click.option(
    "--place",
    "places",
    metavar="PLACE",
    multiple=True,
    help="Where they worked: once for all, or once for each --contributed, in their order.",
)
@click.option("--role", metavar="ROLE", type=_ROLES, default=None, help=_ROLE_HELP)
@click.option("--title", metavar="TITLE", default="", help='What stands before the name, as in "Reuters reporter".')
@click.option(
    "--organisation/--person", "organisation", default=None, help="What they are, where the name does not tell."
)
@click.option("--remove", "removed", metavar="NAME", multiple=True, help="Somebody whose credits are taken out.")
@library_option
@house_option
@json_option
def credit(
    *,
    library: Path,
    articles: tuple[str, ...],
    found: str | None,
    names: tuple[str, ...],
    authors: tuple[str, ...],
    places: tuple[str, ...],
    role: str | None,
    title: str,
    organisation: bool | None,
    removed: tuple[str, ...],
    house: str,
    as_json: bool,
) -> None:
    """Credit people and organisations, and print the byline and the contribution line that come of it.

    Whether a name is somebody's or an organisation's is known from earlier credits and from the house
    style, and told by its words else. Who is credited already in this role is credited once; a place
    that is given takes the place of the old one. A line that was written by hand stays as it is.

    In several articles at once somebody is only added, in all of them or none: what is said there of whoever is
    credited already stays.
    """
    several = len(articles) != 1 or found is not None
    if several:
        _check_several(articles, found, added=(*names, *authors), removed=removed)
    if not names:
        _check_alone(place=places, role=role, title=title)
    if organisation is not None and not (names or authors):
        raise click.UsageError(f"Say who that is: --contributed NAME or --by NAME. {_UNCHANGED}")
    kind = None if organisation is None else PersonKind.ORGANISATION if organisation else PersonKind.PERSON
    with opened(library) as shelf:
        style = house_of(house, shelf)
        given = [
            Credit(name, role=Role(role or Role.CONTRIBUTOR), place=place, title=title)
            for name, place in _pairs(names, places)
        ]
        given += [Credit(name, role=Role.BY) for name in authors]
        added = tuple(checked(each, style, shelf, kind) for each in given)
        if several:
            _credit_many(shelf, chosen_or_found(shelf, articles, found), added, style, as_json)
            return
        there = shelf.article(articles[0])
        if added or removed:
            outside_bin(there.row)
            _check_removed(there.story, removed, style)
            change = partial(_changed, added=added, removed=removed, house=style)
            shelf.update_story(there.row.id, change, Why.CREDITED).result()
        story = shelf.article(there.row.id).story
    _answer(story, style, as_json)
    if story != there.story and there.row.state in OUT:
        tell(f"{there.row.slug} is published already. Readers see it after: desk update {there.row.slug}")


def _credit_many(shelf: Library, ids: Sequence[str], added: Sequence[Credit], house: House, as_json: bool) -> None:
    with progress(len(ids), "Crediting") as step:
        done = shelf.credit_many(ids, added, house, lambda done, _total: step() if done else None).result()
    if as_json:
        answer_json({"changed": list(done.articles), "published": list(done.out), "by_hand": list(done.by_hand)})
        return
    tell(f"The credits of {counted(len(done.articles), 'article')} changed.")
    if done.out:
        tell(f"Published already: {len(done.out):,}. Readers see it after `desk update`.")
    if done.by_hand:
        tell(f"With a line written by hand, which does not say so: {len(done.by_hand):,}.")


def _check_several(articles: Sequence[str], found: str | None, *, added: Sequence[str], removed: Sequence[str]) -> None:
    """Raises UsageError where what is asked for cannot be done in several articles at once."""
    if not articles and found is None:
        raise click.UsageError("Name the article, or say with --found what finds several.")
    if removed:
        only = "In several articles at once somebody is only added: take --remove out, or name one article."
        raise click.UsageError(f"{only} {_UNCHANGED}")
    if not added:
        raise click.UsageError("In several articles at once, say who is to be added, with --contributed or --by.")


def _check_alone(**said: object) -> None:
    """Raises UsageError where it is said how somebody contributed, and not who."""
    if given := [f"--{option}" for option, value in said.items() if value]:
        say = "say" if len(given) > 1 else "says"
        how = f"{listed(given)} {say} how somebody contributed: name them with --contributed."
        raise click.UsageError(f"{how} {_UNCHANGED}")


def _pairs(names: Sequence[str], places: Sequence[str]) -> list[tuple[str, str]]:
    """Names with their places."""
    if len(places) <= 1:
        return [(name, places[0] if places else "") for name in names]
    if len(places) != len(names):
        there = "There is" if len(names) == 1 else "There are"
        many = f"{there} {counted(len(names), 'name')}, and there are {len(places)} places"
        raise click.UsageError(f"{many}: give one place for all, or one for each. {_UNCHANGED}")
    return list(zip(names, places, strict=True))


def checked(credit: Credit, house: House, library: Library, kind: PersonKind | None = None) -> Credit:
    """The credit as it is kept, its kind known; `Unreadable` says why a name cannot be one.

    Whoever gives the `kind` vouches for the name, though Desk may not read it back from print.
    """
    from desk.story.credits import clean_credit, credit_problem, kind_of  # noqa: PLC0415

    credit = clean_credit(credit)
    problem = credit_problem(credit, house)
    if problem and not credit.name:
        raise Unreadable(f"{problem} {_UNCHANGED}")
    if problem and kind is None:
        raise Unreadable(f"{problem} {_UNCHANGED} Where it is a name all the same, add --person or --organisation.")
    known = (person.kind for person in library.people(credit.name) if person.name == credit.name)
    return replace(credit, kind=kind or next(known, None) or kind_of(credit.name, house))


def _check_removed(story: Story, removed: Sequence[str], house: House) -> None:
    from desk.story.credits import same_name  # noqa: PLC0415

    for name in removed:
        if not any(same_name(credit.name, name, house) for credit in story.credits):
            raise NotFound(f"“{name}” is not credited here. {_UNCHANGED}")


def _changed(story: Story, added: Sequence[Credit], removed: Sequence[str], house: House) -> Story:
    """The story with these credits put in and those taken out."""
    from desk.story.credits import same_name  # noqa: PLC0415

    kept = [each for each in story.credits if not any(same_name(each.name, name, house) for name in removed)]
    for new in added:
        at = next(
            (n for n, old in enumerate(kept) if old.role is new.role and same_name(old.name, new.name, house)), None
        )
        if at is None:
            kept.append(new)
        else:
            old = kept[at]
            kept[at] = replace(old, kind=new.kind, place=new.place or old.place, title=new.title or old.title)
    return replace(story, credits=tuple(kept))


def _answer(story: Story, house: House, as_json: bool) -> None:
    from desk.story.credits import byline_in_print, contribution_in_print  # noqa: PLC0415

    byline, contribution = byline_in_print(story, house), contribution_in_print(story, house)
    if as_json:
        each_credit = [asdict(each) for each in story.credits]
        answer_json({"byline": byline.text, "contribution": contribution.text, "credits": each_credit})
    else:
        for line in filter(None, (byline.text, contribution.text)):
            click.echo(line)
    for what, printed in (("byline", byline), ("contribution line", contribution)):
        if printed.differs:
            tell(f"The {what} was written by hand and differs from the credits; it was kept: “{printed.text}”.")

"""The ledger of credits at the command line: a part of `desk credits`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from desk.cli.options import answer_json, answer_table, house_of, opened, tell
from desk.story.body import clean_line
from desk.story.people import Role
from desk.story.plurals import listed

if TYPE_CHECKING:
    from desk.library.ledger_values import Tally

Command = TypeVar("Command", bound=Callable[..., Any])

_SHOWN = ("date", "name", "role", "place", "headline")  # on a terminal
_NAMED = 5  # of so many people the names are told
_ROLES = click.Choice([role.value for role in Role])
_OPTIONS = (
    click.option("--ledger", is_flag=True, help="Print who was credited where and for what, over a time."),
    click.option(
        "--since",
        metavar="DAY",
        default=None,
        help="The first day of the ledger: 2026-11-01, 2026-11, monday, 3w; the first of this month else.",
    ),
    click.option("--until", metavar="DAY", default=None, help="The last day of the ledger; today else."),
    click.option(
        "--name",
        metavar="NAME",
        default=None,
        help="Only their credits, under any of their names; a part of a name will do.",
    ),
    click.option("--role", metavar="ROLE", type=_ROLES, default=None, help=f"Only this role: {', '.join(Role)}."),
    click.option("--csv", "as_csv", is_flag=True, help="The ledger as a table for spreadsheets: CSV, in UTF-8."),
)


def ledger_options(command: Command) -> Command:
    """What asks for the ledger, given to the command as `ledger`, `since`, `until`, `name`, `role` and `as_csv`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def answer_ledger(
    library: Path,
    house: str,
    *,
    since: str | None,
    until: str | None,
    name: str | None,
    role: str | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Print who was credited where, from the first of these days to the last, with both. Days are those of the
    house."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    from desk.library.ledger_table import HEADS, cells, ledger_csv, ledger_values  # noqa: PLC0415
    from desk.library.ledger_values import Asked  # noqa: PLC0415

    if as_csv and as_json:
        raise click.UsageError("Choose either --csv or --json.")
    if name is not None and not clean_line(name):
        raise click.UsageError("--name is empty. Say whose credits, or leave it out for everybody's.")
    with opened(library) as shelf:
        style = house_of(house, shelf)
        now = datetime.now(ZoneInfo(style.timezone))
        first, end = _first(since, now), _end(until, now)
        _check_span(first, end, since, until)
        asked = Asked(first, end, name or "", role=Role(role) if role else None, parts=True)
        tally = shelf.tally(asked)
        rows = shelf.ledger_rows(tally.keys)
    if tally.alike and rows:
        tell(f"Nobody is called just “{name}”. This is of {_names(tally)}.")
    if as_json:
        answer_json(ledger_values(rows, style))
    elif as_csv:
        # Without a mark of UTF-8 before it: that is for files, and would be a part of the first heading in a pipe.
        click.echo(ledger_csv(rows, style).encode(), nl=False)
    else:
        # Into a pipe goes all of it; a terminal has room for what one looks for.
        shown = [at for at, head in enumerate(HEADS) if head in _SHOWN or not sys.stdout.isatty()]
        lines = ([line[at] for at in shown] for line in (cells(row, style) for row in rows))
        answer_table([HEADS[at] for at in shown], lines, wide="headline", none=_none(name, tally))


def _none(name: str | None, tally: Tally) -> str:
    """What is said instead of an empty ledger."""
    if not name:
        return "Nobody was credited in that time."
    if tally.alike:
        return f"Nobody with “{name}” in their name was credited in that time."
    return f"“{name}” was not credited in that time."


def _names(tally: Tally) -> str:
    """Whose credits these are, in a sentence: those with the most of them, where there are many."""
    names = list(dict.fromkeys(line.name for line in tally.lines))
    more = len(names) - _NAMED
    return listed([*names[:_NAMED], f"{more:,} more"] if more > 1 else names)


def check_unasked(ledger: bool, article: str, *, deciding: bool, **asked: Any) -> None:
    """Raises UsageError where the ledger and an article are asked for, or neither; or one with what is for the
    other."""
    if ledger and article:
        raise click.UsageError("The ledger is one of all articles. Leave the name of the article out.")
    if ledger and deciding:
        raise click.UsageError("--not and --offer are for one article. Nothing was changed.")
    if not ledger and any(value not in (None, False) for value in asked.values()):
        raise click.UsageError("--since, --until, --name, --role and --csv are for --ledger.")
    if not ledger and not article:
        raise click.UsageError("Name the article, or give --ledger.")


def _first(typed: str | None, now: datetime) -> datetime:
    from desk.library.days import day_of  # noqa: PLC0415

    if typed is None:
        return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return _meant("--since", typed, day_of(typed, now))


def _end(typed: str | None, now: datetime) -> datetime:
    """The end of the last day; of a month or a year, where no day is named."""
    from desk.library.days import end_of  # noqa: PLC0415

    typed = "today" if typed is None else typed
    return _meant("--until", typed, end_of(typed, now))


def _meant(option: str, typed: str, found: datetime | None) -> datetime:
    if found is None:
        raise click.UsageError(f"{option}: “{typed}” is no day. Write it as 2026-11-01, yesterday, monday or 3w.")
    return found


def _check_span(first: datetime, end: datetime, since: str | None, until: str | None) -> None:
    """Raises UsageError where there is no day from the first to the last."""
    if first < end:
        return
    begin, last = first.date().isoformat(), (end - timedelta(days=1)).date().isoformat()
    begins = f"--since is {begin}," if since is not None else f"without --since it begins with this month, {begin},"
    ends = f"--until is {last}" if until is not None else f"without --until it ends today, {last}"
    raise click.UsageError(f"The time ends before it begins: {begins} {ends}.")

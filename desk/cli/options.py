"""What the commands share: their options, opening the library, and saying things."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from desk import paths
from desk.errors import Refused
from desk.library.values import ArticleRow
from desk.library.wanted import NEWEST, Wanted
from desk.story.house import House

if TYPE_CHECKING:
    from desk.library.library import Library

FOUND_A_PROBLEM = 1
COULD_NOT = 3
_PAGE = 500
_WORTH_A_BAR = 20

Command = TypeVar("Command", bound=Callable[..., Any])


def library_option(command: Command) -> Command:
    """--library PATH, given to the command as `library`."""
    return click.option(
        "--library",
        metavar="PATH",
        envvar="DESK_LIBRARY",
        type=click.Path(path_type=Path),
        default=paths.default_library,
        help="The library to work in, instead of the user's own. [env: DESK_LIBRARY]",
    )(command)


def house_option(command: Command) -> Command:
    """--house KEY, given to the command as `house`: "" where none was named."""
    return click.option(
        "--house",
        metavar="KEY",
        envvar="DESK_HOUSE",
        default="",
        help="The house style, instead of the library's own. [env: DESK_HOUSE]",
    )(command)


def json_option(command: Command) -> Command:
    """--json, given to the command as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(command)


def all_option(command: Command) -> Command:
    """--all, given to the command as `everything`."""
    return click.option("--all", "everything", is_flag=True, help="All articles that are not in the bin.")(command)


def chosen(library: Library, articles: Sequence[str], everything: bool) -> list[str]:
    """The articles that were named, or the ids of all; neither or both is wrong usage."""
    if everything == bool(articles):
        raise click.UsageError("Name the articles, or give --all.")
    if not everything:
        return list(dict.fromkeys(articles))
    return [row.id for row in every_row(library)]


def every_row(library: Library, wanted: Wanted = NEWEST, limit: int | None = None) -> Iterator[ArticleRow]:
    """The lines of the article list, page by page."""
    if wanted.query:
        library.index_all()
    after, left = "", limit
    while left is None or left > 0:
        most = min(left or _PAGE, _PAGE)
        page = library.rows(wanted, after, most)
        yield from page.rows
        if not page.next:
            return
        after, left = page.next, None if left is None else left - len(page.rows)


def outside_bin(row: ArticleRow) -> ArticleRow:
    """The article, where it is not in the bin; Refused else."""
    if row.binned:
        raise Refused(f"{row.slug} is in the bin. Take it out first: desk bin restore {row.slug}")
    return row


def override_option(command: Command) -> Command:
    """--override REASON, given to the command as `override`: "" where none was named."""
    return click.option(
        "--override", metavar="REASON", default="", help="Go past what the checks find, for this reason."
    )(command)


def how_to_go_on(sentence: str) -> str:
    """What the gate says, for somebody at the command line."""
    from desk.checks.gate import GO_ON  # noqa: PLC0415

    return sentence.replace(GO_ON, "To go on all the same say why: --override REASON.")


def tell(sentence: str) -> None:
    """A sentence for the person, on standard error."""
    click.echo(f"desk: {sentence}", err=True)


def answer_json(value: object) -> None:
    """A JSON document on standard output. Times are written as ISO 8601 in UTC."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_json))


def _json(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[Library]:
    """The library, open; with the name of the person who is working, which new records carry.

    The name is DESK_WHO, or the one that was given in the window, or that of the system's account.
    """
    from desk.library.library import Library  # noqa: PLC0415  SQLAlchemy: not for --help

    with Library.open(path, create=create) as library:
        library.who = os.environ.get("DESK_WHO") or library.setting("who") or _account()
        library.who = library.signed_in().name  # the directory may know them by another spelling
        yield library


def _account() -> str:
    import getpass  # noqa: PLC0415

    try:
        import pwd  # noqa: PLC0415  not on Windows

        entry = pwd.getpwuid(os.geteuid())
        return entry.pw_gecos.split(",")[0] or entry.pw_name
    except (ImportError, KeyError):
        try:
            return getpass.getuser()
        except (OSError, KeyError):
            return ""


def house_of(key: str, library: Library | None = None) -> House:
    """The house style that was named, else the library's, else Desk's own; with the people whom the library knows."""
    from desk import houses  # noqa: PLC0415

    if library is None:
        return houses.find_house(key or houses.DEFAULT, houses.house_dirs())
    from desk.library.housing import house_in  # noqa: PLC0415

    return house_in(library, key)


def local(moment: datetime) -> str:
    """A time as the clock on the wall has it."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def answer_table(heads: Sequence[str], rows: Iterable[Sequence[str]], wide: str, none: str) -> None:
    """Rows for a person or for a program: a table on a terminal, else one line each with tabs between.

    On a terminal the column `wide` takes the room that the others leave, and `none` is said instead of no rows.
    """
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    held = list(rows)
    if not held:
        tell(none)
        return
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", expand=True)
    for head in heads:
        table.add_column(head, no_wrap=head != wide, ratio=1 if head == wide else None)
    for row in held:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


@contextmanager
def progress(total: int, doing: str) -> Iterator[Callable[[], None]]:
    """Gives what is called after each of `total` steps; shows a bar on a terminal if there are enough to wait for."""
    if total < _WORTH_A_BAR or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=total)
        yield lambda: bar.advance(task)


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Gives what says whether Ctrl+C was pressed, so that work can end where it is whole; a second ends it there."""
    stop = threading.Event()

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            signal.default_int_handler(number, frame)
        stop.set()

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield stop.is_set
    finally:
        signal.signal(signal.SIGINT, before)

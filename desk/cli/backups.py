"""Commands on the library as a whole: backups of it, and going back to one."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from desk.cli.options import answer_json, answer_table, json_option, library_option, opened, stoppable, tell
from desk.library.backup_names import BY_HAND, Backup, backups_of, clock_trouble
from desk.story.plurals import counted

_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000, "t": 1_000_000_000_000}

_WAITED_FOR = 0.5  # seconds after which it is shown how far something is
_LOOKING = "Looking through it"


class Size(click.ParamType[int]):
    """So many bytes: "500 MB", "2G"."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The bytes."""
        found = re.fullmatch(r"([\d.]+)\s*([kmgt]?)b?", str(value).strip().lower())
        try:
            return int(float(found[1]) * _UNITS[found[2]]) if found else self._refuse(param, ctx)
        except ValueError:
            return self._refuse(param, ctx)

    def _refuse(self, param: click.Parameter | None, ctx: click.Context | None) -> int:
        self.fail("a size is written as 500MB or 2GB.", param, ctx)


def said_size(size: int) -> str:
    """Bytes as people say them."""
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{max(1, size // 1_000)} kB"


@click.group("backup", invoke_without_command=True, short_help="Make a backup of the library, or list them.")
@click.option("--to", "target", metavar="PATH", type=click.Path(path_type=Path), help="Put it here instead.")
@click.option("--list", "listing", is_flag=True, help="List the backups that are there; make none.")
@click.option("--keep-within", metavar="SIZE", type=Size(), help="How much room the backups may take from now on.")
@library_option
@json_option
@click.pass_context
def backup(
    ctx: click.Context,
    *,
    library: Path,
    target: Path | None,
    listing: bool,
    keep_within: int | None,
    as_json: bool,
) -> None:
    """Make a backup of the library, and print its path.

    It is put into the folder “… backups” beside the library, where the window puts its own every hour, and stays
    there until you remove it. Others may write to the library meanwhile.
    """
    from desk.library.backup import ROOM_KEY, back_up, copy_to, thin  # noqa: PLC0415  not for --help

    if ctx.invoked_subcommand is not None:
        _refuse_before(ctx)
        return
    if listing:
        _list(library, as_json)
        return
    if keep_within is not None:
        with opened(library) as shelf:
            shelf.set_setting(ROOM_KEY, str(keep_within)).result()
        gone = thin(library, datetime.now(UTC))
        removed = counted(len(gone), "backup")
        tell(f"The backups made by themselves are kept within {said_size(keep_within)}; {removed} removed.")
        return
    with copying() as watch:
        made = copy_to(library, target, watch) if target is not None else back_up(library, BY_HAND, watch)
    if as_json:
        answer_json(_as_fields(made))
    else:
        click.echo(made.path)


def _refuse_before(ctx: click.Context) -> None:
    """An option before the name of a command under this one would be another's: it may be a slip."""
    given = [name for name in ctx.params if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given:
        raise click.UsageError(f"Options stand behind “{ctx.invoked_subcommand}”.")


def _list(library: Path, as_json: bool) -> None:
    from desk.library.restoring import said_time  # noqa: PLC0415

    found = backups_of(library)
    if said := clock_trouble(found, datetime.now(UTC)):
        tell(said)
    if as_json:
        answer_json([_as_fields(one) for one in found])
        return
    answer_table(
        ("made", "size", "why", "file"),
        ((said_time(one), said_size(one.size), one.why, str(one.path)) for one in found),
        wide="file",
        none="There is no backup of this library yet.",
    )


def _as_fields(one: Backup) -> dict[str, object]:
    return {"path": str(one.path), "at": one.at, "size": one.size, "why": one.why}


@click.command("restore-library", short_help="Go back to a backup of the library.")
@click.argument("backup_", metavar="BACKUP")
@library_option
@json_option
def restore_library(library: Path, backup_: str, as_json: bool) -> None:
    """Let a backup be the library: its path, its time as `desk backup --list` tells it, or “newest”.

    The library as it is now is kept among the backups first, under its time and “replaced”; nothing is
    overwritten. No window may have it open.
    """
    from desk.library.restoring import NEWEST, find_backup  # noqa: PLC0415
    from desk.library.restoring import restore_library as restore  # noqa: PLC0415

    if backup_ == NEWEST and (said := clock_trouble(backups_of(library), datetime.now(UTC))):
        tell(said)
    with copying() as watch:
        done = restore(library, find_backup(library, backup_), watch)
    if as_json:
        kept = str(done.kept) if done.kept else None
        answer_json({"library": str(library), "backup": str(done.backup), "kept": kept, "articles": done.articles})
        return
    tell(f"“{library}” is what it was in “{done.backup.name}”: {counted(done.articles, 'article')}.")
    if done.kept:
        tell(f"As it was before, it is kept in “{done.kept}”.")


@contextmanager
def copying(doing: str = "Copying") -> Iterator[Callable[[int, int], None]]:
    """Gives what is told how far something is; shows a bar on a terminal once it lasts. Ctrl+C ends it where it says
    how far it is, so that nothing half done is left."""
    with ExitStack() as held:
        stopped = held.enter_context(stoppable())
        bar = _Bar(doing, held) if sys.stderr.isatty() else None

        def on_step(done: int, total: int) -> None:
            if stopped():
                raise KeyboardInterrupt
            if bar is not None:
                bar.show(done, total)

        yield on_step


class _Bar:
    """A bar on standard error for what lasts longer than people like to wait without a sign."""

    def __init__(self, doing: str, held: ExitStack) -> None:
        self._doing, self._held = doing, held
        self._show_from = time.monotonic() + _WAITED_FOR
        self._show: Callable[[int, int], None] | None = None

    def show(self, done: int, total: int) -> None:
        """Say how far it is; a total of 0 is one that is not known."""
        if self._show is None:
            if time.monotonic() < self._show_from:
                return
            self._show = self._begin()
        self._show(done, total)

    def _begin(self) -> Callable[[int, int], None]:
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
        bar = self._held.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
        task = bar.add_task(self._doing, total=None)

        def show(done: int, total: int) -> None:
            if total:
                bar.update(task, completed=done, total=total)
            else:
                bar.update(task, description=_LOOKING)

        return show

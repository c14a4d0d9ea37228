"""Commands for a library that may be damaged: look, and save what can be read."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk.cli.backups import copying
from desk.cli.options import FOUND_A_PROBLEM, answer_json, json_option, library_option, tell

if TYPE_CHECKING:
    from desk.library.salvage_report import Salvaged


@click.command("check-library", short_help="Look whether the library is whole.")
@click.option("--details", is_flag=True, help="Also what the database itself says of it.")
@library_option
@json_option
def check_library(library: Path, details: bool, as_json: bool) -> None:
    """Look whether the library is whole: its pages and indexes, and every text and picture by its hash.

    Which articles cannot be read, or not wholly, is told; the exit code is then 1. Nothing is changed. `desk salvage`
    saves what can be read.
    """
    from desk.library.checking import check_library as check  # noqa: PLC0415  not for --help
    from desk.library.damage import damage_of, damage_told  # noqa: PLC0415

    with copying("Looking through it") as watch:
        said = check(library, watch)
        damage = damage_of(library, watch) if said else None
    wrong = damage_told(damage) if said else []
    if as_json:
        known = asdict(damage) | {"whole": damage.whole} if damage is not None else None
        answer_json({"library": str(library), "whole": not said, "wrong": wrong, "damage": known, "details": said})
    elif not said:
        click.echo(f"“{library}” is whole.")
    else:
        click.echo(f"“{library}” is damaged.")
        for line in [*wrong, *(f"  ({line})" for line in said if details)]:
            click.echo(line)
        tell("“desk salvage” puts all that can be read, and the newest good backup, into a new one; it keeps this one.")
    if said:
        click.get_current_context().exit(FOUND_A_PROBLEM)


@click.command(short_help="Save what can be read of a damaged library.")
@click.option("--anyway", is_flag=True, help="Also where nothing is found to be wrong with it.")
@library_option
@json_option
def salvage(library: Path, anyway: bool, as_json: bool) -> None:
    """Put all that can be read of a damaged library into a new one, under its name, with the newest good backup.

    The damaged file is kept beside it, and a report says which article came from where and what could not be
    read. A library that is whole is left alone. No window may have it open.
    """
    from desk.library.checking import check_library as check  # noqa: PLC0415
    from desk.library.putting_back import typed_for  # noqa: PLC0415
    from desk.library.salvage import salvage as save  # noqa: PLC0415
    from desk.library.salvage_report import as_text  # noqa: PLC0415

    with copying("Saving what can be read") as watch:
        if not anyway and not check(library, watch):
            tell(f"“{library}” is whole; nothing was done.")
            return
        done = save(library, typed_for(library), watch)
    if as_json:
        answer_json(_as_fields(done))
        return
    click.echo(as_text(done))
    if done.report is not None:
        tell(f"This report is in “{done.report}” too.")


def _as_fields(done: Salvaged) -> dict[str, object]:
    return {name: str(value) if isinstance(value, Path) else value for name, value in asdict(done).items()}

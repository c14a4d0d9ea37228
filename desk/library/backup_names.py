"""The backups of a library: where they are, how they are called, which there are. Plain files that a person finds.

Beside `library.desk` stands the folder `library backups`, and in it `library 2026-03-02 14.00.07 +0100.desk`: the clock
on the wall, and how far it is from UTC, so that the order holds wherever the computer travels. What was not made by
the clock says so behind the time: `… by hand`, `… before schema 2`, `… replaced`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

SUFFIX = ".desk"
PART = ".part"  # what is being made, or was when its program was killed
BY_HAND = "by hand"
REPLACED = "replaced"  # a library in whose place a backup was put

_NAME = re.compile(r"(?P<time>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d [+-]\d{4})(?: (?P<why>.+?))?(?: \(\d+\))?")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is there and was found whole when it was made. `why` is "" for one that was made by the clock;
    `size` is in bytes."""

    path: Path
    at: datetime
    size: int
    why: str = ""

    @property
    def stays(self) -> bool:
        """Whether only a person takes it away."""
        return bool(self.why)


def stem_of(library: Path) -> str:
    """The name of a library as people say it."""
    return library.stem if library.suffix == SUFFIX else library.name


def folder_of(library: Path) -> Path:
    """Where the backups of a library are."""
    return library.with_name(f"{stem_of(library)} backups")


def before_schema(schema: int) -> str:
    """Why there is a backup from before a migration."""
    return f"before schema {schema}"


def name_of(library: Path, at: datetime, why: str = "") -> Path:
    """Where a backup of this moment is put; no file is there yet."""
    name = f"{stem_of(library)} {stamp(at)}{f' {why}' if why else ''}"
    return free(folder_of(library) / f"{name}{SUFFIX}")


def stamp(at: datetime) -> str:
    """A moment as it stands in the name of a file."""
    return at.astimezone().strftime("%Y-%m-%d %H.%M.%S %z")


def free(path: Path) -> Path:
    """The path, or where something is there one with a number that nothing has: nothing is ever overwritten."""
    found, number = path, 1
    while found.exists() or found.is_symlink():
        number += 1
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return found


def backups_of(library: Path) -> tuple[Backup, ...]:
    """The backups of a library, the newest first. Other files in their folder are not looked at."""
    try:
        files = list(folder_of(library).iterdir())
    except OSError:
        return ()
    found = (_backup(stem_of(library), file) for file in files)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.at, one.path), reverse=True))


def _backup(stem: str, file: Path) -> Backup | None:
    if file.suffix != SUFFIX or not file.stem.startswith(f"{stem} "):
        return None
    named = _NAME.fullmatch(file.stem[len(stem) + 1 :])
    if named is None:
        return None
    try:
        return Backup(
            file, datetime.strptime(named["time"], "%Y-%m-%d %H.%M.%S %z"), file.stat().st_size, named["why"] or ""
        )
    except (ValueError, OSError):
        return None

"""The backups of a library: where they are, how they are called, which there are. Plain files that a person finds.

Beside `library.desk` stands the folder `library backups`, and in it `library 2026-03-02 14.00.07 +0100.desk`: the clock
on the wall, and how far it is from UTC, so that the order holds wherever the computer travels. What was not made by
the clock says so behind the time: `… by hand`, `… before schema 2`, `… replaced`.

A clock may be wrong, so the file `.order` in that folder has their names in the order in which they were made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

SUFFIX = ".desk"
PART = ".part"  # what is being made, or was when its program was killed
BY_HAND = "by hand"
REPLACED = "replaced"  # a library in whose place a backup was put

_NAME = re.compile(r"(?P<time>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d [+-]\d{4})(?: (?P<why>.+?))?(?: \(\d+\))?")


_ORDER = ".order"
_SLACK = timedelta(hours=1)  # by which a clock may be wrong and nothing is said of it
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


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
    """The backups of a library, the one that was made last first. Other files in their folder are not looked at."""
    folder = folder_of(library)
    try:
        files = list(folder.iterdir())
    except OSError:
        return ()
    found = (_backup(stem_of(library), file) for file in files)
    return in_order([one for one in found if one is not None], _noted(folder), datetime.now(UTC))


def in_order(backups: Iterable[Backup], noted: Sequence[str], now: datetime) -> tuple[Backup, ...]:
    """Backups, the one that was made last first. `noted` are names of files in the order in which they were made,
    which is believed more than their dates. What is not noted goes by its date; by one that is still to come at `now`
    a backup is none of the newest."""
    place = {name: number for number, name in enumerate(noted)}
    dated = sorted(backups, key=lambda one: (one.at, one.path), reverse=True)
    known = sorted((one for one in dated if one.path.name in place), key=lambda one: place[one.path.name], reverse=True)
    made: list[tuple[datetime, Backup]] = []
    for one in known:  # what was made before another one is no younger than that
        made.append((min(one.at, made[-1][0]) if made else one.at, one))
    unknown = [one for one in dated if one.path.name not in place]
    made += [(one.at if one.at <= now else _LONG_AGO, one) for one in unknown]
    return tuple(one for _at, one in sorted(made, key=lambda pair: pair[0], reverse=True))


def clock_trouble(backups: Sequence[Backup], now: datetime) -> str:
    """What is to be said where the dates of backups, the one that was made last first, tell that a clock was wrong."""
    if not backups:
        return ""
    last = backups[0]
    when = last.at.astimezone().strftime("%Y-%m-%d %H:%M")
    if last.at > now + _SLACK:
        return f"The newest backup is of {when}, which is still to come: the clock was wrong then, or is wrong now."
    if any(one.at > last.at + _SLACK for one in backups):
        return f"A clock was wrong: there are backups with a later date, but that of {when} was made last."
    return ""


def note_made(backup: Path) -> None:
    """Note that a backup was made after all that were noted before. Where that cannot be, its date must do."""
    with suppress(OSError), (backup.parent / _ORDER).open("a", encoding="utf-8") as file:
        file.write(f"{backup.name}\n")


def forget_gone(folder: Path) -> None:
    """Have only those noted that are still there."""
    noted = _noted(folder)
    there = [name for name in noted if (folder / name).exists()]
    if there != noted:
        with suppress(OSError):
            aside = folder / f"{_ORDER}{PART}"
            aside.write_text("".join(f"{name}\n" for name in there), encoding="utf-8")
            aside.replace(folder / _ORDER)


def _noted(folder: Path) -> list[str]:
    try:
        text = (folder / _ORDER).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.splitlines()


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

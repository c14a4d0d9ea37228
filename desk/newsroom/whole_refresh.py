"""How a new export takes the place of an earlier one: what nobody changed there goes, all else is kept."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from desk.errors import Unreadable
from desk.formats.file_write import sync_folder
from desk.newsroom.whole_files import SUMS, Folder


def take_place(new: Path, folder: Path) -> Path | None:
    """Move a finished export into its place. Where an earlier one is there, what is not Desk's moves over, and what
    somebody changed in Desk's files stays in a folder beside it, which is the answer. Raises OSError; then the folder
    is as it was."""
    if not folder.exists() or next(folder.iterdir(), None) is None:
        with suppress(FileNotFoundError):
            folder.rmdir()  # not every system moves a folder over an empty one
        new.rename(folder)
        sync_folder(folder.parent)
        return None
    old = _beside(folder)
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    sync_folder(folder.parent)
    return _clear(old, folder)


def _beside(folder: Path) -> Path:
    stem = f"{folder.name}-before-{datetime.now().astimezone():%Y-%m-%d-%H%M}"
    number, path = 1, folder.with_name(stem)
    while path.exists():
        number += 1
        path = folder.with_name(f"{stem}-{number}")
    return path


def _clear(old: Path, new: Path) -> Path | None:
    """Take away what Desk wrote and nobody changed, and move what is not Desk's."""
    ours = _take_away(old)
    for place, folders, names in os.walk(old, topdown=False):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for path in (Path(place) / name for name in (*names, *links)):
            name = path.relative_to(old).as_posix()
            if name not in ours and not os.path.lexists(new / name):
                with suppress(OSError):
                    (new / name).parent.mkdir(parents=True, exist_ok=True)
                    path.rename(new / name)
        _move_empty(Path(place), old, new)
    return old if old.exists() else None


def _move_empty(place: Path, old: Path, new: Path) -> None:
    """A folder with nothing left in it goes; one that is not Desk's is made again in its new place."""
    with suppress(OSError):
        place.rmdir()
        name = place.relative_to(old)
        if name.parts and name.parts[0] not in {"articles", "media", "records"}:
            (new / name).mkdir(parents=True, exist_ok=True)


def _take_away(old: Path) -> set[str]:
    """Take away the files that are as Desk wrote them; gives the names of the others that Desk wrote."""
    changed = set()
    folder = Folder(old)
    try:
        for _, line in folder.lines(SUMS):
            sha256, _, name = line.decode(errors="replace").rstrip("\n").partition("  ")
            try:
                same = hashlib.sha256(folder.read(name)).hexdigest() == sha256
            except Unreadable:
                continue
            if same:
                with suppress(OSError):
                    (old / name).unlink()
            else:
                changed.add(name)
    except Unreadable:
        return changed
    with suppress(OSError):
        (old / SUMS).unlink()
    return changed

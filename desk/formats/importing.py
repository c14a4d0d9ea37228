"""Files into stories. What can be wrong with a file is said here in one sentence, for window and command line alike."""

from __future__ import annotations

import os
from pathlib import Path

from desk.errors import NotFound, Unreadable
from desk.formats.base import Format, Reading
from desk.formats.registry import by_name, for_path
from desk.story.house import House

# No article is larger: a novel of a million words is 6 MB. Pages carry pictures, so they may be larger than text.
LARGEST_TEXT = 20_000_000
LARGEST_PAGE = 60_000_000


def read_file(path: Path, house: House, format_name: str | None = None) -> Reading:
    """What a file holds. Its name tells the format unless one is named.

    Raises `NotFound` or `Unreadable` with a sentence; the file itself is never touched.
    """
    chosen = by_name(format_name) if format_name else None
    if chosen is not None and chosen.read is None:
        raise Unreadable(f"Desk writes the format “{chosen.name}” but does not read it.")
    _check(path)
    chosen = chosen or for_path(path)
    data = _bytes(path, chosen)
    if not data.strip():
        raise Unreadable(f"{path.name} is empty: there was nothing to read.")
    assert chosen.read is not None  # `for_path` gives none that does not read
    return chosen.read(data, path.name, house)


def _check(path: Path) -> None:
    if path.is_dir():
        raise Unreadable(f"{path} is a folder. Choose the files in it.")
    if not path.exists():
        raise NotFound(f"There is no file {path}.")
    if not path.is_file():
        raise Unreadable(f"{path} is not a file that can be read.")


def _bytes(path: Path, chosen: Format) -> bytes:
    """The file's content, of which no more is read than the limit and one byte."""
    limit = LARGEST_PAGE if chosen.name == "html" else LARGEST_TEXT
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(limit + 1) if size <= limit else b""
    except PermissionError as error:
        raise Unreadable(f"You are not allowed to read {path}.") from error
    except OSError as error:
        raise Unreadable(f"{path} could not be read: {error.strerror}.") from error
    if size > limit or len(data) > limit:
        shown = max(size, len(data)) / 1_000_000
        raise Unreadable(
            f"{path.name} is {shown:.0f} MB. The largest file of its kind that Desk reads is {limit // 1_000_000} MB. "
            "Nothing was read."
        )
    return data

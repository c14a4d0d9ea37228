"""The files of a whole library: what they are called, how a text becomes one and is read again, how a folder that
came from somewhere else is read without being led out of it.

A text stands in its file as the library keeps it, Markdown byte for byte, under its fields as front matter. Only its
pictures are links to `media/`, so that every program shows them; that is undone on the way back.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from desk.errors import Unreadable
from desk.formats.file_write import file_name
from desk.formats.front_matter import split, write_fields
from desk.library.storing import Stored, unpack_fields
from desk.story.slugs import slugify
from desk.story.story import Story

FORMAT = "desk-export"
VERSION = 3  # 1 knew no reviews, 2 not what went out
MARK = "desk-export.json"
SUMS = "SHA256SUMS"
ARTICLES = "records/articles.jsonl"
MEDIA = "records/media.jsonl"
LARGEST_FILE = 2**30  # bytes: what one SQLite value may hold
LONGEST_LINE = 2**28  # bytes that one article's line may have

_PICTURE = re.compile(r"media:([0-9a-f]{64})")
_LINK = re.compile(r"(?:\.\./)+media/([0-9a-f]{64})\.[a-z0-9]{1,5}")
_PART = r"[^./\\:\x00-\x1f][^/\\:\x00-\x1f]*"  # no way up, no drive, nothing hidden
_NAME = re.compile(rf"(?:{_PART}/){{0,4}}{_PART}")
SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "image/svg+xml": ".svg",
}


class Names:
    """Names for the articles' files, that every file system takes and tells apart."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, slug: str, article: str) -> str:
        """A name, without an ending, for this article."""
        # Beside the file stands a folder of the same name without its ending: a name has no point.
        name = file_name(slug.replace(".", "․"), article.encode())
        if name in self._taken:
            name = f"{name[:60]}-{hashlib.sha256(article.encode()).hexdigest()[:16]}"
        self._taken.add(name)
        return name


def version_name(number: int, at: str, who: str) -> str:
    """The name of a version's file: its number, when (UTC), who."""
    moment = re.sub(r"[^0-9-]", "", at.replace("T", "-"))[:15]
    return f"{number:04}-{moment}-{slugify(who, 24) or 'nobody'}.md"


def picture_name(hash_: str, mime: str) -> str:
    """The name of a picture's file."""
    return f"media/{hash_}{SUFFIXES.get(mime, '.bin')}"


def text_file(text: Stored, about: Mapping[str, Any], up: str, pictures: Mapping[str, str]) -> str:
    """The file of a text. `about` is what else is said of it, `up` leads from its folder to that of the export,
    `pictures` are the names of the pictures' files by their hashes."""
    try:
        story = unpack_fields(text.fields)
    except ValueError:  # of a newer Desk, or damaged: the record has the fields as they are
        story = Story()

    def link(found: re.Match[str]) -> str:
        name = pictures.get(found[1])
        return f"{up}{name}" if name else found[0]

    return _PICTURE.sub(link, f"{write_fields(story, about)}\n{text.body}\n")


def body_in(text: str) -> str:
    """The body that stands in a text's file, as the library keeps it."""
    return unlinked(split(text)[1][1:-1])


def unlinked(text: str) -> str:
    """A text with its pictures named as in the library."""
    return _LINK.sub(r"media:\1", text)


def fields_record(fields: str) -> Any:
    """Fields for a record: as an object where they come back from that as they are, else as text."""
    try:
        table = json.loads(fields)
    except ValueError:
        return fields
    return table if isinstance(table, dict) and canonical(table) == fields else fields


def canonical(value: Any) -> str:
    """JSON in the one form that hashes are made of."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Folder:
    """A folder that may come from anywhere: only plain files in it are read, by plain names, up to a size."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._plain = {""}  # folders that are known to be folders, and not links to some

    def read(self, name: str, limit: int = LARGEST_FILE) -> bytes:
        """A file's bytes. Raises Unreadable with a sentence."""
        handle = self._open(name)
        with os.fdopen(handle, "rb") as file:
            size = os.fstat(handle).st_size
            if size > limit:
                raise Unreadable(f"{name} is larger ({size // 1_000_000} MB) than such a file can be.")
            try:
                return file.read(limit + 1)[:limit]
            except OSError as error:
                raise Unreadable(f"{name} could not be read: {error.strerror}.") from error

    def lines(self, name: str) -> Iterator[tuple[int, bytes]]:
        """The lines of a file that are not empty, numbered from 1. Raises Unreadable."""
        with os.fdopen(self._open(name), "rb") as file:
            number = 0
            while line := _line(file, name):
                number += 1
                if line.strip():
                    yield number, line

    def has(self, name: str) -> bool:
        """Whether there is a plain file of this name."""
        try:
            os.close(self._open(name))
        except Unreadable:
            return False
        return True

    def _open(self, name: str) -> int:
        if not _NAME.fullmatch(name):
            raise Unreadable(f"“{name[:80]}” is no name of a file in an export.")
        try:
            self._check_folders(name)
            handle = os.open(self.path / name, _FLAGS)
        except FileNotFoundError as error:
            raise Unreadable(f"{name} is missing.") from error
        except OSError as error:
            said = "it is a link to somewhere else" if error.errno == errno.ELOOP else error.strerror
            raise Unreadable(f"{name} could not be read: {said}.") from error
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise Unreadable(f"{name} is not a file that can be read.")
        return handle

    def _check_folders(self, name: str) -> None:
        folder = name.rpartition("/")[0]
        if folder in self._plain:
            return
        self._check_folders(folder)
        if not stat.S_ISDIR(os.lstat(self.path / folder).st_mode):
            raise OSError(errno.ELOOP, "not a folder")
        if folder.count("/") == 0:  # few; those of single articles need not be remembered
            self._plain.add(folder)


def _line(file: IO[bytes], name: str) -> bytes:
    try:
        return file.readline(LONGEST_LINE)
    except OSError as error:
        raise Unreadable(f"{name} could not be read to its end: {error.strerror}.") from error


# A link is not followed, and a pipe not waited for.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def is_export(path: Path) -> bool:
    """Whether a folder is what `desk export --all` wrote."""
    return path.is_dir() and (path / MARK).is_file()


Tell = Callable[[int, int], None]
"""Is told how much of how much is done; what it raises ends the work."""


def nobody(_done: int, _total: int) -> None:
    """Tells nobody."""

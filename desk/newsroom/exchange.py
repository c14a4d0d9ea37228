"""A file that takes articles from one library to another, on a stick or by mail.

It is a ZIP archive: `desk.json` says what it is, `records.jsonl` has one record a line, `media/` the pictures by the
SHA-256 of their bytes, and `pages/` what went out by that of its own, packed. Merging is the union of two sets of
records: doing it again changes nothing, and the order of several files does not matter.
"""

from __future__ import annotations

import json
import lzma
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from desk.errors import NewerVersion, Unreadable, Unwritable
from desk.library.library import Library
from desk.library.travel import Record
from desk.library.values import Merged, Why

FORMAT = "desk-exchange"
VERSION = 4  # 1 knew fewer reasons for a revision, 2 no reviews, 3 not what went out
SUFFIX = ".deskpack"
# What reading an archive that is none, or is broken or tampered with, may raise.
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, KeyError, TypeError, ValueError, RuntimeError)
_WITH_DATA = ("media", "pages")  # tables of which a record has bytes
_LARGEST = 2**30  # bytes of one entry, unpacked: what one SQLite value may hold


def pack(library: Library, articles: Sequence[str], path: Path) -> int:
    """Write all records of these articles into a file, drafts as revisions of their own; gives how many records.

    The file is written aside and moved into place. Raises NotFound, Unwritable, Locked."""
    for article in articles:
        library.checkpoint(article, why=Why.CHECKPOINT).result()
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            aside = Path(file.name)
            try:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                    number = _write(archive, library, articles)
                file.flush()
                os.fsync(file.fileno())
                aside.replace(path)
            except BaseException:
                aside.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise Unwritable(
            f"“{path}” could not be written: {error.strerror or error}. The articles are safe in the library."
        ) from error
    return number


def _write(archive: zipfile.ZipFile, library: Library, articles: Sequence[str]) -> int:
    lines = []
    for record in library.records(articles):
        values = dict(record.values)
        if record.table in _WITH_DATA:
            archive.writestr(f"{record.table}/{values['hash']}", values.pop("data"))
        lines.append(json.dumps([record.table, values], ensure_ascii=False, separators=(",", ":")))
    archive.writestr("records.jsonl", "\n".join(lines))
    archive.writestr("desk.json", json.dumps({"format": FORMAT, "version": VERSION, "records": len(lines)}))
    return len(lines)


def merge(library: Library, path: Path, bring_back: bool = False) -> Merged:
    """Take the records of a file into the library: all or none. Articles that were emptied out of the bin there are
    left out, and the answer names them; with `bring_back` they come back.

    Raises Unreadable for a file that is damaged or something else, NewerVersion, and what writing raises; the
    library is then as it was."""
    try:
        with zipfile.ZipFile(path) as archive:
            records = list(_read(archive, path))
    except OSError as error:
        raise Unreadable(f"“{path}” cannot be read: {error.strerror or error}.") from error
    except _DAMAGE as error:
        raise _damaged(path, error) from error
    try:
        return library.add_records(records, bring_back).result()
    except ValueError as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> Unreadable:
    return Unreadable(f"“{path}” is damaged, or is no file of exchanged articles ({error}). Nothing was taken in.")


def _read(archive: zipfile.ZipFile, path: Path) -> Iterator[Record]:
    """The records of an archive. Raises what zipfile and json raise, and ValueError."""
    head = json.loads(_entry(archive, "desk.json"))
    if head["format"] != FORMAT:
        raise ValueError("it says that it is something else")
    if head["version"] > VERSION:
        raise NewerVersion(f"“{path}” was written by a newer Desk; this one cannot read it. Nothing was taken in.")
    lines = _entry(archive, "records.jsonl").decode().split("\n")
    lines = [line for line in lines if line]
    if len(lines) != head["records"]:
        raise ValueError(f"{head['records']} records were written, {len(lines)} are there")
    for line in lines:
        table, values = json.loads(line)
        if table in _WITH_DATA:
            values["data"] = _entry(archive, f"{table}/{values['hash']}")
        yield Record(table, values)


def _entry(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST:
        raise ValueError(f"{name} is too big")
    return archive.read(name)

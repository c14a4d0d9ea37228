"""Reads the rows of a damaged SQLite file without SQLite, which gives up at the first page that it cannot read.

Every page by itself is looked at: which are leaves of tables, and which rows stand on them. Nothing that is read is
trusted; whatever leads nowhere is passed over. What stands only in the write-ahead log is read too, and what has been
overwritten but is still there as well: it is for whoever takes the rows to know which are true.
Source followed: https://www.sqlite.org/fileformat2.html
"""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_LEAF, _INTERIOR = 0x0D, 0x05  # the types of pages of tables
_SIZES = tuple(512 << step for step in range(8))
_PAGE_SIZE = 4096  # where the header does not tell: what SQLite makes
_LARGEST = 1 << 30  # bytes of a row; more is damage
_DEEPEST = 40  # pages from a root to a leaf; more is damage
_MOST_COLUMNS = 200

Value = int | float | str | bytes | None


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it was found. `table` is "" where nothing tells; a row that is not `whole` lacks its end, or has text
    that could not be read as it was written."""

    table: str
    rowid: int
    values: tuple[Value, ...]
    whole: bool = True


class Pages:
    """The pages of a database file, and those in its write-ahead log, which come before them."""

    def __init__(self, path: Path) -> None:
        self._held = ExitStack()
        self._data = _mapped(path, self._held)
        self.size = _page_size(self._data)
        self.usable = self.size  # a library reserves nothing at the end of its pages
        log = path.with_name(f"{path.name}-wal")
        self._log = _mapped(log, self._held) if log.is_file() else b""
        self.newer = self._frames()
        self.count = max(-(-len(self._data) // self.size), max(self.newer, default=0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._data = self._log = b""
        self._held.close()

    def page(self, number: int, *, newest: bool = True) -> bytes:
        """The bytes of a page, fewer where the file is cut off; of the newest one, or of that in the file."""
        if newest and number in self.newer:
            start = self.newer[number]
            return bytes(self._log[start : start + self.size])
        return bytes(self._data[(number - 1) * self.size : number * self.size]) if number > 0 else b""

    def _frames(self) -> dict[int, int]:
        """Where in the log the newest page of each number stands, as far as commits reach."""
        found: dict[int, int] = {}
        waiting: dict[int, int] = {}
        salt = self._log[16:24]
        for start in range(32, len(self._log) - self.size - 23, self.size + 24):
            head = self._log[start : start + 24]
            if head[8:16] != salt:
                break
            waiting[int.from_bytes(head[:4], "big")] = start + 24
            if int.from_bytes(head[4:8], "big"):
                found |= waiting
                waiting = {}
        return found


def _mapped(path: Path, held: ExitStack) -> mmap.mmap | bytes:
    file = held.enter_context(path.open("rb"))
    if not path.stat().st_size:
        return b""
    return held.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _page_size(data: mmap.mmap | bytes) -> int:
    told = int.from_bytes(data[16:18], "big")
    told = 65536 if told == 1 else told
    return told if told in _SIZES and bytes(data[:16]).startswith(b"SQLite") else _PAGE_SIZE


def rows(pages: Pages, watch: Callable[[int, int], None] | None = None) -> Iterator[RawRow]:
    """All rows of all tables. What the roots of the tables lead to is told with the name of its table."""
    named = _names(pages)
    for number in range(1, pages.count + 1):
        if watch is not None and number % 256 == 1:
            watch(number, pages.count)
        seen = pages.page(number)
        yield from _leaf(pages, number, seen, named.get(number, ""))
        if number in pages.newer:  # the log may be the damaged one
            yield from _leaf(pages, number, pages.page(number, newest=False), named.get(number, ""))


def _names(pages: Pages) -> dict[int, str]:
    """Which table each leaf belongs to, as far as it can be told."""
    found: dict[int, str] = {}
    for leaf in _leaves(pages, 1):
        for row in _leaf(pages, leaf, pages.page(leaf), "sqlite_schema"):
            match row.values:
                case ["table", str(name), _, int(root), *_]:
                    found |= dict.fromkeys(_leaves(pages, root), name)
        found[leaf] = "sqlite_schema"
    return found


def _leaves(pages: Pages, root: int) -> Iterator[int]:
    """The leaves below a page, as far as its branches can be followed."""
    seen: set[int] = set()
    waiting = [(root, 0)]
    while waiting:
        number, depth = waiting.pop()
        page = pages.page(number)
        start = 100 if number == 1 else 0
        if number in seen or depth > _DEEPEST or len(page) < start + 12:
            continue
        seen.add(number)
        if page[start] == _LEAF:
            yield number
        elif page[start] == _INTERIOR:
            children = [int.from_bytes(page[start + 8 : start + 12], "big")]
            children += [int.from_bytes(page[at : at + 4], "big") for at in _cells(page, start, 12)]
            waiting += [(child, depth + 1) for child in children]


def _cells(page: bytes, start: int, head: int) -> Sequence[int]:
    """Where the cells of a page begin."""
    number = int.from_bytes(page[start + 3 : start + 5], "big")
    places = [
        int.from_bytes(page[at : at + 2], "big")
        for at in range(start + head, min(start + head + 2 * number, len(page) - 1), 2)
    ]
    return [place for place in places if start + head <= place < len(page)]


def _leaf(pages: Pages, number: int, page: bytes, table: str) -> Iterator[RawRow]:
    """The rows of a page, if it is a leaf of a table."""
    start = 100 if number == 1 else 0
    if len(page) < start + 8 or page[start] != _LEAF:
        return
    for place in _cells(page, start, 8):
        try:
            yield _row(pages, page, place, table)
        except (IndexError, ValueError, OverflowError):
            continue


def _row(pages: Pages, page: bytes, place: int, table: str) -> RawRow:
    """A row. Raises IndexError or ValueError where it is none."""
    size, at = _varint(page, place)
    rowid, at = _varint(page, at)
    if not 2 <= size < _LARGEST:
        raise ValueError
    here = _local(size, pages.usable)
    payload = page[at : at + here]
    if here < size and len(payload) == here:
        payload += _overflow(pages, page[at + here : at + here + 4], size - here)
    values, whole = _record(payload)
    return RawRow(table, rowid - (1 << 64) if rowid >> 63 else rowid, values, whole and len(payload) >= size)


def _local(size: int, usable: int) -> int:
    """How many bytes of a row stand on the page itself."""
    if size <= usable - 35:
        return size
    least = (usable - 12) * 32 // 255 - 23
    more = least + (size - least) % (usable - 4)
    return more if more <= usable - 35 else least


def _overflow(pages: Pages, pointer: bytes, size: int) -> bytes:
    """The rest of a row, as far as it can be followed."""
    number = int.from_bytes(pointer, "big")
    parts: list[bytes] = []
    seen: set[int] = set()
    while size > 0 and 0 < number <= pages.count and number not in seen:
        seen.add(number)
        page = pages.page(number)
        part = page[4 : 4 + min(size, pages.usable - 4)]
        parts.append(part)
        size -= len(part)
        if not part:
            break
        number = int.from_bytes(page[:4], "big")
    return b"".join(parts)


def _record(payload: bytes) -> tuple[tuple[Value, ...], bool]:
    """The values of a row, and whether all of them could be read as they were written."""
    head, at = _varint(payload, 0)
    if not 2 <= head <= len(payload):
        raise ValueError
    kinds = []
    while at < head:
        if (kind := payload[at]) < 0x80:
            at += 1
        else:
            kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != head or len(kinds) > _MOST_COLUMNS:
        raise ValueError
    values, whole = [], True
    for kind in kinds:
        value, at, good = _value(payload, at, kind)
        values.append(value)
        whole = whole and good
    return tuple(values), whole


_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # bytes, by serial type


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int, bool]:
    if kind in {0, 8, 9}:
        return (None if kind == 0 else kind - 8), at, True
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end, end <= len(payload)
    if kind == 7:
        import struct  # noqa: PLC0415  few rows have fractions

        end = at + 8
        return (struct.unpack(">d", payload[at:end])[0] if end <= len(payload) else None), end, end <= len(payload)
    if kind < 12:
        raise ValueError
    end = at + (kind - 12) // 2
    part = payload[at:end]
    if kind % 2 == 0:
        return part, end, end <= len(payload)
    try:
        return part.decode(), end, end <= len(payload)
    except UnicodeDecodeError:
        return part.decode(errors="replace"), end, False


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends. Raises IndexError."""
    value = 0
    for step in range(8):
        byte = data[at + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    return value << 8 | data[at + 8], at + 9

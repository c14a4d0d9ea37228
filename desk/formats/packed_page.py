"""What went out, as a library keeps it: byte for byte, in little room.

The pictures that a page carries as data: addresses are in the library anyway, so a packed page only names them. It is
compressed (zlib, RFC 1950): one line of JSON, a list of [place, hash], and the bytes of the page without these
pictures; each belongs before the byte of its place, in base64 (RFC 4648).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Collection
from typing import NamedTuple

from desk.errors import Unreadable

_ADDRESS = re.compile(rb";base64,([A-Za-z0-9+/]{100,}={0,2})")  # shorter ones take no room
_HASH = re.compile(r"[0-9a-f]{64}")
_LEVEL = 1  # to pack a thousand pages harder takes longer than to make them
_LARGEST = 2**30  # bytes: what one SQLite value may hold
_LONGEST_LINE = 2**20  # bytes

# Gives the bytes of a picture by its SHA-256 (hex), or None.
Picture = Callable[[str], bytes | None]


class Opened(NamedTuple):
    """A page without its pictures, and where which of them belongs."""

    pictures: tuple[tuple[int, str], ...]
    rest: bytes


def pack_page(page: bytes, known: Collection[str]) -> bytes:
    """Pack a page. `known` are the SHA-256 (hex) of the pictures that are kept elsewhere."""
    pictures: list[tuple[int, str]] = []
    rest: list[bytes] = []
    place = end = 0
    for found in _ADDRESS.finditer(page) if known else ():
        if hash_ := _known(found[1], known):
            rest.append(page[end : found.start(1)])
            place += len(rest[-1])
            pictures.append((place, hash_))
            end = found.end(1)
    return packed(Opened(tuple(pictures), b"".join((*rest, page[end:])) if pictures else page))


def packed(page: Opened) -> bytes:
    """An opened page, packed again."""
    line = json.dumps(page.pictures, separators=(",", ":")).encode()
    return zlib.compress(line + b"\n" + page.rest, _LEVEL)


def _known(text: bytes, known: Collection[str]) -> str:
    """The hash of the picture of which this is the base64, exactly, where it is known."""
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        return ""
    hash_ = hashlib.sha256(data).hexdigest()
    return hash_ if hash_ in known and base64.b64encode(data) == text else ""


def open_page(data: bytes) -> Opened:
    """A packed page, opened. Raises Unreadable."""
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(data, _LARGEST)
        line, end, rest = text.partition(b"\n")
        if not unpacking.eof or not end:
            raise ValueError("it has no end")
        return Opened(_places(line, len(rest)), rest)
    except (zlib.error, ValueError, TypeError, RecursionError) as error:
        raise damaged() from error


def _places(line: bytes, size: int) -> tuple[tuple[int, str], ...]:
    """Where which picture belongs. Raises ValueError and TypeError."""
    found = tuple((place, hash_) for place, hash_ in json.loads(line))
    last = 0
    for place, hash_ in found:
        if type(place) is not int or not last <= place <= size or not _HASH.fullmatch(hash_):
            raise ValueError("a picture has no place")
        last = place
    return found


def pictures_in(data: bytes) -> tuple[str, ...]:
    """The hashes of the pictures that a packed page names, each once. Only its beginning is unpacked. Raises
    Unreadable."""
    try:
        line, end, _ = zlib.decompressobj().decompress(data, _LONGEST_LINE).partition(b"\n")
        if not end:
            raise ValueError("its first line has no end")
        return tuple(dict.fromkeys(hash_ for _, hash_ in _places(line, _LARGEST)))
    except (zlib.error, ValueError, TypeError, RecursionError) as error:
        raise damaged() from error


def unpack_page(data: bytes, picture: Picture) -> bytes:
    """What went out, byte for byte. Raises Unreadable where that is damaged, or one of its pictures is not there."""
    page = open_page(data)
    parts: list[bytes] = []
    made: dict[str, bytes] = {}
    end = size = 0
    for place, hash_ in page.pictures:
        if hash_ not in made:
            found = picture(hash_)
            if found is None:
                raise Unreadable("A picture of what went out is missing from the library, so it cannot be shown.")
            made[hash_] = base64.b64encode(found)
        parts += (page.rest[end:place], made[hash_])
        end = place
        size += len(made[hash_])
        if size > _LARGEST:
            raise damaged()
    return b"".join((*parts, page.rest[end:]))


def is_page(hash_: str, data: bytes, picture: Picture) -> bool:
    """Whether this packed page is the one with this SHA-256 (hex), whole and with all its pictures."""
    try:
        return hashlib.sha256(unpack_page(data, picture)).hexdigest() == hash_
    except Unreadable:
        return False


def damaged() -> Unreadable:
    """What is said of a page that is not what it was."""
    return Unreadable("What went out then is damaged in the library and cannot be shown. The article is not affected.")

"""What went out, as files of a whole library: the page as readers got it, for any program to show.

A picture that the page carries as a data: address is a link to its file in `media/`, so that no picture is there twice;
that is undone on the way back, byte for byte.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from desk.errors import Unreadable
from desk.formats.packed_page import Opened, is_page, open_page, pack_page, packed, unpack_page
from desk.library.whole import Dossier
from desk.newsroom.whole_files import SUFFIXES, version_name

_LINK = re.compile(rb"(?:\.\./)+(media/([0-9a-f]{64})(\.[a-z]{1,5}))")
_ADDRESS = re.compile(rb"data:([a-z+/-]{1,40});base64,\Z")
_MIMES = {suffix: mime.encode() for mime, suffix in SUFFIXES.items()}
_ENDS = {"html": ".html", "fragment": ".html", "text": ".txt", "markdown": ".md"}

Put = Callable[[str, bytes], object]
Read = Callable[[str], bytes]


def put_pages(
    dossier: Dossier, folder: str, put: Put, read: Read, pictures: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Write what went out of an article into a folder of this name; gives its deliveries, with the names of their
    files. Pages that are the same have one. `pictures` are the names of the pictures' files by their hashes, which
    `read` gives."""
    files: dict[str, str] = {}
    for number, row in enumerate(dossier.deliveries, 1):
        hash_ = row["sha256"]
        if hash_ in dossier.pages and hash_ not in files:
            name = f"{folder}/{version_name(number, row['at'], row['who'])[:-3]}{_ENDS.get(row['format'], '.bin')}"
            with suppress(Unreadable):
                linked = _linked(dossier.pages[hash_], "../" * name.count("/"), pictures)
                put(name, _whole(dossier.pages[hash_], read, pictures) if linked is None else linked)
                files[hash_] = name
        yield {key: value for key, value in row.items() if key != "article"} | (
            {"file": files[hash_]} if hash_ in files else {}
        )


def _whole(data: bytes, read: Read, pictures: Mapping[str, str]) -> bytes:
    """A page as it went out, pictures and all. Raises Unreadable."""
    return unpack_page(data, lambda hash_: read(pictures[hash_]) if hash_ in pictures else None)


def _linked(data: bytes, up: str, pictures: Mapping[str, str]) -> bytes | None:
    """A packed page with links to its pictures. None where that could not be undone. Raises Unreadable."""
    page = open_page(data)
    parts: list[bytes] = []
    end = 0
    for place, hash_ in page.pictures:
        before = page.rest[end:place]
        address = _ADDRESS.search(before[-60:])
        if address is None or hash_ not in pictures:
            return None
        parts += (before[: len(before) - len(address[0])], f"{up}{pictures[hash_]}".encode())
        end = place
    linked = b"".join((*parts, page.rest[end:]))
    return linked if _unlinked(linked) == page else None


def _unlinked(page: bytes) -> Opened:
    """What `_linked` was made of."""
    pictures: list[tuple[int, str]] = []
    parts: list[bytes] = []
    place = end = 0
    for found in _LINK.finditer(page):
        mime = _MIMES.get(found[3].decode())
        if mime is None:
            continue
        parts.append(page[end : found.start()] + b"data:" + mime + b";base64,")
        place += len(parts[-1])
        pictures.append((place, found[2].decode()))
        end = found.end()
    return Opened(tuple(pictures), b"".join((*parts, page[end:])))


def page_from(data: bytes, sha256: str, read: Read) -> bytes | None:
    """The packed page in a file; None where it is not the one of this hash. `read` gives the bytes of a file of the
    export, and raises Unreadable."""
    if hashlib.sha256(data).hexdigest() == sha256:
        return pack_page(data, ())
    names = {found[2].decode(): found[1].decode() for found in _LINK.finditer(data)}
    page = packed(_unlinked(data))

    def picture(hash_: str) -> bytes | None:
        try:
            return read(names[hash_])
        except Unreadable:
            return None

    return page if is_page(sha256, page, picture) else None


def without_files(deliveries: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Deliveries as a library keeps them."""
    return tuple({key: value for key, value in row.items() if key != "file"} for row in deliveries)

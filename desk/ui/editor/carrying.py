"""A copy with pictures in it: it carries them along, to other programs in its HTML, to another library by themselves.

The pictures are read off the window's thread as soon as something is copied, so that they are there when somebody
asks for them; that may be long after, and is never, in most cases.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData

from desk.formats.base import MediaSource
from desk.story.body import Body, Figure
from desk.ui.work import Work

MEDIA_TYPE = "application/x-desk-media"
_HTML = "text/html"
# More than this no copy carries: what is beyond it stays behind.
MOST_BYTES = 64_000_000
# In HTML pictures grow by a third, and other programs are slow to take them.
_MOST_IN_HTML = 16_000_000
_PATIENCE = 3.0  # seconds that whoever pastes waits for pictures that are not read yet
# A picture on its way: its SHA-256, the number of its bytes, its bytes.
_HEAD = struct.Struct(">32sQ")


@dataclass(slots=True)
class Cargo:
    """The pictures of a copy, packed, and its HTML with them in it."""

    pack: bytes = b""
    html: str = ""


class CarryingMime(QMimeData):
    """Mime data whose HTML and pictures come when they are asked for. `media` is where the pictures come from."""

    def __init__(self, bare_html: str, cargo: Future[Cargo], media: MediaSource) -> None:
        super().__init__()
        self.media = media
        self._bare = bare_html
        self._cargo = cargo

    def formats(self) -> list[str]:
        """What there is, and what is to come."""
        return [*super().formats(), _HTML, MEDIA_TYPE]

    def hasFormat(self, mime: str) -> bool:  # noqa: N802  as Qt has it
        """Whether there is such a thing, or will be."""
        return mime in {_HTML, MEDIA_TYPE} or super().hasFormat(mime)

    def retrieveData(self, mime: str, wanted: Any) -> object:  # noqa: N802
        """The data, for whose pictures it is waited a little."""
        if mime == _HTML:
            return self._arrived().html or self._bare
        if mime == MEDIA_TYPE:
            return QByteArray(self.pack())
        return super().retrieveData(mime, wanted)

    def pack(self) -> bytes:
        """The pictures; b"" if they do not come. May be called from any thread."""
        return self._arrived().pack

    def _arrived(self) -> Cargo:
        try:
            return self._cargo.result(_PATIENCE)
        except (Late, OSError):
            return Cargo()


def references(body: Body) -> tuple[str, ...]:
    """The pictures of a body that are in a library."""
    held = (block.picture for block in body.blocks if isinstance(block, Figure))
    return tuple(dict.fromkeys(picture for picture in held if picture.startswith("media:")))


def loading(body: Body, media: MediaSource, html: Callable[[Body, MediaSource], str], work: Work) -> Future[Cargo]:
    """Begin to read the pictures of a body. `html` writes it with the pictures that a source gives."""
    cargo: Future[Cargo] = Future()
    work.run(lambda: _load(cargo, body, media, html))
    return cargo


def _load(cargo: Future[Cargo], body: Body, media: MediaSource, html: Callable[[Body, MediaSource], str]) -> None:
    """On a worker's thread."""
    try:
        found = dict(_within(MOST_BYTES, ((name, media(name)) for name in references(body))))
        small = dict(_within(_MOST_IN_HTML, found.items()))
        cargo.set_result(Cargo(pack(found), html(body, small.get)))
    except BaseException as error:
        cargo.set_exception(error)
        raise


def _within(room: int, pictures: Iterable[tuple[str, bytes | None]]) -> Iterator[tuple[str, bytes]]:
    for name, data in pictures:
        if data is not None and len(data) <= room:
            room -= len(data)
            yield name, data


def pack(pictures: Mapping[str, bytes]) -> bytes:
    """Pictures one after another."""
    return b"".join(
        _HEAD.pack(bytes.fromhex(name.removeprefix("media:")), len(data)) + data for name, data in pictures.items()
    )


def unpack(data: bytes) -> dict[str, bytes]:
    """The pictures that were packed. What is not what it says it is is left out."""
    found: dict[str, bytes] = {}
    at = 0
    while at + _HEAD.size <= len(data):
        digest, length = _HEAD.unpack_from(data, at)
        picture = data[at + _HEAD.size : at + _HEAD.size + length]
        at += _HEAD.size + length
        if len(picture) == length and hashlib.sha256(picture).digest() == digest:
            found[f"media:{digest.hex()}"] = picture
    return found

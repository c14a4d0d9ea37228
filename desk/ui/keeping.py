"""Keeps pictures in the library: from files and from the clipboard. For a thread of work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import Unreadable

if TYPE_CHECKING:
    from desk.library.library import Library

LARGEST = 64_000_000  # bytes of a picture
PICTURE_FILES = "Pictures (*.jpg *.jpeg *.png *.gif *.webp *.tif *.tiff *.bmp)"


def keep_picture(library: Library, picture: Path | bytes, otherwise: str) -> str:
    """Keep a picture, by its file or its bytes; gives its "media:<sha256>".

    Raises `Unreadable` where the file cannot be read, is larger than 64 MB, or is no picture that can be shown. It
    says so in a sentence, and behind that `otherwise`: what is so now.
    """
    from desk.formats.pictures import checked_type  # noqa: PLC0415  not needed to start

    what = "What was pasted" if isinstance(picture, bytes) else f"“{picture.name}”"
    try:
        data = picture if isinstance(picture, bytes) else _read(picture)
        kind = checked_type(data, what)
    except Unreadable as error:
        raise Unreadable(f"{error} {otherwise}") from error
    return library.add_media(data, kind).result()


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"“{path.name}” is larger than {LARGEST // 1_000_000} MB.")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"“{path.name}” could not be read: {error.strerror}.") from error

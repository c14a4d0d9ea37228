"""The pictures of a paste: those that it carries are kept, those of the web are named and never fetched."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from desk.formats.figure_read import detach
from desk.formats.media_read import MediaCollector
from desk.formats.pasted.report import Kind, Left
from desk.formats.pasted.trees import classes, whole

# A paste does not bring more than this.
_MOST_BYTES = 60_000_000
_LARGEST_FILE = 20_000_000
# Pictures of one dot count who reads; those of a few dots are buttons.
_DOT, _BUTTON = 2, 32  # px
# Where Word leaves the pictures of what it copies. No other file is ever read: a page could name any.
_WORDS_OWN = re.compile(
    r"file:///?(?P<path>[^?#]*/msohtmlclip\w*/(?:[^/?#.]+/)*clip_image\d+\.(?P<kind>png|jpe?g|gif))", re.IGNORECASE
)
# Emoji are often named by their numbers: 1f4a1.png.
_CODED = re.compile(
    r"/(?P<points>(?:1f[0-9a-f]{3}|2[0-9a-f]{3})(?:-(?:1f[0-9a-f]{3}|[0-9a-f]{4}))*)\.(?:png|svg|gif|webp)$"
)
_CAN_BE_KEPT = re.compile(r"https?:|data:image/(?:jpe?g|png|gif|webp)\b|file:.*/msohtmlclip", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z0-9]")


class PastedPictures(MediaCollector):
    """Gives the reference for an image's address. `refused` counts what was a picture and could not be kept."""

    def __init__(self, base: str) -> None:
        super().__init__(base)
        self.refused = 0
        self._bytes = 0

    def __call__(self, address: str) -> str:
        """The reference, or "" for what cannot be kept."""
        address = address.strip()
        if found := _WORDS_OWN.fullmatch(address):
            address = _read_file(unquote(found["path"]), found["kind"])
        before = len(self.media)
        reference = super().__call__(address) if self._bytes < _MOST_BYTES or address[:5] != "data:" else ""
        if len(self.media) > before:
            data = self.media[reference]
            self._bytes += len(data)
            if _is_dot(data):
                del self.media[reference]
                return ""
        self.refused += not reference
        return reference


def _read_file(path: str, kind: str) -> str:
    """A file as a data: address, so that it is looked at like any other picture; "" where it cannot be read."""
    drive = re.match(r"/?[A-Za-z]:/", path)
    place = Path(path.lstrip("/") if drive else "/" + path.lstrip("/"))
    try:
        if place.stat().st_size > _LARGEST_FILE:
            return ""
        data = place.read_bytes()
    except OSError:
        return ""
    kind = "jpeg" if kind.lower() in {"jpg", "jpeg"} else kind.lower()
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _is_dot(data: bytes) -> bool:
    from PIL import Image  # noqa: PLC0415  heavy, and few pastes carry pictures

    with Image.open(BytesIO(data)) as image:
        return max(image.size) <= _DOT


def arrange_pictures(root: etree._Element, base: str, left: Left) -> None:
    """Emoji become characters; dots and buttons go; what a page means to load later is named at once."""
    for image in list(root.iter("img")):
        address, later = (image.get("src") or "").strip(), (image.get("data-src") or "").strip()
        if later and (not address or address.startswith("data:")):
            address = later
        address = whole(address, base)
        image.set("src", address)
        sign = _emoji(image)
        if sign:
            _say(image, sign)
            detach(image)
        elif any(name.startswith("mwe-math") for name in classes(image)):
            left.add(Kind.FORMULA, image.get("alt") or "")
            detach(image)
        elif (size := _size(image)) is not None and size <= _BUTTON:
            detach(image)
        elif not _CAN_BE_KEPT.match(address):
            left.add(Kind.PICTURE, image.get("alt") or "")
            detach(image)


def _emoji(image: etree._Element) -> str:
    """The character that a picture stands for, or ""."""
    coded = _CODED.search(image.get("src", ""))
    if coded and (image.get("data-stringify-emoji") or "emoji" in image.get("src", "").lower()):
        return "".join(chr(int(point, 16)) for point in coded["points"].split("-"))
    alt = (image.get("data-emoji") or image.get("alt") or "").strip()
    if not alt or len(alt) > 12 or _LETTERS.search(alt) or not any(ord(character) > 0x2000 for character in alt):
        return ""
    named = " ".join((*classes(image), image.get("src", "")[:200])).lower()
    size = _size(image)
    small = size is not None and size <= _BUTTON
    return alt if small or image.get("data-emoji") or re.search(r"emoji|smiley", named) else ""


def _say(image: etree._Element, sign: str) -> None:
    image.tail = sign + (image.tail or "")


def _size(image: etree._Element) -> int | None:
    """The longer side in px, where both are given."""
    sides = [image.get("width") or "", image.get("height") or ""]
    return max(map(int, sides)) if all(side.isascii() and side.isdigit() for side in sides) else None

"""Pictures that a page carries in itself, taken into the library's care."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from urllib.parse import unquote_to_bytes, urljoin

from desk.formats.links import has_scheme, safe_picture

_DATA = re.compile(
    r"data:image/(?:jpe?g|png|gif|webp)(?P<parameters>(?:;[^,]*)?),(?P<data>.*)", re.IGNORECASE | re.DOTALL
)
# More than this one picture of a page does not hold.
_LARGEST = 20_000_000


class MediaCollector:
    """Gives the reference for an image's address, and keeps the bytes of those that a page carries.

    `base` is the page's own address, from which relative ones go on; "" if it does not say.
    """

    def __init__(self, base: str = "") -> None:
        self.media: dict[str, bytes] = {}
        self._base = base

    def __call__(self, address: str) -> str:
        """The reference, or "" for what cannot be kept."""
        address = address.strip()
        if address[:5].lower() == "data:":
            return self._carried(address)
        if self._base and address and not has_scheme(address):
            address = urljoin(self._base, address)
        return safe_picture(address)

    def _carried(self, address: str) -> str:
        match = _DATA.fullmatch(address)
        if match is None or len(match["data"]) > _LARGEST * 4 // 3:
            return ""
        try:
            coded = "base64" in match["parameters"].lower()
            data = base64.b64decode(unquote_to_bytes(match["data"])) if coded else unquote_to_bytes(match["data"])
        except (binascii.Error, ValueError):
            return ""
        if not _is_picture(data):
            return ""
        reference = f"media:{hashlib.sha256(data).hexdigest()}"
        self.media[reference] = data
        return reference


def _is_picture(data: bytes) -> bool:
    from desk.formats.pictures import is_shown  # noqa: PLC0415  Pillow is slow to load, and few pages carry pictures

    return is_shown(data)

"""Pictures for a page: found, looked at with Pillow, and carried in the page as data: addresses.

Nothing is fetched. A picture is carried byte for byte if it is a kind that every browser shows and no larger than
`LARGEST_BYTES`; a larger one is made smaller; what Pillow does not recognise as a picture is left out, with a loss.
"""

from __future__ import annotations

import base64
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from desk.errors import Unreadable
from desk.formats.base import Loss, MediaSource
from desk.formats.html_write import Picture

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

# A page with pictures stays one that can be mailed.
LARGEST_BYTES = 4_000_000
# A picture that has to be made smaller gets at most this many pixels along its longer side.
LONGEST_SIDE = 2400
# No picture of more pixels is decoded: a small file can unpack into all of the machine's memory.
MOST_PIXELS = 80_000_000

_KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
# Kinds that are opened at all; those that browsers do not show are made one that they do.
_OPENED = (*_KINDS, "TIFF", "BMP")
_TAKEN = "JPEG, PNG, GIF, WebP, TIFF and BMP"
# Exif's tag that says which side is up, and its values for a picture that lies on its side.
_ORIENTATION = 0x0112
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})


class PagePictures:
    """The pictures of one page after another. Remembers what it has made, so that it may be asked again and again.

    Use an object as the `Pictures` of `html_write`. It may be used from one thread at a time.
    """

    def __init__(self, media: MediaSource) -> None:
        self._media = media
        self._made: dict[str, tuple[Picture | None, Loss | None]] = {}

    def __call__(self, reference: str) -> Picture | None:
        """What is shown for the reference, or None."""
        return self._find(reference)[0] if reference else None

    def loss(self, reference: str) -> Loss | None:
        """What the page does not hold of the picture, as a sentence."""
        return self._find(reference)[1] if reference else None

    def _find(self, reference: str) -> tuple[Picture | None, Loss | None]:
        if reference not in self._made:
            self._made[reference] = self._make(reference)
        return self._made[reference]

    def _make(self, reference: str) -> tuple[Picture | None, Loss | None]:
        if not reference.startswith("media:"):
            return None, Loss("picture", f"The picture at {reference} is not in the library; the page links to it.")
        data = self._media(reference)
        if data is None:
            return None, Loss("picture", "A picture is missing from the library and was left out.")
        try:
            return embed(data)
        except _NotShown as error:
            return None, Loss("picture", str(error))


class _NotShown(Exception):
    """Why a picture is left out, as a sentence."""


def embed(data: bytes) -> tuple[Picture, Loss | None]:
    """The picture as a data: address with its size, and what was changed to get there."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  heavy, and most pages have no picture

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            with Image.open(BytesIO(data), formats=_OPENED) as image:
                _check_size(image)
                image.verify()  # after which it cannot be used again
            with Image.open(BytesIO(data), formats=_OPENED) as image:
                return _embed(image, data)
    except Image.DecompressionBombError as error:
        raise _NotShown("A picture has too many pixels to be opened safely and was left out.") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _NotShown("A file in the library is not a picture that can be shown, and was left out.") from error


def picture_type(data: bytes) -> str:
    """The MIME type of a picture, by its first bytes. Raises `Unreadable` where they are no picture's."""
    return _looked_at(data, "This", whole=False)


def checked_type(data: bytes, what: str) -> str:
    """The MIME type of a picture that was read to its end. `what` is what its sentences are about.

    Raises `Unreadable` where it is no picture, one of a kind that no page shows, too large to be opened safely, or
    damaged.
    """
    return _looked_at(data, what, whole=True)


def _looked_at(data: bytes, what: str, *, whole: bool) -> str:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  as above

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            with Image.open(BytesIO(data)) as image:
                if whole:
                    _look_through(image, what)
                return image.get_format_mimetype() or "application/octet-stream"
    except Image.DecompressionBombError as error:
        raise Unreadable(f"{what} has more pixels than Desk can open safely.") from error
    except UnidentifiedImageError as error:
        raise Unreadable(f"{what} is not a picture that Desk can read.") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unreadable(f"{what} is a picture, but damaged: a part of it is missing.") from error


def _look_through(image: ImageFile, what: str) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise Unreadable(f"{what} has {width} × {height} pixels, which is more than Desk can open safely.")
    if image.format not in _OPENED:
        raise Unreadable(f"{what} is of a kind ({image.format}) that Desk does not take. It takes {_TAKEN}.")
    image.draft("RGB", (256, 256))  # a JPEG is read to its end also where it is read coarsely
    image.load()


def is_shown(data: bytes) -> bool:
    """Whether the bytes are a picture that a page can show."""
    try:
        embed(data)
    except _NotShown:
        return False
    return True


def _embed(image: Image, data: bytes) -> tuple[Picture, Loss | None]:
    width, height = image.size
    kind = image.format or ""
    if kind not in _KINDS or len(data) > LARGEST_BYTES:
        return _smaller(image)
    if image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE:
        width, height = height, width
    return Picture(_address(_KINDS[kind], data), width, height), None


def _check_size(image: Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise _NotShown(f"A picture of {width} × {height} pixels is too large and was left out.")


def _smaller(image: Image) -> tuple[Picture, Loss]:
    """The picture again, as JPEG, or as PNG where parts of it can be seen through."""
    from PIL import ImageOps  # noqa: PLC0415

    before = image.size
    clear = "A" in image.getbands() or "transparency" in image.info
    upright = ImageOps.exif_transpose(image.convert("RGBA" if clear else "RGB"))
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = BytesIO()
    if clear:
        upright.save(out, "PNG", optimize=True)
    else:
        upright.save(out, "JPEG", quality=85, optimize=True)
    width, height = upright.size
    what = f"A picture of {before[0]} × {before[1]} pixels was made smaller, to {width} × {height}."
    address = _address("image/png" if clear else "image/jpeg", out.getvalue())
    return Picture(address, width, height), Loss("picture", what)


def _address(mime: str, data: bytes) -> str:
    return f"data:{mime};base64,{base64.b64encode(data).decode('ascii')}"

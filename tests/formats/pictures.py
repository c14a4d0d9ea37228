"""Pictures to test with, drawn by Pillow."""

from __future__ import annotations

import hashlib
from io import BytesIO

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **how: object) -> bytes:
    """A picture of this kind, all of one colour."""
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **how)
    return out.getvalue()


def reference(data: bytes) -> str:
    """The name by which the library knows the bytes."""
    return f"media:{hashlib.sha256(data).hexdigest()}"

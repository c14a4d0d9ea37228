"""What goes out, as tests send it."""

from __future__ import annotations

import base64
import hashlib

from desk.formats.packed_page import pack_page
from desk.library.library import Library
from desk.library.values import Delivery


def page_of(words: str, *pictures: bytes) -> bytes:
    """A page that carries these pictures."""
    shown = b"".join(b'<img src="data:image/png;base64,%s">' % base64.b64encode(each) for each in pictures)
    return b"<!doctype html><title>%s</title>%s" % (words.encode(), shown)


def send(
    library: Library, article: str, page: bytes, *pictures: str, revision: str = "", format_name: str = "html"
) -> Delivery:
    """Note that a page went out; `pictures` are the references of those that it carries."""
    packed = pack_page(page, {each.removeprefix("media:") for each in pictures})
    sha256 = hashlib.sha256(page).hexdigest()
    return library.deliver(article, format_name, f"/news/{article}", sha256, revision, data=packed).result()

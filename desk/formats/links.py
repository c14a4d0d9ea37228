"""Which addresses a story may carry. One rule for every reader and writer."""

from __future__ import annotations

import re

from desk.story.body import clean_text

_LINK = re.compile(r"(?:https?://[^/?#]|mailto:.|tel:.)", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_MEDIA = re.compile(r"media:[0-9A-Za-z._-]+")
# A scheme, as RFC 3986 writes it.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def _bare(address: str) -> str:
    """The address as the URL standard reads it: no line ends or outer spaces, inner spaces as %20."""
    return "%20".join(clean_text(address).replace("\n", "").split())


def safe_link(address: str) -> str:
    """The address if a reader of the story may follow it (http, https, mailto, tel), else ""."""
    bare = _bare(address)
    return bare if _LINK.match(bare) else ""


def safe_picture(address: str) -> str:
    """The reference if it can be a figure's picture ("media:…", http, https), else ""."""
    bare = _bare(address)
    return bare if _MEDIA.fullmatch(bare) or _WEB.match(bare) else ""


def has_scheme(address: str) -> bool:
    """Whether the address stands by itself, as against one relative to a page."""
    return bool(_SCHEME.match(address.strip()))

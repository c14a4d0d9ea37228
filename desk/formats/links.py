"""Which addresses a story may carry, and the one way in which each is written. One rule for every reader and writer."""

from __future__ import annotations

import re

from desk.story.body import clean_text

LONGEST = 2000  # characters of an address that is recognised in a text; browsers agree on that much
_MEDIA = re.compile(r"media:[0-9A-Za-z._-]+")
# A scheme, as RFC 3986 writes it.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = re.compile(
    r"(?P<head>https?://(?:[\w.~!$&'()*+,;=:%-]*@)?(?:\[[0-9A-Fa-f:.]+\]|[\w-][\w.-]*)(?::(?P<port>\d{1,5}))?)"
    r"(?P<rest>(?:[/?#].*)?)",
    re.IGNORECASE,
)
# Addresses as people write them, without a scheme: a domain has a dot and ends in letters.
_EMAIL = re.compile(r"[^\s@/:<>()\[\],;\"]+@(?:[\w-]+\.)+[^\W\d_]{2,}")
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d{1,5})?(?:[/?#].*)?")
_ALONE = re.compile(r"(?:https?://|mailto:|www\.)\S+", re.IGNORECASE)
_OTHER = re.compile(r"(?P<head>mailto:|tel:)(?P<rest>.+)", re.IGNORECASE)
# What may stand in a URL by the URL standard: https://url.spec.whatwg.org/#url-code-points. "%" only before two digits.
_NOT_IN_URL = re.compile(r"[^A-Za-z0-9!$&'()*+,./:;=?@_~%#\u00a0-\U0010fffd-]|%(?![0-9A-Fa-f]{2})")


def _bare(address: str) -> str:
    """The address without line ends and outer spaces."""
    return " ".join(clean_text(address).replace("\n", "").split())


def _encoded(rest: str) -> str:
    """What follows the host, with every character that may not stand there as percent signs and digits."""
    before, sign, fragment = rest.partition("#")
    escaped = _NOT_IN_URL.sub(_percent, before)
    return f"{escaped}#{_NOT_IN_URL.sub(_percent, fragment.replace('#', '%23'))}" if sign else escaped


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8"))


def _web(bare: str) -> str:
    match = _WEB.fullmatch(bare)
    if match is None or int(match["port"] or 0) > 65_535:
        return ""
    return match["head"] + _encoded(match["rest"])


def safe_link(address: str) -> str:
    """The address if a reader of the story may follow it (http, https, mailto, tel), valid as a URL; else ""."""
    bare = _bare(address)
    if match := _OTHER.fullmatch(bare):
        return match["head"] + _encoded(match["rest"])
    return _web(bare)


def safe_picture(address: str) -> str:
    """The reference if it can be a figure's picture ("media:…", http, https), else ""."""
    bare = _bare(address)
    return bare if _MEDIA.fullmatch(bare) else _web(bare)


def has_scheme(address: str) -> bool:
    """Whether the address stands by itself, as against one relative to a page."""
    return bool(_SCHEME.match(address.strip()))


def meant_link(text: str) -> str:
    """The address that somebody means who types this where an address is asked for: "example.com/a" is on the web,
    "a@example.com" is for mail. "" where no reader could follow it."""
    bare = text.strip().removeprefix("<").removesuffix(">")
    if _EMAIL.fullmatch(bare):
        return safe_link(f"mailto:{bare}")
    if _HOST.fullmatch(bare):
        return safe_link(f"https://{bare}")
    return safe_link(bare)


def lone_link(text: str) -> str:
    """The address, where a text is an address and nothing else, that nobody would take for words; else ""."""
    bare = text.strip()
    if len(bare) > LONGEST or not (_ALONE.fullmatch(bare) or _EMAIL.fullmatch(bare)):
        return ""
    return meant_link(bare)

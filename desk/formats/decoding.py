"""Bytes of unknown origin as text."""

from __future__ import annotations

import codecs
import re

from desk.errors import Unreadable
from desk.story.body import clean_text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
# Control characters that text files do not have; their share tells a program or picture from a text.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536
# How many of a hundred bytes may be control characters: wire copy has a few (start and end of text).
_TOLERATED = 0.01


def decode(data: bytes, name: str = "") -> str:
    """The text of a file, line ends as "\\n". UTF-8 first; then what a mark, the page itself or the letters tell.

    Raises `Unreadable` for what is no text.
    """
    return clean_text(_decode(data, name or "The file"))


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _without_mark(data):
        return data.decode(encoding, "replace")
    if _is_binary(data):
        raise Unreadable(f"{name} is not text: it looks like a picture, a program or a word processor's file.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def _without_mark(data: bytes) -> str:
    """UTF-16 that does not say so: every other byte of Western text is zero."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return ""
    even, odd = sample[0 : half * 2 : 2].count(0), sample[1 : half * 2 : 2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return b"\x00" in sample or len(_BINARY.findall(sample)) > len(sample) * _TOLERATED


def _guess(data: bytes) -> str:
    """Text that is not UTF-8, in the encoding that the page names, or in which it looks most like a language."""
    if declared := _DECLARED.search(data[:4096]):
        try:
            return data.decode(codecs.lookup(declared[1].decode("ascii")).name, "replace")
        except (LookupError, UnicodeError):
            pass
    from charset_normalizer import from_bytes  # noqa: PLC0415  slow to load, and most files are UTF-8

    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None and not _is_western(data, best.encoding):
        return data.decode(best.encoding, "replace")
    return data.decode("cp1252", "replace")


def _is_western(data: bytes, encoding: str) -> bool:
    """Whether a few accented letters and quotes among ASCII are all there is to go by: then it is Windows-1252."""
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    return high < len(data[:_SAMPLE]) * 0.1 or encoding in {"cp1252", "latin_1", "iso8859_1", "iso8859_15"}

"""What a clipboard holds, and which program it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """The kind of program that copied something, as a reporter would name it."""

    WORD = "Word"
    DOCS = "Google Docs"
    LIBREOFFICE = "LibreOffice"
    SHEET = "a spreadsheet"
    MAIL = "an e-mail"
    PDF = "a PDF"
    WEB = "a web page"
    TEXT = "plain text"


# Programs in which people write: in their files a table or a footnote is meant as one.
WRITTEN = frozenset({Source.WORD, Source.DOCS, Source.LIBREOFFICE, Source.SHEET})


@dataclass(frozen=True, slots=True)
class Clip:
    """What was copied: HTML and plain text, either may be "". `url` and `title` are those of the page that it was
    copied from, where the program says so; of a copy of our own `article` is the id of that which it was copied from,
    and `authors` are those whose it is."""

    html: str = ""
    text: str = ""
    url: str = ""
    title: str = ""
    article: str = ""
    authors: tuple[str, ...] = ()


# What the beginning of a copy tells, the first that fits. Word's marks stand in what Outlook and Excel write too.
_SIGNS = (
    (Source.DOCS, re.compile(r"docs-internal-guid", re.IGNORECASE)),
    (Source.SHEET, re.compile(r"office:excel|Microsoft Excel|google-sheets-html-origin|data-sheets-", re.IGNORECASE)),
    (Source.LIBREOFFICE, re.compile(r"content=[\"']?(?:LibreOffice|OpenOffice)", re.IGNORECASE)),
    (Source.WORD, re.compile(r"office:word|Microsoft Word|class=[\"']?Mso[A-Z]|\bmso-|SCXW|data-ccp-props")),
    (
        Source.MAIL,
        re.compile(
            r"gmail_|Apple-interchange-newline|AppleMailSignature|moz-cite-prefix|moz-quote-pre|yahoo_quoted|OLK_SRC"
            r"|divRplyFwdMsg|type=[\"']?cite|\bx_Mso|protonmail_",
            re.IGNORECASE,
        ),
    ),
    (Source.PDF, re.compile(r"textLayer|--scale-factor|scaleX\(", re.IGNORECASE)),
)
# Signs stand in the head or on the first elements, but a head with styles can be long.
_LOOKED_AT = 200_000  # characters
# The head that Windows puts before copied HTML: learn.microsoft.com/windows/win32/dataxchg/html-clipboard-format
_HEAD = re.compile(r"\s*Version:\d[\d.]*\s(?P<lines>[^<]*)", re.IGNORECASE)
_SOURCE_URL = re.compile(r"^SourceURL:(?P<url>\S+)", re.IGNORECASE | re.MULTILINE)


def sniff(html: str) -> Source:
    """The program that copied this HTML, as far as it shows."""
    head = html[:_LOOKED_AT]
    return next((source for source, sign in _SIGNS if sign.search(head)), Source.WEB)


def without_head(html: str) -> tuple[str, str]:
    """The HTML without Windows' head, and the address of the page that the head names, or ""."""
    head = _HEAD.match(html)
    if head is None:
        return html, ""
    found = _SOURCE_URL.search(head["lines"])
    return html[head.end() :], found["url"] if found else ""

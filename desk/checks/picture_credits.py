"""Whom a picture's credit names: "AP Photo/Jane Roe" are two, "Handout" is nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.story.house import House
from desk.story.names import Names, is_possessive
from desk.story.people import PersonKind

_LABEL = re.compile(
    r"(?:file |handout |courtesy |undated )?"
    r"(?:photo|photograph|photography|picture|image|illustration|graphic|video|artwork|map)"
    r"s?(?: illustration| credit)?\s*(?:(?:provided |taken |supplied )?by|courtesy of|courtesy|from|via|:|/|-|–|—)\s*"
    r"|(?:photo |picture |image )?(?:credits?|sources?)\s*:\s*"
    r"|(?:courtesy(?: of)?|provided by|supplied by|handout(?: from| by)?|by|via|from)\b[:/\s]*"
    r"|(?:©|\(c\)|copyright)\s*(?:\d{4}\s*,?\s*)?(?:by\s+)?",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\s*[/|;•·,+]\s*|\s+(?:via|for|with|through|on behalf of|and|&|x|@)\s+|\s+[-–—]\s+|\s*[()\[\]]\s*",
)
_OF = re.compile(r"\s+(?:of|from|at)\s+(?:the\s+)?")
_END = re.compile(
    r"[\s,/-]+(?:file photo|file|photos?|pictures?|pool photo|pool|handout|archives?|stock|illustration|video|image)$",
    re.IGNORECASE,
)
# What stands in credits and is nobody.
_NOBODY = re.compile(
    r"file|photos?|pictures?|images?|pool|handout|archives?|stock|library|social media|screen ?(?:shot|grab)s?|"
    r"supplied|submitted|contributed|courtesy|composite|staff|various|unknown|anonymous|family(?: photo| handout)?|"
    r"internet|web|google(?: (?:earth|maps|street view))?|wikimedia(?: commons)?|wikipedia|instagram|"
    r"facebook|twitter|x|youtube|tiktok|telegram|whatsapp|unsplash|pexels|pixabay|flickr|public domain|"
    r"creative commons|fair use|cc(?:[- ].*)?|"
    r"all rights reserved|used with permission|tk|n/?a|none|\W*|\d.*|.*\.(?:jpe?g|png|com|org|net)",
    re.IGNORECASE,
)


def pictured_by(credit: str, house: House) -> Iterator[tuple[str, int, int]]:
    """The names of people and organisations in a picture's credit, each with where it stands, in code points."""
    names = Names.of(house)
    for start, stop in _parts(credit, names):
        text = credit[start:stop]
        if is_possessive(text):
            text = text.rstrip("sS").rstrip("'’")
        if not _NOBODY.fullmatch(text) and _is_credit(text, names):
            yield text, start, start + len(text)


def _is_credit(text: str, names: Names) -> bool:
    """Whether it can be the name of who took or sent a picture: of people both names, as "Maria" may be its subject."""
    if names.know(text):
        return True
    return names.is_name(text) and (names.kind(text) is PersonKind.ORGANISATION or " " in text)


def _parts(credit: str, names: Names) -> Iterator[tuple[int, int]]:
    """From where to where each part goes that may be a name."""
    kept = [match.span() for match in names.joined.finditer(credit)]
    at = 0
    for match in (*_APART.finditer(credit), None):
        if match is not None and any(start < match.end() and match.start() < stop for start, stop in kept):
            continue
        yield from _bare(credit, at, match.start() if match else len(credit), names)
        at = match.end() if match else at


def _bare(credit: str, start: int, stop: int, names: Names) -> Iterator[tuple[int, int]]:
    """A part without the words that say that it is a picture, and as two where it is somebody "of" somewhere."""
    while label := _LABEL.match(credit, start, stop):
        if label.end() == start or names.know(credit[start:stop].strip()):
            break
        start = label.end()
    text = credit[start:stop]
    start += len(text) - len(text.lstrip())
    text = text.strip().rstrip(".")
    while not names.know(text) and (end := _END.search(text)):
        text = text[: end.start()]
    of = _OF.search(text)
    if of and not names.know(text) and names.know_organisation(text[of.end() :]):
        yield start, start + of.start()
        yield start + of.end(), start + len(text)
    elif text:
        yield start, start + len(text)

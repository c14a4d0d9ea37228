"""Where the sentences of a text begin and end, as far as English shows it."""

from __future__ import annotations

import re

from desk.story import lexicon

# A stop with the quotation marks and brackets behind it, and the white space up to the next sentence.
_END = re.compile(r"(?P<stop>[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*(?P<next>[^\W_]+))|\s*\n\s*")
_LAST_WORD = re.compile(r"\S+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_SHORTENED = (
    lexicon.ABBREVIATIONS
    | lexicon.SHORTENED
    | frozenset(word for word in lexicon.OFFICES if word.endswith("."))
    | {"Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "No.", "Nos.", "vs.", "Pvt.", "Supt.", "Insp.", "Det."}
)
_OPENING = lexicon.SOFT_NAMES | lexicon.NOT_NAMES
_LONGEST_WORD = 24  # characters that are looked at for a word that is shortened


def sentence_around(text: str, start: int, stop: int) -> tuple[int, int]:
    """From where to where, in code points, the sentence goes that has this part of the text, without white space
    around it; of a part that goes over several sentences, all of them."""
    begin, end = 0, len(text)
    for match in _END.finditer(text):
        if not _ends(text, match):
            continue
        if match.end() <= start:
            begin = match.end()
        elif match.start() >= stop - 1:
            end = match.end()
            break
    inner = text[begin:end]
    return begin + len(inner) - len(inner.lstrip()), begin + len(inner.rstrip())


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends there: not behind a shortened word, and never before a small letter."""
    if match["stop"] is None:
        return True
    following = match["next"]
    if following[0].islower():
        return False
    if match["stop"] != ".":
        return True
    stop = match.start() + 1
    before = _LAST_WORD.search(text, max(0, stop - _LONGEST_WORD), stop)
    word = before.group().lstrip("\"'“‘«([") if before else ""
    return (word not in _SHORTENED and not _INITIALS.fullmatch(word)) or following in _OPENING

"""The units of which a script of changes is made.

Two characters that stand side by side belong to one unit or do not, whatever stands around them. So a text that is
put together of parts of two others, each parted only between units, falls into the same units: what is left of a script
after some of its changes were decided is still a script of the same units. (The units of `desk.revise.tokens`, which
are what a reader calls a word, look farther: "don't" is one of them, and "don" beside "'t" is none.)
"""

from __future__ import annotations

import re
from unicodedata import category

Place = tuple[int, int]  # from, up to; in code points

# Letters of which none is put upon the one before, which is nearly all copy: see `desk.revise.tokens`.
_LATIN = re.compile("[\n -~\u00a0-\u02af\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]*")
_UNITS = re.compile(r"\w+|\S")
_JOINER = "\u200d"
_TAKES = frozenset("\u200c\u200d")  # joins what is beside it to a word, and stands upon what is before it
# Scripts that put no space between words: each letter is a unit.
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


def units(text: str) -> list[Place]:
    """Where the units of a text begin and end, in order; all that is between them is white space."""
    if text.isascii() or _LATIN.fullmatch(text):
        return [match.span() for match in _UNITS.finditer(text)]
    found: list[Place] = []
    before = ""
    for at, character in enumerate(text):
        if not character.isspace():
            if before and not before.isspace() and _are_one(before, character):
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
        before = character
    return found


def _are_one(one: str, other: str) -> bool:
    """Whether no unit ends between two characters."""
    if _stands_upon(other) or one == _JOINER:
        return True
    if _is_flag(one) and _is_flag(other):
        return True
    return _is_letter(one) and _is_letter(other)


def _stands_upon(character: str) -> bool:
    """Whether it is shown as one with the character before."""
    if character.isascii():
        return False
    code = ord(character)
    return (
        character in _TAKES
        or category(character)[0] == "M"
        or 0x1F3FB <= code <= 0x1F3FF  # colours of skin
        or 0xE0020 <= code <= 0xE007F  # regions of flags
    )


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_letter(character: str) -> bool:
    if character.isalnum() or character == "_":
        code = ord(character)
        return code < _UNSPACED[0][0] or not any(low <= code <= high for low, high in _UNSPACED)
    return _stands_upon(character)

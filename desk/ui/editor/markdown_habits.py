"""What somebody who is used to Markdown types, and what is meant by it. Pure: no Qt.

All of it is looked for only at the moment in which its last character is typed, right before the caret. What was
turned back stays as it was typed, therefore, however one goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.story.body import Block, ListItem, Mark
from desk.story.changes import ends_in_address
from desk.ui.editor.lines import Part

# The keys after which somebody has a look: all others cost nothing. "\r" is what Enter types.
WATCHED = frozenset(" \"'-*_`~).\r")

_RULES = frozenset({"---", "***", "___", "- - -", "* * *", "_ _ _", "—-"})
_BLOCK = re.compile(r"(#{1,3}|>|[-*+]|(\d{1,2})[.)]) ")
_BEFORE = r"(?<![\w*_~\\])"
_MARKS = {
    "*": (
        (re.compile(rf"{_BEFORE}\*\*(?![\s*])([^*\n]*[^\s*])\*\*$"), Mark.STRONG),
        (re.compile(rf"{_BEFORE}\*(?![\s*])([^*\n]*[^\s*])\*$"), Mark.EMPHASIS),
    ),
    "_": (
        (re.compile(rf"{_BEFORE}__(?![\s_])([^_\n]*[^\s_])__$"), Mark.STRONG),
        (re.compile(rf"{_BEFORE}_(?![\s_])([^_\n]*[^\s_])_$"), Mark.EMPHASIS),
    ),
    "~": ((re.compile(rf"{_BEFORE}~~(?![\s~])([^~\n]*[^\s~])~~$"), Mark.STRIKE),),
    "`": ((re.compile(r"(?<![\w`\\])`(?![\s`])([^`\n]*[^\s`])`$"), Mark.CODE),),
}
_LINK = re.compile(
    r"(?<![!\\])\[([^\[\]\n]*[^\[\]\s][^\[\]\n]*)\]\(((?:https?://|mailto:)(?:[^\s()]|\([^\s()]*\))+)\)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class BlockHabit:
    """A line that is to be of another kind, without its first `taken` characters."""

    taken: int
    part: Part
    level: int = 0


@dataclass(frozen=True, slots=True)
class MarkHabit:
    """The text from `start` to its end stands for the part from `begin` up to `end`, with a mark or a link."""

    start: int
    begin: int
    end: int
    mark: Mark | None = None
    link: str = ""


def may_begin_block(behind: str) -> bool:
    """Whether `block_habit` is worth asking."""
    return _BLOCK.fullmatch(behind) is not None


def block_habit(behind: str, above: Block | None) -> BlockHabit | None:
    """What the beginning of a line up to the space that was typed just now makes of it; `above` is the block there."""
    found = _BLOCK.fullmatch(behind)
    if found is None:
        return None
    sign, number = found[1], found[2]
    if number:
        goes_on = isinstance(above, ListItem) and above.ordered
        return BlockHabit(len(behind), Part.NUMBER) if number == "1" or goes_on else None
    if sign[0] == "#":
        return BlockHabit(len(behind), Part.HEADING, max(2, len(sign)))
    return BlockHabit(len(behind), Part.QUOTE if sign == ">" else Part.BULLET)


def mark_habit(behind: str) -> MarkHabit | None:
    """What a line up to the sign that was typed just now makes of the words before it."""
    sign = behind[-1:]
    if sign == ")":
        found = _LINK.search(behind)
        return found and MarkHabit(found.start(), found.start(1), found.end(1), link=found[2])
    if sign not in _MARKS or (sign != "`" and ends_in_address(behind[:-1])):
        return None
    for pattern, mark in _MARKS[sign]:
        if found := pattern.search(behind):
            return MarkHabit(found.start(), found.start(1), found.end(1), mark)
    return None


def is_rule(text: str) -> bool:
    """Whether a line by itself draws a line."""
    return text.strip() in _RULES

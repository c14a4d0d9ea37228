"""How lines and marks look, as formats of Qt's document, and what they mean, read back out of formats.

What a line or a run of text *is* stands in properties of our own; its look follows from that and is never
read back. So a theme or a size may change without touching a word.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextFormat

from desk.story.body import Mark
from desk.ui.editor.lines import LISTS, PLAIN, Line, Part
from desk.ui.editor.typography import INDENT, Look, PageType
from desk.ui.tokens import Tokens

_USER = int(QTextFormat.Property.UserProperty)
PART = _USER + 1
LEVEL = _USER + 2
NOTHING = _USER + 3
MARKS = _USER + 10
KEY = _USER + 11
BASE = _USER + 12

OBJECT_TYPE = int(QTextFormat.ObjectTypes.UserObject) + 1

_PARTS = tuple(Part)
_BITS = {mark: 1 << number for number, mark in enumerate(Mark)}
_MARKS: tuple[frozenset[Mark], ...] = tuple(
    frozenset(mark for mark, bit in _BITS.items() if number & bit) for number in range(1 << len(_BITS))
)


_LOOKS = {
    Part.PARAGRAPH: Look(),
    Part.HEADING: Look(22, 1.3, top=30, bottom=4, weight=QFont.Weight.DemiBold),
    Part.QUOTE: Look(left=24, colour="muted"),
    Part.NOTE: Look(13.5, 1.5, top=26, bottom=10, left=16, colour="warning", interface=True),
    Part.BULLET: Look(top=9, left=INDENT),
    Part.NUMBER: Look(top=9, left=INDENT),
    Part.PULL: Look(24, 1.3, top=30, left=24, weight=QFont.Weight.DemiBold),
    Part.ATTRIBUTION: Look(13, 1.4, top=6, bottom=12, left=24, colour="muted", interface=True),
    Part.PICTURE: Look(top=24),
    Part.CAPTION: Look(15, 1.45, top=8, colour="muted"),
    Part.CREDIT: Look(12, 1.4, top=4, bottom=12, colour="muted", interface=True),
    Part.OBJECT: Look(top=24, bottom=6),
}
_SUBHEADING = Look(18.5, 1.35, top=24, bottom=2, weight=QFont.Weight.DemiBold)


def look_of(part: Part, level: int = 0) -> Look:
    """The look of a kind of line, as it is designed; as it is shown, `Styles.look` has it."""
    return _SUBHEADING if part is Part.HEADING and level > 2 else _LOOKS[part]


def part_of(block: QTextBlockFormat) -> Part:
    """What kind of line has this format."""
    return _PARTS[block.intProperty(PART)]


def level_of(block: QTextBlockFormat) -> int:
    """The heading level or the list depth."""
    return block.intProperty(LEVEL)


def marks_of(char: QTextCharFormat) -> frozenset[Mark]:
    """The marks of text in this format."""
    return _MARKS[char.intProperty(MARKS)]


def link_of(char: QTextCharFormat) -> str:
    """The address that text in this format links to, or ""."""
    return char.anchorHref()


def base_of(part: Part, level: int = 0) -> int:
    """A number for the ground on which text of this kind of line is formatted; see `Styles.char`."""
    return int(part) * 8 + (1 if part is Part.HEADING and level > 2 else 0)


class Styles:
    """Makes the formats of lines and text in the colours of a theme and the type that a person chose."""

    def __init__(self, tokens: Tokens, page_type: PageType | None = None) -> None:
        self.tokens = tokens
        self.type = page_type or PageType()
        self._blocks: dict[tuple[Part, int, bool], QTextBlockFormat] = {}
        self._chars: dict[tuple[int, frozenset[Mark], str], QTextCharFormat] = {}

    def look(self, part: Part, level: int = 0) -> Look:
        """The look of a kind of line, as it is shown."""
        return self.type.set(look_of(part, level))

    def block(self, line: Line) -> QTextBlockFormat:
        """The block format of a line."""
        key = (line.part, line.level, line.nothing)
        if key not in self._blocks:
            self._blocks[key] = self._block(*key)
        return self._blocks[key]

    def char(self, part: Part, level: int = 0, marks: frozenset[Mark] = frozenset(), link: str = "") -> QTextCharFormat:
        """The format of text with these marks in this kind of line."""
        if part in PLAIN:
            marks, link = frozenset(), ""
        base = base_of(part, level)
        if link:  # Addresses are many and seen once; they are not kept.
            return self._char(self.look(part, level), base, marks, link)
        key = (base, marks, link)
        if key not in self._chars:
            self._chars[key] = self._char(self.look(part, level), base, marks, link)
        return self._chars[key]

    def _block(self, part: Part, level: int, nothing: bool) -> QTextBlockFormat:
        look = self.look(part, level)
        made = QTextBlockFormat()
        # After every key Qt asks every block below for its margins: what is nought is better not there.
        if part:
            made.setProperty(PART, int(part))
        if level:
            made.setProperty(LEVEL, level)
        if nothing:
            made.setProperty(NOTHING, True)
        if look.bottom:
            made.setBottomMargin(look.bottom)
        if left := look.left + (level * self.type.px(INDENT) if part in LISTS else 0):
            made.setIndent(left)  # on the side where the line begins; the document counts it in pixels
        made.setTopMargin(look.top)
        look.pitch_lines(made)
        return made

    def _char(self, look: Look, base: int, marks: frozenset[Mark], link: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(look.font(), QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
        made.setProperty(BASE, base)
        made.setForeground(self.tokens.color(look.colour))
        if marks:
            made.setProperty(MARKS, sum(_BITS[mark] for mark in marks))
            self._mark(made, look, marks)
        if link:
            made.setAnchor(True)
            made.setAnchorHref(link)
            made.setForeground(self.tokens.color("accent"))
            made.setFontUnderline(True)
        return made

    def _mark(self, made: QTextCharFormat, look: Look, marks: frozenset[Mark]) -> None:
        if Mark.STRONG in marks:
            made.setFontWeight(QFont.Weight.Bold)
        if Mark.EMPHASIS in marks:
            made.setFontItalic(not look.italic)
        if Mark.UNDERLINE in marks:
            made.setFontUnderline(True)
        if Mark.STRIKE in marks:
            made.setFontStrikeOut(True)
        if Mark.CODE in marks:
            made.setFontFamilies(["JetBrains Mono", "DejaVu Sans Mono", "monospace"])
            made.setBackground(self.tokens.color("hover"))
        if Mark.SUPERSCRIPT in marks:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif Mark.SUBSCRIPT in marks:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)

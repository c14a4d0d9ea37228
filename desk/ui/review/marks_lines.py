"""What the lines of the page show of the tracked changes of their block, or of their field. Pure: no Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from desk.revise.review.change import ChangeKind
from desk.story.body import (
    Block,
    Embed,
    Figure,
    Heading,
    ListItem,
    Note,
    PullQuote,
    Quote,
    Rule,
    Table,
    block_text,
    text_of,
)
from desk.story.pieces import utf16_length
from desk.story.places import parts
from desk.ui.editor.inks import NO_MARKS, Bar, CellMarks, Edit, Gone, Ink, LineMarks, Noted, Struck, moved
from desk.ui.editor.lines import lines_of
from desk.ui.review.marks_source import CommentMark

if TYPE_CHECKING:
    from desk.revise.review.marks import BlockMarks, FieldMarks, GoneBlock, TextMarks

# White space, and a word behind it; the narrow no-break space is a part of one, as where lines are made clean.
_WORDS = re.compile("([^\\S\u202f]*)((?:\\S|\u202f)*)")
Hand = Callable[[str], int]

# Words that only look otherwise than they did.
_SWITCHED = frozenset({ChangeKind.FORMATTED, ChangeKind.LINKED})
_SAID_OF_MOVED = 90  # characters of what stands elsewhere now
_PART_SAID = {
    "picture": "Another picture",
    "url": "Another address",
    "header": "Heading row changed",
    "rows": "Rows changed",
}
# Of what is drawn in one, the words that are no line of the page.
_UNSEEN: dict[type[Block], str] = {Figure: "Description changed", Table: "Cells changed", Embed: "Title changed"}


def line_marks(
    marks: BlockMarks, block: Block, hand: Hand, comments: Iterable[CommentMark] = (), *, simple: bool = False
) -> tuple[LineMarks, ...]:
    """Those of each line that a block makes. In the simple view there is only a bar."""
    bar = _bar(marks, block, hand)
    texts = parts(block)
    made = []
    for number in range(len(lines_of(block))):
        # Of what is drawn no text is a line: not the description of a picture, no cell of a table.
        is_drawn = number == 0 and isinstance(block, Figure | Table | Rule | Embed)
        text = "" if is_drawn else texts[number]
        words = None if is_drawn else marks.texts.get(number)
        line = _line(words, text, hand) if words and not simple else NO_MARKS
        said = bar if bar is None or (number == 0 and not simple) else replace(bar, said="")
        noted = _noted(comments, number, text)
        made.append(replace(line, bar=said if marks.kinds and _is_here(marks) else None, noted=noted))
    if isinstance(block, Table) and not simple:
        made[0] = replace(made[0], cells=tuple(_cells(marks, texts, hand)))
    if whole := tuple(_whole(comments, block)):
        made[0] = replace(made[0], noted=(*made[0].noted, *whole))
    if marks.gone and not simple:
        made[0] = replace(made[0], above=tuple(gone_lines(marks.gone, hand)))
    elif marks.gone and made[0].bar is None:
        made[0] = replace(made[0], bar=Bar(marks.gone[0].key, hand(marks.gone[0].key)))
    return tuple(made)


def _cells(marks: BlockMarks, texts: Sequence[str], hand: Hand) -> Iterator[CellMarks]:
    """Those of the cells of a table in which words came or went."""
    for number, words in sorted(marks.texts.items()):
        if line := _line(words, texts[number], hand):
            yield CellMarks(number, line.inks, line.struck)


def text_marks(
    marks: FieldMarks, text: str, hand: Hand, comments: Iterable[CommentMark] = (), *, simple: bool = False
) -> LineMarks:
    """Those of a field of one line; in the simple view only its bar, and those of comments."""
    words = [each if each.start < each.stop else replace(each, start=0, stop=len(text)) for each in comments]
    key = next(iter(marks.kinds), "")
    bar = Bar(key, hand(key)) if key else None
    return replace(NO_MARKS if simple else _line(marks.words, text, hand), noted=_noted(words, 0, text), bar=bar)


def as_typed(marks: LineMarks, text: str, typed: str) -> LineMarks:
    """The marks of a text where it stands with more white space than it is kept with, as while somebody types."""
    words: list[str] = []
    edits: list[Edit] = []
    at = 0
    for white, word in _WORDS.findall(typed):
        if word:
            between = 1 if words else 0
            if more := utf16_length(white) - between:
                edits.append(Edit(at + between, 0, more))
            at += between + utf16_length(word)
            words.append(word)
    if " ".join(words) != text:
        return NO_MARKS
    for edit in reversed(edits):
        marks = moved(marks, edit)
    return marks


def gone_lines(gone: Sequence[GoneBlock], hand: Hand) -> Iterator[Gone]:
    """What is shown of blocks that stood there. Of what stands elsewhere now, or gave its place, little is."""
    for each in gone:
        words = block_text(each.block) or _named(each.block)
        if each.is_moved:
            short = words if len(words) <= _SAID_OF_MOVED else words[:_SAID_OF_MOVED].rsplit(" ", 1)[0] + " …"
            words = f"Moved from here: {short}"
        elif isinstance(each.block, Figure | Table | Embed) and block_text(each.block):
            words = f"{_named(each.block)}: {words}"
        yield Gone(words, each.key, hand(each.key), is_struck=not each.is_moved)


def _is_here(marks: BlockMarks) -> bool:
    """Whether the block itself is otherwise than it was, and not only what stood before it."""
    gone = {each.key for each in marks.gone if not each.is_replaced}
    own = {marks.added, marks.moved, marks.begun, marks.changed} - {""}
    return bool(own or marks.texts or marks.parts or marks.kinds.keys() - gone)


def _bar(marks: BlockMarks, block: Block, hand: Hand) -> Bar | None:
    if not marks.kinds:
        return None
    keys = [key for key in (marks.moved, marks.changed, marks.added, marks.begun) if key]
    key = keys[0] if keys else next(iter(marks.kinds))
    return Bar(key, hand(key), _said(marks, block))


def _said(marks: BlockMarks, block: Block) -> str:
    said = []
    if marks.is_moved:
        said.append("Moved here")
    if marks.kind_changed and marks.was is not None:
        said.append(_was(marks.was, block))
    if not marks.is_added:
        said += dict.fromkeys(_PART_SAID.get(part.name, "Changed") for part in marks.parts)
        said += [_UNSEEN[type(block)]] if type(block) in _UNSEEN and _has_unseen(marks, block) else []
    return " · ".join(said)


def _was(was: Block, now: Block) -> str:
    if isinstance(was, ListItem) and isinstance(now, ListItem) and was.ordered == now.ordered:
        return "Moved in" if was.depth < now.depth else "Moved out"
    return f"Was {_a(_named(was))}"


def _has_unseen(marks: BlockMarks, block: Block) -> bool:
    """Whether words of it changed that stand in no line."""
    return bool(marks.texts) if isinstance(block, Table) else 0 in marks.texts


def _line(marks: TextMarks, text: str, hand: Hand) -> LineMarks:
    """The marks of one text. What only stands elsewhere than it did is as it was."""
    units = _Units(text)
    inks = tuple(
        Ink(units(ink.start), units(ink.stop), ink.key, hand(ink.key), is_new=ink.kind not in _SWITCHED)
        for ink in marks.inked
        if ink.kind is not ChangeKind.MOVED
    )
    struck = tuple(
        Struck(units(ghost.at), words, ghost.key, hand(ghost.key))
        for ghost in marks.ghosts
        if (words := text_of(ghost.words)).strip() or "\n" in words  # of white space there is nothing to be seen
    )
    return LineMarks(inks, struck)


def _noted(comments: Iterable[CommentMark], part: int, text: str) -> tuple[Noted, ...]:
    units = _Units(text)
    return tuple(
        Noted(units(each.start), units(each.stop), each.thread, each.is_open)
        for each in comments
        if each.place.part == part and each.start < each.stop <= len(text)
    )


def _whole(comments: Iterable[CommentMark], block: Block) -> Iterator[Noted]:
    """The open threads that are on a block as such, or on words of it that stand in no line."""
    for each in comments:
        is_unseen = isinstance(block, Table | Embed) or (isinstance(block, Figure) and each.place.part == 0)
        if each.is_open and (each.start >= each.stop or is_unseen):
            yield Noted(0, 0, each.thread, is_whole=True)


class _Units:
    """Turns places of a text in code points into Qt's."""

    def __init__(self, text: str) -> None:
        plain = utf16_length(text) == len(text)
        self._at = () if plain else (0, *accumulate(utf16_length(each) for each in text))

    def __call__(self, place: int) -> int:
        return self._at[min(place, len(self._at) - 1)] if self._at else place


def _named(block: Block) -> str:
    match block:
        case Heading(level=level):
            return "Subheading" if level > 2 else "Heading"
        case ListItem(ordered=ordered):
            return "Numbered item" if ordered else "List item"
        case Figure():
            return "Picture"
        case PullQuote():
            return "Pull quote"
        case Quote() | Note() | Table() | Rule() | Embed():
            return type(block).__name__
        case _:
            return "Paragraph"


def _a(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name.lower()}"

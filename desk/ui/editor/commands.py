"""What the toolbar and the menus do to the body."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextCharFormat, QTextCursor

from desk.formats.links import meant_link
from desk.story.body import Block, Embed, Figure, Mark, Paragraph, Rule, Span, Table
from desk.ui.editor.bridge import Bridge
from desk.ui.editor.edits import END, BodyEdits, Spot
from desk.ui.editor.lines import HOLDERS, LISTS, PLAIN, Part, lines_of
from desk.ui.editor.styles import KEY, level_of, link_of, marks_of, part_of
from desk.ui.editor.transforms import as_kind, deeper, is_kind

_OPPOSITE = {Mark.SUPERSCRIPT: Mark.SUBSCRIPT, Mark.SUBSCRIPT: Mark.SUPERSCRIPT}


@dataclass(frozen=True, slots=True)
class CaretState:
    """What is so where the caret is, for buttons that show it. `kind` is the name of the action that makes
    such a line ("paragraph", "heading", "bulleted_list" …), "" on a `thing`: a picture, a table, a rule, an embed."""

    kind: str = "paragraph"
    thing: str = ""
    depth: int = 0
    marks: frozenset[Mark] = frozenset()
    link: str = ""
    selection: bool = False
    figure: int | None = None
    in_body: bool = False


_THINGS: dict[type[Block], str] = {Figure: "Picture", Table: "Table", Rule: "Rule", Embed: "Embed"}
_KINDS = {
    Part.PARAGRAPH: "paragraph",
    Part.HEADING: "heading",
    Part.QUOTE: "quote",
    Part.NOTE: "note",
    Part.BULLET: "bulleted_list",
    Part.NUMBER: "numbered_list",
    Part.PULL: "pull_quote",
    Part.ATTRIBUTION: "pull_quote",
}


class Commands:
    """The commands of the body, each one step of undo."""

    def __init__(self, edits: BodyEdits) -> None:
        self._edits = edits

    @property
    def _bridge(self) -> Bridge:
        return self._edits.bridge

    def state(self) -> CaretState:
        """What is so where the caret is."""
        cursor = self._edits.cursor
        form = cursor.blockFormat()
        part, level = part_of(form), level_of(form)
        char = self._edits.view.currentCharFormat()
        kind = "subheading" if part is Part.HEADING and level > 2 else _KINDS.get(part, "")
        return CaretState(
            kind,
            thing="" if kind else _THINGS.get(type(self._block_here()), ""),
            depth=level if part in LISTS else 0,
            marks=marks_of(char),
            link=link_of(char),
            selection=cursor.hasSelection(),
            figure=self.figure_here(),
            in_body=self._edits.view.hasFocus(),
        )

    def toggle(self, mark: Mark) -> None:
        """Put a mark on the selected words, or take it off where all have it; without a selection, on what is
        typed next."""
        cursor = self._edits.cursor
        if not cursor.hasSelection():
            self._toggle_typing(mark)
            return
        runs = self._runs(cursor)
        on = not all(mark in marks_of(char) for _, _, char in runs)
        cursor.beginEditBlock()
        for start, stop, char in runs:
            self._format(start, stop, _with(marks_of(char), mark, on=on), link_of(char))
        cursor.endEditBlock()

    def clear(self) -> None:
        """Take marks and links off the selected words, or off the caret; where there are none, make the lines plain
        paragraphs."""
        cursor = self._edits.cursor
        if not cursor.hasSelection():
            self._clear_here()
            return
        runs = [run for run in self._runs(cursor) if marks_of(run[2]) or link_of(run[2])]
        if not runs:
            self._make(Part.PARAGRAPH)
            return
        cursor.beginEditBlock()
        for start, stop, _ in runs:
            self._format(start, stop, frozenset(), "")
        cursor.endEditBlock()

    def _clear_here(self) -> None:
        view, part = self._edits.view, self._edits.part
        start, stop, address = self.link_here()
        if marks_of(view.currentCharFormat()):
            view.setCurrentCharFormat(self._bridge.styles.char(part, self._edits.level))
        elif address:
            self.set_link(start, stop, "")
        else:
            self._make(Part.PARAGRAPH)

    def set_kind(self, part: Part, level: int = 0) -> None:
        """Make the selected blocks of this kind; where all are, make them paragraphs again."""
        edits = self._edits
        start, stop = edits.selected()
        old = edits.blocks(start, stop)
        if all(is_kind(block, part, level) for block in old):
            part, level = Part.PARAGRAPH, 0
        self._make(part, level)

    def _make(self, part: Part, level: int = 0) -> None:
        edits = self._edits
        start, stop = edits.selected()
        old = edits.blocks(start, stop)
        made = [as_kind(block, part, level) for block in old]
        cursor = edits.cursor
        caret = _moved(edits.spot(cursor.position()), start, made)
        anchor = _moved(edits.spot(cursor.anchor()), start, made)
        edits.put(start, stop, [block for some in made for block in some], caret, anchor)

    def indent(self, by: int) -> None:
        """Move the selected list items deeper, or less deep."""
        edits = self._edits
        start, stop = edits.selected()
        cursor = edits.cursor
        caret, anchor = edits.spot(cursor.position()), edits.spot(cursor.anchor())
        edits.put(start, stop, [deeper(block, by) for block in edits.blocks(start, stop)], caret, anchor)

    def link_here(self) -> tuple[int, int, str]:
        """What a link command is about, as (start, stop, address): the selection without the spaces around it, or the
        link at the caret."""
        cursor = self._edits.cursor
        if cursor.hasSelection():
            runs = self._runs(cursor)
            start, stop, text = cursor.selectionStart(), cursor.selectionEnd(), cursor.selectedText()
            if text.strip():  # spaces are one unit each of those that Qt counts
                start, stop = start + len(text) - len(text.lstrip()), stop - len(text) + len(text.rstrip())
            return start, stop, link_of(runs[0][2]) if runs else ""
        return self.link_at(cursor.position())

    def link_at(self, place: int) -> tuple[int, int, str]:
        """The link at a position, as (start, stop, address); an empty one where there is none."""
        block = self._bridge.document.findBlock(place)
        start = stop = place
        address = ""
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            begin, end = fragment.position(), fragment.position() + fragment.length()
            href = link_of(fragment.charFormat())
            if href and address == href and begin == stop:
                stop = end
            elif href and stop <= place:
                start, stop, address = begin, end, href
            at += 1
        return (start, stop, address) if address and start <= place <= stop else (place, place, "")

    def figure_here(self) -> int | None:
        """The number of the figure in whose picture, caption or credit the caret is, or None."""
        if self._edits.part not in {Part.PICTURE, Part.CAPTION, Part.CREDIT}:
            return None
        index = self._edits.spot(self._edits.cursor.selectionEnd()).index
        return index if isinstance(self._bridge.body.blocks[index], Figure) else None

    def _block_here(self) -> Block:
        return self._bridge.body.blocks[self._edits.spot(self._edits.cursor.position()).index]

    def set_link(self, start: int, stop: int, text: str, shown: str = "") -> None:
        """Let these words link to the address that is meant by a text (see `meant_link`), or to nothing when it is
        "". Without words, insert some: `shown`, or what the address says. What is no address changes nothing."""
        address = meant_link(text)
        cursor = self._edits.cursor
        if text and not address:
            return
        if start == stop:
            shown = shown or address.removeprefix("https://").removeprefix("mailto:")
            words = (Span(shown, frozenset(), address),) if address else ()
            if self._edits.part in HOLDERS and words:
                self.insert(Paragraph(words))
            elif words:
                cursor.setPosition(start)
                self._bridge.writer.write_words(cursor, words)
            return
        cursor.setPosition(start)
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        cursor.beginEditBlock()
        for begin, end, char in self._runs(cursor):
            self._format(begin, end, marks_of(char), address)
        cursor.endEditBlock()
        self._edits.go(stop)

    def insert(self, block: Block, in_place_of: int | None = None) -> None:
        """Put a block behind the one with the caret, or in place of it where it is an empty paragraph; or in place of
        the one with this number."""
        edits = self._edits
        if in_place_of is None:
            stop = edits.selected()[1]
            start = stop - 1 if edits.blocks(stop - 1, stop) == (Paragraph(),) and stop else stop
        else:
            start, stop = in_place_of, in_place_of + 1
        behind = self._bridge.body.blocks[stop : stop + 1]
        # There must be a line to go on writing in.
        more = () if behind and lines_of(behind[0])[0].part not in HOLDERS else (Paragraph(),)
        caret = Spot(start, 1) if isinstance(block, Figure) else Spot(start + 1)
        edits.put(start, stop, (block, *more), caret)

    def insert_rule(self) -> None:
        """Put a rule behind the block with the caret."""
        self.insert(Rule())

    def remove(self, index: int) -> None:
        """Take a block out."""
        body = self._bridge.body
        if len(body.blocks) == 1:
            self._edits.put(0, 1, (Paragraph(),), Spot(0))
            return
        before = lines_of(body.blocks[index - 1]) if index else ()
        caret = Spot(index - 1, len(before) - 1, END) if before else Spot(0)
        self._edits.put(index, index + 1, (), caret)

    def replace(self, index: int, block: Block) -> None:
        """Put a block in place of another, and leave the caret."""
        cursor = self._edits.cursor
        edits = self._edits
        edits.put(index, index + 1, (block,), edits.spot(cursor.position()), edits.spot(cursor.anchor()))

    def _toggle_typing(self, mark: Mark) -> None:
        part = self._edits.part
        if part in PLAIN | HOLDERS:
            return
        view = self._edits.view
        char = view.currentCharFormat()
        marks = _with(marks_of(char), mark, on=mark not in marks_of(char))
        view.setCurrentCharFormat(self._bridge.styles.char(part, self._edits.level, marks, link_of(char)))

    def _runs(self, cursor: QTextCursor) -> list[tuple[int, int, QTextCharFormat]]:
        """The runs of words in a selection, each of one format; nothing drawn is among them."""
        start, stop = cursor.selectionStart(), cursor.selectionEnd()
        found = []
        block = self._bridge.document.findBlock(start)
        while block.isValid() and block.position() < stop:
            if part_of(block.blockFormat()) not in PLAIN:
                at = block.begin()
                while not at.atEnd():
                    fragment = at.fragment()
                    begin = max(start, fragment.position())
                    end = min(stop, fragment.position() + fragment.length())
                    if begin < end and not fragment.charFormat().intProperty(KEY):
                        found.append((begin, end, fragment.charFormat()))
                    at += 1
            block = block.next()
        return found

    def _format(self, start: int, stop: int, marks: frozenset[Mark], link: str) -> None:
        cursor = QTextCursor(self._bridge.document)
        cursor.setPosition(start)
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        form = cursor.blockFormat()
        cursor.setCharFormat(self._bridge.styles.char(part_of(form), level_of(form), marks, link))


def _with(marks: frozenset[Mark], mark: Mark, *, on: bool) -> frozenset[Mark]:
    """The marks with or without one; nothing is raised and lowered at once."""
    return (marks - {mark, _OPPOSITE.get(mark, mark)}) | ({mark} if on else frozenset())


def _moved(spot: Spot, start: int, made: list[tuple[Block, ...]]) -> Spot:
    """Where a place in the old blocks is among those made of them."""
    number = min(spot.index - start, len(made) - 1)
    index = start + sum(len(some) for some in made[:number])
    some = made[number]
    if spot.line < len(lines_of(some[0])):
        return Spot(index, spot.line, spot.offset)
    return Spot(index + len(some) - 1, 0, spot.offset)

"""Writes a comparison into Qt's document, in the type of the page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from unicodedata import bidirectional

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from desk.revise.grid import Grid
from desk.revise.runs import Became, Run, Runs, whole
from desk.story.body import spans
from desk.story.plurals import counted
from desk.ui.editor.furniture import BYLINE, CONTRIBUTION, DECK, HEADLINE, KICKER
from desk.ui.editor.lines import Held, Line, Part
from desk.ui.editor.reading import OBJECT
from desk.ui.editor.styles import KEY, OBJECT_TYPE, Styles
from desk.ui.editor.typography import INDENT, Look
from desk.ui.history.comparing import Comparison, Item, Set, tips
from desk.ui.history.saying import capital

ITEM = int(QTextFormat.Property.UserProperty) + 30  # of a block: the number of its item, and one
FOLD, STOP, ROW = "fold:", "stop:", "row:"  # the beginnings of the addresses that lead within the page

_LOOKS: dict[Set, Look] = {
    Set.KICKER: KICKER,
    Set.HEADLINE: HEADLINE,
    Set.DECK: DECK,
    Set.BYLINE: BYLINE,
    Set.CONTRIBUTION: CONTRIBUTION,
    Set.SAID: Look(11.5, 1.4, top=20, colour="muted", interface=True),
    Set.SECTION: Look(12, 1.4, top=20, colour="muted", weight=QFont.Weight.DemiBold, interface=True),
    Set.VALUE: Look(13.5, 1.5, top=4, interface=True),
}
_TOPS = {Set.KICKER: 0, Set.HEADLINE: 6, Set.DECK: 6, Set.BYLINE: 22, Set.CONTRIBUTION: 40}
PIECE = 120  # runs of words written in one go: a few milliseconds
_OVER_TABLE, _UNDER_TABLE, _UNDER_LABEL = 2, 24, 2  # px
_FOLDED = Look(12, 1.5, top=22, bottom=4, colour="muted", interface=True)


class Paper:
    """One comparison in one document. `held` are the things drawn in it, by the `KEY` of their characters."""

    def __init__(self, document: QTextDocument, styles: Styles) -> None:
        self._document = document
        self._styles = styles
        self._held: dict[int, Held] = {}
        self._next = 1
        self._items: Sequence[Item] = ()
        self._lines: dict[int, int] = {}  # the first line of each item
        self._is_begun = True  # whether there is an empty line already, for what comes next
        self._rest: Iterator[int] | None = None  # what is not written yet: runs of words, item by item
        self._reached = -1  # the last item that is written

    @property
    def held(self) -> Mapping[int, Held]:
        """What is drawn."""
        return self._held

    def first_line(self, item: int) -> int:
        """The number of the line at which an item begins, or the one in which it is folded; -1 for none. What is not
        written up to there is written now."""
        while self._reached < item and self.write_more():
            pass
        while item >= 0 and item not in self._lines:
            item -= 1
        return self._lines.get(item, -1)

    def begin(self, page: Comparison, unfolded: Collection[int], *, fold: bool) -> None:
        """Put a comparison in place of what stands there: the first piece of it. With `fold` long runs that did not
        change are one line, but for those `unfolded`."""
        self._held.clear()
        self._lines.clear()
        margins = self._document.rootFrame().frameFormat()
        self._document.clear()
        self._document.rootFrame().setFrameFormat(margins)
        self._is_begun, self._reached = True, -1
        self._items = page.items
        self._rest = self._write(page, frozenset(unfolded), fold=fold)
        self.write_more()

    def write_more(self) -> bool:
        """Write the next piece; whether there is more. Nobody who reads or types waits for all of a long text."""
        if self._rest is None:
            return False
        group, spent = QTextCursor(self._document), 0
        group.beginEditBlock()
        for runs in self._rest:
            spent += runs
            if spent >= PIECE:
                break
        else:
            self._rest = None
        group.endEditBlock()
        return self._rest is not None

    def finish(self) -> None:
        """Write all that is not written yet."""
        while self.write_more():
            pass

    def _write(self, page: Comparison, unfolded: Collection[int], *, fold: bool) -> Iterator[int]:
        """Writes item by item; gives how much each was."""
        items, told = page.items, -1
        cursor = QTextCursor(self._document)
        for number, item in enumerate(items):
            if fold and item.fold >= 0 and item.fold not in unfolded:
                if item.fold != told:
                    self._begin(cursor, *self._formats(_FOLDED), number)
                    self._write_fold(cursor, item.fold, page.folds[item.fold])
                    told = item.fold
            else:
                after_label = number > 0 and items[number - 1].set_in is Set.SAID and items[number - 1].row == item.row
                self._write_item(cursor, item, number, after_label=after_label)
                yield _weight(item)
            self._reached = number

    # Lines.

    def _write_item(self, cursor: QTextCursor, item: Item, number: int, *, after_label: bool) -> None:
        block, ground = self._of(item)
        if after_label:
            block.setTopMargin(_UNDER_LABEL)
        if item.set_in is Set.SAID and self._reads_from_the_right(number + 1):
            block.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # as what it is said of
        self._begin(cursor, block, ground, number)
        if item.grid is not None:
            self._write_grid(cursor, item.grid, ground, number, header=item.header)
        elif item.held is not None:
            cursor.insertText(OBJECT, self._object(item.held, ground))
        else:
            if item.set_in is Part.NUMBER:
                cursor.insertText(f"{item.number}.\u00a0", self._quiet(ground))
            elif item.set_in is Part.BULLET:
                cursor.insertText("•\u00a0\u00a0", self._quiet(ground))
            self._write_runs(cursor, item.runs, item, ground)

    def _reads_from_the_right(self, number: int) -> bool:
        """Whether the words of an item do. A label tells of the item below it, or quotes what stood here."""
        below = self._items[number : number + 1]
        if not below or below[0].row != self._items[number - 1].row:
            below = self._items[number - 1 : number]
        said, _, quoted = "".join(run.text for item in below for run in item.runs).partition("“")
        return _begins_from_the_right(quoted or said)

    def _begin(self, cursor: QTextCursor, block: QTextBlockFormat, ground: QTextCharFormat, number: int) -> None:
        block.setProperty(ITEM, number + 1)
        if self._is_begun:
            self._is_begun = False
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(ground)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertBlock(block, ground)
        self._lines[number] = cursor.blockNumber()

    def _write_fold(self, cursor: QTextCursor, fold: int, count: int) -> None:
        _, form = self._formats(_FOLDED)
        form.setAnchor(True)
        form.setAnchorHref(f"{FOLD}{fold}")
        form.setForeground(self._styles.tokens.color("accent"))
        cursor.insertText(f"⋯  {counted(count, 'paragraph')} that did not change", form)

    def _write_runs(self, cursor: QTextCursor, runs: Runs, item: Item, ground: QTextCharFormat) -> None:
        for before, run in pairwise((Run(Became.SAME, " "), *runs)):
            apart = before.became is Became.REMOVED and run.became is Became.ADDED
            if apart and not (before.text[-1:].isspace() or run.text[:1].isspace()):
                cursor.insertText(" ", ground)  # "stop stopped" can be read, "stopstopped" cannot
            form = self._form(run, item, ground)
            for piece, marked in _pieces(run):
                cursor.insertText(piece.replace("\n", "\u2028"), form if marked else ground)

    def _form(self, run: Run, item: Item, ground: QTextCharFormat) -> QTextCharFormat:
        tokens = self._styles.tokens
        if isinstance(item.set_in, Part):
            form = QTextCharFormat(self._styles.char(item.set_in, item.level, run.marks, run.link))
        else:
            form = QTextCharFormat(ground)
        form.setAnchor(False)  # nothing leads away from here
        form.clearProperty(QTextFormat.Property.AnchorHref)
        if item.set_in is Set.SAID and item.elsewhere >= 0:
            form.setAnchor(True)
            form.setAnchorHref(f"{ROW}{item.elsewhere}")
        match run.became:
            case Became.ADDED:
                form.setForeground(tokens.color("inserted"))
                form.setBackground(tokens.color("inserted_tint"))
                form.setFontUnderline(True)
            case Became.REMOVED:
                form.setForeground(tokens.color("deleted"))
                form.setBackground(tokens.color("deleted_tint"))
                form.setFontUnderline(False)
                form.setFontStrikeOut(True)
            case Became.REFORMATTED:
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                form.setUnderlineColor(tokens.color("warning"))
                form.setToolTip(capital("; ".join(tips(run))))
            case Became.AWAY:
                form.setForeground(tokens.color("muted"))
        return form

    def _quiet(self, ground: QTextCharFormat) -> QTextCharFormat:
        form = QTextCharFormat(ground)
        form.setForeground(self._styles.tokens.color("muted"))
        return form

    def _object(self, thing: Held, ground: QTextCharFormat) -> QTextCharFormat:
        made = QTextCharFormat(ground)
        made.setObjectType(OBJECT_TYPE)
        made.setProperty(KEY, self._next)
        self._held[self._next] = thing
        self._next += 1
        return made

    # Looks.

    def _of(self, item: Item) -> tuple[QTextBlockFormat, QTextCharFormat]:
        if isinstance(item.set_in, Set):
            look = _LOOKS[item.set_in]
            block, ground = self._formats(look)
            if item.set_in in _TOPS:
                block.setTopMargin(self._styles.type.px(_TOPS[item.set_in]))
            return block, ground
        block = QTextBlockFormat(self._styles.block(Line(item.set_in, (), item.level)))
        if item.set_in in (Part.BULLET, Part.NUMBER):
            block.setTextIndent(-self._styles.type.px(INDENT - 10))
        return block, self._styles.char(item.set_in, item.level)

    def _formats(self, look: Look) -> tuple[QTextBlockFormat, QTextCharFormat]:
        shown = self._styles.type.set(look)
        block = QTextBlockFormat()
        block.setTopMargin(shown.top)
        block.setBottomMargin(shown.bottom)
        shown.pitch_lines(block)
        char = QTextCharFormat()
        char.setFont(shown.font(), QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
        char.setForeground(self._styles.tokens.color(shown.colour))
        return block, char

    # Tables.

    def _write_grid(
        self, cursor: QTextCursor, grid: Grid, ground: QTextCharFormat, number: int, *, header: bool
    ) -> None:
        """A table in which words, rows and columns changed, as a table of Qt's."""
        if not grid.rows or not grid.columns:
            return
        above = cursor.blockFormat()  # of the line that Qt leaves over a table
        above.setLineHeight(_OVER_TABLE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(above)
        form = QTextTableFormat()
        form.setBorder(1)
        form.setBorderBrush(QBrush(self._styles.tokens.color("line")))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setCellPadding(self._styles.type.px(7))
        form.setCellSpacing(0)
        form.setBottomMargin(self._styles.type.px(_UNDER_TABLE))  # what comes next has none above it there
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table = cursor.insertTable(len(grid.rows), len(grid.columns), form)
        look = Item(Part.PARAGRAPH)
        block = QTextBlockFormat(self._styles.block(Line(Part.PARAGRAPH)))
        block.setTopMargin(0)
        block.setProperty(ITEM, number + 1)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        for row, column, runs in _cells(grid):
            self._tint(table, row, column, _came(grid, row, column))
            inside = table.cellAt(row, column).firstCursorPosition()
            inside.setBlockFormat(block)
            self._write_runs(inside, runs or whole(Became.SAME, spans("")), look, ground)
            if header and grid.rows[row].after == 0:
                inside.setPosition(table.cellAt(row, column).firstPosition(), QTextCursor.MoveMode.KeepAnchor)
                inside.mergeCharFormat(bold)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_begun = True  # Qt puts a line behind a table

    def _tint(self, table: QTextTable, row: int, column: int, became: Became) -> None:
        tints = {Became.ADDED: "inserted_tint", Became.REMOVED: "deleted_tint"}
        if became in tints:
            cell = table.cellAt(row, column)
            form = cell.format().toTableCellFormat()
            form.setBackground(self._styles.tokens.color(tints[became]))
            cell.setFormat(form)


def _begins_from_the_right(text: str) -> bool:
    """Whether the first letter that says how a text is read says so (UAX #9)."""
    strong = (kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def _pieces(run: Run) -> Iterator[tuple[str, bool]]:
    """The words of a run and the white space around them, which is marked only where there is nothing else."""
    words = run.text.strip(" ")
    if run.became not in (Became.ADDED, Became.REMOVED) or not words or words == run.text:
        yield run.text, True
        return
    before, after = run.text[: run.text.index(words)], run.text[run.text.index(words) + len(words) :]
    yield from ((text, marked) for text, marked in ((before, False), (words, True), (after, False)) if text)


def _weight(item: Item) -> int:
    """How much there is to write of an item, in runs of words."""
    return 2 + (sum(len(runs) + 2 for _, _, runs in _cells(item.grid)) if item.grid is not None else len(item.runs))


def _cells(grid: Grid) -> Iterator[tuple[int, int, Runs]]:
    for row, cells in enumerate(grid.cells):
        for column, runs in enumerate(cells):
            yield row, column, runs


def _came(grid: Grid, row: int, column: int) -> Became:
    line, other = grid.rows[row].became, grid.columns[column].became
    return other if line is Became.SAME else line

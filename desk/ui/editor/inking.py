"""Shows tracked changes and comments on the lines of one view, body or field, without a character of its text being
another: words that came are coloured when their line is laid out, and words that went are painted into gaps that the
layout leaves for them. What stands there is nobody's business but the painter's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextBlockUserData,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QTextEdit

from desk.ui.editor.gaps import Gap, gaps
from desk.ui.editor.groups import LineRange
from desk.ui.editor.inks import NO_MARKS, Edit, Gone, Ink, LineMarks, look_alike, moved
from desk.ui.editor.reading import line_at

_SAID = 18.0  # px of margin for what is said of a line above it
_APART = 8  # px between what stood below a line and the next one


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is set: its font, how wide its rows are and how far apart, in px, and its format without marks."""

    font: QFont
    width: float
    pitch: float
    form: QTextBlockFormat
    metrics: QFontMetricsF = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "metrics", QFontMetricsF(self.font))


class Inked(QTextBlockUserData):
    """What a line shows: it goes with the line, wherever that goes."""

    def __init__(self, marks: LineMarks) -> None:
        super().__init__()
        self.marks = marks
        self.gaps: tuple[Gap, ...] = ()
        self.length = 0  # of the line, in units and one, when it was set
        self.plan: object = None  # where it is painted, once that is known

    def take(self, marks: LineMarks) -> None:
        """Show marks that look as these do."""
        if marks != self.marks:
            new = {(each.at, each.words): each for each in marks.struck}
            at = [(gap, (gap.struck.at, gap.struck.words)) for gap in self.gaps]
            self.gaps = tuple(replace(gap, struck=new.get(place, gap.struck)) for gap, place in at)
            self.marks, self.plan = marks, None


class Inking(QObject):
    """The marks of one view's lines. `stale` tells that lines were written anew and want to be given theirs again:
    `take_stale` says which."""

    stale = Signal()

    def __init__(
        self,
        view: QTextEdit,
        setting: Callable[[QTextBlock], Setting],
        quietly: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._setting = setting
        self._quietly = quietly
        self._is_setting = False
        self._stale = LineRange()
        self._lines = view.document().blockCount()
        self.is_on = False  # whether any line may have marks: nothing is looked for where none has
        self.grows = False  # whether what is typed behind words that came belongs to them
        self.colour: Callable[[Ink], QTextCharFormat] = _no_colour
        self.gone_height: Callable[[tuple[Gone, ...], float], float] = _no_height
        view.document().contentsChange.connect(self._on_contents_change)

    def of(self, block: QTextBlock) -> Inked | None:
        """What a line shows, if it shows anything."""
        data = block.userData() if self.is_on else None
        return data if isinstance(data, Inked) else None

    def marks(self, block: QTextBlock) -> LineMarks:
        """The marks of a line."""
        data = self.of(block)
        return data.marks if data is not None else NO_MARKS

    def put(self, block: QTextBlock, marks: LineMarks, *, anew: bool = False) -> bool:
        """Give a line these marks; whether anything is to be painted otherwise. `anew` where colours are others."""
        data = self.of(block)
        if data is None and not marks and not self._has_room(block):
            return False
        is_same = data is not None and data.length == block.length() and look_alike(data.marks, marks) and not anew
        if data is not None and is_same and not self._has_other_room(block, data):
            data.take(marks)
            return False
        if not self.is_on:
            self.is_on, self._lines = True, block.document().blockCount()
        self._is_setting = True
        try:
            self._write(block, marks)
            # The room above a line begins where that below the line before it ends.
            if (other := self.of(block.next())) is not None and other.marks.above:
                self._write(block.next(), other.marks)
        finally:
            self._is_setting = False
        return True

    def setting(self, block: QTextBlock) -> Setting:
        """How a line is set."""
        return self._setting(block)

    def room_at_end(self) -> float:
        """How much room what stood behind the last line takes, in px: Qt leaves none below a text."""
        last = self._view.document().lastBlock()
        if self.of(last) is None:
            return 0.0
        return last.blockFormat().bottomMargin() - self._setting(last).form.bottomMargin()

    def take_stale(self) -> tuple[int, int] | None:
        """The lines, first and last, that were written anew since the last time; None where none was."""
        return self._stale.take()

    def composed(self) -> None:
        """An input method has put its own colours on the line with the caret: put the marks back, moved along."""
        block = self._view.textCursor().block()
        data = self.of(block)
        if data is None:
            return
        data.plan = None
        layout = block.layout()
        place, length = layout.preeditAreaPosition(), len(layout.preeditAreaText().encode("utf-16-le")) // 2
        edit = Edit(place, 0, length) if length else None
        layout.setFormats([*(self._ranges(data, edit)), *(layout.formats() if length else ())])
        self._view.document().markContentsDirty(block.position(), block.length())

    def _has_room(self, block: QTextBlock) -> bool:
        wanted, form = self._setting(block).form, block.blockFormat()
        return _room(wanted) != _room(form)

    def _has_other_room(self, block: QTextBlock, data: Inked | None) -> bool:
        marks = data.marks if data is not None else NO_MARKS
        return _room(self._form(block, marks, data.gaps if data is not None else ())) != _room(block.blockFormat())

    def _write(self, block: QTextBlock, marks: LineMarks) -> None:
        setting = self._setting(block)
        if (old := self.of(block)) is not None and (any(gap.rows for gap in old.gaps) or old.marks.above):
            self._view.viewport().update()  # it may have been painted upon the line above, if it had no room just then
        data = Inked(marks)
        data.gaps = gaps(block.text(), marks.struck, setting.font, setting.width)
        data.length = block.length()
        block.setUserData(data if marks else None)  # type: ignore[arg-type]
        form = self._form(block, marks, data.gaps)
        if _room(form) != _room(block.blockFormat()):
            with self._quietly():
                QTextCursor(block).setBlockFormat(form)
        block.layout().setFormats(list(self._ranges(data)))
        self._view.document().markContentsDirty(block.position(), block.length())

    def _form(self, block: QTextBlock, marks: LineMarks, found: tuple[Gap, ...]) -> QTextBlockFormat:
        setting = self._setting(block)
        first = next((gap for gap in found if gap.place < 0), None)
        form = QTextBlockFormat(setting.form)
        if (top := margin_above(setting, marks)) != form.topMargin():
            form.setTopMargin(top)
        if first is not None:
            form.setTextIndent(first.width)
            form.setTopMargin(form.topMargin() + len(first.rows) * setting.pitch)
        if marks.above:  # of two margins that meet Qt takes the wider one
            before = block.previous().blockFormat().bottomMargin() if block.previous().isValid() else 0
            form.setTopMargin(form.topMargin() + before + self.gone_height(marks.above, setting.width))
        if below := below_of(marks, found):
            form.setBottomMargin(form.bottomMargin() + self.gone_height(below, setting.width) + _APART)
        return form

    def _ranges(self, data: Inked, edit: Edit | None = None) -> Iterator[QTextLayout.FormatRange]:
        marks, found = data.marks, data.gaps
        if edit is not None:
            marks, found = moved(marks, edit), tuple(gap.after_edit(edit) for gap in found)
        for ink in marks.inks:
            if ink.is_new:
                yield _range(ink.start, ink.stop - ink.start, self.colour(ink))
        for gap in found:
            if gap.place >= 0 and gap.length:
                spaced = QTextCharFormat()
                spaced.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
                spaced.setFontLetterSpacing(gap.width)
                yield _range(gap.place, gap.length, spaced)

    @Slot(int, int, int)
    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if not self.is_on or self._is_setting:
            return
        document = self._view.document()
        count = document.blockCount()
        first, last = line_at(document, position), line_at(document, position + added)
        shift, self._lines = count - self._lines, count
        block = document.findBlockByNumber(first)
        data = self.of(block)
        if first == last and not shift:
            if data is None or (removed == added and data.length == block.length()):
                return  # it only looks otherwise
            self._move(block, data, Edit(position - block.position(), removed, added, self.grows))
            if added <= 2 or removed <= 2:
                return
        self._stale.add(first, last, shift)
        self.stale.emit()

    def _move(self, block: QTextBlock, data: Inked, edit: Edit) -> None:
        data.marks = moved(data.marks, edit)
        data.gaps = tuple(gap.after_edit(edit) for gap in data.gaps)
        data.length, data.plan = block.length(), None
        # Within the edit: Qt lays the line out when it has told of it.
        block.layout().setFormats(list(self._ranges(data)))


def margin_above(setting: Setting, marks: LineMarks) -> float:
    """The margin above a line and what is said of it, without the room for what stood before it."""
    top = setting.form.topMargin()
    return max(top, _SAID) if marks.bar is not None and marks.bar.said else top


def below_of(marks: LineMarks, found: tuple[Gap, ...]) -> tuple[Gone, ...]:
    """What stands in full below a line: words that its gaps could not hold, and lines that stood behind it."""
    cut = [Gone(gap.struck.words.strip(), gap.struck.key, gap.struck.hand) for gap in found if gap.is_cut]
    return (*cut, *marks.below)


def _room(form: QTextBlockFormat) -> tuple[float, float, float]:
    return form.topMargin(), form.bottomMargin(), form.textIndent()


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form
    return made


def _no_colour(_ink: Ink) -> QTextCharFormat:
    return QTextCharFormat()


def _no_height(_gone: tuple[Gone, ...], _width: float) -> float:
    return 0.0

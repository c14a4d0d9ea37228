"""The marks under misspelt words: at once from what is known, steady while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import shiboken6
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QTextEdit

from desk.spelling.faults import Kind
from desk.story.pieces import shared_ends, utf16_length, utf16_slice
from desk.ui.editor.layers import Layers, Marked, Stroke
from desk.ui.spelling.checker import Checker, Faults

_STROKES = {Kind.MISSPELT: Stroke.SPELLING, Kind.TWICE: Stroke.GRAMMAR}
_CANDIDATES = 200  # lines among which the one is looked for that a changed line was
_FEW = 12  # characters at the beginning or the end that a line shares with what it was


class SpellingLayer(QObject):
    """Gives the marks of a line as `Layers` wants them.

    A line that was changed keeps its marks, moved along, until the checker has looked at it. The word that is being
    typed is not marked until the caret leaves it.
    """

    def __init__(self, checker: Checker, layers: Layers) -> None:
        super().__init__(layers)
        self._checker = checker
        self._layers = layers
        self._guessed: dict[str, Faults] = {}  # of lines that are being asked for
        self._shown: dict[str, tuple[Marked, ...]] = {}
        self._latest = ""  # the line that was changed last
        self._typed = ""  # it too, while the caret has not left the word that was typed in it
        self._caret = 0  # where in it the caret was then
        self._watched: QTextEdit | None = None
        checker.learned.connect(self._on_learned)

    def __call__(self, line: str) -> Sequence[Marked]:
        """The marks of a line, from its text."""
        if not line:
            return ()
        faults = self._checker.faults(line)
        if faults is None:
            faults = self._guess(line)
            marks = self._marks(line, faults)
            self._shown[line] = marks
            return marks
        return self._marks(line, faults) if faults else ()

    def _marks(self, line: str, faults: Faults) -> tuple[Marked, ...]:
        if not faults:
            return ()
        caret = self._caret if line == self._typed else -1
        return tuple(
            Marked(fault.start, fault.stop, _STROKES[fault.kind])
            for fault in faults
            if not fault.start < caret <= fault.stop
        )

    def _guess(self, line: str) -> Faults:
        """What may be misspelt in a line that nobody has looked at."""
        self._checker.want(line)
        guessed = self._guessed.get(line)
        if guessed is None:
            guessed = self._checker.last_faults(line)
            if guessed is None:
                guessed = self._moved_along(line)
            self._guessed[line] = guessed
        return guessed

    def _moved_along(self, line: str) -> Faults:
        """The faults of the line that this one was a moment ago, where there is one."""
        if (caret := self._caret_in(line)) is not None:
            self._typed = line
            self._watch(caret[0])
            self._caret = caret[1]
        for before in chain((self._latest,), self._checker.lines(_CANDIDATES)):
            if before and abs(len(before) - len(line)) < len(line) // 2 + _FEW and _is_like(before, line):
                known = self._checker.faults(before)
                old = self._guessed.get(before, ()) if known is None else known
                if known is None:
                    self._checker.drop(before)
                    self._guessed.pop(before, None)
                    self._shown.pop(before, None)
                self._latest = line
                return _shifted(old, before, line)
        self._latest = line
        return ()

    def _caret_in(self, line: str) -> tuple[QTextEdit, int] | None:
        """The view that is typed in and where in this line its caret is, in UTF-16 code units; None where it is in
        another one."""
        view = QApplication.focusWidget()
        if not isinstance(view, QTextEdit):
            return None
        cursor = view.textCursor()
        return (view, cursor.positionInBlock()) if cursor.block().text() == line else None

    def _watch(self, view: QTextEdit | None) -> None:
        """Follow the caret in this view, until it leaves the word that was typed."""
        if view is self._watched:
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if self._watched is not None:
            app.focusChanged.disconnect(self._on_focus_changed)
            if shiboken6.isValid(self._watched):
                self._watched.cursorPositionChanged.disconnect(self._on_caret_moved)
        self._watched = view
        if view is not None:
            view.cursorPositionChanged.connect(self._on_caret_moved)
            app.focusChanged.connect(self._on_focus_changed)

    @Slot()
    def _on_caret_moved(self) -> None:
        """Mark the word that was typed once the caret is out of it."""
        view = self._watched
        if view is None:
            return
        cursor = view.textCursor()
        line, place = cursor.block().text(), cursor.positionInBlock()
        if line != self._typed:
            if not _is_like(line, self._typed):
                self._leave()
            return  # else it is typed on, and painted in a moment
        word = utf16_slice(line, min(place, self._caret), max(place, self._caret))
        if any(map(str.isspace, word)):
            self._leave()

    @Slot()
    def _on_focus_changed(self) -> None:
        if QApplication.focusWidget() is not self._watched:
            self._leave()

    def _leave(self) -> None:
        line, self._typed = self._typed, ""
        self._watch(None)
        if self._checker.faults(line) or self._guessed.get(line):
            self._layers.tell_of(frozenset({line}))

    @Slot(tuple)
    def _on_learned(self, lines: tuple[str, ...]) -> None:
        if not lines:  # everything is asked for anew
            self._guessed.clear()
            self._shown.clear()
            self._layers.tell()
            return
        changed = set()
        for line in lines:
            self._guessed.pop(line, None)
            shown = self._shown.pop(line, None)
            if shown is not None and shown != self._marks(line, self._checker.faults(line) or ()):
                changed.add(line)
        if changed:
            self._layers.tell_of(frozenset(changed))


def _is_like(one: str, other: str) -> bool:
    """Whether two lines begin or end alike, so that one may have been made of the other."""
    few = min(_FEW, len(one) - 1, len(other) - 1)
    return few < 1 or one[:few] == other[:few] or one[-few:] == other[-few:]


def _shifted(faults: Faults, before: str, after: str) -> Faults:
    """The faults of a line after an edit: those ahead of it as they were, those behind it moved along."""
    if not faults:
        return ()
    head, tail = shared_ends(before, after)
    first, last = utf16_length(before[:head]), utf16_length(before) - utf16_length(before[len(before) - tail :])
    by = utf16_length(after) - utf16_length(before)
    # A letter beside a word makes another one of it.
    put = after[head : len(after) - tail]
    before_edit, behind_edit = first - put[:1].isalpha(), last + put[-1:].isalpha()
    ahead = (fault for fault in faults if fault.stop <= before_edit)
    behind = (fault for fault in faults if fault.start >= behind_edit and fault.stop > first)
    return (*ahead, *(replace(fault, start=fault.start + by, stop=fault.stop + by) for fault in behind))

"""Puts a long paste into the body piece by piece, so that nobody has to wait: they can write on meanwhile, wherever
they are. It is one step of undo all the same, with what was written until it is all there. What would join the words
on both sides of the place where the rest is to go, or is about all of them, has the rest put in first.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor

from desk.story.body import Block, Body
from desk.story.story import Story
from desk.ui.editor.clipboard import Fragment
from desk.ui.editor.edits import BodyEdits, Spot
from desk.ui.editor.landmarks import Landmark, Landmarks
from desk.ui.manuscript import Manuscript
from desk.ui.work import Job, Progress, Step, Work

LONG = 150  # blocks, above which a paste is put in piece by piece
_FIRST = 40  # blocks of the first piece
_SLICE = 25  # ms that a piece is to take
_FEWEST, _MOST = 10, 400  # blocks of a piece
_JOINING = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})


class Laying(QObject):
    """Lays what is between the first blocks of a long paste and its last one.

    `started` carries a sentence and the `Job` that shows how far it is; cancelling that takes the paste back.
    """

    started = Signal(str, object)

    def __init__(
        self, edits: BodyEdits, landmarks: Landmarks, manuscript: Manuscript, work: Work, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._edits = edits
        self._landmarks = landmarks
        self._manuscript = manuscript
        self._work = work
        self._rest: tuple[Block, ...] = ()
        self._done = self._total = 0
        self._count = _FIRST
        self._place: Landmark | None = None  # what comes goes before the block at this place
        self._left = Story()  # the story as the last piece left it
        self._alone = True
        self._is_putting = False
        self._job: Job | None = None
        self._then: Callable[[bool], None] | None = None
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._on_due)

    def begin(self, blocks: tuple[Block, ...]) -> Fragment:
        """What is to be pasted now, of so many blocks that they are long; `lay` puts in the others."""
        self._manuscript.gather(self.finish)
        self._rest = blocks[_FIRST:-1]
        self._done, self._total, self._count, self._alone = _FIRST, len(blocks), _FIRST, True
        return Fragment(Body((*blocks[:_FIRST], blocks[-1])))

    def lay(self, end: QTextCursor, then: Callable[[bool], None]) -> None:
        """Go on with the rest, before the block with `end`. `then` is called when all of it is there, with whether
        nothing else was edited meanwhile."""
        self._place, self._then = self._before(self._edits.spot(end.position()).index), then
        self._left = self._manuscript.story
        self._job = Job(self._work, None, None)
        self._edits.view.installEventFilter(self)
        self._edits.view.selectionChanged.connect(self._on_selected)
        self.started.emit("Putting in what you pasted", self._job)
        self._next.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key that joins what stands where the rest is to go waits for the rest."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _JOINING:
            cursor = self._edits.cursor
            beside = self._edits.spot(cursor.position()).index - self._seam
            if beside in {-1, 0} and (cursor.atBlockStart() or cursor.atBlockEnd()):
                self.finish()
        return super().eventFilter(watched, event)

    @property
    def _seam(self) -> int:
        """The number of the block before which the rest is to go."""
        place = self._place.caret if self._place is not None else Spot(0)
        return place.index + (place.offset > 0)  # where somebody joined the block to the one above, behind it

    @Slot()
    def _on_selected(self) -> None:
        cursor = self._edits.view.textCursor()
        if cursor.hasSelection() and not self._is_putting:
            first, last = (self._edits.spot(at).index for at in (cursor.selectionStart(), cursor.selectionEnd()))
            if first < self._seam <= last:
                self.finish()

    @Slot()
    def finish(self) -> None:
        """Put in all that is left, now."""
        if self._place is not None:
            self._put(len(self._rest))
            self._end()

    @Slot()
    def _on_due(self) -> None:
        if self._job is not None and self._job.cancelled:
            self._rest, self._then = (), None
            self._end()
            self._manuscript.undo()
            return
        clock = QElapsedTimer()
        clock.start()
        self._put(self._count)
        spent = max(1, clock.elapsed())
        self._count = min(_MOST, max(_FEWEST, self._count * _SLICE // spent))
        if self._rest:
            self._next.start()
        else:
            self._end()

    def _put(self, count: int) -> None:
        edits, landmarks = self._edits, self._landmarks
        self._alone = self._alone and self._manuscript.story is self._left  # which has all that was typed read
        piece, self._rest = self._rest[:count], self._rest[count:]
        if self._place is None or not piece:
            return
        index = self._seam
        cursor, bar = edits.cursor, edits.view.verticalScrollBar()
        seen = self._seen()
        height = edits.view.cursorRect(landmarks.cursor(seen)).top()
        caret, anchor = (edits.spot(place) for place in (cursor.position(), cursor.anchor()))
        self._is_putting = True
        edits.put(index, index, piece, _behind(caret, index, len(piece)), _behind(anchor, index, len(piece)))
        self._is_putting = False
        bar.setValue(bar.value() + edits.view.cursorRect(landmarks.cursor(seen)).top() - height)
        self._place = self._before(index + len(piece))
        self._left = self._manuscript.story
        self._done += len(piece)
        if self._job is not None:
            Progress(self._job).tell(Step(self._done, self._total))

    def _before(self, index: int) -> Landmark:
        """The place before a block."""
        cursor = self._edits.cursor
        cursor.setPosition(self._edits.position(Spot(index)))
        return self._landmarks.at(cursor)

    def _seen(self) -> Landmark:
        """What is to stand where it stands: the caret, or the first line to be seen where the caret is not."""
        view = self._edits.view
        caret = self._edits.cursor
        box = view.cursorRect(caret)
        is_seen = 0 <= box.top() <= view.viewport().height()
        return self._landmarks.at(caret if is_seen else view.cursorForPosition(QPoint(0, 0)))

    def _end(self) -> None:
        self._next.stop()
        self._place = None
        self._edits.view.removeEventFilter(self)
        self._edits.view.selectionChanged.disconnect(self._on_selected)
        job, self._job = self._job, None
        then, self._then = self._then, None
        self._manuscript.gathered()
        if job is not None:
            over: Future[None] = Future()
            over.set_result(None)
            job.finish(over)
        if then is not None:
            then(self._alone)


def _behind(spot: Spot, at: int, more: int) -> Spot:
    """A place after blocks were put in."""
    return replace(spot, index=spot.index + more) if spot.index >= at else spot

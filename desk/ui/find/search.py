"""Looks for something in the open story, off the window's thread, and marks on the page what it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk.revise.find import Found, find
from desk.revise.query import BadQuery, Budget, Finder, Hits, Query
from desk.story.pieces import utf16_length
from desk.story.places import block_at, field_texts, parts
from desk.story.story import Story
from desk.ui.editor.layers import Marked, Stroke
from desk.ui.manuscript import Manuscript
from desk.ui.work import Job, Progress, Work

PAUSE = 150  # ms after an edit before it is looked again
SECONDS = 2.0  # for which an expression may keep a thread busy
_LINES = 2_000  # whose marks are remembered


@dataclass(frozen=True, slots=True)
class _Look:
    """What came of looking: what was found, and for an expression the lines in which; or a sentence that says why
    nothing can be."""

    found: Found | None = None
    lines: Mapping[str, Hits] | None = None
    trouble: str = ""


class Search(QObject):
    """Knows what was found last. `changed` says that it knows something new.

    One search runs at a time: whoever wants another one while an expression without end runs does not take all
    threads with him. `shown` gives the lines of the page that the credits may write.
    """

    changed = Signal()

    def __init__(
        self, manuscript: Manuscript, work: Work, shown: Callable[[], dict[str, str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._work = work
        self._shown = shown
        self._query: Query | None = None
        self._job: Job | None = None
        self._waits = False
        self._lines: Mapping[str, Hits] = {}
        self._marks: dict[str, tuple[Marked, ...]] = {}
        self.found: Found | None = None
        self.trouble = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look_again)
        manuscript.story_changed.connect(self._on_story_changed)

    @property
    def is_fresh(self) -> bool:
        """Whether what was found is what there is now."""
        return self.found is not None and self._job is None and self.found.story is self._manuscript.story

    def look_for(self, query: Query | None) -> None:
        """Look for this from now on; None for nothing."""
        self._query = query if query is not None and query.text else None
        self.look_again()

    @Slot()
    def look_again(self) -> None:
        """Look at the story as it is now."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()  # it stops at the next line
            self._waits = True
            return
        if self._query is None:
            self._take(_Look())
            return
        look = partial(_look, self._query, self._manuscript.story, self._shown(), self.found)
        self._job = self._work.run_long(look, self._take, self._on_failed)
        self._job.ended.connect(self._on_ended)

    def marks(self, text: str) -> Sequence[Marked]:
        """What was found in a line of the page. It is a `Layer`."""
        known = self._marks.get(text)
        if known is None:
            if len(self._marks) > _LINES:
                self._marks.clear()
            known = self._marks[text] = self._marked(text)
        return known

    def _marked(self, text: str) -> tuple[Marked, ...]:
        if self.found is None:
            return ()
        words = text.replace("\u2028", "\n")
        finder = self.found.finder
        # An expression may be slow, so that nothing is looked for with one while the page is painted.
        hits = self._lines.get(words, ()) if finder.query.is_pattern else finder.hits(words, Budget(SECONDS))
        return tuple(
            Marked(utf16_length(words[:start]), utf16_length(words[:stop]), Stroke.MATCH) for start, stop in hits
        )

    def _take(self, look: _Look) -> None:
        finder = self.found.finder if self.found is not None else None
        self.found, self.trouble = look.found, look.trouble
        if finder is not (look.found.finder if look.found is not None else None) or look.lines != self._lines:
            self._lines = look.lines or {}
            self._marks.clear()
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._take(_Look(trouble=str(error)))

    @Slot()
    def _on_ended(self) -> None:
        self._job = None
        if self._waits:
            self._waits = False
            self.look_again()

    @Slot()
    def _on_story_changed(self) -> None:
        if self._query is not None:
            self._pause.start()


def _look(query: Query, story: Story, shown: Mapping[str, str], before: Found | None, progress: Progress) -> _Look:
    """On a worker's thread."""
    try:
        finder = before.finder if before is not None and before.finder.query == query else Finder(query)
    except BadQuery as error:
        return _Look(trouble=str(error))
    found = find(finder, story, shown, Budget(SECONDS, progress.check), before)
    return _Look(found, _lines(found) if query.is_pattern else {})


def _lines(found: Found) -> dict[str, Hits]:
    lines: dict[str, Hits] = {}
    for number, row in enumerate(found.rows):
        if not row:
            continue
        place = found.place(number, 0)
        block = block_at(found.story, place)
        texts = tuple(field_texts(found.story, found.shown, (place.field,))) if block is None else parts(block)
        lines.update(zip(texts, row, strict=True))
    return lines

"""Going from one misspelt word to the next, through all texts of the page, off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from desk.revise.substitute import Substitute, substituted
from desk.spelling.faults import Fault, Kind
from desk.spelling.passages import passages
from desk.story.body import Figure
from desk.story.pieces import utf16_slice
from desk.story.places import LEAD, Place, block_at
from desk.story.story import Story
from desk.ui.editor.page import EditorPage
from desk.ui.editor.whereabouts import Whereabouts
from desk.ui.spelling.checker import Checker, Faults
from desk.ui.spelling.popup import SpellingPopup
from desk.ui.spelling.underway import Underway
from desk.ui.toast import Toast
from desk.ui.undo import Caret
from desk.ui.work import Work

_AT_ONCE = 100  # texts that are asked for in one go
_END = 1 << 30


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A text to look at, for faults that begin from `low` up to `high`."""

    place: Place
    text: str
    low: int = 0
    high: int = _END


@dataclass(frozen=True, slots=True)
class Found:
    """A misspelt word, in code points of the text of its place."""

    place: Place
    start: int
    stop: int
    fault: Fault


class Review(QObject):
    """The walk from word to word. Wishes: `add_requested` and `ignore_requested` carry the word. `lead_requested`
    is one to see the lead picture. `started` tells of a search that may take long: what it is, and its `Job`."""

    add_requested = Signal(str)
    ignore_requested = Signal(str)
    started = Signal(str, object)
    lead_requested = Signal()

    def __init__(self, page: EditorPage, checker: Checker, toast: Toast, work: Work) -> None:
        super().__init__(page)
        self._work = work
        self._page = page
        self._manuscript = page.manuscript
        self._checker = checker
        self._toast = toast
        self._where = Whereabouts(page)
        self._popup: SpellingPopup | None = None
        self._walk = 0
        self._underway: Underway | None = None
        self._step = 1
        self._has_met = False  # whether there was a word in this walk already
        self._at: tuple[Caret, Place, int, int] | None = None
        self.found: Found | None = None
        self.language = ""  # in words
        self._manuscript.opened.connect(self.stop)
        self._manuscript.closed.connect(self.stop)

    @property
    def popup(self) -> SpellingPopup:
        """The card."""
        if self._popup is None:
            self._popup = popup = SpellingPopup(self._page.viewport())
            popup.change_requested.connect(self._on_change)
            popup.change_all_requested.connect(self._on_change_all)
            popup.ignore_requested.connect(self._on_ignore)
            popup.add_requested.connect(self._on_add)
            popup.closed.connect(self._on_closed)
        return self._popup

    def go(self, step: int) -> None:
        """Go to the next misspelt word from the caret on (1), or the one before (-1), round the ends of the story."""
        self._step = step
        self._end_walk()
        story = self._manuscript.story
        way = _way(list(passages(story)), *self._here(), step=step)
        self._look(self._walk, story, way)

    @Slot()
    def stop(self) -> None:
        """Forget the walk."""
        self._end_walk()
        self._has_met = False
        if self._popup is not None:
            self._popup.dismiss()

    def _end_walk(self) -> None:
        self._walk += 1
        if self._underway is not None:
            self._underway.end()
            self._underway = None

    def _here(self) -> tuple[Place, int, int]:
        """Where the person is. What the caret cannot stand in, as a picture's description, is remembered."""
        if self._at is not None and self._at[0] == self._manuscript.caret:
            return self._at[1:]
        return self._where.here()

    def _stand(self, place: Place, start: int, stop: int) -> None:
        self.popup.is_pinned = True
        if place.field == LEAD:
            self.lead_requested.emit()
        else:
            self._where.go(self._where.caret(place, start, stop), take_focus=False)
        self.popup.is_pinned = False
        self._at = (self._manuscript.caret, place, start, stop)

    def _look(self, walk: int, story: Story, way: Sequence[_Stretch]) -> None:
        some, rest = way[:_AT_ONCE], way[_AT_ONCE:]
        if not some:
            self._say_none()
            return
        self._checker.check([each.text for each in some], partial(self._on_looked, walk, story, some, rest))

    def _on_looked(
        self, walk: int, story: Story, some: Sequence[_Stretch], rest: Sequence[_Stretch], answer: list[Faults]
    ) -> None:
        if walk != self._walk:
            return
        if self._manuscript.story is not story:
            self.go(self._step)  # somebody typed meanwhile
            return
        if self._underway is not None and self._underway.cancelled:
            self.stop()
            return
        for stretch, faults in zip(some, answer, strict=True):
            found = _first(stretch, faults, self._step)
            if found is not None:
                self._show(found)
                return
        self._show_progress(len(some), len(rest))
        self._look(walk, story, rest)

    def _show_progress(self, looked: int, left: int) -> None:
        if self._underway is None and left:
            self._underway = Underway(self._work, looked + left)
            self.started.emit("Looking for misspelt words…", self._underway.job)
        if self._underway is not None:
            self._underway.tell(left)

    def _say_none(self) -> None:
        said = "No more misspelt words." if self._has_met else "No misspelt words."
        self.stop()
        self._toast.say(said)

    def _show(self, found: Found) -> None:
        self._end_walk()
        self.found = found
        self._has_met = True
        self._stand(found.place, found.start, found.stop)
        popup = self.popup
        popup.show_word(found.fault.word, self._note(found), is_twice=found.fault.kind is Kind.TWICE)
        popup.open_at(self._box(), self._page.viewport().rect())
        self._checker.suggest(found.fault, partial(self._on_suggestions, found))

    def _note(self, found: Found) -> str:
        block = block_at(self._manuscript.story, found.place)
        if found.place.field == LEAD:
            return f"in the {('description', 'caption', 'credit')[found.place.part]} of the lead picture"
        return (
            "in the description of the picture" if isinstance(block, Figure) and not found.place.part else self.language
        )

    def _box(self) -> QRect:
        """Where the word that is selected stands, in the page's viewport."""
        caret = self._manuscript.caret
        view: QTextEdit = self._page.fields.field(caret.field) or self._page.tables.editor or self._page
        begin, end = QTextCursor(view.textCursor()), view.textCursor()
        begin.setPosition(end.selectionStart())
        end.setPosition(end.selectionEnd())
        box = view.cursorRect(begin).united(view.cursorRect(end))
        viewport = self._page.viewport()
        return box.translated(viewport.mapFromGlobal(view.viewport().mapToGlobal(viewport.rect().topLeft())))

    def _on_suggestions(self, asked: Found, texts: tuple[str, ...]) -> None:
        if asked is self.found and self.popup.is_open:
            self.popup.show_suggestions(texts)

    @Slot(str)
    def _on_change(self, text: str) -> None:
        found = self.found
        if found is None:
            return
        put = _substitute(self._manuscript.story, found, text)
        if put is not None:
            self._put([put])
            end = put.start + len(put.text)
            self._stand(put.place, end, end)
        self.go(1)

    @Slot(str)
    def _on_change_all(self, text: str) -> None:
        found = self.found
        if found is not None:
            self._end_walk()
            story = self._manuscript.story
            texts = list(passages(story))
            then = partial(self._on_all_looked, self._walk, story, texts, (found.fault.word, text))
            self._checker.check([line for _, line in texts], then)

    def _on_all_looked(
        self, walk: int, story: Story, texts: list[tuple[Place, str]], change: tuple[str, str], answer: list[Faults]
    ) -> None:
        word, new = change
        if walk != self._walk or self._manuscript.story is not story:
            return
        same = [
            _found(place, text, fault)
            for (place, text), faults in zip(texts, answer, strict=True)
            for fault in faults
            if fault.word == word and fault.kind is Kind.MISSPELT
        ]
        put = [each for found in same if (each := _substitute(story, found, new)) is not None]
        self._put(put)
        self._toast.say(f"“{word}” was changed {len(put):,} times." if len(put) > 1 else f"“{word}” was changed.")
        self.go(1)

    def _put(self, wanted: list[Substitute]) -> None:
        self._manuscript.end_group()
        self._manuscript.edit(substituted(self._manuscript.story, wanted), self)
        self._manuscript.end_group()

    @Slot()
    def _on_ignore(self) -> None:
        if self.found is not None:
            self.ignore_requested.emit(self.found.fault.label)
            self.go(1)

    @Slot()
    def _on_add(self) -> None:
        if self.found is not None:
            self.add_requested.emit(self.found.fault.word)
            self.go(1)

    @Slot(bool)
    def _on_closed(self, has_focus: bool) -> None:
        self._end_walk()
        self._has_met = False
        self.found = None
        if has_focus:
            self._where.take_focus()


def _way(texts: list[tuple[Place, str]], here: Place, low: int, high: int, *, step: int) -> list[_Stretch]:
    """The texts from here on, and those before it after them; or all of it backwards."""
    at = next((number for number, (place, _) in enumerate(texts) if place == here), len(texts) - 1)
    place, text = texts[at]
    ahead = [_Stretch(*each) for each in texts[at + 1 :]]
    behind = [_Stretch(*each) for each in texts[:at]]
    first, last = _Stretch(place, text, high), _Stretch(place, text, 0, low)
    if step > 0:
        return [each for each in (first, *ahead, *behind, _Stretch(place, text, 0, high)) if each.text]
    way = (last, *reversed(behind), *reversed(ahead), _Stretch(place, text, low))
    return [each for each in way if each.text]


def _first(stretch: _Stretch, faults: Faults, step: int) -> Found | None:
    """The fault in a stretch that is met first."""
    found = [_found(stretch.place, stretch.text, fault) for fault in faults]
    within = [each for each in found if stretch.low <= each.start < stretch.high]
    return (within[0] if step > 0 else within[-1]) if within else None


def _found(place: Place, text: str, fault: Fault) -> Found:
    start = len(utf16_slice(text, 0, fault.start))
    return Found(place, start, start + len(fault.word), fault)


def _substitute(story: Story, found: Found, text: str) -> Substitute | None:
    """The new word for a misspelt one, if that still stands there; a word that stands twice goes with its space."""
    line = next((line for place, line in passages(story) if place == found.place), "")
    if line[found.start : found.stop] != found.fault.word:
        return None
    if found.fault.kind is Kind.MISSPELT:
        return Substitute(found.place, found.start, found.stop, text)
    return Substitute(found.place, len(line[: found.start].rstrip()), found.stop, "")

"""Find and replace on the open page."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk.revise.find import Found, Match
from desk.revise.query import BadQuery, Budget, escaped
from desk.revise.replace import Replaced, Writer, is_written, replace_all, replace_one, replacement
from desk.story.body import Figure
from desk.story.places import LEAD, Place, block_at, parts
from desk.story.story import Story
from desk.ui.editor.page import EditorPage
from desk.ui.editor.whereabouts import Whereabouts
from desk.ui.find.bar import FindBar
from desk.ui.find.search import Search
from desk.ui.icons import Icons
from desk.ui.manuscript import Manuscript
from desk.ui.toast import Toast
from desk.ui.undo import Caret
from desk.ui.way_back import WayBack
from desk.ui.window import Pane
from desk.ui.work import Job, Work

_SECONDS = 10.0  # for replacing in all of a story
_REST = 60  # ms after the caret moved before it is told which match it is at
_WRITTEN = "The credits write this line. Change it under Credits."


class _Wish(Enum):
    """Where to go once it is known what was found."""

    NOWHERE = 0
    NEAREST = 1
    NEXT = 2
    PREVIOUS = 3


class FindTool(QObject):
    """The bar of one room, made when it is first asked for. `page_requested` is a wish to see the page,
    `lead_requested` one to see the lead picture beside it."""

    page_requested = Signal()
    lead_requested = Signal()

    def __init__(self, page: EditorPage, pane: Pane, icons: Icons, work: Work, toast: Toast) -> None:
        super().__init__(page)
        self._page = page
        self._pane = pane
        self._icons = icons
        self._work = work
        self._toast = toast
        self._manuscript: Manuscript = page.manuscript
        self._way_back = WayBack(toast, self._manuscript, self)
        self._where = Whereabouts(page)
        self._bar: FindBar | None = None
        self.search = Search(self._manuscript, work, self._where.shown, self)
        self._wish = _Wish.NOWHERE
        self._origin = (Place("body", 0), 0, 0)
        self._at: tuple[Match, Caret] | None = None  # where it went last
        self._around = ""  # whether that was round the end of the story, in words
        self._replacing: Job | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._tell)
        self.search.changed.connect(self._on_search_changed)

    @property
    def bar(self) -> FindBar:
        """The bar."""
        if self._bar is None:
            self._bar = bar = FindBar(self._icons)
            bar.hide()
            self._pane.put_bar(bar)
            bar.query_changed.connect(self._on_query_changed)
            bar.next_requested.connect(self.next)
            bar.previous_requested.connect(self.previous)
            bar.replace_requested.connect(self.replace)
            bar.replace_all_requested.connect(self.replace_all)
            bar.close_requested.connect(self.close)
            self._manuscript.opened.connect(self._on_opened)
            self._manuscript.closed.connect(self.close)
            for view in (self._page, *self._page.head.fields, self._page.foot.contribution):
                view.selectionChanged.connect(self._on_selection_changed)
        return self._bar

    @property
    def is_open(self) -> bool:
        """Whether the bar is to be seen."""
        return self._bar is not None and not self._bar.isHidden()

    def open(self, *, replace: bool = False) -> None:
        """Show the bar, with the words that are selected."""
        bar = self.bar
        words = "" if bar.has_focus() else self._where.selected()
        was_open = self.is_open
        self._show()
        if replace or not was_open:
            bar.show_replace(on=replace)
        if not bar.has_focus():
            self._origin = self._where.here()
        if words and "\n" not in words:
            bar.field.setText(escaped(words) if bar.is_pattern.isChecked() else words)
        bar.take_focus()
        if not was_open:
            self._on_query_changed()

    @Slot()
    def close(self) -> None:
        """Hide the bar; the person is where the last match was."""
        if not self.is_open:
            return
        if self.bar.has_focus() and self._manuscript.article is not None:
            self._where.take_focus()  # first, or Qt finds somebody else to give it to
        self.bar.hide()
        self._page.layers.remove(self.search.marks)
        self.search.look_for(None)

    @Slot()
    def next(self) -> None:
        """Go to the next match, from the foot on to the top."""
        self._step(_Wish.NEXT)

    @Slot()
    def previous(self) -> None:
        """Go to the match before, from the top on to the foot."""
        self._step(_Wish.PREVIOUS)

    @Slot()
    def replace(self) -> None:
        """Replace the match that is selected and go to the next; where none is, only go there."""
        found, number = self.search.found, self._number()
        if found is None or number is None or not self.search.is_fresh:
            self.next()
            return
        write = self._writer(found)
        if is_written(found[number].place, found.story):
            self.next()
            self.bar.show_note(_WRITTEN, "warning-meta")
        elif write is not None:
            self._run(partial(replace_one, found, number, write, Budget(_SECONDS)), self._on_replaced)

    @Slot()
    def replace_all(self) -> None:
        """Replace all there are, as one step of undo."""
        found = self.search.found
        if found is None or not self.search.is_fresh:
            return
        write = self._writer(found)
        if write is not None:
            self._run(partial(replace_all, found, write, Budget(_SECONDS)), self._on_all_replaced)

    def _show(self) -> None:
        if not self.is_open:
            self.bar.show()
            self._page.layers.add(self.search.marks)

    def _step(self, wish: _Wish) -> None:
        if not self.is_open:
            if not self.bar.field.text():
                self.open()
                return
            self._show()
            self.search.look_for(self.bar.query)
        place, start, stop = self._where.here()
        if self._number() is not None and self._at is not None:
            start, stop = self._at[0].start, self._at[0].stop
            place = self._at[0].place
        self._origin = (place, start, stop)
        self._wish = wish
        if self.search.is_fresh:
            self._grant()
        else:
            self.search.look_again()

    def _grant(self) -> None:
        """Go where it was wished to go, now that it is known what there is."""
        wish, self._wish = self._wish, _Wish.NOWHERE
        found = self.search.found
        if wish is _Wish.NOWHERE or not found or len(found) == 0:
            if wish is _Wish.NEAREST and found is not None and self.bar.field.text():
                self._go_back()
            self._tell()
            return
        place, start, stop = self._origin
        rank = found.rank(place, stop if wish is _Wish.NEXT else start)
        number = rank - 1 if wish is _Wish.PREVIOUS else rank
        self._around = "from the top" if number == len(found) else "from the foot" if number < 0 else ""
        self._go(found, number % len(found))

    def _go(self, found: Found, number: int) -> None:
        match, focus = found[number], self.bar.window().focusWidget()
        stays = self.bar.has_focus()
        self.page_requested.emit()
        if stays and focus is not None:
            focus.setFocus()
        if match.place.field == LEAD:
            self.lead_requested.emit()
        else:
            caret = self._where.caret(match.place, match.start, match.stop)
            self._where.go(caret, take_focus=not stays)
        self._at = (match, self._manuscript.caret)
        self._tell()

    def _go_back(self) -> None:
        """Leave the words that were found while half of what is looked for was typed: they are not what is meant."""
        if self._at is not None and self._manuscript.caret == self._at[1] and self._origin[0].field != LEAD:
            self._at = None
            self._where.go(self._where.caret(*self._origin), take_focus=not self.bar.has_focus())

    def _number(self) -> int | None:
        """Which match is selected."""
        if self._at is None or self.search.found is None or self._manuscript.caret != self._at[1]:
            return None
        return self.search.found.number_of(self._at[0])

    @Slot()
    def _tell(self) -> None:
        """Say in the bar what was found and where one is."""
        if not self.is_open:
            return
        bar, found = self.bar, self.search.found
        total = len(found) if found is not None else 0
        bar.allow(step=total > 0, replace=total > 0 and self._replacing is None)
        bar.show_note(self.search.trouble or self._hint(), "error-meta" if self.search.trouble else "meta")
        number = self._number()
        if not bar.field.text() or self.search.trouble or found is None:
            bar.show_count("")
        elif not total:
            bar.show_count("Not found", "warning-meta")
        elif number is None:
            bar.show_count(f"{total:,} found")
        else:
            around = f", {self._around}" if self._around else ""
            bar.show_count(f"{number + 1:,} of {total:,}{around}")

    def _hint(self) -> str:
        """Where the current match is, if that is not to be seen on the page."""
        number = self._number()
        if number is None or self.search.found is None:
            return ""
        match = self.search.found[number]
        if match.place.field == LEAD:
            block = block_at(self.search.found.story, match.place)
            what = ("description", "caption", "credit")[match.place.part]
            return f"In the {what} of the lead picture: “{parts(block)[match.place.part]}”" if block else ""
        if match.place.block is None or match.place.part:
            return ""
        block = self.search.found.story.body.blocks[match.place.block]
        return f"In the description of the picture: “{block.alt}”" if isinstance(block, Figure) else ""

    def _writer(self, found: Found) -> Writer | None:
        try:
            return replacement(found.finder, self.bar.new.text(), keep_case=self.bar.keep_case.isChecked())
        except BadQuery as error:
            self.bar.show_note(str(error), "error-meta")
            return None

    def _run(self, make: Callable[[], Replaced], done: Callable[[Story, Replaced], None]) -> None:
        if self._replacing is None:
            story = self._manuscript.story
            self._replacing = self._work.run(make, partial(done, story), self._on_not_replaced)
            self.bar.allow(step=True, replace=False)

    def _put(self, before: Story, made: Replaced, caret: Caret | None = None) -> bool:
        """Put the new story in place of the one in which was replaced, if that is still the one."""
        self._replacing = None
        if self._manuscript.story is not before:
            self.search.look_again()
            return False
        self._manuscript.end_group()
        self._manuscript.edit(made.story, self, caret=caret)
        self._manuscript.end_group()
        return True

    def _on_replaced(self, before: Story, made: Replaced) -> None:
        last = made.last
        if last is None:
            self._replacing = None
            return
        if self._put(before, made):
            self._origin = (last.place, last.stop, last.stop)
            self._wish = _Wish.NEAREST
            self.search.look_again()

    def _on_all_replaced(self, before: Story, made: Replaced) -> None:
        spot = self._page.edits.spot(self._page.textCursor().position())
        if not self._put(before, made):
            return
        place = self._page.edits.position(spot)
        self._page.put_caret(place, place)
        # Where a match was selected, other words are now.
        view = self._page.fields.field(self._manuscript.caret.field) or self._page.writing
        cursor = view.textCursor()
        cursor.clearSelection()
        view.setTextCursor(cursor)
        self.search.look_again()
        said = f"{made.count:,} replaced."
        if made.kept:
            said += f" {made.kept:,} more in a line that the credits write."
        if made.count:
            self._way_back.offer(said)
        else:
            self._toast.say(said)

    def _on_not_replaced(self, error: Exception) -> None:
        self._replacing = None
        self._tell()
        self.bar.show_note(str(error), "error-meta")

    @Slot()
    def _on_query_changed(self) -> None:
        self._wish = _Wish.NEAREST
        self._around = ""
        self.search.look_for(self.bar.query)

    @Slot()
    def _on_search_changed(self) -> None:
        if self.is_open:
            self._page.layers.tell()
            self._grant()

    @Slot()
    def _on_selection_changed(self) -> None:
        if self.is_open:
            self._rest.start()

    @Slot()
    def _on_opened(self) -> None:
        if self.is_open:
            self._at = None
            self._origin = self._where.here()
            self.search.look_again()

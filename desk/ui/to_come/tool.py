"""Marks what is still to come on the page, counts it at the window's foot, and leads from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton

from desk.library.values import HANDED_OVER, ArticleRow, State
from desk.story.pieces import utf16_length
from desk.story.places import order
from desk.story.to_come import ToCome, spots_to_come
from desk.ui.editor.layers import Marked, Stroke
from desk.ui.editor.page import EditorPage
from desk.ui.editor.whereabouts import Whereabouts
from desk.ui.icons import Icons
from desk.ui.to_come.watching import Watching
from desk.ui.to_come.wording import where
from desk.ui.toast import Toast
from desk.ui.work import Work

_LISTED = 30  # in the menu of the counter; the rest is counted


class ToComeTool(QObject):
    """The placeholders of one page. `details_requested` is a wish to see what stands beside it, `page_requested` to
    see the page itself."""

    details_requested = Signal()
    page_requested = Signal()

    def __init__(self, page: EditorPage, counter: QPushButton, icons: Icons, work: Work, toast: Toast) -> None:
        super().__init__(page)
        self._page = page
        self._counter = counter
        self._icons = icons
        self._toast = toast
        self._where = Whereabouts(page)
        self.watching = Watching(page.manuscript, work, self._where.shown, self)
        self.watching.changed.connect(self._on_changed)
        counter.clicked.connect(self._on_counter_clicked)
        counter.setToolTip("What is still to come")
        counter.hide()
        page.layers.add(marks)

    @Slot()
    def next(self) -> None:
        """Go to the next one behind the caret, from the foot on to the top."""
        self.watching.ask(self._go_on)

    @Slot(object)
    def go(self, one: ToCome) -> None:
        """Select this one, or show the panel in which it is."""
        if order(one.place) >= (3,):
            self.details_requested.emit()
        else:
            self.watching.ask(partial(self._select, one))

    def hand_over(self, row: ArticleRow, state: State, set_state: Callable[[State], None]) -> None:
        """Set a state. Where others will have the story before them, what is to come in it is shown first."""
        if state in HANDED_OVER[HANDED_OVER.index(row.state) + 1 if row.state in HANDED_OVER else 0 :]:
            self.watching.ask(partial(self._show_before, state, set_state))
        else:
            set_state(state)

    def _show_before(self, state: State, set_state: Callable[[State], None], found: tuple[ToCome, ...]) -> None:
        if not found:
            set_state(state)
            return
        from desk.ui.to_come.dialog import ToComeDialog  # noqa: PLC0415  not needed to start

        story = self._page.manuscript.story
        dialog = ToComeDialog(found, story, self._icons, "Hand over anyway", self._page.window())
        dialog.go_requested.connect(self.go)
        dialog.anyway.connect(partial(set_state, state))
        dialog.open()

    def _select(self, one: ToCome, found: tuple[ToCome, ...]) -> None:
        if one in found:
            self.page_requested.emit()
            self._where.go(self._where.caret(one.place, one.start, one.stop))

    def _go_on(self, found: tuple[ToCome, ...]) -> None:
        if not found:
            self._toast.say("Nothing is left to come.")
            return
        place, _, stop = self._where.here()
        here = (order(place), stop)
        self.go(next((one for one in found if (order(one.place), one.start) >= here), found[0]))

    @Slot()
    def _on_changed(self) -> None:
        number = len(self.watching.found)
        self._counter.setText(f"{number:,} TK")
        self._counter.setAccessibleName(f"{number:,} still to come")
        self._counter.setVisible(bool(number))

    @Slot()
    def _on_counter_clicked(self) -> None:
        menu = self.menu()
        menu.popup(self._counter.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 6)))
        menu.setActiveAction(menu.actions()[0])

    def menu(self) -> QMenu:
        """A list of them; Enter goes to one."""
        menu = QMenu(self._counter)
        menu.setAccessibleName("Still to come")
        story = self._page.manuscript.story
        for one in self.watching.found[:_LISTED]:
            words = one.around.replace("&", "&&")
            action = menu.addAction(f"{words}\t{where(one.place, story)}")
            action.triggered.connect(partial(self.go, one))
        if (more := len(self.watching.found) - _LISTED) > 0:
            menu.addAction(f"… and {more:,} more").setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def marks(text: str) -> Sequence[Marked]:
    """What is to come in a line of the page. It is a `Layer`."""
    return [
        Marked(utf16_length(text[:start]), utf16_length(text[:stop]), Stroke.PLACEHOLDER)
        for start, stop in spots_to_come(text.replace("\u2028", "\n"))
    ]

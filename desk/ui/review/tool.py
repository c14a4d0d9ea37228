"""Joins the review to the room: the page, the panel beside it, and what the actions do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desk.story.comments import Said
from desk.story.plurals import counted
from desk.ui.editor.whereabouts import Whereabouts
from desk.ui.review.card_text import Offer, blocks_ready
from desk.ui.review.commenting import Commenting, targets_at, targets_of
from desk.ui.review.ends import caret_rect, selected_ends
from desk.ui.review.entries import Entry, order_at
from desk.ui.review.hover import HoverCard
from desk.ui.review.marks import Marks
from desk.ui.review.marks_source import MarksView
from desk.ui.review.mode import Mode
from desk.ui.review.review import Review
from desk.ui.way_back import WayBack

if TYPE_CHECKING:
    from desk.library.values import Change
    from desk.story.directory import Directory
    from desk.story.house import House
    from desk.ui.review.panel import ReviewPanel
    from desk.ui.room import Room

NOTHING_TRACKED = "No changes are tracked in this article."
NO_CHANGE_HERE = "There is no tracked change here. F8 goes to the next one."
NONE_SELECTED = "There is no tracked change in what is selected."
PAUSE = 120  # ms after a key until it is told how many changes there are
_VIEWS = {view: f"view_{view.value}" for view in MarksView}


class ReviewTool(QObject):
    """What the actions of the Review menu do. `facts_changed` tells that other actions make sense."""

    facts_changed = Signal()

    def __init__(self, room: Room, review: Review) -> None:
        super().__init__(room)
        self._room = room
        self._page = room.page
        self._manuscript = room.manuscript
        self._actions = room.window.actions_
        self._where = Whereabouts(room.page)
        self._way_back = WayBack(room.window.toast, room.manuscript, self)
        self.review = review
        self.marks = Marks(room.page, review)
        self.mode = Mode(room.manuscript, room.services.library, room.services.work, self._directory, self)
        self.commenting = Commenting(review, self)
        self.commenting.blocks = blocks_ready(room.services.house)
        self.hover = HoverCard(room.page, self.marks, review, room.services.looks.theme)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._tell)
        self._connect()
        self._tell()

    def _connect(self) -> None:
        room, review = self._room, self.review
        room.side_made.connect(self._on_side_made)
        room.services.news.changed.connect(self._on_library_changed)
        self._manuscript.opened.connect(self._on_opened)
        self._manuscript.closed.connect(self._on_opened)
        self._manuscript.suggesting_changed.connect(self._tell)
        review.go_requested.connect(self._on_go_requested)
        review.view_changed.connect(self._on_view_changed)
        review.counted.connect(self._soon.start)
        review.listed.connect(self._tell)
        review.failed.connect(room.trouble)
        self.marks.change_at_caret.connect(self._on_change_at_caret)
        self.hover.offered.connect(self._on_offered)
        self.marks.view_wanted.connect(review.set_view)

    def set_house(self, house: House) -> None:
        """As this house has it."""
        self.commenting.blocks = blocks_ready(house)
        self.review.house = house

    def _directory(self) -> Directory:
        return self.review.directory

    @property
    def panel(self) -> ReviewPanel | None:
        """The list beside the page."""
        return self._room.side.review if self._room.side is not None else None

    # Mode and view.

    @Slot(bool)
    def suggest(self, on: bool) -> None:
        """Suggest from now on, or edit."""
        self.mode.choose(suggests=on)
        self._tell()

    def show_view(self, view: MarksView) -> None:
        """Show so much of the changes."""
        self.review.set_view(view)
        self._tell()  # also where it was chosen again, which would have unticked it

    @property
    def is_original(self) -> bool:
        """Whether the agreed text lies upon the page."""
        return self.review.view is MarksView.ORIGINAL

    @Slot()
    def leave_original(self) -> None:
        """Show the page itself, where the agreed text lies upon it."""
        if self.is_original:
            self.show_view(MarksView.ALL)

    # Deciding.

    def decide(self, *, accept: bool) -> None:
        """Accept or reject the change at the caret, or the one that is chosen."""
        if not self.review.decide_current(accept=accept):
            self._room.window.toast.say(self.tr(NO_CHANGE_HERE if self.review.tracker.is_tracking else NOTHING_TRACKED))

    def decide_all(self, *, accept: bool) -> None:
        """Accept or reject all changes."""
        self._say(self.review.decide(None, accept=accept), NOTHING_TRACKED, accept=accept)

    @Slot(bool)
    def decide_shown(self, accept: bool) -> None:
        """Accept or reject the changes that the list shows."""
        if self.panel is not None:
            self._say(self.review.decide(self.panel.changes, accept=accept), NOTHING_TRACKED, accept=accept)

    def decide_selected(self, *, accept: bool) -> None:
        """Accept or reject the changes in what is selected."""
        self.review.when_listed(self._accept_selected if accept else self._reject_selected)

    def _accept_selected(self) -> None:
        self._say(self.review.decide(self._selected_keys(), accept=True), NONE_SELECTED, accept=True)

    def _reject_selected(self) -> None:
        self._say(self.review.decide(self._selected_keys(), accept=False), NONE_SELECTED, accept=False)

    def decide_persons(self, *, accept: bool) -> None:
        """Accept or reject all changes of whoever made the current one."""
        entry = self.review.listing.entry(self.review.selected)
        if entry is None or entry.change is None or not entry.who:
            self._room.window.toast.say(self.tr(NO_CHANGE_HERE if self.review.tracker.is_tracking else NOTHING_TRACKED))
            return
        keys = self.review.keys_of(entry.who[0])
        self._say(self.review.decide(keys, accept=accept), NOTHING_TRACKED, accept=accept, by=entry.who[0])

    def _selected_keys(self) -> tuple[str, ...]:
        return self.review.keys_between(*selected_ends(self._page))

    def _say(self, number: int, nothing: str, *, accept: bool, by: str = "") -> None:
        if not number:
            self._room.window.toast.say(self.tr(nothing))
            return
        whose = self.tr(" by {0}").format(by) if by else ""
        did = self.tr("accepted") if accept else self.tr("rejected")
        self._way_back.offer(f"{counted(number, 'change')}{whose} {did}.")

    # Going.

    def step(self, by: int) -> None:
        """Go to the next open change or comment, or the one before."""
        place, start, stop = self._where.here()
        if not self.review.open_count:
            self._room.window.toast.say(self.tr("There is nothing to go to: no change is tracked, no comment is open."))
            return
        self.review.step(by, order_at(place, stop if by > 0 else start))

    @Slot(object)
    def _on_go_requested(self, entry: Entry) -> None:
        self._room.tools.show_page()
        self.leave_original()
        keeps = self.panel is not None and self.panel.isAncestorOf(self._room.window.focusWidget())
        focus = self._room.window.focusWidget() if keeps else None
        self.marks.reveal(entry.id)
        if focus is not None:
            focus.setFocus()  # whoever goes through the list goes on in it
        elif self.panel is None or not self.panel.isVisible():
            self.hover.tell(entry.id)

    @Slot(str)
    def _enter(self, id_: str) -> None:
        self.review.select(id_, go=True)
        self._where.take_focus()

    @Slot(str)
    def _on_change_at_caret(self, id_: str) -> None:
        self.review.select(id_)

    # Talking.

    @Slot()
    def comment(self) -> None:
        """Ask for a comment on what is selected, or where the caret is."""
        if self._refuses():
            return
        self._room.tools.show_page()
        self.leave_original()
        place, start, stop = self._where.here()
        if place.field == "body" and (self._page.edits.selected_object(), 0, 1) == (place.block, start, stop):
            stop = 0  # that is what is drawn there, and not the first letter of its description
        entry = self.review.listing.entry(self.review.selected)
        if start == stop and entry is not None and entry.change is not None:  # the caret is in it
            targets = tuple(targets_of(self._manuscript.story, entry))
        else:
            targets = tuple(targets_at(self._manuscript.story, place, start, stop))
        view = self._page.viewport()
        self.commenting.ask(targets, view, caret_rect(self._page), view.rect())

    def reply(self) -> None:
        """Ask for a reply to the current comment, or for a comment on the current change."""
        entry = self.review.listing.entry(self.review.selected)
        if entry is None:
            self._room.window.toast.say(self.tr("Choose a comment or a change first. F8 goes to the next one."))
        else:
            self._reply(entry)

    def _reply(self, entry: Entry) -> None:
        if self._refuses():
            return
        parent, words = self._beside(entry)
        room = parent.rect()
        if entry.thread is not None:
            self.commenting.ask_reply(entry.id, parent, words, room)
        else:
            self.commenting.ask(tuple(targets_of(self._manuscript.story, entry)), parent, words, room)

    def _beside(self, entry: Entry) -> tuple[QWidget, QRect]:
        """Where a card about an entry opens: below its card, where that is seen, or else below its words."""
        panel = self.panel
        if panel is not None and panel.isVisible() and not (rect := panel.card_rect(entry.id)).isEmpty():
            return panel, rect
        return self._page.viewport(), self.marks.box(entry.id) or caret_rect(self._page)

    def resolve(self) -> None:
        """Resolve the current comment, or reopen it."""
        found = self.review.said(self.review.selected)
        if found is None:
            self._room.window.toast.say(self.tr("Choose a comment first. F8 goes to the next one."))
        elif not self._refuses():
            self.review.answer(found.thread.id, Said.REOPENED if found.thread.is_resolved else Said.RESOLVED)

    def _refuses(self) -> bool:
        row = self._manuscript.article
        if self._manuscript.is_read_only:
            self._room.window.toast.say(self.tr("This article is in the bin. Put it back first."))
            return True
        return row is None or self._room.tools.begun.refuses((row,))

    # The panel.

    @Slot()
    def _on_side_made(self) -> None:
        panel = self.panel
        assert panel is not None
        panel.offered.connect(self._on_offered)
        panel.entered.connect(self._enter)
        panel.comment_requested.connect(self.comment)
        panel.all_requested.connect(self.decide_shown)
        self._room.services.work.run(_load)
        self._tell()

    @Slot(str, object)
    def _on_offered(self, id_: str, offer: Offer) -> None:
        self.review.select(id_)
        entry = self.review.listing.entry(id_)
        if entry is None:
            return
        match offer:
            case Offer.ACCEPT | Offer.REJECT:
                self.review.decide_current(accept=offer is Offer.ACCEPT)
            case Offer.REPLY:
                self._reply(entry)
            case Offer.RESOLVE | Offer.REOPEN:
                self.resolve()

    # What happens meanwhile.

    @Slot(object)
    def _on_library_changed(self, change: Change) -> None:
        self.review.take_change(change)
        self.mode.take_change(change)

    @Slot()
    def _on_opened(self) -> None:
        self.commenting.forget()
        self.leave_original()
        self._tell()

    @Slot(object)
    def _on_view_changed(self, view: MarksView) -> None:
        if view is MarksView.ORIGINAL:
            self._room.tools.show_page()
        self.marks.set_view(view)
        self._tell()
        self.facts_changed.emit()

    @Slot()
    def _tell(self) -> None:
        """Show in the toolbar, the menu and on the tab what is so."""
        suggests = self._manuscript.is_suggesting
        self._actions.check("suggesting", suggests)
        self._actions.check("editing", not suggests)
        for view, name in _VIEWS.items():
            self._actions.check(name, view is self.review.view)
        tracks = suggests or self.review.tracker.is_tracking
        self._room.window.toolbar.show_mode(suggests=suggests, view=_VIEWS[self.review.view] if tracks else "")
        if self._room.side is not None:
            self._room.side.count_review(self.review.open_count)


def _load() -> None:
    """Load what the first suggestion needs, so that its key does not wait for that: on a worker, once the window is
    there."""
    import desk.revise.anchors  # noqa: PLC0415
    import desk.revise.review.authorship  # noqa: PLC0415
    import desk.revise.review.direct  # noqa: PLC0415
    import desk.revise.review.marking  # noqa: F401, PLC0415

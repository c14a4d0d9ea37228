"""The preview pane: the page as it will be published, brought up to date while somebody types."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from desk.formats import page
from desk.formats.base import MediaSource
from desk.story.body import Block, BodyChange, Figure, Note, block_text, body_change
from desk.story.house import House
from desk.story.story import Story
from desk.ui.editor.addresses import open_address
from desk.ui.empty import EmptyState
from desk.ui.manuscript import Manuscript, StoryChange
from desk.ui.preview.changes import ChangesSwitch, MarkedPages, Markup
from desk.ui.preview.patch import Shown, as_message, then
from desk.ui.preview.pictures import ShownPictures, all_references, references
from desk.ui.work import Work

if TYPE_CHECKING:
    from desk.ui.preview.browser import Browser

log = logging.getLogger(__name__)

# The view is made when the window has been painted and its first keys have been answered.
AFTER_PAINT = 150  # ms

NOTHING_OPEN = "Open an article to see its page as it will be published."
NOTHING_WRITTEN = "The page appears here as you write, exactly as it will be published."
COMING = "The page is on its way."
CRASHED = "The preview stopped working. Your text is safe: nothing but this picture of it was lost."
TROUBLE = "The page could not be made: {0}"


class _State(Enum):
    """`ASLEEP`: no view yet. `STALE`: the page has to be made anew. `MAKING`, `LOADING`: it is. `LIVE`: it is
    patched. `READING`: pictures for a patch are on their way. `BROKEN`: typing alone tries nothing again."""

    ASLEEP = 0
    STALE = 1
    MAKING = 2
    LOADING = 3
    LIVE = 4
    READING = 5
    BROKEN = 6


@dataclass(frozen=True, slots=True)
class _Made:
    """A page made on another thread, and what is needed to patch it."""

    data: bytes
    shown: Shown


class PreviewPane(QWidget):
    """Shows what the HTML export writes. Works only while it can be seen, and catches up when it is shown again.

    Links lead nowhere, so that a stray click loses nothing; Ctrl+click opens one in the system's browser.
    """

    page_shown = Signal()  # the page is loaded and shows the story
    patched = Signal()  # patches were handed to the page

    def __init__(
        self, manuscript: Manuscript, house: House, media: MediaSource, work: Work, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._house = house
        self._media = media
        self._work = work
        self._pictures = ShownPictures(media)
        self._shown: Shown | None = None
        self._change: BodyChange | None = None
        self._marked: MarkedPages | None = None
        self._in_flight = False
        self._state = _State.ASLEEP
        self._top = 0.0
        self._serial = 0
        self.loads = 0  # how often a page was loaded as a whole
        self.browser: Browser | None = None
        self._lay_out()
        self._wake = QTimer(self, singleShot=True, interval=AFTER_PAINT)
        self._wake.timeout.connect(self._on_wake)
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._on_due)
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_closed)
        manuscript.story_changed.connect(self._on_story_changed)

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Preview"))
        self.message = EmptyState()
        self.message.setMinimumWidth(120)  # or its sentence, once wide, would keep the pane from getting narrower
        self._ground = QWidget()
        column = QVBoxLayout(self._ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._link = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._link.setProperty("role", "meta")
        self._link.setContentsMargins(10, 3, 10, 4)
        self._link.hide()
        column.addWidget(self._link)
        self.switch = ChangesSwitch()
        self.switch.chosen.connect(self._on_switched)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.switch)
        self._stack = QStackedLayout()
        self._stack.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._stack, 1)
        self._stack.addWidget(self.message)
        self._stack.addWidget(self._ground)
        self._say()

    @property
    def shown_story(self) -> Story | None:
        """The story that the page has, once the page said so; None where there is no page."""
        live = self._state is _State.LIVE and self._shown is not None and not self._in_flight
        return self._shown.story if live and self._shown else None

    def set_house(self, house: House) -> None:
        """Show the page as this house prints it."""
        self._house = house
        self._start_over(keep_place=True)

    def mark(self, marked: MarkedPages) -> None:
        """Offer pages with the changes marked in them, too."""
        self._marked = marked
        marked.changed.connect(self._on_marked_changed)
        self._offer_changes()

    def reload(self) -> None:
        """Make the page anew and show it at the same place."""
        self._start_over(keep_place=True)

    def _offer_changes(self) -> None:
        if self._marked is not None:
            self.switch.offer(there_are_some=self._marked.are_some)

    @Slot()
    def _on_switched(self) -> None:
        self._start_over(keep_place=True)

    @Slot()
    def _on_marked_changed(self) -> None:
        self._offer_changes()
        if self.switch.is_on:
            self._start_over(keep_place=True)

    # What happens to the story.

    @Slot()
    def _on_opened(self) -> None:
        self._offer_changes()
        self._pictures = ShownPictures(self._media)
        self._start_over(keep_place=False)
        self._say()

    @Slot()
    def _on_closed(self) -> None:
        self._start_over(keep_place=False)

    @Slot(object)
    def _on_story_changed(self, change: StoryChange) -> None:
        # Before the page is there, the difference between what was made and what is wanted is looked for once.
        if self._state is _State.LIVE:
            self._change = then(self._change, change.body)
        self._due.start()

    # Making the page.

    def _start_over(self, *, keep_place: bool) -> None:
        self._serial += 1
        self._top = self._place() if keep_place else 0.0
        if self._state is not _State.ASLEEP:
            self._state = _State.STALE
        self._due.start()

    def _place(self) -> float:
        return self.browser.page.scrollPosition().y() if self.browser else 0.0

    @Slot()
    def _on_due(self) -> None:
        if not self.isVisible():
            return
        self._say()
        if self._state is _State.STALE and self._is_something():
            self._make()
        elif self._state is _State.LIVE and not self.switch.is_on:
            self._patch()

    def _make(self) -> None:
        self._state = _State.MAKING
        markup = self._marked.markup if self._marked is not None and self.switch.is_on else None
        make = partial(_make, self._manuscript.story, self._house, self._pictures, markup)
        self._work.run(make, partial(self._load, self._serial), partial(self._fail, self._serial))

    def _load(self, serial: int, made: _Made) -> None:
        if serial != self._serial or self.browser is None:
            return
        self._state = _State.LOADING
        self.loads += 1
        self._in_flight = False
        self._shown = made.shown
        self._pictures.forget_sent()
        self.browser.load(made.data)

    def _fail(self, serial: int, error: Exception) -> None:
        if serial == self._serial:
            self._break(self.tr(TROUBLE).format(error))

    @Slot(bool)
    def _on_loaded(self, ok: bool) -> None:
        if self._state is not _State.LOADING or self.browser is None or self._shown is None:
            return
        if not ok:
            self._break(self.tr(TROUBLE).format(self.tr("the browser view refused it.")))
            return
        self.browser.run("scheme", self._is_dark())
        if self._top:
            self.browser.run("scroll", self._top)
        self._state = _State.LIVE
        if not self.switch.is_on:
            self._change = body_change(self._shown.story.body, self._manuscript.story.body)
            self._patch()
        self._say()
        self.page_shown.emit()

    # Patching it.

    def _patch(self, tried: frozenset[str] = frozenset()) -> None:
        assert self._shown is not None
        assert self.browser is not None
        story, change = self._manuscript.story, self._change
        # One patch at a time: where the page is slow, the next one holds all that was typed meanwhile.
        if self._in_flight or story is self._shown.story:
            return
        blocks = story.body.blocks[change.start : change.new_stop] if change else ()
        missing = self._pictures.lacks(references(blocks, story.lead)) - tried
        if missing:
            self._read_pictures(missing | tried)
            return
        self._change = None
        patches = self._shown.follow(story, change, self._pictures.by_name)
        for name, source in self._pictures.unsent().items():
            self.browser.run("keep", name, source)
        if patches:
            self._in_flight = True
            expect = partial(self._on_applied, self._serial, len(self._shown.groups))
            self.browser.run("apply", as_message(patches), done=expect)
        self.patched.emit()

    def _read_pictures(self, wanted: frozenset[str]) -> None:
        self._state = _State.READING
        done = partial(self._go_on, self._serial, wanted)
        self._work.run(partial(self._pictures.read, wanted), done, done)

    def _go_on(self, serial: int, tried: frozenset[str], _answer: object) -> None:
        if serial == self._serial and self._state is _State.READING and self._shown is not None:
            self._state = _State.LIVE
            self._change = body_change(self._shown.story.body, self._manuscript.story.body)
            self._patch(tried)

    def _on_applied(self, serial: int, expected: int, groups: object) -> None:
        if serial != self._serial or self._state not in {_State.LIVE, _State.READING}:
            return
        self._in_flight = False
        if groups != expected:
            log.warning("the preview holds %s groups instead of %s and is loaded again", groups, expected)
            self._start_over(keep_place=True)
        elif self._state is _State.LIVE:
            self._due.start()

    # What is said when there is no page.

    def _is_something(self) -> bool:
        story = self._manuscript.story
        return self._manuscript.article is not None and (
            bool(story.headline or story.deck or story.kicker) or any(map(_prints, story.body.blocks))
        )

    def _say(self) -> None:
        if self._state is _State.BROKEN:
            return
        if self._manuscript.article is None:
            self._show_message(self.tr(NOTHING_OPEN))
        elif not self._is_something():
            self._show_message(self.tr(NOTHING_WRITTEN))
        elif self._shown is None or self.browser is None:
            self._show_message(self.tr(COMING))
        else:
            self._stack.setCurrentWidget(self._ground)

    def _show_message(self, sentence: str, *actions: tuple[str, Callable[[], object]]) -> None:
        if sentence != self.message.sentence:
            self.message.say(sentence, *actions)
        self._stack.setCurrentWidget(self.message)

    def _break(self, sentence: str) -> None:
        self._state = _State.BROKEN
        self._shown = None
        self._show_message(sentence, (self.tr("Show the page again"), self._on_reload_wanted))

    @Slot()
    def _on_crashed(self) -> None:
        self._serial += 1
        self._break(self.tr(CRASHED))

    @Slot()
    def _on_reload_wanted(self) -> None:
        self._start_over(keep_place=False)

    # The browser view.

    @Slot()
    def _on_wake(self) -> None:
        from desk.ui.preview.browser import Browser  # noqa: PLC0415  QtWebEngine takes a while to load

        self.browser = Browser(self._ground)
        self._ground.layout().insertWidget(0, self.browser, 1)  # type: ignore[union-attr]
        self.browser.loaded.connect(self._on_loaded)
        self.browser.crashed.connect(self._on_crashed)
        self.browser.link_hovered.connect(self._on_link_hovered)
        self.browser.link_wanted.connect(self._on_link_wanted)
        self._colour()
        self._state = _State.STALE
        self._due.start()

    def _is_dark(self) -> bool:
        return self.palette().color(QPalette.ColorRole.Window).lightness() < 128

    def _colour(self) -> None:
        if self.browser is not None:
            self.browser.set_ground(self.palette().color(QPalette.ColorRole.Base))
            if self._state in {_State.LIVE, _State.READING}:
                self.browser.run("scheme", self._is_dark())

    @Slot(str)
    def _on_link_hovered(self, address: str) -> None:
        self._link.setText(self.tr("Ctrl+click opens {0}").format(address))
        self._link.setVisible(bool(address))

    @Slot(QUrl)
    def _on_link_wanted(self, url: QUrl) -> None:
        open_address(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Starts the clock for the browser view when the window is seen for the first time."""
        super().paintEvent(event)
        if self._state is _State.ASLEEP and not self._wake.isActive():
            self._wake.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what was written while nobody looked."""
        super().showEvent(event)
        self._say()  # at once: a browser on its way may keep what is due waiting
        self._due.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the colours of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()


def _make(story: Story, house: House, pictures: ShownPictures, markup: Markup | None) -> _Made:
    """The page and what is needed to patch it; on a thread of work."""
    pictures.read(all_references(story))
    made = page.render(story, house, pictures.whole) if markup is None else markup.page(house, pictures)
    data = made.encode("utf-8")
    return _Made(data, Shown(story, house, pictures.by_name))


def _prints(block: Block) -> bool:
    return not isinstance(block, Note) and (bool(block_text(block)) or isinstance(block, Figure))

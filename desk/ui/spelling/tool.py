"""Spelling as a tool of the room: keeps dictionary and words true to the open article, and does what is asked."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from desk.library.values import Change
from desk.spelling.vocabulary import Vocabulary, own_form
from desk.ui.editor.menus import MenuAt
from desk.ui.languages import language_name
from desk.ui.manuscript import StoryChange
from desk.ui.spelling.checker import Checker
from desk.ui.spelling.layer import SpellingLayer

if TYPE_CHECKING:
    from desk.ui.room import Room
    from desk.ui.spelling.menu import SpellingMenu
    from desk.ui.spelling.review import Review
    from desk.ui.work import Job

_REST = 400  # ms after the library changed before its names and words are read again


class SpellingTool(QObject):
    """The spelling of the page of one room."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._manuscript = room.manuscript
        self._library = room.services.library
        self._reading: Job | None = None
        self._is_laid = False
        self._step = 0  # F7 was pressed, and it waits for the dictionary
        self.checker = Checker(self)
        self.layer = SpellingLayer(self.checker, room.page.layers)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._connect()
        room.page.layers.helper = self._help
        room.window.actions_.check("check_spelling", self.is_on)

    def _connect(self) -> None:
        self._manuscript.opened.connect(self.begin)
        self._manuscript.story_changed.connect(self._on_story_changed)
        self._room.services.news.changed.connect(self._on_library_changed)
        self._rest.timeout.connect(self._read_words)
        self.checker.language_found.connect(self._on_language_found)

    # What is seldom needed is made when it is: none of it is to delay the first paint.

    @cached_property
    def review(self) -> Review:
        """Goes from word to word."""
        from desk.ui.spelling.review import Review  # noqa: PLC0415

        made = Review(self._room.page, self.checker, self._room.window.toast, self._room.services.work)
        made.started.connect(self._room.show_progress)
        made.lead_requested.connect(self._room.tools.show_lead)
        made.add_requested.connect(self.add)
        made.ignore_requested.connect(self.ignore)
        return made

    @cached_property
    def menu(self) -> SpellingMenu:
        """Helps with the context menu."""
        from desk.ui.spelling.menu import SpellingMenu  # noqa: PLC0415

        made = SpellingMenu(self.checker, self._manuscript, self._language, self)
        made.add_requested.connect(self.add)
        made.ignore_requested.connect(self.ignore)
        return made

    @property
    def is_on(self) -> bool:
        """Whether spelling is checked as one types."""
        return self._room.services.looks.store.settings.spelling

    def set_on(self, *, on: bool) -> None:
        """Check spelling as one types, or not."""
        self._room.services.looks.store.change(spelling=on)
        self._room.window.actions_.check("check_spelling", on)
        self.begin()

    def go(self, step: int) -> None:
        """Go to the next misspelt word (1), or the one before (-1)."""
        self._step = step
        self._start()
        self._go_on()

    @Slot(str)
    def add(self, word: str) -> None:
        """Let all articles of the library pass this word."""
        self.change_words(add=[word], remove=[])

    def change_words(self, *, add: list[str], remove: list[str]) -> None:
        """Take words of the library in, and some out."""
        from desk.library.own_words import change_own_words  # noqa: PLC0415

        known = self.checker.vocabulary
        own = (known.own - frozenset(remove)) | frozenset(map(own_form, add))
        self.checker.set_vocabulary(replace(known, own=own))
        self._follow(change_own_words(self._library, add, remove))

    @Slot(str)
    def ignore(self, word: str) -> None:
        """Let the open article pass this word."""
        from desk.library.own_words import ignore_word  # noqa: PLC0415

        row = self._manuscript.article
        if row is not None:
            known = self.checker.vocabulary
            self.checker.set_vocabulary(replace(known, ignored=known.ignored | {word}))
            self._follow(ignore_word(self._library, row.id, word))

    def show_words(self) -> None:
        """Show the library's own words, to be changed."""
        from desk.library.own_words import own_words  # noqa: PLC0415

        self._room.services.work.run(partial(own_words, self._library), self._on_words_read, self._room.trouble)

    def close(self) -> None:
        """Check nothing any more."""
        self._rest.stop()
        if self._reading is not None:
            self._reading.cancel()
        self._room.page.layers.helper = None
        self.checker.close()

    @Slot()
    def begin(self) -> None:
        """Check the article that is open now, if that is wanted."""
        if self._manuscript.article is None:
            return
        if self.is_on:
            self._start()
        else:
            self._lay(on=False)
            self._room.window.status.show_unchecked("", "")

    def _start(self) -> None:
        if self._manuscript.article is not None:
            self.checker.set_language(self._manuscript.story.language)
            self._read_words()
            self._on_language_found(self.checker.tag)

    @Slot()
    def _read_words(self) -> None:
        from desk.library.own_words import vocabulary  # noqa: PLC0415

        row = self._manuscript.article
        if row is None:
            return
        if self._reading is not None:
            self._reading.cancel()
        story, house = self._manuscript.story, self._room.services.house
        read = partial(vocabulary, self._library, row.id, story, house)
        self._reading = self._room.services.work.run(read, self._on_words_known, self._room.trouble)

    def _on_words_known(self, known: Vocabulary) -> None:
        self._reading = None
        self.checker.set_vocabulary(known)
        self._go_on()

    def _go_on(self) -> None:
        """Go where F7 wants to, once that is known."""
        if not self._step or self.checker.tag is None or self._reading is not None:
            return
        step, self._step = self._step, 0
        if self.checker.tag:
            self.review.language = self._language()
            self.review.go(step)
        else:
            self._room.window.toast.say(self._why_unchecked()[1])

    @Slot(str)
    def _on_language_found(self, tag: str | None) -> None:
        self._lay(on=bool(tag) and self.is_on)
        short, why = self._why_unchecked() if tag == "" and self.is_on else ("", "")
        self._room.window.status.show_unchecked(short, why)
        self._go_on()

    def _lay(self, *, on: bool) -> None:
        layers = self._room.page.layers
        if on is not self._is_laid:
            self._is_laid = on
            layers.add(self.layer) if on else layers.remove(self.layer)

    def _why_unchecked(self) -> tuple[str, str]:
        """Why no word is checked, in few words and in full."""
        from desk.spelling.dictionaries import own_folder  # noqa: PLC0415

        if self.checker.has_given_up:
            why = "Spelling could not be checked, several times. Start Desk again to try once more."
            return "spelling not checked", why
        name = language_name(self.checker.language)
        return "no dictionary", (
            f"There is no dictionary for {name}. Install your system's Hunspell dictionary of it, or put its .aff and "
            f".dic files into {own_folder()}."
        )

    def _language(self) -> str:
        return language_name(self.checker.tag or self.checker.language)

    def _help(self, at: MenuAt) -> bool:
        return self._is_laid and self.menu.take(at)

    def _follow(self, done: Future[str]) -> None:
        """Read the words again when a change of them is on disk; what is being read now does not know of it."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self._room.services.work.follow(done, self._on_noted, self._room.trouble)

    def _on_noted(self, _kept: str) -> None:
        self._rest.start()

    @Slot(object)
    def _on_story_changed(self, change: StoryChange) -> None:
        before, after = change.before, change.after
        if before.language != after.language and self.checker.language:
            self._start()
        if before.credits is not after.credits or before.dateline is not after.dateline:
            self._rest.start()

    @Slot(object)
    def _on_library_changed(self, change: Change) -> None:
        if change.kind in {"people", "list"} and self.checker.language:
            self._rest.start()

    def _on_words_read(self, own: tuple[str, ...]) -> None:
        from desk.ui.spelling.words_dialog import WordsDialog  # noqa: PLC0415

        dialog = WordsDialog(own, self._room.window)
        dialog.add_requested.connect(self._on_words_added)
        dialog.remove_requested.connect(self._on_words_removed)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()

    @Slot(list)
    def _on_words_added(self, words: list[str]) -> None:
        self.change_words(add=words, remove=[])

    @Slot(list)
    def _on_words_removed(self, words: list[str]) -> None:
        self.change_words(add=[], remove=words)

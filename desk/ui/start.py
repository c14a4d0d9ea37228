"""Puts the window together, in the order that lets somebody type soonest.

The library is opened on a thread of its own while Qt starts; the frame is shown; when the library is there, the
list reads its first page and the editor its article; the browser view comes after the first paint.
"""

from __future__ import annotations

import logging
import sys
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desk import houses, paths
from desk.errors import WorldError
from desk.library.backup_names import Backup, backups_of
from desk.library.early import EarlyLibrary
from desk.library.lock import WindowLock
from desk.library.values import Article
from desk.ui.commands.commands import Commands
from desk.ui.crash import CrashWatch
from desk.ui.garbage import Collecting
from desk.ui.gone import refuse_gone
from desk.ui.icons import Icons
from desk.ui.intake import is_file
from desk.ui.last_words import LastWords
from desk.ui.leaving import SystemWish, save_at_once
from desk.ui.mending import MendingShow
from desk.ui.opening import (
    HOUSE,
    Mending,
    Opened,
    open_library,
    replaced_by_newest,
    suggested_name,
    typed_since,
)
from desk.ui.qt_faults import give_up_clipboard, mend_counts
from desk.ui.remembering import Remembering
from desk.ui.room import Room
from desk.ui.services import LibraryNews, Looks, Services
from desk.ui.settings import SettingsStore
from desk.ui.theme import Scheme, Theme, load_fonts
from desk.ui.window import MainWindow
from desk.ui.work import Work

if TYPE_CHECKING:
    from desk.ui.dialogs.settings import Choice
    from desk.ui.single import FrontDoor

log = logging.getLogger(__name__)

# s for which a thread that computes (a draft being written, a text being indexed) keeps the interpreter from the
# window's. At Python's own 5 ms a key, which gives it up many times, would wait for it each time.
SWITCH = 0.0005
NO_LIBRARY = 3  # the exit code where no library could be opened
SETTINGS = "window.json"


def make_app(arguments: list[str]) -> QApplication:
    """The application, with what must be said before it is made."""
    from desk.ui.preview.scheme import prepare_browser  # noqa: PLC0415

    mend_counts()
    sys.setswitchinterval(SWITCH)
    prepare_browser()
    QApplication.setApplicationName("Desk")
    QApplication.setDesktopFileName("desk")
    app = QApplication(arguments)
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(paths.resources() / "desk.svg")))
    load_fonts(paths.resources() / "fonts")
    return app


def make_looks(app: QApplication, store: SettingsStore, scheme: Scheme | None = None) -> Looks:
    """Colours, icons, settings and threads."""
    theme = Theme(app, scheme or store.settings.theme)
    return Looks(theme, Icons(paths.resources() / "icons", theme), store, Work(app))


class Session(QObject):
    """One window on one library, from the first paint to the last save."""

    room_ready = Signal(object)  # Room
    ended = Signal(int)  # the exit code

    def __init__(self, looks: Looks, lock: WindowLock | None = None, *, asks: bool = True) -> None:
        super().__init__()
        self._asks = asks  # whether there is somebody to be asked
        self.looks = looks
        self.room: Room | None = None
        self._lock = lock
        self._door: FrontDoor | None = None
        self._path = Path()
        self._target = ""
        self._opened: Opened | None = None
        self._finished = False
        self.next: tuple[str, ...] = ()  # the arguments of the start that follows when this window has let go
        self._commands = Commands(looks)
        self.window = MainWindow(looks.theme, looks.icons, looks.store.settings, self._commands)
        self._commands.set_window(self.window)
        self._commands.view.show_scheme()
        self._commands.story.settings_requested.connect(self._on_settings_requested)
        self._commands.story.other_library_requested.connect(self._on_other_library_requested)
        self.window.close_requested.connect(self._on_close_requested)
        self._last_words = LastWords(looks.work, self.window)
        self._last_words.kept.connect(self._close)
        self._last_words.asked.connect(self._on_asked)
        self.watch = CrashWatch(self._shown_window)
        self._mending = MendingShow(self.window.page_pane)
        self._remembering: Remembering | None = None

    def begin(self, opening: Future[Opened], path: Path, target: str, mending: Mending | None = None) -> None:
        """Show the frame; go on when the library is there."""
        self._path, self._target = path, target
        self.window.show()
        self._mending.follow(mending or Mending())
        self.looks.work.follow(opening, self._on_library, self._on_no_library)

    def finish(self) -> None:
        """After the event loop: write what is remembered and give the library back. Twice is once."""
        if self._finished:
            return
        self._finished = True
        self._mending.stop()
        if self._remembering is not None:
            self._remembering.stop()
        if self.room is not None:
            self.room.leave()
        if self._door is not None:
            self._door.close()
        self.looks.work.close()
        self._write_settings()
        if self._opened is not None:
            self._opened.library.close()
            if not (self.next or self._last_words.unattended):
                from desk.ui.backups.keeper import last_backup  # noqa: PLC0415  not to start

                last_backup(self._path)
        if self._lock is not None:
            self._lock.release()
        give_up_clipboard()
        self.watch.remove()

    def _write_settings(self) -> None:
        try:
            self.looks.store.write()
        except OSError as error:
            log.warning("settings not written: %s", error)

    def _shown_window(self) -> MainWindow | None:
        return self.window if self.window.isVisible() else None

    # The library

    def _on_library(self, opened: Opened) -> None:
        self._opened = opened
        news = LibraryNews(opened.library, self)
        services = Services(opened.library, opened.house, self.looks, news)
        self.room = Room(self.window, services)
        self._commands.set_room(self.room)
        if not opened.library.who and self._asks:
            self.room.ask_name(suggested_name(), self.room.tools.people.introduce)
        self.room_ready.emit(self.room)
        self.room.tools.backups.instead_requested.connect(self._on_instead_requested)
        self.room.tools.backups.mend_requested.connect(self._on_mend_requested)
        if opened.salvaged is not None:
            self.room.tools.backups.tell_salvaged(opened.salvaged)
        if opened.replaced is not None:
            self.room.tools.backups.tell_replaced(opened.replaced)
        if isinstance(opened.library, EarlyLibrary):
            self.looks.work.follow(opened.library.opening, None, self._on_no_library)
            self.room.side_made.connect(opened.library.begin)
        if self._lock is not None:
            self.room.side_made.connect(self._listen)
        self.room.take_waiting(opened.waiting)
        if opened.put_back:
            self.window.toast.say("Your last words had not reached the library; they are in it now.")
        self._remembering = Remembering(self.window, self.looks.store, self.looks.work, self._facts)
        self.room.manuscript.opened.connect(self._remembering.at_once)
        self._open_first(self._target)

    def _open_first(self, target: str) -> None:
        assert self.room is not None
        assert self._opened is not None
        kept = self.looks.store.settings
        last = kept.last_article if kept.last_library == str(self._path.resolve()) else ""
        if self._asks:
            self.room.manuscript.opened.connect(self._on_article_opened)
        if is_file(target):
            self.room.start("")
            self.room.intake.bring_in((Path(target),))
        else:
            self.room.start(target or self._opened.first, typed_since(self._opened, self.looks.store.since) or last)

    @Slot(object)
    def _on_article_opened(self, article: Article) -> None:
        """Note at once what is open, so that it is opened again however this ends."""
        self.looks.store.change(last_library=str(self._path.resolve()), last_article=article.row.id)
        self.looks.work.run(self._write_settings)

    def _on_no_library(self, error: Exception) -> None:
        if not isinstance(error, WorldError | OSError):
            self.ended.emit(NO_LIBRARY)
            return
        print(f"desk: {error}", file=sys.stderr)  # noqa: T201  a start from a terminal is answered there as well
        self.looks.work.run(partial(backups_of, self._path), partial(self._tell_trouble, str(error)))

    def _tell_trouble(self, sentence: str, backups: tuple[Backup, ...]) -> None:
        from desk.ui.dialogs.trouble import TroubleDialog  # noqa: PLC0415  seldom needed

        dialog = TroubleDialog(sentence, self._path, self.window, has_backup=bool(backups))
        dialog.backup_wanted.connect(self._on_backup_wanted)
        dialog.library_wanted.connect(self._on_library_wanted)
        dialog.quit_wanted.connect(self._on_quit_wanted)
        dialog.open()

    @Slot(Path, bool)
    def _on_library_wanted(self, path: Path, create: bool) -> None:
        self._path, self._target = path, ""
        open_it = partial(self._open_other, path, create, self._mending.follow(Mending()))
        self.looks.work.run(open_it, self._on_library, self._on_no_library)

    @Slot()
    def _on_backup_wanted(self) -> None:
        self.looks.work.run(partial(self._open_backup, self._path), self._on_library, self._on_no_library)

    def _open_backup(self, path: Path) -> Opened:
        self._lock = WindowLock.instead_of(self._lock, path)
        return replaced_by_newest(path)

    def _open_other(self, path: Path, create: bool, mending: Mending) -> Opened:
        refuse_gone(path, self.looks.store.settings.last_library, create=create)
        self._lock = WindowLock.instead_of(self._lock, path)
        return open_library(path, create=create, mend=True, mending=mending)

    @Slot()
    def _on_quit_wanted(self) -> None:
        self.window.may_close = True
        self.window.close()
        self.ended.emit(NO_LIBRARY)

    @Slot()
    def _listen(self) -> None:
        from desk.ui.single import FrontDoor  # noqa: PLC0415  after the first paint

        self._door = FrontDoor(self._path, self)
        self._door.knocked.connect(self._on_knocked)

    @Slot(str)
    def _on_knocked(self, target: str) -> None:
        self.window.bring_to_front()
        if self.room is None or not target:
            return
        if is_file(target):
            self.room.intake.bring_in((Path(target),))
        else:
            self.room.open_article(target)

    @Slot(object)
    def _on_instead_requested(self, backup: Path) -> None:
        self._start_anew("--instead", str(backup))

    @Slot()
    def _on_mend_requested(self) -> None:
        self._start_anew("--mend")

    def _start_anew(self, *wish: str) -> None:
        """Let go of the library, and have the next start do something to it first: then nobody has it open."""
        self.next = ("open", "--library", str(self._path), *wish)
        self._on_close_requested()

    @Slot()
    def _on_other_library_requested(self) -> None:
        from desk.ui.dialogs.other import LibraryChooser  # noqa: PLC0415  not to start

        LibraryChooser(self._path, self.window)

    # Name, house, colours

    @Slot()
    def _on_settings_requested(self) -> None:
        from desk.ui.dialogs.settings import Choice, SettingsDialog  # noqa: PLC0415  not to start

        library = self._opened.library if self._opened else None
        house = self.room.services.house.key if self.room else ""
        settings = replace(self.looks.store.settings, theme=self.looks.theme.scheme)
        now = Choice(library.who if library else "", house, settings)
        dialog = SettingsDialog(now, houses.houses(), self.window)
        dialog.chosen.connect(self._on_settings_chosen)
        dialog.open()

    @Slot(object)
    def _on_settings_chosen(self, choice: Choice) -> None:
        before = self.looks.store.settings
        self.looks.store.take(choice.settings)
        self._commands.view.choose_scheme(choice.settings.theme)
        if self._opened is None or self.room is None:
            return
        self.room.tools.zoom.apply()
        if choice.settings.spelling is not before.spelling:
            self.room.tools.spelling.set_on(on=choice.settings.spelling)
        if choice.who != self._opened.library.who:
            self.room.tools.people.introduce(choice.who)
        if choice.house and choice.house != self.room.services.house.key:
            future = self._opened.library.set_setting(HOUSE, choice.house)
            self.looks.work.follow(future, self._on_house_noted, self.room.trouble)

    def _on_house_noted(self, _done: None) -> None:
        assert self.room is not None
        self.room.tools.people.refresh()

    # Leaving

    @Slot()
    def _on_close_requested(self) -> None:
        self._last_words.keep(self.room.manuscript if self.room is not None else None)

    @Slot()
    def _on_asked(self) -> None:
        self.next = ()

    @Slot()
    def _close(self) -> None:
        self.looks.store.change(**self._facts())
        self.window.may_close = True
        self.window.close()
        self.ended.emit(0)

    def _facts(self) -> dict[str, object]:
        """What is remembered until the next start."""
        opened = self.room.manuscript.article if self.room else None
        last = opened.id if opened and not opened.binned else self.looks.store.settings.last_article
        return {**self.window.state(), "last_library": str(self._path.resolve()), "last_article": last}

    @Slot()
    def leave_unasked(self) -> None:
        """The system wants the program to end: save what there is, and go."""
        if not self._last_words.unattended:
            self._last_words.unattended = True
            self._on_close_requested()

    def save_now(self) -> None:
        """The session of the desktop is about to end, and may not wait for an event loop: be done on returning."""
        if self.room is None:
            return
        save_at_once(self.room.manuscript)
        self.looks.store.change(**self._facts())
        self._write_settings()


def run(path: Path, target: str, opening: Future[Opened], lock: WindowLock, mending: Mending) -> int:
    """The window, until it is closed. Gives the exit code."""
    app = make_app(sys.argv[:1])
    Collecting(app)
    session = Session(make_looks(app, SettingsStore(paths.config_dir() / SETTINGS)), lock)
    session.watch.install()
    session.ended.connect(app.exit)
    wish = SystemWish()
    wish.asked.connect(session.leave_unasked)
    app.commitDataRequest.connect(session.save_now, Qt.ConnectionType.DirectConnection)
    session.begin(opening, path, target, mending)
    try:
        return app.exec()
    finally:
        session.finish()
        wish.remove()
        if session.next:
            QProcess.startDetached(sys.executable, ["-m", "desk", *session.next])

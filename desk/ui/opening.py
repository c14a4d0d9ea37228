"""Opening a library for a window, away from the window's thread. No Qt in here."""

from __future__ import annotations

import getpass
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from desk.errors import NotFound, WorldError
from desk.library.backup_names import backups_of
from desk.library.begun import NOT_YET, begun_row
from desk.library.checking import opening_damage
from desk.library.early import EarlyLibrary
from desk.library.journal import Entry, Journal
from desk.library.stopping import Stopped
from desk.library.values import ArticleRow
from desk.story.house import House

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.library.putting_back import PutBack
    from desk.library.restoring import Replaced
    from desk.library.salvage_report import Salvaged

T = TypeVar("T")

WHO = "who"  # the library's setting that holds the signed-in name
HOUSE = "house"  # the key of the house style that its stories are written in


@dataclass(frozen=True, slots=True)
class Opened:
    """A library, and what was noted with it."""

    library: Library
    house: House
    first: str = ""  # the article to begin with, where the library was made just now
    salvaged: Salvaged | None = None  # what was saved of it, where it was damaged
    replaced: Replaced | None = None  # the backup that it is now, and where it is as it was
    put_back: tuple[PutBack, ...] = ()  # texts of the recovery journal that are in it now
    waiting: tuple[tuple[ArticleRow, Entry], ...] = ()  # and those that still wait


class Mending:
    """A mending that somebody waits for: they are told how far it is, and may end it. For any thread."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._listener: Callable[[int, int], None] | None = None

    def listen(self, listener: Callable[[int, int], None] | None) -> None:
        """Tell this how far it is (done, of how many; 0 where that is not known), on the thread that mends."""
        self._listener = listener

    @property
    def is_under_way(self) -> bool:
        """Whether something is being mended now."""
        return not self._idle.is_set()

    @property
    def stopped(self) -> bool:
        """Whether somebody ended it."""
        return self._stop.is_set()

    def stop(self) -> None:
        """End it, before anything is put in the library's place."""
        self._stop.set()

    def wait(self) -> None:
        """Wait until nothing is being mended."""
        self._idle.wait()

    @contextmanager
    def under_way(self) -> Iterator[Callable[[int, int], None]]:
        """Gives what is to be told of every step; it raises `Stopped` where somebody ended it."""
        self._idle.clear()
        try:
            yield self._watch
        finally:
            self._idle.set()

    def _watch(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Stopped
        if self._listener is not None:
            self._listener(done, total)


def typed_since(opened: Opened, since: float) -> str:
    """The article in which somebody typed last, by the journal, if that was after this time (s since 1970); else ""."""
    typed = [(one.entry.at, one.row.id) for one in opened.put_back]
    typed += [(entry.at, row.id) for row, entry in opened.waiting]
    later = [one for one in typed if one[0].timestamp() > since]
    return max(later)[1] if later else ""


def open_library(
    path: Path,
    *,
    create: bool = True,
    mend: bool = False,
    salvaged: Salvaged | None = None,
    mending: Mending | None = None,
) -> Opened:
    """Open the library, or make it with the sample articles in it. Raises `WorldError` as `Library.open` does.

    One that is there and sound answers before SQLAlchemy is loaded (see `EarlyLibrary`). With `mend` (the caller has
    its `WindowLock`) one whose damage shows is set aside and what can be read of it put into a new one.
    """
    if mend and salvaged is None and path.is_file() and opening_damage(path):
        return mended(path, mending)
    journal = Journal(path)
    entries = journal.entries() if path.is_file() else ()
    early = None if entries else EarlyLibrary.of(path)
    if early is not None:
        library = cast("Library", early)
        return Opened(library, style_of(library), salvaged=salvaged)
    from desk.library.library import Library  # noqa: PLC0415  SQLAlchemy is loaded on this thread, not the window's

    fresh = not path.exists()
    if fresh and backups_of(path):
        raise NotFound(f"The library “{path}” is not there any more, but backups of it are. No new one was made.")
    library = Library.open(path, create=create)
    try:
        library.who = library.setting(WHO) or ""
        if entries:
            return _with_journal(Opened(library, house_of(library), salvaged=salvaged), journal)
        if not fresh:
            return Opened(library, house_of(library), salvaged=salvaged)
        from desk.samples import GUIDE, install_samples  # noqa: PLC0415

        install_samples(library)
        return Opened(library, house_of(library), GUIDE)
    except BaseException:
        library.close()
        raise


def _with_journal(opened: Opened, journal: Journal) -> Opened:
    """Put in what the journal has for this library, before an article of it is shown."""
    from desk.library.putting_back import put_back_all  # noqa: PLC0415  seldom needed

    done, left = put_back_all(opened.library, journal)
    waiting = []
    for entry in left:
        with suppress(WorldError):  # a text that cannot be read, or its article: it stays in the journal
            waiting.append((_row_of(opened.library, entry), entry))
    return replace(opened, put_back=done, waiting=tuple(waiting))


def _row_of(library: Library, entry: Entry) -> ArticleRow:
    """The article of a text that waits. Raises WorldError."""
    story = entry.story
    try:
        return library.article(entry.article).row
    except NotFound:
        if entry.version == NOT_YET:
            return begun_row(story, id_=entry.article, words=entry.words)
        raise


def mended(path: Path, mending: Mending | None = None) -> Opened:
    """Set a damaged library aside, and open what could be saved of it. The caller has its `WindowLock`. Raises
    WorldError, where somebody ended it too: then nothing was changed."""
    from desk.library.putting_back import typed_for  # noqa: PLC0415  seldom needed
    from desk.library.salvage import salvage  # noqa: PLC0415

    try:
        with (mending or Mending()).under_way() as watch:
            watch(0, 0)
            salvaged = salvage(path, typed_for(path), watch, locked=True)
    except Stopped as error:
        raise WorldError(
            f"The mending was stopped. The damaged library “{path}” is as it was; nothing of it was changed. "
            "It must be mended before it can be opened: “Try again” begins anew."
        ) from error
    return open_library(path, create=False, salvaged=salvaged)


def replaced(path: Path, backup: Path) -> Opened:
    """Let a backup be the library, and open it. The caller has its `WindowLock`."""
    from desk.library.restoring import restore_library  # noqa: PLC0415

    done = restore_library(path, backup, locked=True)
    return replace(open_library(path, create=False), replaced=done)


def replaced_by_newest(path: Path) -> Opened:
    """Let the newest backup that is whole be the library. The caller has its `WindowLock`."""
    from desk.errors import Unreadable  # noqa: PLC0415

    trouble: Exception = NotFound(f"There is no backup of the library “{path}”.")
    for backup in backups_of(path):
        try:
            return replaced(path, backup.path)
        except Unreadable as error:
            trouble = error
    raise trouble


def house_of(library: Library) -> House:
    """The house style chosen in this library, or Desk's own where that is no longer there, with all whom the library
    knows. It asks the library, which may still be being opened: not for the window's thread."""
    from desk import houses  # noqa: PLC0415
    from desk.library.housing import house_in  # noqa: PLC0415

    try:
        return house_in(library)
    except WorldError:
        return house_in(library, houses.DEFAULT)


def style_of(library: Library) -> House:
    """The same without whom the library knows: that is there at once, and all of it soon (see `PeopleTool`)."""
    from desk import houses  # noqa: PLC0415

    try:
        return houses.find_house(library.setting(HOUSE) or houses.DEFAULT, houses.house_dirs())
    except WorldError:
        return houses.default_house()


def in_background(function: Callable[[], T]) -> Future[T]:
    """Run something on a thread of its own, before there are threads of the window's."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(function())
        except BaseException as error:  # noqa: BLE001  it belongs to whoever asks for the result
            future.set_exception(error)

    threading.Thread(target=run, name="desk-opening", daemon=True).start()
    return future


def suggested_name() -> str:
    """The name of the system's account as its owner wrote it, to be offered to a new user."""
    try:
        import pwd  # noqa: PLC0415  not on Windows

        entry = pwd.getpwnam(getpass.getuser())
        return entry.pw_gecos.split(",")[0].strip() or entry.pw_name
    except (ImportError, KeyError, OSError):
        return ""

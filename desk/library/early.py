"""The first answers of a library, while SQLAlchemy is still being loaded. No SQLAlchemy here, on purpose.

To load it takes longer than to show a window. So a window begins with `EarlyLibrary`: the first page of the list and
the article to begin with are read by plain SQL, everything else waits (on workers' threads) for the real `Library`.
Nothing is written early: what is handed over waits in its order.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from desk.errors import WorldError
from desk.library import listing
from desk.library.listing import COLUMNS, Finds, Moment
from desk.library.storing import Stored, agreed_text, baseline_of
from desk.library.values import Article, Change, ListPage
from desk.library.wanted import NEWEST, Wanted

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.library.stopping import Stop
    from desk.story.directory import Contact

SCHEMA = 4  # the only one whose tables are known here; `Library` sees to all others
_PATIENCE = 1.0  # seconds until the library is loaded though nobody gave the sign
_ARTICLE = """
    SELECT {row}, a.caret, a.head, coalesce(d.fields, s.fields), coalesce(d.body, s.body),
    iif(d.article IS NULL, b.fields, d.baseline_fields), iif(d.article IS NULL, b.body, d.baseline_body),
    iif(d.article IS NULL, b.packed, NULL)
    FROM articles a JOIN revisions r ON r.id = a.head JOIN stories s ON s.hash = r.story
    LEFT JOIN stories b ON b.hash = r.baseline AND r.baseline <> r.story
    LEFT JOIN drafts d ON d.article = a.id WHERE a.id = :ref OR a.slug = :ref
""".format(row=", ".join(f"a.{name}" for name in COLUMNS.split(", ")))
_WRITES = frozenset(
    "create create_many save_draft note_caret checkpoint add_note update_story put_texts restore duplicate "  # noqa: SIM905
    "bin unbin empty_bin set_state credit_many uncredit decline offer_again note_source "
    "bin_many tag untag take_step take_steps publish_again take_back take_back_many note_override note_overrides "
    "deliver deliver_many add_media set_setting update_setting set_furniture rebuild add_records notice_others "
    "comment answer note_anchors note_decisions undo_decisions look put_contacts remove_contact merge_contacts "
    "take_own take_dossiers take_edited take_file settle".split()
)


class EarlyLibrary:
    """Stands for the library of a window from its start. Once the real one is open, it does everything.

    `opening` ends when that is so; its error is also that of everything that waits.
    """

    def __init__(self, path: Path, settings: dict[str, str]) -> None:
        self.path = path
        self.opening: Future[Library] = Future()
        self._settings = settings
        self._who = settings.get("who", "")
        self._library: Library | None = None
        self._waiting: list[Callable[[Library], object]] = []
        self._handing = threading.RLock()  # who hears an answer while the rest is handed over may hand over more
        self._sign = threading.Event()
        threading.Thread(target=self._open, name="desk-library", daemon=True).start()

    @classmethod
    def of(cls, path: Path) -> Self | None:
        """The library of this file, or None where it is not there or not simply to be read."""
        try:
            with closing(_connect(path)) as connection:
                if connection.execute("PRAGMA user_version").fetchone()[0] != SCHEMA:
                    return None
                return cls(path, dict(connection.execute("SELECT key, value FROM settings").fetchall()))
        except (sqlite3.Error, OSError):
            return None

    def begin(self) -> None:
        """The first of the story is on the screen: load the real library now."""
        self._sign.set()

    @property
    def who(self) -> str:
        """The name that new records carry."""
        return self._who if self._library is None else self._library.who

    @who.setter
    def who(self, name: str) -> None:
        self._who = name
        with self._handing:
            if self._library is not None:
                self._library.who = name

    def sign_in(self, name: str) -> Future[Contact]:
        """As `Library.sign_in`."""
        self.who = name
        return self._write("sign_in", name)

    def rows(self, wanted: Wanted = NEWEST, after: str = "", limit: int = 200, *, stop: Stop | None = None) -> ListPage:
        """As `Library.rows`; the first page at once."""
        if self._library is None and not (wanted.query or after):
            with suppress(sqlite3.Error), closing(_connect(self.path)) as connection:
                return listing.page(
                    connection, Finds(), Moment(datetime.now().astimezone()), wanted, after="", limit=limit
                )
        return self.opening.result().rows(wanted, after, limit, stop=stop)

    def article(self, ref: str) -> Article:
        """As `Library.article`; by slug or id at once."""
        if self._library is None:
            with suppress(sqlite3.Error), closing(_connect(self.path)) as connection:
                found = connection.execute(_ARTICLE, {"ref": ref}).fetchone()
                if found is not None:
                    caret, head, fields, body, *agreed = found[-7:]
                    story = Stored(fields, body).story()
                    return Article(
                        listing.row_from(found[:-7]), story, caret, head, baseline_of(agreed_text(*agreed), story)
                    )
        return self.opening.result().article(ref)

    def setting(self, key: str) -> str | None:
        """As `Library.setting`."""
        return self._settings.get(key) if self._library is None else self._library.setting(key)

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """As `Library.listen`. Before the library is open there is nothing to hear."""
        ends: list[Callable[[], None]] = []
        stopped = threading.Event()

        def begin(library: Library) -> None:
            if not stopped.is_set():
                ends.append(library.listen(listener))

        def end() -> None:
            stopped.set()
            for each in ends:
                each()

        self._later(begin)
        return end

    def close(self) -> None:
        """As `Library.close`: what was handed over is written first."""
        self.begin()
        with suppress(WorldError):
            self.opening.result().close()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if self._library is not None:
            return getattr(self._library, name)
        return partial(self._write, name) if name in _WRITES else partial(self._read, name)

    def _read(self, name: str, *args: object, **named: object) -> object:
        return getattr(self.opening.result(), name)(*args, **named)

    def _write(self, name: str, *args: object, **named: object) -> Future[Any]:
        answer: Future[Any] = Future()

        def hand_over(library: Library) -> None:
            try:
                getattr(library, name)(*args, **named).add_done_callback(partial(_copy, answer))
            except Exception as error:  # noqa: BLE001  it belongs to whoever asked
                answer.set_exception(error)

        self._later(hand_over, answer)
        return answer

    def _later(self, job: Callable[[Library], object], answer: Future[Any] | None = None) -> None:
        with self._handing:
            if self._library is None and not self.opening.done():
                self._waiting.append(job)
                if answer is not None:
                    self.opening.add_done_callback(partial(_fail, answer))
                return
        if self._library is not None:
            job(self._library)
        elif answer is not None:
            _fail(answer, self.opening)

    def _open(self) -> None:
        self._sign.wait(_PATIENCE)
        try:
            from desk.library.library import Library  # noqa: PLC0415  this is what takes long

            library = Library.open(self.path, who=self._who, create=False)
        except BaseException as error:  # noqa: BLE001  it belongs to whoever waits
            with self._handing:
                self._waiting.clear()
            self.opening.set_exception(error)
            return
        with self._handing:
            library.who = self._who
            for job in self._waiting:
                job(library)
            self._waiting.clear()
            self._library = library
        self.opening.set_result(library)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)


def _copy(answer: Future[Any], done: Future[Any]) -> None:
    error = done.exception()
    if error is None:
        answer.set_result(done.result())
    else:
        answer.set_exception(error)


def _fail(answer: Future[Any], opening: Future[Any]) -> None:
    error = opening.exception()
    if error is not None and not answer.done():
        answer.set_exception(error)

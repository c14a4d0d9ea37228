"""Going back to a backup, and looking into one. Nothing is overwritten: the library as it was becomes a backup too."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from desk.errors import NotFound, Unreadable
from desk.library.backup import Watch, look_through, make_copy
from desk.library.backup_names import PART, REPLACED, Backup, backups_of, name_of, note_made
from desk.library.header import SCHEMA, examine
from desk.library.lock import WindowLock
from desk.library.setting_aside import beside, put_in_place, take_in_log

if TYPE_CHECKING:
    from types import TracebackType

    from desk.library.library import Library


NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Replaced:
    """A backup is the library now. `kept` is where the library is that was there, if there was one."""

    library: Path
    backup: Path
    kept: Path | None
    articles: int


def find_backup(library: Path, ref: str) -> Path:
    """The backup that is meant: `NEWEST`, the path of a file, its name, or a time as `desk backup --list` writes it,
    or the beginning of one that no other has. Raises NotFound."""
    if ref and Path(ref).is_file():
        return Path(ref)
    found = backups_of(library)
    if ref == NEWEST and found:
        return found[0].path
    named = [one for one in found if ref and ref in {one.path.name, one.path.stem}]
    begun = named or [one for one in found if ref and said_time(one).startswith(ref)]
    if len(begun) == 1:
        return begun[0].path
    if begun:
        raise NotFound(f"“{ref}” fits several backups: {', '.join(said_time(one) for one in begun[:4])}.")
    hint = f" The newest is of {said_time(found[0])}." if found else " There is none yet."
    raise NotFound(f"There is no backup “{ref}” of the library “{library}”.{hint}")


def said_time(backup: Backup) -> str:
    """When a backup was made, by the clock on the wall."""
    return backup.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def restore_library(library: Path, backup: Path, watch: Watch | None = None, *, locked: bool = False) -> Replaced:
    """Let a backup be the library. The backup stays; the library as it was is kept among the backups. With `locked`
    the caller has the library's `WindowLock`.

    Raises Locked where a window or another program has the library open, Unreadable where the backup is damaged,
    NewerVersion, NotFound, Unwritable; the library is then as it was."""
    if not backup.is_file():
        raise NotFound(f"There is no backup “{backup}”.")
    if library.exists() and backup.samefile(library):
        raise Unreadable(f"“{backup}” is the library itself, not a backup of it. Nothing was changed.")
    with nullcontext() if locked else WindowLock(library):
        return _restore(library, backup, watch)


def _restore(library: Path, backup: Path, watch: Watch | None) -> Replaced:
    examine(backup)
    aside = library.with_name(f".{library.name}{PART}")
    aside.unlink(missing_ok=True)
    try:
        looked = make_copy(backup, aside, watch)
        whole = library.exists() and take_in_log(library)
        now = datetime.now(UTC)
        name = name_of(library, now, REPLACED) if whole else damaged_name(library, now)
        kept = put_in_place(aside, library, name)
        if whole and kept is not None:
            note_made(kept)
    finally:
        aside.unlink(missing_ok=True)
    return Replaced(library, backup, kept, looked.articles)


def damaged_name(library: Path, at: datetime) -> Path:
    """Where a library is kept that is damaged: beside its place, where people see it."""
    named = name_of(library, at, "damaged")
    return library.with_name(named.name)


class OpenedBackup:
    """A backup that is looked into. It stays as it is, whatever is done with `library`; `close` it in the end."""

    def __init__(self, backup: Path) -> None:
        """Open it. Not for the window's thread: one of an older Desk is copied first, to be brought up to date there.

        Raises NotFound, Unreadable, NewerVersion."""
        from desk.library.library import Library  # noqa: PLC0415  SQLAlchemy

        self.path = backup
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        if not backup.is_file():
            raise NotFound(f"There is no backup “{backup}”.")
        examine(backup)
        if not beside(backup, "-wal").exists() and look_through(backup).schema == SCHEMA:
            self.library: Library = Library.open(backup, still=True)
            return
        self._copy = tempfile.TemporaryDirectory(prefix="desk-backup-")
        try:
            copied = Path(self._copy.name) / backup.name
            for end in ("", "-wal"):
                if beside(backup, end).exists():
                    shutil.copyfile(beside(backup, end), beside(copied, end))
            self.library = Library.open(copied, create=False)
        except BaseException:
            self._copy.cleanup()
            raise

    def close(self) -> None:
        """Give it back. Closing twice does nothing."""
        self.library.close()
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

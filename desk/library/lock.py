"""One window per library: who has it, and who comes too late."""

from __future__ import annotations

import errno
import logging
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from desk.errors import Locked, Unwritable

log = logging.getLogger(__name__)

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}  # what disks say that know no locks


class WindowLock:
    """Held by the window that has a library open. The system lets go of it when its process ends, however it ends.

    Beside the library stand `<name>.lock` and, with the number of the process, `<name>.pid`. Command lines do not
    take it: SQLite keeps their writes apart from the window's.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path.with_name(f"{path.name}.lock"), thread_local=False)
        self._pid = path.with_name(f"{path.name}.pid")

    @classmethod
    def instead_of(cls, other: Self | None, path: Path) -> Self:
        """The lock of this library, taken; another one, of a library that could not be opened, is let go for it.
        Raises as `acquire`."""
        made = cls(path)
        if other is not None:
            other.release()
        made.acquire()
        return made

    def acquire(self) -> None:
        """Take it. Raises Locked where another window has it (`holder` says which), Unwritable where the folder
        cannot be written."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except NotImplementedError:
            # A network disk that knows no locks. Who works there alone shall not be locked out; what two windows write
            # is kept apart by versions: the text of neither is lost.
            log.warning("no lock can be had beside %s", self._path)
        except Timeout as error:
            holder = self.holder()
            which = f" (process {holder})" if holder else ""
            raise Locked(f"Another window{which} has the library “{self._path}” open.") from error
        except OSError as error:
            if error.errno in _NO_LOCKS:
                log.warning("no lock can be had beside %s: %s", self._path, error.strerror)
                return
            raise Unwritable(
                f"“{self._path.parent}” cannot be written: {error.strerror or error}. Nothing was changed."
            ) from error
        with suppress(OSError):  # it only serves to be told; a full disk shall not keep the window shut
            self._pid.write_text(str(os.getpid()), encoding="ascii")

    def release(self) -> None:
        """Let go of it. Letting go twice does nothing."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._pid.unlink(missing_ok=True)
            self._lock.release()

    def holder(self) -> int | None:
        """The number of the process that took it last, or None where it is not known."""
        try:
            return int(self._pid.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

"""What SQLite complains of, said as a person understands it.

Only the world's faults are translated (a full disk, a lock, a damaged file); a wrong statement of ours stays
the exception that it is. Result codes: https://www.sqlite.org/rescode.html
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.errors import Locked, Unreadable, Unwritable, WorldError

_KEPT = "This change was not saved; everything saved before it is kept"
_CANNOT_OPEN = (
    "The library “{path}” cannot be opened: it is missing, or its folder is missing or read-only. Nothing was changed."
)
_DISK_TROUBLE = (
    "The disk with the library “{path}” does not answer as it should ({code}); it may be full or disconnected. "
    f"{_KEPT}."
)
# By the first part of the name of SQLite's result code.
_SENTENCES: dict[str, tuple[type[WorldError], str]] = {
    "NOTADB": (Unreadable, "“{path}” is not a Desk library, or is damaged. It was left as it is."),
    "CORRUPT": (
        Unreadable,
        "The library “{path}” is damaged: a part of it cannot be read. It was left as it is; what can be "
        "read of it is saved by “Mend it now” in the window, or by `desk salvage`.",
    ),
    "FULL": (Unwritable, f"The disk is full. {_KEPT} in “{{path}}”. Make some room, then save again."),
    "READONLY": (
        Unwritable,
        f"The library “{{path}}” cannot be written: the file or its folder is read-only. {_KEPT}.",
    ),
    "CANTOPEN": (Unwritable, _CANNOT_OPEN),
    "PERM": (Unwritable, _CANNOT_OPEN),
    "BUSY": (Locked, f"Another program is writing the library “{{path}}” and did not finish in time. {_KEPT}."),
    "LOCKED": (Locked, f"Another program is writing the library “{{path}}” and did not finish in time. {_KEPT}."),
    "IOERR": (Unwritable, _DISK_TROUBLE),
    "PROTOCOL": (Unwritable, _DISK_TROUBLE),
    "TOOBIG": (Unwritable, f"This is too big for a library: more than a gigabyte. {_KEPT} in “{{path}}”."),
}


def world_error(error: sqlite3.Error, path: Path) -> WorldError | None:
    """The sentence for an error of SQLite's about this library, or None where the fault is ours."""
    code = (getattr(error, "sqlite_errorname", "") or "").removeprefix("SQLITE_")
    if not code and str(error).startswith("Could not decode "):
        code = "CORRUPT"  # letters that are none
    known = _SENTENCES.get(code.split("_")[0])
    if known is None:
        return None
    kind, sentence = known
    return kind(sentence.format(path=path, code=code))


@contextmanager
def world_errors(path: Path) -> Iterator[None]:
    """Within this, errors of SQLite's that are the world's fault are raised as `WorldError`."""
    try:
        yield
    except UnicodeDecodeError as error:
        kind, sentence = _SENTENCES["CORRUPT"]
        raise kind(sentence.format(path=path)) from error
    except Exception as error:
        # SQLAlchemy's have it within; they are not named here, as a window is shown before it is loaded.
        cause = getattr(error, "orig", error)
        if isinstance(cause, sqlite3.Error) and (told := world_error(cause, path)):
            raise told from error
        raise

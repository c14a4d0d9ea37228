"""Why something could not be written, in few words: for a line that has no room for a sentence."""

from __future__ import annotations

import errno
import sqlite3

from desk.errors import Displaced, Locked, NotFound, Unreadable

_BY_CODE = {
    "FULL": "the disk is full",
    "READONLY": "the library is read-only",
    "CANTOPEN": "the library cannot be reached",
    "PERM": "the library cannot be reached",
    "BUSY": "another program is writing the library",
    "LOCKED": "another program is writing the library",
    "PROTOCOL": "another program is writing the library",
    "IOERR": "the disk does not answer",
    "CORRUPT": "the library is damaged",
    "NOTADB": "the library is damaged",
    "TOOBIG": "it is too big for a library",
}
_BY_ERRNO = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "the folder is read-only",
    errno.EPERM: "the folder is read-only",
    errno.ENOENT: "the library is not in its place",
    errno.EIO: "the disk does not answer",
    errno.ENODEV: "the disk is not connected",
    errno.ESTALE: "the disk is not connected",
}
_DISPLACED = "another file is in the library’s place"
_UNKNOWN = "the library cannot be written"


def reason_of(error: BaseException, otherwise: str = _UNKNOWN) -> str:
    """The reason in few words, without a full stop: "the disk is full"; `otherwise` where it is none of the usual."""
    found: BaseException | None = error
    while found is not None:
        if reason := _own(found):
            return reason
        found = found.__cause__
    if isinstance(error, Locked):
        return _BY_CODE["BUSY"]
    if isinstance(error, NotFound):
        return "this article is not in the library any more"
    return _BY_CODE["CORRUPT"] if isinstance(error, Unreadable) else otherwise


def _own(error: BaseException) -> str:
    """What this one error says, whatever it was raised from."""
    if isinstance(error, Displaced):
        return _DISPLACED
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, "")
    told = getattr(error, "orig", error)  # SQLAlchemy wraps it
    if not isinstance(told, sqlite3.Error):
        return ""
    return _BY_CODE.get((getattr(told, "sqlite_errorname", "") or "").removeprefix("SQLITE_").split("_")[0], "")


def advice_on(reason: str) -> str:
    """What somebody can do about it, as a sentence; "" where there is nothing but to wait."""
    if "full" in reason or "share" in reason:
        return "Make some room on the disk."
    if "read-only" in reason:
        return "Make the library’s file and its folder writable again."
    if reason == _DISPLACED:
        return (
            "Put the library back where it was; or close the window and open it again, to go on with the file that is "
            "there: these texts are put into it."
        )
    if "another program" in reason:
        return "Close the program that is writing it, or wait until it is done."
    if "damaged" in reason:
        return "Close the window and open it again: the library is then mended, with these texts."
    other = "Connect the disk again, or put the folder back where it was."
    if "this article" in reason:
        other = "When Desk starts again it becomes an article of its own."
    return "" if "too big" in reason else other

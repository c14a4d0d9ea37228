"""What is known while the library cannot be written. No Qt in here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desk.errors import WorldError
from desk.library.reasons import advice_on, reason_of


@dataclass(frozen=True, slots=True)
class Outage:
    """`reason` in few words, `sentence` as whoever wrote the library says it. `place` is the journal's file with the
    words of the open article, None while it has none; `unkept` is why it has none, where that is so. `articles` are
    the ids of all that wait."""

    reason: str
    sentence: str
    place: Path | None = None
    unkept: str = ""
    articles: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """All of it in one line."""
        where = "Your text is on the screen; it is just being put aside."
        if self.place is not None:
            where = f"Your text is in “{shown_path(self.place)}”."
        elif self.unkept:
            where = f"Your text is only on the screen ({self.unkept}): copy it, or save it elsewhere."
        return f"Not saved: {self.reason}. {where}"

    @property
    def advice(self) -> str:
        """What can be done about it."""
        return advice_on(self.reason)


def shown_path(path: Path) -> str:
    """A path as people read it: from their own folder on."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return str(path)


def outage_of(error: BaseException) -> Outage:
    """What is to be told of a save that failed."""
    if isinstance(error, WorldError):
        return Outage(reason_of(error), str(error))
    if isinstance(error, OSError):
        return Outage(reason_of(error), f"The library could not be written: {error.strerror or 'no reason is known'}.")
    return Outage("there was a fault in Desk", "There is a report of what went wrong in the log.")

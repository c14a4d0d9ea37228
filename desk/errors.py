"""The two families of errors. Imports nothing of Desk.

`WorldError` is the world's fault (a full disk, a damaged file, a newer library): its text is a
sentence that a reporter understands and says what was kept and where. Everything else is ours.
"""

from __future__ import annotations


class WorldError(Exception):
    """Something outside Desk went wrong; `str(error)` is fit to be shown as it is."""


class NotFound(WorldError):
    """There is no such article, file or format."""


class Unreadable(WorldError):
    """A file could not be read as what it was said to be."""


class Unwritable(WorldError):
    """A file or library could not be written; nothing half-written was left behind."""


class Displaced(Unwritable):
    """Another file stands where the library was; nothing is written into it."""


class Locked(WorldError):
    """Somebody else is writing the library and did not finish in time."""


class Refused(WorldError):
    """The house does not let a story go on so: the step is not this person's, or the gate stops it. Nothing was
    changed."""


class Unexplained(Refused):
    """Somebody may let the story go on so, and did not say why: a note or a reason is wanted."""


class NewerVersion(WorldError):
    """A library made by a newer Desk; it was left untouched."""

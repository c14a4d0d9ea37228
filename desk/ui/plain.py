"""Errors as people are told of them: a sentence, never what a database or a system says among programs."""

from __future__ import annotations

from desk.errors import WorldError

FAULT = "This did not work: there is a fault in Desk. Nothing that was saved is lost; a report says what went wrong."


class Fault(Exception):
    """An error of ours, as whoever waited for a result is told of it. It was raised from the error itself."""


def told(error: Exception) -> Exception:
    """The error with a sentence that is fit to be shown: the world's own, one about a file, or that it is ours."""
    if isinstance(error, WorldError):
        return error
    if isinstance(error, OSError):
        made: Exception = WorldError(_of_file(error))
    else:
        made = Fault(FAULT)
    made.__cause__ = error
    return made


def _of_file(error: OSError) -> str:
    why = error.strerror or "the system did not say why"
    return f"“{error.filename}” could not be read or written: {why}." if error.filename else f"This failed: {why}."

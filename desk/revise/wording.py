"""The value of any field of a story as text, for showing what it was and what it became."""

from __future__ import annotations

from datetime import date, datetime
from functools import singledispatch

from desk.story.body import Body, Figure, block_text
from desk.story.people import Credit
from desk.story.story import Correction, Dateline, Furniture


@singledispatch
def field_text(value: object) -> str:
    """A field's value on as few lines as it has parts; "" for an empty one. Times are ISO 8601."""
    return "" if value is None else str(value)


@field_text.register
def _(value: int) -> str:
    return f"{value:,}" if value else ""


@field_text.register
def _(value: tuple) -> str:  # type: ignore[type-arg]  # a field's type cannot be dispatched on with its parts
    separator = ", " if all(isinstance(part, str) for part in value) else "\n"
    return separator.join(map(field_text, value))


@field_text.register
def _(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat(" ", "seconds" if value.second else "minutes")


@field_text.register
def _(value: Body) -> str:
    return value.text


@field_text.register
def _(value: Credit) -> str:
    place = f" in {value.place}" if value.place else ""
    note = f" ({value.note})" if value.note else ""
    name = f"{value.title} {value.name}".strip()
    return f"{value.role.replace('-', ' ').capitalize()}: {name}{place}{note}"


@field_text.register
def _(value: Dateline) -> str:
    return ", ".join(filter(None, (value.place, field_text(value.date), value.source)))


@field_text.register
def _(value: Correction) -> str:
    about = f", about the note of {field_text(value.about)}" if value.about else ""
    withdrawn = f" (withdrawn {field_text(value.withdrawn)})" if value.withdrawn else ""
    return f"{value.kind.capitalize()}, {field_text(value.at)}{about}: {value.text}{withdrawn}"


@field_text.register
def _(value: Furniture) -> str:
    return "\n".join(filter(None, (value.title, value.text)))


@field_text.register
def _(value: Figure) -> str:
    return "\n".join(filter(None, (block_text(value), value.alt, value.picture)))

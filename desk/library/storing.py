"""How a story is kept: its fields as canonical JSON, its body as Markdown. No SQLAlchemy here.

Fields that hold their default are left out, so that a field added later changes no hash. Times are kept in UTC.
The codec follows the types of the story's dataclasses; `unpack(pack(value)) == value`.
"""

from __future__ import annotations

import hashlib
import json
import types
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Union, cast, get_args, get_origin, get_type_hints

from desk.errors import Unreadable
from desk.story.body import Body, clean_text
from desk.story.story import Story

if TYPE_CHECKING:
    from desk.formats.markdown import BlockMemo


@dataclass(frozen=True, slots=True)
class Stored:
    """A story as the library keeps it. It can go to another process cheaply and be read there."""

    fields: str
    body: str

    @property
    def hash(self) -> str:
        """SHA-256 (hex) of the fields, "\\n" and the body; JSON has no line end, so nothing is ambiguous."""
        return hashlib.sha256(f"{self.fields}\n{self.body}".encode()).hexdigest()

    def story(self) -> Story:
        """The story. Raises Unreadable where it is not what this program writes."""
        from desk.formats.markdown import read_body  # noqa: PLC0415 — a list is shown sooner without it

        try:
            return replace(unpack_fields(self.fields), body=read_body(self.body))
        except ValueError as error:
            raise Unreadable(
                "This text was written by a newer Desk, or is damaged. It was left as it is; "
                "the other articles can be opened."
            ) from error


def stored(story: Story, memo: BlockMemo | None = None) -> Stored:
    """A story as the library keeps it; with a `memo` only changed blocks cost anything."""
    from desk.formats.markdown import write_body  # noqa: PLC0415

    return Stored(pack_fields(story), write_body(story.body, memo))


def new_memo() -> BlockMemo:
    """What `stored` remembers of one story from time to time."""
    from desk.formats.markdown import BlockMemo  # noqa: PLC0415

    return BlockMemo()


def packed(text: Stored) -> bytes:
    """A story in little room: what its hash is made of, compressed (zlib, RFC 1950)."""
    return zlib.compress(f"{text.fields}\n{text.body}".encode(), 9)


def unpacked(data: bytes) -> Stored:
    """The story out of what `packed` made. Raises Unreadable where that is damaged."""
    try:
        fields, _, body = zlib.decompress(data).decode().partition("\n")
    except (zlib.error, ValueError) as error:
        raise Unreadable(
            "This older text is damaged and cannot be read. It was left as it is; all other texts can be opened."
        ) from error
    return Stored(fields, body)


def opened(fields: str, body: str, blob: bytes | None) -> Stored:
    """The story in a row of the stories, whether it lies open or is packed. Raises Unreadable."""
    return Stored(fields, body) if blob is None else unpacked(blob)


def agreed_text(fields: str | None, body: str | None, blob: bytes | None) -> Stored | None:
    """A baseline out of a row, where one is there and can be read: a damaged one must not keep the text from whoever
    writes it."""
    if fields is None or body is None:
        return None
    with suppress(Unreadable):
        return opened(fields, body, blob)
    return None


def baseline_of(agreed: Stored | None, story: Story) -> Story:
    """What was agreed on of a story: the story itself where there is nothing else, or nothing that can be read."""
    with suppress(Unreadable):
        return agreed.story() if agreed is not None else story
    return story


def pack_fields(story: Story) -> str:
    """The fields of a story, all but the body, as canonical JSON."""
    return json.dumps(pack(replace(story, body=Body())), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def unpack_fields(text: str) -> Story:
    """A story with these fields and an empty body. Raises ValueError."""
    story = unpack(Story, json.loads(text))
    assert isinstance(story, Story)
    return story


def pack(value: object) -> Any:
    """A value of the story's as what JSON knows."""
    if is_dataclass(value):
        held = ((name, default, getattr(value, name)) for name, default in _defaults(value.__class__))
        return {name: pack(one) for name, default, one in held if default is MISSING or one != default}
    return _PACKERS.get(type(value), _as_it_is)(value)


def _as_it_is(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value


# By type, not by class: a datetime is a date too.
_PACKERS: dict[type, Callable[[Any], Any]] = {
    str: clean_text,
    datetime: lambda at: at.astimezone(UTC).isoformat(),
    date: date.isoformat,
    frozenset: sorted,
    tuple: lambda items: [pack(item) for item in items],
}


def unpack(kind: Any, value: Any) -> Any:
    """A value of this type from what `pack` made of it. Raises ValueError."""
    try:
        return _unpacker(kind)(value)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a {getattr(kind, '__name__', kind)}: {error}") from error


@cache
def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, _default(field)) for field in fields(kind))


def _default(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


@cache
def _unpacker(kind: Any) -> Callable[[Any], Any]:
    """What turns JSON into a value of this type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:  # all unions of a story are "something or None"
        inner = _unpacker(next(one for one in arguments if one is not types.NoneType))
        return lambda value: None if value is None else inner(value)
    if origin in {tuple, frozenset}:
        item = _unpacker(arguments[0])
        return lambda value: origin(map(item, value))
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return lambda value: kind(**{name: _unpacker(hints[name])(held) for name, held in value.items()})
    if kind in {datetime, date}:
        return cast("Callable[[Any], Any]", kind.fromisoformat)
    return kind if issubclass(kind, StrEnum) else partial(_same, kind)


def _same(kind: type, value: object) -> object:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is not of type {kind.__name__}")
    return value

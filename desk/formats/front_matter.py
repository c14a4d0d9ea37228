"""The fields of a story as YAML front matter, and back.

Keys are the names of `Story`'s fields; one without a value is left out. Times are ISO 8601 with an offset. The names
that other tools use for the same things (title, author, date, description, tags …) are read as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import yaml

from desk.formats.base import Loss
from desk.formats.markdown_inline import item_text
from desk.story.body import Figure, Spans, clean_line, clean_text
from desk.story.correcting import with_own_time
from desk.story.credits import parse_byline
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Correction, CorrectionKind, Dateline, Furniture, Slot, Story

_FENCE = re.compile(r"\A---[ ]*\n(.*?)^(?:---|\.\.\.)[ ]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TEXTS = (
    "kicker", "headline", "deck", "slug", "section", "language", "byline_text", "contribution_text", "editors_note",
    "updated_mark", "usage_terms", "canonical",
)  # fmt: skip
_ABOUT = "desk"
_TIMES = ("first_published", "updated", "embargo")
_BYLINE = "byline"
_ALIASES = {
    "title": "headline", "subtitle": "deck", "description": "deck", "summary": "deck", "tags": "keywords",
    "category": "section", "categories": "section", "lang": "language", "date": "first_published",
    "published": "first_published", "lastmod": "updated", "modified": "updated", "author": "credits",
    "authors": "credits", "canonical_url": "canonical", "byline": _BYLINE, "by": _BYLINE,
}  # fmt: skip

Value = TypeVar("Value")
_Kind = TypeVar("_Kind", bound=StrEnum)


class _Wrong(Exception):
    """A value that is not what its key wants."""


def split(text: str) -> tuple[str, str]:
    """Front matter and the rest; front matter is "" where a text has none."""
    match = _FENCE.match(text)
    if match and not match[1].strip():
        return "", text[match.end() :]
    return (match[1], text[match.end() :]) if match and _is_mapping(match[1]) else ("", text)


def _is_mapping(matter: str) -> bool:
    """Whether the lines between two rules are front matter and not just text between two rules."""
    return bool(re.search(r"^[A-Za-z_][\w -]*:(?:\s|$)", matter, re.MULTILINE))


def write_fields(story: Story, about: Mapping[str, Any] | None = None) -> str:
    """The front matter, between its fences. `about` is what else is to be known of the text; it stands under "desk",
    and `read_fields` passes over it."""
    default = Story()
    table: dict[str, Any] = {}
    for field in fields(Story):
        value = getattr(story, field.name)
        if field.name != "body" and value != getattr(default, field.name):
            table[field.name] = _plain(value)
    if about:
        table[_ABOUT] = dict(about)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(table, Dumper=dumper, sort_keys=False, allow_unicode=True, width=1000) if table else ""
    return f"---\n{text}---\n"


def _plain(value: Any) -> Any:
    """A value of the story as YAML's own kinds of value."""
    match value:
        case StrEnum():
            plain: Any = value.value
        case date():  # a datetime is one too
            plain = value.isoformat()
        case Figure():
            table = {
                "picture": value.picture,
                "alt": value.alt,
                "caption": item_text(value.caption),
                "credit": value.credit,
            }
            plain = {key: text for key, text in table.items() if text}
        case tuple():
            plain = [_plain(item) for item in value]
        case Credit() | Correction() | Dateline() | Furniture():
            own = {field.name: getattr(value, field.name) for field in fields(value)}
            plain = {key: _plain(item) for key, item in own.items() if item not in {"", None}}
        case _:
            plain = value
    return plain


def read_about(matter: str) -> Mapping[str, Any]:
    """What `write_fields` was told about a text; nothing where it cannot be read."""
    try:
        table = yaml.load(matter, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) if matter else None
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    about = table.get(_ABOUT) if isinstance(table, dict) else None
    return about if isinstance(about, dict) else {}


def read_fields(matter: str, house: House, read_caption: Callable[[str], Spans]) -> tuple[Story, list[Loss]]:
    """The story that front matter tells, without a body; and what in it could not be understood."""
    if not matter:
        return Story(language=house.language), []
    try:
        table = yaml.load(matter, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return Story(language=house.language), [Loss("", "The front matter is not valid YAML and was left out.")]
    if not isinstance(table, dict):
        return Story(language=house.language), [Loss("", "The front matter holds no fields and was left out.")]
    reader = _FieldReader(house, read_caption)
    values, losses = {}, []
    for key, value in table.items():
        name = _ALIASES.get(str(key).lower(), str(key).lower())
        if name == _ABOUT or (name != key and name in table and name != _BYLINE):
            continue
        try:
            values[name] = reader.read(name, value)
        except _Wrong:
            losses.append(Loss(name, f"“{key}” in the front matter could not be understood and was left out."))
    if (names := values.pop(_BYLINE, ())) and "credits" not in values:  # who wrote it is said twice, mostly
        values["credits"] = names
    return replace(Story(language=house.language if "language" not in values else ""), **values), losses


class _FieldReader:
    """Reads one value after another. Raises `_Wrong` for what a field cannot hold."""

    def __init__(self, house: House, read_caption: Callable[[str], Spans]) -> None:
        self._house = house
        self._read_caption = read_caption

    def read(self, name: str, value: object) -> Any:
        """The value as the story's field holds it."""
        if name in _TEXTS:
            return _text(value[0] if isinstance(value, list) and value else value)
        if name in _TIMES:
            return self._time(value)
        if name == "keywords":
            return tuple(map(_text, value.split(",") if isinstance(value, str) else _list(value)))
        readers: dict[str, Callable[[object], Any]] = {
            "credits": lambda value: tuple(map(self._credit, value if isinstance(value, list) else [value])),
            _BYLINE: self._byline,
            "dateline": self._dateline,
            "corrections": self._corrections,
            "furniture": lambda value: tuple(map(self._furniture, _list(value))),
            "lead": self._figure,
            "target_words": _number,
        }
        if name not in readers:
            raise _Wrong
        return readers[name](value)

    def _time(self, value: object) -> datetime:
        try:
            at = datetime.fromisoformat(value) if isinstance(value, str) else value
        except ValueError as error:
            raise _Wrong from error
        if isinstance(at, date) and not isinstance(at, datetime):
            at = datetime(at.year, at.month, at.day)  # noqa: DTZ001  gets the house's zone below
        if not isinstance(at, datetime):
            raise _Wrong
        return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(self._house.timezone))

    def _credit(self, value: object) -> Credit:
        if isinstance(value, str):
            return Credit(_text(value), role=Role.BY)
        table = _table(value)
        texts = {key: _text(table[key]) for key in ("name", "place", "title", "note") if key in table}
        if not texts.get("name"):
            raise _Wrong
        role = _kind(Role, table.get("role", Role.CONTRIBUTOR if "kind" in table else Role.BY))
        return Credit(**texts, kind=_kind(PersonKind, table.get("kind", PersonKind.PERSON)), role=role)

    def _byline(self, value: object) -> tuple[Credit, ...]:
        """Names as a byline has them: "By Jane Doe and John Roe"; or what stands under "author"."""
        found: list[Credit] = []
        for one in value if isinstance(value, list) else [value]:
            line = _text(one).strip() if isinstance(one, str) else ""
            names = re.sub(r"(?i)\Aby:?\s+", "", line)
            found += (names and parse_byline(f"By {names}", self._house)) or [self._credit(names or one)]
        return tuple(found)

    def _dateline(self, value: object) -> Dateline:
        if isinstance(value, str):
            return Dateline(place=_text(value))
        table = _table(value)
        day = self._time(table["date"]).date() if table.get("date") else None
        return Dateline(_text(table.get("place", "")), day, _text(table.get("source", "")))

    def _corrections(self, value: object) -> tuple[Correction, ...]:
        found: list[Correction] = []
        for table in map(_table, _list(value)):
            note = self._correction(table)
            found.append(note if "at" in table else with_own_time(note, found))
        return tuple(found)

    def _correction(self, table: Mapping[str, Any]) -> Correction:
        kind = _kind(CorrectionKind, table.get("kind", CorrectionKind.CORRECTION))
        at = self._time(table["at"]) if "at" in table else datetime.now(UTC)
        about, gone = (self._time(table[key]) if key in table else None for key in ("about", "withdrawn"))
        slot = _kind(Slot, table.get("slot", Slot.FOOT))
        return Correction(_text(table.get("text", "")), at, kind, slot, about, gone)

    def _furniture(self, value: object) -> Furniture:
        table = _table(value)
        return Furniture(
            _text(table.get("title", "")), _text(table.get("text", "")), _kind(Slot, table.get("slot", Slot.TOP))
        )

    def _figure(self, value: object) -> Figure:
        table = {key: _text(item) for key, item in _table(value).items()}
        caption = self._read_caption(table.get("caption", ""))
        return Figure(
            table.get("picture", ""), clean_line(table.get("alt", "")), caption, clean_line(table.get("credit", ""))
        )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str | int | float | date) and not isinstance(value, bool):
        return clean_text(str(value))
    raise _Wrong


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _Wrong
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise _Wrong
    return value


def _table(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Wrong
    return value


def _kind(kinds: type[_Kind], value: object) -> _Kind:
    try:
        return kinds(str(value))
    except ValueError as error:
        raise _Wrong from error

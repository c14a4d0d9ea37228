"""Reading what people write in a house style file: values as they are meant, or a sentence about what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from desk.story.body import clean_line

_Kind = TypeVar("_Kind", bound=StrEnum)


class Faulty(ValueError):
    """A setting that cannot be used: which one, and what is wrong with it as the end of a sentence that begins with
    its name."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(f"“{key}” {what}")
        self.key, self.what = key, what


def table_of(value: object, key: str, known: tuple[str, ...] = ()) -> Mapping[str, object]:
    """A table; of names that are `known`, where any are given."""
    if not isinstance(value, dict):
        raise Faulty(key, "must be a table")
    for name in value:
        if known and name not in known:
            raise Faulty(f"{key}.{name}", f"is not known. Known are: {', '.join(sorted(known))}")
    return value


def line_of(value: object, key: str) -> str:
    """Words on one line, and not none."""
    if not isinstance(value, str) or not clean_line(value):
        raise Faulty(key, "must be text in quotation marks")
    return clean_line(value)


def truth_of(value: object, key: str) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise Faulty(key, "must be true or false")
    return value


def one_of(value: object, kind: type[_Kind], key: str) -> _Kind:
    """One of a few words."""
    try:
        return kind(str(value))
    except ValueError as error:
        raise Faulty(key, f"says “{value}”. It must be one of {', '.join(kind)}") from error


def several_of(value: object, kind: type[_Kind], key: str, *, may_be_none: bool = False) -> tuple[_Kind, ...]:
    """Some of a few words, none of them twice."""
    if not isinstance(value, list) or not (value or may_be_none):
        raise Faulty(key, f"must be a list of {', '.join(kind)}")
    found = tuple(one_of(each, kind, key) for each in value)
    if len(set(found)) < len(found):
        raise Faulty(key, "names something twice")
    return found

"""Remembers what was made of values, by which objects they are, for whoever compares nearly the same over and over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """What was found out in this turn and in the one before. The values must never change; they are held on to, so
    that no other object can be taken for one of them."""

    def __init__(self) -> None:
        self._now: dict[tuple[object, ...], tuple[tuple[object, ...], Any]] = {}
        self._before: dict[tuple[object, ...], tuple[tuple[object, ...], Any]] = {}

    def turn(self) -> None:
        """Begin another turn: what was not asked for in the last one is forgotten."""
        self._before, self._now = self._now, {}

    def of(self, what: str, values: tuple[object, ...], make: Callable[..., T]) -> T:
        """What `make` makes of these values; `what` says what that is."""
        key = (what, *map(id, values))
        found = self._now.get(key)
        if found is None:
            found = self._before.get(key) or (values, make(*values))
            self._now[key] = found
        answer: T = found[1]
        return answer

    def __len__(self) -> int:
        """How much it remembers."""
        return len(self._now | self._before)

    def put(self, what: str, values: tuple[object, ...], made: object) -> None:
        """Remember this in the place of what was made of these values."""
        self._now[what, *map(id, values)] = (values, made)

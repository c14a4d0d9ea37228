"""Tracked changes: what differs between the agreed story and the current one, taken over or taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from desk.revise.review.change import TrackedChange
from desk.revise.review.listing import in_body, in_field, listed
from desk.revise.review.ops import Op
from desk.revise.review.scripts import StoryScript
from desk.story.body import BodyChange
from desk.story.story import Story

_ORDER = ("kicker", "headline", "deck", "byline_text", "dateline", "lead", "body", "contribution_text")


class Tracking:
    """The changes between a baseline and a current story, for somebody who writes on: `after` compares only what was
    edited again."""

    def __init__(self, baseline: Story, current: Story) -> None:
        self._script = StoryScript(baseline, current)
        self._told: tuple[TrackedChange, ...] | None = None
        self._keys: dict[str, Op] | None = None

    @classmethod
    def _of(cls, script: StoryScript) -> Tracking:
        made = cls.__new__(cls)
        made._script, made._told, made._keys = script, None, None
        return made

    @property
    def baseline(self) -> Story:
        """The story as it was agreed."""
        return self._script.old

    @property
    def current(self) -> Story:
        """The story as it is."""
        return self._script.new

    def after(self, current: Story, change: BodyChange | None = None) -> Tracking:
        """The changes when the current story was edited. `change` is where its body was, if that is known."""
        return Tracking._of(StoryScript(self.baseline, current, self._script, change))

    @property
    def changes(self) -> tuple[TrackedChange, ...]:
        """All changes: those of the fields above the text, of the text from top to bottom, and of all other fields."""
        if self._told is None:
            keys = {op: key for key, op in self._named.items()}
            found: list[TrackedChange] = []
            for field in sorted((*self._script.fields, "body"), key=_rank):
                script = self._script.fields.get(field)
                pieces = in_body(self._script.body) if script is None else in_field(script)
                found += listed(field, pieces, keys)
            self._told = tuple(found)
        return self._told

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all changes."""
        return tuple(self._named)

    def accepted(self, keys: Collection[str] | None = None) -> Tracking:
        """The changes that are left when these, or all, are in the baseline, too."""
        return Tracking(self._read(self._chosen(keys), taken=True), self.current)

    def rejected(self, keys: Collection[str] | None = None) -> Tracking:
        """The changes that are left when these, or all, are out of the current story."""
        return Tracking(self.baseline, self._read(self._chosen(keys), taken=False))

    @property
    def _named(self) -> dict[str, Op]:
        if self._keys is None:
            self._keys = {}
            for field in (*self._script.fields, "body"):
                self._keys.update(_named(field, [*dict.fromkeys(self._script.ops(field))]))
        return self._keys

    def _chosen(self, keys: Collection[str] | None) -> set[int]:
        named = self._named
        return {id(named[key]) for key in (named if keys is None else keys) if key in named}

    def _read(self, chosen: set[int], *, taken: bool) -> Story:
        if len(chosen) == len(self._named):
            return self.current if taken else self.baseline
        return self._script.read(lambda op: (id(op) in chosen) == taken)


def _rank(field: str) -> int:
    return _ORDER.index(field) if field in _ORDER else len(_ORDER)


def tracked(baseline: Story, current: Story) -> tuple[TrackedChange, ...]:
    """The tracked changes between the agreed story and the current one; none if and only if they are equal."""
    return Tracking(baseline, current).changes


def _named(field: str, ops: list[Op]) -> dict[str, Op]:
    """The changes of a field by their keys. Those that are just alike are told apart by a number, the last of them
    having none: they are mostly decided from the first to the last, and their names stay."""
    alike: Counter[str] = Counter()
    found: list[tuple[str, Op]] = []
    for op in reversed(ops):
        name = op.name(field)
        alike[name] += 1
        found.append((name if alike[name] == 1 else f"{name}-{alike[name]}", op))
    return dict(reversed(found))


def accept(baseline: Story, current: Story, keys: Collection[str] | None = None) -> Story:
    """The baseline with these changes, or with all of them. Keys that no change has do nothing."""
    return Tracking(baseline, current).accepted(keys).baseline


def reject(baseline: Story, current: Story, keys: Collection[str] | None = None) -> Story:
    """The current story without these changes, or without any. Keys that no change has do nothing."""
    return Tracking(baseline, current).rejected(keys).current

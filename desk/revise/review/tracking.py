"""Tracked changes: what differs between the agreed story and the current one, taken over or taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import count, islice

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
        self._script = StoryScript.of(baseline, current)
        self._told: tuple[TrackedChange, ...] | None = None
        self._keys: dict[str, Op] | None = None
        self._key_of: dict[Op, str] | None = None
        self._before: Mapping[Op, str] = {}

    @classmethod
    def _of(cls, script: StoryScript, before: Mapping[Op, str]) -> Tracking:
        made = cls.__new__(cls)
        made._script, made._before = script, before
        made._told = made._keys = made._key_of = None
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
        return Tracking._of(self._script.after(current, change), self._known)

    def to(self, baseline: Story, current: Story, change: BodyChange | None = None) -> Tracking:
        """The changes when both were edited, as when somebody edits directly, or decides. `change` is where the body
        of the current story was edited, if that is known; None also where it was not."""
        return Tracking._of(self._script.to(baseline, current, change), self._known)

    def anew(self) -> Tracking:
        """The changes as they are told to whoever opens the two stories: what was said again elsewhere is not told
        alike by those who saw where that was done. Changes that are told as before keep their keys."""
        return Tracking._of(StoryScript.of(self.baseline, self.current), self._known)

    @property
    def changes(self) -> tuple[TrackedChange, ...]:
        """All changes: those of the fields above the text, of the text from top to bottom, and of all other fields."""
        if self._told is None:
            keys = self.key_of
            found: list[TrackedChange] = []
            for field in sorted((*self._script.fields, "body"), key=_rank):
                script = self._script.fields.get(field)
                pieces = in_body(self._script.body) if script is None else in_field(script)
                found += listed(field, pieces, keys)
            self._told = tuple(found)
        return self._told

    @property
    def script(self) -> StoryScript:
        """What became of everything, for those that tell of a part of it."""
        return self._script

    @property
    def key_of(self) -> Mapping[Op, str]:
        """The key of each change of the script."""
        if self._key_of is None:
            self._key_of = {op: key for key, op in self._named.items()}
        return self._key_of

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all changes."""
        return tuple(self._named)

    def accepted(self, keys: Collection[str] | None = None) -> Tracking:
        """The changes that are left when these, or all, are in the baseline, too."""
        return self._decided(keys, accepting=True)

    def rejected(self, keys: Collection[str] | None = None) -> Tracking:
        """The changes that are left when these, or all, are out of the current story."""
        return self._decided(keys, accepting=False)

    def _decided(self, keys: Collection[str] | None, *, accepting: bool) -> Tracking:
        named = self._named
        chosen = {key for key in (named if keys is None else keys) if key in named}
        if len(chosen) == len(named):
            story = self.current if accepting else self.baseline
            return Tracking(story, story)
        ops = {named[key] for key in chosen}
        script = self._script.decided(lambda op: (op in ops) == accepting, accepting=accepting)
        return Tracking._of(script, {op: key for key, op in named.items() if key not in chosen})

    @property
    def _known(self) -> Mapping[Op, str]:
        """The keys that there are, or of those changes that there were before, if nobody asked since."""
        return self._before if self._keys is None else self.key_of

    @property
    def _named(self) -> dict[str, Op]:
        if self._keys is None:
            self._keys = {}
            for field in (*self._script.fields, "body"):
                self._keys.update(_named(field, [*dict.fromkeys(self._script.ops(field))], self._before))
            self._before = {}
        return self._keys


def _rank(field: str) -> int:
    return _ORDER.index(field) if field in _ORDER else len(_ORDER)


def tracked(baseline: Story, current: Story) -> tuple[TrackedChange, ...]:
    """The tracked changes between the agreed story and the current one; none if and only if they are equal."""
    return Tracking(baseline, current).changes


def _named(field: str, ops: list[Op], before: Mapping[Op, str]) -> dict[str, Op]:
    """The changes of a field by their keys. Those that are just alike are told apart by a number, the last of them
    having none: they are mostly decided from the first to the last, and their names stay. `before` has the keys that
    there were: a change keeps its own."""
    known = {op: key for op in ops if (key := before.get(op)) is not None}
    alike: defaultdict[str, list[Op]] = defaultdict(list)
    for op in ops:
        if op not in known:
            alike[op.name(field)].append(op)
    if alike:
        free, taken = _of_names(alike, before.values()), _of_names(alike, known.values())
        for name, new in alike.items():
            keys = [key for key in free[name] if key not in taken[name]]
            if len(keys) != len(new):  # others than there were
                numbers = (name if number == 1 else f"{name}-{number}" for number in count(1))
                keys = [*islice((key for key in numbers if key not in taken[name]), len(new))][::-1]
            known |= zip(new, keys, strict=True)
    return {known[op]: op for op in ops}


def _of_names(names: Collection[str], keys: Iterable[str]) -> dict[str, list[str]]:
    """The keys with these names."""
    found: dict[str, list[str]] = {name: [] for name in names}
    for key in keys:
        name = key.partition("-")[0]
        if name in found:
            found[name].append(key)
    return found


def accept(baseline: Story, current: Story, keys: Collection[str] | None = None) -> Story:
    """The baseline with these changes, or with all of them. Keys that no change has do nothing."""
    return Tracking(baseline, current).accepted(keys).baseline


def reject(baseline: Story, current: Story, keys: Collection[str] | None = None) -> Story:
    """The current story without these changes, or without any. Keys that no change has do nothing."""
    return Tracking(baseline, current).rejected(keys).current

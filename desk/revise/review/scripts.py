"""The script of two stories: that of each field that differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from desk.revise.review.bodies import BodyScript
from desk.revise.review.fields import FieldScript
from desk.revise.review.ops import Choose, Op
from desk.story.body import BodyChange
from desk.story.story import Story


class StoryScript:
    """What became of a story: of its body, and of each other field that is not the same."""

    def __init__(self, old: Story, new: Story, body: BodyScript, others: dict[str, FieldScript]) -> None:
        self.old, self.new, self.body, self.fields = old, new, body, others

    @classmethod
    def of(cls, old: Story, new: Story) -> StoryScript:
        """The script of two stories."""
        return cls(old, new, BodyScript.of(old.body, new.body), _others(old, new, {}))

    def after(self, new: Story, change: BodyChange | None = None) -> StoryScript:
        """The script when the new story was edited; what was not is not compared again."""
        body = self.body if new.body is self.new.body else self.body.after(new.body, change)
        return StoryScript(self.old, new, body, _others(self.old, new, self.fields))

    def to(self, old: Story, new: Story, change: BodyChange | None = None) -> StoryScript:
        """The script when both stories were edited."""
        same = old.body is self.body.old and new.body is self.body.new
        body = self.body if same else self.body.to(old.body, new.body, change)
        return StoryScript(old, new, body, _others(old, new, self.fields))

    def decided(self, choose: Choose, *, accepting: bool) -> StoryScript:
        """The script when the mixture took the place of the old story, or of the new one."""
        body = self.body.decided(choose, accepting=accepting)
        values = {name: script.read(choose) for name, script in self.fields.items()}
        if accepting:
            old, new = replace(self.old, body=body.old, **values), self.new
        else:
            old, new = self.old, replace(self.new, body=body.new, **values)
        return StoryScript(old, new, body, _others(old, new, self.fields))

    def ops(self, field: str) -> Iterator[Op]:
        """The changes of a field."""
        if field == "body":
            for weave in self.body.weaves:
                yield from weave.ops
        elif field in self.fields:
            yield from self.fields[field].ops

    def read(self, choose: Choose) -> Story:
        """The story in which the changes that are chosen stand as they are now, and all others as they were."""
        values = {name: script.read(choose) for name, script in self.fields.items()}
        return replace(self.old, body=self.body.read(choose), **values)


_FIELDS = tuple(each.name for each in fields(Story) if each.name != "body")


def _others(old: Story, new: Story, known: dict[str, FieldScript]) -> dict[str, FieldScript]:
    found = {}
    for name in _FIELDS:
        one, other = getattr(old, name), getattr(new, name)
        if one is other or one == other:
            continue
        script = known.get(name)
        found[name] = script if script and (script.old, script.new) == (one, other) else FieldScript(name, one, other)
    return found

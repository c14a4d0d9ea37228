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
    """What became of a story. Made anew for each pair of stories; what is alike is taken from the one before."""

    def __init__(self, old: Story, new: Story, before: StoryScript | None = None, change: BodyChange | None = None):
        self.old, self.new = old, new
        self.body = _body(old, new, before, change)
        self.fields: dict[str, FieldScript] = {}
        for name in _FIELDS:
            one, other = getattr(old, name), getattr(new, name)
            if one is other or one == other:
                continue
            known = None if before is None or before.old is not old else before.fields.get(name)
            self.fields[name] = known if known is not None and known.new == other else FieldScript(name, one, other)

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


def _body(old: Story, new: Story, before: StoryScript | None, change: BodyChange | None) -> BodyScript:
    if before is None or before.old.body is not old.body:
        return BodyScript.of(old.body, new.body)
    if before.new.body is new.body:
        return before.body
    return before.body.after(new.body, change)

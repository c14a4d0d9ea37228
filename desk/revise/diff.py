"""What changed between two stories: field by field, in each of them row by row, word by word.

Pure, and exact in what everything else leans on: there is no change if and only if the stories are equal, and from
what is said of a field both its values can be read off (see `Row`). As many words are added on the way from one story
to the other as are removed on the way back.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields
from functools import partial

from desk.revise.memory import Memory
from desk.revise.rows import Row, RowKind, rows
from desk.revise.wording import field_text
from desk.story.body import Body
from desk.story.story import Story


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a story that changed. `old` and `new` are its values as text, which may be alike where only marks or
    the kind of a block differ. `rows` are all of the field's items (of the body its blocks), those that stayed too."""

    field: str
    old: str
    new: str
    rows: tuple[Row, ...]

    @property
    def words_added(self) -> int:
        """How many words came."""
        return sum(row.words_added for row in self.rows)

    @property
    def words_removed(self) -> int:
        """How many words went."""
        return sum(row.words_removed for row in self.rows)

    @property
    def changed(self) -> tuple[Row, ...]:
        """The rows without those that stayed as they were."""
        return tuple(row for row in self.rows if row.kind is not RowKind.SAME)


class Comparing:
    """Compares two stories again and again, of which little changes from one time to the next: what was found out of
    blocks that are the same objects still is not found out again. The answer is that of `changes`, and what did not
    change in it is the same object. For one thread."""

    def __init__(self) -> None:
        self._memory = Memory()

    def changes(self, before: Story, after: Story) -> tuple[FieldChange, ...]:
        """What differs between two stories, in the order of a story's fields; empty where they are equal."""
        self._memory.turn()
        found = []
        for each in fields(Story):
            old, new = getattr(before, each.name), getattr(after, each.name)
            if old is not new and old != new:
                found.append(self._memory.of(f"change of {each.name}", (old, new), partial(self._change, each.name)))
        return tuple(found)

    def _change(self, name: str, old: object, new: object) -> FieldChange:
        was, now = (self._memory.of("field", (value,), field_text) for value in (old, new))
        return FieldChange(name, was, now, rows(items_of(old), items_of(new), self._memory))


def changes(before: Story, after: Story) -> tuple[FieldChange, ...]:
    """What differs between two stories, in the order of a story's fields; empty where they are equal."""
    return Comparing().changes(before, after)


def items_of(value: object) -> tuple[Hashable, ...]:
    """What is in a field: the blocks of a body, the items of a field that has several, the value of one that has one;
    nothing of an empty one."""
    match value:
        case Body(blocks=blocks):
            return blocks
        case tuple():
            return value
        case _:
            return (value,) if value else ()

"""What changed between two stories: field by field, in each of them row by row, word by word.

Pure, and exact in what everything else leans on: there is no change if and only if the stories are equal, and from
what is said of a field both its values can be read off (see `Row`). As many words are added on the way from one story
to the other as are removed on the way back.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields

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


def changes(before: Story, after: Story) -> tuple[FieldChange, ...]:
    """What differs between two stories, in the order of a story's fields; empty where they are equal."""
    found = []
    for each in fields(Story):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if old is not new and old != new:
            found.append(FieldChange(each.name, field_text(old), field_text(new), rows(items_of(old), items_of(new))))
    return tuple(found)


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

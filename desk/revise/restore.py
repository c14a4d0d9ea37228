"""Taking a part of an older story over into a newer one, and nothing else of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from desk.revise.rows import Row, RowKind, rows
from desk.story.body import Block, Body
from desk.story.story import Story


def restore_field(older: Story, newer: Story, field: str) -> Story:
    """The newer story with this field as it was. Raises ValueError where a story has no such field."""
    if field not in {each.name for each in fields(Story)}:
        raise ValueError(f"A story has no field “{field}”.")
    return replace(newer, **{field: getattr(older, field)})


def restore_block(older: Story, newer: Story, before: int | None, after: int | None = None) -> Story:
    """The newer story with one block as it was: its words, its kind, its place; no other block is touched.

    `before` is the number of the block in the older body. One that went comes back, one that moved goes back, of one
    that was split the parts become it again; of those that were joined each can be had only with the others. With
    None the block that is number `after` in the newer body goes, unless it was in the older one, too. A number that
    no block has changes nothing: the newer story may have been written on since somebody looked.
    """
    found = rows(older.body.blocks, newer.body.blocks)
    row = next((row for row in found if _is_meant(row, before, after)), None)
    if row is None or row.kind is RowKind.SAME:
        return newer
    group = _group(found, row)
    gone = {each.after for each in group}
    back = sorted({each.before for each in group if each.before is not None})
    at = _place(found, row)
    blocks: list[Block] = []
    for number, block in enumerate(newer.body.blocks):
        if number == at:
            blocks += [older.body.blocks[each] for each in back]
        if number not in gone:
            blocks.append(block)
    if at == len(newer.body.blocks):
        blocks += [older.body.blocks[each] for each in back]
    return replace(newer, body=Body(tuple(blocks)))


def _is_meant(row: Row, before: int | None, after: int | None) -> bool:
    if before is None:
        return row.kind is RowKind.ADDED and row.after == after
    return row.before == before and row.kind is not RowKind.LEFT


def _group(found: Sequence[Row], row: Row) -> list[Row]:
    """The rows that can only be taken back together with this one."""
    if row.kind is RowKind.SPLIT:
        return [each for each in found if each.kind is RowKind.SPLIT and each.before == row.before]
    if row.kind is RowKind.JOINED:
        return [each for each in found if each.kind is RowKind.JOINED and each.after == row.after]
    return [row]


def _place(found: Sequence[Row], row: Row) -> int:
    """Where in the newer body the older block belongs: behind all that stands before it in both."""
    if row.kind not in (RowKind.REMOVED, RowKind.MOVED) and row.after is not None:
        return (
            row.after if not row.continued else min(each.after for each in _group(found, row) if each.after is not None)
        )
    at = 0
    for each in found:
        if each.before == row.before and each.kind in (RowKind.LEFT, RowKind.REMOVED):
            break
        if each.after is not None and each.kind not in (RowKind.MOVED, RowKind.LEFT, RowKind.ADDED):
            at = each.after + 1
    return at

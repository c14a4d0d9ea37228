"""What changed between two stories: which fields, which blocks of the body, how many words.

Pure, and exact in one respect that everything else leans on: there is no change if and only if
the stories are equal. A block whose words are the same but whose marks are not is a change of no words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from enum import StrEnum

from desk.revise.wording import field_text
from desk.story.body import Block, Body, block_text, body_change
from desk.story.counts import words_of
from desk.story.pieces import shared_ends
from desk.story.story import Story

# Above this many comparisons words are counted, not aligned, so that no text makes anybody wait.
_MOST_COMPARISONS = 4_000_000
# Two blocks with at least this share of words in common are one block that was changed.
_ALIKE = 0.4
_MOST_PAIRS = 2_500


class BlockKind(StrEnum):
    """What became of a block."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block that was added, removed or changed. `before` and `after` are its indices in the two
    bodies, None where it is not there; `old` and `new` its words."""

    kind: BlockKind
    before: int | None
    after: int | None
    old: str
    new: str
    words_added: int
    words_removed: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a story that changed. `old` and `new` are its values as text, which may be alike
    where only marks or the kind of a block differ; the body has its blocks besides."""

    field: str
    old: str
    new: str
    words_added: int
    words_removed: int
    blocks: tuple[BlockChange, ...] = ()


def changes(before: Story, after: Story) -> tuple[FieldChange, ...]:
    """What differs between two stories, in the order of a story's fields; empty where they are equal."""
    found = []
    for each in fields(Story):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if old is new or old == new:
            continue
        if each.name == "body":
            found.append(_body_change(old, new))
        else:
            texts = field_text(old), field_text(new)
            found.append(FieldChange(each.name, *texts, *word_changes(*texts)))
    return tuple(found)


def word_changes(old: str, new: str) -> tuple[int, int]:
    """How many words were added and removed on the way from one text to the other."""
    one, other = words_of(old), words_of(new)
    start, tail = shared_ends(one, other)
    one, other = one[start : len(one) - tail], other[start : len(other) - tail]
    if len(one) * len(other) > _MOST_COMPARISONS:
        kept = (Counter(one) & Counter(other)).total()
    else:
        kept = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return len(other) - kept, len(one) - kept


def block_changes(before: Body, after: Body) -> tuple[BlockChange, ...]:
    """The blocks that differ between two bodies, in the order in which a reader of both meets them."""
    change = body_change(before, after)
    if change is None:
        return ()
    old = before.blocks[change.start : change.old_stop]
    new = after.blocks[change.start : change.new_stop]
    found: list[BlockChange] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _replaced(old[a:b], new[c:d], change.start + a, change.start + c)
    return tuple(found)


def _body_change(old: Body, new: Body) -> FieldChange:
    blocks = block_changes(old, new)
    added, removed = sum(block.words_added for block in blocks), sum(block.words_removed for block in blocks)
    return FieldChange("body", old.text, new.text, added, removed, blocks)


def _replaced(old: Sequence[Block], new: Sequence[Block], at_old: int, at_new: int) -> list[BlockChange]:
    """The changes of a run of blocks that took the place of another."""
    found: list[BlockChange] = []
    i = j = 0
    for pair in [*_pairs(old, new), (len(old), len(new))]:
        found += [_change(block, None, at_old + n, None) for n, block in enumerate(old[i : pair[0]], i)]
        found += [_change(None, block, None, at_new + n) for n, block in enumerate(new[j : pair[1]], j)]
        i, j = pair
        if i < len(old) and j < len(new):
            found.append(_change(old[i], new[j], at_old + i, at_new + j))
        i, j = i + 1, j + 1
    return found


def _pairs(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """Which of the old blocks became which of the new ones, in order: those with enough words in common."""
    if len(old) == len(new) == 1:
        return [(0, 0)] if type(old[0]) is type(new[0]) or _alike(old[0], new[0]) else []
    if len(old) * len(new) > _MOST_PAIRS:
        return [(n, n) for n in range(min(len(old), len(new)))]
    pairs: list[tuple[int, int]] = []
    start = 0
    for i, block in enumerate(old):
        found = next((j for j in range(start, len(new)) if _alike(block, new[j])), None)
        if found is not None:
            pairs.append((i, found))
            start = found + 1
    return pairs


def _alike(one: Block, other: Block) -> bool:
    """Whether two blocks have so many words in common that one is likely the other, changed."""
    words, others = words_of(block_text(one)), words_of(block_text(other))
    if not words and not others:
        return type(one) is type(other)
    shared = (Counter(words) & Counter(others)).total()
    return 2 * shared >= _ALIKE * (len(words) + len(others))


def _change(old: Block | None, new: Block | None, before: int | None, after: int | None) -> BlockChange:
    texts = ("" if old is None else block_text(old), "" if new is None else block_text(new))
    kind = BlockKind.ADDED if old is None else BlockKind.REMOVED if new is None else BlockKind.CHANGED
    return BlockChange(kind, before, after, *texts, *word_changes(*texts))

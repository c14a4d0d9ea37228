"""Which lines make which blocks. Pure: no Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from desk.ui.editor.lines import Run


class Groups:
    """The runs of lines of a document, in order, each with the number of its first line and its first block.

    A group that makes no block shares its block number with the next one. There is always one group.
    """

    def __init__(self) -> None:
        self._lines = [0]
        self._blocks = [0]
        self.line_total = 1
        self.block_total = 0

    def __len__(self) -> int:
        return len(self._lines)

    def reset(self, runs: Sequence[Run]) -> None:
        """Forget all groups for these."""
        self.splice(0, len(self), runs)

    def line(self, group: int) -> int:
        """The number of a group's first line; behind the last group, how many lines there are."""
        return self._lines[group] if group < len(self._lines) else self.line_total

    def block(self, group: int) -> int:
        """The number of a group's first block; behind the last group, how many blocks there are."""
        return self._blocks[group] if group < len(self._blocks) else self.block_total

    def of_line(self, line: int) -> int:
        """The group that a line is in."""
        return bisect_right(self._lines, line) - 1

    def of_block(self, block: int) -> int:
        """The group that a block is in."""
        return max(0, bisect_right(self._blocks, block) - 1)

    def of_blocks(self, start: int, stop: int) -> tuple[int, int]:
        """The groups, as (first, stop), in which these blocks are; all of them where there is no block."""
        if not self.block_total:
            return 0, len(self)
        return self.of_block(start), bisect_left(self._blocks, stop, lo=1)

    def splice(self, first: int, stop: int, runs: Sequence[Run]) -> None:
        """Put these runs in place of the groups from `first` up to `stop`; those behind move along."""
        line, block = self.line(first), self.block(first)
        old_line, old_block = self.line(stop), self.block(stop)
        lines, blocks = [], []
        for run in runs:
            lines.append(line)
            blocks.append(block)
            line += run.lines
            block += len(run.blocks)
        self._lines[first:stop] = lines
        self._blocks[first:stop] = blocks
        behind = first + len(runs)
        self.line_total = _move(self._lines, behind, line - old_line, self.line_total)
        self.block_total = _move(self._blocks, behind, block - old_block, self.block_total)


def _move(numbers: list[int], start: int, shift: int, total: int) -> int:
    # Typing inside a line moves nothing, and so costs the same in a long text as in a short one.
    if shift:
        numbers[start:] = [number + shift for number in numbers[start:]]
    return total + shift


class LineRange:
    """Lines of a document from `first` to `last`, both in it, that moves along with edits."""

    def __init__(self) -> None:
        self._first = 0
        self._last = -1

    def __bool__(self) -> bool:
        return self._first <= self._last

    def add(self, first: int, last: int, shift: int = 0) -> None:
        """These lines too, after an edit of them by which the lines behind them moved by `shift`."""
        if not self:
            self._first, self._last = first, last
            return
        moved = self._last + shift if self._last >= first else self._last
        self._first, self._last = min(self._first, first), max(moved, last)

    def take(self) -> tuple[int, int] | None:
        """The lines, as (first, last), or None; the range is empty then."""
        taken = (self._first, self._last) if self else None
        self._first, self._last = 0, -1
        return taken

"""Words cut short so that what matters of them is still to be read. Pure: no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

CUT = "…"


def excerpt(words: str, keep: str, fits: Callable[[str], bool]) -> str:
    """The words, or as many whole ones on both sides of `keep` as fit; the first ones where it is not among them."""
    if fits(words):
        return words
    pieces = words.split()
    first, last = _span(pieces, keep.split())
    start, stop = first, last
    while True:
        sides = [(start - 1, stop), (start, stop + 1)]
        if first - start > stop - last:
            sides.reverse()
        for low, high in sides:
            if low >= 0 and high <= len(pieces) and fits(_cut(pieces, low, high)):
                start, stop = low, high
                break
        else:
            return _cut(pieces, start, stop)


def _span(pieces: Sequence[str], keep: Sequence[str]) -> tuple[int, int]:
    """From which to which of these pieces the kept ones are."""
    for at in range(len(pieces) - len(keep) + 1 if keep else 0):
        beside = zip(keep, pieces[at : at + len(keep)], strict=True)
        if all(word.casefold() in piece.casefold() for word, piece in beside):
            return at, at + len(keep)
    return 0, min(1, len(pieces))


def _cut(pieces: Sequence[str], start: int, stop: int) -> str:
    before = f"{CUT} " if start > 0 else ""
    after = f" {CUT}" if stop < len(pieces) else ""
    return f"{before}{' '.join(pieces[start:stop])}{after}"

"""The list of tracked changes of a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desk.revise.review.bodies import BodyScript, Stretch
from desk.revise.review.change import ChangeKind, Spot, TrackedChange
from desk.revise.review.fields import SEVERAL, FieldScript
from desk.revise.review.ops import Op
from desk.revise.review.saying import marks_of, sentence
from desk.revise.review.telling import At, Teller, Told, together
from desk.revise.wording import field_text
from desk.story.body import spans
from desk.story.places import Place

_WORDS = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.REPLACED})
_SWITCHES = frozenset({ChangeKind.FORMATTED, ChangeKind.LINKED})


def listed(field: str, pieces: Iterator[Told], keys: Mapping[Op, str]) -> Iterator[TrackedChange]:
    """The changes of a field, in the order in which they stand."""
    for op, told in together(pieces).items():
        kind = _kind(told)
        if kind is ChangeKind.MOVED:  # where it stands now comes first
            told.sort(key=lambda piece: piece.now is None)
        yield TrackedChange(
            keys[op], field, kind, tuple(piece.spot for piece in told), sentence(field, kind, told), marks_of(told)
        )


def in_body(script: BodyScript) -> Iterator[Told]:
    """The pieces of the changes of a body."""
    for stretch in script.stretches:
        yield from in_stretch(stretch)


def in_stretch(stretch: Stretch) -> Iterator[Told]:
    """The pieces of the changes of some blocks."""
    if stretch.weave is not None:
        was, now = At("body", stretch.i - 1), At("body", stretch.j - 1)
        yield from Teller(stretch.weave, was, now).told()


def in_field(script: FieldScript) -> Iterator[Told]:
    """The pieces of the changes of another field."""
    if script.weave is not None:
        items = script.field in (*SEVERAL, "lead", "dateline")
        was, now = (At(script.field, part=-1 if items else 0, items=items) for _ in range(2))
        yield from Teller(script.weave, was, now).told()
    elif script.whole is not None:
        place = Place(script.field)
        old, new = field_text(script.old), field_text(script.new)
        spot = Spot(place, 0, len(new), spans(new), place, 0, len(old), spans(old))
        yield Told(script.whole, ChangeKind.FIELD, spot)


def _kind(told: Sequence[Told]) -> ChangeKind:
    kinds = {piece.kind for piece in told}
    if len(kinds) == 1:
        return kinds.pop()
    if kinds == {ChangeKind.BLOCK_ADDED, ChangeKind.BLOCK_REMOVED}:
        return ChangeKind.MOVED
    return (
        ChangeKind.REPLACED if kinds <= _WORDS else ChangeKind.FORMATTED if kinds <= _SWITCHES else ChangeKind.REWRITTEN
    )

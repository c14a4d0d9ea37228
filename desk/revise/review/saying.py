"""A sentence for each change."""

from __future__ import annotations

from collections.abc import Sequence

from desk.revise.review.change import ChangeKind
from desk.revise.review.flow import flow_of_text
from desk.revise.review.note_saying import note_came, note_changed, note_moved, note_went
from desk.revise.review.switches import Switch
from desk.revise.review.telling import At, Teller, Told, together
from desk.revise.review.weave import Weave
from desk.revise.shapes import shape_of
from desk.revise.telling import FIELDS, KINDS, MARKS, a
from desk.revise.wording import field_text
from desk.story.body import Mark, Rule, Spans, text_of
from desk.story.story import Correction

_QUOTED = 8  # words by which a change is named
_TOLD = 3  # changes of what moved that are told
_THINGS = {
    "keywords": "keyword",
    "credits": "credit",
    "corrections": "correction",
    "furniture": "piece of furniture",
    "lead": "lead picture",
    "dateline": "dateline",
}
_PARTS = {
    "alt": "description",
    "url": "address",
    "rows": "rows of the table",
    "header": "heading row of the table",
    "cell": "table",
    "attribution": "attribution",
}


def marks_of(pieces: Sequence[Told]) -> tuple[str, ...]:
    """The marks that were switched: "on bold", "off italic"."""
    found = dict.fromkeys(piece.switch for piece in pieces if piece.switch is not None)
    return tuple(_mark(switch) for switch in found)


def _mark(switch: Switch) -> str:
    name, on = switch
    if isinstance(name, Mark):
        return f"{'on' if on else 'off'} {MARKS[name]}"
    return "on link" if not name else "link" if on else "off link"


def sentence(field: str, kind: ChangeKind, pieces: Sequence[Told]) -> str:
    """What was done, in words: "Added “last” after …"."""
    said = _said(field, kind, pieces)
    part = next((piece.part for piece in pieces if piece.part), "")
    if part and kind is not ChangeKind.PART:
        return f"In the {_PARTS.get(part, part)}: {said[0].lower()}{said[1:]}"
    return said if field == "body" else f"{FIELDS[field]}: {said[0].lower()}{said[1:]}"


def _said(field: str, kind: ChangeKind, pieces: Sequence[Told]) -> str:  # noqa: PLR0911  one for each kind
    first = pieces[0]
    added, removed = ("\n".join(filter(None, (text_of(part) for part in side))) for side in _sides(pieces))
    match kind:
        case ChangeKind.ADDED:
            return f"Added {_quoted(added)}"
        case ChangeKind.REMOVED:
            return f"Removed {_quoted(removed)}"
        case ChangeKind.REPLACED | ChangeKind.FIELD:
            return _replaced(removed, added)
        case ChangeKind.SPACED:
            return "Changed the space between words"
        case ChangeKind.FORMATTED | ChangeKind.LINKED:
            return _switched(first, added)
        case ChangeKind.REWRITTEN:
            return f"{_replaced(removed, added)}, and changed how it is set"
        case ChangeKind.SPLIT:
            return "Split a paragraph in two"
        case ChangeKind.JOINED:
            return "Joined two paragraphs"
        case ChangeKind.KIND:
            return _became(first)
        case ChangeKind.PART:
            return _part(first)
        case ChangeKind.MOVED:
            return _moved(field, pieces, added)
        case _:
            return _block(field, kind, first, added, removed)


def _moved(field: str, pieces: Sequence[Told], words: str) -> str:
    thing = next(piece.now for piece in pieces if piece.now is not None)
    if isinstance(thing, Correction):
        return note_moved(thing)
    return f"Moved {_thing(field, thing)}{_named(words)}{_in_it(pieces) if field == 'body' else ''}"


def _in_it(pieces: Sequence[Told]) -> str:
    """What was changed in a block that moved: it is decided on with it."""
    now, was = (next(filter(None, side), ()) for side in _sides(pieces))
    told = Teller(Weave(flow_of_text(was), flow_of_text(now)), At("body"), At("body")).told()
    said = [_said("body", some[0].kind, some) for some in together(told).values()]
    if not said:
        return ""
    more = f" and {len(said) - _TOLD} more" if len(said) > _TOLD else ""
    return f", and in it: {', '.join(f'{each[0].lower()}{each[1:]}' for each in said[:_TOLD])}{more}"


def _sides(pieces: Sequence[Told]) -> tuple[list[Spans], list[Spans]]:
    return [piece.spot.added for piece in pieces], [piece.spot.removed for piece in pieces]


def _replaced(removed: str, added: str) -> str:
    if not removed or not added:
        return f"Added {_quoted(added)}" if added else f"Removed {_quoted(removed)}"
    return f"Replaced {_quoted(removed)} with {_quoted(added)}"


def _switched(piece: Told, words: str) -> str:
    if piece.switch is None:
        return "Changed how it is set"
    name, on = piece.switch
    if isinstance(name, Mark):
        return f"{'Set' if on else 'No longer set'} {_quoted(words)} in {MARKS[name]}"
    if not name:
        return f"Linked {_quoted(words)} to {on}"
    return f"Changed the link on {_quoted(words)} to {on}" if on else f"Took the link off {_quoted(words)}"


def _became(piece: Told) -> str:
    was, now = shape_of(piece.was).traits, shape_of(piece.now).traits
    if was["kind"] != now["kind"]:
        return f"Made {_a(was['kind'])} {_a(now['kind'])}"
    name = next(name for name in now if was.get(name) != now[name])
    return f"Changed the {name} of {_a(now['kind'])} from {was.get(name, '')} to {now[name]}"


def _a(kind: str) -> str:
    return a(KINDS.get(kind, kind))


def _part(piece: Told) -> str:
    part = _PARTS.get(piece.part, piece.part)
    was, now = field_text(piece.was), field_text(piece.now)
    if piece.part in ("picture", "rows", "header"):
        return f"Changed the {part}"
    if not was or not now:
        return f"Added the {part} {_quoted(now)}" if now else f"Removed the {part} {_quoted(was)}"
    return f"Changed the {part} from {_quoted(was)} to {_quoted(now)}"


def _block(field: str, kind: ChangeKind, piece: Told, added: str, removed: str) -> str:
    if isinstance(piece.was or piece.now, Correction):
        return _note(piece.was, piece.now)
    if kind is ChangeKind.BLOCK_REPLACED:
        if field == "body":
            return f"Put {_thing(field, piece.now)}{_named(added)} in the place of {_thing(field, piece.was)}"
        return f"Replaced {_quoted(removed)} with {_quoted(added)}"
    came = kind is ChangeKind.BLOCK_ADDED
    words, thing = (added, piece.now) if came else (removed, piece.was)
    return f"{'Added' if came else 'Removed'} {_thing(field, thing, empty=not words)}{_named(words)}"


def _note(was: object, now: object) -> str:
    if isinstance(was, Correction) and isinstance(now, Correction):
        return note_changed(was, now)
    return note_came(now) if isinstance(now, Correction) else note_went(was) if isinstance(was, Correction) else ""


def _thing(field: str, thing: object, *, empty: bool = False) -> str:
    if field != "body":
        return f"a {_THINGS[field]}"
    kind = shape_of(thing).traits["kind"]
    kind = KINDS.get(kind, kind)
    return a(f"empty {kind}" if empty and not isinstance(thing, Rule) and kind != "figure" else kind)


def _named(words: str) -> str:
    return f": {_quoted(words)}" if words.strip() else ""


def _quoted(text: str) -> str:
    words = text.split()
    if not words:
        return "nothing" if not text else "a space"
    return f"“{' '.join(words[:_QUOTED])}{'…' if len(words) > _QUOTED else ''}”"

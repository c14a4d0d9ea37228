"""What is painted of tracked changes: values, that are found out in `marking`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desk.revise.review.change import ChangeKind
from desk.story.body import Block, Spans


@dataclass(frozen=True, slots=True)
class Inked:
    """From `start` up to `stop` in a text of the current story, in code points, are words that came (`kind` is ADDED,
    REPLACED, SPACED, or BLOCK_ADDED, BLOCK_REPLACED of a whole block), words of a block that stood elsewhere (MOVED),
    or words that stayed with other marks or another link (FORMATTED, LINKED): `marks` has which, "on bold" or "off
    italic"."""

    start: int
    stop: int
    key: str
    kind: ChangeKind
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ghost:
    """Words that stood at this place of a text of the current story, before whatever came in their stead. A line break
    among them is a block that began there and was joined with the one before."""

    at: int
    words: Spans
    key: str
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class TextMarks:
    """What is painted in one text, each in the order of its place."""

    inked: tuple[Inked, ...] = ()
    ghosts: tuple[Ghost, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.inked or self.ghosts)


_NOTHING = TextMarks()


@dataclass(frozen=True, slots=True)
class GoneBlock:
    """A block that stood there; `is_moved` if it stands elsewhere now, `is_replaced` if another stands in its stead."""

    key: str
    block: Block
    is_moved: bool = False
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class PartMark:
    """Something of a block that is not words: `name` is "picture", "url", "header" or "rows"."""

    name: str
    was: object
    now: object
    key: str


@dataclass(frozen=True, slots=True)
class BlockMarks:
    """What is painted of a block: `kinds` are those of its changes by their keys, for the bar beside it and for what
    is said of it; `texts` are by the number of its parts (`desk.story.places`); `gone` are the blocks that stood right
    before it. `added`, `moved`, `begun` (a paragraph was split before it) and `changed` (it was another kind of block:
    `was`, without words) are keys, or empty."""

    kinds: Mapping[str, tuple[ChangeKind, ...]] = field(default_factory=dict)
    texts: Mapping[int, TextMarks] = field(default_factory=dict)
    gone: tuple[GoneBlock, ...] = ()
    parts: tuple[PartMark, ...] = ()
    added: str = ""
    moved: str = ""
    begun: str = ""
    changed: str = ""
    was: Block | None = None

    def __bool__(self) -> bool:
        return bool(self.kinds)

    @property
    def is_added(self) -> bool:
        """Whether the whole block came."""
        return bool(self.added)

    @property
    def is_moved(self) -> bool:
        """Whether it stood elsewhere."""
        return bool(self.moved)

    @property
    def kind_changed(self) -> bool:
        """Whether it was another kind of block."""
        return bool(self.changed)


@dataclass(frozen=True, slots=True)
class ItemMark:
    """An item of a field that came (`thing` is the item, `number` its place), or that went (`is_gone`; it stood before
    the item of that number, or behind all)."""

    number: int
    thing: object
    key: str
    is_gone: bool = False
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class FieldMarks:
    """What is painted of a field. `texts` are by the number of its part: 0 of a line, those of a picture for `lead`.
    `was` is the whole field as it was agreed, in words; empty where nothing was changed."""

    kinds: Mapping[str, tuple[ChangeKind, ...]] = field(default_factory=dict)
    texts: Mapping[int, TextMarks] = field(default_factory=dict)
    items: tuple[ItemMark, ...] = ()
    parts: tuple[PartMark, ...] = ()
    was: str = ""

    def __bool__(self) -> bool:
        return bool(self.kinds)

    @property
    def words(self) -> TextMarks:
        """Of a line."""
        return self.texts.get(0, _NOTHING)

"""A tracked change as it is told: what became of what, where it stands, and which words came and went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desk.story.body import Spans, text_of
from desk.story.places import Place


class ChangeKind(StrEnum):
    """What somebody did."""

    ADDED = "added"  # words
    REMOVED = "removed"
    REPLACED = "replaced"
    SPACED = "spaced"  # only white space is another
    FORMATTED = "formatted"  # marks switched on or off
    LINKED = "linked"  # a link added, removed or edited
    REWRITTEN = "rewritten"  # words and the marks around them, which cannot be decided one without the other
    SPLIT = "split"  # a paragraph into two (or more)
    JOINED = "joined"
    KIND = "kind"  # what a block is: a paragraph, a heading of which level, an item how deep
    BLOCK_ADDED = "block added"  # a block of any kind, or an item of a field: a credit, a keyword
    BLOCK_REMOVED = "block removed"
    BLOCK_REPLACED = "block replaced"
    MOVED = "moved"
    PART = "part"  # something of a thing that has no words: a picture, an address, the shape of a table, a date
    FIELD = "field"  # a field that has only one value: a date, a slug


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a change. From `start` up to `stop` in a text of the current story, in code points, stands `added`
    (of marks that were switched: the words on which they are now); `removed` stood there, and from `was_start` up to
    `was_stop` in a text of the baseline.

    A place is that of a text (`desk.story.places`). A block that came or went, or an item of a field, has `whole` set:
    its place is that of the block itself, or of the one before which it stood. A line break in `added` or `removed`
    stands where a block begins; a block that begins in a text of several has a spot of its own, with `begins` set and
    without words.
    """

    place: Place
    start: int
    stop: int
    added: Spans
    was: Place
    was_start: int
    was_stop: int
    removed: Spans
    whole: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """One change that can be decided by itself. Its `key` stays while other changes are decided and while the text
    elsewhere is written on. `spots` are where it stands, from top to bottom (of what moved, where it stands now comes
    first); there is at least one. `sentence` says what was done; `marks` are those that were switched, "on bold" or
    "off italic"."""

    key: str
    field: str
    kind: ChangeKind
    spots: tuple[Spot, ...]
    sentence: str
    marks: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Where it stands in the current story."""
        return self.spots[0].place

    @property
    def start(self) -> int:
        """From where in the text of its place."""
        return self.spots[0].start

    @property
    def stop(self) -> int:
        """Up to where in the text of its place."""
        return self.spots[0].stop

    @property
    def added(self) -> str:
        """The words that came."""
        return "\n".join(filter(None, (text_of(spot.added) for spot in self.spots)))

    @property
    def removed(self) -> str:
        """The words that went."""
        return "\n".join(filter(None, (text_of(spot.removed) for spot in self.spots)))

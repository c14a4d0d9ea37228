"""What a paste kept and what it left out, counted by kinds and said in words that a reporter understands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import groupby, pairwise
from operator import attrgetter

from desk.formats.base import Loss
from desk.formats.html_write import joins
from desk.formats.losses import body_spans
from desk.formats.pasted.clip import Source
from desk.story.body import (
    Block,
    Body,
    Embed,
    Figure,
    Heading,
    ListItem,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    clean_line,
    spans,
)
from desk.story.plurals import counted, listed

# No more of the words that were left out than this goes into a note.
_LONGEST_NOTE = 4_000  # characters


class Kind(Enum):
    """What can be left out: one of it, many of it ("" where it is not counted), whether it is worth a word by
    itself, and how its words are introduced in a note."""

    COMMENT = ("comment", "comments", True, "Comment")
    FOOTNOTE = ("footnote", "footnotes", True, "Footnote")
    DELETION = ("deleted passage", "deleted passages", True, "Deleted")
    PICTURE = ("picture that could not be read", "pictures that could not be read", True, "Picture")
    WEB_PICTURE = ("picture from the web (its address stays)", "pictures from the web (their addresses stay)", True, "")
    FRAME = ("embedded frame", "embedded frames", True, "")
    FORMULA = ("formula", "formulas", True, "Formula")
    MENU = ("menu", "menus", True, "Menu")
    INNER_TABLE = ("table inside a table", "tables inside tables", True, "")
    LINK = ("link that cannot be followed", "links that cannot be followed", True, "")
    MERGED = ("merged cells", "", True, "")
    HIGHLIGHT = ("highlighting", "", True, "")
    LOOKS = ("colours and fonts", "", False, "")

    @property
    def matters(self) -> bool:
        """Whether a person should hear of it even if there is nothing else to say."""
        return bool(self.value[2])

    def said(self, number: int) -> str:
        """So many of it, in words."""
        one, many = self.value[:2]
        return counted(number, one, many) if many else one


@dataclass(slots=True)
class Left:
    """Collects what is left out, with its words where it has any."""

    numbers: dict[Kind, int] = field(default_factory=dict)
    words: list[tuple[Kind, str]] = field(default_factory=list)

    def add(self, kind: Kind, words: str = "", number: int = 1) -> None:
        """One more of a kind, or so many."""
        if number > 0:
            self.numbers[kind] = self.numbers.get(kind, 0) + number
        if line := clean_line(words):
            self.words.append((kind, line))

    def at_least(self, kind: Kind, number: int) -> None:
        """So many of a kind, in all, or more: what refers to it was counted another time."""
        if number:
            self.numbers[kind] = max(number, self.numbers.get(kind, 0))


@dataclass(frozen=True, slots=True)
class Pasted:
    """What came of a clip. `flows` when it is words that go into a line; `media` are pictures that it carries, by
    "media:<sha256>"; `joined` is how many broken lines were put together again. All below are those of the clip."""

    body: Body
    source: Source = Source.TEXT
    flows: bool = False
    left: tuple[tuple[Kind, int], ...] = ()
    words: tuple[tuple[Kind, str], ...] = ()
    media: Mapping[str, bytes] = field(default_factory=dict)
    joined: int = 0
    url: str = ""
    title: str = ""
    article: str = ""
    authors: tuple[str, ...] = ()

    def without_pictures(self) -> Pasted:
        """Without the pictures that it carries, for a place that cannot keep them."""
        if not self.media:
            return self
        kept_blocks = [one for one in self.body.blocks if not (isinstance(one, Figure) and one.picture in self.media)]
        left = Left(dict(self.left), list(self.words))
        left.add(Kind.PICTURE, number=len(self.body.blocks) - len(kept_blocks))
        return replace(self, body=Body(tuple(kept_blocks)), left=tuple(left.numbers.items()), media={})

    @property
    def matters(self) -> bool:
        """Whether something was left out or changed that a person should hear of."""
        return self.joined > 0 or any(kind.matters for kind, _ in self.left)

    @property
    def sentence(self) -> str:
        """What was kept, and what was not."""
        said = [f"Kept {', '.join(kept(self.body, flows=self.flows))}."]
        if self.joined:
            said.append(f"Joined {counted(self.joined, 'broken line')}.")
        if self.left:
            in_order = sorted(self.left, key=lambda one: list(Kind).index(one[0]))
            said.append(f"Left out: {', '.join(kind.said(number) for kind, number in in_order)}.")
        return " ".join(said)

    @property
    def note(self) -> Note | None:
        """An editor's note with where it comes from and the words that were left out; None where there are none."""
        return note_of(self.words, self._origin())

    def _origin(self) -> Spans:
        if self.url:
            title = f"“{self.title}”, " if self.title else ""
            return spans(f"Pasted from {title}", Span(self.url, frozenset(), self.url))
        return spans(f"Pasted from “{self.title}”") if self.title else ()


def note_of(words: Sequence[tuple[Kind, str]], origin: Spans = ()) -> Note | None:
    """A note with an origin and with words that were left out, one to a line; None where there is neither."""
    lines = [origin, *_lines(words)] if origin else [*_lines(words)]
    if not lines:
        return None
    pieces = (span for number, line in enumerate(lines) for span in ((Span("\n"),) * bool(number) + line))
    return Note(spans(*pieces))


def _lines(words: Sequence[tuple[Kind, str]]) -> Iterator[Spans]:
    room = _LONGEST_NOTE
    for kind, said in words:
        if room <= 0:
            yield spans("… and more.")
            return
        yield spans(f"{kind.value[3]}: {said[:room]}")
        room -= len(said)


def left_losses(left: Left) -> list[Loss]:
    """What is not kept of a file, in sentences."""
    said = [kind.said(number) for kind, number in left.numbers.items() if kind.matters]
    if not said:
        return []
    kept_in = " What they say stands in a note at the end." if left.words else ""
    return [Loss("body", f"Not kept in the text: {listed(said)}.{kept_in}")]


_NAMES: tuple[tuple[type[Block], str, str], ...] = (
    (Paragraph, "paragraph", ""),
    (Heading, "heading", ""),
    (Quote, "quote", ""),
    (PullQuote, "pull quote", ""),
    (ListItem, "list", ""),
    (Table, "table", ""),
    (Figure, "picture", ""),
    (Embed, "card", ""),
    (Rule, "rule", ""),
)


def kept(body: Body, *, flows: bool = False) -> list[str]:
    """What a body holds, as "3 paragraphs", "1 list" …; neighbours that make one quotation or list count once."""
    numbers: dict[type[Block], int] = {}
    for before, block in pairwise((None, *body.blocks)):
        runs_on = before is not None and block is not None and joins(before, block)
        if isinstance(block, Figure) and block.picture.startswith(("http:", "https:")):
            continue
        if block is not None and not runs_on:
            numbers[type(block)] = numbers.get(type(block), 0) + 1
    if flows:
        said = ["the words"]
    else:
        said = [counted(numbers[kind], one, many) for kind, one, many in _NAMES if kind in numbers]
    # A link in which some words are strong is several spans, and one link.
    links = sum(bool(link) for link, _ in groupby(body_spans(body), key=attrgetter("link")))
    if links:
        said.append(counted(links, "link"))
    return said or ["nothing but an address"]

"""Two texts of an article as one page to be read: what is on it, line by line, and where its changes are. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum

from desk.revise.diff import FieldChange, changes
from desk.revise.grid import Grid
from desk.revise.rows import Part as TextPart
from desk.revise.rows import Row, RowKind, rows
from desk.revise.runs import Became, Run, Runs, runs, whole
from desk.revise.telling import FIELDS, opening, remarks
from desk.story.body import Block, Table, spans
from desk.story.credits import byline_in_print, contribution_in_print
from desk.story.house import House
from desk.story.plurals import counted
from desk.story.story import Story
from desk.ui.editor.lines import Held, Part, lines_of
from desk.ui.history.saying import capital
from desk.ui.history.values import value_lines

_HEAD = ("kicker", "headline", "deck")
_LEAST_FOLD = 3  # blocks
_CALLED = {  # fields of which the name is no noun
    "first_published": "time of publication",
    "updated": "time of the update",
    "target_words": "number of words to write",
}
_MANY = {"keywords", "credits", "corrections", "usage_terms"}
_KINDS = {
    "": "paragraph",
    "figure": "picture",
    "rule": "line across",
    "numbered item": "list item",
    "embed": "card",
    "note": "note to the desk",
}


class Set(StrEnum):
    """In what a line is set that is no line of the body."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    CONTRIBUTION = "contribution"
    SAID = "said"  # by Desk, about the line below
    SECTION = "section"  # the name of a field that has no place on the page
    VALUE = "value"  # of such a field


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts; `at` is None for the text as it stands."""

    story: Story
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A change to go to: in the body the indices of its block in the two texts. `said` is what it is, in words, `what`
    the kind of the block."""

    field: str
    before: int | None = None
    after: int | None = None
    said: str = ""
    what: str = ""

    @property
    def was_there(self) -> bool:
        """Whether there was anything of it in the older text."""
        return self.field != "body" or self.before is not None

    @property
    def name(self) -> str:
        """What it is a change of, as people call it."""
        if self.field != "body":
            return _CALLED.get(self.field) or FIELDS.get(self.field, self.field).lower()
        return _KINDS.get(self.what, self.what)

    @property
    def this(self) -> str:
        """It with the word that points at it: "this paragraph", "these credits"."""
        return f"{'these' if self.is_many else 'this'} {self.name}"

    @property
    def is_many(self) -> bool:
        """Whether its name is one of many things."""
        return self.field in _MANY


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the page. `stop` is the number of the change that it belongs to, or -1; `fold` the number of the run
    of unchanged blocks that may be folded away, or -1; `to` the item of which a mark in it tells."""

    set_in: Part | Set
    runs: Runs = ()
    level: int = 0
    stop: int = -1
    held: Held | None = None
    grid: Grid | None = None
    header: bool = False
    fold: int = -1
    became: Became = Became.SAME
    number: int = 0  # of an item of a numbered list
    row: int = -1  # of the body
    elsewhere: int = -1  # the row that it moved from, or to


@dataclass(frozen=True, slots=True)
class Comparison:
    """The page of two texts. `folds` says of each run of unchanged blocks that may be folded how many they are."""

    older: Side
    newer: Side
    items: tuple[Item, ...] = ()
    stops: tuple[Stop, ...] = ()
    folds: tuple[int, ...] = ()
    words_added: int = 0
    words_removed: int = 0

    def place_of(self, stop: int) -> int:
        """The number of the item at which a change begins; of a move where it stands now. -1 for none."""
        numbers = [number for number, item in enumerate(self.items) if item.stop == stop]
        rows = {self.items[number].row for number in numbers if self.items[number].set_in is not Set.SAID}
        return next((number for number in numbers if self.items[number].row in rows), numbers[0] if numbers else -1)

    def place_of_row(self, row: int) -> int:
        """The number of the first item of a row of the body, or -1."""
        return next((number for number, item in enumerate(self.items) if item.row == row), -1)

    @property
    def counts(self) -> str:
        """How much differs, as a sentence without its full stop."""
        if not self.stops:
            return "Nothing differs"
        said = [counted(len(self.stops), "change")]
        if self.words_added:
            said.append(f"{counted(self.words_added, 'word')} added")
        if self.words_removed:
            said.append(
                f"{self.words_removed:,} removed"
                if self.words_added
                else f"{counted(self.words_removed, 'word')} removed"
            )
        if len(said) == 1:
            said.append("no word added or removed")
        return ", ".join(said)


def compared(older: Side, newer: Side, house: House) -> Comparison:
    """Two texts beside each other."""
    found = {each.field: each for each in changes(older.story, newer.story)}
    page = _Page(older.story, newer.story, found, house)
    page.write()
    return Comparison(
        *(older, newer, tuple(page.items), tuple(page.stops), tuple(page.folds)),
        *(sum(each.words_added for each in found.values()), sum(each.words_removed for each in found.values())),
    )


class _Page:
    def __init__(self, old: Story, new: Story, found: dict[str, FieldChange], house: House) -> None:
        self._old, self._new = old, new
        self._found = found
        self._house = house
        self.items: list[Item] = []
        self.stops: list[Stop] = []
        self.folds: list[int] = []

    def write(self) -> None:
        """From the kicker to the fields that have no place on the page."""
        for name in _HEAD:
            self._write_head(name)
        house = self._house
        self._write_printed(Set.BYLINE, byline_in_print(self._old, house).text, byline_in_print(self._new, house).text)
        change = self._found.get("body")
        self._write_body(change.rows if change else rows(self._old.body.blocks, self._new.body.blocks))
        old, new = (contribution_in_print(story, house).text for story in (self._old, self._new))
        self._write_printed(Set.CONTRIBUTION, old, new)
        for each in fields(Story):
            if each.name in self._found and each.name not in (*_HEAD, "body"):
                self._write_field(self._found[each.name])

    def _stop(self, field: str, said: str, row: Row | None = None) -> int:
        before, after, what = (row.before, row.after, row.what) if row else (None, None, "")
        self.stops.append(Stop(field, before, after, said, what))
        return len(self.stops) - 1

    # Above and below the body.

    def _write_head(self, name: str) -> None:
        old, new = getattr(self._old, name), getattr(self._new, name)
        if old or new:
            stop = self._stop(name, f"{FIELDS[name]} changed") if name in self._found else -1
            self.items.append(Item(Set(name), runs(spans(old), spans(new)), stop=stop, became=_of(stop)))

    def _write_printed(self, set_in: Set, old: str, new: str) -> None:
        """A line that the credits write: what changed in it is marked, and is a change of the credits."""
        if old or new:
            self.items.append(Item(set_in, runs(spans(old), spans(new))))

    def _write_field(self, change: FieldChange) -> None:
        name = FIELDS.get(change.field, change.field)
        stop = self._stop(change.field, f"{name} changed")
        self.items.append(Item(Set.SECTION, whole(Became.SAME, spans(name)), stop=stop))
        lines = value_lines(change, self._old, self._new, self._house, _said)
        self.items += [Item(Set.VALUE, line, stop=stop, became=_of(stop)) for line in lines]

    # The body.

    def _write_body(self, found: Sequence[Row]) -> None:
        groups: dict[tuple[RowKind, int | None], int] = {}
        moved: dict[int, int] = {}
        at = 0
        while at < len(found):
            row = found[at]
            if row.kind is RowKind.SAME:
                stop = at
                while stop < len(found) and found[stop].kind is RowKind.SAME:
                    stop += 1
                self._write_same(found, at, stop)
                at = stop
                continue
            self._write_changed(row, at, self._stop_of(row, at, groups, moved))
            at += 1
        self._number()

    def _write_same(self, found: Sequence[Row], start: int, stop: int) -> None:
        """Blocks that stayed. Of many only those beside a change are shown at first."""
        first = start + (start > 0)
        last = stop - (stop < len(found))
        fold = -1
        if last - first >= _LEAST_FOLD:
            self.folds.append(last - first)
            fold = len(self.folds) - 1
        for number in range(start, stop):
            index = found[number].after
            if index is not None:
                of = fold if first <= number < last else -1
                self.items += [
                    replace(item, fold=of, row=number) for item in _whole(self._new.body.blocks[index], Became.SAME)
                ]

    def _stop_of(
        self, row: Row, number: int, groups: dict[tuple[RowKind, int | None], int], moved: dict[int, int]
    ) -> int:
        """The change that a row belongs to. A move is one change with two places, and what was split is one."""
        if row.elsewhere is not None and row.elsewhere in moved:
            return moved[row.elsewhere]
        key = (row.kind, row.after if row.kind is RowKind.JOINED else row.before)
        if row.kind in (RowKind.SPLIT, RowKind.JOINED) and key in groups:
            return groups[key]
        stop = self._stop("body", _in_words(row, number), row)
        groups[key] = moved[number] = stop
        return stop

    def _write_changed(self, row: Row, number: int, stop: int) -> None:
        made: list[Item] = []
        said = _said(row, number)
        mark = _arrow(row, number)
        elsewhere = -1 if row.elsewhere is None else row.elsewhere
        if row.kind is RowKind.LEFT:
            said = [f"{mark}Moved {_way(row, number)} from here: “{opening(row, 8)}”"]
        elif said:
            said = [mark + capital("; ".join(said))]
        if said:
            made.append(Item(Set.SAID, whole(Became.AWAY, spans(said[0])), elsewhere=elsewhere))
        if row.kind is not RowKind.LEFT:
            made += self._lines(row)
        became = {RowKind.ADDED: Became.ADDED, RowKind.REMOVED: Became.REMOVED}.get(row.kind, Became.REFORMATTED)
        self.items += [replace(item, stop=stop, became=became, row=number) for item in made]

    def _lines(self, row: Row) -> Iterable[Item]:
        if row.kind is RowKind.REMOVED and row.before is not None:
            return _whole(self._old.body.blocks[row.before], Became.REMOVED, row.grid)
        assert row.after is not None
        block = self._new.body.blocks[row.after]
        if row.kind is RowKind.ADDED:
            return _whole(block, Became.ADDED, row.grid)
        return _changed(block, row)

    def _number(self) -> None:
        """Number the items of lists as they stand here."""
        count: dict[int, int] = {}
        for at, item in enumerate(self.items):
            if item.set_in is Part.NUMBER:
                count = {level: number for level, number in count.items() if level <= item.level}
                count[item.level] = count.get(item.level, 0) + 1
                self.items[at] = replace(item, number=count[item.level])
            elif item.set_in is not Set.SAID and item.set_in is not Part.BULLET:
                count = {}


def _of(stop: int) -> Became:
    return Became.SAME if stop < 0 else Became.REFORMATTED


def _whole(block: Block, became: Became, grid: Grid | None = None) -> list[Item]:
    """The lines of a block that came, went, or stayed."""
    if isinstance(block, Table) and grid is not None and became is not Became.SAME:
        return [Item(Part.OBJECT, grid=grid, header=block.header)]
    made = []
    for line in lines_of(block):
        held = next((piece for piece in line.pieces if not hasattr(piece, "text")), None)
        made.append(Item(line.part, whole(became, line.spans), line.level, held=held))
    return made


def _changed(block: Block, row: Row) -> Iterator[Item]:
    """The lines of a block as it is now, with what was in them."""
    texts = {part.name: part.runs for part in row.parts}
    names = {Part.CAPTION: "caption", Part.CREDIT: "credit", Part.ATTRIBUTION: "attribution"}
    if row.grid is not None and isinstance(block, Table):
        yield Item(Part.OBJECT, grid=row.grid, header=block.header)
        return
    for item in _whole(block, Became.SAME):
        if item.held is not None:
            if not row.continued:
                yield item
        elif isinstance(item.set_in, Part):
            name = names.pop(item.set_in, "text")
            if name == "text" or name in texts:
                yield replace(item, runs=texts.get(name, ()))
    alt, title = texts.get("alt", ()), texts.get("title", ())
    for name, line in (("Description: ", alt), ("Title: ", title)):
        if any(run.became is not Became.SAME for run in line):
            yield Item(Part.CREDIT, (*whole(Became.SAME, spans(name)), *line))
    if "attribution" in names.values() and texts.get("attribution"):
        yield Item(Part.ATTRIBUTION, texts["attribution"])


def tips(run: Run) -> list[str]:
    """What was switched on words that stayed: "bold on “…”"."""
    return remarks(Row(RowKind.CHANGED, 0, 0, (TextPart("text", (run,)),)), 0)


def _said(row: Row, number: int) -> list[str]:
    """What is to be said of a row beside its words, but for the marks: they are told where they are."""
    marked = {tip for run in row.runs if run.became is Became.REFORMATTED for tip in tips(run)}
    return [each for each in remarks(row, number) if each not in marked]


def _in_words(row: Row, number: int) -> str:
    """What a change is, for the line over the page and for those who hear it."""
    kind = _KINDS.get(row.what, row.what).capitalize()
    if row.kind in (RowKind.ADDED, RowKind.REMOVED, RowKind.SPLIT):
        return f"{kind} {row.kind.value}"
    if row.kind is RowKind.JOINED:
        return "Paragraphs joined"
    if row.kind is RowKind.LEFT:
        return f"{kind} moved {_way(row, number)}"
    return capital("; ".join(remarks(row, number))) or f"{kind} changed"


def _way(row: Row, number: int) -> str:
    there = row.elsewhere if row.elsewhere is not None else number
    return "up" if (there > number) == (row.kind is RowKind.MOVED) else "down"


def _arrow(row: Row, number: int) -> str:
    if row.elsewhere is None:
        return ""
    return "↑ " if _way(row, number) == "up" else "↓ "

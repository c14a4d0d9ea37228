"""What was changed about something that stayed and has no words of its own: the parts of a picture, of a table, of a
dateline; what a block of text is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from desk.revise.review.flow import WORDY, flow_of_text, joined
from desk.revise.review.ops import Choose, Op
from desk.story.body import Embed, Figure, PullQuote, Spans, Table, spans, text_of
from desk.story.story import Dateline

if TYPE_CHECKING:
    from desk.revise.review.weave import Weave


class Words:
    """Collects the words of one line."""

    def __init__(self) -> None:
        self._parts: list[Any] = []

    def words(self, text: Spans) -> None:
        """Words more."""
        self._parts += text

    def thing(self, thing: object) -> None:
        """No line has anything in it that has no words."""
        raise AssertionError(thing)

    @property
    def text(self) -> Spans:
        """All of them."""
        return joined(self._parts)


@dataclass(slots=True)
class Part:
    """One of them: the name of a dataclass's field, or the number of a table's cell. What has words has a script."""

    name: str | int
    number: int  # as in `desk.story.places`
    old: Any
    new: Any
    op: Op | None = None
    weave: Weave | None = None
    plain: bool = False

    def read(self, choose: Choose) -> Any:
        """The part with the changes that are chosen."""
        if self.weave is None:
            return self.new if self.op is not None and choose(self.op.whole) else self.old
        out = Words()
        self.weave.read(choose, out)
        return text_of(out.text) if self.plain else out.text


@dataclass(slots=True)
class Parts:
    """Those that changed. With `whole` one became another as such: a paragraph a heading."""

    old: Any
    new: Any
    whole: Op | None = None
    parts: list[Part] = field(default_factory=list)

    @property
    def ops(self) -> Iterator[Op]:
        """The changes."""
        if self.whole is not None:
            yield self.whole.whole
        for part in self.parts:
            if part.op is not None:
                yield part.op.whole
            if part.weave is not None:
                yield from part.weave.ops

    def read(self, choose: Choose) -> object:
        """The thing with the changes that are chosen."""
        if self.whole is not None:
            return self.new if choose(self.whole.whole) else self.old
        values = {part.name: part.read(choose) for part in self.parts}
        cells = {name: value for name, value in values.items() if isinstance(name, int)}
        made = replace(self.old, **{name: value for name, value in values.items() if isinstance(name, str)})
        return _with_cells(made, cells) if cells else made


def _with_cells(table: Table, cells: dict[int, Spans]) -> Table:
    width = len(table.rows[0])
    rows = (
        tuple(cells.get(row * width + column, cell) for column, cell in enumerate(line))
        for row, line in enumerate(table.rows)
    )
    return replace(table, rows=tuple(rows))


def parts_of(old: Any, new: Any) -> Parts:
    """What was changed about a thing that stayed."""
    found = Parts(old, new)
    match old, new:
        case Figure(), Figure():
            _atom(found, "picture", 0)
            _line(found, "alt", 0, plain=True)
            _line(found, "caption", 1)
            _line(found, "credit", 2, plain=True)
        case Embed(), Embed():
            _atom(found, "url", 0)
            _line(found, "title", 0, plain=True)
        case PullQuote(), PullQuote():
            _line(found, "attribution", 1, plain=True)
        case Table(), Table():
            _atom(found, "header", 0)
            _cells(found)
        case Dateline(), Dateline():
            for number, name in enumerate(("place", "date", "source")):
                _atom(found, name, number)
        case _:
            kind = "kind" if isinstance(old, WORDY) else "thing"
            found.whole = Op([f"{kind}\x03{old!r}\x03{new!r}"])
    return found


def _atom(found: Parts, name: str, number: int) -> None:
    old, new = getattr(found.old, name), getattr(found.new, name)
    if old != new:
        op = Op([f"{type(found.old).__name__}\x03{name}\x03{old!r}\x03{new!r}"])
        found.parts.append(Part(name, number, old, new, op))


def _line(found: Parts, name: str, number: int, *, plain: bool = False) -> None:
    old, new = getattr(found.old, name), getattr(found.new, name)
    if old != new:
        found.parts.append(_words(name, number, old, new, plain=plain))


def _words(name: str | int, number: int, old: Any, new: Any, *, plain: bool = False) -> Part:
    from desk.revise.review.weave import Weave  # noqa: PLC0415  each is made of the other

    one, other = (spans(each) if plain else each for each in (old, new))
    return Part(name, number, old, new, weave=Weave(flow_of_text(one), flow_of_text(other)), plain=plain)


def _cells(found: Parts) -> None:
    old, new = found.old.rows, found.new.rows
    if old == new:
        return
    if [*map(len, old)] != [*map(len, new)] or len({*map(len, old)}) != 1:
        _atom(found, "rows", 0)
        return
    cells = zip((cell for row in old for cell in row), (cell for row in new for cell in row), strict=True)
    found.parts += [_words(number, number, was, now) for number, (was, now) in enumerate(cells) if was != now]

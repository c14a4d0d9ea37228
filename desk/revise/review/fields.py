"""The scripts of the fields of a story beside its body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desk.revise.review.flow import flow_of_items, flow_of_text
from desk.revise.review.linking import link
from desk.revise.review.ops import Choose, Op
from desk.revise.review.parts import Words
from desk.revise.review.weave import Weave
from desk.story.body import Spans, clean_text, spans, text_of

# Lines that are read and edited word by word.
LINES = (
    "kicker",
    "headline",
    "deck",
    "byline_text",
    "contribution_text",
    "editors_note",
    "updated_mark",
    "usage_terms",
)
SEVERAL = ("keywords", "credits", "corrections", "furniture")


class FieldScript:
    """What became of a field. `weave` is its script; a field with one value that has no parts has none, and is taken
    over as a whole."""

    def __init__(self, field: str, old: Any, new: Any) -> None:
        self.field, self.old, self.new = field, old, new
        self.whole: Op | None = None
        self.weave: Weave | None = None
        if field in SEVERAL:
            self.weave = Weave(flow_of_items(old), flow_of_items(new))
        elif field in ("lead", "dateline"):
            self.weave = Weave(*(flow_of_items(() if each is None else (each,)) for each in (old, new)))
        elif field in LINES and all(clean_text(each) == each for each in (old, new)):
            self.weave = Weave(flow_of_text(spans(old)), flow_of_text(spans(new)))
        else:
            self.whole = Op([f"{old!r}\x03{new!r}"])
        if self.weave is not None:
            link([self.weave])

    @property
    def ops(self) -> Iterator[Op]:
        """The changes."""
        if self.whole is not None:
            yield self.whole
        if self.weave is not None:
            yield from self.weave.ops

    def read(self, choose: Choose) -> Any:
        """The field with the changes that are chosen."""
        if self.weave is None:
            return self.new if self.whole is not None and choose(self.whole) else self.old
        if self.field in LINES:
            words = Words()
            self.weave.read(choose, words)
            return text_of(words.text)
        out = Things()
        self.weave.read(choose, out)
        if self.field in SEVERAL:
            return tuple(out.things)
        return out.things[0] if out.things else None


class Things:
    """Collects items."""

    def __init__(self) -> None:
        self.things: list[Any] = []

    def words(self, text: Spans) -> None:
        """No item has words beside its own."""
        if text:
            raise AssertionError(text)

    def thing(self, thing: object) -> None:
        """An item more."""
        self.things.append(thing)

"""A change inside a script: what can be decided by itself, before it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b

from desk.story.body import Span, Spans

# Whether a change is taken over (the new side stands) or not (the old side stands).
Choose = Callable[["Op"], bool]


@dataclass(slots=True, eq=False)
class Op:
    """One change. Two pieces that cannot be decided apart share one: `into` leads to it."""

    signs: list[str] = field(default_factory=list)  # what it is known again by, from top to bottom
    into: Op | None = None
    sign: str = ""
    moves: bool = False  # whether a block moved

    @property
    def whole(self) -> Op:
        """The change of which this is a part."""
        found = self
        while found.into is not None:
            found = found.into
        return found

    def join(self, other: Op) -> None:
        """Make the two one."""
        one, two = self.whole, other.whole
        if one is not two:
            two.into = one
            one.signs += two.signs

    def name(self, prefix: str) -> str:
        """What it is known by, but for another one just like it."""
        if not self.sign:
            text = "\x00".join([prefix, *sorted(self.signs)])
            self.sign = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        return self.sign


def sign_of(text: Spans) -> str:
    """A marked text as letters."""
    return "\x01".join(map(_sign_of_span, text))


def _sign_of_span(span: Span) -> str:
    if not span.marks and not span.link:
        return span.text
    return f"{span.text}\x02{','.join(sorted(span.marks))}\x02{span.link}"

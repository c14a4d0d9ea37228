"""How much each revision changed, in words that came and went."""

from __future__ import annotations

import json
import re
from collections import Counter, OrderedDict
from collections.abc import Collection
from contextlib import suppress

from sqlalchemy import Connection, bindparam, select

from desk.errors import Unreadable
from desk.library.search import words_of
from desk.library.storing import Stored, opened
from desk.library.tables import Revisions, Stories
from desk.library.values import Amount

_READ = ("kicker", "headline", "deck")  # the fields whose words readers see, besides the body
_LETTER = re.compile(r"\w")  # signs that stand alone are dashes, or Markdown
_AT_HAND = 16  # revisions whose lines are remembered: those that others come from are seldom far back

Lines = Counter[str]

_TEXTS = (
    select(Revisions.id, Revisions.parents, Stories.fields, Stories.body, Stories.packed)
    .join(Stories, Stories.hash == Revisions.story)
    .order_by(Revisions.id)
)
_TEXT = _TEXTS.where(Revisions.id == bindparam("revision"))


def lines_of(text: Stored) -> Lines:
    """The lines of a story that readers see, and how often each is there."""
    fields = json.loads(text.fields)
    return Counter([*(str(fields.get(name, "")) for name in _READ), *text.body.split("\n")])


def amount(before: Lines, after: Lines) -> Amount:
    """The words that came and went from one text to another. Lines that are in both are not looked into."""
    went, came = _words(before - after), _words(after - before)
    return Amount((came - went).total(), (went - came).total())


def _words(lines: Lines) -> Counter[str]:
    every = words_of("\n".join(lines.elements())).split()
    return Counter(word for word in every if _LETTER.search(word))


def amounts(connection: Connection, article: str, known: Collection[str] = ()) -> dict[str, Amount]:
    """How much each revision of an article changed against the one that it was made from; by its id. One whose text
    is damaged is left out, and so are those that are `known`."""
    found: dict[str, Amount] = {}
    at_hand: OrderedDict[str, Lines] = OrderedDict()
    for id_, parents, fields, body, blob in connection.execute(_TEXTS.where(Revisions.article == article)):
        if id_ in known:
            continue
        with suppress(Unreadable):
            lines = lines_of(opened(fields, body, blob))
            before = at_hand.get(parents[0]) if parents else Counter()
            found[id_] = amount(_lines_of(connection, parents[0]) if before is None else before, lines)
            at_hand[id_] = lines
        if len(at_hand) > _AT_HAND:
            at_hand.popitem(last=False)
    return found


def _lines_of(connection: Connection, revision: str) -> Lines:
    found = connection.execute(_TEXT, {"revision": revision}).first()
    # An exchange may bring a text without those that it was made from.
    return Counter() if found is None else lines_of(opened(found.fields, found.body, found.packed))

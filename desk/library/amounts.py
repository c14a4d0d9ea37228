"""How much each revision changed, in words that came and went."""

from __future__ import annotations

import json
from collections import Counter, OrderedDict
from contextlib import suppress

from sqlalchemy import Connection, select

from desk.errors import Unreadable
from desk.library.search import words_of
from desk.library.storing import Stored, opened
from desk.library.tables import Revisions, Stories
from desk.library.values import Amount

_READ = ("kicker", "headline", "deck")  # the fields whose words readers see, besides the body
_AT_HAND = 16  # revisions whose words are remembered: those that others come from are seldom far back


def words_in(text: Stored) -> Counter[str]:
    """The words of a story that readers see, and how often each is there."""
    fields = json.loads(text.fields)
    shown = [str(fields.get(name, "")) for name in _READ]
    return Counter(" ".join((*shown, words_of(text.body))).split())


def amount(before: Counter[str], after: Counter[str]) -> Amount:
    """What came and what went from one text to another."""
    return Amount((after - before).total(), (before - after).total())


def amounts(connection: Connection, article: str) -> dict[str, Amount]:
    """How much each revision of an article changed against the one that it was made from; by its id. One whose text
    is damaged is left out."""
    wanted = select(Revisions.id, Revisions.parents, Stories.fields, Stories.body, Stories.packed)
    wanted = wanted.join(Stories, Stories.hash == Revisions.story).where(Revisions.article == article)
    found: dict[str, Amount] = {}
    at_hand: OrderedDict[str, Counter[str]] = OrderedDict()
    for id_, parents, fields, body, blob in connection.execute(wanted.order_by(Revisions.id)):
        with suppress(Unreadable):
            words = words_in(opened(fields, body, blob))
            before = at_hand.get(parents[0]) if parents else Counter()
            found[id_] = amount(_words_of(connection, parents[0]) if before is None else before, words)
            at_hand[id_] = words
        if len(at_hand) > _AT_HAND:
            at_hand.popitem(last=False)
    return found


def _words_of(connection: Connection, revision: str) -> Counter[str]:
    wanted = select(Stories.fields, Stories.body, Stories.packed).join(Revisions, Revisions.story == Stories.hash)
    found = connection.execute(wanted.where(Revisions.id == revision)).first()
    if found is None:  # an exchange may bring a text without those that it was made from
        return Counter()
    return words_in(opened(*found))

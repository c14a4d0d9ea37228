"""Which articles went on here and in another library, neither text knowing of the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from desk.library.reading import Current
from desk.library.tables import Revisions


def is_parted(connection: Connection, stood: Current, came: Collection[str]) -> bool:
    """Whether an article, as it `stood`, had a text from which none of these revisions that came goes on. From what
    is being typed nothing can. The same text made twice has not parted."""
    columns = (Revisions.id, Revisions.parents, Revisions.story)
    rows = {row.id: row for row in connection.execute(select(*columns).where(Revisions.article == stood.id))}
    if not came or stood.text.hash in {rows[one].story for one in came}:
        return False
    parents = {one: row.parents for one, row in rows.items()}
    return bool(stood.base) or not _goes_on(parents, came, stood.head)


def _goes_on(parents: Mapping[str, Collection[str]], revisions: Collection[str], head: str) -> bool:
    """Whether one of these revisions was made from `head`, at however many removes."""
    waiting, seen = [*revisions], set[str]()
    while waiting:
        one = waiting.pop()
        if one == head:
            return True
        if one not in seen:
            seen.add(one)
            waiting += parents.get(one, ())
    return False

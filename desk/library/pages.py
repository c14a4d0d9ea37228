"""What went out, byte for byte: how it is kept, and found again. See `desk.formats.packed_page` on how it is packed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from desk.errors import NotFound, Unreadable
from desk.library.tables import Carried, Deliveries, Media, Pages
from desk.library.values import Delivery

_AT_ONCE = 500  # pages named in one statement
# Made once: to make a statement costs more than to run it.
_PUT = insert(Pages).on_conflict_do_nothing()
_PUT_CARRIED = insert(Carried).on_conflict_do_nothing()
_COLUMNS = (
    *(Deliveries.id, Deliveries.article, Deliveries.revision, Deliveries.at, Deliveries.format),
    *(Deliveries.target, Deliveries.sha256, Deliveries.who, Pages.hash.is_not(None)),
)
_SENT = select(*_COLUMNS).outerjoin(Pages, Pages.hash == Deliveries.sha256)
_SENT_OF = _SENT.where(Deliveries.article == bindparam("of")).order_by(Deliveries.id.desc())
_THEN = _SENT_OF.where(Deliveries.at <= bindparam("then"), Deliveries.format == bindparam("as"))
_PAGE = select(Deliveries.sha256, Pages.data).select_from(Deliveries).outerjoin(Pages, Pages.hash == Deliveries.sha256)
_PAGE_OF = _PAGE.where(Deliveries.id == bindparam("of"))


def keep_pages(connection: Connection, packed: Mapping[str, bytes]) -> set[str]:
    """Keep packed pages by the SHA-256 (hex) of what went out, each once; gives which of them are here then. Of one
    that is b"" it is not known what went out. One of which a picture is not here could never be made whole: it is not
    kept."""
    from desk.formats.packed_page import pictures_in  # noqa: PLC0415  a list is shown sooner without it

    here = are_kept(connection, tuple(packed))
    new = {hash_: data for hash_, data in packed.items() if data and hash_ not in here}
    pictures = {hash_: pictures_in(data) for hash_, data in new.items()}
    missing = missing_pictures(connection, [one for each in pictures.values() for one in each])
    rows = [{"hash": hash_, "data": data} for hash_, data in new.items() if missing.isdisjoint(pictures[hash_])]
    if rows:
        connection.execute(_PUT, rows)
    if carried := [{"page": row["hash"], "picture": one} for row in rows for one in pictures[str(row["hash"])]]:
        connection.execute(_PUT_CARRIED, carried)
    return here.union(str(row["hash"]) for row in rows)


def are_kept(connection: Connection, hashes: Sequence[str]) -> set[str]:
    """Which of these pages are here."""
    found: set[str] = set()
    for start in range(0, len(hashes), _AT_ONCE):
        found.update(connection.scalars(select(Pages.hash).where(Pages.hash.in_(hashes[start : start + _AT_ONCE]))))
    return found


def missing_pictures(connection: Connection, pictures: Sequence[str]) -> set[str]:
    """Which of these pictures are not here."""
    missing = set(pictures)
    for start in range(0, len(pictures), _AT_ONCE):
        some = pictures[start : start + _AT_ONCE]
        missing.difference_update(connection.scalars(select(Media.hash).where(Media.hash.in_(some))))
    return missing


def note_carried(connection: Connection) -> None:
    """Note anew which pictures each page carries."""
    from desk.formats.packed_page import pictures_in  # noqa: PLC0415

    connection.execute(delete(Carried))
    for hash_, data in connection.execute(select(Pages.hash, Pages.data)):
        try:
            pictures = pictures_in(data)
        except Unreadable:
            continue
        if pictures:
            connection.execute(_PUT_CARRIED, [{"page": hash_, "picture": picture} for picture in pictures])


def deliveries(connection: Connection, article: str) -> tuple[Delivery, ...]:
    """What went out of an article, newest first."""
    return tuple(Delivery(*row) for row in connection.execute(_SENT_OF, {"of": article}))


def delivered_at(connection: Connection, article: str, moment: datetime, format_: str) -> Delivery | None:
    """What had gone out last at a moment."""
    row = connection.execute(_THEN, {"of": article, "then": moment, "as": format_}).first()
    return Delivery(*row) if row else None


def delivered(connection: Connection, delivery: str) -> bytes | None:
    """What went out, or None where that was not kept. Raises NotFound, and Unreadable also for what is not it any
    more."""
    from desk.formats.packed_page import damaged, unpack_page  # noqa: PLC0415

    row = connection.execute(_PAGE_OF, {"of": delivery}).first()
    if row is None:
        raise NotFound("There is no such delivery in the library.")
    if row.data is None:
        return None
    page = unpack_page(row.data, lambda hash_: picture(connection, hash_))
    if hashlib.sha256(page).hexdigest() != row.sha256:
        raise damaged()
    return page


def picture(connection: Connection, hash_: str) -> bytes | None:
    """The bytes of a picture by its SHA-256 (hex)."""
    return connection.scalar(select(Media.data).where(Media.hash == hash_))


def forget_pages(connection: Connection, hashes: Sequence[str]) -> None:
    """Delete those of these pages that no delivery is left of."""
    for start in range(0, len(hashes), _AT_ONCE):
        some = hashes[start : start + _AT_ONCE]
        needed = connection.scalars(select(Deliveries.sha256).where(Deliveries.sha256.in_(some)))
        needless = set(some) - set(needed)
        connection.execute(delete(Carried).where(Carried.page.in_(needless)))
        connection.execute(delete(Pages).where(Pages.hash.in_(needless)))

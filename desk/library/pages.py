"""What went out, byte for byte: how it is kept, and found again. See `desk.formats.packed_page` on how it is packed."""

from __future__ import annotations

from collections.abc import Sequence
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
_HERE = select(Pages.hash).where(Pages.hash == bindparam("of"))
_COLUMNS = (
    *(Deliveries.id, Deliveries.article, Deliveries.revision, Deliveries.at, Deliveries.format),
    *(Deliveries.target, Deliveries.sha256, Deliveries.who, Pages.hash.is_not(None)),
)
_SENT = select(*_COLUMNS).outerjoin(Pages, Pages.hash == Deliveries.sha256)
_SENT_OF = _SENT.where(Deliveries.article == bindparam("of")).order_by(Deliveries.id.desc())
_THEN = _SENT_OF.where(Deliveries.at <= bindparam("then"), Deliveries.format == bindparam("as"))
_PAGE = select(Pages.data).select_from(Deliveries).outerjoin(Pages, Pages.hash == Deliveries.sha256)
_PAGE_OF = _PAGE.where(Deliveries.id == bindparam("of"))


def keep_page(connection: Connection, sha256: str, data: bytes) -> bool:
    """Keep a packed page, once; whether it is new. One of which a picture is not here could never be made whole: it is
    not kept."""
    from desk.formats.packed_page import pictures_in  # noqa: PLC0415  a list is shown sooner without it

    pictures = pictures_in(data)
    if missing_pictures(connection, pictures):
        return False
    is_new = bool(connection.execute(_PUT, {"hash": sha256, "data": data}).rowcount)
    if is_new and pictures:
        connection.execute(_PUT_CARRIED, [{"page": sha256, "picture": picture} for picture in pictures])
    return is_new


def is_kept(connection: Connection, sha256: str) -> bool:
    """Whether what went out with this hash is here."""
    return connection.execute(_HERE, {"of": sha256}).first() is not None


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
    """What went out, or None where that was not kept. Raises NotFound and Unreadable."""
    from desk.formats.packed_page import unpack_page  # noqa: PLC0415

    row = connection.execute(_PAGE_OF, {"of": delivery}).first()
    if row is None:
        raise NotFound("There is no such delivery in the library.")
    return None if row.data is None else unpack_page(row.data, lambda hash_: picture(connection, hash_))


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

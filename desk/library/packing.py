"""How older texts take little room: a story that no article stands on is packed, in the transaction in which the
article goes on to another one. Each is packed by itself, so that a damaged page of the file costs one text only.

The story of an article's newest revision always lies open; drafts do too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, exists, select, update
from sqlalchemy.dialects.sqlite import insert

from desk.library.pages import note_carried
from desk.library.storing import Stored, opened, packed, unpacked
from desk.library.tables import Articles, Revisions, Shown, Stories

_PICTURE = re.compile(r"media:([0-9a-f]{64})")

# Made once: to make a statement costs more than to run it.
_ADD = insert(Stories)
_PUT = _ADD.on_conflict_do_update(
    index_elements=[Stories.hash],
    set_={"fields": _ADD.excluded.fields, "body": _ADD.excluded.body, "packed": None},
    where=Stories.packed.is_not(None),
)
_ADD_SHOWN = insert(Shown).on_conflict_do_nothing()
_STOOD_ON = exists().where(Revisions.story == Stories.hash, Articles.head == Revisions.id)
_TO_PACK = select(Stories.hash, Stories.fields, Stories.body).where(Stories.packed.is_(None), ~_STOOD_ON)
_TO_PACK_OF = _TO_PACK.where(Stories.hash == bindparam("of"))
_WRITE = update(Stories).where(Stories.hash == bindparam("of"))
_ALL = select(Stories.hash, Stories.fields, Stories.body, Stories.packed)


def pictures_of(text: Stored) -> tuple[str, ...]:
    """The hashes of the pictures that a story shows, each once."""
    return tuple(dict.fromkeys(_PICTURE.findall(text.fields) + _PICTURE.findall(text.body)))


def put_story(connection: Connection, text: Stored, words: int) -> str:
    """Keep a story, once, and open; gives its hash."""
    hash_ = text.hash
    connection.execute(_PUT, {"hash": hash_, "fields": text.fields, "body": text.body, "words": words})
    note_pictures(connection, hash_, text)
    return hash_


def note_pictures(connection: Connection, hash_: str, text: Stored) -> None:
    """Note which pictures a story shows."""
    if pictures := pictures_of(text):
        connection.execute(_ADD_SHOWN, [{"story": hash_, "picture": picture} for picture in pictures])


def lay_open(connection: Connection, hash_: str, blob: bytes) -> Stored:
    """Lay a packed story open, as an article stands on it again. Raises Unreadable."""
    text = unpacked(blob)
    connection.execute(_WRITE, {"of": hash_, "fields": text.fields, "body": text.body, "packed": None})
    return text


def pack_away(connection: Connection, hashes: Iterable[str]) -> None:
    """Pack those of these stories that no article stands on."""
    for hash_ in hashes:
        for found in connection.execute(_TO_PACK_OF, {"of": hash_}).all():
            _pack(connection, *found)


def pack_all(connection: Connection) -> None:
    """Pack all stories that no article stands on, and note anew which pictures each story shows and each page that
    went out carries."""
    for found in connection.execute(_TO_PACK).all():
        _pack(connection, *found)
    connection.execute(delete(Shown))
    for hash_, fields, body, blob in connection.execute(_ALL):
        note_pictures(connection, hash_, opened(fields, body, blob))
    note_carried(connection)


def _pack(connection: Connection, hash_: str, fields: str, body: str) -> None:
    connection.execute(_WRITE, {"of": hash_, "fields": "", "body": "", "packed": packed(Stored(fields, body))})

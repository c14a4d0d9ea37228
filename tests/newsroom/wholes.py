"""Libraries to give out whole, and what is compared of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import text

from desk.library.library import Library
from desk.library.storing import opened

_SAME = (
    *("replicas", "revisions", "moves", "deliveries", "media", "drafts", "gone", "settings", "furniture"),
    *("comments", "decisions", "contacts", "looks", "pages", "carried", "declined", "sources"),
)
# What the list shows; `number` and `indexed` tie rows to the search index and are each file's own.
_FACE = (
    "id, slug, title, title_key, titled, byline, section, state, binned, binned_at, words, created, updated, head, "
    "version, caret"
)


def rows_of(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that are written and not worked out; stories as they were written."""
    with library._database.reader() as connection:

        def asked(statement: str) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in connection.execute(text(statement))]

        found = {name: asked(f"SELECT * FROM {name} ORDER BY 1") for name in _SAME}
        found["stories"] = [
            (hash_, words, opened(fields, body, packed))
            for hash_, words, fields, body, packed in asked(
                "SELECT hash, words, fields, body, packed FROM stories ORDER BY 1"
            )
        ]
    return found


def shown_in(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """What the list, the credits and the search show."""
    library.rebuild().result()
    with library._database.reader() as connection:
        asked = {
            "articles": f"SELECT {_FACE} FROM articles ORDER BY id",
            "credits": "SELECT * FROM credits ORDER BY article, position",
            "people": "SELECT id, name, kind, key, uses FROM people WHERE uses > 0 ORDER BY id",
            "shown": "SELECT * FROM shown ORDER BY 1, 2",
        }
        return {name: [tuple(row) for row in connection.execute(text(one))] for name, one in asked.items()}


def files_in(folder: Path) -> dict[str, bytes]:
    """All files of a folder by their names."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

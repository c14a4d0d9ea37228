"""Puts texts from the recovery journal into their library. Nobody is asked, and nothing that stood there is lost."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import NotFound, Unreadable, WorldError
from desk.library.begun import NOT_YET
from desk.library.journal import Entry, Journal
from desk.library.storing import Stored, stored
from desk.library.values import ArticleRow, Why

if TYPE_CHECKING:
    from desk.library.library import Library

log = logging.getLogger(__name__)

_STOOD = "As it stood before the text from the recovery journal came in."
_CAME = "From the recovery journal; what stands in the library was written later."
_LOST = "From the recovery journal; the article itself was not in the library any more."


class How(StrEnum):
    """What became of a text: it was there already; it is what stands now; it is a revision, as what stands is newer;
    it is an article that was begun while the library could not be written; it is a new article, as its own is not
    there any more."""

    THERE = "there"
    DRAFT = "draft"
    REVISION = "revision"
    BEGUN = "begun"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class PutBack:
    """A text that is in the library now."""

    entry: Entry
    row: ArticleRow
    how: How


def put_back_all(library: Library, journal: Journal) -> tuple[tuple[PutBack, ...], tuple[Entry, ...]]:
    """Put in all that waits for this library; what is in leaves the journal. Gives that, and what still waits
    because the library cannot be written."""
    done: list[PutBack] = []
    waiting: list[Entry] = []
    for entry in journal.entries():
        try:
            done.append(put_back(library, entry))
        except WorldError as error:
            log.warning("a text of the journal still waits: %s", error)
            waiting.append(entry)
        else:
            journal.forget(entry.article)
    return tuple(done), tuple(waiting)


def put_back(library: Library, entry: Entry) -> PutBack:
    """Put one text in. Raises WorldError where the library cannot be written, or the text not be read."""
    story = entry.story
    try:
        now = library.article(entry.article)
    except NotFound:
        if entry.version == NOT_YET:
            saved = library.save_draft(entry.article, story, entry.caret, NOT_YET, entry.agreed).result()
            return PutBack(entry, saved.row, How.BEGUN)
        row = library.create(story, Why.RESTORED, _LOST, baseline=entry.agreed).result()
        return PutBack(entry, row, How.ARTICLE)
    stands, own = _hashes(stored(now.story), stored(now.baseline)), _hashes(entry.text, entry.baseline)
    if stands == own:
        if now.row.version == entry.version and now.caret != entry.caret:
            library.save_draft(now.row.id, story, entry.caret, entry.version, entry.agreed).result()
        return PutBack(entry, now.row, How.THERE)
    follows = now.row.version == entry.version or stands[0] in entry.after
    if follows or entry.at >= now.row.updated:
        if follows:
            library.checkpoint(now.row.id, None, Why.CHECKPOINT, _STOOD).result()
        version = library.article(now.row.id).row.version
        # What somebody else wrote is noticed by the older version, and kept as theirs.
        over = version if follows else entry.version
        saved = library.save_draft(now.row.id, story, entry.caret, over, entry.agreed).result()
        return PutBack(entry, saved.row, How.DRAFT)
    if any((one.story_hash, one.baseline_hash) == own for one in library.revisions(now.row.id)):
        return PutBack(entry, now.row, How.THERE)
    made = library.checkpoint(now.row.id, story, Why.OVERTAKEN, _CAME, entry.agreed).result()
    restored = library.restore(now.row.id, made.parents[0]).result()
    return PutBack(entry, restored.row, How.REVISION)


def _hashes(text: Stored, agreed: Stored | None) -> tuple[str, str]:
    """Those of a text and of what of it is agreed on: who only accepts changes leaves the text as it is."""
    return text.hash, (agreed or text).hash


def rows_of(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The texts as rows of the table of drafts, as `salvage` takes them."""
    from desk.library.moments import moment_text  # noqa: PLC0415  SQLAlchemy

    return [
        {
            "article": entry.article,
            "base": "",
            "fields": entry.text.fields,
            "body": entry.text.body,
            "words": entry.words,
            "who": entry.who,
            "at": moment_text(entry.at),
            "baseline_fields": entry.baseline.fields if entry.baseline else None,
            "baseline_body": entry.baseline.body if entry.baseline else None,
        }
        for entry in entries
        if _is_read(entry)
    ]


def typed_for(library: Path) -> list[dict[str, Any]]:
    """What the journal holds for a library that is damaged, as `salvage` takes it."""
    return rows_of(Journal(library).entries())


def _is_read(entry: Entry) -> bool:
    try:
        _ = entry.story
    except Unreadable:
        return False
    return True

"""A note that comes to a revision afterwards. Revisions are written once: it comes as another one of the same text."""

from __future__ import annotations

from sqlalchemy import select, update

from desk.library.reading import revision_agreed, revision_of, revision_text
from desk.library.records import Kept, add_revision
from desk.library.tables import Articles, Drafts
from desk.library.values import RevisionRow
from desk.library.writer import Transaction


def add_note(t: Transaction, revision: str, note: str) -> RevisionRow | None:
    """Put a note to the newest revision of an article; what is being typed goes on from there. Gives the revision
    that carries it; None where the article has a newer one, and nothing was done. Raises NotFound."""
    row = revision_of(t.connection, revision)
    if not note or note == row.note:
        return row
    if t.connection.scalar(select(Articles.head).where(Articles.id == row.article)) != revision:
        return None
    text = Kept(revision_text(t.connection, revision), row.words, revision_agreed(t.connection, revision))
    made = add_revision(t, row.article, text, (revision,), why=row.why, note=note)
    t.connection.execute(update(Articles).where(Articles.id == row.article).values(head=made.id))
    t.connection.execute(update(Drafts).where(Drafts.base == revision).values(base=made.id))
    t.tell("article", row.article)
    return made

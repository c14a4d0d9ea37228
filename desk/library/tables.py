"""The tables of a library. A change here wants a migration beside it: a test compares the two.

Two kinds of tables. *Records* are written once, carry a time-ordered id (UUIDv7) or the hash of their
content, and are what libraries exchange. *Projections* are what the list and the search show; they
follow from the records and the drafts, and `projections.rebuild` makes them anew.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
    column,
    table,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from desk.library.moments import Moment


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: Moment, str: Text, list[str]: JSON}


class Record(Base):
    """What all immutable records that travel share."""

    __abstract__ = True


# ------------------------------------------------------------------------------------------ records


class Replicas(Record):
    """The libraries that made the records, this one among them."""

    __tablename__ = "replicas"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    created: Mapped[datetime]


class Stories(Record):
    """What was ever written, once per content. `hash` is the SHA-256 (hex) of fields, "\\n" and body.

    The story that an article stands on lies open, for any tool to read. All others are packed: then fields and
    body are "", and `packed` holds the same bytes as were hashed, compressed (see `packing.py`). It does not travel.
    """

    __tablename__ = "stories"
    hash: Mapped[str] = mapped_column(primary_key=True)
    fields: Mapped[str]
    body: Mapped[str]
    words: Mapped[int]
    packed: Mapped[bytes | None]


class Revisions(Record):
    """The chain of an article's revisions. `baseline` is the story that was last agreed on."""

    __tablename__ = "revisions"
    id: Mapped[str] = mapped_column(primary_key=True)
    article: Mapped[str]
    parents: Mapped[list[str]]
    who: Mapped[str]
    at: Mapped[datetime]
    why: Mapped[str]
    note: Mapped[str]
    story: Mapped[str] = mapped_column(ForeignKey("stories.hash"), index=True)
    baseline: Mapped[str] = mapped_column(ForeignKey("stories.hash"), index=True)
    replica: Mapped[str] = mapped_column(ForeignKey("replicas.id"))
    __table_args__ = (Index(None, "article", "id"),)


class Moves(Record):
    """Moves of an article through the work: `what` is "state" (to the state `value`) or "bin" (`value`
    is "in" or "out"). The newest of each kind holds. `note` is what was said to it.

    With "override" as `what` somebody went on, to the state `value` or with it "export", though the gate found these
    `findings`; `note` is their reason."""

    __tablename__ = "moves"
    id: Mapped[str] = mapped_column(primary_key=True)
    article: Mapped[str]
    what: Mapped[str]
    value: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime]
    replica: Mapped[str] = mapped_column(ForeignKey("replicas.id"))
    note: Mapped[str] = mapped_column(server_default=text("''"))
    findings: Mapped[list[str]] = mapped_column(server_default=text("'[]'"))
    __table_args__ = (Index(None, "article", "what", "id"),)


class Deliveries(Record):
    """What was exported, when, to where. `sha256` names its bytes among the pages; of older ones they were not kept."""

    __tablename__ = "deliveries"
    id: Mapped[str] = mapped_column(primary_key=True)
    article: Mapped[str]
    revision: Mapped[str] = mapped_column(ForeignKey("revisions.id"), index=True)
    who: Mapped[str]
    at: Mapped[datetime]
    format: Mapped[str]
    target: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    replica: Mapped[str] = mapped_column(ForeignKey("replicas.id"))
    __table_args__ = (Index(None, "article", "id"),)


class Pages(Record):
    """What went out, byte for byte, by its SHA-256 (hex): packed, and without the pictures that the library has anyway
    (see `desk.formats.packed_page`)."""

    __tablename__ = "pages"
    hash: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class Media(Record):
    """Pictures, by the SHA-256 (hex) of their bytes."""

    __tablename__ = "media"
    hash: Mapped[str] = mapped_column(primary_key=True)
    mime: Mapped[str]
    added: Mapped[datetime]
    data: Mapped[bytes]
    __table_args__ = (Index(None, "added", "hash"),)  # to look through them without their bytes


class Comments(Record):
    """What was said about an article (see `desk.story.comments`). `anchor` is JSON, and `story` that on which it was
    put; both are of the record that opened the thread, all others have "" and the story of it."""

    __tablename__ = "comments"
    id: Mapped[str] = mapped_column(primary_key=True)
    article: Mapped[str]
    thread: Mapped[str] = mapped_column(index=True)
    said: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime]
    text: Mapped[str]
    anchor: Mapped[str]
    question: Mapped[bool]
    mentions: Mapped[list[str]]
    story: Mapped[str] = mapped_column(ForeignKey("stories.hash"), index=True)
    replica: Mapped[str] = mapped_column(ForeignKey("replicas.id"))
    __table_args__ = (Index(None, "article", "id"),)


class Decisions(Record):
    """Tracked changes that somebody decided on: `did` is "accepted" or "rejected", and the other columns say what the
    change was and who made it. With "undone" the decision of the id `decision` was taken back."""

    __tablename__ = "decisions"
    id: Mapped[str] = mapped_column(primary_key=True)
    article: Mapped[str]
    key: Mapped[str]
    did: Mapped[str]
    decision: Mapped[str]
    field: Mapped[str]
    kind: Mapped[str]
    sentence: Mapped[str]
    added: Mapped[str]
    removed: Mapped[str]
    makers: Mapped[list[str]]
    who: Mapped[str]
    at: Mapped[datetime]
    replica: Mapped[str] = mapped_column(ForeignKey("replicas.id"))
    __table_args__ = (Index(None, "article", "id"),)


class Contacts(Record):
    """Changes of the directory (see `desk.story.directory`). `contact` is JSON, "" where nobody was put in; `target`
    is into whom somebody was merged."""

    __tablename__ = "contacts"
    id: Mapped[str] = mapped_column(primary_key=True)
    about: Mapped[str]
    did: Mapped[str]
    contact: Mapped[str]
    target: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime]
    replica: Mapped[str] = mapped_column(ForeignKey("replicas.id"))


class Declined(Record):
    """Whom somebody does not want to be offered as a contributor to an article: `did` is "declined", or "offered" where
    that was taken back. The newest of each name holds."""

    __tablename__ = "declined"
    id: Mapped[str] = mapped_column(primary_key=True)
    article: Mapped[str]
    name: Mapped[str]
    did: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime]
    replica: Mapped[str] = mapped_column(ForeignKey("replicas.id"))
    __table_args__ = (Index(None, "article", "id"),)


class Sources(Record):
    """Whose copy was pasted into an article: its `words`, the `name` of whoever they are of, and the `address` of where
    they stood, where these are known."""

    __tablename__ = "sources"
    id: Mapped[str] = mapped_column(primary_key=True)
    article: Mapped[str]
    name: Mapped[str]
    address: Mapped[str]
    words: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime]
    replica: Mapped[str] = mapped_column(ForeignKey("replicas.id"))
    __table_args__ = (Index(None, "article", "id"),)


# --------------------------------------------------------------------------------- this library's own


class Drafts(Base):
    """What is being typed and is no revision yet. `base` is the revision that it was begun on. The baseline is what
    was last agreed on; without one all of the draft is."""

    __tablename__ = "drafts"
    article: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("revisions.id"), index=True)
    fields: Mapped[str]
    body: Mapped[str]
    words: Mapped[int]
    who: Mapped[str]
    at: Mapped[datetime]
    baseline_fields: Mapped[str | None]
    baseline_body: Mapped[str | None]


class Looks(Base):
    """Up to where each person has seen an article: its newest revision and its version then. It does not travel."""

    __tablename__ = "looks"
    article: Mapped[str] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[str]
    version: Mapped[int]
    at: Mapped[datetime]


class Gone(Base):
    """Articles that were emptied out of the bin, under the name they had: so that an exchange does not bring them
    back unasked. It does not travel: what one library throws away, another may keep."""

    __tablename__ = "gone"
    article: Mapped[str] = mapped_column(primary_key=True)
    slug: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime]


class Settings(Base):
    """What belongs to this library and not to a window: its replica, who works in it."""

    __tablename__ = "settings"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class StandingMatter(Base):
    """Furniture that this library offers besides that of the house."""

    __tablename__ = "furniture"
    position: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    text: Mapped[str]
    slot: Mapped[str]


# --------------------------------------------------------------------------------------- projections


class Articles(Base):
    """One row per article, as the list shows it.

    `number` ties it to the search index. `slug`, `version` and `caret` are this library's own and are
    kept when the rest is rebuilt. `indexed` is the version that the search index knows. `binned_at` is when it
    came into the bin, where it is there. `title_key` is what headlines are sorted by (see `projections.py`).
    """

    __tablename__ = "articles"
    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_key: Mapped[str] = mapped_column(server_default=text("''"))
    titled: Mapped[bool]
    byline: Mapped[str]
    section: Mapped[str] = mapped_column(server_default=text("''"))
    state: Mapped[str]
    binned: Mapped[bool]
    binned_at: Mapped[datetime | None]
    words: Mapped[int]
    created: Mapped[datetime]
    updated: Mapped[datetime]
    head: Mapped[str] = mapped_column(ForeignKey("revisions.id"), index=True)
    version: Mapped[int]
    indexed: Mapped[int]
    caret: Mapped[int]


for _key in (Articles.updated, Articles.created, Articles.title_key, Articles.words):  # the orders of the list
    Index(None, Articles.binned, _key, Articles.number, Articles.state)
Index(None, Articles.binned, Articles.state, Articles.updated, Articles.number)
Index(None, Articles.binned, Articles.section)
Index("ix_articles_binned_at", Articles.binned_at, sqlite_where=Articles.binned_at.is_not(None))
Index("ix_articles_unindexed", Articles.number, sqlite_where=Articles.indexed != Articles.version)


class Shown(Base):
    """Which pictures which stories show, so that nobody has to read them all to know what a picture is needed for."""

    __tablename__ = "shown"
    story: Mapped[str] = mapped_column(ForeignKey("stories.hash"), primary_key=True)
    picture: Mapped[str] = mapped_column(primary_key=True, index=True)


class Carried(Base):
    """Which pictures the pages that went out carry, which only the media have whole."""

    __tablename__ = "carried"
    page: Mapped[str] = mapped_column(ForeignKey("pages.hash"), primary_key=True)
    picture: Mapped[str] = mapped_column(primary_key=True, index=True)


class Anchors(Base):
    """Where the anchors of comments are by now: in the story of this hash. They follow from the records."""

    __tablename__ = "anchors"
    thread: Mapped[str] = mapped_column(primary_key=True)
    article: Mapped[str] = mapped_column(index=True)
    anchor: Mapped[str]
    story: Mapped[str]


class People(Base):
    """Everybody who is credited in some article. `key` is the name folded for comparison; `weight` ranks
    by how often and how lately (see `credited.py`)."""

    __tablename__ = "people"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    uses: Mapped[int]
    weight: Mapped[float] = mapped_column(index=True)
    __table_args__ = (UniqueConstraint("name", "kind"),)


class Credits(Base):
    """Who is credited where, in which role, with which title; `since` is when the article was first published, or was
    made where it never was."""

    __tablename__ = "credits"
    article: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str]
    place: Mapped[str]
    since: Mapped[datetime]
    title: Mapped[str] = mapped_column(server_default=text("''"))


# The FTS5 index. It is a virtual table with shadow tables of its own, so Alembic does not compare it.
SEARCHED = ("slug", "title", "byline", "credits", "section", "tags", "notes", "body")
search = table("search", column("rowid"), column("rank"), *(column(name) for name in SEARCHED))

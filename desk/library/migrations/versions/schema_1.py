"""Schema 1: articles, revisions, drafts, people, pictures, deliveries and the search index.

A migration is history: it imports nothing of Desk and is never changed once it was released. It runs
inside the one transaction that the library's opening holds, and ends by setting SQLite's `user_version`.
"""

import sqlalchemy as sa
from alembic import op

revision = "schema_1"
down_revision = None

TEXT, WHOLE, MOMENT = sa.Text(), sa.Integer(), sa.String(27)


def upgrade() -> None:
    """Make the tables of an empty file."""
    records()
    articles()
    followers()
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(slug, title, byline, credits, body, "
        "tokenize=\"unicode61 remove_diacritics 2\", prefix='1 2 3')"
    )
    # How much a hit counts in each column, in their order: a headline says more than a paragraph.
    op.execute("INSERT INTO search(search, rank) VALUES ('rank', 'bm25(8.0, 10.0, 5.0, 4.0, 1.0)')")
    op.execute("PRAGMA application_id = 1147499371")  # "Desk", so that `file` and we can tell
    op.execute("PRAGMA user_version = 1")


def text(name: str) -> sa.Column[str]:
    """A column of text that is always there."""
    return sa.Column(name, TEXT, nullable=False)


def whole(name: str) -> sa.Column[int]:
    """A column of whole numbers that is always there."""
    return sa.Column(name, WHOLE, nullable=False)


def moment(name: str) -> sa.Column[str]:
    """A column of times in UTC: ISO 8601 with microseconds."""
    return sa.Column(name, MOMENT, nullable=False)


def refers(name: str, table: str, target: str) -> sa.ForeignKeyConstraint:
    """A column that names a row of another table."""
    return sa.ForeignKeyConstraint([name], [target], name=f"fk_{table}_{name}")


def key(table: str, *names: str) -> sa.PrimaryKeyConstraint:
    """The primary key of a table."""
    return sa.PrimaryKeyConstraint(*names, name=f"pk_{table}")


def records() -> None:
    """What is written once, and travels."""
    op.create_table("replicas", text("id"), text("name"), moment("created"), key("replicas", "id"))
    op.create_table("stories", text("hash"), text("fields"), text("body"), whole("words"), key("stories", "hash"))
    op.create_table(
        "revisions",
        *(text("id"), text("article"), sa.Column("parents", sa.JSON(), nullable=False), text("who"), moment("at")),
        *(text("why"), text("note"), text("story"), text("baseline"), text("replica")),
        key("revisions", "id"),
        refers("story", "revisions", "stories.hash"),
        refers("baseline", "revisions", "stories.hash"),
        refers("replica", "revisions", "replicas.id"),
    )
    op.create_index("ix_revisions_article_id", "revisions", ["article", "id"])
    op.create_index("ix_revisions_story", "revisions", ["story"])
    op.create_index("ix_revisions_baseline", "revisions", ["baseline"])
    op.create_table(
        "moves",
        *(text("id"), text("article"), text("what"), text("value"), text("who"), moment("at"), text("replica")),
        key("moves", "id"),
        refers("replica", "moves", "replicas.id"),
    )
    op.create_index("ix_moves_article_what_id", "moves", ["article", "what", "id"])
    op.create_table(
        "deliveries",
        *(text("id"), text("article"), text("revision"), text("who"), moment("at")),
        *(text("format"), text("target"), text("sha256"), text("replica")),
        key("deliveries", "id"),
        refers("revision", "deliveries", "revisions.id"),
        refers("replica", "deliveries", "replicas.id"),
    )
    op.create_index("ix_deliveries_article_id", "deliveries", ["article", "id"])
    data = sa.Column("data", sa.LargeBinary(), nullable=False)
    op.create_table("media", text("hash"), text("mime"), moment("added"), data, key("media", "hash"))


def articles() -> None:
    """The list."""
    op.create_table(
        "articles",
        *(whole("number"), text("id"), text("slug"), text("title"), sa.Column("titled", sa.Boolean(), nullable=False)),
        *(text("byline"), text("state"), sa.Column("binned", sa.Boolean(), nullable=False), whole("words")),
        *(moment("created"), moment("updated"), text("head"), whole("version"), whole("indexed"), whole("caret")),
        key("articles", "number"),
        sa.UniqueConstraint("id", name="uq_articles_id"),
        sa.UniqueConstraint("slug", name="uq_articles_slug"),
        refers("head", "articles", "revisions.id"),
    )
    op.create_index("ix_articles_binned_updated_id", "articles", ["binned", "updated", "id"])
    op.create_index("ix_articles_unindexed", "articles", ["number"], sqlite_where=sa.text("indexed != version"))


def followers() -> None:
    """What hangs on articles, and what is this library's own."""
    op.create_table(
        "drafts",
        *(text("article"), text("base"), text("fields"), text("body"), whole("words"), text("who"), moment("at")),
        key("drafts", "article"),
        refers("article", "drafts", "articles.id"),
        refers("base", "drafts", "revisions.id"),
    )
    op.create_table(
        "people",
        *(text("id"), text("name"), text("kind"), text("key"), whole("uses")),
        sa.Column("weight", sa.Double(), nullable=False),
        key("people", "id"),
        sa.UniqueConstraint("name", "kind", name="uq_people_name_kind"),
    )
    op.create_index("ix_people_key", "people", ["key"])
    op.create_index("ix_people_weight", "people", ["weight"])
    op.create_table(
        "credits",
        *(text("article"), whole("position"), text("person"), text("role"), text("place"), moment("since")),
        key("credits", "article", "position"),
        refers("article", "credits", "articles.id"),
        refers("person", "credits", "people.id"),
    )
    op.create_index("ix_credits_person", "credits", ["person"])
    op.create_table("settings", text("key"), text("value"), key("settings", "key"))
    op.create_table(
        "furniture", whole("position"), text("title"), text("text"), text("slot"), key("furniture", "position")
    )

"""Schema 3: what a review leaves. A draft has a baseline, moves have notes, and there are comments, decisions on
tracked changes, a directory of people and organisations, and what each person has looked at.

See `schema_1.py` on what a migration is.
"""

import sqlalchemy as sa
from alembic import op

revision = "schema_3"
down_revision = "schema_2"

TEXT, MOMENT = sa.Text(), sa.String(27)


def upgrade() -> None:
    """Bring a library of schema 2 to schema 3."""
    baselines()
    notes()
    comments()
    decisions()
    contacts()
    looks()
    op.execute("PRAGMA user_version = 3")


def text(name: str) -> sa.Column[str]:
    """A column of text that is always there."""
    return sa.Column(name, TEXT, nullable=False)


def moment(name: str) -> sa.Column[str]:
    """A column of times in UTC: ISO 8601 with microseconds."""
    return sa.Column(name, MOMENT, nullable=False)


def listing(name: str) -> sa.Column[list[str]]:
    """A column of texts, as JSON."""
    return sa.Column(name, sa.JSON(), nullable=False)


def refers(name: str, table: str, target: str) -> sa.ForeignKeyConstraint:
    """A column that names a row of another table."""
    return sa.ForeignKeyConstraint([name], [target], name=f"fk_{table}_{name}")


def key(table: str, *names: str) -> sa.PrimaryKeyConstraint:
    """The primary key of a table."""
    return sa.PrimaryKeyConstraint(*names, name=f"pk_{table}")


def baselines() -> None:
    """The text that was agreed on before a draft, where that is another one."""
    op.add_column("drafts", sa.Column("baseline_fields", TEXT, nullable=True))
    op.add_column("drafts", sa.Column("baseline_body", TEXT, nullable=True))


def notes() -> None:
    """What was said to a move, and what was found and gone past."""
    op.add_column("moves", sa.Column("note", TEXT, nullable=False, server_default=sa.text("''")))
    op.add_column("moves", sa.Column("findings", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))


def comments() -> None:
    """Comments and questions, and where their anchors are by now."""
    op.create_table(
        "comments",
        *(text("id"), text("article"), text("thread"), text("said"), text("who"), moment("at"), text("text")),
        *(text("anchor"), sa.Column("question", sa.Boolean(), nullable=False), listing("mentions"), text("story")),
        *(text("replica"), key("comments", "id"), refers("story", "comments", "stories.hash")),
        refers("replica", "comments", "replicas.id"),
    )
    op.create_index("ix_comments_article_id", "comments", ["article", "id"])
    op.create_index("ix_comments_story", "comments", ["story"])
    op.create_index("ix_comments_thread", "comments", ["thread"])
    op.create_table("anchors", text("thread"), text("article"), text("anchor"), text("story"), key("anchors", "thread"))
    op.create_index("ix_anchors_article", "anchors", ["article"])


def decisions() -> None:
    """Who accepted and rejected what."""
    op.create_table(
        "decisions",
        *(text("id"), text("article"), text("key"), text("did"), text("decision"), text("field"), text("kind")),
        *(text("sentence"), text("added"), text("removed"), listing("makers"), text("who"), moment("at")),
        *(text("replica"), key("decisions", "id"), refers("replica", "decisions", "replicas.id")),
    )
    op.create_index("ix_decisions_article_id", "decisions", ["article", "id"])


def contacts() -> None:
    """Changes of the directory."""
    op.create_table(
        "contacts",
        *(text("id"), text("about"), text("did"), text("contact"), text("target"), text("who"), moment("at")),
        *(text("replica"), key("contacts", "id"), refers("replica", "contacts", "replicas.id")),
    )


def looks() -> None:
    """What each person saw of an article last."""
    op.create_table(
        "looks",
        *(text("article"), text("who"), text("revision"), sa.Column("version", sa.Integer(), nullable=False)),
        *(moment("at"), key("looks", "article", "who")),
    )

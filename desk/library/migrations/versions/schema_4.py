"""Schema 4: what went out is kept byte for byte, a credit has the title of whom it names, and an article remembers who
is no contributor and whose copy was pasted in.

See `schema_1.py` on what a migration is.
"""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "schema_4"
down_revision = "schema_3"

TEXT, MOMENT = sa.Text(), sa.String(27)


def upgrade() -> None:
    """Bring a library of schema 3 to schema 4."""
    pages()
    declined()
    sources()
    titles()
    dates()
    op.execute("PRAGMA user_version = 4")


def text(name: str) -> sa.Column[str]:
    """A column of text that is always there."""
    return sa.Column(name, TEXT, nullable=False)


def moment(name: str) -> sa.Column[str]:
    """A column of times in UTC: ISO 8601 with microseconds."""
    return sa.Column(name, MOMENT, nullable=False)


def refers(name: str, table: str, target: str) -> sa.ForeignKeyConstraint:
    """A column that names a row of another table."""
    return sa.ForeignKeyConstraint([name], [target], name=f"fk_{table}_{name}")


def key(table: str, *names: str) -> sa.PrimaryKeyConstraint:
    """The primary key of a table."""
    return sa.PrimaryKeyConstraint(*names, name=f"pk_{table}")


def pages() -> None:
    """What went out, and which pictures it carries."""
    data = sa.Column("data", sa.LargeBinary(), nullable=False)
    op.create_table("pages", text("hash"), data, key("pages", "hash"))
    op.create_table(
        "carried",
        text("page"),
        text("picture"),
        key("carried", "page", "picture"),
        refers("page", "carried", "pages.hash"),
    )
    op.create_index("ix_carried_picture", "carried", ["picture"])
    op.create_index("ix_deliveries_sha256", "deliveries", ["sha256"])


def declined() -> None:
    """Who is no contributor."""
    op.create_table(
        "declined",
        *(text("id"), text("article"), text("name"), text("did"), text("who"), moment("at"), text("replica")),
        *(key("declined", "id"), refers("replica", "declined", "replicas.id")),
    )
    op.create_index("ix_declined_article_id", "declined", ["article", "id"])


def sources() -> None:
    """Whose copy was pasted in."""
    op.create_table(
        "sources",
        *(text("id"), text("article"), text("name"), text("address"), text("words"), text("who"), moment("at")),
        *(text("replica"), key("sources", "id"), refers("replica", "sources", "replicas.id")),
    )
    op.create_index("ix_sources_article_id", "sources", ["article", "id"])


def titles() -> None:
    """The title of whom a credit names, out of the text that the article stands on."""
    op.add_column("credits", sa.Column("title", TEXT, nullable=False, server_default=sa.text("''")))
    connection = op.get_bind()
    texts = connection.exec_driver_sql(
        "SELECT a.id, coalesce(d.fields, s.fields) FROM articles a JOIN revisions r ON r.id = a.head "
        "JOIN stories s ON s.hash = r.story LEFT JOIN drafts d ON d.article = a.id "
        "WHERE instr(coalesce(d.fields, s.fields), '\"title\"')"
    )
    found = [(title, article, at) for article, fields in texts for at, title in enumerate(titles_in(fields)) if title]
    if found:
        connection.exec_driver_sql("UPDATE credits SET title = ? WHERE article = ? AND position = ?", found)


def titles_in(fields: str) -> list[str]:
    """The titles in the credits of a text that have a name, in their order; nothing where the text is damaged."""
    try:
        credited = json.loads(fields).get("credits", [])
        named = [each for each in credited if each["name"].split()]
        return [" ".join(each.get("title", "").split()) for each in named]
    except (ValueError, TypeError, KeyError, AttributeError):
        return []


def dates() -> None:
    """A credit counts from when its article was first published, where it was."""
    connection = op.get_bind()
    texts = connection.exec_driver_sql(
        "SELECT a.id, coalesce(d.fields, s.fields) FROM articles a JOIN revisions r ON r.id = a.head "
        "JOIN stories s ON s.hash = r.story LEFT JOIN drafts d ON d.article = a.id "
        "WHERE instr(coalesce(d.fields, s.fields), '\"first_published\"')"
    )
    found = [(at, article) for article, fields in texts if (at := published_in(fields))]
    if found:
        connection.exec_driver_sql("UPDATE credits SET since = ? WHERE article = ?", found)


def published_in(fields: str) -> str:
    """When a text was first published; "" where it was not, or is damaged."""
    try:
        at = datetime.fromisoformat(json.loads(fields)["first_published"])
        return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if 1000 <= at.year <= 9998 else ""
    except (ValueError, TypeError, KeyError, OverflowError):
        return ""

"""Schema 2: older texts are packed, the bin knows since when, and what was emptied out of it is remembered.

See `schema_1.py` on what a migration is.
"""

import re
import zlib

import sqlalchemy as sa
from alembic import op

revision = "schema_2"
down_revision = "schema_1"

TEXT, MOMENT = sa.Text(), sa.String(27)
PICTURE = re.compile(r"media:([0-9a-f]{64})")


def upgrade() -> None:
    """Bring a library of schema 1 to schema 2."""
    indexes()
    the_bin()
    pictures()
    pack()
    op.execute("PRAGMA user_version = 2")


def text(name: str) -> sa.Column[str]:
    """A column of text that is always there."""
    return sa.Column(name, TEXT, nullable=False)


def indexes() -> None:
    """By what a revision is referred to: without them, to delete one means to look through all articles."""
    op.create_index("ix_articles_head", "articles", ["head"])
    op.create_index("ix_drafts_base", "drafts", ["base"])
    op.create_index("ix_deliveries_revision", "deliveries", ["revision"])


def the_bin() -> None:
    """When an article came into the bin, and what was emptied out of it."""
    op.add_column("articles", sa.Column("binned_at", MOMENT, nullable=True))
    op.execute(
        "UPDATE articles SET binned_at = coalesce((SELECT m.at FROM moves m WHERE m.article = articles.id "
        "AND m.what = 'bin' ORDER BY m.id DESC LIMIT 1), updated) WHERE binned"
    )
    kept = sa.text("binned_at IS NOT NULL")
    op.create_index("ix_articles_binned_at", "articles", ["binned_at"], sqlite_where=kept)
    key = sa.PrimaryKeyConstraint("article", name="pk_gone")
    op.create_table("gone", text("article"), text("slug"), text("who"), sa.Column("at", MOMENT, nullable=False), key)


def pictures() -> None:
    """Which pictures the stories show."""
    op.create_table(
        "shown",
        *(text("story"), text("picture"), sa.PrimaryKeyConstraint("story", "picture", name="pk_shown")),
        sa.ForeignKeyConstraint(["story"], ["stories.hash"], name="fk_shown_story"),
    )
    op.create_index("ix_shown_picture", "shown", ["picture"])
    connection = op.get_bind()
    found = connection.exec_driver_sql(
        "SELECT hash, fields || char(10) || body FROM stories WHERE instr(fields, 'media:') OR instr(body, 'media:')"
    )
    pairs = [(story, picture) for story, content in found for picture in dict.fromkeys(PICTURE.findall(content))]
    if pairs:
        connection.exec_driver_sql("INSERT INTO shown VALUES (?, ?)", pairs)


def pack() -> None:
    """Pack the texts that no article stands on: fields, a line end and body, as they were hashed."""
    op.add_column("stories", sa.Column("packed", sa.LargeBinary(), nullable=True))
    raw = op.get_bind().connection.driver_connection
    assert raw is not None
    raw.create_function("packed", 2, packed, deterministic=True)
    op.execute(
        "UPDATE stories SET packed = packed(fields, body), fields = '', body = '' WHERE hash NOT IN "
        "(SELECT r.story FROM articles a JOIN revisions r ON r.id = a.head)"
    )


def packed(fields: str, body: str) -> bytes:
    """A text as it is packed."""
    return zlib.compress(f"{fields}\n{body}".encode(), 9)

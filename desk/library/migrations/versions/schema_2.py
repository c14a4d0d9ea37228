"""Schema 2: older texts are packed, the bin knows since when, what was emptied out of it is remembered, and the list
can be read in every order.

See `schema_1.py` on what a migration is.
"""

import re
import unicodedata
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
    the_list()
    the_search()
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
    op.create_index("ix_media_added_hash", "media", ["added", "hash"])


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


def the_list() -> None:
    """What the list is sorted and filtered by, and an index for every order. As the number of the row stands in
    them, every line has one place only; as the state does, it is not looked up line by line."""
    for name in ("title_key", "section"):
        op.add_column("articles", sa.Column(name, TEXT, nullable=False, server_default=sa.text("''")))
    raw = op.get_bind().connection.driver_connection
    assert raw is not None
    raw.create_function("title_key", 1, title_key, deterministic=True)
    op.execute(
        "UPDATE articles SET title_key = title_key(title), section = coalesce((SELECT "
        "trim(json_extract(coalesce(d.fields, s.fields), '$.section')) FROM revisions r JOIN stories s "
        "ON s.hash = r.story LEFT JOIN drafts d ON d.article = r.article WHERE r.id = articles.head "
        "AND json_valid(coalesce(d.fields, s.fields))), '')"
    )
    op.drop_index("ix_articles_binned_updated_id", "articles")
    for name in ("updated", "created", "title_key", "words"):
        op.create_index(f"ix_articles_binned_{name}_number_state", "articles", ["binned", name, "number", "state"])
    op.create_index("ix_articles_binned_state_updated_number", "articles", ["binned", "state", "updated", "number"])
    op.create_index("ix_articles_binned_section", "articles", ["binned", "section"])


def the_search() -> None:
    """Section, tags and notes have columns of their own. What was indexed is taken over; sections and tags stay among
    the words of a body until it is indexed anew."""
    op.execute(
        "CREATE VIRTUAL TABLE search_2 USING fts5(slug, title, byline, credits, section, tags, notes, body, "
        "tokenize=\"unicode61 remove_diacritics 2\", prefix='1 2 3')"
    )
    op.execute(
        "INSERT INTO search_2(rowid, slug, title, byline, credits, section, tags, notes, body) "
        "SELECT o.rowid, o.slug, o.title, o.byline, o.credits, a.section, "
        "coalesce(json_extract(f.fields, '$.keywords'), ''), coalesce(json_extract(f.fields, '$.editors_note'), ''), "
        "o.body FROM search o JOIN articles a ON a.number = o.rowid LEFT JOIN (SELECT r.id, "
        "iif(json_valid(coalesce(d.fields, s.fields)), coalesce(d.fields, s.fields), '{}') fields FROM revisions r "
        "JOIN stories s ON s.hash = r.story LEFT JOIN drafts d ON d.article = r.article) f ON f.id = a.head"
    )
    op.execute("DROP TABLE search")
    op.execute("ALTER TABLE search_2 RENAME TO search")
    # How much a hit counts in each column, in their order: a headline says more than a paragraph.
    op.execute("INSERT INTO search(search, rank) VALUES ('rank', 'bm25(8.0, 10.0, 5.0, 4.0, 3.0, 6.0, 1.0, 1.0)')")


def title_key(title: str) -> str:
    """A headline as it is sorted: no case, no accents, no signs before it."""
    letters = unicodedata.normalize("NFKD", title.casefold())
    return re.sub(r"^[\W_]+", "", "".join(sign for sign in letters if not unicodedata.combining(sign)))[:80]


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

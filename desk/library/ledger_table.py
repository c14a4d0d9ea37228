"""The ledger of credits as a table, for spreadsheets and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from desk.formats.dates import local
from desk.formats.table_csv import csv_table
from desk.library.ledger_values import LedgerRow
from desk.story.house import House

HEADS = ("date", "name", "kind", "role", "place", "title", "headline", "slug", "state")


def cells(row: LedgerRow, house: House) -> tuple[str, ...]:
    """A line of the table, in the order of `HEADS`. The day is that of the house (ISO 8601)."""
    day = local(row.at, house).date().isoformat()
    article = row.article
    who = (row.name, row.kind.value, row.role.value, row.place, row.title)
    return (day, *who, article.title, article.slug, article.state.value)


def ledger_csv(rows: Iterable[LedgerRow], house: House) -> str:
    """The table as CSV."""
    return csv_table(HEADS, (cells(row, house) for row in rows))


def ledger_values(rows: Sequence[LedgerRow], house: House) -> list[dict[str, Any]]:
    """The same for JSON, with the time besides the day, and the article's id."""
    return [
        dict(zip(HEADS, cells(row, house), strict=True)) | {"at": row.at, "article": row.article.id} for row in rows
    ]

"""Tables as text with commas (CSV, RFC 4180), that spreadsheets read without taking any of it for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the beginning of a formula, also in its wide form:
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")
BOM = "\ufeff"  # before a file, so that Excel reads it as UTF-8; programs that read a pipe want none


def csv_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table with a line of headings; lines end with CR LF. A cell that would be taken for a formula begins with an
    apostrophe, which says that it is text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell[:1] in _FORMULA or cell.lstrip()[:1] in _FORMULA else cell

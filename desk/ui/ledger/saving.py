"""Saves a ledger as a table that spreadsheets read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk.library.ledger_values import Key
from desk.story.house import House

if TYPE_CHECKING:
    from desk.library.ledger_values import LedgerRow
    from desk.library.library import Library

_AT_ONCE = 2_000  # credits read in one go


def write_ledger(
    library: Library, keys: Sequence[Key], house: House, path: Path, tell: Callable[[int, int], object]
) -> int:
    """Write these credits into a file, in UTF-8 with its mark, without which Excel takes it for something else; gives
    how many there were. `tell` is told how far it is, and what it raises ends it: then nothing was written. Raises
    Unwritable."""
    from desk.formats.file_write import sync_folder, write_whole  # noqa: PLC0415
    from desk.formats.table_csv import BOM  # noqa: PLC0415
    from desk.library.ledger_table import ledger_csv  # noqa: PLC0415

    rows: list[LedgerRow] = []
    for start in range(0, len(keys), _AT_ONCE):
        tell(start, len(keys))
        rows += library.ledger_rows(keys[start : start + _AT_ONCE])
    write_whole(path, (BOM + ledger_csv(rows, house)).encode())
    sync_folder(path.parent)
    return len(rows)

"""Golden files: what a writer gave, reviewed as a diff. Set DESK_REWRITE_GOLDEN=1 to write them anew."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def check_golden(name: str, data: bytes) -> None:
    """The data is what the file holds."""
    path = FOLDER / name
    if os.environ.get("DESK_REWRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    assert data.decode("utf-8") == path.read_text(encoding="utf-8")

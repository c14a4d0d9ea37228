"""What is loaded before a window is seen: nothing that it can do without."""

from __future__ import annotations

import subprocess
import sys

# SQLAlchemy alone takes longer than all else of the start together.
LATER = (
    "sqlalchemy",
    "alembic",
    "PIL",
    "lxml",
    "nh3",
    "jinja2",
    "markdown",
    "difflib",
    "desk.checks",
    "desk.revise.review.tracking",
    "desk.revise.diff",
    "PySide6.QtWebEngineWidgets",
)


def test_the_room_of_a_window_loads_little() -> None:
    code = f"import sys, desk.ui.start, desk.ui.room; print([name for name in {LATER!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

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
    "desk.formats.html_write",
    "desk.formats.markdown_write",
    "desk.formats.pasted.clip",
    "desk.revise.diff",
    "desk.story.directory",
    "desk.revise.review",
    "desk.library.review_values",
    "desk.ui.crediting.tool",
    "desk.ui.dialogs.settings",
    "desk.ui.find",
    "desk.ui.history.readers_tool",
    "desk.ui.history.tool",
    "desk.ui.inspector",
    "desk.ui.ledger",
    "desk.ui.length.tool",
    "desk.ui.palette",
    "desk.ui.review.review",
    "desk.ui.review.tool",
    "desk.ui.single",
    "desk.ui.source",
    "desk.ui.spelling",
    "desk.ui.text_tool",
    "desk.ui.to_come",
    "desk.ui.workflow.tool",
    "PySide6.QtNetwork",
    "PySide6.QtQuick",
    "PySide6.QtWebEngineWidgets",
)


def test_the_room_of_a_window_loads_little() -> None:
    code = f"import sys, desk.ui.start, desk.ui.room; print([name for name in {LATER!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""What a dialog for files does with the files that it lists."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QFileInfo
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QListView, QToolButton
from pytestqt.qtbot import QtBot

import desk
from desk.ui.dialogs.files import file_dialog
from tests.ui.desk_window import WAIT

TRIES = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit("locked")
"""


def is_locked(path: Path) -> bool:
    """Whether another process finds the file locked."""
    return subprocess.run([sys.executable, "-c", TRIES, path], check=False, capture_output=True).returncode != 0


@pytest.mark.parametrize("view", QFileDialog.ViewMode)
def test_what_is_listed_keeps_its_locks(qtbot: QtBot, tmp_path: Path, view: QFileDialog.ViewMode) -> None:
    fcntl = pytest.importorskip("fcntl", reason="locks belong to a handle there")
    for name in ("library.desk", "notes", "picture.png"):
        (tmp_path / name).write_bytes(b"\x00of no kind that its name would tell")
    with (tmp_path / "library.desk").open("r+b") as held:
        fcntl.lockf(held, fcntl.LOCK_EX)
        dialog = file_dialog(None, "Open a library", tmp_path)
        qtbot.addWidget(dialog)
        dialog.setViewMode(view)
        dialog.show()
        listing = dialog.findChild(QListView, "listView")
        assert listing is not None
        qtbot.waitUntil(lambda: listing.model().rowCount(listing.rootIndex()) == 3, timeout=WAIT)
        assert not dialog.grab().isNull()
        assert is_locked(tmp_path / "library.desk")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others ask in a process of their own")
def test_the_dialog_of_gtk_is_not_taken(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    for theme, is_own in (("gtk3", True), ("xdgdesktopportal", False)):
        monkeypatch.setenv("QT_QPA_PLATFORMTHEME", theme)
        dialog = file_dialog(None, "Open")
        qtbot.addWidget(dialog)
        assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog) is is_own


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others have a dialog of the system")
def test_its_arrows_are_seen_on_what_is_behind_them(qtbot: QtBot, qapp: QApplication) -> None:
    before, dark = qapp.palette(), QPalette(QColor("#202020"))
    dark.setColor(QPalette.ColorRole.WindowText, QColor("#f0f0f0"))
    qapp.setPalette(dark)
    dialog = file_dialog(None, "Open")
    qapp.setPalette(before)
    qtbot.addWidget(dialog)
    button = dialog.findChild(QToolButton, "toParentButton")
    assert button is not None
    drawn = button.icon().pixmap(16, 16).toImage()
    colours = {
        drawn.pixelColor(x, y).name() for x in range(16) for y in range(16) if drawn.pixelColor(x, y).alpha() > 250
    }
    assert colours == {"#f0f0f0"}


def test_what_a_file_is_its_name_tells(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = file_dialog(None, "Open", tmp_path)
    qtbot.addWidget(dialog)
    icons = dialog.iconProvider()
    for name, kind in (("a.md", "Markdown document"), ("a.desk", "File"), ("none", "File")):
        assert icons.type(QFileInfo(tmp_path / name)) == kind
        assert not icons.icon(QFileInfo(tmp_path / name)).isNull()
    for place in (tmp_path, QDir.rootPath()):
        assert icons.type(QFileInfo(place)) == "Folder"
        assert not icons.icon(QFileInfo(place)).isNull()


def test_all_dialogs_for_files_are_made_in_one_place() -> None:
    folder = Path(desk.__file__).parent
    made = ("QFileDialog(", "QFileDialog.get")
    found = {path.name for path in folder.rglob("*.py") if any(how in path.read_text("utf-8") for how in made)}
    assert found == {"files.py"}

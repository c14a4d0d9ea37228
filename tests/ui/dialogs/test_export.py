"""Exporting from the window, on a real library into a real folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from desk.story.body import Body, Paragraph, spans
from desk.story.plurals import counted
from desk.story.story import Story
from desk.ui.dialogs.export import ExportDialog
from tests.ui.desk_window import WAIT, DeskWindow


def dialog_of(qtbot: QtBot, desk: DeskWindow) -> ExportDialog:
    desk.do("export")
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(ExportDialog)), timeout=WAIT)  # who is chosen may be read
    (dialog,) = desk.window.findChildren(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    return dialog


def export_into(qtbot: QtBot, desk: DeskWindow, dialog: ExportDialog, folder: Path, name: str = "html") -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(name))
    dialog.folder.setText(str(folder))
    desk.press("Export", dialog)
    qtbot.waitUntil(lambda: dialog.answer.isVisible() and dialog.go.isEnabled(), timeout=WAIT)


def test_the_open_article_is_exported_noted_and_shown(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = dialog_of(qtbot, desk_window)
    export_into(qtbot, desk_window, dialog, tmp_path / "out")
    file = tmp_path / "out" / "start-here.html"
    assert dialog.answer.text() == f"Saved as {file}"
    assert "<article" in file.read_text("utf-8")
    row = desk_window.room.manuscript.article
    assert row is not None
    (delivery,) = desk_window.library.deliveries(row.id)
    assert delivery.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    desk_window.press("Open the folder", dialog)
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "out"))]
    with qtbot.waitSignal(dialog.destroyed, timeout=WAIT):
        desk_window.press("Close", dialog)


def test_the_dialog_remembers(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    export_into(qtbot, desk_window, dialog_of(qtbot, desk_window), tmp_path / "out", "text")
    desk_window.press("Close")
    qtbot.waitUntil(lambda: not desk_window.window.findChildren(ExportDialog), timeout=WAIT)
    again = dialog_of(qtbot, desk_window)
    assert again.format.currentData() == "text"
    assert again.folder.text() == str(tmp_path / "out")
    again.reject()


def test_what_was_typed_a_moment_ago_is_exported(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    row = desk_window.room.manuscript.article
    assert row is not None
    story = desk_window.room.manuscript.story
    last = Paragraph(spans("The last words of all."))
    desk_window.room.manuscript.edit(
        Story(headline=story.headline, slug=story.slug, body=Body((*story.body.blocks, last))), None
    )
    export_into(qtbot, desk_window, dialog_of(qtbot, desk_window), tmp_path, "text")
    assert "The last words of all." in (tmp_path / "start-here.txt").read_text("utf-8")


def test_checks_and_losses_are_shown_before(qtbot: QtBot, desk_window: DeskWindow) -> None:
    row = desk_window.library.create(Story(body=Body((Paragraph(spans("TK")),)))).result()
    desk_window.open(row.id)
    dialog = dialog_of(qtbot, desk_window)
    qtbot.waitUntil(lambda: "There is no headline." in dialog.sentences, timeout=WAIT)
    dialog.reject()


def test_several_articles_go_out_together(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    desk_window.room.articles.view.selectAll()
    number = len(desk_window.listed())
    dialog = dialog_of(qtbot, desk_window)
    assert dialog.windowTitle() == f"Export {counted(number, 'article')}"
    export_into(qtbot, desk_window, dialog, tmp_path / "out", "markdown")
    assert len(list((tmp_path / "out").glob("*.md"))) == number
    assert dialog.answer.text() == f"{counted(number, 'file')} saved in {tmp_path / 'out'}"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_said(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    dialog = dialog_of(qtbot, desk_window)
    export_into(qtbot, desk_window, dialog, folder)
    assert "closed" in dialog.answer.text()
    assert dialog.go.text() == "Export"


def test_a_file_in_the_way_of_the_folder_is_said(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", "utf-8")
    dialog = dialog_of(qtbot, desk_window)
    export_into(qtbot, desk_window, dialog, tmp_path / "out")
    assert "out" in dialog.answer.text()
    assert dialog.answer.property("role") == "error"
    assert (tmp_path / "out").read_text("utf-8") == "a file"


def test_without_a_folder_it_asks_for_one(qtbot: QtBot, desk_window: DeskWindow) -> None:
    dialog = dialog_of(qtbot, desk_window)
    dialog.folder.clear()
    desk_window.press("Export", dialog)
    assert dialog.answer.text() == "Choose a folder first."

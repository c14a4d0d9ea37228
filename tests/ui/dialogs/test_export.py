"""Exporting from the window, on a real library into a real folder."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from desk.story.body import Body, Paragraph, spans
from desk.story.people import Credit, Role
from desk.story.plurals import counted
from desk.story.story import Story
from desk.ui.dialogs.export import ExportDialog
from tests.ui.desk_window import WAIT, DeskWindow

BY = (Credit("Ilse Brandt", role=Role.BY),)


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


def looked_at(qtbot: QtBot, dialog: ExportDialog, sentence: str) -> None:
    qtbot.waitUntil(lambda: any(sentence in one for one in dialog.sentences), timeout=WAIT)


def export_anyway(qtbot: QtBot, desk: DeskWindow, dialog: ExportDialog, why: str) -> None:
    qtbot.waitUntil(dialog.reason.isVisible, timeout=WAIT)
    assert not dialog.go.isEnabled(), "it wants a reason first"
    dialog.reason.setText(why)
    desk.press(dialog.go.text(), dialog)
    qtbot.waitUntil(lambda: dialog.go.text() == "Close" and dialog.go.isEnabled(), timeout=WAIT)


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
    assert desk_window.library.delivered(delivery.id) == file.read_bytes()
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
        Story(headline=story.headline, slug=story.slug, credits=BY, body=Body((*story.body.blocks, last))), None
    )
    export_into(qtbot, desk_window, dialog_of(qtbot, desk_window), tmp_path, "text")
    assert "The last words of all." in (tmp_path / "start-here.txt").read_text("utf-8")


def test_what_the_gate_finds_is_shown_before_and_gone_past_with_a_reason(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    row = desk_window.library.create(Story(slug="bare", credits=BY, body=Body((Paragraph(spans("TK")),)))).result()
    desk_window.open(row.id)
    dialog = dialog_of(qtbot, desk_window)
    looked_at(qtbot, dialog, "There is no headline.")
    dialog.folder.setText(str(tmp_path))
    export_anyway(qtbot, desk_window, dialog, "  It is  late. ")
    assert (tmp_path / "bare.html").exists()
    (past,) = desk_window.library.moves(row.id)
    assert (past.what, past.value, past.note, len(past.findings)) == ("override", "export", "It is late.", 2)


def test_nothing_goes_out_before_its_time(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    held = Story(headline="Held", slug="held", credits=BY, embargo=datetime.now(UTC) + timedelta(hours=1))
    desk_window.open(desk_window.library.create(held).result().id)
    dialog = dialog_of(qtbot, desk_window)
    looked_at(qtbot, dialog, "under embargo until")
    assert "Nobody can go past that." in dialog.answer.text()
    assert not dialog.go.isEnabled()
    assert not dialog.reason.isVisible()
    dialog.reject()


def test_of_several_articles_the_others_go_out(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    bare = Story(headline="Bare", slug="bare")
    held = Story(headline="Held", slug="held", credits=BY, embargo=datetime.now(UTC) + timedelta(hours=1))
    desk_window.library.create_many([bare, held]).result()
    qtbot.waitUntil(lambda: "Held" in desk_window.listed(), timeout=WAIT)
    desk_window.room.articles.view.selectAll()
    number = len(desk_window.listed())
    dialog = dialog_of(qtbot, desk_window)
    out = tmp_path / "out"
    dialog.folder.setText(str(out))
    desk_window.press("Export", dialog)
    qtbot.waitUntil(lambda: "Not exported" in dialog.sentences, timeout=WAIT)
    assert sum("There is no byline." in one or "under embargo" in one for one in dialog.sentences) == 2
    assert len(list(out.glob("*.html"))) == number - 2
    assert dialog.go.text() == "Export anyway"
    export_anyway(qtbot, desk_window, dialog, "It is late.")
    assert {path.stem for path in out.glob("*.html")} >= {"bare"}
    assert not (out / "held.html").exists()
    assert dialog.answer.text() == f"{counted(number - 1, 'file')} saved in {out}"


def test_which_of_two_texts_goes_out_is_asked_and_said(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    library = desk_window.library
    agreed = Story(headline="Ferry", slug="ferry", credits=BY)
    row = library.create(agreed).result()
    library.put_texts(row.id, replace(agreed, deck="At night"), agreed).result()
    desk_window.open(row.id)
    dialog = dialog_of(qtbot, desk_window)
    looked_at(qtbot, dialog, "1 tracked change is still to be accepted")
    assert dialog.text.currentText() == "The current text, with 1 change that nobody has decided on"
    dialog.text.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not dialog.sentences and dialog.go.text() == "Export", timeout=WAIT)
    export_into(qtbot, desk_window, dialog, tmp_path, "text")
    assert "At night" not in (tmp_path / "ferry.txt").read_text("utf-8")
    assert "The agreed text goes out, without 1 tracked change" in dialog.answer.text()


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

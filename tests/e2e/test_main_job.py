"""The main job in the window, as a person does it: wire copy in, edited, credited, out as a page and as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desk import paths
from desk.library.values import Why
from desk.story.people import Role
from desk.ui.dialogs.export import ExportDialog
from desk.ui.saving import SaveKind
from desk.ui.services import Looks
from tests.ui.desk_window import WAIT, DeskWindow, begin

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "samples" / "el-chapo.txt"
OWN = paths.resources() / "samples" / "wire-copy.txt"

EDITOR, PLACE = "Wei Sung", "Taipei"


@pytest.fixture(params=[OWN, SHARED], ids=["own copy", "shared article"])
def copy(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    return path


@pytest.fixture
def desk(qtbot: QtBot, looks: Looks, tmp_path: Path) -> Iterator[DeskWindow]:
    session = begin(qtbot, looks, tmp_path / "library.desk")
    with qtbot.waitSignal(session.room_ready, timeout=WAIT):
        pass
    made = DeskWindow(qtbot, session)
    qtbot.waitUntil(lambda: bool(made.listed()) and made.room.side is not None, timeout=WAIT)
    yield made
    session.finish()


def words(text: str) -> list[str]:
    return text.split()


def export(desk: DeskWindow, name: str, folder: Path) -> Path:
    desk.do("export")
    dialog = desk.window.findChild(ExportDialog)
    assert dialog is not None
    chooser: QComboBox = dialog.format
    chooser.setCurrentIndex(chooser.findData(name))
    dialog.folder.setText(str(folder))
    desk.qtbot.waitUntil(lambda: dialog._looking is None, timeout=WAIT)
    if dialog.reason.isVisible():
        QTest.keyClicks(dialog.reason, "It goes out as it came in.")
    desk.press(dialog.go.text(), dialog)
    desk.qtbot.waitUntil(lambda: dialog.answer.text().startswith("Saved as"), timeout=WAIT)
    made = Path(dialog.answer.text().removeprefix("Saved as "))
    desk.press("Close", dialog)
    desk.qtbot.waitUntil(lambda: desk.window.findChild(ExportDialog) is None, timeout=WAIT)
    return made


def bring_in(desk: DeskWindow, path: Path) -> None:
    with desk.qtbot.waitSignal(desk.room.manuscript.opened, timeout=WAIT):
        desk.window.files_dropped.emit((path,))


def test_wire_copy_goes_out_as_it_came_in(desk: DeskWindow, copy: Path, tmp_path: Path) -> None:
    bring_in(desk, copy)
    made = export(desk, "text", tmp_path / "out")
    assert words(made.read_text(encoding="utf-8")) == words(copy.read_text(encoding="utf-8"))


def test_from_wire_copy_to_finished_copy(desk: DeskWindow, copy: Path, tmp_path: Path) -> None:
    source = copy.read_text(encoding="utf-8")
    byline = next(line for line in source.splitlines() if line.startswith("By "))
    contributed = next(line for line in reversed(source.splitlines()) if line.strip())
    desk.library.who = EDITOR

    # Brought in: what was recognised is said, and stands on the page.
    bring_in(desk, copy)
    said = desk.wait_for(byline.removeprefix("By "))
    assert contributed in said
    page = desk.room.page
    story = desk.room.manuscript.story
    assert page.head.byline.toPlainText() == byline
    assert page.foot.contribution.toPlainText() == contributed
    assert story.furniture
    assert "Updated" in story.updated_mark

    # Edited: a headline, a deck, and a sentence in the body.
    desk.window.activateWindow()
    QTest.mouseClick(page.head.headline.viewport(), Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.head.headline, "What the pilots asked for")
    QTest.keyClick(page.head.headline, Qt.Key.Key_Return)
    QTest.keyClicks(page.head.deck, "And what they were given.")
    QTest.keyClick(page.head.deck, Qt.Key.Key_Return)
    QTest.keyClicks(page, "It was a ")
    desk.do("bold")
    QTest.keyClicks(page, "long")
    desk.do("bold")
    QTest.keyClicks(page, " night. ")

    # Credited: one more contributor, and the line forms as one types.
    desk.do("tab_credits")
    assert desk.room.side is not None
    row = desk.room.side.credits.add()
    QTest.keyClicks(row.name, EDITOR)
    QTest.keyClicks(row.place, PLACE)
    assert f"{EDITOR} in {PLACE}" in page.foot.contribution.toPlainText()
    assert [c.role for c in desk.room.manuscript.story.credits][-1] is Role.CONTRIBUTOR

    # Saved, and kept as a version.
    desk.qtbot.waitUntil(lambda: desk.room.manuscript.save_state.kind is SaveKind.SAVED, timeout=WAIT)
    assert desk.window.status.saved.text().startswith("Saved")
    opened = desk.room.manuscript.article
    assert opened is not None
    assert desk.library.article(opened.id).story == desk.room.manuscript.story

    # Out as a page and as text.
    html = export(desk, "html", tmp_path / "out").read_text(encoding="utf-8")
    text = export(desk, "text", tmp_path / "out").read_text(encoding="utf-8")
    line = page.foot.contribution.toPlainText()
    assert "It was a <strong>long</strong> night." in html
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    assert data["headline"] == "What the pilots asked for"
    assert EDITOR in [person["name"] for person in data["contributor"]]
    assert line in html.replace("&#x27;", "'")
    assert line in text
    assert "It was a long night." in text
    for paragraph in filter(None, map(str.strip, source.splitlines())):
        if paragraph != contributed:
            assert paragraph in text or paragraph in " ".join(text.split())
    whys = [revision.why for revision in desk.library.revisions(opened.id)]
    assert whys[-1] is Why.IMPORTED
    assert [delivery.format for delivery in desk.library.deliveries(opened.id)] == ["text", "html"]

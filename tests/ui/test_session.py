"""Starting: which library, which article, one window, and what happens when the library cannot be had."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desk import houses
from desk.errors import NotFound
from desk.library.early import EarlyLibrary
from desk.library.library import Library
from desk.story.people import Credit, Role
from desk.story.story import Story
from desk.ui.articles.model import PAGE
from desk.ui.dialogs.settings import SettingsDialog
from desk.ui.dialogs.trouble import TroubleDialog
from desk.ui.editor.typography import PageType
from desk.ui.empty import OpeningState
from desk.ui.notices import NameBar
from desk.ui.opening import Opened
from desk.ui.services import Looks
from desk.ui.settings import read as read_settings
from desk.ui.start import NO_LIBRARY, Session
from desk.ui.words import limit_words
from tests.ui.desk_window import WAIT, DeskWindow, begin


@pytest.fixture
def sessions() -> Iterator[list[Session]]:
    """Sessions of a test, ended when it ends."""
    begun: list[Session] = []
    yield begun
    for session in begun:
        session.finish()


def trouble(qtbot: QtBot, session: Session) -> TroubleDialog:
    qtbot.waitUntil(lambda: bool(session.window.findChildren(TroubleDialog)), timeout=WAIT)
    found: TroubleDialog = session.window.findChildren(TroubleDialog)[0]
    return found


def open_slug(session: Session) -> str:
    row = session.room.manuscript.article if session.room else None
    return row.slug if row else ""


def desk(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "desk", *arguments], env={**os.environ})


def test_a_second_start_brings_the_first_window_to_the_front(
    qtbot: QtBot, looks: Looks, tmp_path: Path, sessions: list[Session]
) -> None:
    session = begin(qtbot, looks, tmp_path / "library.desk", lock=True)
    sessions.append(session)
    qtbot.waitUntil(lambda: open_slug(session) == "start-here", timeout=WAIT)
    second = desk("open", "--library", str(tmp_path / "library.desk"), "bridge-toll")
    qtbot.waitUntil(lambda: open_slug(session) == "bridge-toll", timeout=2 * WAIT)
    assert second.wait(20) == 0


def test_a_file_named_at_the_start_is_brought_in(
    qtbot: QtBot, looks: Looks, tmp_path: Path, sessions: list[Session]
) -> None:
    file = tmp_path / "ferry-times.txt"
    file.write_text("By Wei Sung\n\nThe ferry leaves earlier on Sundays.\n", "utf-8")
    session = begin(qtbot, looks, tmp_path / "library.desk", str(file))
    sessions.append(session)
    qtbot.waitUntil(lambda: session.room is not None and open_slug(session) == "ferry-times", timeout=WAIT)
    DeskWindow(qtbot, session).wait_for("Brought in “ferry-times.txt”.", "Wei Sung")


def test_the_article_that_was_open_last_may_be_gone(
    qtbot: QtBot, looks: Looks, tmp_path: Path, sessions: list[Session]
) -> None:
    path = tmp_path / "library.desk"
    with Library.open(path, who="Ilse Brandt") as library:
        library.create(Story(headline="The newest")).result()
    looks.store.change(last_library=str(path), last_article="0190-gone")
    session = begin(qtbot, looks, path)
    sessions.append(session)
    qtbot.waitUntil(lambda: open_slug(session) == "the-newest", timeout=WAIT)
    assert session.room is not None
    assert session.window.focusWidget() is session.room.page, "one may type at once"


def test_what_is_open_is_noted_at_once_and_not_only_on_closing(
    qtbot: QtBot, looks: Looks, tmp_path: Path, sessions: list[Session]
) -> None:
    path = tmp_path / "library.desk"
    with Library.open(path, who="Ilse Brandt") as library:
        older = library.create(Story(headline="The older")).result()
        library.create(Story(headline="The newest")).result()
    session = begin(qtbot, looks, path)
    sessions.append(session)
    qtbot.waitUntil(lambda: open_slug(session) == "the-newest", timeout=WAIT)
    assert session.room is not None
    session.room.open_article(older.id)
    kept = looks.store._path  # as the next start finds it where this one is killed now
    qtbot.waitUntil(lambda: read_settings(kept).last_article == older.id, timeout=WAIT)
    assert read_settings(kept).last_library == str(path.resolve())


def test_an_empty_library_says_what_to_do(qtbot: QtBot, looks: Looks, tmp_path: Path, sessions: list[Session]) -> None:
    Library.open(tmp_path / "library.desk").close()
    session = begin(qtbot, looks, tmp_path / "library.desk")
    sessions.append(session)
    qtbot.waitUntil(lambda: session.room is not None and session.room.blank.isVisible(), timeout=WAIT)
    assert session.room is not None
    assert session.room.blank.sentence.startswith("Nothing is open.")
    qtbot.waitUntil(lambda: session.room is not None and session.room.articles.empty.isVisible(), timeout=WAIT)


def test_what_is_no_library_is_said_and_left_as_it_is(
    qtbot: QtBot, looks: Looks, tmp_path: Path, sessions: list[Session], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.desk"
    path.write_text("These are notes, and no library.", "utf-8")
    session = begin(qtbot, looks, path)
    sessions.append(session)
    dialog = trouble(qtbot, session)
    assert "notes.desk" in dialog.sentence.text()
    assert dialog.sentence.text() in capsys.readouterr().err
    with qtbot.waitSignal(session.ended, timeout=WAIT) as ended:
        QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    assert ended.args == [NO_LIBRARY]
    assert path.read_text("utf-8") == "These are notes, and no library."


def test_a_window_that_waits_for_its_library_says_so_until_it_asks(
    qtbot: QtBot, looks: Looks, tmp_path: Path, sessions: list[Session]
) -> None:
    opening: Future[Opened] = Future()
    session = Session(looks)
    sessions.append(session)
    qtbot.addWidget(session.window)
    session.begin(opening, tmp_path / "library.desk", "")
    (waiting,) = session.window.findChildren(OpeningState)
    assert waiting.sentence == ""
    qtbot.waitUntil(lambda: waiting.sentence.startswith("The library is being opened."), timeout=WAIT)
    opening.set_exception(NotFound("There is no library."))
    dialog = trouble(qtbot, session)
    qtbot.waitUntil(lambda: waiting.sentence == "", timeout=WAIT)
    dialog.accept()
    dialog.library_wanted.emit(tmp_path / "new.desk", True)
    qtbot.waitUntil(lambda: not session.window.findChildren(OpeningState), timeout=WAIT)
    session.window.may_close = True


def test_another_library_can_be_made_instead(
    qtbot: QtBot, looks: Looks, tmp_path: Path, sessions: list[Session]
) -> None:
    path = tmp_path / "notes.desk"
    path.write_text("no library", "utf-8")
    session = begin(qtbot, looks, path, lock=True)
    sessions.append(session)
    dialog = trouble(qtbot, session)
    dialog.accept()
    dialog.library_wanted.emit(tmp_path / "new.desk", True)
    qtbot.waitUntil(lambda: open_slug(session) == "start-here", timeout=WAIT)
    assert (tmp_path / "new.desk").exists()


def test_trying_again_after_the_trouble_is_over(
    qtbot: QtBot, looks: Looks, tmp_path: Path, sessions: list[Session]
) -> None:
    path = tmp_path / "library.desk"
    path.write_text("no library", "utf-8")
    session = begin(qtbot, looks, path, lock=True)
    sessions.append(session)
    dialog = trouble(qtbot, session)
    path.unlink()
    Library.open(path).close()
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.room is not None, timeout=WAIT)


def test_settings_are_taken_and_remembered(qtbot: QtBot, desk_window: DeskWindow) -> None:
    desk_window.do("settings")
    (dialog,) = desk_window.window.findChildren(SettingsDialog)
    dialog.who.setText("Mara Quist")
    dialog.scheme.setCurrentText("Dark")
    wanted = next(key for place in range(dialog.house.count()) if (key := dialog.house.itemData(place)) != "standard")
    dialog.house.setCurrentIndex(dialog.house.findData(wanted))
    desk_window.press("Save", dialog)
    qtbot.waitUntil(lambda: desk_window.library.setting("who") == "Mara Quist", timeout=WAIT)
    qtbot.waitUntil(lambda: desk_window.room.services.house.key == wanted, timeout=WAIT)
    assert desk_window.library.setting("house") == wanted
    assert desk_window.session.looks.theme.tokens.dark
    assert desk_window.window.actions_["theme_dark"].isChecked()
    assert not desk_window.window.findChildren(NameBar), "the question for the name is answered"


def test_every_font_that_is_offered_is_one_and_its_sample_is_whole(desk_window: DeskWindow) -> None:
    desk_window.do("settings")
    (dialog,) = desk_window.window.findChildren(SettingsDialog)
    offered = [text for place in range(dialog.font_family.count()) if (text := dialog.font_family.itemText(place))]
    assert offered[:2] == ["Source Serif 4", "Inter"]
    assert len(set(offered)) == len(offered)
    assert not [name for name in offered if "[" in name or name.startswith(("Inter ", "Source Serif 4 "))]
    dialog.size_.setCurrentIndex(dialog.size_.count() - 1)
    for name in offered[:2]:
        dialog.font_family.setCurrentText(name)
        assert dialog.sample.heightForWidth(dialog.sample.width()) <= dialog.sample.height(), name


@pytest.mark.parametrize("action", ["about", "shortcuts"])
def test_a_dialog_is_gone_when_it_is_closed(qtbot: QtBot, desk_window: DeskWindow, action: str) -> None:
    desk_window.do(action)
    (dialog,) = [one for one in desk_window.window.findChildren(QDialog) if one.isVisible()]
    with qtbot.waitSignal(dialog.destroyed, timeout=WAIT):
        desk_window.press("Close", dialog)


def test_the_start_reads_one_page_of_a_large_library(
    qtbot: QtBot, looks: Looks, tmp_path: Path, sessions: list[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.desk"
    with Library.open(path, who="Ilse Brandt") as library:
        library.create_many(Story(headline=f"Story {number}") for number in range(700)).result()
    limits: list[int] = []
    rows = EarlyLibrary.rows

    def counted(library: EarlyLibrary, *arguments: object, **named: object) -> object:
        limits.append(int(str(named["limit"])))
        return rows(library, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(EarlyLibrary, "rows", counted)
    session = begin(qtbot, looks, path)
    sessions.append(session)
    qtbot.waitUntil(lambda: bool(open_slug(session)), timeout=WAIT)
    assert session.room is not None
    assert session.room.articles.model.total == 700
    assert limits == [PAGE]


def test_the_page_is_set_as_the_settings_say_at_once(qtbot: QtBot, desk_window: DeskWindow) -> None:
    page = desk_window.room.page
    desk_window.do("settings")
    (dialog,) = desk_window.window.findChildren(SettingsDialog)
    assert dialog.font_family.currentText() == "Source Serif 4"
    dialog.font_family.setCurrentText("Inter")
    dialog.size_.setCurrentText("21")
    dialog.measure.setCurrentText("Wide")
    dialog.spacing.setCurrentText("Open")
    assert dialog.sample.font().family() == "Inter"
    dialog.habits["smart_quotes"].click()
    body = page.manuscript.story.body
    desk_window.press("Save", dialog)
    font = page.document().findBlockByNumber(1).charFormat().font()
    assert font.family() == "Inter"
    assert page.head.headline.font().family() == "Inter"
    assert page.type == PageType("Inter", 21, 760, 1.9)
    assert page.manuscript.story.body is body, "not a word of the story is touched"
    assert not desk_window.session.looks.store.settings.smart_quotes
    desk_window.do("settings")
    dialog = desk_window.window.findChildren(SettingsDialog)[-1]
    assert (dialog.size_.currentText(), dialog.measure.currentText()) == ("21", "Wide")
    assert not dialog.habits["smart_quotes"].isChecked()


def test_a_font_that_is_gone_is_still_named_and_ours_stands_for_it(desk_window: DeskWindow) -> None:
    store = desk_window.session.looks.store
    store.change(story_font="No Such Type", story_size=500.0, measure="enormous", zoom=7)
    desk_window.room.tools.zoom.apply()
    page = desk_window.room.page
    assert QFontInfo(page.document().defaultFont()).family() == "Source Serif 4"
    assert page.type.measure == 640
    desk_window.do("settings")
    (dialog,) = desk_window.window.findChildren(SettingsDialog)
    assert dialog.font_family.currentText() == "No Such Type"


def test_another_house_is_that_of_the_page_at_once(desk_window: DeskWindow) -> None:
    story = Story(slug="credited", credits=(Credit("Jonas Field", role=Role.CONTRIBUTOR),))
    desk_window.open(desk_window.library.create(story).result().id)
    page, house = desk_window.room.page, desk_window.room.services.house
    assert page.foot.contribution.text() == "Jonas Field contributed."
    other = replace(houses.houses()["report"], limits=replace(house.limits, headline=5))
    desk_window.room.set_house(other)
    assert page.foot.contribution.text() == "Jonas Field contributed to this report."
    page.head.headline.setFocus()
    QTest.keyClicks(page.head.headline, "Seven!!")
    assert page.head.headline_count.text() == limit_words(7, 5)


def test_what_was_copied_goes_before_the_interpreter_does(
    qtbot: QtBot, looks: Looks, tmp_path: Path, sessions: list[Session]
) -> None:
    session = begin(qtbot, looks, tmp_path / "library.desk")
    sessions.append(session)
    qtbot.waitUntil(lambda: open_slug(session) == "start-here", timeout=WAIT)
    assert session.room is not None
    session.room.page.selectAll()
    session.room.page.copy()
    assert shiboken6.createdByPython(QGuiApplication.clipboard().mimeData())
    session.finish()
    kept = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
    assert kept is None  # see `give_up_clipboard`

"""Everything out and in, from the window."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from desk.library.library import Library
from desk.library.values import Why
from desk.library.wanted import Wanted
from desk.newsroom.whole_files import MARK
from desk.newsroom.whole_in import import_everything
from desk.newsroom.whole_out import export_everything
from desk.samples import install_samples
from desk.story.story import Story
from desk.ui.notices import Card
from desk.ui.whole_tool import FOLDER
from desk.ui.work import Job
from tests.newsroom.wholes import rows_of
from tests.ui.desk_window import WAIT, DeskWindow


def choose(desk: DeskWindow, action: str, folder: Path) -> None:
    desk.do(action)
    (dialog,) = desk.window.findChildren(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(folder))
    dialog.reject()


def another(path: Path) -> Path:
    """A folder with everything of another library."""
    with Library.open(path / "another.desk", who="Tomás Arroyo") as library:
        install_samples(library)
        library.create(Story(headline="From elsewhere")).result()
        export_everything(library, path / "another")
    return path / "another"


def test_everything_goes_out_with_what_is_just_being_typed(desk_window: DeskWindow, tmp_path: Path) -> None:
    slug = desk_window.room.articles.model.row_at(0).slug
    desk_window.open(slug)
    QTest.keyClicks(desk_window.room.page, "Typed now ")
    choose(desk_window, "export_everything", tmp_path)
    desk_window.wait_for("Everything is out.", "README.txt", str(tmp_path / FOLDER))
    assert any("Typed now" in file.read_text("utf-8") for file in (tmp_path / FOLDER / "articles").glob("*.md"))
    with Library.open(tmp_path / "same.desk") as same:
        assert import_everything(same, tmp_path / FOLDER).troubles == []
        assert rows_of(same) == rows_of(desk_window.library)
    choose(desk_window, "export_everything", tmp_path / FOLDER)
    desk_window.qtbot.waitUntil(lambda: len(list(tmp_path.glob(f"{FOLDER}*"))) == 1, timeout=WAIT)
    assert (tmp_path / FOLDER / MARK).exists()


def test_an_export_comes_in_and_what_is_not_there_is_said(desk_window: DeskWindow, tmp_path: Path) -> None:
    folder = another(tmp_path)
    file = folder / "articles" / "bridge-toll.md"
    file.write_text(file.read_text("utf-8").replace("headline: Council", "headline: The council"), "utf-8")
    (folder / "articles" / "start-here.md").unlink()
    choose(desk_window, "import_everything", folder)
    said = desk_window.wait_for("The export is in the library.", "5 articles with their history")
    assert "1 article changed outside of Desk: the new text is a new version." in said
    assert "articles/start-here.md is missing; the article came in from its versions." in said
    desk_window.qtbot.waitUntil(lambda: "From elsewhere" in desk_window.listed(), timeout=WAIT)
    choose(desk_window, "import_everything", folder)
    desk_window.wait_for("All of this export was here already.")


def test_what_went_on_in_both_libraries_is_said(desk_window: DeskWindow, tmp_path: Path) -> None:
    row = desk_window.room.articles.model.row_at(0)
    export_everything(desk_window.library, tmp_path / "out")
    with Library.open(tmp_path / "other.desk", who="Tomás Arroyo") as other:
        import_everything(other, tmp_path / "out")
        other.update_story(row.id, lambda story: replace(story, deck="Theirs"), Why.CHECKPOINT).result()
        export_everything(other, tmp_path / "back")
    desk_window.open(row.slug)
    QTest.keyClicks(desk_window.room.page, "Typed now ")
    choose(desk_window, "import_everything", tmp_path / "back")
    desk_window.wait_for(f"Went on in both libraries: “{row.slug}”. One text stands, the other is in the history.")
    assert "Typed now" in desk_window.library.article(row.id).story.body.text


def test_what_was_emptied_here_comes_back_by_a_button(desk_window: DeskWindow, tmp_path: Path) -> None:
    folder = another(tmp_path)
    choose(desk_window, "import_everything", folder)
    desk_window.wait_for("The export is in the library.")
    library = desk_window.library
    library.bin([library.article("from-elsewhere").row.id]).result()
    library.empty_bin().result()
    choose(desk_window, "import_everything", folder)
    desk_window.wait_for("1 article left out: emptied out of the bin here.")
    assert "Bring them back" in {button.text() for button in desk_window.window.findChildren(QPushButton)}
    desk_window.press("Bring them back")
    desk_window.qtbot.waitUntil(lambda: "From elsewhere" in desk_window.listed(), timeout=WAIT)


def test_a_folder_of_something_else_is_said(desk_window: DeskWindow, tmp_path: Path) -> None:
    choose(desk_window, "import_everything", tmp_path)
    desk_window.wait_for("is no folder that Desk exported everything into")
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "mine.txt").write_text("mine")
    choose(desk_window, "export_everything", tmp_path)
    desk_window.wait_for("is not empty")
    assert [path.name for path in tmp_path.joinpath(FOLDER).iterdir()] == ["mine.txt"]


def test_stopping_leaves_nothing_of_an_export(desk_window: DeskWindow, tmp_path: Path) -> None:
    desk_window.library.create_many([Story(headline=f"Story {number}") for number in range(600)]).result()
    work = desk_window.room.services.work
    desk_window.room.tools.whole.give_out(tmp_path / "into")
    desk_window.qtbot.waitUntil(lambda: any(one.step is not None for one in work.findChildren(Job)), timeout=WAIT)
    job = next(one for one in work.findChildren(Job) if one.step is not None)
    with desk_window.qtbot.waitSignal(job.ended, timeout=WAIT):
        job.cancel()
    assert list((tmp_path / "into").iterdir()) == []


def drop(desk: DeskWindow, path: Path) -> None:
    """Let a person drop it onto the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    places = (QPointF(300, 300), Qt.DropAction.CopyAction, data)
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    desk.window.dropEvent(QDropEvent(*places, *held))


def test_an_export_that_is_dropped_is_offered_to_come_in(desk_window: DeskWindow, tmp_path: Path) -> None:
    folder = another(tmp_path)
    drop(desk_window, folder)
    said = desk_window.wait_for("“another” is an export of a whole library.")
    assert "what is here stays" in said
    assert not desk_window.library.rows(Wanted("elsewhere")).rows  # only when somebody wants it
    desk_window.press("Bring it in")
    desk_window.wait_for("The export is in the library.")
    assert [row.title for row in desk_window.library.rows(Wanted("elsewhere")).rows] == ["From elsewhere"]
    cards = desk_window.window.page_pane.findChildren(Card)
    assert not [card for card in cards if "whole library" in card.sentences[0] and card.isVisible()]


def test_another_folder_that_is_dropped_is_said_to_be_one(desk_window: DeskWindow, tmp_path: Path) -> None:
    (tmp_path / "Copy").mkdir()
    drop(desk_window, tmp_path / "Copy")
    desk_window.wait_for("is a folder. Choose the files in it.")


def test_an_export_of_a_newer_desk_is_said_to_be_one(desk_window: DeskWindow, tmp_path: Path) -> None:
    folder = another(tmp_path)
    head = json.loads((folder / MARK).read_text("utf-8"))
    (folder / MARK).write_text(json.dumps(head | {"version": 99}), "utf-8")
    drop(desk_window, folder)
    desk_window.wait_for("was written by a newer Desk")

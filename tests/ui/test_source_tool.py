"""Whose copy was pasted is remembered, as a person pastes: from a page, from another article, with lines of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from desk.checks.proposals import How
from desk.library.values import Change, Why
from desk.story.body import Body
from desk.story.people import Credit, Role
from desk.story.story import Story
from desk.ui.editor.page import EditorPage
from tests.formats.bodies import body
from tests.ui.desk_window import WAIT, DeskWindow

WIRE = "Forty people were taken off the ferry by two tugs, and none of them was hurt, the harbour master said."
PLAIN = "Nobody on the quay saw the ferry leave at noon, though many had come to see it off with flags and drums."


class Desk:
    """A window on an article without words, and its clipboard."""

    def __init__(self, desk: DeskWindow) -> None:
        self.desk = desk
        self.page: EditorPage = desk.room.page
        self.told: list[Change] = []
        desk.library.listen(self.told.append)
        self.article = self.begin(Story(headline="Ferry", credits=(Credit("Ilse Brandt", role=Role.BY),)))

    def begin(self, story: Story) -> str:
        row = self.desk.library.create(story, Why.IMPORTED).result(10)
        self.desk.open(row.id)
        self.desk.window.activateWindow()
        self.page.setFocus()
        return row.id

    def copy_elsewhere(self, text: str, url: str = "") -> None:
        mime = QMimeData()
        mime.setText(text)
        if url:
            mime.setData("chromium/x-source-url", url.encode())
        QApplication.clipboard().setMimeData(mime)

    def copy_all(self) -> None:
        self.page.selectAll()
        self.page.copy()

    def paste(self) -> None:
        self.page.moveCursor(QTextCursor.MoveOperation.End)
        self.page.paste()

    def until_offered(self, *names: str) -> list[str]:
        """Wait until these are offered for copy of theirs; gives the words that are shown."""
        room = self.desk.room
        self.desk.save()

        def found() -> dict[str, str]:
            offered = self.desk.library.proposals(self.article, room.services.house).offered
            every = ((each.name, one) for each in offered for one in each.evidence)
            return {name: one.words for name, one in every if one.how is How.PASTED}

        self.desk.qtbot.waitUntil(lambda: tuple(found()) == names, timeout=WAIT)
        return list(found().values())


@pytest.fixture
def desk(desk_window: DeskWindow) -> Iterator[Desk]:
    yield Desk(desk_window)
    QApplication.clipboard().clear()


def test_copy_from_a_page(desk: Desk) -> None:
    desk.copy_elsewhere(WIRE, "https://www.reuters.com/ferry")
    desk.paste()
    assert desk.until_offered("Reuters") == [WIRE.rstrip(".")]


def test_copy_with_the_line_of_an_agency(desk: Desk) -> None:
    desk.copy_elsewhere(f"By Jane Roe\n\nLISBON (AP) — {WIRE}\n\n{PLAIN}")
    desk.paste()
    desk.until_offered("Jane Roe", "Associated Press")


def test_copy_from_another_article_and_none_from_the_same(desk: Desk) -> None:
    own = desk.article
    other = Story(headline="Tugs", credits=(Credit("Bo Lind", role=Role.BY),), body=body(PLAIN))
    desk.begin(other)
    desk.copy_all()
    desk.paste()  # into the very article
    desk.desk.open(own)
    desk.paste()
    assert desk.until_offered("Bo Lind") == [PLAIN.rstrip(".")]
    assert {change.article for change in desk.told if change.kind == "credits"} == {own}


def test_a_phrase_and_ones_own_notes_are_nobodys_copy(desk: Desk) -> None:
    for text, url in (("two tugs", "https://www.reuters.com/ferry"), (WIRE, "https://docs.google.com/document/1")):
        desk.copy_elsewhere(text, url)
        desk.paste()
    desk.copy_elsewhere(PLAIN, "https://apnews.com/ferry")
    desk.paste()
    desk.until_offered("Associated Press")
    assert desk.desk.room.manuscript.story.body != Body()

"""A page on which a story of a real library is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desk.library.library import Library
from desk.story.body import Body
from desk.story.house import House
from desk.story.story import Story
from desk.ui.editor.page import EditorPage
from desk.ui.manuscript import Manuscript
from desk.ui.services import Looks
from tests.ui.editor.pages import Stage


@pytest.fixture
def stage(library: Library, looks: Looks, house: House, qtbot: QtBot) -> Iterator[Stage]:
    manuscript = Manuscript(library)
    page = EditorPage(manuscript, house, looks, library.media)
    page.undo_requested.connect(manuscript.undo)
    page.redo_requested.connect(manuscript.redo)
    qtbot.addWidget(page)
    page.resize(860, 900)
    made = Stage(library, manuscript, page, qtbot)
    made.open(Story())
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.setFocus()
    yield made
    future = manuscript.close()
    if future is not None:
        future.result(10)
    looks.work.close()


@pytest.fixture
def on_page(stage: Stage) -> Callable[[Body], Stage]:
    """Opens a story with this body."""

    def open_body(body: Body) -> Stage:
        stage.open(Story(headline="Lights", body=body))
        return stage

    return open_body

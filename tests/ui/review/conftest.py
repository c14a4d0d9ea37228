"""A page on which a story of a real library is open, with what was changed in it."""

from __future__ import annotations

import pytest

from desk.library.values import State
from tests.ui.desk_window import DeskWindow
from tests.ui.editor.conftest import stage
from tests.ui.review.reviewing import STORY, SUGGESTED, shows

__all__ = ["stage"]


@pytest.fixture
def desk(desk_window: DeskWindow) -> DeskWindow:
    """Mara Quist at a story of Ilse Brandt's that was submitted, with three suggestions, and the list of them."""
    library = desk_window.library
    library.who = "Ilse Brandt"
    row = library.create(STORY).result()
    library.set_state(row.id, State.SUBMITTED).result()
    library.who = "Mara Quist"
    desk_window.window.activateWindow()
    desk_window.open(row.id)
    assert desk_window.room.manuscript.is_suggesting
    desk_window.room.manuscript.edit(SUGGESTED, None)
    desk_window.do("tab_review")
    shows(desk_window, 3)
    return desk_window

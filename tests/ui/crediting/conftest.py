"""A story that several had a part in, open in a window."""

from __future__ import annotations

import pytest

from desk.library.values import Why
from desk.revise.anchors import on_words
from desk.story.comments import Said
from desk.story.places import Place
from tests.ui.crediting.proposed import CHAIR, EDITED, STORY, Crediting
from tests.ui.desk_window import DeskWindow


@pytest.fixture
def crediting(desk_window: DeskWindow) -> Crediting:
    """Mara Quist at a story of Ilse Brandt's, that Wei Sung wrote a part of and that names Reuters."""
    library = desk_window.library
    library.who = "Ilse Brandt"
    row = library.create(STORY).result()
    library.who = "Mara Quist"
    lamps = on_words(STORY, Place("body", 2), 0, len(CHAIR))
    asked = library.comment(row.id, "Is she still in the chair?", anchor=lamps, question=True).result()
    library.who = "Wei Sung"
    library.answer(asked.id, Said.REPLIED, "Until March.").result()
    library.update_story(row.id, lambda _: EDITED, Why.CHECKPOINT).result()
    library.who = "Mara Quist"
    desk_window.window.activateWindow()
    desk_window.open(row.id)
    made = Crediting(desk_window, row.id)
    made.shows("Wei Sung", "Reuters")
    return made

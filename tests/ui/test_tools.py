"""When the tools of a room are made: what nobody needs to read and to type comes after the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, Slot
from pytestqt.qtbot import QtBot

from desk.library.library import Library
from desk.library.values import State
from desk.story.body import Body, Paragraph, spans
from desk.story.people import Credit, Role
from desk.story.story import Story
from desk.ui.room import Room
from desk.ui.services import Looks
from tests.ui.desk_window import WAIT, begin

STORY = Story(
    "Pilots agree",
    "pilots",
    body=Body((Paragraph(spans("They met.")),)),
    credits=(Credit("Ilse Brandt", role=Role.BY),),
)


@dataclass
class Shown:
    """What was so when an article was shown."""

    tools: set[str] = field(default_factory=set)
    suggesting: bool = False


class Watching(QObject):
    """Looks when the article of a room has just been opened, and before any key."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown

    @Slot(object)
    def on_room(self, room: Room) -> None:
        self._room = room
        room.manuscript.opened.connect(self._on_opened)

    @Slot()
    def _on_opened(self) -> None:
        self._shown.tools = set(vars(self._room.tools))
        QTimer.singleShot(0, self._on_shown)

    @Slot()
    def _on_shown(self) -> None:
        self._shown.suggesting = self._room.manuscript.is_suggesting


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED])
def test_the_review_comes_after_the_text_but_before_a_suggestion(
    qtbot: QtBot, looks: Looks, tmp_path: Path, state: State
) -> None:
    path = tmp_path / "library.desk"
    with Library.open(path, who="Jana Vogt") as library:
        library.set_setting("who", "Jana Vogt").result()
        row = library.create(STORY).result()
        library.set_state(row.id, state).result()
    shown = Shown()
    watching = Watching(shown)
    session = begin(qtbot, looks, path, "pilots")
    session.room_ready.connect(watching.on_room)
    qtbot.waitUntil(lambda: session.room is not None and session.room.side is not None, timeout=WAIT)
    assert session.room is not None
    is_handed_over = state is State.SUBMITTED
    assert shown.suggesting is is_handed_over
    assert ("reviewing" in shown.tools) is is_handed_over
    assert {"habits", "tables"} <= shown.tools
    assert not {"history", "readers", "length", "text", "source"} & shown.tools
    assert {"reviewing", "workflow", "history", "readers", "length", "to_come"} <= set(vars(session.room.tools))
    session.next = ("open",)  # nobody needs a backup
    session.finish()

"""What somebody said who sent a story back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desk.library.values import Move
from desk.ui.notices import Card

if TYPE_CHECKING:
    from desk.ui.room import Room


class SentBackCard(Card):
    """Says over the page who sent the story back, when, and why."""

    def __init__(self, move: Move, room: Room) -> None:
        from desk.ui.history.saying import said_time  # noqa: PLC0415  not to start

        when = said_time(move.at, room.services.house)
        super().__init__(f"Sent back by {move.who or 'somebody'}, {when}", room.services.looks.icons, "caution")
        for line in _lines(move.note):
            self.add(line)


def _lines(note: str) -> Sequence[str]:
    return [line for line in note.splitlines() if line.strip()]

"""Remembers whose copy is pasted into the open article. It shows nothing, and nobody waits for it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desk.story.body import block_text
from desk.story.house import House
from desk.ui.editor.clipboard import Signature

if TYPE_CHECKING:
    from desk.formats.pasted.report import Pasted
    from desk.ui.room import Room

_FEW = 8  # words: fewer are a name or a phrase, and no copy


class SourceTool(QObject):
    """Looks at what is pasted: from another article, from a page, with a byline or an agency's line in it."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._manuscript = room.manuscript
        room.page.paster.signature = self._signature
        room.page.paster.came.connect(self._on_came)

    def _signature(self) -> Signature:
        """Whose it is that is copied from the open article."""
        from desk.checks.origins import authors_of  # noqa: PLC0415  not needed to start

        row = self._manuscript.article
        if row is None:
            return Signature()
        return Signature(row.id, authors_of(self._manuscript.story, self._room.services.house))

    @Slot(object)
    def _on_came(self, pasted: Pasted) -> None:
        row = self._manuscript.article
        if row is None or pasted.article == row.id or not _is_copy(pasted):
            return
        services = self._room.services
        services.work.run(partial(_whose, pasted, services.house), partial(self._on_told, row.id, pasted))

    def _on_told(self, article: str, pasted: Pasted, names: tuple[str, ...]) -> None:
        services, words = self._room.services, pasted.body.text
        for name in names:
            with suppress(RuntimeError):  # the library was closed meanwhile
                noted = services.library.note_source(article, name, pasted.url, words)
                services.work.follow(noted, None, self._on_not_noted)

    def _on_not_noted(self, _error: Exception) -> None:
        """A full disk is told by whatever saves the words themselves."""


def _is_copy(pasted: Pasted) -> bool:
    """Whether there are enough words to be somebody's copy."""
    number = 0
    for block in pasted.body.blocks:
        number += len(block_text(block).split())
        if number >= _FEW:
            return True
    return False


def _whose(pasted: Pasted, house: House) -> tuple[str, ...]:
    """On a worker's thread: the names of those whose copy it is."""
    from desk.checks.origins import origins  # noqa: PLC0415

    return tuple(dict.fromkeys((*pasted.authors, *origins(pasted.body, pasted.url, pasted.title, house))))

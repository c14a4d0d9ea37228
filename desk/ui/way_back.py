"""Says at the foot of the window what was done to the story, with a way back for as long as it is that one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desk.story.story import Story
from desk.ui.manuscript import Manuscript
from desk.ui.toast import Toast


class WayBack(QObject):
    """Offers to take back the last step. It is gone with the next one, or it would take back something else."""

    def __init__(self, toast: Toast, manuscript: Manuscript, parent: QObject) -> None:
        super().__init__(parent)
        self._toast = toast
        self._manuscript = manuscript
        self._offered: tuple[str, Story] | None = None
        manuscript.story_changed.connect(self._withdraw)
        manuscript.baseline_changed.connect(self._withdraw)
        manuscript.opened.connect(self._withdraw)
        manuscript.closed.connect(self._withdraw)

    def offer(self, sentence: str) -> None:
        """Say what the last step was, and offer to take it back."""
        self._offered = (sentence, self._manuscript.story)
        self._toast.say(sentence, "Undo", self._on_wanted)

    @Slot()
    def _withdraw(self) -> None:
        if self._offered is not None:
            sentence, self._offered = self._offered[0], None
            self._toast.withdraw(sentence)

    @Slot()
    def _on_wanted(self) -> None:
        story = self._manuscript.story  # reads what was typed last, and with that the offer may be withdrawn
        if self._offered is not None and self._offered[1] is story:
            self._manuscript.undo()

"""The last words before a window goes: on the disk, in the journal, or somebody is asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desk.story.story import Story
from desk.ui.leaving import wait_for
from desk.ui.work import Work

if TYPE_CHECKING:
    from desk.ui.manuscript import Manuscript


class LastWords(QObject):
    """Keeps them. `kept` comes when the window may go; `asked` when nothing took them, and somebody is asked what is
    to be done."""

    kept = Signal()
    asked = Signal()

    def __init__(self, work: Work, window: QWidget) -> None:
        super().__init__(window)
        self._work = work
        self._window = window
        self._manuscript: Manuscript | None = None
        self.unattended = False  # the system wants the window gone: nobody can answer a question

    def keep(self, manuscript: Manuscript | None) -> None:
        """See to it that all of this is kept."""
        self._manuscript = manuscript
        self._keep()

    @Slot()
    def _keep(self) -> None:
        waiting = self._manuscript.outstanding() if self._manuscript is not None else ()
        if waiting:
            self._work.run(partial(wait_for, waiting), self._on_saved, self._on_not_saved)
        else:
            self.kept.emit()

    def _on_saved(self, _done: None) -> None:
        """Whoever typed on meanwhile has words that wait now."""
        self._keep()

    def _on_not_saved(self, error: Exception) -> None:
        """Then the recovery journal has it, and with the next start the library: nobody is asked."""
        assert self._manuscript is not None
        kept = self._manuscript.keep_all()
        then = partial(self._on_kept, error, self._manuscript.story)
        self._work.run(partial(wait_for, kept), then, partial(self._on_not_kept, error))

    def _on_kept(self, error: Exception, story: Story, _done: None) -> None:
        """The journal has all of it, unless somebody typed on meanwhile."""
        assert self._manuscript is not None
        self._manuscript.keep_all()  # with it all that was typed is read
        if self._manuscript.story is story:
            self.kept.emit()
        else:
            self._on_not_saved(error)

    def _on_not_kept(self, error: Exception, _journal: Exception) -> None:
        if self.unattended:
            self.kept.emit()
            return
        from desk.ui.dialogs.unsaved import UnsavedDialog  # noqa: PLC0415  seldom needed

        self.asked.emit()
        dialog = UnsavedDialog(str(error), self._window)
        dialog.again.connect(self._keep)
        dialog.leave.connect(self.kept)
        dialog.open()

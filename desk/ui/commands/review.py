"""What the Review menu does."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.ui.commands.group import CommandGroup


class ReviewCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot(bool)
    def _on_suggesting(self, on: bool) -> None:
        self.room.tools.reviewing.suggest(on)

    @Slot()
    def _on_editing(self) -> None:
        self.room.tools.reviewing.suggest(False)

    @Slot()
    def _on_view_all(self) -> None:
        self._show("all")

    @Slot()
    def _on_view_simple(self) -> None:
        self._show("simple")

    @Slot()
    def _on_view_clean(self) -> None:
        self._show("clean")

    @Slot()
    def _on_view_original(self) -> None:
        self._show("original")

    @Slot()
    def _on_next_change(self) -> None:
        if self.room.tools.history.is_comparing:
            self.room.tools.history.step(1)
        else:
            self.room.tools.reviewing.step(1)

    @Slot()
    def _on_previous_change(self) -> None:
        if self.room.tools.history.is_comparing:
            self.room.tools.history.step(-1)
        else:
            self.room.tools.reviewing.step(-1)

    @Slot()
    def _on_accept_change(self) -> None:
        self.room.tools.reviewing.decide(accept=True)

    @Slot()
    def _on_reject_change(self) -> None:
        self.room.tools.reviewing.decide(accept=False)

    @Slot()
    def _on_accept_selected(self) -> None:
        self.room.tools.reviewing.decide_selected(accept=True)

    @Slot()
    def _on_reject_selected(self) -> None:
        self.room.tools.reviewing.decide_selected(accept=False)

    @Slot()
    def _on_accept_persons(self) -> None:
        self.room.tools.reviewing.decide_persons(accept=True)

    @Slot()
    def _on_reject_persons(self) -> None:
        self.room.tools.reviewing.decide_persons(accept=False)

    @Slot()
    def _on_accept_all(self) -> None:
        self.room.tools.reviewing.decide_all(accept=True)

    @Slot()
    def _on_reject_all(self) -> None:
        self.room.tools.reviewing.decide_all(accept=False)

    @Slot()
    def _on_comment(self) -> None:
        self.room.tools.reviewing.comment()

    @Slot()
    def _on_reply(self) -> None:
        self.room.tools.reviewing.reply()

    @Slot()
    def _on_resolve(self) -> None:
        self.room.tools.reviewing.resolve()

    def _show(self, view: str) -> None:
        from desk.ui.review.marks_source import MarksView  # noqa: PLC0415  not to start

        self.room.tools.reviewing.show_view(MarksView(view))

"""What the View menu does."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.ui.commands.group import CommandGroup
from desk.ui.theme import Scheme


class ViewCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot()
    def _on_palette(self) -> None:
        from desk.ui.palette import CommandPalette  # noqa: PLC0415  not to start

        palette = CommandPalette(self.window.actions_, self.looks.theme, self.window)
        palette.open_over(self.window)

    @Slot()
    def _on_search(self) -> None:
        self.window.show_pane(self.window.list_pane, on=True)
        self.room.articles.search.take_focus()

    @Slot()
    def _on_save_search(self) -> None:
        self.room.searches.ask_name()

    @Slot()
    def _on_previous_article(self) -> None:
        self.room.articles.step(-1)

    @Slot()
    def _on_next_article(self) -> None:
        self.room.articles.step(1)

    @Slot()
    def _on_queue(self) -> None:
        self.room.tools.queue.toggle()

    @Slot()
    def _on_next_unread(self) -> None:
        self.room.tools.queue.open_next_unread()

    @Slot()
    def _on_only_mine(self) -> None:
        self.room.tools.queue.narrow()

    @Slot()
    def _on_board(self) -> None:
        self.room.tools.board.toggle()

    @Slot()
    def _on_show_bin(self) -> None:
        self.window.show_pane(self.window.list_pane, on=True)
        self.room.articles.search.show_bin(not self.room.articles.filter.binned)

    @Slot()
    def _on_tab_preview(self) -> None:
        self.room.show_side("preview")

    @Slot()
    def _on_tab_details(self) -> None:
        self.room.show_side("details")

    @Slot()
    def _on_tab_credits(self) -> None:
        self.room.show_side("credits")

    @Slot()
    def _on_tab_review(self) -> None:
        self.room.show_side("review")

    @Slot()
    def _on_tab_history(self) -> None:
        self.room.show_side("history")

    @Slot()
    def _on_toggle_list(self) -> None:
        self.window.show_pane(self.window.list_pane, on=self.window.list_pane.isHidden())

    @Slot()
    def _on_toggle_side(self) -> None:
        self.window.show_pane(self.window.side_pane, on=self.window.side_pane.isHidden())

    @Slot()
    def _on_open_menu(self) -> None:
        self.window.open_menu()

    @Slot()
    def _on_next_pane(self) -> None:
        self.window.step_pane(1)

    @Slot()
    def _on_previous_pane(self) -> None:
        self.window.step_pane(-1)

    @Slot()
    def _on_source_view(self) -> None:
        self.room.tools.source.toggle()

    @Slot()
    def _on_theme_light(self) -> None:
        self.choose_scheme(Scheme.LIGHT)

    @Slot()
    def _on_theme_dark(self) -> None:
        self.choose_scheme(Scheme.DARK)

    @Slot()
    def _on_theme_system(self) -> None:
        self.choose_scheme(Scheme.SYSTEM)

    @Slot()
    def _on_full_screen(self) -> None:
        self.window.toggle_full_screen()

    @Slot()
    def _on_focus_mode(self) -> None:
        self.room.tools.focus.toggle()

    @Slot()
    def _on_zoom_in(self) -> None:
        self.room.tools.zoom.step(1)

    @Slot()
    def _on_zoom_out(self) -> None:
        self.room.tools.zoom.step(-1)

    @Slot()
    def _on_zoom_reset(self) -> None:
        self.room.tools.zoom.reset()

    def choose_scheme(self, scheme: Scheme) -> None:
        """Use these colours, and remember it."""
        self.looks.theme.choose(scheme)
        self.looks.store.change(theme=scheme)
        self.show_scheme()

    def show_scheme(self) -> None:
        """Check the colours that were chosen in the menu."""
        for name in Scheme:
            self.window.actions_.check(f"theme_{name}", name is self.looks.theme.scheme)

"""What every declared action does. One short method each, named `_on_` and the action's id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from desk import paths
from desk.library.values import State
from desk.ui.actions import ACTIONS
from desk.ui.dialogs.about import AboutDialog
from desk.ui.dialogs.shortcuts import ShortcutsDialog
from desk.ui.palette import CommandPalette
from desk.ui.theme import Scheme

if TYPE_CHECKING:
    from desk.ui.room import Room
    from desk.ui.services import Looks
    from desk.ui.window import MainWindow

GUIDE = "start-here"  # the slug of the sample that explains Desk


class Commands(QObject):
    """Joins the declared actions to the window and, once a library is open, to its room."""

    settings_requested = Signal()
    other_library_requested = Signal()

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self.window: MainWindow
        self.room: Room

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its id."""
        return {action.id: getattr(self, f"_on_{action.id}") for action in ACTIONS}

    # Story

    @Slot()
    def _on_new_story(self) -> None:
        self.room.work.new_story()

    @Slot()
    def _on_import_files(self) -> None:
        self.room.dialogs.ask_files()

    @Slot()
    def _on_export(self) -> None:
        self.room.dialogs.export()

    @Slot()
    def _on_keep_version(self) -> None:
        self.room.work.keep_version()

    @Slot()
    def _on_duplicate(self) -> None:
        self.room.work.duplicate()

    @Slot()
    def _on_bin(self) -> None:
        self.room.work.bin()

    @Slot()
    def _on_put_back(self) -> None:
        self.room.work.put_back()

    @Slot()
    def _on_other_library(self) -> None:
        self.other_library_requested.emit()

    @Slot()
    def _on_settings(self) -> None:
        self.settings_requested.emit()

    @Slot()
    def _on_quit(self) -> None:
        self.window.close()

    # Edit

    @Slot()
    def _on_undo(self) -> None:
        self.room.manuscript.undo()

    @Slot()
    def _on_redo(self) -> None:
        self.room.manuscript.redo()

    @Slot()
    def _on_add_credit(self) -> None:
        self.room.show_side("credits")
        if self.room.side is not None:
            self.room.side.add_credit()

    @Slot()
    def _on_insert_picture(self) -> None:
        self.room.dialogs.ask_picture()

    @Slot()
    def _on_insert_rule(self) -> None:
        self.room.page.insert_rule()

    # Format

    @Slot()
    def _on_bold(self) -> None:
        self.room.page.toggle_bold()

    @Slot()
    def _on_italic(self) -> None:
        self.room.page.toggle_italic()

    @Slot()
    def _on_link(self) -> None:
        self.room.page.ask_link()

    @Slot()
    def _on_paragraph(self) -> None:
        self.room.page.make_paragraph()

    @Slot()
    def _on_heading(self) -> None:
        self.room.page.make_heading(2)

    @Slot()
    def _on_subheading(self) -> None:
        self.room.page.make_heading(3)

    @Slot()
    def _on_quote(self) -> None:
        self.room.page.make_quote()

    @Slot()
    def _on_pull_quote(self) -> None:
        self.room.page.make_pull_quote()

    @Slot()
    def _on_bulleted_list(self) -> None:
        self.room.page.make_list(ordered=False)

    @Slot()
    def _on_numbered_list(self) -> None:
        self.room.page.make_list(ordered=True)

    # State

    @Slot()
    def _on_state_draft(self) -> None:
        self.room.work.set_state(State.DRAFT)

    @Slot()
    def _on_state_in_review(self) -> None:
        self.room.work.set_state(State.IN_REVIEW)

    @Slot()
    def _on_state_ready(self) -> None:
        self.room.work.set_state(State.READY)

    @Slot()
    def _on_state_published(self) -> None:
        self.room.work.set_state(State.PUBLISHED)

    # View

    @Slot()
    def _on_palette(self) -> None:
        palette = CommandPalette(self.window.actions_, self._looks.theme, self.window)
        palette.open_over(self.window)

    @Slot()
    def _on_search(self) -> None:
        self.window.show_pane(self.window.list_pane, on=True)
        self.room.articles.search.take_focus()

    @Slot()
    def _on_previous_article(self) -> None:
        self.room.articles.step(-1)

    @Slot()
    def _on_next_article(self) -> None:
        self.room.articles.step(1)

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
        self.window.toolbar.open_menu()

    @Slot()
    def _on_next_pane(self) -> None:
        self.window.step_pane(1)

    @Slot()
    def _on_previous_pane(self) -> None:
        self.window.step_pane(-1)

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
        whole = not self.window.isFullScreen()
        self.window.showFullScreen() if whole else self.window.showNormal()
        self.window.actions_.check("full_screen", whole)

    # Help

    @Slot()
    def _on_guide(self) -> None:
        self.room.open_article(GUIDE)

    @Slot()
    def _on_shortcuts(self) -> None:
        ShortcutsDialog(self.window).open()

    @Slot()
    def _on_log_folder(self) -> None:
        folder = paths.state_dir()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @Slot()
    def _on_about(self) -> None:
        AboutDialog(self.window).open()

    def choose_scheme(self, scheme: Scheme) -> None:
        """Use these colours, and remember it."""
        self._looks.theme.choose(scheme)
        self._looks.store.change(theme=scheme)
        self.show_scheme()

    def show_scheme(self) -> None:
        """Check the colours that were chosen in the menu."""
        for name in Scheme:
            self.window.actions_.check(f"theme_{name}", name is self._looks.theme.scheme)

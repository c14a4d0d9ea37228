"""A person in a whole window, at random: the page with all tools on it, and what the window's menus do to a story."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule
from PySide6.QtTest import QTest

from desk.story.body import Body
from desk.story.story import Story
from desk.ui.text_tool import COMMANDS
from tests.formats.bodies import bodies
from tests.ui.desk_window import WAIT, DeskWindow
from tests.ui.editor.machine import PLACES, WRITTEN
from tests.ui.editor.object_machine import ObjectMachine
from tests.ui.editor.pages import Ctrl, Key

# What the menus do to a story at once, without a question.
ACTIONS = (
    "bold", "italic", "underline", "strike", "superscript", "subscript", "code", "paragraph", "heading", "subheading",
    "quote", "pull_quote", "bulleted_list", "numbered_list", "note", "deeper", "shallower", "clear_formatting",
    "insert_rule", "row_above", "row_below", "column_left", "column_right", "remove_row", "remove_column", "header_row",
    "remove_table", "zoom_in", "zoom_out", "zoom_reset", "theme_light", "theme_dark", "focus_mode", "undo", "redo",
)  # fmt: skip
MARKDOWN = st.one_of(WRITTEN, st.sampled_from(["\n\n", "\n- a", "| a |\n|---|\n| b |", "![x](y)", "::", "**", "\n> q"]))
QUERIES = ("a", "o", "word", " ", ".", "é", "😀", "“", "**")


class RoomMachine(ObjectMachine):
    """Drives the page in the window of `desk`."""

    desk: DeskWindow

    @rule(name=st.sampled_from(ACTIONS))
    def act(self, name: str) -> None:
        self.page.tell_state()
        self.stage.qtbot.waitUntil(lambda: not self.page._telling.isActive(), timeout=WAIT)
        if self.desk.window.actions_[name].isEnabled():
            self.desk.do(name)

    @rule(name=st.sampled_from(sorted(COMMANDS)), start=PLACES, stop=PLACES)
    def rewrite(self, name: str, start: int, stop: int) -> None:
        """Over what is selected, over the line or the cell, or over the whole story, which takes a moment."""
        if start != stop and self.page.tables.editor is None:
            self.page.put_caret(stop, start)
        tool, toast = self.desk.room.tools.text, self.desk.window.toast
        toast.hide()
        tool.run(name)
        self.stage.qtbot.waitUntil(toast.isVisible, timeout=WAIT)

    @rule(words=st.sampled_from(QUERIES), new=WRITTEN, is_all=st.booleans())
    def replace(self, words: str, new: str, is_all: bool) -> None:
        tool = self.desk.room.tools.find
        tool.open(replace=True)
        tool.bar.field.setText(words)
        tool.bar.new.setText(new)
        self.stage.qtbot.waitUntil(lambda: tool.search.is_fresh, timeout=WAIT)
        (tool.replace_all if is_all else tool.replace)()
        self.stage.qtbot.waitUntil(lambda: tool._replacing is None and tool.search.is_fresh, timeout=WAIT)
        tool.close()

    @rule(text=MARKDOWN, place=PLACES, gone=st.integers(0, 3), back=st.booleans())
    def write_source(self, text: str, place: int, gone: int, back: bool) -> None:
        """In the source view, and back; perhaps with something taken back there."""
        source = self.desk.room.tools.source
        source.toggle()
        self.stage.qtbot.waitUntil(lambda: source.is_shown, timeout=WAIT)
        view = source.pane.view
        view.put_place(min(place, len(view.text())))
        for _ in range(gone):
            QTest.keyClick(view, Key.Key_Backspace)
        view.textCursor().insertText(text)
        if back:
            QTest.keyClick(view, Key.Key_Z, Ctrl)
        source.toggle()

    @rule()
    def look_at_source(self) -> None:
        """There and back changes nothing."""
        before = self.stage.story
        self.write_source("", 3, 0, back=False)
        assert self.stage.story is before

    @rule(body=bodies)
    def choose_another(self, body: Body) -> None:
        """Out of the list, and back."""
        self.save()
        article = self.stage.manuscript.article
        assert article is not None
        other = self.stage.library.create(Story(headline="Elsewhere", body=body)).result(10)
        self.desk.open(other.id)
        self.agree()
        self.desk.open(article.id)
        self.start = self.stage.story

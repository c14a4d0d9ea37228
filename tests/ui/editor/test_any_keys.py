"""Whatever keys are pressed in whatever order, the page and the story say the same, and undo brings all back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from desk.story.body import Body, Mark
from desk.story.story import Story
from desk.ui.editor.clipboard import selected_fragment, to_mime
from desk.ui.editor.lines import lines_of
from desk.ui.editor.page import EditorPage
from tests.formats.bodies import bodies
from tests.ui.editor.pages import Ctrl, Key, Shift, Stage

No = Qt.KeyboardModifier.NoModifier


def _paste(page: EditorPage, body: Body) -> None:
    mime = QMimeData()
    mime.setText(body.text or "word")
    page.insertFromMimeData(mime)


def _duplicate(page: EditorPage, _body: Body) -> None:
    mime = to_mime(selected_fragment(page.bridge, page.textCursor()))
    page.insertFromMimeData(mime)


COMMANDS: tuple[Callable[[EditorPage, Body], Any], ...] = (
    lambda page, _: page.toggle_mark(Mark.STRONG),
    lambda page, _: page.toggle_mark(Mark.SUBSCRIPT),
    lambda page, _: page.make_heading(3),
    lambda page, _: page.make_quote(),
    lambda page, _: page.make_pull_quote(),
    lambda page, _: page.make_list(ordered=True),
    lambda page, _: page.make_paragraph(),
    lambda page, _: page.insert_rule(),
    lambda page, _: page.insert_figure("media:0"),
    lambda page, _: page.commands.set_link(*page.commands.link_here()[:2], "https://a.example"),
    _paste,
    _duplicate,
)
KEYS = (
    *((key, No) for key in (Key.Key_Return, Key.Key_Backspace, Key.Key_Delete, Key.Key_Tab, Key.Key_Left)),
    *((key, No) for key in (Key.Key_Right, Key.Key_Home, Key.Key_End, Key.Key_A, Key.Key_Space)),
    *((key, Shift) for key in (Key.Key_Return, Key.Key_Left, Key.Key_Right, Key.Key_Down, Key.Key_Up, Key.Key_Backtab)),
    *((key, Ctrl) for key in (Key.Key_Backspace, Key.Key_Delete, Key.Key_X, Key.Key_Z, Key.Key_Home, Key.Key_End)),
    (Key.Key_Z, Ctrl | Shift),
)
steps = st.one_of(
    st.sampled_from(KEYS),
    st.sampled_from(COMMANDS),
    st.tuples(st.integers(0, 60), st.integers(0, 60)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies, st.lists(steps, max_size=12), bodies)
@example(Body(), [COMMANDS[7], (Key.Key_Backspace, No), (Key.Key_Return, Shift)], Body())
@example(Body(), [COMMANDS[7], (0, 2), (Key.Key_Return, Shift)], Body())
def test_page_and_story_are_one(stage: Stage, start: Body, keys: list[Any], other: Body) -> None:
    stage.open(Story(body=start))
    page = stage.page
    for step in keys:
        page.setFocus()
        if callable(step):
            step(page, other)
        elif isinstance(step[0], Qt.Key):
            QTest.keyClick(page, *step)
        else:
            page.put_caret(*step)
        assert stage.body is not None
        if not page.bridge.is_sound:  # what a key leaves to be put right is put right before the next one
            stage.qtbot.waitUntil(lambda: page.bridge.is_sound)
        assert page.document().blockCount() == max(1, sum(len(lines_of(block)) for block in stage.body.blocks))
    while stage.manuscript.can_undo:
        stage.manuscript.undo()
        assert stage.body is not None
    assert stage.body == start

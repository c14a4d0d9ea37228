"""A person at the page, at random: keys, input methods, paste, formats, undo, and edits from elsewhere.

After every step the page and the story say the same; see `PageMachine.agree`. The suite runs some thousand steps,
`packaging/fuzz` as many as one likes.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.formats.markdown import read_body, write_body
from desk.formats.normal import normal
from desk.story.body import Body, Embed, Mark
from desk.story.story import Story
from desk.ui.editor.bridge import Bridge
from desk.ui.editor.clipboard import selected_fragment, to_mime
from desk.ui.editor.lines import lines_of
from desk.ui.editor.page import EditorPage
from desk.ui.editor.styles import LEVEL, PART
from tests.formats.bodies import TRICKY, bodies
from tests.ui.editor.pages import Ctrl, Key, Shift, Stage

No = Qt.KeyboardModifier.NoModifier

CODES = {" ": Key.Key_Space, "\r": Key.Key_Return}
HABITS = ("a", " ", "word ", "## ", "> ", "- ", "1. ", "**b**", "*i* ", "`c`", "---", '"', "'", "it's ", "--")
SCRIPTS = ("é", "e\u0301", "ß", "😀", "👩‍👩‍👧", "🇵🇹", "שלום ", "مرحبا", "नमस्ते", "漢字", "\u200f", "\u00a0")
WRITTEN = st.one_of(
    st.sampled_from(HABITS),
    st.sampled_from(SCRIPTS),
    st.sampled_from([part for part in TRICKY if part.isprintable()]),
)
KEYS = (
    *((key, No) for key in (Key.Key_Return, Key.Key_Backspace, Key.Key_Delete, Key.Key_Tab, Key.Key_Left)),
    *((key, No) for key in (Key.Key_Right, Key.Key_Home, Key.Key_End, Key.Key_Up, Key.Key_Down, Key.Key_Space)),
    *((key, Shift) for key in (Key.Key_Return, Key.Key_Left, Key.Key_Right, Key.Key_Down, Key.Key_Up, Key.Key_Backtab)),
    *((key, Ctrl) for key in (Key.Key_Backspace, Key.Key_Delete, Key.Key_X, Key.Key_C, Key.Key_V, Key.Key_A)),
    *((key, Ctrl) for key in (Key.Key_Home, Key.Key_End, Key.Key_Left, Key.Key_Right)),
)


def _toggle(mark: Mark, page: EditorPage) -> None:
    page.toggle_mark(mark)


FORMATS: dict[str, Callable[[EditorPage], Any]] = {
    **{f"mark {mark}": partial(_toggle, mark) for mark in Mark},
    "paragraph": lambda page: page.make_paragraph(),
    "heading": lambda page: page.make_heading(2),
    "subheading": lambda page: page.make_heading(3),
    "quote": lambda page: page.make_quote(),
    "pull quote": lambda page: page.make_pull_quote(),
    "numbered": lambda page: page.make_list(ordered=True),
    "bulleted": lambda page: page.make_list(ordered=False),
    "note": lambda page: page.make_note(),
    "rule": lambda page: page.insert_rule(),
    "figure": lambda page: page.insert_figure("media:" + "ab" * 32, "alt", "caption", "credit"),
    "embed": lambda page: page.commands.insert(Embed("https://a.example/post", "A post")),
    "link": lambda page: page.commands.set_link(*page.commands.link_here()[:2], "https://a.example"),
    "no link": lambda page: page.commands.set_link(*page.commands.link_here()[:2], ""),
}
CLIPS = (
    "<p>One <b>strong</b> word</p><ul><li>item<ul><li>deeper</li></ul></li></ul>",
    "<b>flows</b> <a href='https://a.example'>here</a>",
    "<blockquote><p>first</p><p>second</p></blockquote><h2>Head</h2>",
    "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>tail",
    "<p>a</p><hr><p>b</p>",
)
PLACES = st.integers(0, 120)


class PageMachine(RuleBasedStateMachine):
    """Drives the page of `stage`."""

    stage: Stage
    log: Any  # pytest-qt's, of what Qt says
    faults: list[Any]  # raised in slots

    def __init__(self) -> None:
        super().__init__()
        self.survived = Body()
        self.log._records.clear()
        self.faults.clear()

    @initialize(body=bodies)
    def open(self, body: Body) -> None:
        self.stage.open(Story(headline="Lights", body=body))
        self.start = self.stage.story
        self.page.setFocus()

    @property
    def page(self) -> EditorPage:
        return self.stage.page

    @rule(text=WRITTEN)
    def write(self, text: str) -> None:
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = CODES.get(character, Key.Key_unknown)
                QApplication.sendEvent(self.page.writing, QKeyEvent(kind, key, No, character))

    @rule(text=WRITTEN, drafts=st.lists(WRITTEN, max_size=2), start=st.integers(-3, 0), length=st.integers(0, 3))
    def compose(self, text: str, drafts: list[str], start: int, length: int) -> None:
        """As an input method does: drafts that are no text yet, then the text, perhaps in place of some before."""
        for draft in drafts:
            QApplication.sendEvent(self.page.writing, QInputMethodEvent(draft, []))
        done = QInputMethodEvent()
        cursor = self.page.writing.textCursor()
        cursor.setPosition(cursor.selectionStart())
        start = max(start, -cursor.positionInBlock())  # it knows the line and no more
        done.setCommitString(text, start, min(length, -start))
        QApplication.sendEvent(self.page.writing, done)

    @rule(key=st.sampled_from(KEYS), times=st.integers(1, 3))
    def press(self, key: tuple[Qt.Key, Qt.KeyboardModifier], times: int) -> None:
        for _ in range(times):
            QTest.keyClick(self.page.writing, *key)

    @rule(position=PLACES, anchor=PLACES)
    def select(self, position: int, anchor: int) -> None:
        self.page.put_caret(position, anchor)

    @rule(position=PLACES)
    def go(self, position: int) -> None:
        self.page.put_caret(position, position)

    @rule(name=st.sampled_from(sorted(FORMATS)))
    def format(self, name: str) -> None:
        FORMATS[name](self.page)

    @rule(html=st.sampled_from(CLIPS))
    def paste_html(self, html: str) -> None:
        self.stage.paste(html=html, text="plain")

    @rule(text=WRITTEN, lines=st.integers(1, 3))
    def paste_text(self, text: str, lines: int) -> None:
        self.stage.paste(text="\n".join([text] * lines))

    @rule()
    def duplicate(self) -> None:
        mime: QMimeData = to_mime(selected_fragment(self.page.bridge, self.page.textCursor()))
        self.page.insertFromMimeData(mime)

    @precondition(lambda self: self.stage.manuscript.can_undo)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            QTest.keyClick(self.page.writing, Key.Key_Z, Ctrl)

    @precondition(lambda self: self.stage.manuscript.can_redo)
    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            QTest.keyClick(self.page.writing, Key.Key_Z, Ctrl | Shift)

    @rule(body=bodies, place=st.integers(0, 5), gone=st.integers(0, 2))
    def edit_from_elsewhere(self, body: Body, place: int, gone: int) -> None:
        """The command line, a restored version or a tool puts other blocks into the story."""
        story = self.stage.story
        place = min(place, len(story.body.blocks))
        other = story.body.replaced(place, place + gone, body.blocks)
        self.stage.manuscript.edit(replace(story, body=other), None)

    @rule()
    def save(self) -> None:
        future = self.stage.manuscript.flush()
        if future is not None:
            future.result(10)
        article, story = self.stage.manuscript.article, self.stage.story
        assert article is not None
        assert self.stage.library.article(article.id).story == replace(story, body=normal(story.body))

    @invariant()
    def complain_of_nothing(self) -> None:
        for _, fault, _ in self.faults:
            raise fault
        said = [one.message for one in self.log.records if not one.ignored and one.type_name != "QtInfoMsg"]
        assert not said, said

    @invariant()
    def agree(self) -> None:
        page = self.page
        page.setFocus()
        body = self.stage.body  # asserts that the bridge, read anew, says the same as the story
        if not page.bridge.is_sound:  # what a key leaves to be put right is put right in the next turn
            self.stage.qtbot.waitUntil(lambda: page.bridge.is_sound)
        assert self.stage.body is body
        assert page.document().blockCount() == max(1, sum(len(lines_of(block)) for block in body.blocks))

    @invariant()
    def survive_storing(self) -> None:
        body = self.stage.body
        if body is self.survived:
            return
        self.survived = body
        stored = read_body(write_body(body))
        assert stored == normal(body), body
        document = QTextDocument()
        bridge = Bridge(document, self.page.bridge.styles)
        bridge.load(stored)
        assert bridge.read() == stored
        if stored == body:
            assert shape(document) == shape(self.page.document())

    def teardown(self) -> None:
        if not hasattr(self, "start"):
            return
        manuscript, end = self.stage.manuscript, self.stage.story
        steps = 0
        while manuscript.can_undo:
            manuscript.undo()
            steps += 1
            assert self.stage.body is not None
        assert self.stage.story == self.start or steps >= 1000
        for _ in range(steps):
            manuscript.redo()
        assert self.stage.story == end
        assert self.stage.body == end.body
        QApplication.inputMethod().reset()


def shape(document: QTextDocument) -> list[tuple[int, int, str]]:
    """What every line is and says."""
    lines = []
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        lines.append((form.intProperty(PART), form.intProperty(LEVEL), block.text()))
        block = block.next()
    return lines


# `packaging/fuzz` asks for more, for other steps each time, and for the shortest way to what it finds, which takes
# minutes. The suite takes the same steps each time.
ROUNDS = int(os.environ.get("DESK_FUZZ", "0"))
SHRINK = [Phase.shrink] if os.environ.get("DESK_FUZZ_SHRINK", str(ROUNDS)) not in {"", "0"} else []
STEPS = 50


def run(machine: type[RuleBasedStateMachine], rounds: int) -> None:
    """Let it run so many times, or as often as `packaging/fuzz` asks for."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=ROUNDS or rounds,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not ROUNDS,
            database=None,
            phases=[Phase.explicit, Phase.generate, *SHRINK],
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )

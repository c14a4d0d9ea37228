"""Whatever a person does in whatever order among tracked changes, the page shows the changes that there are, and the
story is what it would be without them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from PySide6.QtGui import QTextBlock

from desk.story.body import Body
from desk.story.pieces import utf16_length
from desk.story.story import Story
from desk.ui.editor.gaps import gaps
from desk.ui.editor.habits import Habits
from desk.ui.editor.lines import lines_of
from desk.ui.editor.reading import OBJECT
from desk.ui.review.marks import Marks
from desk.ui.review.marks_source import MarksView
from desk.ui.services import Looks
from tests.formats.bodies import bodies
from tests.ui.editor.machine import PageMachine, run
from tests.ui.editor.pages import Stage
from tests.ui.review.marked import Source


class MarkedMachine(PageMachine):
    """Drives a page with marks."""

    source: Source
    marks: Marks

    @initialize(body=bodies, was=bodies, suggests=st.booleans())
    def open(self, body: Body, was: Body, suggests: bool) -> None:
        now = Story(headline="Lights", body=body)
        self.source.track(None, now)
        self.stage.open(now)
        self.stage.manuscript.set_suggesting(suggests)
        self.source.track(Story(headline="Dark", body=was), now)
        self.start = self.stage.story
        self.page.setFocus()

    @rule(view=st.sampled_from([MarksView.ALL, MarksView.ALL, MarksView.SIMPLE, MarksView.CLEAN]))
    def look(self, view: MarksView) -> None:
        self.marks.set_view(view)

    @invariant()
    def show_what_is_there(self) -> None:
        page, keeper = self.page, self.marks._keeper
        self.stage.qtbot.waitUntil(lambda: page.bridge.is_sound)
        self.marks.settle()
        number, block = 0, page.document().firstBlock()
        for index, each in enumerate(self.stage.body.blocks):
            wanted = keeper._wanted(index)
            assert len(wanted) == len(lines_of(each))
            for marks in wanted:
                assert page.inks.inking.marks(block) == marks, (number, block.text())
                self.is_laid_out(block)
                number, block = number + 1, block.next()
        page.grab()

    def is_laid_out(self, block: QTextBlock) -> None:
        data, setting = self.page.inks.inking.of(block), self.page.inks.inking.setting(block)
        text = block.text()
        length = utf16_length(text)
        if OBJECT in text or block.layout().preeditAreaText():
            return
        found = () if data is None else gaps(text, data.marks.struck, setting.font, setting.width)
        assert (() if data is None else data.gaps) == found
        ranges = [(each.start, each.length) for each in block.layout().formats()]
        assert all(start >= 0 and start + count <= length for start, count in ranges)
        assert len([gap for gap in found if gap.place >= 0 and gap.length]) <= len(ranges)
        assert block.blockFormat().textIndent() == sum(gap.width for gap in found if gap.place < 0)


def test_hundreds_of_steps_among_changes(stage: Stage, looks: Looks, qtlog: Any) -> None:
    class Machine(MarkedMachine):
        pass

    Habits(stage.page, stage.manuscript, looks.store)
    Machine.source = Source(stage.manuscript, stage.story)
    Machine.marks = Marks(stage.page, Machine.source)
    Machine.stage, Machine.log = stage, qtlog
    with stage.qtbot.captureExceptions() as Machine.faults:
        run(Machine, rounds=3)

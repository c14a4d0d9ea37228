"""The switch to the marked-up page: offered while something is tracked, kept up with what is typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.story.body import Body, Paragraph, spans
from desk.story.house import House
from desk.story.story import Story
from desk.ui.preview.changes import MarkedPages
from desk.ui.review.review import Review
from desk.ui.work import Work
from tests.ui.preview.stage import PATIENCE, Stage

pytestmark = pytest.mark.browser


def wait_for(stage: Stage, selector: str, words: str) -> None:
    script = f"document.querySelector('{selector}')?.textContent || 'nothing'"
    stage.qtbot.waitUntil(lambda: words in str(stage.ask(script)), timeout=PATIENCE)


def test_the_changes_are_shown_on_demand_and_kept_up(stage: Stage) -> None:
    work = Work()
    review = Review(stage.manuscript, stage.library, work, House())
    stage.pane.mark(MarkedPages(stage.manuscript, review, stage.pane))
    story = Story(headline="Ferry late", body=Body((Paragraph(spans("The ferry left at noon.")),)))
    stage.show(story)
    switch = stage.pane.switch
    assert switch.isHidden()
    stage.manuscript.set_suggesting(True)
    stage.edit(replace(story, body=Body((Paragraph(spans("The ferry left at ten.")),))))
    stage.qtbot.waitUntil(switch.isVisible, timeout=PATIENCE)
    QTest.mouseClick(switch.changes, Qt.MouseButton.LeftButton)
    wait_for(stage, "#desk-body del", "noon")
    stage.manuscript.edit(replace(stage.manuscript.story, headline="Ferry very late"), None)
    wait_for(stage, "h1 ins", "very")
    wait_for(stage, ".hands", "Ilse Brandt")
    QTest.mouseClick(switch.page, Qt.MouseButton.LeftButton)
    stage.qtbot.waitUntil(lambda: stage.ask("document.querySelectorAll('ins').length") == 0, timeout=PATIENCE)
    stage.settle()
    assert stage.dom() == stage.reloaded()
    work.close()

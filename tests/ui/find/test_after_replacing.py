"""Where the person is when all that was found has been replaced."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTextEdit

from desk.story.body import Body, Paragraph, Table, spans
from desk.story.story import Story
from tests.ui.find.conftest import Finding

WORDS = spans("Annelise at sea")
STORIES = {
    "headline": Story(headline="Annelise at sea"),
    "cell": Story(body=Body((Table(((WORDS,),)), Paragraph()))),
    "paragraph": Story(body=Body((Paragraph(WORDS),))),
}


@pytest.mark.parametrize("where", STORIES)
def test_nothing_stays_half_selected(finding: Finding, where: str) -> None:
    finding.open(STORIES[where])
    finding.look_for("Annelise", replace=True)
    view: QTextEdit = finding.page.head.headline if where == "headline" else finding.page.writing
    assert view.textCursor().selectedText() == "Annelise"
    finding.bar.new.setText("Anneliese")
    finding.click(finding.bar.all)
    assert "Anneliese at sea" in view.toPlainText()
    assert not view.textCursor().hasSelection()

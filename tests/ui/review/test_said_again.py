"""A text that is pasted to itself is told in the list as it will be when it is opened again."""

from __future__ import annotations

from dataclasses import replace

from desk.revise.review.tracking import Tracking
from desk.story.body import Body, BodyChange, Paragraph, spans
from tests.ui.desk_window import WAIT, DeskWindow
from tests.ui.review.reviewing import FIRST, SECOND, THIRD, panel

TEXTS = (FIRST, SECOND, THIRD, "Nobody on the quay saw it go, and nobody had asked.", "Two tugs lay in the lee of it.")


def test_the_list_is_that_of_tomorrow_and_names_whoever_pasted(desk: DeskWindow) -> None:
    manuscript, library = desk.room.manuscript, desk.library
    library.who = "Ilse Brandt"
    agreed = replace(manuscript.story, slug="again", body=Body(tuple(Paragraph(spans(text)) for text in TEXTS)))
    row = library.create(agreed).result()
    library.who = "Mara Quist"
    desk.open(row.id)
    manuscript.set_suggesting(True)
    agreed = manuscript.story
    seam = Paragraph(spans(f"{TEXTS[-1]} {TEXTS[0]}"))
    blocks = agreed.body.blocks
    pasted = replace(agreed, body=Body((*blocks[:-1], seam, *blocks[1:])))
    manuscript.edit(pasted, None, body=BodyChange(0, 1, len(blocks)))
    tomorrow = Tracking(agreed, pasted).changes

    def listed() -> bool:
        shown = panel(desk).shown
        return [entry.change for entry in shown] == [*tomorrow] and {entry.who for entry in shown} == {("Mara Quist",)}

    desk.qtbot.waitUntil(listed, timeout=WAIT)

"""The credit of a picture and the name under a pull quote have one line, whatever comes into them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desk.formats.markdown import read_body, write_body
from desk.formats.normal import normal
from desk.story.body import Block, Body, Figure, Paragraph, PullQuote, spans
from desk.ui.editor.lines import Part
from desk.ui.editor.styles import part_of
from tests.ui.editor.pages import Ctrl, Key, Stage

On = Callable[[Body], Stage]
PICTURE = "media:" + "ab" * 32
HOLDERS = (
    (
        Figure(PICTURE, "alt", spans("caption"), "AP"),
        Figure(PICTURE, "alt", spans("caption"), "AP one ==="),
        Part.CREDIT,
    ),
    (PullQuote(spans("We wait"), "AP"), PullQuote(spans("We wait"), "AP one ==="), Part.ATTRIBUTION),
)


@pytest.mark.parametrize(("holder", "after", "part"), HOLDERS)
@pytest.mark.parametrize("page", ["one<br>===", "<p>one</p><p>===</p>"])
def test_a_line_break_becomes_a_space(on_page: On, holder: Block, after: Block, part: Part, page: str) -> None:
    stage = on_page(Body((holder, Paragraph())))
    stage.behind("AP")
    assert part_of(stage.page.textCursor().blockFormat()) is part
    stage.type(" ")
    stage.paste(html=page)
    assert stage.body.blocks[0] == after
    assert "\u2028" not in stage.page.document().toRawText()
    assert read_body(write_body(stage.body)) == normal(stage.body)
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.body.blocks[1:] == (Paragraph(),)

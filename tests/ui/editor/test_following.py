"""What the page shows when somebody else changed the body: replacing in all of it, undo, the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desk.story.body import Block, Body, Figure, Paragraph, PullQuote, Rule, Table, spans
from tests.ui.editor.pages import Stage

BLOCKS: tuple[Block, ...] = (
    Paragraph(spans("one")),
    PullQuote(spans("two"), "who"),
    Table(((spans("a"), spans("b")),)),
    Paragraph(spans("three")),
    Figure("https://a.example/1.png", "alt", spans("four"), "Ann"),
    Rule(),
    Paragraph(spans("five")),
)


@pytest.mark.parametrize("wide", [1, 400])
@pytest.mark.parametrize("changed", [(0, 6), (1, 4), (2,), (0, 1, 2, 3, 4, 5, 6), (3, 5)])
def test_blocks_that_changed_are_shown_and_the_caret_stays(
    on_page: Callable[[Body], Stage], monkeypatch: pytest.MonkeyPatch, changed: tuple[int, ...], wide: int
) -> None:
    monkeypatch.setattr("desk.ui.editor.following._WIDE", wide)
    stage = on_page(Body(BLOCKS))
    stage.behind("three")
    new = {number: Paragraph(spans(f"a new one at {number}")) for number in changed}
    blocks = tuple(new.get(number, block) for number, block in enumerate(BLOCKS))
    stage.manuscript.edit(replace(stage.story, body=Body(blocks)), None)
    assert stage.body.blocks == blocks
    if 3 not in changed:
        assert stage.page.textCursor().block().text() == "three"
    stage.manuscript.undo()
    assert stage.body.blocks == BLOCKS
    stage.manuscript.redo()
    stage.page.put_caret(0, 0)
    stage.page.setFocus()
    stage.type("X")
    assert stage.texts[0].startswith("X")


def test_blocks_that_came_and_went_are_shown(on_page: Callable[[Body], Stage]) -> None:
    stage = on_page(Body(BLOCKS))
    stage.manuscript.edit(replace(stage.story, body=Body((*BLOCKS[4:], *BLOCKS[:2], Rule()))), None)
    assert stage.body.blocks == (*BLOCKS[4:], *BLOCKS[:2], Rule())

"""From a place of the story to the page and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desk.story.body import (
    Body,
    Embed,
    Figure,
    Heading,
    ListItem,
    Mark,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Span,
    Table,
    spans,
)
from desk.story.places import Place, texts
from desk.ui.editor.whereabouts import Whereabouts
from tests.ui.editor.pages import Stage

EMOJI = "a 😀 b\U0001f1e9\U0001f1ea c"
BODY = Body(
    (
        Heading(spans("שלום world"), 2),
        Paragraph(spans(EMOJI, Span(" bold 👩‍👩‍👧", frozenset({Mark.STRONG})), "\nnext line")),
        Figure("https://a.example/1.png", "alt 😀", spans("caption 😀 x"), "credit 😀 y"),
        ListItem(spans("item e\u0301"), ordered=True),
        PullQuote(spans("words 😀"), "who 😀 said"),
        Table(((spans("one"), spans("😀 two")), (spans("three"), spans("four 😀 five")))),
        Rule(),
        Quote(spans("quote")),
        Note(spans("note 😀")),
        Embed("https://x.example", "card"),
    )
)


@pytest.fixture
def stage(on_page: Callable[[Body], Stage]) -> Stage:
    made = on_page(BODY)
    story = replace(made.story, kicker="k 😀", deck="a 😀 deck", contribution_text="By 😀 hand")
    made.manuscript.edit(story, None)
    return made


def test_every_word_of_the_page_can_be_gone_to_and_told(stage: Stage) -> None:
    where = Whereabouts(stage.page)
    for place, text in texts(stage.story, where.shown()):
        drawn = place.block is not None and (place.block, place.part) in {(2, 0), (9, 0)}
        for start in range(0, len(text), 2):
            stop = min(len(text), start + 3)
            where.go(where.caret(place, start, stop))
            if drawn:
                assert stage.page.edits.selected_object() == place.block
                assert where.here()[0] == place
                assert where.selected() == ""
            else:
                assert where.here() == (place, start, stop)
                assert where.selected() == text[start:stop]


def test_the_keyboard_stays_where_it_is_where_that_is_wished(stage: Stage) -> None:
    where, headline = Whereabouts(stage.page), stage.page.head.headline
    headline.setFocus()
    for place in (Place("body", 1), Place("body", 5, 3), Place("deck"), Place("body", 2, 0)):
        where.go(where.caret(place, 0, 2), take_focus=False)
        assert headline.hasFocus(), place
    where.take_focus()
    assert stage.page.hasFocus()


def test_a_place_far_down_is_scrolled_to(stage: Stage) -> None:
    stage.open(replace(stage.story, body=Body(tuple(Paragraph(spans(f"line {n}")) for n in range(300)))))
    where, page = Whereabouts(stage.page), stage.page
    for block in (290, 5, 150):
        where.go(where.caret(Place("body", block), 0, 4))
        box = page.cursorRect()
        assert 0 <= box.top() < box.bottom() <= page.viewport().height()
    where.go(where.caret(Place("kicker"), 0, 1))
    assert page.head.kicker.mapTo(page.viewport(), page.head.kicker.rect().topLeft()).y() >= 0

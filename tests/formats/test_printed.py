"""What has nothing to say is printed nowhere, and what is beside it stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from desk.formats import registry
from desk.formats.html_write import groups
from desk.formats.printed import is_blank, printed_groups, without_blanks
from desk.story.body import Body, Embed, Figure, Heading, ListItem, Note, Paragraph, PullQuote, Quote, Rule, spans
from desk.story.house import House
from desk.story.story import Story
from tests.formats.bodies import bodies, body

BLANK = (Paragraph(), Heading(), Quote(), ListItem(), PullQuote(), Figure(), Embed(), Note(), Paragraph(spans(" \n ")))


def exported(name: str, whole: Body) -> str:
    write = registry.by_name(name).write
    assert write is not None
    return write(Story(headline="Lamps", body=whole), House(), lambda _: None).data.decode()


@pytest.mark.parametrize("name", ["html", "fragment", "text", "markdown"])
@pytest.mark.parametrize("blank", BLANK, ids=lambda block: type(block).__name__)
def test_a_block_with_nothing_in_it_is_in_no_export(name: str, blank: object) -> None:
    whole = body("One.", "Two.")
    assert exported(name, Body((*whole.blocks, blank))) == exported(name, whole)  # type: ignore[arg-type]


def test_an_empty_line_between_two_lists_keeps_them_two_and_is_not_printed() -> None:
    item = ListItem(spans("Item"), ordered=True)
    whole = Body((item, Paragraph(), item))
    assert printed_groups(whole) == ("<ol><li>Item</li></ol>",) * 2
    assert exported("text", whole).endswith("1. Item\n\n1. Item\n")


def test_an_item_that_others_stand_under_stays() -> None:
    whole = Body((ListItem(), ListItem(spans("Under it"), depth=1), ListItem()))
    assert printed_groups(whole) == ("<ul><li><ul><li>Under it</li></ul></li></ul>",)


def test_empty_items_that_only_empty_items_stand_under_are_not_printed() -> None:
    assert printed_groups(Body((ListItem(), ListItem(depth=1)))) == ()
    whole = Body((ListItem(), ListItem(depth=1), ListItem(depth=2), ListItem(spans("Beside them"), depth=1)))
    assert printed_groups(whole) == ("<ul><li><ul><li>Beside them</li></ul></li></ul>",)


@given(bodies)
@example(Body((ListItem(spans("Item")), ListItem(ordered=True), ListItem())))
def test_what_was_left_out_once_leaves_nothing_to_leave_out(whole: Body) -> None:
    for apart in (False, True):
        kept = without_blanks(whole.blocks, apart=apart)
        assert without_blanks(kept, apart=apart) == kept


def test_a_rule_is_not_blank() -> None:
    assert not is_blank(Rule())


@given(bodies)
def test_what_is_not_blank_is_printed_as_it_stands_in_the_preview(whole: Body) -> None:
    if without_blanks(whole.blocks) == whole.blocks:
        assert printed_groups(whole) == tuple(group.html for group in groups(whole))

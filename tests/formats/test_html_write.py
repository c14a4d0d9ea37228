from __future__ import annotations

from itertools import pairwise

import lxml.html
import pytest
from hypothesis import given

from desk.formats.html_inline import inline
from desk.formats.html_write import Picture, block_html, groups, render_group
from desk.story.body import (
    Block,
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
from tests.formats.bodies import bodies, body, em, link, strong


def test_marks_nest_in_one_order_whatever_the_order_of_the_set() -> None:
    both = Span("both", frozenset({Mark.EMPHASIS, Mark.STRONG, Mark.CODE}))
    assert inline([both]) == "<strong><em><code>both</code></em></strong>"


def test_neighbours_share_the_elements_that_they_can_share() -> None:
    parts = spans(strong("a"), Span("b", frozenset({Mark.STRONG, Mark.EMPHASIS})), em("c"))
    assert inline(parts) == "<strong>a<em>b</em></strong><em>c</em>"


def test_one_link_over_several_marks_is_one_link() -> None:
    parts = (link("plain ", "https://a.example"), link("bold", "https://a.example", Mark.STRONG))
    assert inline(parts) == '<a href="https://a.example">plain <strong>bold</strong></a>'


def test_words_that_look_like_markup_stay_words() -> None:
    assert inline(spans("<b> & </b>")) == "&lt;b&gt; &amp; &lt;/b&gt;"


def test_a_line_break_is_an_element() -> None:
    assert inline(spans("one\ntwo")) == "one<br>two"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///x", "//x.example", "java\nscript:x"]
)
def test_a_link_that_is_not_allowed_keeps_its_words_only(address: str) -> None:
    assert inline([Span("words", link=address)]) == "words"


def test_quotes_in_an_address_cannot_leave_the_attribute() -> None:
    assert inline([link("x", 'https://a.example/"onclick="x')]) == '<a href="https://a.example/%22onclick=%22x">x</a>'


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (Heading(spans("A crosshead")), "<h2>A crosshead</h2>"),
        (Heading(spans("Deeper"), 3), "<h3>Deeper</h3>"),
        (Rule(), "<hr>"),
        (PullQuote(spans("Loud"), "Ana"), '<aside class="pullquote"><p>Loud</p><p class="attribution">Ana</p></aside>'),
        (Embed("https://v.example", "A video"), '<p class="embed"><a href="https://v.example">A video</a></p>'),
        (Embed("https://v.example"), '<p class="embed bare"><a href="https://v.example">v.example</a></p>'),
        (
            Embed("https://youtu.be/abcdef1"),
            '<p class="embed bare"><a href="https://youtu.be/abcdef1">Video on YouTube</a></p>',
        ),
        (Embed("javascript:x", "A trap"), '<p class="embed">A trap</p>'),
        (
            Table(((spans("Town"), spans("Votes")), (spans("Lisbon"), spans("12"))), header=True),
            '<table><thead><tr><th scope="col">Town</th><th scope="col">Votes</th></tr></thead>'
            "<tbody><tr><td>Lisbon</td><td>12</td></tr></tbody></table>",
        ),
        (
            Figure("https://p.example/x.jpg", "A bridge", spans("The bridge at dawn."), "Ana Reis"),
            '<figure><p class="missing"><a href="https://p.example/x.jpg">A bridge</a></p>'
            '<figcaption>The bridge at dawn. <span class="credit">Ana Reis</span></figcaption></figure>',
        ),
    ],
)
def test_each_block_has_its_element(block: Block, html: str) -> None:
    assert block_html(block) == html


def test_a_picture_that_may_be_shown_is_shown_with_its_size() -> None:
    figure = Figure("media:" + "0" * 64, 'A "bridge"')
    html = block_html(figure, lambda _reference: Picture("data:image/png;base64,AA==", 40, 30))
    image = '<img src="data:image/png;base64,AA==" alt="A &quot;bridge&quot;" width="40" height="30">'
    assert html == f"<figure>{image}</figure>"


def test_a_crosshead_of_the_second_level_skips_no_level() -> None:
    deeper, section = Heading(spans("Deeper"), 3), Heading(spans("Section"))
    story = Body((deeper, Heading(), deeper, section, deeper))
    html = [group.html for group in groups(story)]
    above = '<h2 class="subhead">Deeper</h2>'
    assert html == [above, "<h2></h2>", above, "<h2>Section</h2>", "<h3>Deeper</h3>"]
    assert [group.html for group in groups(Body((deeper,)), is_whole=False)] == ["<h3>Deeper</h3>"]


def test_list_items_of_one_kind_make_one_list_with_lists_inside() -> None:
    items = [
        ListItem(spans("a")),
        ListItem(spans("b"), depth=1),
        ListItem(spans("c"), ordered=True, depth=1),
        ListItem(spans("d")),
    ]
    [group] = groups(Body(tuple(items)))
    assert group.html == "<ul><li>a<ul><li>b</li></ul><ol><li>c</li></ol></li><li>d</li></ul>"


def test_another_kind_at_the_outermost_depth_makes_another_list() -> None:
    whole = body(ListItem(spans("a")), ListItem(spans("b"), ordered=True))
    assert [group.html for group in groups(whole)] == ["<ul><li>a</li></ul>", "<ol><li>b</li></ol>"]


def test_a_skipped_depth_is_marked_as_no_item() -> None:
    assert render_group([ListItem(spans("deep"), depth=1)]) == '<ul><li class="skip"><ul><li>deep</li></ul></li></ul>'


def test_notes_never_print_and_do_not_part_what_they_lie_in() -> None:
    note = Note(spans("Legal has not seen this."))
    whole = body(note, "first", Quote(spans("q1")), note, Quote(spans("q2")), note)
    found = groups(whole)
    assert [group.html for group in found] == ["<p>first</p>", "<blockquote><p>q1</p><p>q2</p></blockquote>"]
    assert [(group.start, group.stop) for group in found] == [(0, 2), (2, 6)]


def test_nothing_but_notes_is_no_group() -> None:
    assert groups(body(Note(spans("only")))) == ()


@given(bodies)
def test_groups_part_the_blocks_without_a_gap_and_are_one_element_each(whole: Body) -> None:
    found = groups(whole)
    if found:
        assert found[0].start == 0
        assert found[-1].stop == len(whole.blocks)
    for before, after in pairwise(found):
        assert before.stop == after.start
    for group in found:
        assert len(lxml.html.fragments_fromstring(group.html)) == 1


@given(bodies)
def test_a_group_by_itself_is_what_it_is_among_others(whole: Body) -> None:
    for group in groups(whole, is_whole=False):
        assert render_group(whole.blocks[group.start : group.stop]) == group.html


@given(bodies)
def test_a_paragraph_is_always_an_element_even_an_empty_one(whole: Body) -> None:
    alone = sum(isinstance(block, Paragraph) for block in whole.blocks)
    assert sum(group.html.startswith("<p>") for group in groups(whole)) == alone


HEBREW, ARABIC = spans("שלום עולם"), spans("قال الطيارون")


@pytest.mark.parametrize(
    ("blocks", "html"),
    [
        ([Paragraph(HEBREW)], '<p dir="rtl">שלום עולם</p>'),
        ([Paragraph(spans("“12” ", *ARABIC, " and words"))], '<p dir="rtl">“12” قال الطيارون and words</p>'),
        ([Paragraph(spans("Words and ", *HEBREW))], "<p>Words and שלום עולם</p>"),
        ([Paragraph(spans("1911–12"))], "<p>1911–12</p>"),
        ([Heading(HEBREW)], '<h2 dir="rtl">שלום עולם</h2>'),
        (
            [Quote(HEBREW), Quote(spans("Words")), Quote(ARABIC)],
            '<blockquote dir="rtl"><p>שלום עולם</p><p dir="ltr">Words</p><p>قال الطيارون</p></blockquote>',
        ),
        (
            [ListItem(HEBREW), ListItem(spans("a"), depth=1), ListItem(ARABIC), ListItem(spans("b"))],
            '<ul dir="rtl"><li>שלום עולם<ul dir="ltr"><li>a</li></ul></li><li>قال الطيارون</li>'
            '<li dir="ltr">b</li></ul>',
        ),
        (
            [ListItem(spans("a")), ListItem(HEBREW), ListItem(ARABIC, True, 1), ListItem(ARABIC, False, 1)],
            '<ul><li>a</li><li dir="rtl">שלום עולם'
            "<ol><li>قال الطيارون</li></ol><ul><li>قال الطيارون</li></ul></li></ul>",
        ),
        (
            [PullQuote(HEBREW, "אבא")],
            '<aside class="pullquote" dir="rtl"><p>שלום עולם</p><p class="attribution">אבא</p></aside>',
        ),
        (
            [Table(((HEBREW, spans("12")), (spans("Anna"), ())))],
            '<table dir="rtl"><tbody><tr><td>שלום עולם</td><td>12</td></tr>'
            '<tr><td dir="ltr">Anna</td><td></td></tr></tbody></table>',
        ),
        (
            [Figure("", "A lamp", HEBREW, "Ana")],
            '<figure><p class="missing">A lamp</p>'
            '<figcaption dir="rtl">שלום עולם <span class="credit">Ana</span></figcaption></figure>',
        ),
        (
            [Embed("https://v.example", "שלום")],
            '<p class="embed" dir="rtl"><a href="https://v.example">שלום</a></p>',
        ),
    ],
)
def test_words_that_begin_on_the_other_side_say_so(blocks: list[Block], html: str) -> None:
    assert render_group(blocks, around="ltr") == html
    assert "dir=" not in render_group(blocks)


def test_words_in_a_page_from_the_right_say_where_they_begin_at_the_left() -> None:
    whole = body("Words", "123", Paragraph(HEBREW))
    shown = [group.html for group in groups(whole, around="rtl")]
    assert shown == ['<p dir="ltr">Words</p>', "<p>123</p>", "<p>שלום עולם</p>"]

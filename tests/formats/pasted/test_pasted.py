"""What holds for whatever is pasted: no word is lost, glued or moved, and what comes of it is a body like any other."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.formats.markdown import read_body, write_body
from desk.formats.pasted.clip import Clip, Source
from desk.formats.pasted.reading import read_clip, read_words
from desk.formats.pasted.report import Kind, Pasted
from desk.formats.pasted.web import past_doorkeeper
from desk.story.body import (
    Body,
    Embed,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Quote,
    Span,
    Table,
    block_text,
    spans,
    text_of,
)
from tests.formats.bodies import TRICKY, body, em, strong
from tests.formats.pictures import picture, reference

WORD_HEAD = '<html xmlns:w="urn:schemas-microsoft-com:office:word"><body>'


def html(page: str, text: str = "", url: str = "") -> Pasted:
    return read_clip(Clip(page, text, url))


def text(words: str) -> Pasted:
    return read_clip(Clip(text=words))


# Random trees, and beside each the words that a browser would show of it.


@dataclass(frozen=True)
class Shown:
    """HTML, and its words with "\\n" wherever a line begins or ends."""

    html: str
    text: str


INLINE = ("b", "i", "u", "span", "font", "em", "sup", "small", "code", "mark", "time", "cite", "my-own")
STYLES = (
    "",
    "color:red",
    "font-weight:700",
    "font-style:italic;mso-x:y",
    "text-decoration:underline",
    "white-space:pre-wrap",
)
BLOCK = (
    "div", "p", "blockquote", "h1", "h3", "h6", "section", "article", "form", "fieldset", "details", "address",
    "center", "header", "figure", "aside", "main",
)  # fmt: skip
UNSEEN = (
    "<script>let unseen = 1</script>", "<style>.unseen {}</style>", '<p hidden>unseen</p>', "<!-- unseen -->", "<wbr>",
    '<span style="display:none">unseen</span>', '<span class="sr-only">unseen</span>', "\u00ad", "\u200b",
    "<o:p></o:p>", "<select><option>unseen</option></select>", '<img src="data:text/html,unseen">',
    "<svg><text>unseen</text></svg>",
)  # fmt: skip
token = st.sampled_from(
    [
        "Four",
        "lamps",
        "burn",
        "é",
        "ß",
        "😀",
        "שלום",
        "10",
        "“so”",
        "&",
        "<b>",
        "AT&T",
        "1.",
        "-",
        "*",
        "_x_",
        "https://a.example",
    ]
)
words = st.lists(token, min_size=1, max_size=3).map(" ".join)
space = st.sampled_from(["", " ", "\n", "&nbsp;", " &nbsp; "])
piece = st.builds(
    lambda said, before, after: Shown(before + escape(said) + after, " " * bool(before) + said + " " * bool(after)),
    words,
    space,
    space,
)
unseen = st.sampled_from(UNSEEN).map(lambda html: Shown(html, ""))
line_break = st.just(Shown("<br>", "\n"))


def joined(parts: list[Shown]) -> Shown:
    return Shown("".join(part.html for part in parts), "".join(part.text for part in parts))


def inline(tag: str, style: str, inside: Shown) -> Shown:
    return Shown(f'<{tag} style="{style}">{inside.html}</{tag}>', inside.text)


def block(tag: str, style: str, inside: Shown) -> Shown:
    return Shown(f'<{tag} style="{style}">{inside.html}</{tag}>', f"\n{inside.text}\n")


def listed(tag: str, items: list[Shown]) -> Shown:
    return joined(
        [
            Shown(f"<{tag}>", "\n"),
            *(Shown(f"<li>{i.html}</li>", f"\n{i.text}\n") for i in items),
            Shown(f"</{tag}>", "\n"),
        ]
    )


def table(cells: list[Shown]) -> Shown:
    rows = [cells[:2], cells[2:]]
    inside = "".join(f"<tr>{''.join(f'<td>{c.html}</td>' for c in row)}</tr>" for row in rows if row)
    return Shown(f"<table>{inside}</table>", "".join(f"\n{cell.text}\n" for cell in cells))


phrase = st.recursive(
    st.one_of(piece, piece, unseen.filter(lambda one: "<p" not in one.html), line_break),
    lambda inner: st.builds(
        inline, st.sampled_from(INLINE), st.sampled_from(STYLES), st.lists(inner, max_size=3).map(joined)
    ),
    max_leaves=6,
)
phrases = st.lists(phrase, min_size=1, max_size=4).map(joined)
trees = st.recursive(
    st.one_of(phrases, unseen),
    lambda inner: st.one_of(
        st.builds(
            block,
            st.sampled_from(BLOCK[:1] + BLOCK[2:]),
            st.sampled_from(STYLES),
            st.lists(inner, max_size=3).map(joined),
        ),
        st.builds(block, st.just("p"), st.sampled_from(STYLES), phrases),
        st.builds(listed, st.sampled_from(["ul", "ol"]), st.lists(inner, max_size=3)),
        st.builds(table, st.lists(inner, min_size=1, max_size=4)),
    ),
    max_leaves=12,
)
pages = st.lists(trees, max_size=4).map(joined)


def test_what_has_no_width_parts_no_word() -> None:
    assert html("<p><b><i>Four</i>\u200b</b>teen</p>").body.text == "Fourteen"
    assert html("<p><i>Four</i>\u00a0\u200b<b>teen</b></p>").body.text == "Four teen"


@given(pages)
def test_no_word_is_lost_or_glued_or_moved(page: Shown) -> None:
    pasted = html(page.html)
    assert pasted.body.text.replace("\u00a0", " ").split() == page.text.split()


@given(
    st.one_of(
        pages.map(lambda page: page.html),
        st.lists(st.sampled_from([*TRICKY, "<td>", "<ul>", "<li>", "</ul>", "<table>"]), max_size=12).map("".join),
    )
)
def test_what_comes_of_it_can_be_kept_as_markdown(page: str) -> None:
    for start in ("", WORD_HEAD, '<b id="docs-internal-guid-1" style="font-weight:normal">'):
        pasted = html(start + page)
        assert read_body(write_body(pasted.body)) == pasted.body
        assert pasted.sentence


@given(
    st.lists(
        st.one_of(words, st.sampled_from(["", "> x", "- a", "• b", "1. c", "2. d", "a\tb", "long-", "\u00adx", "12"])),
        max_size=12,
    ).map("\n".join)
)
def test_plain_text_keeps_its_words(lines: str) -> None:
    pasted = text(lines)
    assert read_body(write_body(pasted.body)) == pasted.body
    signs = "*-•>.0123456789\u00ad "
    assert [c for c in "".join(pasted.body.text.split()) if c not in signs] == [
        c for c in "".join(lines.split()) if c not in signs
    ]


@pytest.mark.parametrize(
    "broken",
    ["", " ", "<", "<p", "<!--", "<table>", "\x00", "<b>" * 20_000 + "x", "Version:0.9", "<![if !supportLists]>x",
     "<p style='mso-list:l0 level99999999999 lfo1'><span style='mso-list:Ignore'>1.</span>x", "<a href='//['>x</a>",
     "<li data-aria-level='²'>x", "<h2 role=heading aria-level='-1'>x</h2>", "<iframe src='http://['></iframe>",
     "<td rowspan=99999999><td>x", "<img src='data:image/png;base64,!!!!'>",
     "<img width=9999999999999 height=1 src=x>"],
)  # fmt: skip
def test_nothing_pasted_makes_it_fail(broken: str) -> None:
    html(broken)
    html(broken, text="instead", url="nonsense:")


# What in particular becomes of what.


def test_where_html_cannot_be_read_the_text_is() -> None:
    assert html("<b>" * 20_000 + "x", text="One\nTwo").body == body("One", "Two")
    assert html("<style>p {}</style>", text="One").body == body("One")


def test_words_from_within_a_line_keep_the_spaces_at_their_ends() -> None:
    pasted = html("<i>lamps</i> now", text=" lamps now ")
    assert pasted.flows
    assert pasted.body == Body((Paragraph(spans(" ", em("lamps"), " now ")),))


def test_pictures_that_are_in_the_page_come_along() -> None:
    data = picture("PNG", (8, 8))
    address = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    pasted = html(f'<p>Above</p><img alt="A lamp" src="{address}"><img src="data:image/png;base64,AAAA">')
    assert pasted.body.blocks[1] == Figure(reference(data), "A lamp")
    assert pasted.media == {reference(data): data}
    assert dict(pasted.left) == {Kind.PICTURE: 1}


def test_a_picture_of_one_dot_is_not_a_picture() -> None:
    data = picture("PNG", (1, 1))
    pasted = html(f'<p>Above</p><img src="data:image/png;base64,{base64.b64encode(data).decode()}">')
    assert pasted.body == body("Above")
    assert not pasted.media
    assert not pasted.left


def test_of_files_only_those_are_read_that_word_has_left_for_it(tmp_path: Path) -> None:
    data = picture("PNG", (8, 8))
    (own := tmp_path / "msohtmlclip1" / "01").mkdir(parents=True)
    (own / "clip_image001.png").write_bytes(data)
    (own / "private.png").write_bytes(data)
    for name, number in (
        ("msohtmlclip1/01/clip_image001.png", 1),
        ("msohtmlclip1/01/private.png", 0),
        ("msohtmlclip1/01/clip_image009.png", 0),
    ):
        pasted = html(f'{WORD_HEAD}<p>x</p><img src="file://{tmp_path.as_posix()}/{name}">')
        assert len(pasted.media) == number
        assert dict(pasted.left).get(Kind.PICTURE, 0) == 1 - number
    assert not html('<img src="file://elsewhere.example/msohtmlclip1/clip_image001.png">').media


def test_addresses_relative_to_the_page_are_made_whole_where_it_is_known() -> None:
    given = '<p><a href="/a?b">there</a></p><img src="lamp.png" alt="A">'
    known = html(given, url="https://a.example/x/y")
    assert known.body.blocks == (
        Paragraph((Span("there", frozenset(), "https://a.example/a?b"),)),
        Figure("https://a.example/x/lamp.png", "A"),
    )
    unknown = html(given)
    assert unknown.body == body("there")
    assert dict(unknown.left) == {Kind.LINK: 1, Kind.PICTURE: 1}


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("https://www.google.com/url?q=https://a.example/x%3Fy&sa=D", "https://a.example/x?y"),
        ("https://www.google.de/url?sa=t&url=https%3A%2F%2Fa.example%2F", "https://a.example/"),
        ("https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example&data=1", "https://a.example"),
        ("https://www.google.com/url?q=javascript:x()", "https://www.google.com/url?q=javascript:x()"),
        ("https://google.evil.example/url?q=https://a.example", "https://google.evil.example/url?q=https://a.example"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example", "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example"),
        ("http://[", "http://["),
    ],
)  # fmt: skip
def test_only_googles_and_outlooks_doorkeepers_are_passed(given: str, wanted: str) -> None:
    assert past_doorkeeper(given) == wanted


def test_the_page_that_windows_names_is_the_origin() -> None:
    pasted = html("Version:0.9\r\nStartHTML:1\r\nSourceURL:https://a.example/x\r\n<html><body><p>One</p>")
    assert pasted.body == body("One")
    assert pasted.url == "https://a.example/x"
    assert pasted.note is not None
    assert pasted.note.spans == (
        Span("Pasted from "),
        Span("https://a.example/x", frozenset(), "https://a.example/x"),
    )


def test_the_note_holds_the_words_that_were_left_out_up_to_a_length() -> None:
    comment = "<div style='mso-element:comment'><p>{}</p></div>"
    pasted = html(WORD_HEAD + "<p>x</p>" + comment.format("Why? " * 300) * 5)
    assert pasted.note is not None
    said = text_of(pasted.note.spans)
    assert said.count("Comment: ") == 3
    assert said.endswith("… and more.")


def test_looks_alone_are_not_worth_a_word() -> None:
    pasted = html('<p style="color:red;font-family:Arial">One</p><p>Two</p>')
    assert dict(pasted.left) == {Kind.LOOKS: 1}
    assert not pasted.matters
    assert html('<p><span style="background:yellow">One</span></p>').matters


def test_a_heading_is_not_strong_and_a_link_is_not_underlined() -> None:
    pasted = html('<h2><b>One</b></h2><p><u><a href="https://a.example">two</a></u></p>')
    assert pasted.body.blocks == (
        Heading(spans("One")),
        Paragraph((Span("two", frozenset(), "https://a.example"),)),
    )


def test_a_copy_of_the_middle_of_a_list_begins_at_its_edge() -> None:
    given = "<ul><ul><li>one<ul><li>two</li></ul></li></ul></ul>"
    assert html(given).body.blocks == (ListItem(spans("one")), ListItem(spans("two"), depth=1))


def test_marks_end_with_their_words() -> None:
    pasted = html("<p><b>Four </b>lamps <i> burn</i></p>")
    assert pasted.body.blocks == (Paragraph(spans(strong("Four"), " lamps ", em("burn"))),)


def test_hidden_and_deleted_words_are_not_kept_and_inserted_ones_are() -> None:
    given = "<p>There were <del>seven</del><ins>eight</ins></p>"
    assert block_text(html(WORD_HEAD + given).body.blocks[0]) == "There were eight"
    assert block_text(html(given).body.blocks[0]) == "There were seveneight"  # as the page shows it


def test_quoted_mail_in_plain_text_stays_quoted() -> None:
    pasted = text("Hello\n\n> One\n> Two\n>\n> Three\nmore")
    assert pasted.body.blocks == (
        Paragraph(spans("Hello")),
        *(Quote(spans(line)) for line in ("One", "Two", "Three")),
        Paragraph(spans("more")),
    )


def test_cells_parted_by_tabs_are_a_table_and_indents_are_not() -> None:
    assert text("a\tb\nc\t\n").body == body(Table(((spans("a"), spans("b")), (spans("c"), ()))))
    assert text("\tOne\n\tTwo").body == body("One", "Two")


def test_words_alone_are_the_lines_as_they_stand() -> None:
    clip = Clip(html="<ul><li>one<li>two</ul>", text="• one\n• two\n\n3")
    assert read_words(clip).body == body("• one", "• two", "3")
    assert read_words(Clip(html="<ul><li>one<li>two</ul>")).body == body("one", "two")


def test_a_frame_becomes_a_card() -> None:
    pasted = html('<p>x</p><iframe title="A film" src="//v.example/1"></iframe><iframe src="about:blank"></iframe>')
    assert pasted.body == body("x", Embed("https://v.example/1", "A film"))
    assert dict(pasted.left) == {Kind.FRAME: 1}


def test_reading_tells_how_far_it_is_and_can_be_stopped() -> None:
    steps: list[tuple[int, int]] = []
    read_clip(Clip(html="<p>x</p>"), lambda done, total: steps.append((done, total)))
    assert [done for done, _ in steps] == list(range(5))

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        read_clip(Clip(html="<p>x</p>"), stop)


def test_the_source_is_told_by_its_signs() -> None:
    assert html(WORD_HEAD + "x").source is Source.WORD
    assert html("<p>x").source is Source.WEB
    assert text("x").source is Source.TEXT


def test_a_cell_that_reaches_into_the_rows_below_keeps_its_column() -> None:
    given = "<table><tr><td rowspan=3 colspan=2>a<td>b<tr><td>c<tr><td>d<tr><td>e<td>f<td>g</table>"
    pasted = html(given)
    (table,) = pasted.body.blocks
    assert isinstance(table, Table)
    assert [[text_of(cell) for cell in row] for row in table.rows] == [
        ["a", "", "b"],
        ["", "", "c"],
        ["", "", "d"],
        ["e", "f", "g"],
    ]
    assert Kind.MERGED in dict(pasted.left)


def test_a_link_with_strong_words_in_it_is_one_link() -> None:
    html = (
        '<p>See <a href="https://a.example">the <b>new</b> lamps</a> and <a href="https://b.example">b</a>.</p><p>x</p>'
    )
    assert "2 links" in read_clip(Clip(html)).sentence

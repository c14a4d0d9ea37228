from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from desk.errors import Unreadable
from desk.formats.markdown import BlockMemo, _converter, read, read_body, write, write_body
from desk.formats.normal import DEEPEST_LIST, normal
from desk.formats.printed import without_blanks
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
    clean_text,
    spans,
)
from desk.story.people import Credit, Role
from desk.story.story import Story
from tests.formats.bodies import all_spans, bodies, body, em, link, strong, tables
from tests.formats.stories import HOUSE, harbour_story, stories

DIGEST = "ab" * 32


def nothing(_reference: str) -> bytes | None:
    return None


@settings(max_examples=50, deadline=None)
@given(bodies)
def test_every_body_reads_back_as_it_was_written(whole: Body) -> None:
    assert normal(whole) == whole
    assert read_body(write_body(whole)) == whole


@settings(max_examples=40, deadline=None)
@given(all_spans)
def test_marks_and_words_survive_in_every_kind_of_line(parts: tuple[Span, ...]) -> None:
    whole = body(
        Paragraph(parts), Heading(parts), ListItem(parts), Quote(parts), Table(((spans("h"), parts), (parts, ())))
    )
    assert read_body(write_body(whole)) == whole


@settings(max_examples=25, deadline=None)
@given(tables, st.integers(1, 3))
def test_uneven_tables_become_even_and_stay_so(table: Table, extra: int) -> None:
    uneven = Body((Table((*table.rows, (spans("x"),) * extra, ()), table.header),))
    assert read_body(write_body(uneven)) == normal(uneven)
    assert normal(normal(uneven)) == normal(uneven)


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_any_text_is_some_body_and_is_stable_from_then_on(text: str) -> None:
    once = read_body(text)
    assert normal(once) == once
    assert read_body(write_body(once)) == once


@settings(max_examples=30, deadline=None)
@given(bodies, bodies)
def test_a_memo_changes_nothing_but_the_cost(first: Body, second: Body) -> None:
    memo = BlockMemo()
    shared = Body(second.blocks + first.blocks)
    assert write_body(first, memo) == write_body(first)
    assert write_body(shared, memo) == write_body(shared)


def test_normal_copy_is_clean_markdown() -> None:
    whole = body(
        Paragraph(
            spans(
                strong("Bold"),
                " at the start, ",
                em("emphasis"),
                " and ",
                link("a link", "https://a.example/?a=1&b=2"),
                ".",
            )
        ),
        Heading(spans("A crosshead")),
        Heading(spans("Deeper"), 3),
        "AT&T said 5 < 6 of the snake_case words cost $5 (or €4) – “quite a lot”.",
        Quote(spans("First of the quotation.")),
        Quote(spans("Second of it.")),
        ListItem(spans("one")),
        ListItem(spans("inside"), depth=1),
        ListItem(spans("two")),
        ListItem(spans("first"), ordered=True),
        ListItem(spans("second"), ordered=True),
        Figure(f"media:{DIGEST}", "A man, standing", spans("The caption."), "Ana Reis / Reuters"),
        Table(((spans("Town"), spans("Votes")), (spans("Lisbon"), spans("12"))), header=True),
        Rule(),
        "line one\nline two",
    )
    assert (
        write_body(whole)
        == f"""\
**Bold** at the start, *emphasis* and [a link](https://a.example/?a=1&b=2).

## A crosshead

### Deeper

AT&T said 5 < 6 of the snake_case words cost $5 (or €4) – “quite a lot”.

> First of the quotation.
>
> Second of it.

- one
    - inside
- two

1. first
2. second

![A man, standing](media:{DIGEST} "Ana Reis / Reuters")
The caption.

| Town | Votes |
| --- | --- |
| Lisbon | 12 |

* * *

line one{"  "}
line two
"""
    )


@pytest.mark.parametrize(
    ("whole", "written"),
    [
        (body("1. Not a list"), "1\\. Not a list\n"),
        (body("# nor a heading"), "\\# nor a heading\n"),
        (body("- a\n---\n> b"), "\\- a  \n\\---  \n\\> b\n"),
        (body("*stars* and <tags>"), "\\*stars\\* and &lt;tags>\n"),
        (body(Paragraph()), "<p></p>\n"),
        (body(" "), "&#32;\n"),
        (body(Paragraph(spans("in", strong("word"), "s"))), "in<strong>word</strong>s\n"),
        (body(Paragraph(spans(Span("both", frozenset({Mark.STRONG, Mark.EMPHASIS}))))), "**_both_**\n"),
        (body(PullQuote(spans("Loud"))), '<aside class="pullquote"><p>Loud</p></aside>\n'),
        (body(Embed("https://v.example", "Film")), '<p class="embed"><a href="https://v.example">Film</a></p>\n'),
        (body(Note(spans("check this"))), '<aside class="note">check this</aside>\n'),
    ],
)
def test_what_markdown_cannot_say_plainly_is_escaped_or_html(whole: Body, written: str) -> None:
    assert write_body(whole) == written
    assert read_body(written) == whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("soft\nwrapped", body("soft wrapped")),
        ("# Title", body(Heading(spans("Title")))),
        ("Crosshead\n---------", body(Heading(spans("Crosshead")))),
        ("* a\n\n* b", body(ListItem(spans("a")), ListItem(spans("b")))),
        ("_x_ and __y__", body(Paragraph(spans(em("x"), " and ", strong("y"))))),
        ("<me@a.example>", body(Paragraph(spans(link("me@a.example", "mailto:me@a.example"))))),
        ("    code\n      more", body(Paragraph((Span("code\n  more", frozenset({Mark.CODE})),)))),
        ("text ![alt](https://p.example/x.jpg) more", body("text ", Figure("https://p.example/x.jpg", "alt"), " more")),
        ("<script>alert(1)</script>\n\nafter", body("after")),
        ("<b onclick='x'>bold</b>", body(Paragraph(spans(strong("bold"))))),
        ("[x](javascript:alert(1))", body("x")),
        ("", Body()),
    ],
)
def test_markdown_by_other_hands(text: str, whole: Body) -> None:
    assert read_body(text) == whole


def test_nesting_without_an_end_is_refused_or_read_but_never_a_crash() -> None:
    assert "x" in read_body(">" * 5_000 + " x").text
    for text in ("\n".join("    " * depth + "- x" for depth in range(300)), "<div>" * 9_000 + "x"):
        with pytest.raises(Unreadable, match="deeper than Desk can follow"):
            read_body(text)


def test_lists_read_back_down_to_the_deepest() -> None:
    items = [ListItem(spans("x"), ordered=depth % 2 == 0, depth=depth) for depth in range(DEEPEST_LIST + 1)]
    assert read_body(write_body(body(*items))) == body(*items)


@settings(max_examples=30, deadline=None)
@given(stories)
def test_a_whole_story_reads_back_as_it_was_written(story: Story) -> None:
    printed = replace(story, body=Body(without_blanks(story.body.blocks, apart=True)))
    assert read(write(story, HOUSE, nothing).data, "story.md", HOUSE).story == printed


def test_the_file_of_a_story_can_be_read_by_people() -> None:
    text = write(harbour_story(), HOUSE, nothing).data.decode()
    matter, _, rest = text.removeprefix("---\n").partition("---\n")
    assert matter.startswith("kicker: Harbour\nheadline: Pilots refuse night landings")
    assert "- name: Reuters\n  kind: organisation\n  role: contributor\n" in matter
    assert "first_published: '2026-05-03T09:40:00+00:00'" in matter
    assert rest.startswith("\nThe pilots who guide")


def test_the_file_says_which_pictures_it_does_not_hold() -> None:
    [loss] = write(harbour_story(), HOUSE, nothing).losses
    assert loss.field == "picture"
    assert "1 picture" in loss.what


def test_front_matter_of_other_tools_is_understood() -> None:
    text = b"---\ntitle: A title\nauthor: Jane Doe\ntags: [a, b]\ndate: 2026-05-03\nlayout: post\n---\nText.\n"
    reading = read(text, "post.md", HOUSE)
    assert reading.story.headline == "A title"
    assert reading.story.credits == (Credit("Jane Doe", role=Role.BY),)
    assert reading.story.keywords == ("a", "b")
    assert reading.story.first_published == datetime(2026, 5, 3, tzinfo=UTC)
    assert [loss.what for loss in reading.losses] == [
        "“layout” in the front matter could not be understood and was left out."
    ]


@pytest.mark.parametrize(
    "line",
    [
        "byline: By Jane Doe and John Roe",
        "byline: Jane Doe and John Roe",
        "by: Jane Doe, John Roe",
        "By: [Jane Doe, by John Roe]",
        "byline: [{name: Jane Doe}, John Roe]",
        "author: [Jane Doe, John Roe]\nbyline: By J. Doe",
        "byline: By J. Doe\nauthors: [Jane Doe, John Roe]",
    ],
)
def test_front_matter_may_call_the_writers_a_byline(line: str) -> None:
    reading = read(f"---\ntitle: A title\n{line}\n---\nText.\n".encode(), "a.md", HOUSE)
    assert [(credit.name, credit.role) for credit in reading.story.credits] == [
        ("Jane Doe", Role.BY),
        ("John Roe", Role.BY),
    ]
    assert reading.losses == ()


def test_a_title_over_the_text_is_the_headline_where_there_is_no_other() -> None:
    reading = read(b"# The headline\n\nText.", "a.md", HOUSE)
    assert (reading.story.headline, reading.story.body) == ("The headline", body("Text."))
    reading = read(b"---\nheadline: Another\n---\n# The headline", "a.md", HOUSE)
    assert reading.story.body == body(Heading(spans("The headline")))


@pytest.mark.parametrize(
    "matter", ["headline: [", "'a\nb: c'", "credits: 5", "updated: soon", "lead: {caption: [1]}", "a: &a [*a]"]
)
def test_front_matter_that_makes_no_sense_costs_no_text(matter: str) -> None:
    reading = read(f"---\n{matter}\n---\nText.".encode(), "a.md", HOUSE)
    assert reading.losses
    assert reading.story.body.text.endswith("Text.")


def test_two_rules_with_text_between_are_not_front_matter() -> None:
    reading = read(b"---\nno field here\n\n---\n\nText.", "a.md", HOUSE)
    assert "no field here" in reading.story.body.text


@given(st.text().map(clean_text))
def test_reading_never_raises_for_text(text: str) -> None:
    read(("---\n" + text).encode(), "a.md", HOUSE)


def test_links_that_lead_nowhere_are_reported() -> None:
    [loss] = read(b"[x](../other.html)", "a.md", HOUSE).losses
    assert loss.what == "1 link that cannot be followed on the web lost its address: ../other.html."


def test_a_story_without_fields_has_empty_front_matter() -> None:
    story = replace(Story(), body=body(Rule()))
    assert write(story, HOUSE, nothing).data == b"---\n---\n\n* * *\n"


@given(st.text("a _*`\\[](){}!<>&;:/#.@x1 \n\"'~|-+=", max_size=60))
@example("[a][b]\n\n[b]: https://example.org")
@example("![a][]\n\n[a]: https://example.org/a.png")
@example("a  \nb `c` &amp; <https://example.org> <a@example.org> \\* <b>d</b>")
def test_leaving_out_patterns_that_cannot_match_changes_nothing(text: str) -> None:
    ours = _converter()
    plain = _converter()
    plain.treeprocessors.register(InlineProcessor(plain), "inline", 20)
    assert ours.convert(text) == plain.convert(text)


def test_a_caption_that_begins_with_a_space_keeps_it() -> None:
    """As somebody has it who types the first word later."""
    story = Body((Figure("media:" + "ab" * 32, "alt", spans(" caption"), "credit"),))
    assert read_body(write_body(story)) == story

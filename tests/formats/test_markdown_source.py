"""Markdown that somebody writes by hand: it says what it says, and no word of it is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.formats.markdown import read_body, write_body
from desk.formats.markdown_source import read_source
from desk.formats.normal import normal
from desk.story.body import Body, Heading, Paragraph, spans
from tests.formats.bodies import TRICKY, bodies, body, link, strong


@pytest.mark.parametrize(
    "text",
    [
        "## A\n\nwords **loud**\n\n- a\n- b\n",
        "see [here][x]\n\n[x]: http://a.example/y\n",
        "3. three\n4. four\n",
        "a &amp; b &copy; c &#8217; d",
        "| a | b |\n|---|---|\n| c | d |",
        '<p class="embed"><a href="https://v.example/1">A video</a></p>',
        "<aside class='note'>check</aside>",
        '![the ship](https://a.example/1.png "Ann Lee")\nAt dawn',
    ],
)
def test_what_markdown_keeps_is_read_as_markdown(text: str) -> None:
    assert read_source(text) == read_body(text)


@pytest.mark.parametrize(
    "piece",
    [
        "<!-- ask her again -->",
        "[1]: https://a.example/page 'the title'",
        "<script>alert(one)</script>",
        "<iframe src='https://v.example/1'></iframe>",
        "<?php echo 1 ?>",
        "[so](javascript:alert)",
        '[so](https://a.example "the title")',
        "<div data-x='why'>so</div>",
    ],
)
def test_a_piece_that_markdown_would_drop_words_of_is_text(piece: str) -> None:
    after = read_source(f"## Head\n\n{piece}\n\n**loud**\n")
    assert after == body(Heading(spans("Head")), piece, Paragraph(spans(strong("loud"))))


def test_the_words_around_stay_what_they_are() -> None:
    after = read_source("see [here][x] and <!-- why -->\n\n[x]: https://a.example\n\n[y]: gone")
    assert after == body("see [here][x] and <!-- why -->", "[x]: https://a.example", "[y]: gone")
    assert read_source("see [here][x]\n\n[x]: https://a.example\n\n<!-- y -->") == body(
        Paragraph(spans("see ", link("here", "https://a.example"))), "<!-- y -->"
    )


def test_nesting_without_an_end_is_text() -> None:
    text = "> " * 2000 + "deep"
    assert "deep" in read_source(text).text


@given(bodies.map(normal))
def test_what_was_written_is_read_back(some: Body) -> None:
    assert read_source(write_body(some)) == some


WORDED = (*TRICKY, "<!-- ", " -->", "<script>", "one", "two", "[a]: ", "\n\n", "<x y='z'>", "\n[b]: c\n")


@given(st.lists(st.sampled_from(WORDED), max_size=12).map("".join))
def test_no_word_is_lost(text: str) -> None:
    kept = re.compile("one|two|word|secret")
    there = Counter(kept.findall(write_body(read_source(text))))
    assert not Counter(kept.findall(text)) - there

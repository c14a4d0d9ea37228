from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.story.body import Body, Figure, Paragraph, PullQuote, Rule, Span, block_text, spans
from desk.ui.editor.lines import Line, Part, lines_of, runs
from tests.formats.bodies import blocks, bodies

pieces = blocks.flatmap(lambda block: st.sampled_from([line.pieces for line in lines_of(block)]))
any_line = st.builds(Line, st.sampled_from(Part), st.lists(pieces, max_size=2).map(lambda two: sum(two, ())))


@given(bodies)
def test_lines_of_blocks_make_these_blocks(body: Body) -> None:
    lines = [line for block in body.blocks for line in lines_of(block)]
    made = runs(lines)
    assert tuple(block for run in made for block in run.blocks) == body.blocks
    assert all(run.proper for run in made)


@given(st.lists(any_line, max_size=8))
def test_any_lines_make_blocks_that_keep_every_word(lines: list[Line]) -> None:
    made = runs(lines)
    assert sum(run.lines for run in made) == len(lines)
    out = "".join(block_text(block) for run in made for block in run.blocks)
    for line in lines:
        for piece in line.pieces:
            if isinstance(piece, Span):  # a name or a credit has one line: a line break in it is a space
                assert all(word in out for word in piece.text.split())


@given(st.lists(any_line, max_size=8))
def test_improper_lines_are_proper_once_they_are_written_anew(lines: list[Line]) -> None:
    blocks = [block for run in runs(lines) for block in run.blocks]
    again = runs([line for block in blocks for line in lines_of(block)])
    assert all(run.proper for run in again)
    assert [block for run in again for block in run.blocks] == blocks


def test_a_caption_without_its_picture_is_a_paragraph() -> None:
    lines = [Line(Part.CAPTION, spans("The mole at night.")), Line(Part.CREDIT)]
    assert [run.blocks for run in runs(lines)] == [(Paragraph(spans("The mole at night.")),), ()]


def test_words_beside_a_picture_stand_around_the_figure() -> None:
    lines = [
        Line(Part.PICTURE, (Span("before"), Figure("media:0"), Span("behind"))),
        Line(Part.CAPTION, spans("Caption")),
        Line(Part.CREDIT, spans("Credit")),
    ]
    assert [run.blocks for run in runs(lines)] == [
        (Paragraph(spans("before")), Figure("media:0", "", spans("Caption"), "Credit"), Paragraph(spans("behind")))
    ]


def test_a_rule_joined_to_a_heading_leaves_both() -> None:
    (run,) = runs([Line(Part.HEADING, (Span("Lights"), Rule()), 2)])
    assert [type(block).__name__ for block in run.blocks] == ["Heading", "Rule"]
    assert not run.proper


def test_a_pull_quote_without_its_second_line_wants_it_back() -> None:
    (run,) = runs([Line(Part.PULL, spans("Four lamps."))])
    assert run.blocks == (PullQuote(spans("Four lamps.")),)
    assert not run.proper

"""What the inspector works out without Qt: marked text typed as plain text, and changes in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.revise.diff import changes
from desk.revise.runs import runs
from desk.revise.telling import FIELDS, shortened
from desk.story.body import Body, Mark, Paragraph, Rule, Span, spans, text_of
from desk.story.story import Story
from desk.ui.inspector.change_words import Colours, as_html
from desk.ui.inspector.retext import retext

COLOURS = Colours("#001", "#002", "#003", "#004", "#005")
TEXTS = st.text(st.sampled_from("ab c\n"), max_size=12)
SPANS = st.lists(st.builds(Span, TEXTS, st.sampled_from([frozenset(), frozenset({Mark.STRONG})]))).map(
    lambda parts: spans(*parts)
)


@given(SPANS, TEXTS)
def test_a_retyped_text_is_what_was_typed(before: tuple[Span, ...], text: str) -> None:
    assert text_of(retext(before, text)) == text
    assert retext(before, text_of(before)) == before


def test_words_beside_an_edit_keep_their_marks() -> None:
    strong = frozenset({Mark.STRONG})
    before = spans("The ", Span("east", strong), " mole")
    assert retext(before, "The eastern mole") == spans("The ", Span("eastern", strong), " mole")
    assert retext(before, "The east pier") == spans("The ", Span("east", strong), " pier")
    assert retext((), "New") == spans("New")


def test_long_stretches_that_stayed_are_cut_down() -> None:
    stayed = "lamp " * 100
    shown = "".join(run.text for run in shortened(runs(spans(f"{stayed}old {stayed}"), spans(f"{stayed}new {stayed}"))))
    assert "old" in shown
    assert "new" in shown
    assert shown.count("lamp") < 20
    assert "…" in shown


def test_changes_are_shown_by_field_and_nothing_of_them_is_markup() -> None:
    before = Story(headline="A & <b>", body=Body((Paragraph(spans("One lamp.")),)))
    after = Story(headline="A & <i>", body=Body((Paragraph(spans("Two lamps.")), Rule())))
    shown = as_html(changes(before, after), COLOURS)
    assert "Headline" in shown
    assert "Text · 2 words put in, 2 taken out" in shown
    assert "A &amp; &lt;" in shown
    assert "<b>" not in shown
    assert "line-through" in shown
    assert "underline" in shown
    assert "A line across was put in." in shown
    assert as_html(changes(before, before), COLOURS) == ""


def test_marks_alone_are_said() -> None:
    before = Story(body=Body((Paragraph(spans("lamp")),)))
    after = Story(body=Body((Paragraph(spans(Span("lamp", frozenset({Mark.STRONG})))),)))
    assert "Bold on “lamp”" in as_html(changes(before, after), COLOURS)


def test_every_field_has_a_name() -> None:
    assert set(FIELDS) == set(Story.__dataclass_fields__)

"""What the inspector works out without Qt: marked text typed as plain text, and changes in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.revise.runs import runs
from desk.revise.telling import FIELDS, shortened
from desk.story.body import Mark, Span, spans, text_of
from desk.story.story import Story
from desk.ui.inspector.retext import retext

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


def test_every_field_has_a_name() -> None:
    assert set(FIELDS) == set(Story.__dataclass_fields__)

"""Editing directly in the midst of suggestions: it is agreed at once, and the suggestions stay."""

from __future__ import annotations

from desk.revise.review.direct import directly
from desk.revise.review.tracking import tracked
from desk.story.body import Body, Paragraph, spans
from desk.story.story import Story


def story(*texts: str, headline: str = "") -> Story:
    return Story(headline=headline, body=Body(tuple(Paragraph(spans(text)) for text in texts)))


def test_without_suggestions_it_is_the_story_itself() -> None:
    before, after = story("one"), story("one two")
    assert directly(before, before, after) is after


def test_words_typed_elsewhere_are_agreed() -> None:
    baseline, before = story("The ferry left at noon.", "Rain."), story("The ferry left at ten.", "Rain.")
    after = story("The ferry left at ten.", "Rain fell.")
    found = directly(baseline, before, after)
    assert found == story("The ferry left at noon.", "Rain fell.")
    assert [change.key for change in tracked(found, after)] == [change.key for change in tracked(baseline, before)]

"""What is painted of tracked changes: just what the list of them says, block by block."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings

from desk.revise.review.change import ChangeKind
from desk.revise.review.marking import block_marks, changed_blocks, end_marks, field_marks
from desk.revise.review.marks import BlockMarks, Ghost, Inked
from desk.revise.review.tracking import Tracking
from desk.story.body import Body, Figure, Heading, Paragraph, Span, spans, text_of
from desk.story.places import marked_parts
from desk.story.story import Story
from tests.revise.review.stories import pairs, whole_pairs


def story(*blocks: object, headline: str = "") -> Story:
    made = (Paragraph(spans(each)) if isinstance(each, str) else each for each in blocks)
    return Story(headline=headline, body=Body(tuple(made)))  # type: ignore[arg-type]


def all_marks(tracking: Tracking) -> list[BlockMarks]:
    return [block_marks(tracking, number) for number in range(len(tracking.current.body.blocks))]


@settings(max_examples=50)
@given(pairs)
def test_all_changes_of_the_body_are_painted_and_nothing_else(pair: tuple[Story, Story]) -> None:
    tracking = Tracking(*pair)
    found = all_marks(tracking)
    ends = end_marks(tracking)
    painted = {key for marks in found for key in marks.kinds} | {gone.key for gone in ends}
    assert painted == {*tracking.keys}
    count = len(found)
    assert {*changed_blocks(tracking)} == {n for n in range(count) if found[n]} | ({count} if ends else set())


@settings(max_examples=50)
@given(pairs)
def test_words_are_painted_where_they_stand(pair: tuple[Story, Story]) -> None:
    tracking = Tracking(*pair)
    words: Counter[str] = Counter()
    for number, marks in enumerate(all_marks(tracking)):
        texts = [text_of(part) for part in marked_parts(tracking.current.body.blocks[number])]
        for part, each in marks.texts.items():
            assert all(0 <= inked.start < inked.stop <= len(texts[part]) for inked in each.inked)
            assert all(0 <= ghost.at <= len(texts[part]) for ghost in each.ghosts)
            words.update(texts[part][inked.start : inked.stop] for inked in each.inked)
    told = Counter(
        text_of(spot.added)
        for change in tracking.changes
        for spot in change.spots
        if spot.added and not spot.whole and change.kind is not ChangeKind.PART
    )
    assert not told - words


@settings(max_examples=20)
@given(whole_pairs())
def test_all_changes_of_other_fields_are_painted(pair: tuple[Story, Story]) -> None:
    tracking = Tracking(*pair)
    for name in ("headline", "deck", "keywords", "credits", "dateline", "lead", "embargo", "slug"):
        told = {change.key for change in tracking.changes if change.field == name}
        assert {*field_marks(tracking, name).kinds} == told


def test_words_that_came_and_went() -> None:
    tracking = Tracking(story("The ferry left for Dover at noon."), story("The late ferry left for Dover at ten."))
    late, ten = tracking.keys
    (text,) = block_marks(tracking, 0).texts.values()
    assert text.inked == (Inked(4, 9, late, ChangeKind.ADDED), Inked(33, 36, ten, ChangeKind.REPLACED))
    assert text.ghosts == (Ghost(33, spans("noon"), ten, ChangeKind.REPLACED),)


def test_a_block_that_moved_or_stands_in_anothers_place() -> None:
    one, two, three = "The first of all the paragraphs here.", "Quite another thing is this.", "And the very last one."
    figure = Figure("media:a", "A ship")
    tracking = Tracking(story(one, two, three), story(two, one, figure))
    first, second, third = all_marks(tracking)
    moved, instead = third.gone
    assert (moved.block, moved.is_moved, moved.key) == (Paragraph(spans(two)), True, first.moved)
    assert (instead.block, instead.is_replaced, instead.key) == (Paragraph(spans(three)), True, third.added)
    assert first.kinds == {first.moved: (ChangeKind.MOVED,)}
    assert not second


def test_blocks_gone_behind_the_last() -> None:
    tracking = Tracking(story("one", "two"), story("one"))
    assert [gone.block for gone in end_marks(tracking)] == [Paragraph(spans("two"))]
    assert not block_marks(tracking, 0)


def test_a_paragraph_split_and_a_heading_made() -> None:
    text = "The ferry left at noon and nobody saw it go."
    split = Tracking(story(text), story(text[:22], text[23:]))
    assert (block_marks(split, 0).begun, block_marks(split, 1).begun) == ("", *split.keys)
    (joined,) = block_marks(Tracking(split.current, split.baseline), 0).texts.values()
    assert "\n" in text_of(joined.ghosts[0].words)
    heading = block_marks(Tracking(story(text), story(Heading(spans(text)))), 0)
    assert heading.kind_changed
    assert heading.was == Paragraph()


def test_a_caption_and_a_picture() -> None:
    was = Figure("media:a", "A ship", spans("At sea"))
    marks = block_marks(
        Tracking(story(was), story(replace(was, picture="media:b", caption=spans("At last at sea")))), 0
    )
    assert [(part.name, part.was, part.now) for part in marks.parts] == [("picture", "media:a", "media:b")]
    assert [(inked.start, inked.stop) for inked in marks.texts[1].inked] == [(3, 11)]


def test_words_set_otherwise_are_one_run() -> None:
    text = "The ferry left at noon."
    linked = Paragraph((Span("The "), Span("ferry left", link="https://a.example"), Span(" at noon.")))
    (marks,) = block_marks(Tracking(story(text), story(linked)), 0).texts.values()
    assert [(inked.start, inked.stop, inked.marks) for inked in marks.inked] == [(4, 14, ("on link",))]


def test_a_headline_has_what_it_was() -> None:
    marks = field_marks(Tracking(story(headline="Ferry late"), story(headline="Ferry very late")), "headline")
    assert marks.was == "Ferry late"
    assert [(inked.start, inked.stop) for inked in marks.words.inked] == [(6, 11)]

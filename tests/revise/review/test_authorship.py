"""Who wrote what, through edits, moves, merges and decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.revise.review.authorship import Authorship, Written, writers
from desk.revise.review.flow import flow_of_blocks
from desk.revise.review.hands import Hand
from desk.revise.review.tracking import accept, reject, tracked
from desk.story.body import Block, Body, Embed, Figure, Heading, Mark, Paragraph, Rule, Span, spans
from desk.story.places import Place
from desk.story.story import Story
from tests.revise.review.stories import bodies, edited

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
ANN, BO, CY = "Ann", "Bo", "Cy"
FERRY = "The ferry left at noon and nobody on the quay saw it go."
BRIDGE = "A bridge would cost more than the council has in ten years."


def body(*texts: str) -> Story:
    return Story(body=Body(tuple(Paragraph(spans(text)) for text in texts)))


def chain(*steps: tuple[str, Story]) -> Authorship:
    found = [
        Written(str(number), (str(number - 1),) if number else (), who, NOON + timedelta(hours=number), story)
        for number, (who, story) in enumerate(steps)
    ]
    return writers(found)


def whose(found: Authorship, word: str) -> str:
    for number, block in enumerate(found.story.body.blocks):
        text = "".join(span.text for span in getattr(block, "spans", ()))
        if word in text:
            at = text.index(word)
            (hand,) = found.wrote(Place("body", number), at, at + len(word))
            return hand.who
    raise AssertionError(word)


def makers(baseline: Story, found: Authorship) -> list[tuple[str, list[str]]]:
    return [(each.sentence, [hand.who for hand in found.made(each)]) for each in tracked(baseline, found.story)]


def test_each_word_is_whose_it_was_when_it_came() -> None:
    found = chain((ANN, body(FERRY)), (BO, body(FERRY.replace("noon", "midnight"))))
    assert [whose(found, word) for word in ("ferry", "midnight", "nobody")] == [ANN, BO, ANN]
    assert found.words() == {ANN: 12, BO: 1}


def test_who_took_words_out_is_told() -> None:
    baseline = body(FERRY, BRIDGE)
    after = body(FERRY.replace(" and nobody on the quay saw it go", ""), BRIDGE)
    found = chain((ANN, baseline), (BO, after), (CY, body(after.body.text.split("\n\n")[0], f"{BRIDGE} Yes.")))
    assert makers(baseline, found) == [
        ("Removed “and nobody on the quay saw it go”", [BO]),
        ("Added “Yes.”", [CY]),
    ]


@pytest.mark.parametrize(
    "thing", [Rule(), Figure("media:1", caption=spans("The quay at night.")), Embed("https://a.example/v")]
)
def test_who_took_out_what_has_no_words_is_told(thing: Block) -> None:
    """And not whoever put there what stands in its place now."""
    old, new = body(FERRY, BRIDGE), body(FERRY, f"{BRIDGE} Yes.")
    baseline = replace(old, body=Body((old.body.blocks[0], thing, old.body.blocks[1])))
    found = chain((ANN, baseline), (BO, old), (CY, new))
    assert [made for _, made in makers(baseline, found)] == [[BO], [CY]]


def test_words_that_moved_are_still_whose_they_were() -> None:
    baseline = body(FERRY, "x y z", BRIDGE)
    found = chain((ANN, baseline), (BO, body(BRIDGE, FERRY, "x y z")))
    assert found.words() == {ANN: 28}
    assert [made for _, made in makers(baseline, found)] == [[BO]]


def test_a_moved_block_that_was_edited_has_words_of_both() -> None:
    found = chain((ANN, body(FERRY, "x y z", BRIDGE)), (BO, body(BRIDGE.replace("ten", "forty"), FERRY, "x y z")))
    assert (whose(found, "forty"), whose(found, "council")) == (BO, ANN)


def test_who_set_words_and_blocks_is_told_beside_who_wrote_them() -> None:
    baseline = body(FERRY, BRIDGE)
    bold = Paragraph(spans("The ", Span("ferry", frozenset({Mark.STRONG})), FERRY[9:]))
    found = chain((ANN, baseline), (BO, Story(body=Body((bold, Heading(spans(BRIDGE)))))))
    assert makers(baseline, found) == [("Set “ferry” in bold", [BO]), ("Made a paragraph a heading", [BO])]
    assert found.words() == {ANN: 25}


def test_agreeing_to_a_change_makes_nobody_its_author() -> None:
    draft, written = body(FERRY), body(FERRY.replace("noon", "midnight"))
    found = chain((ANN, draft), (BO, written), (CY, written))
    assert accept(draft, written) == written
    assert whose(found, "midnight") == BO
    assert CY not in found.words()


def test_words_that_come_back_are_whose_they_were() -> None:
    draft = body(FERRY, BRIDGE)
    cut = body(FERRY.replace(" and nobody on the quay saw it go", ""))
    found = chain((ANN, draft), (BO, cut), (CY, reject(draft, cut)))
    assert found.story == draft
    assert found.words() == {ANN: 25}


def test_a_word_that_stood_elsewhere_once_is_whose_it_is_now() -> None:
    cut = body(FERRY.replace("noon ", ""), BRIDGE)
    found = chain(
        (ANN, body(FERRY, BRIDGE)), (CY, cut), (BO, body(cut.body.text.split("\n\n")[0], f"{BRIDGE} By noon."))
    )
    assert whose(found, "noon") == BO


def test_a_merge_keeps_what_is_whose_on_both_sides() -> None:
    base = body(FERRY, "x y z", BRIDGE)
    one, two = body(FERRY.replace("noon", "ten"), "x y z", BRIDGE), body(FERRY, "x y z", BRIDGE.replace("ten", "forty"))
    both = body(FERRY.replace("noon", "ten"), "x y z", BRIDGE.replace("ten", "forty"))
    found = writers(
        [
            Written("a", (), ANN, NOON, base),
            Written("b", ("a",), BO, NOON, one),
            Written("c", ("a",), CY, NOON, two),
            Written("d", ("b", "c"), "Di", NOON, both),
        ]
    )
    assert found.words() == {ANN: 26, BO: 1, CY: 1}


def test_headlines_and_captions_have_writers_too() -> None:
    draft = Story(headline="Ferry ends", body=Body((Figure("media:a", "A ship", spans("A ship at sea")),)))
    caption = Figure("media:a", "A ship", spans("A ship lost at sea"))
    found = chain((ANN, draft), (BO, replace(draft, headline="Last ferry ends", body=Body((caption,)))))
    assert found.wrote(Place("headline"), 0, 4) == (Hand(BO, NOON + timedelta(hours=1)),)
    assert [hand.who for hand in found.wrote(Place("body", 0, 1), 0, 11)] == [ANN, BO]


def test_without_a_revision_nobody_wrote_anything() -> None:
    with pytest.raises(ValueError, match="no revision"):
        writers([])


@settings(max_examples=40)
@given(bodies, st.data())
def test_every_unit_has_a_writer_and_every_change_a_maker(first: Body, data: st.DataObject) -> None:
    found = Authorship.of(Story(body=first), ANN, NOON)
    for who in (BO, CY, ANN):
        second = data.draw(edited(found.story.body))
        found = found.after(Story(body=second), who, NOON)
        assert len(found.blocks) == len(second.blocks)
        for block, units in zip(second.blocks, found.blocks, strict=True):
            assert len(units) == len(flow_of_blocks((block,)))
    for change in tracked(Story(body=first), found.story):
        assert {hand.who for hand in found.made(change)} <= {ANN, BO, CY}


@settings(max_examples=20)
@given(bodies)
def test_who_only_looks_writes_nothing(first: Body) -> None:
    found = Authorship.of(Story(body=first), ANN)
    assert found.after(Story(body=Body(first.blocks)), BO).words() == found.words()

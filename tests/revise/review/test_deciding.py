"""Deciding tracked changes, in whatever order: nothing is lost, and nothing else is touched."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.formats.printed import is_blank
from desk.revise.review.tracking import Tracking, accept, reject
from desk.story.body import Body, Paragraph, spans
from desk.story.story import Story
from tests.revise.review.stories import edited, pairs, whole_pairs
from tests.revise.test_random_edits import STORIES, Night, blocks

both = st.one_of(*[pairs] * 7, whole_pairs())


@settings(max_examples=50)
@given(both)
def test_all_taken_is_the_one_story_and_none_the_other(pair: tuple[Story, Story]) -> None:
    baseline, current = pair
    keys = Tracking(baseline, current).keys
    assert len(set(keys)) == len(keys)
    assert bool(keys) == (baseline != current)
    assert accept(baseline, current) == current
    assert reject(baseline, current) == baseline
    # Nor is it only because nothing had to be put together.
    script = Tracking(baseline, current)._script
    assert script.read(lambda _: True) == current
    assert script.read(lambda _: False) == baseline


def stems(keys: tuple[str, ...]) -> list[str]:
    """Keys without the number that tells changes from others just like them."""
    return sorted(re.sub(r"-\d+$", "", key) for key in keys)


def is_plain(pair: tuple[Story, Story]) -> bool:
    """Whether no two blocks of a body have nothing in them. Those are all alike, and where a block moved among
    several of them, which of them came and which went is sometimes told otherwise once it is decided: the texts are
    right then, but a change has another key."""
    return all(sum(map(is_blank, story.body.blocks)) < 2 for story in pair)


@settings(max_examples=66)
@given(both.filter(is_plain), st.data())
def test_what_is_decided_touches_no_other_change(pair: tuple[Story, Story], data: st.DataObject) -> None:
    tracking = Tracking(*pair)
    if not tracking.keys:
        return
    chosen = data.draw(st.sets(st.sampled_from(tracking.keys), min_size=1))
    left = tuple(key for key in tracking.keys if key not in chosen)
    for after in (tracking.accepted(chosen), tracking.rejected(chosen)):
        assert {*after.keys} == {*left}
        # Nor is it only because one remembers the other.
        assert stems(Tracking(after.baseline, after.current).keys) == stems(left)
    assert tracking.accepted(chosen).current == pair[1]
    assert tracking.rejected(chosen).baseline == pair[0]
    assert accept(*pair, chosen) == tracking.accepted(chosen).baseline
    assert reject(*pair, chosen) == tracking.rejected(chosen).current


@settings(max_examples=33)
@given(both, st.data())
def test_in_any_order_it_ends_at_the_same_pair(pair: tuple[Story, Story], data: st.DataObject) -> None:
    tracking = Tracking(*pair)
    keys = tracking.keys
    verdicts = {key: data.draw(st.booleans()) for key in keys}
    at_once = tracking.accepted([key for key in keys if verdicts[key]]).rejected(
        [key for key in keys if not verdicts[key]]
    )
    for key in data.draw(st.permutations(keys)):
        tracking = tracking.accepted([key]) if verdicts[key] else tracking.rejected([key])
    assert tracking.baseline == tracking.current == at_once.current == at_once.baseline


@settings(max_examples=50)
@given(pairs, st.data())
def test_an_edit_leads_to_the_same_changes_as_comparing_anew(pair: tuple[Story, Story], data: st.DataObject) -> None:
    baseline, current = pair
    tracking = Tracking(baseline, current)
    for _ in range(3):
        body: Body = data.draw(edited(tracking.current.body))
        assert len(set(tracking.keys)) == len(tracking.changes)
        tracking = tracking.after(Story(body=body))
        if is_plain((baseline, tracking.current)):
            assert stems(tracking.keys) == stems(Tracking(baseline, tracking.current).keys)
        assert tracking.accepted().baseline == tracking.current
        assert tracking._script.read(lambda _: True) == tracking.current
        assert tracking._script.read(lambda _: False) == baseline


@settings(max_examples=40)
@given(pairs, st.data())
def test_an_edit_of_both_leads_to_the_same_changes_as_comparing_anew(
    pair: tuple[Story, Story], data: st.DataObject
) -> None:
    tracking = Tracking(*pair)
    for _ in range(2):
        baseline, current = (
            Story(body=data.draw(edited(story.body))) for story in (tracking.baseline, tracking.current)
        )
        tracking = tracking.to(baseline, current)
        assert (tracking.baseline, tracking.current) == (baseline, current)
        if is_plain((baseline, current)):
            assert stems(tracking.keys) == stems(Tracking(baseline, current).keys)
        assert tracking._script.read(lambda _: True) == current
        assert tracking._script.read(lambda _: False) == baseline


def test_of_changes_that_are_just_alike_each_keeps_its_key() -> None:
    old, new = (Story(body=Body((Paragraph(spans(f"the {word} of the ship " * 3)),))) for word in ("color", "colour"))
    tracking = Tracking(old, new)
    first, second, third = tracking.keys
    after = tracking.accepted([second])
    assert after.keys == (first, third)
    assert after.rejected([third]).keys == (first,)
    typed_on = Story(body=Body((*new.body.blocks, Paragraph(spans("the colour of the ship")))))
    assert set(tracking.after(typed_on).keys) > {first, second, third}


@pytest.mark.parametrize("seed", range(12))
def test_after_a_night_of_edits_what_is_left_is_what_was_not_decided(seed: int) -> None:
    rng = random.Random(seed)
    texts = [text for story in rng.sample(STORIES, min(4, len(STORIES))) for text in story]
    night = Night(texts, seed)
    night.work(40)
    tracking = Tracking(*(Story(body=Body(blocks(each))) for each in (texts, night.texts)))
    chosen = set(rng.sample(tracking.keys, len(tracking.keys) // 3))
    left = stems(tuple(key for key in tracking.keys if key not in chosen))
    for after in (tracking.accepted(chosen), tracking.rejected(chosen)):
        assert stems(after.keys) == stems(Tracking(after.baseline, after.current).keys) == left

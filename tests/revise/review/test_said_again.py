"""Words that are there already put in again, as when somebody pastes a text behind itself: what came is one piece."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from desk.revise.review.authorship import Authorship
from desk.revise.review.tracking import Tracking
from desk.story.body import Block, Body, BodyChange, Paragraph, block_text, spans
from desk.story.story import Story

AGREED = datetime(2026, 5, 4, 9, tzinfo=UTC)
LATER = AGREED + timedelta(hours=1)
WORDS = ["a", "the", "of", "tide", "ferry", "harbour", "council", "night", "nobody", "seventeen"]


def paragraph(rng: random.Random) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(20, 70)))


def makers(tracking: Tracking, authorship: Authorship) -> set[str]:
    told = authorship.as_told(tracking.script.body, AGREED)
    return {hand.who for change in tracking.changes for hand in told.made(change)}


def body(*texts: str) -> Body:
    found: tuple[Block, ...] = tuple(Paragraph(spans(text)) for text in texts)
    return Body(found)


def pasted(rng: random.Random) -> tuple[Story, Story, BodyChange]:
    """A text, the same with all of it pasted before the first word or behind the last one, and where that was done."""
    texts = [paragraph(rng) for _ in range(rng.randint(3, 8))]
    seam = f"{texts[-1]} {texts[0]}"
    size = len(texts)
    change = rng.choice((BodyChange(0, 1, size), BodyChange(size - 1, size, 2 * size - 1)))
    return Story(body=body(*texts)), Story(body=body(*texts[:-1], seam, *texts[1:])), change


@pytest.mark.parametrize("seed", range(24))
def test_a_text_that_is_pasted_to_itself_is_so_many_blocks_and_no_word_more(seed: int) -> None:
    old, new, change = pasted(random.Random(seed))
    for tracking in (Tracking(old, new), Tracking(old, old).after(new, change)):
        assert len(tracking.changes) == len(new.body.blocks) - len(old.body.blocks)
        assert not any(each.removed for each in tracking.changes)


@pytest.mark.parametrize("seed", range(12))
def test_whoever_pasted_it_made_all_of_the_changes(seed: int) -> None:
    old, new, change = pasted(random.Random(seed))
    once = Authorship.of(old, "Ann", AGREED).after(new, "Bo", LATER)
    typed = Story(body=body(f"Then {block_text(new.body.blocks[0])}", *map(block_text, new.body.blocks[1:])))
    twice = once.after(typed, "Bo", LATER)
    begun = Tracking(old, old).after(new, change)
    assert makers(begun, once) == makers(Tracking(old, new), once) == {"Bo"}
    assert makers(begun.after(typed), twice) == makers(Tracking(old, typed), twice) == {"Bo"}
    assert twice.as_told(Tracking(old, typed).script.body, AGREED).words() == twice.words()


@pytest.mark.parametrize("seed", range(12))
def test_compared_anew_the_changes_are_those_of_whoever_opens_it(seed: int) -> None:
    old, new, change = pasted(random.Random(seed))
    followed = Tracking(old, old).after(new, change)
    anew = followed.anew()
    assert anew.changes == Tracking(old, new).changes
    assert (anew.accepted().baseline, anew.rejected().current) == (anew.current, old)


def test_compared_anew_changes_that_are_just_alike_keep_their_keys() -> None:
    old, new = (Story(body=body(f"the {word} of the ship " * 3)) for word in ("color", "colour"))
    left = Tracking(old, new).accepted([Tracking(old, new).keys[1]])
    assert left.anew().keys == left.keys

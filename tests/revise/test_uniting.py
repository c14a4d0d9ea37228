"""Two people changed one story: what they did in different places of it is in one story then."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desk.revise.uniting import holds, united
from desk.story.people import Credit, Role
from desk.story.story import Story
from tests.formats.bodies import body

WEI, ILSE, HARBOUR = (Credit(name) for name in ("Wei Sung", "Ilse Brandt", "Harbour Wire"))
# Few words, so that the same ones meet.
WORDS = st.sampled_from(["port", "night", "ferry"])
STORIES = st.builds(
    Story,
    headline=WORDS,
    deck=WORDS,
    keywords=st.lists(WORDS, unique=True).map(tuple),
    credits=st.lists(st.sampled_from([WEI, ILSE, HARBOUR]), unique=True).map(tuple),
    body=st.builds(body, WORDS),
)
BASE = Story(headline="Ferry", keywords=("port",), credits=(WEI,), body=body("It leaves at six."))


@given(STORIES, STORIES)
def test_who_changed_nothing_gets_what_the_other_made(one: Story, other: Story) -> None:
    assert united(one, other, one) == other
    assert united(one, one, other) == other
    assert united(one, other, other) == other


@given(STORIES, STORIES, STORIES)
def test_it_is_done_once(base: Story, theirs: Story, mine: Story) -> None:
    both = united(base, theirs, mine)
    assert united(base, theirs, both) == both
    assert both.body in (theirs.body, mine.body)


def test_what_is_in_different_places_is_all_there() -> None:
    mine = replace(BASE, body=body("It leaves at seven."))
    theirs = replace(BASE, headline="Night ferry", keywords=("port", "night"), credits=(WEI, HARBOUR))
    assert united(BASE, theirs, mine) == replace(theirs, body=mine.body)
    assert holds(united(BASE, theirs, mine), BASE, theirs)


def test_in_one_place_mine_stands() -> None:
    mine, theirs = replace(BASE, headline="Mine"), replace(BASE, headline="Theirs", deck="A deck")
    assert united(BASE, theirs, mine) == replace(mine, deck="A deck")
    assert not holds(united(BASE, theirs, mine), BASE, theirs)


def test_lists_have_what_both_added_and_lack_what_either_took_away() -> None:
    mine = replace(BASE, keywords=("port", "mine"), credits=(ILSE,))
    theirs = replace(BASE, keywords=("theirs",), credits=(WEI, HARBOUR))
    both = united(BASE, theirs, mine)
    assert both.keywords == ("mine", "theirs")
    assert both.credits == (ILSE, HARBOUR)
    assert holds(both, BASE, theirs)


def test_nobody_is_credited_twice_for_one_thing() -> None:
    mine, theirs = replace(WEI, place="Lisbon"), replace(WEI, place="Porto")
    both = united(BASE, replace(BASE, credits=(theirs,)), replace(BASE, credits=(mine,)))
    assert both.credits == (mine,)
    assert not holds(both, BASE, replace(BASE, credits=(theirs,)))
    reported = replace(theirs, role=Role.REPORTING)
    assert united(BASE, replace(BASE, credits=(reported,)), replace(BASE, credits=(mine,))).credits == (mine, reported)

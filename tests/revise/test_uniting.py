"""Two people changed one story: what they did in different places of it is in one story then."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desk.revise.uniting import unite
from desk.story.people import Credit, Role
from desk.story.story import Story
from desk.story.texts import Texts
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


def agreed(story: Story) -> Texts:
    return Texts(story, story)


def united(base: Story, theirs: Story, mine: Story) -> Story:
    return unite(agreed(base), agreed(theirs), agreed(mine)).texts.story


def holds(base: Story, theirs: Story, mine: Story) -> bool:
    both = unite(agreed(base), agreed(theirs), agreed(mine))
    return both.is_whole and not both.disputed


@given(STORIES, STORIES)
def test_who_changed_nothing_gets_what_the_other_made(one: Story, other: Story) -> None:
    assert united(one, other, one) == other
    assert united(one, one, other) == other
    assert united(one, other, other) == other
    assert holds(one, other, one)


def test_what_is_in_different_places_is_all_there() -> None:
    base = replace(BASE, body=body("It leaves at six.", "It is late.", "It is full."))
    mine = replace(base, body=body("It leaves at seven.", "It is late.", "It is full."))
    theirs = replace(base, headline="Night ferry", keywords=("port", "night"), credits=(WEI, HARBOUR))
    theirs = replace(theirs, body=body("It leaves at six.", "It is late.", "It is very full."))
    both = unite(agreed(base), agreed(theirs), agreed(mine))
    assert both.texts.story == replace(theirs, body=body("It leaves at seven.", "It is late.", "It is very full."))
    assert both.texts.is_agreed
    assert both.is_whole
    assert not both.disputed


def test_of_the_same_words_mine_stand_and_theirs_are_to_be_decided_on() -> None:
    mine, theirs = replace(BASE, headline="Mine"), replace(BASE, headline="Theirs", deck="A deck")
    both = unite(agreed(BASE), agreed(theirs), agreed(mine))
    assert both.disputed
    assert both.texts == Texts(replace(mine, deck="A deck"), replace(theirs, deck="A deck"))


def test_what_was_suggested_stays_a_suggestion() -> None:
    base = replace(BASE, body=body("It leaves at six.", "It is full."))
    suggested = replace(base, body=body("It leaves at seven.", "It is full."))
    theirs = replace(base, deck="Theirs")
    both = unite(agreed(base), agreed(theirs), Texts(suggested, base))
    assert both.texts == Texts(replace(suggested, deck="Theirs"), theirs)
    on = replace(base, headline="Mine")
    both = unite(agreed(base), Texts(suggested, base), agreed(on))
    assert both.texts == Texts(replace(suggested, headline="Mine"), on)
    assert both.is_whole


def test_what_was_accepted_elsewhere_is_agreed_here() -> None:
    suggested = replace(BASE, headline="Suggested")
    both = unite(Texts(suggested, BASE), agreed(suggested), Texts(replace(suggested, deck="Mine"), BASE))
    assert both.texts.story == replace(suggested, deck="Mine")
    assert both.texts.baseline == suggested


def test_what_was_decided_here_stays_decided_though_somebody_suggested_more_meanwhile() -> None:
    suggested = replace(BASE, headline="Suggested", body=body("It leaves at seven."))
    base, more = Texts(suggested, BASE), Texts(replace(suggested, deck="Theirs"), BASE)
    both = unite(base, more, agreed(suggested))
    assert both.texts == Texts(more.story, suggested)
    both = unite(base, more, agreed(BASE))
    assert both.texts == Texts(replace(BASE, deck="Theirs"), BASE)
    assert both.is_whole


def test_lists_have_what_both_added_and_lack_what_either_took_away() -> None:
    mine = replace(BASE, keywords=("port", "mine"), credits=(ILSE,))
    theirs = replace(BASE, keywords=("theirs",), credits=(WEI, HARBOUR))
    both = united(BASE, theirs, mine)
    assert both.keywords == ("mine", "theirs")
    assert both.credits == (ILSE, HARBOUR)
    assert holds(BASE, theirs, mine)


def test_nobody_is_credited_twice_for_one_thing() -> None:
    mine, theirs = replace(WEI, place="Lisbon"), replace(WEI, place="Porto")
    mine_story, their_story = replace(BASE, credits=(mine,)), replace(BASE, credits=(theirs,))
    assert united(BASE, their_story, mine_story).credits == (mine,)
    assert not holds(BASE, their_story, mine_story)
    reported = replace(theirs, role=Role.REPORTING)
    assert united(BASE, replace(BASE, credits=(reported,)), mine_story).credits == (mine, reported)

"""Credits added to a story that has some, and taken back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.story.crediting import credited_in, crediting, prints_nobody_new, taken_back, with_credits
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story

HOUSE = House(agencies=("Tide Wire",), aliases={"TW": "Tide Wire"})
names = st.sampled_from(["Bo Lind", "Wei Sung", "Tide Wire", "TW"])
credits_ = st.builds(
    Credit,
    names,
    st.just(PersonKind.PERSON),
    st.sampled_from([Role.BY, Role.CONTRIBUTOR, Role.EDITING]),
    st.sampled_from(["", "Cork"]),
    st.sampled_from(["", "reporter"]),
)
stories = st.builds(
    Story,
    credits=st.lists(credits_, max_size=4).map(tuple),
    byline_text=st.sampled_from(["", "By Bo Lind"]),
    contribution_text=st.sampled_from(["", "Wei Sung contributed.", "Everybody helped."]),
)
added = st.lists(credits_, max_size=3)


@given(stories, added)
@settings(max_examples=50)
def test_nobody_is_lost_and_all_are_there_once_more_or_not_at_all(story: Story, new: list[Credit]) -> None:
    made = with_credits(story, new, HOUSE)
    assert len(made.credits) >= len(story.credits)
    for old, now in zip(story.credits, made.credits, strict=False):
        assert (old.name, old.role) == (now.name, now.role)
        assert old.place in ("", now.place)
    assert with_credits(made, new, HOUSE) is made
    assert taken_back(credited_in(made), credited_in(story), credited_in(made)) == credited_in(story)


@given(stories, added, added)
@settings(max_examples=50)
def test_what_others_added_since_stays_when_ours_is_taken_back(
    story: Story, ours: list[Credit], theirs: list[Credit]
) -> None:
    made = with_credits(story, ours, HOUSE)
    since = with_credits(made, theirs, HOUSE)
    back = taken_back(credited_in(since), credited_in(story), credited_in(made))
    assert [each.name for each in back.credits[: len(story.credits)]] == [each.name for each in story.credits]
    for each in since.credits[len(made.credits) :]:
        assert each in back.credits


def test_a_line_by_hand_goes_only_where_it_said_what_the_credits_said() -> None:
    bo = Credit("Bo Lind", role=Role.BY)
    story = Story(credits=(bo, Credit("Wei Sung")), byline_text="By Bo Lind", contribution_text="Wei Sung contributed.")
    made = with_credits(story, [Credit("Tide Wire", PersonKind.ORGANISATION)], HOUSE)
    assert (made.byline_text, made.contribution_text) == ("By Bo Lind", "")
    own = replace(story, contribution_text="Everybody helped.")
    kept = with_credits(own, [Credit("Jonas Field")], HOUSE)
    assert kept.contribution_text == "Everybody helped."
    assert prints_nobody_new(kept, [Credit("Jonas Field")], HOUSE)
    assert not prints_nobody_new(kept, [bo], HOUSE)
    assert crediting(own, credited_in(own)) is own

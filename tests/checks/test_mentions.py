"""Names of agencies and outlets in a text: those that are listed are found quickly, and none is missed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.checks.mentions import listed_mentions, mentions
from desk.houses import default_house
from desk.story.names import without_article

HOUSE = default_house()
LISTED = tuple(dict.fromkeys((*HOUSE.agencies, *HOUSE.aliases)))
OTHERS = ("The Quay", "Quay News", "C++ Weekly", "Al-Bahr", "D’Arcy Press", "X", "9 News", "Ångström")

names = st.lists(st.sampled_from(OTHERS), unique=True).map(tuple)
words = st.sampled_from(["told", "the", "The", "a", ",", "said.", "(", "–", "\n", "Michael", "quay", "news"])


@settings(max_examples=100)
@given(names, st.lists(st.one_of(words, st.sampled_from(OTHERS), st.sampled_from(["Quay’s", "X-ray", "Quay"]))))
def test_whatever_a_whole_look_finds_of_those_listed_the_quick_one_finds(
    listed: tuple[str, ...], parts: list[str]
) -> None:
    text = " ".join(parts)
    wanted = {(each.name, each.start, each.stop) for each in mentions(text, listed) if each.listed}
    assert wanted <= {(each.name, each.start, each.stop) for each in listed_mentions(text, listed)}


@pytest.mark.parametrize("listed", [LISTED, OTHERS, (*LISTED, *OTHERS)])
def test_every_name_is_found_among_all_the_others(listed: tuple[str, ...]) -> None:
    for name in listed:
        found = listed_mentions(f"He told {name} so.", listed)
        assert without_article(name) in {without_article(each.name) for each in found}


def test_where_nothing_is_listed_nothing_is_found() -> None:
    assert listed_mentions("He told Reuters so.", ()) == []
    assert listed_mentions("", LISTED) == []

"""desk credit: adding, changing and removing credits, and what it prints."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desk.library.library import Library
from desk.library.values import Why
from tests.cli.conftest import Desk


@pytest.fixture
def slug(desk: Desk) -> str:
    return desk("new", "Rain delays the harvest", "--by", "Wei Sung").stdout.strip()


def credits_of(desk: Desk, slug: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.json("credit", slug)["credits"]
    return found


def test_the_example_of_the_house(desk: Desk, slug: str) -> None:
    result = desk("credit", slug, "--contributed", "Reuters", "--contributed", "Jonas Field")
    assert result.stdout == "By Wei Sung\nReuters and Jonas Field contributed.\n"
    kinds = {credit["name"]: credit["kind"] for credit in credits_of(desk, slug)}
    assert kinds == {"Wei Sung": "person", "Reuters": "organisation", "Jonas Field": "person"}


def test_one_place_is_for_all_and_several_are_in_the_order_of_the_names(desk: Desk, slug: str) -> None:
    desk("credit", slug, "--contributed", "Jonas Field", "--contributed", "Petra Holm", "--place", "Kessel")
    assert [credit["place"] for credit in credits_of(desk, slug)] == ["", "Kessel", "Kessel"]
    desk("credit", slug, "--contributed", "Jonas Field", "--place", "Lindal")
    desk("credit", slug, "--contributed", "A. Vik", "--place", "Oslo", "--contributed", "B. Krell", "--place", "Rome")
    places = {credit["name"]: credit["place"] for credit in credits_of(desk, slug)}
    assert places == {
        "Wei Sung": "",
        "Jonas Field": "Lindal",
        "Petra Holm": "Kessel",
        "A. Vik": "Oslo",
        "B. Krell": "Rome",
    }


def test_two_places_for_three_names_are_wrong_usage(desk: Desk, slug: str) -> None:
    names = [word for name in ("A. Vik", "B. Krell", "C. Roth") for word in ("--contributed", name)]
    error = desk("credit", slug, *names, "--place", "Oslo", "--place", "Rome", code=2).stderr
    assert "There are 3 names, and there are 2 places" in error
    assert len(credits_of(desk, slug)) == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--place", "Oslo"), "--place says how somebody contributed: name them with --contributed."),
        (("--by", "Bo Lind", "--place", "Oslo"), "--place says how somebody contributed"),
        (("--role", "editing", "--title", "Reporter"), "--role and --title say how somebody contributed: name them"),
        (("--organisation",), "Say who that is: --contributed NAME or --by NAME."),
        (("--contributed", "Bo", "--place", "Oslo", "--place", "Rome"), "There is 1 name, and there are 2 places"),
    ],
)
def test_what_would_be_of_nobody(desk: Desk, slug: str, args: tuple[str, ...], said: str) -> None:
    error = desk("credit", slug, *args, code=2).stderr
    assert said in error
    assert "Nothing was changed." in error
    assert len(credits_of(desk, slug)) == 1


def test_no_article_no_name_and_several(desk: Desk, slug: str) -> None:
    assert "Name the article, or say with --found what finds several." in desk("credit", code=2).stderr
    several = desk("credit", slug, slug, "--remove", "Wei Sung", code=2).stderr
    assert "In several articles at once somebody is only added: take --remove out" in several
    assert desk("credit", slug, "--by", " ", code=3).stderr == "desk: A credit needs a name. Nothing was changed.\n"


def test_readers_have_the_old_credits_until_the_story_is_updated(desk: Desk, slug: str) -> None:
    for state in ("ready", "published"):
        desk("state", slug, state, "--override", "It is late")
    told = desk("credit", slug, "--contributed", "Reuters")
    assert told.stderr == f"desk: {slug} is published already. Readers see it after: desk update {slug}\n"
    assert desk("credit", slug, "--contributed", "Reuters").stderr == ""
    assert desk("credit", slug).stderr == ""


def test_nobody_is_credited_in_the_bin(desk: Desk, slug: str) -> None:
    desk("bin", slug)
    assert "is in the bin. Take it out first" in desk("credit", slug, "--by", "Bo Lind", code=3).stderr
    assert desk("credit", slug).stdout == "By Wei Sung\n"


def test_a_role_and_a_title(desk: Desk, slug: str) -> None:
    desk("credit", slug, "--contributed", "Anders Vik", "--role", "photography")
    result = desk("credit", slug, "--contributed", "Jonas Field", "--title", "Reuters reporter")
    assert "Reuters reporter Jonas Field" in result.stdout
    assert {credit["role"] for credit in credits_of(desk, slug)} == {"by", "photography", "contributor"}
    desk("credit", slug, "--contributed", "Anders Vik", "--role", "juggling", code=2)


def test_who_is_credited_already_is_credited_once(desk: Desk, slug: str) -> None:
    for _ in range(2):
        desk("credit", slug, "--contributed", "Jonas Field", "--contributed", "The AP")
    desk("credit", slug, "--contributed", "Associated Press")
    assert [credit["name"] for credit in credits_of(desk, slug)] == ["Wei Sung", "Jonas Field", "The AP"]


def test_the_same_person_may_have_two_roles(desk: Desk, slug: str) -> None:
    desk("credit", slug, "--contributed", "Wei Sung", "--role", "photography")
    assert [credit["role"] for credit in credits_of(desk, slug)] == ["by", "photography"]


def test_an_organisation_is_known_from_earlier_credits(desk: Desk, slug: str) -> None:
    desk("credit", slug, "--contributed", "Lindal Lamplight", "--organisation")
    other = desk("new", "Another").stdout.strip()
    desk("credit", other, "--contributed", "Lindal Lamplight")
    assert credits_of(desk, other)[0]["kind"] == "organisation"


def test_remove_takes_out_or_says_that_there_is_nobody(desk: Desk, slug: str) -> None:
    desk("credit", slug, "--contributed", "Jonas Field")
    desk("credit", slug, "--remove", "Jonas Field")
    assert [credit["name"] for credit in credits_of(desk, slug)] == ["Wei Sung"]
    assert "Petra Holm" in desk("credit", slug, "--remove", "Petra Holm", code=3).stderr


def test_a_name_that_is_no_name_is_refused_and_nothing_is_changed(desk: Desk, slug: str) -> None:
    error = desk("credit", slug, "--contributed", "Jonas Field", "--contributed", "A and B", code=3).stderr
    assert "A and B" in error
    assert "Nothing was changed" in error
    assert len(credits_of(desk, slug)) == 1


def test_a_name_that_does_not_look_like_one_is_taken_if_somebody_vouches_for_it(desk: Desk, slug: str) -> None:
    assert "--person" in desk("credit", slug, "--contributed", "bell hooks", code=3).stderr
    assert "bell hooks contributed." in desk("credit", slug, "--contributed", "bell hooks", "--person").stdout
    desk("credit", slug, "--contributed", "  ", "--person", code=3)


def test_a_line_written_by_hand_is_kept_and_flagged(desk: Desk, slug: str) -> None:
    with Library.open(desk.library) as library:
        article = library.article(slug).row.id
        by_hand = "With thanks to the night porter."
        library.update_story(article, lambda story: replace(story, contribution_text=by_hand), Why.CHECKPOINT).result()
    result = desk("credit", slug, "--contributed", "Jonas Field")
    assert "With thanks to the night porter." in result.stdout
    assert "was written by hand" in result.stderr


def test_asking_without_a_name_changes_nothing(desk: Desk, slug: str) -> None:
    before = desk.json("history", slug)
    assert desk("credit", slug).stdout == "By Wei Sung\n"
    assert desk.json("history", slug) == before


def test_several_at_once(desk: Desk, slug: str) -> None:
    other = desk("new", "The quay", "--by", "Bo Lind").stdout.strip()
    desk("credit", other, "--contributed", "Reuters", "--place", "Cork")
    told = desk("credit", slug, other, "--contributed", "Reuters", "--place", "Riga")
    assert told.stderr == "desk: The credits of 1 article changed.\n"
    assert [credits_of(desk, each)[-1]["place"] for each in (slug, other)] == ["Riga", "Cork"]
    done = desk.json("credit", "--found", "quay", "--contributed", "Wei Sung")
    assert (len(done["changed"]), done["published"], done["by_hand"]) == (1, [], [])
    assert credits_of(desk, other)[-1]["name"] == "Wei Sung"
    for wrong in (("credit",), ("credit", slug, other), ("credit", slug, "--found", "quay", "--by", "A. Vik")):
        desk(*wrong, code=2)
    desk("credit", slug, other, "--remove", "Reuters", code=2)
    desk("credit", slug, "nowhere", "--by", "A. Vik", code=3)

"""list, show, new, duplicate, state, open: what they answer and how they end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.library.library import Library
from desk.library.values import Why
from desk.story.story import Story
from tests.cli.conftest import Desk
from tests.formats.bodies import body


def test_the_list_into_a_pipe_has_one_line_for_each_article_with_tabs(samples: Desk) -> None:
    lines = [line.split("\t") for line in samples("list").stdout.splitlines()]
    assert [line[0] for line in lines] == ["start-here", "harbour-pilots", "bridge-toll", "river-schools"]
    slug, state, words, _changed, by, headline = lines[1]
    assert (slug, state, by) == ("harbour-pilots", "in-review", "Ilse Brandt, Tomás Arroyo")
    assert 400 < int(words) < 600
    assert headline == "Harbour pilots refuse night landings after third near miss"


def test_the_list_finds_words_in_the_body(samples: Desk) -> None:
    assert [row["slug"] for row in samples.json("list", "torch mole")] == ["harbour-pilots"]


def test_the_list_can_be_cut_down_by_state_and_number(samples: Desk) -> None:
    assert [row["slug"] for row in samples.json("list", "--state", "ready")] == ["bridge-toll"]
    assert len(samples.json("list", "--limit", "3")) == 3
    assert len(samples.json("list", "--limit", "9")) == 4


def test_a_list_longer_than_a_page_is_whole(desk: Desk) -> None:
    with Library.open(desk.library) as library:
        library.create_many([Story(headline=f"Story {number}") for number in range(520)]).result()
    rows = desk.json("list")
    assert len({row["id"] for row in rows}) == 520
    assert len(desk.json("list", "--limit", "510")) == 510


def test_an_empty_answer_is_still_json(samples: Desk) -> None:
    assert samples.json("list", "zeppelin") == []


def test_a_library_that_does_not_exist_is_not_made_by_looking(desk: Desk) -> None:
    result = desk("list", code=3)
    assert str(desk.library) in result.stderr
    assert result.stdout == ""
    assert not desk.library.exists()


def test_show_gives_the_lines_as_they_are_printed(samples: Desk) -> None:
    text = samples("show", "bridge-toll").stdout
    assert "By Tomás Arroyo" in text
    assert "Northern Wire, Wei Sung in Lindal and Jonas Field in Kessel contributed." in text
    assert "The Morning Tide" in text
    assert text.index("Council weighs a toll") < text.index("By Tomás") < text.index("Drivers may have to pay")


def test_one_word_is_no_words(desk: Desk) -> None:
    desk("new", "Pilots", "--target", "1")
    with Library.open(desk.library) as library:
        row = library.article("pilots").row
        library.update_story(row.id, lambda story: replace(story, body=body("Strike.")), Why.CHECKPOINT).result()
    shown = desk("show", "pilots").stdout
    assert "1 words" not in shown
    assert shown.count("1 word") == 2


def test_show_follows_the_house(samples: Desk) -> None:
    assert "contributed to this report." in samples("show", "bridge-toll", "--house", "report").stdout


def test_a_house_that_is_not_there_is_told_with_those_that_are(samples: Desk) -> None:
    error = samples("show", "bridge-toll", "--house", "gutenberg", code=3).stderr
    assert "gutenberg" in error
    assert "standard" in error


def test_show_in_json_has_every_field(samples: Desk) -> None:
    answer = samples.json("show", "river-schools")
    assert answer["article"]["state"] == "published"
    assert answer["story"]["corrections"][0]["at"] == "2026-11-19T14:20:00+00:00"
    assert answer["story"]["dateline"]["place"] == "OVER FERRING"
    assert answer["byline"] == "By Wei Sung"
    assert "life jackets" in answer["story"]["body"]


def test_an_article_is_named_by_its_id_too(samples: Desk) -> None:
    row = samples.json("list", "--state", "ready")[0]
    assert samples.json("show", row["id"])["article"]["slug"] == "bridge-toll"


@pytest.mark.parametrize("command", ["show", "history", "credit", "duplicate", "check"])
def test_an_article_that_is_not_there_is_told_by_name(samples: Desk, command: str) -> None:
    assert "no-such-story" in samples(command, "no-such-story", code=3).stderr


def test_new_begins_an_article_and_prints_its_slug(desk: Desk) -> None:
    slug = desk("new", "Rain delays the harvest", "--by", "Wei Sung", "--by", "Ilse Brandt").stdout.strip()
    answer = desk.json("show", slug)
    assert answer["story"]["headline"] == "Rain delays the harvest"
    assert answer["byline"] == "By Wei Sung and Ilse Brandt"
    assert slug.startswith("rain-delays")


def test_new_with_nothing_is_an_empty_page_with_a_slug(desk: Desk) -> None:
    assert desk("new").stdout.strip()


def test_what_is_done_carries_the_name_of_who_did_it(desk: Desk) -> None:
    slug = desk("new", "One").stdout.strip()
    assert [each["who"] for each in desk.json("history", slug)["revisions"]] == ["Mara Quist"]


def test_duplicate_makes_a_second_article_with_the_same_text(samples: Desk) -> None:
    copy = samples("duplicate", "bridge-toll").stdout.strip()
    assert copy != "bridge-toll"
    one, two = samples.json("show", "bridge-toll"), samples.json("show", copy)
    assert one["story"]["body"] == two["story"]["body"]
    assert one["article"]["id"] != two["article"]["id"]


def test_state_moves_an_article(samples: Desk) -> None:
    samples("state", "start-here", "ready")
    assert samples.json("show", "start-here")["article"]["state"] == "ready"
    samples("state", "start-here", "lost", code=2)


def test_open_hands_the_request_to_the_window_and_ends_as_it_does(desk: Desk, tmp_path: Path) -> None:
    desk("open")
    desk.window_ends_with = 3
    desk("open", "bridge-toll", "--library", tmp_path / "other.desk", code=3)
    first, second = desk.opened
    assert (first.library, first.target, first.picture) == (desk.library, "", None)
    assert (second.library, second.target) == (tmp_path / "other.desk", "bridge-toll")


def test_usage_that_is_wrong_ends_with_2(samples: Desk) -> None:
    samples("lisst", code=2)
    samples("show", code=2)
    samples("list", "--limit", "0", code=2)
    samples("check", code=2)
    samples("check", "bridge-toll", "--all", code=2)

"""`desk credits`: who is credited, who may be, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desk.library.library import Library
from desk.library.values import Why
from desk.story.body import Body
from tests.cli.conftest import Desk

COPY = """Pilots refuse night landings

By Ilse Brandt

The pilots stopped at night, and nobody in the harbour could say for how long.

“We saw no lamps,” one of them told Reuters on Sunday. It was later confirmed in an interview with CBS.

Reuters contributed."""


def brought_in(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "pilots.txt"
    path.write_text(COPY, encoding="utf-8")
    desk("import", path)


def rows(desk: Desk, *args: str) -> list[list[str]]:
    return [line.split("\t") for line in desk("credits", "pilots-refuse-night", *args).stdout.splitlines()]


def test_lines_proposals_and_evidence(desk: Desk, tmp_path: Path) -> None:
    brought_in(desk, tmp_path)
    sentence = "It was later confirmed in an interview with CBS."
    assert rows(desk) == [
        ["byline", "By Ilse Brandt"],
        ["contribution", "Reuters contributed."],
        ["proposed", "CBS", "contributor", "", "attributed", "0.0", sentence],
    ]
    told = desk.json("credits", "pilots-refuse-night")
    assert [each["name"] for each in told["credits"]] == ["Ilse Brandt", "Reuters"]
    (cbs,) = told["proposed"]
    assert (cbs["kind"], cbs["role"], cbs["evidence"][0]["how"]) == ("organisation", "contributor", "attributed")
    assert (cbs["evidence"][0]["block"], told["findings"], told["declined"]) == (1, [], [])


def test_who_is_no_contributor_is_remembered(desk: Desk, tmp_path: Path) -> None:
    brought_in(desk, tmp_path)
    assert rows(desk, "--not", "cbs")[2:] == [["declined", "CBS"]]
    assert rows(desk)[2:] == [["declined", "CBS"]]
    assert [row[:2] for row in rows(desk, "--offer", "CBS")[2:]] == [["proposed", "CBS"]]
    desk("credit", "pilots-refuse-night", "--contributed", "CBS")
    assert rows(desk)[1:] == [["contribution", "Reuters and CBS contributed."]]


def test_who_is_offered_again_was_declined_before(desk: Desk, tmp_path: Path) -> None:
    brought_in(desk, tmp_path)
    never = desk("credits", "pilots-refuse-night", "--offer", "Nobody", code=3).stderr
    assert never == "desk: Nobody called “Nobody” was said to be no contributor here. Nothing was changed.\n"
    there = desk("credits", "pilots-refuse-night", "--offer", "cbs")
    assert there.stderr == "desk: CBS is proposed as it is.\n"
    desk("credits", "pilots-refuse-night", "--not", "CBS")
    others = desk("credits", "pilots-refuse-night", "--offer", "Nobody", code=3).stderr
    assert "no contributor here, but CBS. Nothing" in others
    again = desk("credits", "pilots-refuse-night", "--not", "CBS")
    assert again.stderr == "desk: CBS is said to be no contributor already.\n"
    credited = desk("credits", "pilots-refuse-night", "--not", "reuters", code=3).stderr
    assert credited == (
        'desk: Reuters is credited. To take the credit out: desk credit pilots-refuse-night --remove "Reuters". '
        "Nothing was changed.\n"
    )


def test_in_the_bin_nobody_is_declined(desk: Desk, tmp_path: Path) -> None:
    brought_in(desk, tmp_path)
    desk("bin", "pilots-refuse-night")
    told = desk("credits", "pilots-refuse-night", "--not", "CBS", code=3).stderr
    assert told == "desk: pilots-refuse-night is in the bin. Take it out first: desk bin restore pilots-refuse-night\n"
    assert rows(desk)[2][:2] == ["proposed", "CBS"]


def test_who_was_declined_is_offered_again_though_nothing_speaks_for_them_now(desk: Desk, tmp_path: Path) -> None:
    brought_in(desk, tmp_path)
    desk("credits", "pilots-refuse-night", "--not", "CBS")
    with Library.open(desk.library) as library:
        id_ = library.article("pilots-refuse-night").row.id
        before = library.article(id_).story
        library.update_story(id_, lambda story: replace(story, body=Body()), Why.REVIEWED).result()
        desk("credits", "pilots-refuse-night", "--offer", "CBS")
        library.update_story(id_, lambda _: before, Why.REVIEWED).result()
    assert [row[:2] for row in rows(desk)[2:]] == [["proposed", "CBS"]]


def test_nobody_of_that_name_and_no_article(desk: Desk, tmp_path: Path) -> None:
    brought_in(desk, tmp_path)
    answer = desk("credits", "pilots-refuse-night", "--not", "Nobody", "--not", "CBS", code=3)
    assert "“Nobody” is not proposed here. Nothing was changed." in answer.stderr
    assert rows(desk)[2][:2] == ["proposed", "CBS"]
    desk("credits", code=2)

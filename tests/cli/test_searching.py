from __future__ import annotations

import pytest

from desk.library.library import Library
from desk.library.values import State
from desk.story.people import Credit, Role
from desk.story.story import Story
from tests.cli.conftest import Desk


@pytest.fixture
def filled(desk: Desk) -> Desk:
    with Library.open(desk.library) as library:
        for number, title in enumerate(("Zebra crossing", "Night ferry", "Ferry tolls", "apples")):
            who = Credit(("Mara Quist", "Wei Sung")[number % 2], role=Role.BY)
            row = library.create(Story(headline=title, slug=title, credits=(who,), keywords=("port",))).result()
            library.set_state(row.id, (State.DRAFT, State.READY)[number // 2]).result()
    return desk


def slugs(desk: Desk, *args: str) -> list[str]:
    return [line.split("\t")[0] for line in desk("list", *args).stdout.splitlines()]


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (["ferry -night"], ["ferry-tolls"]),
        (["by:me ferry OR zebra", "--sort", "headline"], ["ferry-tolls", "zebra-crossing"]),
        (["", "--sort", "headline"], ["apples", "ferry-tolls", "night-ferry", "zebra-crossing"]),
        (["", "--sort", "headline", "--reverse", "--limit", "2"], ["zebra-crossing", "night-ferry"]),
        (["state:ready since:today tag:port", "--sort", "created"], ["apples", "ferry-tolls"]),
        (["before:2001"], []),
        (["", "--state", "ready", "--sort", "headline"], ["apples", "ferry-tolls"]),
    ],
)
def test_the_list_takes_the_queries_of_the_window(filled: Desk, args: list[str], found: list[str]) -> None:
    assert slugs(filled, *args) == found


def test_how_a_query_is_understood_is_told(filled: Desk) -> None:
    assert filled("list", "ferry").stderr == ""
    assert filled("list", "ferry state:ready").stderr == "desk: Ready.\n"
    assert "“since:soon” is searched as words" in filled("list", "since:soon").stderr


def test_searches_are_kept(filled: Desk) -> None:
    filled("searches", "--keep", "Boats", "ferry state:draft")
    filled("searches", "--keep", "Fruit", "apples")
    assert filled.json("searches") == [
        {"name": "Boats", "query": "ferry state:draft", "found": 1},
        {"name": "Fruit", "query": "apples", "found": 1},
    ]
    assert slugs(filled, "--saved", "boats") == ["night-ferry"]
    filled("searches", "--rename", "fruit", "Apples", "--remove", "Boats")
    assert filled("searches").stdout == "Apples\t1\tapples\n"
    assert "no saved search" in filled("list", "--saved", "Boats", code=3).stderr
    filled("list", "x", "--saved", "Apples", code=2)


def test_many_are_tagged_and_moved(filled: Desk) -> None:
    told = filled("tag", "--found", "ferry", "--add", "boats", "--remove", "PORT").stderr
    assert told.endswith("The tags of 2 articles changed.\n")
    assert set(slugs(filled, "tag:boats -tag:port")) == {"night-ferry", "ferry-tolls"}
    filled("tag", "apples", "night-ferry", "--add", "fruit")
    assert (
        "No step leads from “Draft” to “Published”"
        in filled("state", "published", "--found", "tag:fruit", code=3).stderr
    )
    assert slugs(filled, "--state", "published") == ["apples"], "one that may not go does not stop the others"
    filled("state", "night-ferry", "ready")
    filled("state", "published", "--found", "tag:fruit")
    assert set(slugs(filled, "--state", "published")) == {"apples", "night-ferry"}
    assert "needs a note" in filled("state", "apples", "night-ferry", "killed", code=3).stderr
    filled("state", "apples", "night-ferry", "killed", "--note", "They were not true.")
    assert set(slugs(filled, "--state", "killed")) == {"apples", "night-ferry"}


@pytest.mark.parametrize(
    "args",
    [["tag", "apples"], ["tag", "--add", "x"], ["tag", "apples", "--found", "x", "--add", "x"], ["state", "ready"]],
)
def test_wrong_usage(filled: Desk, args: list[str]) -> None:
    filled(*args, code=2)


def test_of_many_all_or_none(filled: Desk) -> None:
    filled("tag", "apples", "no-such", "--add", "x", code=3)
    assert slugs(filled, "tag:x") == []

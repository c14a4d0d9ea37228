"""bin: into it, out of it, and for good."""

from __future__ import annotations

import pytest

from desk.cli.bin import said
from desk.library.library import Library
from desk.library.values import Emptied
from desk.story.body import Figure
from desk.story.story import Story
from tests.cli.conftest import Desk


def slugs(desk: Desk, *options: str) -> set[str]:
    return {row["slug"] for row in desk.json("list", *options)}


def test_the_bin_takes_all_or_none_and_gives_back(samples: Desk) -> None:
    samples("bin", "bridge-toll", "no-such-story", code=3)
    assert len(slugs(samples)) == 4
    samples("bin", "bridge-toll", "start-here")
    samples("bin", "put", "river-schools")
    assert slugs(samples, "--bin") == {"bridge-toll", "start-here", "river-schools"}
    samples("bin", "--back", "bridge-toll")
    assert samples("bin", "restore", "start-here").stderr == "desk: start-here is back from the bin.\n"
    assert slugs(samples, "--bin") == {"river-schools"}


def test_the_list_says_since_when_and_until_when(samples: Desk) -> None:
    assert samples("bin", "list").stdout == ""
    samples("bin", "bridge-toll")
    samples("bin", "river-schools")
    lines = [line.split("\t") for line in samples("bin", "list").stdout.splitlines()]
    assert [line[0] for line in lines] == ["river-schools", "bridge-toll"]
    slug, since, until, words, headline = lines[1]
    assert since < until
    assert int(words) > 100
    assert headline.startswith("Council weighs a toll")
    assert [each["slug"] for each in samples.json("bin", "list")] == ["river-schools", "bridge-toll"]
    assert slug == "bridge-toll"


def test_what_is_in_the_bin_can_be_read(samples: Desk) -> None:
    before = samples("show", "bridge-toll").stdout
    samples("bin", "bridge-toll")
    (until,) = [line.split("\t")[2] for line in samples("bin", "list").stdout.splitlines()]
    shown = samples("show", "bridge-toll").stdout
    assert f" · in the bin until {until} · " in shown.splitlines()[0]
    assert shown.splitlines()[1:] == before.splitlines()[1:]
    assert "three arches" in samples("export", "bridge-toll", "--format", "text", "--output", "-").stdout


def test_emptying_tells_what_goes_and_wants_a_yes(samples: Desk) -> None:
    samples("bin", "bridge-toll", "river-schools")
    told = samples("bin", "empty", code=2).stderr
    assert "This would empty 2 articles (" in told
    assert slugs(samples, "--bin") == {"bridge-toll", "river-schools"}
    assert "Gone for good: 1 article (" in samples("bin", "empty", "bridge-toll", "--yes").stderr
    assert slugs(samples, "--bin") == {"river-schools"}
    assert samples.json("bin", "empty", "--yes")["articles"] == 1
    assert "nothing to be emptied" in samples("bin", "empty", "--yes").stderr
    samples("show", "bridge-toll", code=3)
    assert len(slugs(samples)) == 2


def test_only_what_is_old_enough_and_in_the_bin_goes(samples: Desk) -> None:
    samples("bin", "bridge-toll")
    assert samples.json("bin", "empty", "--older-than", "1", "--yes")["articles"] == 0
    assert "river-schools is not in the bin" in samples("bin", "empty", "river-schools", "--yes", code=2).stderr
    assert samples.json("bin", "empty", "--older-than", "0", "--yes")["articles"] == 1
    assert len(slugs(samples)) == 3


def test_the_file_gets_smaller_when_one_wants_that(desk: Desk) -> None:
    with Library.open(desk.library) as library:
        picture = library.add_media(bytes(range(256)) * 4_000, "image/png").result()
        library.bin([library.create(Story(headline="Heavy", lead=Figure(picture))).result().id]).result()
    before = desk.library.stat().st_size
    done = desk.json("bin", "empty", "--yes", "--shrink")
    assert (done["pictures"], done["picture_bytes"]) == (1, 1_024_000)
    assert done["freed"] == before - desk.library.stat().st_size > 1_000_000
    assert "as small as it can be" in desk("bin", "empty", "--yes", "--shrink").stderr


@pytest.mark.parametrize(
    ("weight", "sentence"),
    [
        (Emptied(1, 1, 1), "1 article (1 word)"),
        (Emptied(2, 30, 9, 1, 400), "2 articles (30 words) and 1 picture (1 kB) that nothing else shows"),
    ],
)
def test_what_goes_is_said_as_people_say_it(weight: Emptied, sentence: str) -> None:
    assert said(weight) == sentence

"""history, restore: what happened to an article, and the way back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.library.library import Library
from desk.library.values import Why
from desk.story.story import Story
from tests.cli.conftest import Desk
from tests.formats.bodies import body

SLUG = "the-quay"


@pytest.fixture
def quay(desk: Desk) -> Desk:
    """An article with three versions, a state and a draft on top."""
    with Library.open(desk.library, who="Ilse Brandt") as library:
        story = Story(
            headline="The quay", deck="Old deck", body=body("First paragraph.", "Second paragraph.", "Third.")
        )
        row = library.create(story).result()
        two = replace(story, deck="New deck", body=body("First paragraph.", "Second one, rewritten.", "Third."))
        library.checkpoint(row.id, two, note="After the call").result()
        library.who = "Wei Sung"
        three = replace(two, body=body("First paragraph.", "Third."))
        library.update_story(row.id, lambda _: three, Why.CREDITED).result()
        row = library.article(row.id).row
        library.save_draft(row.id, replace(three, kicker="Harbour"), 0, row.version).result()
    return desk


def test_the_newest_stands_first_and_each_version_has_its_number(quay: Desk, tmp_path: Path) -> None:
    quay("state", SLUG, "ready", "--override", "It is late", "--note", "Page one")
    quay("export", SLUG, "-o", tmp_path, "--override", "It is late")
    lines = [line.split("\t") for line in quay("history", SLUG).stdout.splitlines()]
    assert [(number, what, who, words, change) for number, _, what, who, words, change, _ in lines] == [
        ("", "past the checks", "Mara Quist", "export", ""),
        ("", "delivered", "Mara Quist", "html", ""),
        ("", "past the checks", "Mara Quist", "ready", ""),
        ("", "now ready", "Mara Quist", "", ""),
        ("4", "handed-over", "Wei Sung", "3 words", "+1"),
        ("3", "credited", "Wei Sung", "3 words", "−3"),
        ("2", "checkpoint", "Ilse Brandt", "6 words", "+3 −2"),
        ("1", "created", "Ilse Brandt", "5 words", ""),
    ]
    assert lines[6][-1] == "After the call"
    assert [line[-1] for line in lines[:4]] == [
        "It is late: There is no byline.",
        str(tmp_path / f"{SLUG}.html"),
        "It is late: There is no byline.",
        "Page one",
    ]
    assert len(quay("history", SLUG, "--limit", "2").stdout.splitlines()) == 2


def test_a_checkpoint_and_its_later_note_are_one_line_with_one_number(quay: Desk) -> None:
    with Library.open(quay.library, who="Wei Sung") as library:
        row = library.article(SLUG).row
        kept = library.checkpoint(row.id, replace(library.article(SLUG).story, deck="Newest deck of all")).result()
        noted = library.add_note(kept.id, "For the night desk").result()
    lines = [line.split("\t") for line in quay("history", SLUG).stdout.splitlines()]
    assert [(line[0], line[2], line[5], line[6]) for line in lines[:2]] == [
        ("4", "checkpoint", "+4 −1", "For the night desk"),
        ("3", "credited", "−3", ""),
    ]
    first, second, *_ = quay.json("history", SLUG)["revisions"]
    assert (first["id"], first["number"], first["added"], second["number"]) == (noted.id, 4, 4, 3)
    assert first["parents"] == [second["id"]]
    for ref in ("4", kept.id, noted.id):
        assert quay.json("diff", SLUG, "3", ref)["b"]["number"] == 4
    quay("restore", SLUG, "3")
    assert "already has" in quay("restore", SLUG, "3").stderr
    quay("restore", SLUG, "4")
    assert "Newest deck of all" in quay("show", SLUG).stdout
    assert quay.json("checkpoint", SLUG)["number"] == 6
    assert "from 1 to 6" in quay("restore", SLUG, "7", code=3).stderr


def test_json_has_the_numbers_and_amounts_too(quay: Desk) -> None:
    quay("bin", SLUG)
    found = quay.json("history", SLUG)
    assert [(each["number"], each["added"], each["removed"]) for each in found["revisions"]] == [
        (3, 0, 3),
        (2, 3, 2),
        (1, 9, 0),
    ]
    assert [(each["what"], each["value"]) for each in found["moves"]] == [("bin", "in")]


def test_going_back_keeps_what_stood_and_says_where(quay: Desk) -> None:
    told = quay("restore", SLUG, "1").stderr
    assert "the-quay went back to the text of 20" in told
    assert "`desk restore the-quay 4` brings it back" in told
    text = quay("show", SLUG).stdout
    assert "Old deck" in text
    assert "Harbour" not in text
    first, second, *_ = quay.json("history", SLUG)["revisions"]
    assert (first["why"], second["why"], second["who"]) == ("restored", "taken-over", "Wei Sung")
    assert first["note"].startswith("Back to 20")
    quay("restore", SLUG, "4")
    assert "HARBOUR" in quay("show", SLUG).stdout.upper()


def test_one_field_or_one_paragraph_comes_back_alone(quay: Desk) -> None:
    quay("restore", SLUG, "1", "--field", "deck")
    shown = quay("show", SLUG).stdout
    assert "Old deck" in shown
    assert "Second" not in shown
    done = quay.json("restore", SLUG, "2", "--block", "2")
    assert done == {"article": SLUG, "changed": True, "revision": 6, "before": 5}
    shown = quay("show", SLUG).stdout
    assert shown.index("First") < shown.index("Second one, rewritten.") < shown.index("Third")
    assert "Old deck" in shown
    assert quay.json("history", SLUG)["revisions"][0]["note"].endswith(": block 2")


def test_the_blocks_are_listed_with_their_numbers(quay: Desk) -> None:
    lines = quay("restore", SLUG, "1", "--blocks").stdout.splitlines()
    assert lines == ["1\tFirst paragraph.", "2\tSecond paragraph.", "3\tThird."]
    assert quay.json("restore", SLUG, "3", "--blocks")[-1] == {"block": 2, "text": "Third."}
    assert len(quay.json("history", SLUG)["revisions"]) == 3


def test_nothing_is_written_where_nothing_would_change(quay: Desk) -> None:
    assert "already has the text of" in quay("restore", SLUG, "3", "--field", "headline").stderr
    assert not quay.json("restore", SLUG, "3", "--field", "body")["changed"]
    assert len(quay.json("history", SLUG)["revisions"]) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("no-such", "1"), 3, "no article"),
        ((SLUG, "9"), 3, "numbered from 1 to 3"),
        ((SLUG, "latest"), 3, "numbered from 1 to 3"),
        ((SLUG, "1", "--block", "4"), 2, "its last is 3"),
        ((SLUG, "1", "--field", "mood"), 2, "mood"),
    ],
)
def test_what_is_not_there_cannot_be_brought_back(quay: Desk, arguments: tuple[str, ...], code: int, says: str) -> None:
    assert says in quay("restore", *arguments, code=code).stderr
    assert len(quay.json("history", SLUG)["revisions"]) == 3

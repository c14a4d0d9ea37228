"""changes, accept, reject, comments and what is said to them, queue, people, sign-in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.cli import changes
from desk.library.library import Library
from desk.library.values import Article, State, Why
from desk.revise.review.tracking import Tracking
from desk.story.body import Body, Paragraph, spans
from desk.story.house import House
from desk.story.story import Story
from tests.cli.conftest import Desk

AGREED = Story(
    headline="Ferry leaves early",
    slug="ferry",
    body=Body((Paragraph(spans("The ferry left at noon.")), Paragraph(spans("Nobody on the quay saw it go.")))),
)
SUGGESTED = replace(
    AGREED,
    headline="Last ferry leaves early",
    body=Body((Paragraph(spans("The ferry left at ten.")), Paragraph(spans("Nobody saw it go.")))),
)

QUAYS = ("first", "second", "third", "fourth", "last")


@pytest.fixture
def reviewed(desk: Desk) -> Desk:
    """A story with three suggestions of somebody else's."""
    with Library.open(desk.library, who="Ilse Brandt", create=True) as library:
        row = library.create(AGREED).result()
        library.who = "Tomás Arroyo"
        library.put_texts(row.id, SUGGESTED, AGREED, Why.CHECKPOINT).result()
    return desk


def texts(desk: Desk) -> tuple[Story, Story]:
    with Library.open(desk.library) as library:
        article = library.article("ferry")
    return article.baseline, article.story


def test_changes_are_listed_with_who_made_them(reviewed: Desk) -> None:
    found = reviewed.json("changes", "ferry")
    assert [(each["field"], each["kind"]) for each in found] == [
        ("headline", "replaced"),
        ("body", "replaced"),
        ("body", "removed"),
    ]
    assert {maker["who"] for each in found for maker in each["makers"]} == {"Tomás Arroyo"}
    lines = [line.split("\t") for line in reviewed("changes", "ferry").stdout.splitlines()]
    assert [line[0] for line in lines] == [each["key"] for each in found]
    assert lines[1][1:2] + lines[1][3:] == ["Tomás Arroyo", "Replaced “noon” with “ten”"]
    assert reviewed.json("changes", "ferry", "--by", "Ilse Brandt") == []


def test_what_is_being_typed_is_of_whoever_types(reviewed: Desk) -> None:
    with Library.open(reviewed.library, who="Ben Moss") as library:
        found = library.article("ferry")
        library.save_draft(found.row.id, replace(SUGGESTED, deck="On"), 0, found.row.version, AGREED).result()
    made = {each["field"]: [hand["who"] for hand in each["makers"]] for each in reviewed.json("changes", "ferry")}
    assert made["deck"] == ["Ben Moss"]
    assert made["headline"] == ["Tomás Arroyo"]


def test_whoever_pasted_words_that_were_there_is_named_for_them(reviewed: Desk) -> None:
    told = [f"The {each} ferry left the harbour at noon, and nobody on the quay saw it go." for each in QUAYS]
    agreed = Story(headline="Ferries", slug="twice", body=Body(tuple(Paragraph(spans(text)) for text in told)))
    blocks = agreed.body.blocks
    begun = Paragraph(spans(f"By night {told[0]}"))
    with Library.open(reviewed.library, who="Ilse Brandt") as library:
        row = library.create(agreed).result()
        library.who = "Tomás Arroyo"
        for body in (Body((*blocks, *blocks)), Body((begun, *blocks[1:], *blocks))):
            library.put_texts(row.id, replace(agreed, body=body), agreed, Why.CHECKPOINT).result()
    found = reviewed.json("changes", "twice")
    assert found
    assert {maker["who"] for each in found for maker in each["makers"]} == {"Tomás Arroyo"}


def test_the_marked_up_page_is_written(reviewed: Desk, tmp_path: Path) -> None:
    assert reviewed("changes", "ferry", "--page", tmp_path / "marked.html").stdout == ""
    made = (tmp_path / "marked.html").read_text("utf-8")
    assert "noon</del>" in made
    assert "Tomás Arroyo" in made
    assert "not written" in reviewed("changes", "ferry", "--page", tmp_path / "marked.html" / "x.html", code=3).stderr


def test_accepting_and_rejecting_ends_with_one_text_and_is_recorded(reviewed: Desk) -> None:
    headline, noon, quay = (each["key"] for each in reviewed.json("changes", "ferry"))
    assert reviewed("accept", "ferry", headline[:8]).stderr == "desk: 1 change accepted. 2 changes left to decide.\n"
    assert texts(reviewed) == (replace(AGREED, headline=SUGGESTED.headline), SUGGESTED)
    assert reviewed.json("reject", "ferry", quay)["left"] == 1
    reviewed("reject", "ferry", noon, quay, code=3)
    reviewed("accept", "ferry", "--by", "tomás arroyo")
    baseline, story = texts(reviewed)
    assert baseline == story
    assert story.body.text == "The ferry left at ten.\n\nNobody on the quay saw it go."
    with Library.open(reviewed.library) as library:
        made = library.decisions(library.article("ferry").row.id)
    assert [(each.key, each.accepted, each.who) for each in made] == [
        (noon, True, "Mara Quist"),
        (quay, False, "Mara Quist"),
        (headline, True, "Mara Quist"),
    ]
    assert made[0].makers == ("Tomás Arroyo",)


def test_nothing_is_decided_over_what_somebody_wrote_meanwhile(reviewed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window saves between the reading and the writing."""
    told = changes.hands_of
    later = replace(SUGGESTED, deck="They typed on")

    def hands_of(shelf: Library, found: Article, tracking: Tracking) -> changes.Hands:
        shelf.save_draft(found.row.id, later, 0, found.row.version, AGREED).result()
        return told(shelf, found, tracking)

    monkeypatch.setattr(changes, "hands_of", hands_of)
    assert "changed ferry meanwhile" in reviewed("reject", "ferry", "--all", code=3).stderr
    assert texts(reviewed) == (AGREED, later)
    with Library.open(reviewed.library) as library:
        assert not library.decisions(library.article("ferry").row.id)


def test_all_can_be_rejected_at_once(reviewed: Desk) -> None:
    reviewed("reject", "ferry", "--all")
    assert texts(reviewed) == (AGREED, AGREED)
    assert reviewed("accept", "ferry", "--all").stderr == "desk: No changes are tracked in it.\n"


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("accept", "ferry"), 2, "Name the keys"),
        (("accept", "ferry", "abc", "--all"), 2, "Name the keys"),
        (("accept", "ferry", "zzz"), 3, "No tracked change has the key zzz"),
        (("reject", "ferry", "--by", "Nobody"), 3, "Nobody made none of the changes"),
        (("accept", "no-such", "--all"), 3, "no-such"),
        (("comment", "ferry", "Why?", "--on", "zeppelin"), 3, "“zeppelin” does not stand in the article"),
        (("comment", "ferry", " "), 3, ""),
        (("reply", "no-such-thread", "Yes."), 3, ""),
        (("people", "remove", "Nobody"), 3, "Nobody in the directory is called Nobody"),
        (("people", "import", "no-such.csv"), 3, "no-such.csv"),
        (("people", "add", "Reuters", "--organisation", "--role", "editor"), 3, "only people work"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(reviewed: Desk, args: tuple[str, ...], code: int, said: str) -> None:
    before = texts(reviewed)
    found = reviewed(*args, code=code).stderr
    assert said in found
    assert found.startswith("desk: ") or code == 2
    assert texts(reviewed) == before


def test_what_is_in_the_bin_is_not_decided_on(reviewed: Desk) -> None:
    reviewed("bin", "ferry")
    assert "desk bin restore ferry" in reviewed("accept", "ferry", "--all", code=3).stderr
    assert "desk bin restore ferry" in reviewed("comment", "ferry", "Why?", code=3).stderr


def test_a_question_is_asked_answered_resolved_and_opened_again(reviewed: Desk) -> None:
    reviewed("people", "add", "Ilse Brandt", "--role", "reporter", "--initials", "IB")
    thread = reviewed("comment", "ferry", "Which quay, @IB?", "--on", "saw it go", "--question").stdout.strip()
    (asked,) = reviewed.json("comments", "ferry")
    assert (asked["id"], asked["is_question"], asked["state"], asked["words"]) == (thread, True, "waits", "saw it go")
    assert asked["said"][0]["mentions"] == ["Ilse Brandt"]
    reviewed("reply", thread, "The south one.")
    reviewed("resolve", thread)
    assert reviewed.json("comments", "ferry", "--open") == []
    reviewed("reopen", thread, "Sure?")
    lines = [line.split("\t") for line in reviewed("comments", "ferry", "--open").stdout.splitlines()]
    assert [line[1] for line in lines] == ["question", "replied", "resolved", "reopened"]
    assert [line[-1] for line in lines][1::2] == ["The south one.", "Sure?"]


def test_the_queue_says_what_waits(reviewed: Desk) -> None:
    with Library.open(reviewed.library, who="Ilse Brandt") as library:
        library.take_step(library.article("ferry").row.id, State.SUBMITTED, House()).result()
    (waiting,) = reviewed.json("queue")
    assert (waiting["slug"], waiting["state"], waiting["changes"], waiting["by"]) == (
        "ferry",
        "submitted",
        3,
        "Ilse Brandt",
    )
    assert reviewed("queue").stdout.startswith("ferry\tsubmitted\t")
    assert reviewed.json("queue", "--state", "ready") == []


def test_the_directory_is_kept_from_the_command_line(desk: Desk, tmp_path: Path) -> None:
    desk("people", "add", "Ilse Brandt", "--role", "reporter", "--email", "ilse@desk.example")
    desk("people", "change", "ilse brandt", "--name", "Ilse Brandt-Holm", "--in-print", "Ilse B. Holm")
    table = tmp_path / "people.csv"
    table.write_text("Name,Kind,Role\nReuters,agency,\nWei Sung,person,producer\nReuters News,agency,boss\n", "utf-8")
    would = desk.json("people", "import", table, "--dry-run")
    assert [each["name"] for each in would["added"]] == ["Reuters", "Wei Sung", "Reuters News"]
    assert len(would["troubles"]) == 1
    desk("people", "import", table)
    desk("people", "merge", "Reuters", "Reuters News")
    found = desk.json("people")
    assert [each["name"] for each in found] == ["Ilse Brandt-Holm", "Reuters", "Wei Sung"]
    assert (found[0]["in_print"], found[0]["spellings"], found[0]["role"]) == (
        "Ilse B. Holm",
        ["Ilse Brandt"],
        "reporter",
    )
    assert found[1]["spellings"] == ["Reuters News"]
    desk("people", "add", "Wei-Sung", "--spelling", "Sung Wei")
    desk("people", "change", "Wei Sung", "--spelling", "Wei-Sung")
    desk("people", "merge", "Wei Sung", "Wei-Sung")  # which is a spelling of the one, and the name of the other
    assert desk.json("people")[2]["spellings"] == ["Wei-Sung", "Sung Wei"]
    desk("people", "remove", "Wei Sung")
    assert desk("people", "--staff").stdout.split("\t")[0] == "Ilse Brandt-Holm"


def test_whoever_signs_in_is_who_works(desk: Desk) -> None:
    desk("people", "add", "Ilse Brandt", "--role", "reporter", "--initials", "IB")
    assert desk("sign-in", "Ilse Brandt").stderr == "desk: Ilse Brandt, reporter is signed in.\n"
    with Library.open(desk.library) as library:
        assert library.setting("who") == "Ilse Brandt"

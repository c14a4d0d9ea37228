"""`desk credits --ledger`: who was credited where and for what, over a time."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from desk.library.library import Library
from desk.story.directory import Contact
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story
from tests.cli.conftest import Desk

HEADS = ["date", "name", "kind", "role", "place", "title", "headline", "slug", "state"]


@pytest.fixture(autouse=True)
def filled(desk: Desk) -> None:
    today = datetime.now(UTC)
    wire = Credit("TW", PersonKind.ORGANISATION, place="Cork")
    with Library.open(desk.library) as library:
        library.put_contacts([Contact("Tide Wire", PersonKind.ORGANISATION, spellings=("TW",))]).result()
        for headline, at, *credited in (
            ("The quay", datetime(2026, 5, 1, 12, tzinfo=UTC), Credit("Bo Lind", role=Role.BY), wire),
            ("A bridge", datetime(2026, 6, 30, 12, tzinfo=UTC), Credit("Bo Lind", title="Desk reporter")),
            ("=Now", today, Credit("Ilse Brandt")),
            ("Later", today + timedelta(days=60), Credit("Ilse Brandt")),
        ):
            library.create(Story(headline=headline, credits=tuple(credited), first_published=at)).result()


def rows(desk: Desk, *args: str) -> list[list[str]]:
    return [line.split("\t") for line in desk("credits", "--ledger", *args).stdout.splitlines()]


def test_a_ledger_of_a_time(desk: Desk) -> None:
    may = ["2026-05-01", "Bo Lind", "person", "by", "", "", "The quay", "the-quay", "draft"]
    wire = ["2026-05-01", "Tide Wire", "organisation", "contributor", "Cork", "", "The quay", "the-quay", "draft"]
    june = ["2026-06-30", "Bo Lind", "person", "contributor", "", "Desk reporter", "A bridge", "a-bridge", "draft"]
    assert rows(desk, "--since", "2026-05-01", "--until", "2026-05-01") == [may, wire]
    assert rows(desk, "--since", "2026-05", "--until", "2026-06") == [june, may, wire]
    assert rows(desk, "--since", "2025", "--until", "2026-06-29", "--name", "tide wire") == [wire]
    assert rows(desk, "--since", "2026-05", "--until", "2026-06", "--role", "by") == [may]
    assert [row[1] for row in rows(desk)] == ["Ilse Brandt"]  # this month, up to today
    assert rows(desk, "--since", "2020", "--until", "2020") == []
    assert rows(desk, "--since", "9999-12-31", "--until", "9999-12-31") == []
    for last in ("9999", "9999-12", "9999-12-31"):
        assert rows(desk, "--since", "2026-05-01", "--until", last)[-2:] == [may, wire]


def test_a_part_of_a_name_will_do(desk: Desk) -> None:
    asked = ("credits", "--ledger", "--since", "2026-05", "--until", "2026-06")
    answer = desk(*asked, "--name", "tid")
    assert [line.split("\t")[1] for line in answer.stdout.splitlines()] == ["Tide Wire"]
    assert answer.stderr == "desk: Nobody is called just “tid”. This is of Tide Wire.\n"
    assert "This is of Bo Lind and Tide Wire." in desk(*asked, "--name", "d", "--json").stderr
    assert desk(*asked, "--name", "TW").stderr == ""
    assert (desk(*asked, "--name", "xyz").output, desk(*asked, "--name", "bo lind").stderr) == ("", "")


def test_a_ledger_as_csv_and_as_json(desk: Desk) -> None:
    asked = ("--ledger", "--since", "2026-05-01")
    data = desk("credits", *asked, "--csv").stdout_bytes
    assert data.startswith(b"date,name,")
    assert (data.count(b"\r\n"), data.count(b"\n")) == (5, 5)
    found = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert found[0] == HEADS
    assert found[1][6] == "'=Now"  # no spreadsheet takes it for a formula
    told = desk.json("credits", *asked)
    assert [each["name"] for each in told] == ["Ilse Brandt", "Bo Lind", "Bo Lind", "Tide Wire"]
    assert (told[0]["headline"], told[1]["at"]) == ("=Now", "2026-06-30T12:00:00+00:00")


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("the-quay", "--ledger"),
        ("the-quay", "--since", "monday"),
        ("--csv",),
        ("--ledger", "--since", "noon"),
        ("--ledger", "--csv", "--json"),
        ("--ledger", "--name", " "),
        ("--ledger", "--not", "Bo Lind"),
        ("the-quay", "--name", ""),
        ("the-quay", "--not", "Bo Lind", "--offer", "Bo Lind"),
    ],
)
def test_what_cannot_be_meant(desk: Desk, args: tuple[str, ...]) -> None:
    desk("credits", *args, code=2)


def test_a_time_that_ends_before_it_begins(desk: Desk) -> None:
    told = desk("credits", "--ledger", "--since", "2026-06", "--until", "2026-05-30", code=2).stderr
    assert "The time ends before it begins: --since is 2026-06-01, --until is 2026-05-30." in told
    future = (datetime.now(UTC) + timedelta(days=70)).strftime("%Y-%m-%d")
    told = desk("credits", "--ledger", "--since", future, code=2).stderr
    assert f"The time ends before it begins: --since is {future}, without --until it ends today, " in told
    past = desk("credits", "--ledger", "--until", "2020-05", code=2).stderr
    assert "without --since it begins with this month, " in past
    assert "--until is 2020-05-31." in past
    assert rows(desk, "--since", "2026-05-01", "--until", "2026-05-01")


def test_how_somebody_is_credited_is_listed_and_changed(desk: Desk) -> None:
    desk("people", "add", "Wei Sung", "--place", "Riga", "--credited-as", "reporting")
    desk("people", "change", "Wei Sung", "--title", "Desk reporter", "--credited-as", "none")
    (wei,) = (each for each in desk.json("people", "list") if each["name"] == "Wei Sung")
    assert (wei["place"], wei["title"], wei["credited_as"]) == ("Riga", "Desk reporter", None)
    assert desk("people", "list").stdout.splitlines()[1].split("\t")[-1] == "Desk reporter, Riga"

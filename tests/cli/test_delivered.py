"""delivered: what went out, and what readers could see at a time."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desk.cli.options import local
from desk.library.library import Library
from desk.story.story import Story
from tests.cli.conftest import Desk
from tests.formats.bodies import body

SLUG = "the-quay"
WHY = ("--override", "It is late")


@pytest.fixture
def quay(desk: Desk, tmp_path: Path) -> Desk:
    """An article that went out by every way: into a folder, to standard output, as text; and changed since."""
    with Library.open(desk.library, who="Ilse Brandt") as library:
        row = library.create(Story(headline="The quay", body=body("Two people fell."))).result()
    desk("export", SLUG, "-o", tmp_path / "out", *WHY)
    with Library.open(desk.library, who="Ilse Brandt") as library:
        library.checkpoint(row.id, replace(library.article(row.id).story, body=body("Three people fell."))).result()
    desk("export", SLUG, "-o", "-", *WHY)
    desk("export", SLUG, "-o", tmp_path / "out", "-f", "text", *WHY)
    return desk


def test_what_went_out_is_listed_and_given_back_byte_for_byte(quay: Desk, tmp_path: Path) -> None:
    lines = [line.split("\t") for line in quay("delivered", SLUG).stdout.splitlines()]
    assert [(kind, who, where) for _, kind, who, _, where in lines] == [
        ("text", "Mara Quist", str(tmp_path / "out" / f"{SLUG}.txt")),
        ("html", "Mara Quist", "-"),
        ("html", "Mara Quist", str(tmp_path / "out" / f"{SLUG}.html")),
    ]
    text, now, then = quay.json("delivered", SLUG)
    first = (tmp_path / "out" / f"{SLUG}.html").read_bytes()
    assert int(lines[2][3]) == then["bytes"] == len(first)
    assert quay("delivered", SLUG, "--at", then["at"]).stdout_bytes == first
    second = quay("delivered", SLUG, "-o", "-").stdout_bytes
    assert b"Three people fell." in second
    assert b"Two people" not in second
    assert quay("delivered", SLUG, "-f", "text", "--at", text["at"]).stdout_bytes == (
        (tmp_path / "out" / f"{SLUG}.txt").read_bytes()
    )
    again = tmp_path / "again.html"
    assert quay("delivered", SLUG, "--at", now["at"], "-o", again).stdout.strip() == str(again)
    assert again.read_bytes() == second
    told = json.loads(quay("delivered", SLUG, "-o", again, "--json").stdout)
    assert (told["bytes"], told["file"], told["sha256"]) == (len(second), str(again), now["sha256"])
    assert quay.json("delivered", SLUG, "--at", then["at"])["bytes"] == len(first)


def test_a_time_is_as_exact_as_it_is_said(quay: Desk) -> None:
    *_, then = quay.json("delivered", SLUG)
    at = datetime.fromisoformat(then["at"]).astimezone()
    for form in ("%Y-%m-%d", "%Y%m%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"):
        assert b"people fell" in quay("delivered", SLUG, "--at", at.strftime(form)).stdout_bytes
    before = (at - timedelta(days=1)).strftime("%Y-%m-%d")
    refused = quay("delivered", SLUG, "--at", before, code=3).stderr
    assert refused.strip() == (
        f"desk: Nothing of {SLUG} had gone out as html by {before} 23:59. It first went out at {local(at)}."
    )
    assert "is no time. Say it like this" in quay("delivered", SLUG, "--at", "noon", code=2).stderr
    for said in ("tomorrow", at.strftime("%Y-%m"), at.strftime("%Y")):
        assert b"Three people fell" in quay("delivered", SLUG, "--at", said).stdout_bytes
    assert "had gone out as html by" in quay("delivered", SLUG, "--at", "3d", code=3).stderr
    assert "is too far away" in quay("delivered", SLUG, "--at", "9999-12-31", code=2).stderr


def test_what_an_older_desk_sent_is_told_but_cannot_be_given(quay: Desk) -> None:
    with Library.open(quay.library) as library:
        article = library.article(SLUG).row.id
        library.deliver(article, "html", "/news/old.html", "ab" * 32, library.revisions(article)[-1].id).result()
    assert quay("delivered", SLUG).stdout.splitlines()[0].split("\t")[3:] == ["?", "/news/old.html"]
    assert quay.json("delivered", SLUG)[0]["bytes"] is None
    said = quay("delivered", SLUG, "-o", "-", code=3).stderr
    assert "was not kept: Desk noted only that it did. Its text is number 1: desk diff the-quay 1 tells" in said


def test_what_is_damaged_is_told_among_the_others(quay: Desk) -> None:
    with closing(sqlite3.connect(quay.library)) as connection, connection:
        connection.execute("UPDATE pages SET data = x'00' WHERE hash = (SELECT max(hash) FROM pages)")
        (lost,) = connection.execute("SELECT max(hash) FROM pages").fetchone()
    sizes = {each["sha256"]: each["bytes"] for each in quay.json("delivered", SLUG)}
    assert (len(sizes), [hash_ for hash_, size in sizes.items() if size is None]) == (3, [lost])
    assert [line.split("\t")[3] for line in quay("delivered", SLUG).stdout.splitlines()].count("?") == 1


def test_nothing_has_gone_out(desk: Desk) -> None:
    desk("new", "The quay")
    assert desk.json("delivered", SLUG) == []
    assert desk("delivered", SLUG, "-o", "-", code=3).stderr == "desk: Nothing of the-quay has gone out yet.\n"


def test_it_had_gone_out_as_something_else(quay: Desk) -> None:
    told = quay("delivered", SLUG, "-f", "markdown", "-o", "-", code=3).stderr
    assert told == (
        f"desk: Nothing of {SLUG} had gone out as markdown. It had as text and html: say which with --format.\n"
    )


def test_what_cannot_be_meant(quay: Desk) -> None:
    assert "--output is empty." in quay("delivered", SLUG, "-o", "", code=2).stderr
    assert "Choose either" in quay("delivered", SLUG, "-o", "-", "--json", code=2).stderr

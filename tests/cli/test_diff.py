"""`desk diff`: what differs between two texts of an article, for people and for programs."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import pytest
from click.testing import Result

from desk.library.library import Library
from desk.library.values import Why
from desk.story.body import Body, Mark, Paragraph, Span, spans
from desk.story.people import Credit, Role
from desk.story.story import Story

FIRST = Story(
    headline="Ferry ends",
    slug="ferry",
    credits=(Credit("Ann Lee", role=Role.BY),),
    body=Body(
        tuple(
            Paragraph(spans(text))
            for text in (
                "The last ferry left at noon. Nobody was on board but the crew.",
                "The harbour board met on Tuesday and said nothing.",
                "Bread was cheap that year.",
                "The mayor will speak tomorrow.",
            )
        )
    ),
)
SECOND = replace(
    FIRST,
    headline="Ferry ends, slowly",
    credits=(Credit("Ann Lee", role=Role.BY, place="Lisbon"),),
    body=Body(
        (
            Paragraph(spans("The mayor will speak on Friday.")),
            Paragraph(spans("The last ferry left at noon.")),
            Paragraph(spans("Nobody was on board but the crew.")),
            Paragraph(spans("The harbour board met on Tuesday and said nothing.")),
            Paragraph(spans("Bread was ", Span("cheap", frozenset({Mark.STRONG})), " that year.")),
        )
    ),
)


class Runs(Protocol):
    library: Path

    def __call__(self, *args: str, code: int = 0) -> Result: ...

    def json(self, *args: str, code: int = 0) -> dict[str, Any]: ...


@pytest.fixture
def ferry(desk: Runs) -> Runs:
    """An article with two revisions and a draft that differs from the second."""
    with Library.open(desk.library, create=True) as shelf:
        row = shelf.create(FIRST).result()
        shelf.update_story(row.id, lambda _: SECOND, Why.CHECKPOINT).result()
        shelf.update_story(row.id, lambda story: replace(story, deck="After a century"), Why.CHECKPOINT).result()
    return desk


def lines(result: Result) -> list[list[str]]:
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_two_revisions_by_number(ferry: Runs) -> None:
    assert lines(ferry("diff", "ferry", "1", "2")) == [
        ["headline", "changed", "Ferry ends{+, slowly+}", ""],
        ["credits", "changed", "By Ann Lee {+Lisbon+}", ""],
        ["body 1", "moved", "The mayor will speak [-tomorrow-]{+on Friday+}.", "moved up"],
        ["body 2", "split", "The last ferry left at noon.", "split"],
        ["body 3", "split", "Nobody was on board but the crew.", "a paragraph of its own now"],
        ["body 5", "changed", "Bread was {~cheap~} that year.", "bold on “cheap”"],
        ["body 4", "left", "The mayor will speak tomorrow.", "moved up from here"],
    ]


def test_without_a_name_the_newest_revision_is_compared_with_the_draft(ferry: Runs) -> None:
    assert ferry("diff", "ferry").stdout == ""
    assert lines(ferry("diff", "ferry", "2")) == [["deck", "added", "{+After a century+}", ""]]
    assert lines(ferry("diff", "ferry", "draft", "2")) == [["deck", "removed", "[-After a century-]", ""]]


def test_revisions_by_the_beginning_of_their_ids(ferry: Runs) -> None:
    with Library.open(ferry.library) as shelf:
        newest, second, _ = shelf.revisions(shelf.article("ferry").row.id)
    assert lines(ferry("diff", "ferry", second.id, newest.id)) == lines(ferry("diff", "ferry", "2", "3"))
    told = ferry.json("diff", "ferry", second.id)
    assert told["a"] == {"number": 2, "revision": second.id}
    assert told["b"] == {"number": None, "revision": ""}


def test_a_revision_that_there_is_not(ferry: Runs) -> None:
    assert "There is no revision “9”" in ferry("diff", "ferry", "9", code=3).stderr


def test_as_json_the_changes_are_told_run_by_run(ferry: Runs) -> None:
    told = ferry.json("diff", "ferry", "1", "2")
    assert told["article"] == "ferry"
    headline, _, body = told["fields"]
    assert (headline["field"], headline["words_added"], headline["words_removed"]) == ("headline", 1, 0)
    assert headline["changes"][0]["texts"]["text"] == [
        {"became": "same", "text": "Ferry ends"},
        {"became": "added", "text": ", slowly"},
    ]
    bold = next(each for each in body["changes"] if each["kind"] == "changed")
    assert (bold["before"], bold["after"]) == (3, 5)
    assert bold["texts"]["text"][1] == {
        "became": "reformatted",
        "text": "cheap",
        "marks": ["strong"],
        "link": "",
        "old_marks": [],
        "old_link": "",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is Unix's")
@pytest.mark.parametrize("no_color", ["", "1"])
def test_on_a_terminal_words_are_coloured_unless_nobody_wants_it(ferry: Runs, no_color: str) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "desk", "diff", "ferry", "1", "2", "--library", str(ferry.library)]
    environment = os.environ | {"COLUMNS": "60", "TERM": "xterm-256color", "NO_COLOR": no_color}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        sent = b""
        try:
            while chunk := os.read(ours, 65536):
                sent += chunk
        except OSError:  # Linux says so when the other side was closed
            pass
        assert process.wait(timeout=60) == 0, sent
    os.close(ours)
    shown = sent.decode("utf-8")
    assert "Headline" in shown
    assert "(moved up)" in shown
    assert ("\x1b[" in shown) == (not no_color)
    assert ("[-tomorrow-]{+on Friday+}" in shown) == bool(no_color)
    if no_color:
        assert max(map(len, shown.splitlines())) <= 60
        assert "   4  The harbour board met" in shown  # what stands beside a change, for the reader to find it

"""`desk` on a terminal: tables to read, and a bar for what takes long."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desk.library.library import Library
from desk.story.story import Story

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is Unix's")
_STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_a_terminal(*args: str, columns: int = 100) -> str:
    """What a terminal of this width is sent, without colours."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": str(columns), "TERM": "xterm"}
    with subprocess.Popen(
        [sys.executable, "-m", "desk", *args], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        sent = b""
        try:
            while chunk := os.read(ours, 65536):
                sent += chunk
        except OSError:  # Linux says so when the other side was closed
            pass
        assert process.wait(timeout=60) == 0, sent
    os.close(ours)
    return _STYLE.sub("", sent.decode("utf-8"))


def test_the_list_is_a_table_that_fits(sample_library: Path) -> None:
    lines = on_a_terminal("list", "--library", str(sample_library)).splitlines()
    assert [word in lines[1] for word in ("slug", "state", "words", "headline")] == [True] * 4
    assert any("harbour-pilots" in line and "in-review" in line for line in lines)
    assert "\t" not in "".join(lines)
    assert max(map(len, lines)) <= 100


def test_a_narrow_terminal_folds_the_headline_and_keeps_the_rest(sample_library: Path) -> None:
    text = on_a_terminal("list", "--library", str(sample_library), columns=90)
    assert "harbour-pilots" in text
    assert "Ilse Brandt, Tomás Arroyo" in text


def test_an_empty_answer_is_a_sentence(sample_library: Path) -> None:
    assert (
        on_a_terminal("list", "zeppelin", "--library", str(sample_library)).strip() == "desk: There is no such article."
    )
    assert on_a_terminal("check", "--all", "--library", str(sample_library)).strip() == "desk: Nothing was found."


@pytest.mark.parametrize(
    ("name", "said"), [("xyz", "Nobody with “xyz” in their name was"), ("ilse brandt", "“ilse brandt” was not")]
)
def test_an_empty_ledger_says_whose_it_is(sample_library: Path, name: str, said: str) -> None:
    asked = ("credits", "--ledger", "--since", "2020", "--until", "2020", "--name", name)
    assert on_a_terminal(*asked, "--library", str(sample_library)).strip() == f"desk: {said} credited in that time."


WHY = ("--override", "They are to be seen.")


def test_a_long_export_shows_how_far_it_is(tmp_path: Path) -> None:
    library = tmp_path / "library.desk"
    with Library.open(library) as shelf:
        shelf.create_many([Story(headline=f"Story {number}") for number in range(30)]).result()
    text = on_a_terminal("export", "--all", "--library", str(library), "-f", "text", "-o", str(tmp_path), *WHY)
    assert "Exporting" in text
    assert "/30" in text
    assert len(list(tmp_path.glob("*.txt"))) == 30

"""`desk check-library` and `desk salvage`."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from desk.library.library import Library
from tests.cli.conftest import Desk


@pytest.fixture
def damaged(samples: Desk) -> Desk:
    """`desk` over a library whose first page is noise from its header on."""
    with samples.library.open("r+b") as file:
        file.seek(100)
        file.write(random.Random(1).randbytes(2_000))
    return samples


def test_a_whole_library_is_said_to_be_whole_and_left_alone(samples: Desk) -> None:
    assert "is whole" in samples("check-library").stdout
    assert samples.json("check-library") == {
        "library": str(samples.library),
        "whole": True,
        "wrong": [],
        "damage": None,
        "details": [],
    }
    before = samples.library.read_bytes()
    assert "nothing was done" in samples("salvage").stderr
    assert samples.library.read_bytes() == before


def test_a_damaged_one_is_said_to_be_damaged(damaged: Desk) -> None:
    before = damaged.library.read_bytes()
    told = damaged("check-library", code=1)
    assert "desk salvage" in told.stderr
    assert told.stdout.startswith(f"“{damaged.library}” is damaged.\n4 articles can be read as they stand.\n")
    assert "malformed" not in told.stdout
    assert "tree" not in told.stdout.lower()
    detailed = damaged("check-library", "--details", code=1).stdout
    assert detailed.startswith(told.stdout)
    answer = damaged.json("check-library", code=1)
    assert (answer["whole"], answer["damage"]["whole"], answer["damage"]["lost"]) == (False, 4, [])
    assert all(line in detailed for line in answer["details"])
    assert damaged.library.read_bytes() == before


def test_an_article_whose_text_is_gone_is_named(samples: Desk) -> None:
    with closing(sqlite3.connect(samples.library)) as connection:
        connection.execute(
            "DELETE FROM stories WHERE hash IN (SELECT story FROM revisions r JOIN articles a ON a.head = r.id "
            "WHERE a.slug = 'bridge-toll')"
        )
        connection.commit()
    title = next(row["title"] for row in samples.json("list") if row["slug"] == "bridge-toll")
    told = samples("check-library", code=1).stdout
    assert "Of 4 articles 3 are whole.\n" in told
    # What was deleted still stands in the file, but nothing proves it.
    assert f"In 1 article letters may be wrong, or a part is missing: “{title}”.\n" in told


def test_of_a_wrong_letter_it_is_said_in_which_article(samples: Desk) -> None:
    before = samples.library.read_bytes()
    with Library.open(samples.library, create=False) as library:
        words = library.article("bridge-toll").story.body.text[:40].encode()
    assert before.count(words) >= 1
    samples.library.write_bytes(before.replace(words, b"#" * len(words)))
    told = samples("check-library", code=1).stdout
    assert "In 1 article letters may be wrong, or a part is missing: “" in told


@pytest.mark.parametrize("command", ["check-library", "salvage"])
def test_ctrl_c_ends_it_and_leaves_all_as_it_was(damaged: Desk, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = damaged.library.read_bytes()
    monkeypatch.setattr("desk.cli.backups.stoppable", lambda: nullcontext(lambda: True))
    damaged(command, code=130)
    assert damaged.library.read_bytes() == before
    names = [path.name for path in damaged.library.parent.iterdir()]
    assert not [name for name in names if "salvage" in name or "damaged" in name or "report" in name]


def test_what_can_be_read_of_it_is_saved(damaged: Desk, samples: Desk) -> None:
    before = damaged.library.read_bytes()
    report = damaged("salvage")
    assert "from the damaged library" in report.stdout
    (kept,) = damaged.library.parent.glob("library * damaged.desk")
    assert kept.read_bytes() == before
    (text,) = damaged.library.parent.glob("library * report.txt")
    assert text.read_text() == report.stdout.removesuffix("\n")
    assert "is whole" in damaged("check-library").stdout
    assert len(damaged.json("list")) == 4


def test_the_report_in_json(damaged: Desk) -> None:
    told = damaged.json("salvage")
    assert {one["source"] for one in told["articles"]} == {"the damaged library"}
    assert Path(told["kept"]).is_file()


def test_what_is_no_library_is_left_alone(samples: Desk, tmp_path: Path) -> None:
    letter = tmp_path / "letter.desk"
    letter.write_text("Dear editor,")
    for command in ("check-library", "salvage"):
        assert "not a Desk library" in samples(command, "--library", letter, code=3).stderr
        assert "There is no library" in samples(command, "--library", tmp_path / "none.desk", code=3).stderr
    assert letter.read_text() == "Dear editor,"

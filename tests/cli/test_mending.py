"""`desk check-library` and `desk salvage`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

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
    assert samples.json("check-library") == {"library": str(samples.library), "whole": True, "wrong": []}
    before = samples.library.read_bytes()
    assert "nothing was done" in samples("salvage").stderr
    assert samples.library.read_bytes() == before


def test_a_damaged_one_is_said_to_be_damaged(damaged: Desk) -> None:
    before = damaged.library.read_bytes()
    told = damaged("check-library", code=1)
    assert "desk salvage" in told.stderr
    assert told.stdout.strip()
    assert damaged.json("check-library", code=1)["whole"] is False
    assert damaged.library.read_bytes() == before


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

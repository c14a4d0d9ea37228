"""desk export --all DIR and desk import DIR."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from desk.library.library import Library
from desk.story.story import Story
from tests.cli.conftest import Desk
from tests.newsroom.wholes import rows_of, shown_in

DESK = [sys.executable, "-m", "desk"]
OUT = ("export", "--all", "--format", "markdown")


def test_everything_goes_out_and_comes_back_equal(samples: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = samples(*OUT, out)
    assert made.stdout.strip() == str(out)
    assert "4 articles, 4 versions and 2 pictures are out." in made.stderr
    again = replace(samples, library=tmp_path / "again.desk")
    assert "4 articles are in" in again("import", out).stderr
    with Library.open(samples.library) as one, Library.open(again.library) as other:
        assert rows_of(one) == rows_of(other)
        assert shown_in(one) == shown_in(other)
    assert "nothing was changed" in again("import", out).stderr


def test_what_was_changed_and_what_is_missing_is_told(samples: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert samples.json(*OUT, out) | {"folder": ""} == {
        "folder": "",
        "articles": 4,
        "versions": 4,
        "pictures": 2,
        "lost": 0,
        "kept": None,
    }
    file = out / "articles" / "bridge-toll.md"
    file.write_text(file.read_text("utf-8").replace("headline: Council", "headline: The council"), "utf-8")
    next((out / "media").iterdir()).unlink()
    again = replace(samples, library=tmp_path / "again.desk")
    said = again("import", out, code=3).stderr
    assert "articles/bridge-toll.md was changed: it is a new version." in said
    assert "A picture is not there: media/" in said
    assert again.json("show", "bridge-toll")["story"]["headline"].startswith("The council")
    (answer,) = again.json("import", out, code=3)
    assert (answer["articles"], answer["edited"], answer["added"]) == (4, [], 0)


def test_what_went_on_in_both_libraries_is_told(samples: Desk, tmp_path: Path) -> None:
    samples("export", "--all", "--format", "markdown", tmp_path / "out")
    again = replace(samples, library=tmp_path / "again.desk")
    again("import", tmp_path / "out")
    samples("tag", "bridge-toll", "--add", "river")
    again("tag", "bridge-toll", "--add", "money")
    samples("export", "--all", "--format", "markdown", tmp_path / "out2")
    said = again("import", tmp_path / "out2").stderr
    assert "“bridge-toll” went on in both libraries: one text stands, the other is in its history." in said


def test_a_folder_of_something_else_is_told_and_no_library_is_made(samples: Desk, tmp_path: Path) -> None:
    again = replace(samples, library=tmp_path / "again.desk")
    assert "is a folder" in again("import", tmp_path, code=3).stderr
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "desk-export.json").write_text(json.dumps({"format": "desk-export", "version": 99}))
    assert "newer Desk" in again("import", tmp_path / "out", code=3).stderr
    assert not again.library.exists()
    assert "is not empty" in samples(*OUT, tmp_path, code=3).stderr
    assert "goes out by: desk export" in samples("export", "--all", tmp_path / "x", code=2).output
    assert not (tmp_path / "x").exists()


def test_what_was_emptied_out_of_the_bin_comes_back_if_it_is_wanted(samples: Desk, tmp_path: Path) -> None:
    samples(*OUT, tmp_path / "out")
    with Library.open(samples.library) as shelf:
        shelf.bin([shelf.article("bridge-toll").row.id]).result()
        shelf.empty_bin().result()
    assert "“bridge-toll” was emptied out of the bin here" in samples("import", tmp_path / "out").stderr
    samples("import", "--bring-back", tmp_path / "out")
    assert samples.json("show", "bridge-toll")["article"]["slug"] == "bridge-toll"


def test_ctrl_c_leaves_nothing_of_a_half_written_export(sample_library: Path, tmp_path: Path) -> None:
    path = tmp_path / "library.desk"
    path.write_bytes(sample_library.read_bytes())
    with Library.open(path) as shelf:
        body = shelf.article("bridge-toll").story.body
        shelf.create_many([Story(headline=f"Story {number}", body=body) for number in range(600)]).result()
    folder = tmp_path / "into"
    with subprocess.Popen(
        [*DESK, *OUT, str(folder / "out"), "--library", str(path)], stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 60
        while not list(folder.glob(".*/articles/*.md")) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 130, said
    assert list(folder.iterdir()) == []


def test_one_of_each_is_said_so(desk: Desk, tmp_path: Path) -> None:
    desk("new", "Pilots strike")
    assert "1 article, 1 version and 0 pictures are out." in desk(*OUT, tmp_path / "out").stderr
    assert "1 article, 1 version, 0 pictures." in (tmp_path / "out" / "README.txt").read_text("utf-8")
    again = replace(desk, library=tmp_path / "again.desk")
    assert "1 article is in “" in again("import", tmp_path / "out").stderr
    again("backup")
    assert ": 1 article." in again("restore-library", "newest").stderr

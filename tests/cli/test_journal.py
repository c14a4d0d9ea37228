"""`desk journal`: what waits for its library, and putting it back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desk.library.journal import Journal, entry_of
from desk.library.library import Library
from desk.story.body import Body, Paragraph, spans
from tests.cli.conftest import Desk


def keep(library: Path, slug: str, text: str) -> Path:
    """What a window leaves in the journal when it could not write the library."""
    with Library.open(library) as shelf:
        found = shelf.article(slug)
    story = replace(found.story, body=Body((Paragraph(spans(text)),)))
    return Journal(library).keep(entry_of(library, found.row.id, story, found.row.version, 3))


def test_what_waits_is_listed_and_put_back(samples: Desk) -> None:
    assert samples("journal", "list").stdout == ""
    file = keep(samples.library, "bridge-toll", "Typed while the disk was full.")
    (line,) = samples("journal", "list").stdout.splitlines()
    assert line.split("\t")[0] == "bridge-toll"
    assert line.split("\t")[2:] == ["6", str(samples.library.resolve()), str(file)]
    assert samples.json("journal", "list")[0]["slug"] == "bridge-toll"
    told = samples("journal", "restore").stderr
    assert "bridge-toll stands in the library now" in told
    assert "Typed while the disk was full." in samples("show", "bridge-toll").stdout
    assert not file.exists()
    assert "Nothing waits" in samples("journal", "restore").stderr


def test_one_of_two_is_put_back(samples: Desk) -> None:
    keep(samples.library, "bridge-toll", "One.")
    keep(samples.library, "start-here", "Two.")
    assert [one["how"] for one in samples.json("journal", "restore", "start-here")] == ["draft"]
    assert [one["slug"] for one in samples.json("journal", "list")] == ["bridge-toll"]
    assert "Nothing of “start-here” waits" in samples("journal", "restore", "start-here", code=3).stderr


def test_the_file_can_be_imported_by_hand(samples: Desk) -> None:
    file = keep(samples.library, "bridge-toll", "Read by anybody.")
    samples("import", file)
    assert "Read by anybody." in samples("show", "bridge-toll-2").stdout


def test_salvage_takes_what_waits(samples: Desk) -> None:
    keep(samples.library, "bridge-toll", "Typed last.")
    told = samples("salvage", "--anyway").stdout
    assert "journal" in told
    assert "Typed last." in samples("show", "bridge-toll").stdout

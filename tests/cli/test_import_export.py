"""import, export, check and formats: the way of an article through the command line."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk import paths
from desk.cli.bring_in import READABLE
from desk.cli.put_out import WRITABLE
from desk.formats.registry import formats
from desk.library.library import Library
from desk.story.people import Credit, Role
from desk.story.story import Story
from tests.cli.conftest import Desk

WIRE = paths.resources() / "samples" / "wire-copy.txt"
AUTHOR = (Credit("Ilse Brandt", role=Role.BY),)
WHY = ("--override", "The agency has none.")
HOW = "To go on all the same say why: --override REASON."
SHARED = Path(__file__).parents[3] / "shared" / "samples" / "el-chapo.txt"


def test_the_main_job_from_wire_copy_to_finished_copy(desk: Desk, tmp_path: Path) -> None:
    slug = desk("import", WIRE).stdout.strip()
    assert desk("credit", slug, "--contributed", "Mara Quist").stdout.splitlines() == [
        "By Ilse Brandt",
        "Northern Wire, Jonas Field and Mara Quist contributed.",
    ]
    refused = desk("export", slug, "--output", tmp_path / "out", code=3).stderr
    assert refused.strip() == f"desk: {slug}: There is no headline. {HOW}"
    assert not (tmp_path / "out").exists()
    page, text = (
        Path(desk("export", slug, *WHY, "--format", name, "--output", tmp_path / "out").stdout.strip())
        for name in ("html", "text")
    )
    assert (page.name, text.name) == (f"{slug}.html", f"{slug}.txt")
    assert "Northern Wire, Jonas Field and Mara Quist contributed." in page.read_text("utf-8")
    lines = text.read_text("utf-8").splitlines()
    assert lines[0] == "The Morning Tide Newsletter"
    assert lines[-1] == "Northern Wire, Jonas Field and Mara Quist contributed."


@pytest.mark.parametrize(
    "copy", [WIRE, pytest.param(SHARED, marks=pytest.mark.skipif(not SHARED.exists(), reason="not here"))]
)
def test_text_out_is_text_in_but_for_white_space(desk: Desk, copy: Path) -> None:
    slug = desk("import", copy).stdout.strip()
    out = desk("export", slug, "-f", "text", "-o", "-", *WHY).stdout
    assert out.split() == copy.read_text("utf-8").split()


def test_what_was_recognised_is_told_on_standard_error(desk: Desk) -> None:
    error = desk("import", WIRE).stderr
    assert "wire-copy.txt: recognised byline" in error or "recognised credits: By Ilse Brandt" in error
    assert "Northern Wire and Jonas Field contributed." in error
    assert "The Morning Tide Newsletter" in error


def test_import_in_json_has_it_as_fields(desk: Desk) -> None:
    (answer,) = desk.json("import", WIRE)
    assert answer["article"]["byline"] == "Ilse Brandt"
    assert "By Ilse Brandt" in {part["text"] for part in answer["recognised"]}


def test_a_file_that_cannot_be_read_is_passed_over(desk: Desk, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    result = desk("import", missing, WIRE, code=3)
    assert str(missing) in result.stderr or "missing.txt" in result.stderr
    assert len(desk.json("list")) == 1


def test_import_needs_something_to_bring_in(desk: Desk) -> None:
    desk("import", code=2)
    assert not desk.library.exists()


def test_the_samples_come_with_desk(desk: Desk) -> None:
    assert desk("import", "--samples").stdout.split()[-1] == "start-here"
    assert len(desk.json("list")) == 4


def test_a_format_can_be_named_where_the_file_does_not_tell(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "copy"
    file.write_text("# Tide takes the landing stage\n\nIt *went* at dawn.\n")
    desk("import", file, "--format", "markdown")
    assert desk.json("list")[0]["title"] == "Tide takes the landing stage"


def test_export_to_standard_output_is_the_bytes_of_the_file(samples: Desk, tmp_path: Path) -> None:
    out = samples("export", "harbour-pilots", "-o", "-").stdout_bytes
    samples("export", "harbour-pilots", "-o", tmp_path)
    assert out == (tmp_path / "harbour-pilots.html").read_bytes()
    assert out.startswith(b"<!")


def test_export_to_standard_output_takes_one_article(samples: Desk) -> None:
    samples("export", "--all", "-o", "-", code=2)
    samples("export", "bridge-toll", "start-here", "-o", "-", code=2)


@pytest.mark.parametrize("name", WRITABLE)
def test_all_samples_go_out_in_every_format(samples: Desk, tmp_path: Path, name: str) -> None:
    made = samples.json("export", "--all", "--format", name, "--output", tmp_path)
    assert {each["article"] for each in made} == {"start-here", "harbour-pilots", "bridge-toll", "river-schools"}
    for each in made:
        data = Path(each["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == each["sha256"]
        assert len(data) > 1500
    assert len(list(tmp_path.glob("[!.]*"))) >= 4


def test_what_went_out_is_noted_in_the_history(samples: Desk, tmp_path: Path) -> None:
    samples("export", "bridge-toll", "--output", tmp_path)
    samples("export", "bridge-toll", "--output", "-")
    deliveries = samples.json("history", "bridge-toll")["deliveries"]
    assert [each["target"] for each in deliveries] == ["-", str(tmp_path / "bridge-toll.html")]
    assert deliveries[0]["sha256"] == deliveries[1]["sha256"]
    assert "delivered" in samples("history", "bridge-toll").stdout


def test_an_article_that_is_not_there_keeps_all_from_going_out(samples: Desk, tmp_path: Path) -> None:
    samples("export", "bridge-toll", "no-such-story", "--output", tmp_path, code=3)
    assert list(tmp_path.glob("*.html")) == []
    assert samples.json("history", "bridge-toll")["deliveries"] == []


def test_losses_are_told_on_standard_error_and_in_json(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "copy.md"
    file.write_text("# Tide\n\n| a | b |\n| --- | --- |\n| *one* | two |\n\n![Alt](https://example.org/a.png)\n")
    slug = desk("import", file).stdout.strip()
    told = desk("export", slug, *WHY, "-f", "text", "-o", tmp_path).stderr
    losses = desk.json("export", slug, *WHY, "-f", "text", "-o", tmp_path)[0]["losses"]
    assert losses
    assert all(loss["what"] in told for loss in losses)


def test_the_house_can_be_chosen(samples: Desk) -> None:
    page = samples("export", "bridge-toll", "--house", "report", "-o", "-").stdout
    assert "contributed to this report." in page
    with Library.open(samples.library) as library:
        library.set_setting("house", "report").result()
    assert "contributed to this report." in samples("export", "bridge-toll", "-o", "-").stdout


def test_check_finds_nothing_in_finished_copy(samples: Desk) -> None:
    result = samples("check", "--all")
    assert (result.stdout, result.stderr) == ("", "")


def test_check_ends_with_1_where_there_is_something(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text("# Rain\n\nThe mayor, TK, said no.\n")
    slug = desk("import", file).stdout.strip()
    lines = [line.split("\t") for line in desk("check", slug, code=1).stdout.splitlines()]
    assert {line[0] for line in lines} == {slug}
    assert any("TK" in line[3] and line[2] == "body 1" for line in lines)
    findings = desk.json("check", slug, code=1)
    assert len(findings) == len(lines)


def test_check_looks_at_what_the_next_step_asks_for(desk: Desk) -> None:
    with Library.open(desk.library, who="Ilse Brandt") as library:
        story = Story(headline="Rain", credits=AUTHOR, embargo=datetime.now(UTC) + timedelta(hours=1))
        row = library.create(story).result()
        library.put_texts(row.id, replace(story, deck="All day"), story).result()
    assert [each["rule"] for each in desk.json("check", row.slug, code=1)] == ["unresolved-changes", "embargoed"]
    assert [each["rule"] for each in desk.json("check", row.slug, "--agreed", code=1)] == ["embargoed"]
    (told,) = desk.json("check", row.slug, "--agreed", "--for", "ready")
    assert (told["rule"], told["severity"]) == ("embargoed", "note")


def test_formats_are_those_of_the_registry(desk: Desk) -> None:
    answer = desk.json("formats")
    assert [each["name"] for each in answer if each["reads"]] == [each.name for each in formats() if each.read]
    assert {each["name"] for each in answer if each["writes"]} == set(WRITABLE)
    assert {each["name"] for each in answer if each["reads"]} == set(READABLE)
    lines = desk("formats").stdout.splitlines()
    assert any(re.match(r"html\treads and writes\t.*\.html", line) for line in lines)


def test_formats_need_no_library(desk: Desk) -> None:
    desk("formats")
    assert not desk.library.exists()


def test_json_is_utf_8_and_readable(samples: Desk) -> None:
    out = samples("show", "bridge-toll", "--json").stdout
    assert "Tomás Arroyo" in out
    assert json.loads(out)["contribution"].startswith("Northern Wire")


def test_what_is_still_to_come_is_told_when_copy_is_handed_over(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "rain.md"
    file.write_text("# Rain\n\nThe mayor, [TK: name], said no. It cost TK TK.\n")
    slug = desk("import", file).stdout.strip()
    told = [
        f"desk: {slug}: “[TK: name]” is still to come: “The mayor, [TK: name], said no. It cost TK”",
        f"desk: {slug}: “TK TK” is still to come: “said no. It cost TK TK.”",
    ]
    assert desk("state", slug, "submitted").stderr.splitlines() == told
    assert "still stands for something to come" in desk("state", slug, "ready", code=3).stderr
    assert desk("state", slug, "ready", *WHY).stderr.splitlines() == told


def test_what_somebody_goes_past_is_told_and_recorded(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Library.open(desk.library, who="Ilse Brandt") as library:
        rows = [library.create(Story(headline=name, credits=AUTHOR)).result() for name in ("Rain", "Tide TK", "")]
        sun = Story(headline="Sun", credits=AUTHOR, embargo=datetime.now(UTC) + timedelta(hours=1))
        held = library.create(sun).result()
    slugs = [row.slug for row in (*rows, held)]
    refused = desk("export", *slugs, "-o", out, code=3)
    assert [Path(line).stem for line in refused.stdout.splitlines()] == [slugs[0]]
    told = refused.stderr.splitlines()
    assert [line.split(": ")[1] for line in told] == slugs[1:]
    assert told[-1].endswith("Nobody can go past that. 1 article went out.")
    made = desk.json("export", *slugs[1:3], "-o", out, *WHY)
    assert [each["findings"] for each in made][1] == ["There is no headline."]
    assert "Nobody can go past that." in desk("export", held.slug, "-o", "-", *WHY, code=3).stderr
    assert not list(out.glob(f"{held.slug}*"))
    with Library.open(desk.library) as library:
        past = library.moves(rows[2].id)[0]
        assert (past.what, past.value, past.note, past.findings) == (
            "override",
            "export",
            WHY[1],
            ("There is no headline.",),
        )
        assert library.deliveries(held.id) == ()


def test_it_is_said_which_of_two_texts_goes_out(desk: Desk, tmp_path: Path) -> None:
    with Library.open(desk.library, who="Ilse Brandt") as library:
        story = Story(headline="Rain", credits=AUTHOR)
        row = library.create(story).result()
        library.put_texts(row.id, replace(story, deck="All day"), story).result()
    assert "1 tracked change is still" in desk("export", row.slug, "-o", "-", code=3).stderr
    current = desk("export", row.slug, "-o", "-", "-f", "text", *WHY)
    assert "All day" in current.stdout
    assert "The current text goes out, with 1 tracked change that nobody has decided on." in current.stderr
    agreed = desk("export", row.slug, "-f", "text", "-o", tmp_path, "--agreed")
    assert "All day" not in Path(agreed.stdout.strip()).read_text("utf-8")
    assert "The agreed text goes out, without 1 tracked change that nobody has decided on." in agreed.stderr

"""Bad input through the command line: each gets a sentence that says what happened, and the library is as it was."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.library.library import Library
from desk.story.story import Story
from tests.cli.conftest import Desk

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def contents(library: Path) -> list[tuple[object, ...]]:
    """Every article, revision and picture of a library."""
    with sqlite3.connect(f"file:{library}?mode=ro", uri=True) as connection:
        rows = [
            row
            for table in ("articles", "revisions", "stories", "media", "deliveries")
            for row in connection.execute(f"SELECT * FROM {table}")
        ]
    connection.close()
    return rows


def is_a_sentence(told: str, *names: str) -> bool:
    """One line for a person, no trace of the program's inside; it names what it is about."""
    lines = told.strip().splitlines()
    assert len(lines) == 1, told
    assert re.fullmatch(r"desk: .*[.!?”)]", lines[0]), told
    assert "Traceback" not in told
    assert "Error" not in told
    return all(name in told for name in names)


def refused(desk: Desk, file: Path) -> None:
    """`desk import` of this file ends with 3, a sentence that names it, and an untouched library."""
    before = contents(desk.library)
    result = desk("import", file, code=3)
    assert is_a_sentence(result.stderr, file.name)
    assert result.stdout == ""
    assert contents(desk.library) == before


def body_of(desk: Desk, file: Path) -> str:
    slug = desk("import", file).stdout.strip()
    text: str = desk.json("show", slug)["story"]["body"]
    return text


# --------------------------------------------------------------------------------------------- files that come in


def test_a_text_file_of_50_megabytes(samples: Desk, tmp_path: Path) -> None:
    file = tmp_path / "endless.txt"
    file.write_bytes(b"The council met on Monday and did not agree.\n\n" * (50_000_000 // 46))
    refused(samples, file)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, b"\x7fELF\x02\x01\x01" + bytes(4000), b"\x00\x01\x02" * 500]
)
def test_a_binary_file_named_txt(samples: Desk, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "copy.txt"
    file.write_bytes(data)
    refused(samples, file)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_another_encoding_is_read(desk: Desk, tmp_path: Path, encoding: str) -> None:
    words = "Le café de la gare a fermé ses portes lundi à midi, et la mairie de Zürich n'a pas voulu dire pourquoi."
    file = tmp_path / "copy.txt"
    file.write_bytes(f"{words}\n\nIl rouvrira mardi, a dit son maître d'hôtel, qui a gardé la clé.\n".encode(encoding))
    assert words in body_of(desk, file)


def test_broken_html_is_read_as_far_as_it_goes(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<h1>Rain</h2><p>It <b>rained<p>and rained</i> <table><tr><td>all <li>day<p <a href='x")
    text = body_of(desk, file)
    assert all(word in text for word in ("rained", "and rained", "all", "day"))


def test_a_page_full_of_scripts_leaves_them_behind(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        "<h1 onclick=alert(1)>Rain</h1><script>alert('one')</script><p>It rained"
        "<img src=x onerror=alert(2)><a href='javascript:alert(3)'>here</a>.</p>"
        "<iframe src='https://example.org'></iframe><style>p{}</style><svg onload=alert(4)></svg>"
    )
    result = desk("import", file)
    page = desk("export", result.stdout.strip(), "-o", "-", "--override", "A test").stdout
    assert "It rained" in page
    assert not re.search(r"alert|javascript:|<iframe|onerror|onclick", page)


def test_an_empty_file(samples: Desk, tmp_path: Path) -> None:
    file = tmp_path / "nothing.txt"
    file.touch()
    refused(samples, file)


def test_a_folder_is_no_file(samples: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "copy.txt"
    folder.mkdir()
    refused(samples, folder)


def test_a_file_that_is_not_there(samples: Desk, tmp_path: Path) -> None:
    refused(samples, tmp_path / "gone.txt")


@pytest.mark.skipif(ROOT, reason="root may read everything")
def test_a_file_that_may_not_be_read(samples: Desk, tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("words")
    file.chmod(0)
    refused(samples, file)


def test_a_file_of_a_kind_that_desk_does_not_read(samples: Desk, tmp_path: Path) -> None:
    file = tmp_path / "picture.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0" + bytes(2000))
    refused(samples, file)


def test_nothing_is_made_of_a_file_that_cannot_be_read(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "nothing.txt"
    file.touch()
    desk("import", file, code=3)
    assert not desk.library.exists()


# ------------------------------------------------------------------------------------------ places that take nothing


def export_refused(desk: Desk, folder: Path, *, article: str = "harbour-pilots") -> None:
    before = contents(desk.library)
    result = desk("export", article, "--output", folder, code=3)
    assert is_a_sentence(result.stderr)
    assert result.stdout == ""
    assert contents(desk.library) == before


def test_a_folder_that_is_a_file(samples: Desk, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    export_refused(samples, tmp_path / "out")
    export_refused(samples, tmp_path / "out" / "deeper")
    assert (tmp_path / "out").read_text() == "in the way"


@pytest.mark.skipif(ROOT, reason="root may write everywhere; a read-only mount is tried instead")
def test_a_folder_without_write_permission(samples: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir(mode=0o555)
    export_refused(samples, folder)
    assert list(folder.iterdir()) == []


@pytest.fixture
def mounted(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A small file system in memory, mounted with the options that the test gives."""
    folder = tmp_path / "mounted"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", request.param, "tmpfs", str(folder)]
    if not ROOT or mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a file system here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("mounted", ["ro"], indirect=True)
def test_a_read_only_folder(samples: Desk, mounted: Path) -> None:
    export_refused(samples, mounted)


@pytest.mark.parametrize("mounted", ["size=64k"], indirect=True)
def test_a_full_disk_under_an_export(samples: Desk, mounted: Path) -> None:
    """The page carries its picture and is too large for the disk."""
    samples("export", "start-here", "--output", mounted)
    whole = (mounted / "start-here.html").read_bytes()
    export_refused(samples, mounted)
    assert [file.name for file in mounted.iterdir()] == ["start-here.html"]
    assert (mounted / "start-here.html").read_bytes() == whole


@pytest.mark.parametrize("mounted", ["size=800k"], indirect=True)
def test_a_full_disk_under_the_library(desk: Desk, mounted: Path, tmp_path: Path) -> None:
    desk.library = mounted / "library.desk"
    file = tmp_path / "long.txt"
    file.write_text("\n\n".join(f"Paragraph {n}: {hashlib.sha256(str(n).encode()).hexdigest()}" for n in range(8000)))
    desk("new", "Kept")
    before = contents(desk.library)
    result = desk("import", file, code=3)
    assert is_a_sentence(result.stderr)
    assert contents(desk.library) == before
    assert [row["title"] for row in desk.json("list")] == ["Kept"]


# ------------------------------------------------------------------------------------------------------- libraries


@pytest.mark.parametrize("data", [b"Not a library, a letter.\n" * 400, bytes(8192), b"SQLite format 3\x00" + bytes(64)])
@pytest.mark.parametrize("command", [["list"], ["new", "One"], ["import", "--samples"]])
def test_a_library_that_is_not_one(desk: Desk, data: bytes, command: list[str]) -> None:
    desk.library.write_bytes(data)
    assert is_a_sentence(desk(*command, code=3).stderr, str(desk.library))
    assert desk.library.read_bytes() == data


def test_a_database_of_another_program(desk: Desk) -> None:
    with sqlite3.connect(desk.library) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    before = desk.library.read_bytes()
    assert is_a_sentence(desk("new", "One", code=3).stderr, str(desk.library))
    assert desk.library.read_bytes() == before


def test_a_library_with_a_hole_in_it(samples: Desk) -> None:
    data = bytearray(samples.library.read_bytes())
    data[4096 : len(data) - 4096] = b"\xa5" * (len(data) - 8192)
    samples.library.write_bytes(data)
    assert is_a_sentence(samples("list", code=3).stderr, str(samples.library))
    assert samples.library.read_bytes() == bytes(data)


def test_a_library_of_a_newer_desk(samples: Desk) -> None:
    with sqlite3.connect(samples.library) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = samples.library.read_bytes()
    told = samples("list", code=3).stderr
    assert is_a_sentence(told, str(samples.library))
    assert "newer" in told
    assert samples.library.read_bytes() == before


def test_a_library_in_a_folder_that_cannot_be_made(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    desk.library = tmp_path / "file" / "library.desk"
    assert is_a_sentence(desk("new", "One", code=3).stderr)


def test_a_library_that_is_a_folder(desk: Desk) -> None:
    desk.library.mkdir()
    assert is_a_sentence(desk("list", code=3).stderr, str(desk.library))


@pytest.mark.parametrize("mounted", ["size=2m"], indirect=True)
def test_a_library_on_a_disk_that_turned_read_only(desk: Desk, mounted: Path) -> None:
    """What can be read is read; what cannot be written is told."""
    desk.library = mounted / "library.desk"
    with Library.open(desk.library) as library:
        library.create(Story(headline="Kept")).result()
    subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
    told = desk("new", "Two", code=3).stderr
    assert is_a_sentence(told)

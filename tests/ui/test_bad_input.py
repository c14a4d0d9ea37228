"""Bad input through the window: a sentence that says what happened, and nothing lost of what was there."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.story.body import block_text
from desk.ui.dialogs.export import ExportDialog
from desk.ui.saving import SaveKind
from tests.ui.desk_window import WAIT, DeskWindow

SCRIPTED = """<!doctype html><title>Ferry</title><h1>Ferry moves</h1>
<p onclick="steal()">The ferry <script>document.write('gone')</script>leaves <a href="javascript:steal()">now</a>.</p>
<iframe src="https://example.org/"></iframe>"""


def bring(desk: DeskWindow, path: Path) -> None:
    desk.room.intake.bring_in((path,))


def refused(desk: DeskWindow, path: Path, *words: str) -> None:
    """The file is refused with a sentence, no article is made of it, and the open one stays open."""
    before = desk.library.rows().total
    opened = desk.room.manuscript.article
    bring(desk, path)
    desk.wait_for("That did not work.", path.name, *words)
    assert desk.library.rows().total == before
    assert desk.room.manuscript.article is opened


def taken(desk: DeskWindow, path: Path) -> str:
    """The file is brought in; gives all that the card says."""
    with desk.qtbot.waitSignal(desk.room.manuscript.opened, timeout=WAIT):
        bring(desk, path)
    return desk.wait_for(f"Brought in “{path.name}”.")


def text_of(desk: DeskWindow) -> str:
    return " ".join(block_text(block) for block in desk.room.manuscript.story.body.blocks)


def test_fifty_megabytes_of_text(desk_window: DeskWindow, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_bytes(b"The pilots stopped working at night.\n\n" * (50_000_000 // 38))
    refused(desk_window, path, "MB", "Nothing was read.")


def test_a_binary_file_named_txt(desk_window: DeskWindow, tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(bytes(range(256)) * 400)
    refused(desk_window, path)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig", "cp1252"])
def test_other_encodings_are_read(desk_window: DeskWindow, tmp_path: Path, encoding: str) -> None:
    words = (
        "The café on the quay in Málaga is called “Señor”."
        if encoding != "latin-1"
        else "Málaga’s café".replace("’", "'")
    )
    path = tmp_path / "encoded.txt"
    path.write_bytes(
        f"{words} It opens at six in the morning, says the owner's niece.\n\nMore follows.\n".encode(encoding)
    )
    taken(desk_window, path)
    assert words in text_of(desk_window)


def test_broken_html(desk_window: DeskWindow, tmp_path: Path) -> None:
    path = tmp_path / "broken.html"
    path.write_text("<h1>Ferry <p>The <b>ferry <i>leaves</b> at</p> six<table><td>x", "utf-8")
    taken(desk_window, path)
    story = desk_window.room.manuscript.story
    words = f"{story.headline} {text_of(desk_window)}"  # a heading that is never closed may take all of it
    assert [word for word in ("Ferry", "leaves", "six") if word not in words] == []


def test_a_page_full_of_scripts(desk_window: DeskWindow, tmp_path: Path) -> None:
    path = tmp_path / "scripted.html"
    path.write_text(SCRIPTED, "utf-8")
    said = taken(desk_window, path)
    assert "steal" not in text_of(desk_window)
    assert "document.write" not in repr(desk_window.room.manuscript.story)
    assert "javascript" not in repr(desk_window.room.manuscript.story)
    assert len(said) > len(f"Brought in “{path.name}”.")


@pytest.mark.parametrize("content", [b"", b" \n\n\t "])
def test_an_empty_file(desk_window: DeskWindow, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    refused(desk_window, path, "empty")


def test_a_kind_of_file_that_is_not_known(desk_window: DeskWindow, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xyz"
    path.write_text("words", "utf-8")
    refused(desk_window, path)


def test_a_folder_and_a_file_that_is_gone(desk_window: DeskWindow, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    refused(desk_window, tmp_path / "folder", "folder")
    refused(desk_window, tmp_path / "gone.txt", "There is no file")


def test_one_bad_file_does_not_keep_the_others_out(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The ferry leaves at six.\n", "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    desk_window.room.intake.bring_in((tmp_path / "empty.txt", tmp_path / "good.txt"))
    desk_window.wait_for("empty.txt")
    qtbot.waitUntil(lambda: "The ferry leaves at six." in text_of(desk_window), timeout=WAIT)


def test_what_is_no_picture_is_not_inserted(desk_window: DeskWindow, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_text("not a picture", "utf-8")
    before = desk_window.room.manuscript.story
    desk_window.room.figures.insert([path])
    desk_window.wait_for("not a picture that Desk can read", "Nothing was inserted.")
    assert desk_window.room.manuscript.story == before


def test_a_full_disk_under_an_export(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    desk_window.do("export")
    (dialog,) = desk_window.window.findChildren(ExportDialog)
    dialog.folder.setText(str(tmp_path / "out"))
    desk_window.press("Export", dialog)
    qtbot.waitUntil(lambda: dialog.answer.isVisible() and dialog.go.isEnabled(), timeout=WAIT)
    assert "full" in dialog.answer.text()
    assert [path.name for path in (tmp_path / "out").glob("*")] == []
    dialog.reject()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for little."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    if subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True, check=False
    ).returncode:
        pytest.skip("this system does not let a disk be mounted")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def test_a_full_disk_under_the_library(
    qtbot: QtBot, small_disk: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """The words stay on the screen, the line at the foot says why they are not on disk, and they are saved
    as soon as there is room."""
    from tests.ui.desk_window import begin  # noqa: PLC0415

    looks = request.getfixturevalue("looks")
    session = begin(qtbot, looks, small_disk / "library.desk")
    desk = DeskWindow(qtbot, session)
    qtbot.waitUntil(lambda: session.room is not None and desk.room.manuscript.article is not None, timeout=WAIT)
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    status = desk.window.status
    QTest.keyClicks(desk.room.page, "Words that do not fit. " * 40)
    qtbot.waitUntil(lambda: desk.room.manuscript.save_state.kind is SaveKind.FAILED, timeout=WAIT)
    assert status.saved.text() == desk.room.manuscript.save_state.message
    assert status.saved.text().startswith("Not saved: the disk is full. Your text is ")
    assert "Words that do not fit." in text_of(desk)
    filler.unlink()
    qtbot.waitUntil(lambda: desk.room.manuscript.save_state.kind is SaveKind.SAVED, timeout=2 * WAIT)
    session.finish()


def test_the_command_line_start_says_it_too(tmp_path: Path) -> None:
    """A picture of a library that is none: the sentence on standard error, and exit code 3."""
    path = tmp_path / "notes.desk"
    path.write_text("no library", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "desk", "open", "--library", str(path), "--picture", str(tmp_path / "w.png")],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3
    assert b"notes.desk" in done.stderr
    assert not (tmp_path / "w.png").exists()

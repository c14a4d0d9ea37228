from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from desk.errors import NotFound, Unreadable
from desk.formats.importing import LARGEST_TEXT, read_file
from tests.formats.pictures import picture
from tests.formats.stories import HOUSE

LONG = "The café’s owner said “no” to the harbour’s plan – it would cost €4 million, she told the council on Sunday."


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        LONG.encode(),
        LONG.encode("utf-8-sig"),
        LONG.encode("utf-16"),
        LONG.encode("utf-16-le"),
        LONG.encode("utf-16-be"),
        LONG.encode("utf-32"),
        LONG.encode("cp1252"),
        LONG.encode().replace(b" ", b"\r\n"),
    ],
)
def test_text_is_read_whatever_its_encoding(tmp_path: Path, data: bytes) -> None:
    text = read_file(put(tmp_path, "copy.txt", data), HOUSE).story.body.text
    assert " ".join(text.split()) == LONG


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("L’été dernier, à Orléans, la fête a été annulée après l’orage.", "latin-1"),
        ("Правительство объявило о новых мерах поддержки рыбаков в субботу, сообщил министр журналистам.", "cp1251"),
        ("Правительство объявило о новых мерах поддержки рыбаков в субботу, сообщил министр.", "utf-16"),
        ("港の水先案内人は日曜日の夜、作業を停止した。組合が声明で明らかにした。安全のためだという。", "shift_jis"),
    ],
)
def test_other_languages_are_read_too(tmp_path: Path, text: str, encoding: str) -> None:
    text = text.replace("’", "'") if encoding == "latin-1" else text
    assert read_file(put(tmp_path, "copy.txt", text.encode(encoding)), HOUSE).story.body.text == text


def test_a_page_says_its_own_encoding(tmp_path: Path) -> None:
    page = '<meta charset="windows-1251"><p>Порт закрыт.</p>'
    assert read_file(put(tmp_path, "page.html", page.encode("cp1251")), HOUSE).story.body.text == "Порт закрыт."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"", "empty.txt is empty: there was nothing to read."),
        ("blank.md", b" \n\n", "blank.md is empty: there was nothing to read."),
        ("picture.txt", picture(), "picture.txt is not text: it looks like a picture"),
        ("program.html", b"\x7fELF\x02\x01\x01\x00" + bytes(range(32)) * 40, "program.html is not text"),
        (
            "notes.docx",
            b"PK\x03\x04",
            "notes.docx is of a kind that Desk cannot read. It reads files that end in .html",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    with pytest.raises((Unreadable, NotFound)) as caught:
        read_file(put(tmp_path, name, data), HOUSE)
    assert str(caught.value).startswith(sentence)


def test_a_file_that_is_too_large_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(Unreadable, match=r"huge\.txt is 50 MB\. The largest .* is 20 MB\. Nothing was read\."):
        read_file(path, HOUSE)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="not a file that can be read"):
        read_file(Path("/dev/zero"), HOUSE)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
        with pytest.raises(Unreadable, match="not a file that can be read"):
            read_file(tmp_path / "pipe.txt", HOUSE)


def test_the_largest_file_that_is_allowed_is_read(tmp_path: Path) -> None:
    data = (LONG.encode() + b"\n\n") * 20_000
    assert 2_000_000 < len(data) < LARGEST_TEXT
    assert len(read_file(put(tmp_path, "long.txt", data), HOUSE).story.body.blocks) == 20_000


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"There is no file .*nowhere\.txt"):
        read_file(tmp_path / "nowhere.txt", HOUSE)
    with pytest.raises(Unreadable, match="is a folder"):
        read_file(tmp_path, HOUSE)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, "secret.txt", "x")
    path.chmod(0)
    with pytest.raises(Unreadable, match="You are not allowed to read"):
        read_file(path, HOUSE)


def test_a_format_can_be_named_and_must_be_one_that_reads(tmp_path: Path) -> None:
    path = put(tmp_path, "copy.wire", "# Title\n\nText.")
    assert read_file(path, HOUSE, "markdown").story.headline == "Title"
    with pytest.raises(Unreadable, match="writes the format “fragment” but does not read it"):
        read_file(path, HOUSE, "fragment")
    with pytest.raises(NotFound, match="no format called “word”"):
        read_file(path, HOUSE, "word")


def test_broken_and_script_laden_pages_are_read_and_told(tmp_path: Path) -> None:
    broken = read_file(put(tmp_path, "broken.html", "<p>one <b>two<p>three</i></div><table><td>four"), HOUSE)
    assert broken.story.body.text.split() == ["one", "two", "three", "four"]
    scripts = read_file(put(tmp_path, "scripts.htm", "<script>x()</script>" * 30 + "<p onclick=x>text</p>"), HOUSE)
    assert scripts.story.body.text == "text"
    assert [loss.what for loss in scripts.losses] == ["30 scripts were left out."]

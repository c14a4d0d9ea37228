from __future__ import annotations

import os
from pathlib import Path

import pytest

from desk.errors import Unwritable
from desk.formats.file_write import Aside, write_whole


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_until_it_is_put_what_was_there_stays(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"before")
    asides = [Aside(tmp_path / name, name.encode()) for name in ("a", "b", "c")]
    assert (tmp_path / "a").read_bytes() == b"before"
    assert not (tmp_path / "b").exists()
    for aside in asides[:2]:
        aside.sync()
        aside.put()
    asides[2].drop()
    assert contents(tmp_path) == {"a": b"a", "b": b"b"}


def test_what_is_in_its_place_is_not_taken_away(tmp_path: Path) -> None:
    aside = Aside(tmp_path / "a", b"x")
    aside.put()
    aside.drop()
    aside.put()
    assert contents(tmp_path) == {"a": b"x"}


def test_a_disk_that_failed_once_is_not_believed_the_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After it failed, a system may say that all is well though what was written is lost."""
    write_whole(tmp_path / "a", b"before")
    aside = Aside(tmp_path / "a", b"after")

    def fails(_handle: int) -> None:
        raise OSError(5, os.strerror(5))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fails)
        aside.sync()
    with pytest.raises(Unwritable, match="what was there before is as it was"):
        aside.put()
    assert contents(tmp_path) == {"a": b"before"}


def test_it_makes_the_folders_above_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "newer" / "a", b"x")
    assert contents(tmp_path / "new" / "newer") == {"a": b"x"}

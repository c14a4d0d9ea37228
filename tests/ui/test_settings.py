from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from desk.ui.settings import Settings, SettingsStore, read, titles, write
from desk.ui.theme import Scheme


def test_what_was_written_is_read(tmp_path: Path) -> None:
    kept = Settings(theme=Scheme.DARK, panes=(1, 2, 3), list_shown=False, export_folder="/tmp/é")
    write(kept, tmp_path / "new" / "window.json")
    assert read(tmp_path / "new" / "window.json") == kept


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\0", '{"panes": [1, "2", 3], "theme": "pink"}'])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "window.json"
    path.write_text(text)
    assert read(path) == Settings()


def test_one_damaged_setting_does_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    path.write_text(json.dumps({"panes": "wide", "export_format": "text", "from_a_newer_desk": 1}))
    assert read(path) == Settings(export_format="text")


def test_the_file_is_left_alone_until_something_changed(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    store = SettingsStore(path)
    store.write()
    assert not path.exists()
    store.change(export_format="text")
    store.write()
    assert read(path).export_format == "text"
    assert [file.name for file in tmp_path.iterdir()] == ["window.json"]


def test_every_setting_says_what_it_is_for() -> None:
    assert all(titles()[setting.name] for setting in fields(Settings))

"""A library that is taken away under a running program, and comes back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from desk.errors import Displaced, Unwritable
from desk.library.library import Library
from desk.library.reasons import advice_on, reason_of
from desk.story.body import Body, Paragraph, spans
from desk.story.story import Story

STORY = Story(headline="Pilots strike", slug="pilots", body=Body((Paragraph(spans("Still.")),)))


def typed(text: str) -> Story:
    return replace(STORY, body=Body((Paragraph(spans(text)),)))


def test_a_folder_that_is_gone_is_noticed_and_found_again(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with Library.open(stick / "library.desk") as library:
        row = library.create(STORY).result()
        row = library.save_draft(row.id, typed("First."), 0, row.version).result().row
        stick.rename(tmp_path / "pulled")
        with pytest.raises(Unwritable, match="not in its place") as gone:
            library.save_draft(row.id, typed("Second."), 0, row.version).result()
        assert reason_of(gone.value) == "the library is not in its place"
        with pytest.raises(Unwritable):
            library.save_draft(row.id, typed("Second."), 0, row.version).result()
        assert not stick.exists()
        (tmp_path / "pulled").rename(stick)
        library.save_draft(row.id, typed("Second."), 0, row.version).result()
    with Library.open(stick / "library.desk") as library:
        assert library.article("pilots").story.body.text == "Second."


def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "library.desk"
    with Library.open(path) as library:
        row = library.create(STORY).result()
        path.rename(tmp_path / "away")
        for _attempt in range(2):
            with pytest.raises(Unwritable):
                library.save_draft(row.id, typed("Second."), 0, row.version).result()
        assert not path.exists()


def test_a_library_that_can_be_written_again_is(library: Library) -> None:
    """The writer's connection of a file that was read-only stays so for ever: there must be a new one."""
    row = library.create(STORY).result()
    writing = library._database.writing
    made: list[str] = ["ON"]

    def injure(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
        connection.cursor().execute(f"PRAGMA query_only = {made[-1]}")

    sa.event.listen(writing, "connect", injure)
    library.settle().result()
    writing.dispose()
    with pytest.raises(Unwritable, match="read-only") as error:
        library.save_draft(row.id, typed("Second."), 0, row.version).result()
    assert reason_of(error.value) == "the library is read-only"
    made.append("OFF")
    library.save_draft(row.id, typed("Second."), 0, row.version).result()
    assert library.article("pilots").story.body.text == "Second."


def test_another_file_in_its_place_is_not_written(tmp_path: Path) -> None:
    """An older one of it, as from a backup by hand: what is saved would go beside the log of the other."""
    path, own, older = tmp_path / "library.desk", tmp_path / "own.desk", tmp_path / "older.desk"
    with Library.open(path) as library:
        id_ = library.create(Story(headline="First")).result().id
    shutil.copyfile(path, older)
    before = older.read_bytes()
    with Library.open(path) as library:
        saved = library.save_draft(id_, Story(headline="Second"), 0, 1).result()
        path.rename(own)
        older.rename(path)
        for _attempt in range(3):  # it is not forgotten once it was said
            with pytest.raises(Displaced, match="Another file stands in the place") as said:
                library.save_draft(id_, Story(headline="Third"), 0, saved.row.version).result()
            with pytest.raises(Displaced):
                library.set_setting("who", "Mara").result()
        assert reason_of(said.value) == "another file is in the library’s place"
        assert "open it again" in advice_on(reason_of(said.value))
        assert path.read_bytes() == before
        path.rename(older)
        own.rename(path)
        library.save_draft(id_, Story(headline="Third"), 0, saved.row.version).result()
        assert library.article(id_).story.headline == "Third"
    assert older.read_bytes() == before


def test_the_same_library_as_another_file_is_known_again(tmp_path: Path) -> None:
    """As a stick has it that was taken out and is put in again elsewhere."""
    path, own, copy = tmp_path / "library.desk", tmp_path / "own.desk", tmp_path / "copy.desk"
    with Library.open(path) as library:
        id_ = library.create(Story(headline="First")).result().id
        path.rename(own)
        with pytest.raises(Unwritable, match="not in its place"):
            library.save_draft(id_, Story(headline="Second"), 0, 1).result()
        shutil.copyfile(own, copy)
        copy.rename(path)
        library.save_draft(id_, Story(headline="Second"), 0, 1).result()
        assert library.article(id_).story.headline == "Second"

from __future__ import annotations

import errno
import hashlib
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import Unwritable, WorldError
from desk.formats import exporting
from desk.formats.base import Format
from desk.formats.exporting import Exported, Job, Outcome, Verdict, export_file, export_many
from desk.formats.file_write import Aside, file_name
from desk.formats.markdown import write_body
from desk.formats.packed_page import pictures_in, unpack_page
from desk.formats.registry import by_name
from desk.story.body import Figure, Paragraph, block_text, spans
from desk.story.house import House
from desk.story.story import Story
from tests.formats.bodies import body
from tests.formats.pictures import picture, reference
from tests.formats.stories import HOUSE, harbour_story


def nothing(_reference: str) -> bytes | None:
    return None


def export(story: Story, folder: Path, name: str = "html") -> Exported:
    return export_file(story, HOUSE, by_name(name), folder, nothing)


def test_a_fragment_says_where_words_of_another_direction_begin(tmp_path: Path) -> None:
    story = Story(headline="שלום & more", deck="A <deck>", body=body("שלום"), language="en-GB")
    shown = export(story, tmp_path, "fragment").path.read_text(encoding="utf-8")
    assert '<h1 dir="rtl">שלום &amp; more</h1>' in shown
    assert '<p class="deck">A &lt;deck&gt;</p>' in shown
    assert '<p dir="rtl">שלום</p>' in shown


def everything(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("html", "harbour-pilots.html"),
        ("fragment", "harbour-pilots.fragment.html"),
        ("text", "harbour-pilots.txt"),
        ("markdown", "harbour-pilots.md"),
    ],
)
def test_the_file_is_named_by_the_slug_and_holds_what_was_told(tmp_path: Path, name: str, file: str) -> None:
    exported = export(harbour_story(), tmp_path / "new folder", name)
    assert exported.path == tmp_path / "new folder" / file
    data = exported.path.read_bytes()
    assert exported.sha256 == hashlib.sha256(data).hexdigest()
    write = by_name(name).write
    assert write is not None
    assert data == write(harbour_story(), HOUSE, nothing).data
    assert exported.losses == write(harbour_story(), HOUSE, nothing).losses
    assert everything(tmp_path / "new folder") == [file]


def test_exporting_again_replaces_the_file(tmp_path: Path) -> None:
    export(Story(slug="a", headline="One"), tmp_path)
    export(Story(slug="a", headline="Two"), tmp_path)
    assert everything(tmp_path) == ["a.html"]
    assert "Two" in (tmp_path / "a.html").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes")
def test_others_may_read_what_the_persons_own_rules_allow(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert export(Story(slug="a"), tmp_path).path.stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)


slugs = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["a", "A", "a-b", "a/b", "a b", "..", "con", "CON", "é", "e", "x" * 300, ".a", "a."]),
)


@given(slugs, slugs)
def test_names_are_safe_and_never_shared(one: str, other: str) -> None:
    name = file_name(one, b"data")
    assert 0 < len(name) <= 80
    assert name == Path(name).name
    assert name.isascii()
    assert not name.startswith(".")
    assert not set(name) & set('<>:"/\\|?* ')
    assert name == name.lower()
    if one != other:
        assert name != file_name(other, b"other data")


def test_stories_without_a_slug_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for headline in ("One", "Two", "Two"):
        export(Story(headline=headline), tmp_path)
    assert len(everything(tmp_path)) == 2


def full_disk(path: Path, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk on which this file finds no room once some of it is there."""

    def sync(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", sync)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            errno.ENOSPC,
            "The disk that holds {folder} is full.",
        ),
        (errno.EROFS, "{folder} can only be read."),
        (
            errno.EACCES,
            "You are not allowed to write into {folder}.",
        ),
        (
            errno.EIO,
            "{folder}/a.html could not be written: Input/output error.",
        ),
    ],
)
def test_a_disk_that_fails_leaves_what_was_there(
    tmp_path: Path, code: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(Story(slug="a", headline="One"), tmp_path)
    before = (tmp_path / "a.html").read_bytes()
    full_disk(tmp_path, code, monkeypatch)
    with pytest.raises(Unwritable) as caught:
        export(Story(slug="a", headline="Two"), tmp_path)
    kept = "a.html was not written; what was there before is as it was."
    assert str(caught.value) == f"{sentence.format(folder=tmp_path)} {kept}"
    assert everything(tmp_path) == ["a.html"]
    assert (tmp_path / "a.html").read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_truly_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def opened(self: Path, mode: str = "r", *rest: Any, **more: Any) -> IO[Any]:
        return real(Path("/dev/full"), "wb") if mode == "xb" else real(self, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(Unwritable, match="is full"):
        export(Story(slug="a"), tmp_path)
    assert everything(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(Unwritable, match="You are not allowed to write into"):
            export(Story(slug="a"), tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_file_where_a_folder_should_be_and_the_other_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Unwritable, match="is not a folder"):
        export(Story(slug="a"), tmp_path / "file")
    (tmp_path / "a.html").mkdir()
    with pytest.raises(Unwritable, match="is a folder, so that no file can have this name"):
        export(Story(slug="a"), tmp_path)


def test_a_format_that_does_not_write_says_so(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="does not write"):
        export_file(Story(), HOUSE, Format("x", "X", (".x",)), tmp_path, nothing)


# Many at once


def job(number: int) -> Job:
    whole = body(Paragraph(spans(f"Text of story {number}.")))
    if number % 2:
        return Job(Story(slug=f"s{number}", headline=f"Story {number}"), write_body(whole), str(number))
    return Job(Story(slug=f"s{number}", headline=f"Story {number}", body=whole), None, str(number))


@pytest.mark.parametrize("many", [3, 90])
def test_many_stories_are_written_as_each_would_be_alone(tmp_path: Path, many: int) -> None:
    told: list[Outcome] = []
    outcomes = export_many(
        map(job, range(many)), HOUSE, by_name("html"), tmp_path / "many", nothing, on_outcome=told.append
    )
    assert [outcome.key for outcome in outcomes] == [str(number) for number in range(many)]
    in_order = [outcome.exported for outcome in sorted(told, key=lambda outcome: int(outcome.key))]
    assert [one and replace(one, page=b"") for one in in_order] == [outcome.exported for outcome in outcomes]
    for one in filter(None, in_order):
        assert unpack_page(one.page, nothing) == one.path.read_bytes()
    alone = export(Story(slug="s1", headline="Story 1", body=body("Text of story 1.")), tmp_path / "alone")
    assert (tmp_path / "many/s1.html").read_bytes() == alone.path.read_bytes()
    assert len(everything(tmp_path / "many")) == many


def test_pictures_go_along_to_other_processes(tmp_path: Path) -> None:
    data = picture()
    figure = Figure(reference(data), "A mole")
    jobs = [Job(Story(slug=f"s{number}", lead=figure), write_body(body(figure))) for number in range(60)]
    told: dict[str, Exported] = {}

    def tell(outcome: Outcome) -> None:
        assert outcome.exported
        told[outcome.exported.path.name] = outcome.exported

    outcomes = export_many(jobs, HOUSE, by_name("html"), tmp_path, {reference(data): data}.get, on_outcome=tell)
    assert all(outcome.exported and not outcome.exported.losses for outcome in outcomes)
    assert (tmp_path / "s59.html").read_text(encoding="utf-8").count("data:image/png") == 2
    hash_ = reference(data).removeprefix("media:")
    assert pictures_in(told["s59.html"].page) == (hash_,)
    assert unpack_page(told["s59.html"].page, {hash_: data}.get) == (tmp_path / "s59.html").read_bytes()


@pytest.mark.parametrize("many", [3, 90])
def test_one_that_fails_does_not_stop_the_others(tmp_path: Path, many: int) -> None:
    (tmp_path / "s1.html").mkdir()
    outcomes = export_many(map(job, range(many)), HOUSE, by_name("html"), tmp_path, nothing)
    assert [outcome.key for outcome in outcomes if not outcome.exported] == ["1"]
    assert "is a folder" in outcomes[1].trouble


def not_the_second(story: Story, house: House) -> Verdict:
    """A guard that can go to another process. It is given the whole story."""
    told = f"{house.name} does not want “{block_text(story.body.blocks[0])}”"
    return Verdict(told) if story.slug == "s1" else Verdict(found=(story.slug,))


@pytest.mark.parametrize("many", [3, 90])
def test_what_the_guard_stops_does_not_go_out(tmp_path: Path, many: int) -> None:
    jobs = (replace(job(number), guard=not_the_second) for number in range(many))
    first, second, third, *_ = export_many(jobs, HOUSE, by_name("text"), tmp_path, nothing)
    assert (second.exported, second.trouble) == (None, f"{HOUSE.name} does not want “Text of story 1.”")
    assert [each.verdict and each.verdict.found for each in (first, third)] == [("s0",), ("s2",)]
    assert len(everything(tmp_path)) == many - 1


def breaks(story: Story, _house: House) -> Verdict:
    if story.slug == "s15":
        raise RuntimeError("a bug")
    return Verdict()


def test_nothing_half_written_is_left_where_the_program_itself_fails(tmp_path: Path) -> None:
    jobs = (replace(job(number), guard=breaks) for number in range(40))
    with pytest.raises(RuntimeError, match="a bug"):
        export_many(jobs, HOUSE, by_name("html"), tmp_path, nothing)
    assert [name for name in everything(tmp_path) if not name.endswith(".html")] == []


@pytest.mark.parametrize("slow", [-1.0, 60.0])
@pytest.mark.parametrize("many", [0, 1, 2, 11, 20])
def test_every_file_is_on_the_disk_whether_that_is_slow_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow: float, many: int
) -> None:
    asides = [Aside(tmp_path / str(number), b"x") for number in range(many)]
    waited: list[int] = []
    monkeypatch.setattr(exporting, "_SLOW", slow)
    monkeypatch.setattr(os, "fsync", waited.append)
    exporting._sync_all(asides)
    assert len(waited) == len(set(waited)) == many
    for aside in asides:
        aside.put()
    assert len(waited) == many, "each was on the disk before the first was put into its place"


def test_of_two_with_one_name_the_later_stays(tmp_path: Path) -> None:
    jobs = [replace(job(number), story=Story(slug=f"s{number // 2}", deck=str(number))) for number in range(60)]
    outcomes = export_many(jobs, HOUSE, by_name("html"), tmp_path, nothing)
    assert len(everything(tmp_path)) == 30
    for first, second in zip(outcomes[::2], outcomes[1::2], strict=True):
        assert first.exported
        assert second.exported
        assert hashlib.sha256(second.exported.path.read_bytes()).hexdigest() == second.exported.sha256


@pytest.mark.parametrize("many", [30, 400])
def test_it_can_be_cancelled_and_tells_what_was_done(tmp_path: Path, many: int) -> None:
    told: list[Outcome] = []
    outcomes = export_many(
        map(job, range(many)),
        HOUSE,
        by_name("text"),
        tmp_path,
        nothing,
        on_outcome=told.append,
        cancelled=lambda: len(told) >= 5,
    )
    assert 5 <= len(outcomes) < many
    assert len(everything(tmp_path)) == len(outcomes)


def _die(*_arguments: object) -> None:
    os._exit(3)


def test_stories_of_a_process_that_dies_are_written_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "_export_lot", _die)
    outcomes = export_many(map(job, range(60)), HOUSE, by_name("html"), tmp_path, nothing)
    assert all(outcome.exported for outcome in outcomes)
    assert len(everything(tmp_path)) == 60


def test_one_processor_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "useful_processes", lambda: 1)
    assert len(export_many(map(job, range(50)), HOUSE, by_name("markdown"), tmp_path, nothing)) == 50

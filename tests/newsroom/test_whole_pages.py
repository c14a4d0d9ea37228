"""What went out is in a folder with everything, for any browser, and comes back byte for byte."""

from __future__ import annotations

import base64
import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk.library.library import Library
from desk.newsroom.whole_in import import_everything
from desk.newsroom.whole_out import export_everything
from desk.story.body import Figure
from desk.story.story import Story
from tests.library.sent import page_of, send
from tests.newsroom.wholes import rows_of

Libraries = Callable[[str], Library]
PICTURE = random.Random(1).randbytes(900)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.desk"
    Library.open(path).close()
    return path


@pytest.fixture
def libraries(tmp_path: Path, empty: Path) -> Iterator[Libraries]:
    opened: list[Library] = []

    def open_new(who: str) -> Library:
        opened.append(Library.open(shutil.copy(empty, tmp_path / f"{len(opened)}.desk"), who=who))
        return opened[-1]

    yield open_new
    for library in opened:
        library.close()


@pytest.fixture
def ann(libraries: Libraries) -> Library:
    """A library with an article that went out four times: once as it was before, once as text."""
    ann = libraries("Ann")
    picture = ann.add_media(PICTURE, "image/png").result()
    article = ann.create(Story(headline="The quay", lead=Figure(picture))).result().id
    for page in (page_of("Two people", PICTURE), page_of("Three people", PICTURE), page_of("Two people", PICTURE)):
        send(ann, article, page, picture)
    send(ann, article, b"Three people", format_name="text")
    return ann


def pages_in(folder: Path) -> list[Path]:
    return sorted((folder / "articles" / "the-quay" / "delivered").iterdir())


def test_it_lies_there_as_it_was_shown_and_comes_back(libraries: Libraries, ann: Library, tmp_path: Path) -> None:
    export_everything(ann, tmp_path / "out")
    two, three, text = pages_in(tmp_path / "out")
    assert (two.suffix, three.suffix, text.suffix, text.read_bytes()) == (".html", ".html", ".txt", b"Three people")
    (name,) = (tmp_path / "out" / "media").iterdir()
    assert two.read_bytes() == b'<!doctype html><title>Two people</title><img src="../../../media/%s">' % (
        name.name.encode()
    )
    assert (two.parent / "../../../media" / name.name).read_bytes() == PICTURE
    ben = libraries("Ben")
    assert import_everything(ben, tmp_path / "out").troubles == []
    assert rows_of(ben) == rows_of(ann)
    assert [ben.delivered(each.id) for each in ben.deliveries(ben.rows().rows[0].id)] == [
        *(b"Three people", page_of("Two people", PICTURE)),
        *(page_of("Three people", PICTURE), page_of("Two people", PICTURE)),
    ]
    assert not import_everything(ben, tmp_path / "out").changed


@pytest.mark.parametrize("harm", ["gone", "changed", "no picture"])
def test_a_page_that_is_not_what_it_was_is_left_out_and_said(
    libraries: Libraries, ann: Library, tmp_path: Path, harm: str
) -> None:
    export_everything(ann, tmp_path / "out")
    two, *_ = pages_in(tmp_path / "out")
    if harm == "gone":
        two.unlink()
    elif harm == "changed":
        two.write_bytes(two.read_bytes().replace(b"Two", b"Ten"))
    else:
        next((tmp_path / "out" / "media").iterdir()).unlink()
    ben = libraries("Ben")
    troubles = import_everything(ben, tmp_path / "out").troubles
    lost = (
        f"articles/the-quay/delivered/{two.name} is missing or was changed; what went out then is not known any more."
    )
    assert lost in troubles
    sent = ben.deliveries(ben.rows().rows[0].id)
    assert [each.is_kept for each in sent] == [True, False, harm != "no picture", False]
    assert len(rows_of(ben)["revisions"]) == 1


def test_a_page_that_names_a_picture_of_the_export_itself_comes_back(libraries: Libraries, tmp_path: Path) -> None:
    """What looks like one of our links, and a picture in a form that is none of ours."""
    ann = libraries("Ann")
    picture = ann.add_media(PICTURE, "image/png").result()
    hash_ = picture.removeprefix("media:")
    article = ann.create(Story(headline="The quay", lead=Figure(picture))).result().id
    odd = [
        b'<img src="../../../media/%s.png">' % hash_.encode(),
        b'<img src="data:image/x-odd;base64,%s">' % base64.b64encode(PICTURE),
    ]
    sent = [send(ann, article, page, picture) for page in odd]
    export_everything(ann, tmp_path / "out")
    ben = libraries("Ben")
    assert import_everything(ben, tmp_path / "out").troubles == []
    assert [ben.delivered(each.id) for each in sent] == odd
    assert json.loads((tmp_path / "out" / "desk-export.json").read_text())["version"] == 3

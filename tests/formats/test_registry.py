from __future__ import annotations

from pathlib import PurePath

import pytest

from desk.errors import NotFound
from desk.formats.registry import by_name, for_path, formats


def test_every_format_has_a_name_and_an_ending_of_its_own() -> None:
    names = [known.name for known in formats()]
    assert names == ["html", "fragment", "text", "markdown"]
    endings = [suffix for known in formats() for suffix in known.suffixes]
    assert len(set(endings)) == len(endings)
    assert all(known.read or known.write for known in formats())


@pytest.mark.parametrize(
    ("file", "name"),
    [("a.html", "html"), ("A.HTM", "html"), ("a.txt", "text"), ("a.md", "markdown"), ("a.b.markdown", "markdown")],
)
def test_a_file_is_read_by_its_ending(file: str, name: str) -> None:
    assert for_path(PurePath(file)).name == name
    assert by_name(name).name == name


def test_what_is_not_known_is_answered_with_what_is() -> None:
    with pytest.raises(NotFound, match="Known are: html, fragment, text, markdown"):
        by_name("word")
    with pytest.raises(NotFound, match=r"It reads files that end in \.html, \.htm"):
        for_path(PurePath("a.docx"))
    with pytest.raises(NotFound):
        for_path(PurePath("README"))


@pytest.mark.parametrize(("file", "advice"), [("a.docx", "copy the text and paste it"), ("A.SVG", "save it as JPEG")])
def test_what_people_often_have_is_answered_with_what_to_do(file: str, advice: str) -> None:
    with pytest.raises(NotFound, match=advice):
        for_path(PurePath(file))

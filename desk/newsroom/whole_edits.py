"""What somebody changed or added in a folder with everything, with an editor and without Desk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from desk.errors import Unreadable
from desk.formats import markdown
from desk.formats.base import Loss
from desk.formats.decoding import decode
from desk.formats.front_matter import read_about, split
from desk.formats.importing import LARGEST_TEXT
from desk.library.library import Library
from desk.library.storing import unpack_fields
from desk.library.whole import Edit, Edited
from desk.newsroom.whole_files import Folder, unlinked
from desk.newsroom.whole_lines import Line
from desk.story.house import House
from desk.story.story import Story

_HOUSE = House()  # so that a field that is not there is read as what a story has without it


class Edits:
    """Reads the texts in `articles/` that are not as they were written."""

    def __init__(self, library: Library, folder: Folder) -> None:
        self._library = library
        self._folder = folder
        self._known: set[str] = set()

    def know(self, line: Line) -> None:
        """The file of this article is none that somebody added."""
        self._known.add(line.file)

    def take(self, line: Line) -> tuple[Edited, list[str]]:
        """Take the changed text of an article in; gives what became of it, and what of it could not be."""
        try:
            story, losses, _ = self._read(line.file)
        except Unreadable as error:
            return Edited.KNOWN, [f"{error} The article is as its versions have it."]
        stood = line.stood
        story, troubles = _mended(story, losses, line.fields(stood))
        note = f"Changed in {line.file}."
        done = self._library.take_edited(Edit(line.id, stood, line.head, story, note)).result()
        return done, [f"{line.file}: {trouble}" for trouble in troubles] if done is not Edited.KNOWN else []

    def new_files(self) -> Iterator[tuple[str, str, list[str]]]:
        """Make articles of the files that nobody knew: gives the file, the slug ("" where there was one already), and
        what of it could not be taken."""
        for name in self._added():
            try:
                story, losses, article = self._read(name)
            except Unreadable as error:
                yield name, "", [str(error)]
                continue
            if article and self._is_here(article):
                # An article's own file, under another name.
                done = self._library.take_edited(Edit(article, "", "", story, f"Changed in {name}.")).result()
                yield name, name if done is not Edited.KNOWN else "", []
                continue
            stem = name.removeprefix("articles/").removesuffix(".md")
            row = self._library.take_file(story, f"From {name}.", stem).result()
            yield name, row.slug if row else "", [f"{name}: {loss.what}" for loss in losses] if row else []

    def _added(self) -> list[str]:
        try:
            with os.scandir(self._folder.path / "articles") as entries:
                names = [f"articles/{entry.name}" for entry in entries if entry.name.lower().endswith(".md")]
        except OSError:
            return []
        return sorted(name for name in names if name not in self._known and not name.startswith("articles/."))

    def _is_here(self, article: str) -> bool:
        return bool(self._library.revisions(article))

    def _read(self, name: str) -> tuple[Story, tuple[Loss, ...], str]:
        """The story in a file, what it does not hold, and the id of the article that it says it is. Raises
        Unreadable."""
        text = unlinked(decode(self._folder.read(name, LARGEST_TEXT), name)).replace("\r\n", "\n")
        about = read_about(split(text)[0])
        reading = markdown.read(text.encode(), name, _HOUSE)
        article = about.get("article")
        return reading.story, reading.losses, article if isinstance(article, str) else ""


def _mended(story: Story, losses: tuple[Loss, ...], before: str) -> tuple[Story, list[str]]:
    """The story with the fields as they were where the file's cannot be read, and sentences that say so."""
    known = unpack_fields(before)
    if any(not loss.field for loss in losses):
        fields = replace(known, body=story.body)
        return fields, ["The fields above the text could not be read; they stayed as they were."]
    lost = [loss.field for loss in losses if loss.field != "body" and hasattr(known, loss.field)]
    return replace(story, **{name: getattr(known, name) for name in lost}), [loss.what for loss in losses]

"""The pictures of the page on the screen: read off the window's thread, sent to the page once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desk.formats.base import MediaSource
from desk.formats.html_write import Picture
from desk.formats.pictures import PagePictures
from desk.story.body import Block, Figure
from desk.story.story import Story

TOKEN = "desk-picture:"  # page.js puts the picture in its place


class ShownPictures:
    """What is known of one article's pictures. Asking never reads; `read` does, on a thread of work.

    Use `whole` for a page that is loaded and `by_name` for what is patched into it.
    """

    def __init__(self, media: MediaSource) -> None:
        self._media = media
        self._known: dict[str, Picture] = {}
        self._sent: set[str] = set()
        self._used: set[str] = set()

    def whole(self, reference: str) -> Picture | None:
        """The picture with its bytes."""
        return self._known.get(reference)

    def by_name(self, reference: str) -> Picture | None:
        """The picture with a name in place of its bytes; `unsent` gives what the page must have before."""
        picture = self._known.get(reference)
        if picture is None:
            return None
        self._used.add(reference)
        return replace(picture, source=TOKEN + reference)

    def unsent(self) -> dict[str, str]:
        """The addresses of the pictures that were used by name and never sent; they count as sent from now on."""
        names, self._used = self._used - self._sent, set()
        self._sent |= names
        return {name: self._known[name].source for name in sorted(names)}

    def forget_sent(self) -> None:
        """The page was loaded anew and has nothing."""
        self._sent.clear()

    def lacks(self, references: Iterable[str]) -> frozenset[str]:
        """Those that are not known. One that could not be read stays unknown, and may be there the next time."""
        return frozenset(name for name in references if name and name not in self._known)

    def read(self, references: Iterable[str]) -> None:
        """Read these from the library."""
        page = PagePictures(self._media)
        for reference in self.lacks(references):
            picture = page(reference)
            if picture is not None:
                self._known[reference] = picture


def references(blocks: Iterable[Block], lead: Figure | None = None) -> set[str]:
    """The pictures that some blocks and a lead picture show."""
    figures = [block for block in blocks if isinstance(block, Figure)]
    if lead is not None:
        figures.append(lead)
    return {figure.picture for figure in figures if figure.picture.startswith("media:")}


def all_references(story: Story) -> set[str]:
    """Every picture of a story."""
    return references(story.body.blocks, story.lead)

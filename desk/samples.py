"""The sample articles: copy of our own, which shows a new library with what Desk does."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desk import paths
from desk.errors import NotFound
from desk.formats import markdown
from desk.library.values import ArticleRow, State, Why
from desk.story.body import Body, Figure
from desk.story.house import House
from desk.story.story import Story

if TYPE_CHECKING:
    from desk.library.library import Library

GUIDE = "start-here"
# The last one is made last, so that it heads the list.
_STATES = {
    "river-schools": State.PUBLISHED,
    "bridge-toll": State.READY,
    "harbour-pilots": State.IN_REVIEW,
    GUIDE: State.DRAFT,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample article, how far it is, and its pictures by "media:<sha256>"; all of them are PNG."""

    story: Story
    state: State
    media: Mapping[str, bytes]


def sample_stories(folder: Path | None = None) -> tuple[Sample, ...]:
    """The sample articles, the oldest first. `folder` is that of the resources, and there for tests."""
    folder = folder or paths.resources() / "samples"
    return tuple(_read(folder / f"{name}.md", state) for name, state in _STATES.items())


def install_samples(library: Library) -> tuple[ArticleRow, ...]:
    """Put the sample articles into a library; gives their rows. Where a slug is taken they get another."""
    samples = sample_stories()
    for sample in samples:
        _add_media(library, sample)
    rows = library.create_many([sample.story for sample in samples], Why.IMPORTED).result()
    return tuple(library.set_state(row.id, sample.state).result() for row, sample in zip(rows, samples, strict=True))


def guide(library: Library) -> str:
    """The id of the guide in this library, which is put there where it is not, or taken out of the bin. Raises
    `WorldError`."""
    try:
        row = library.article(GUIDE).row
    except NotFound:
        (sample,) = (one for one in sample_stories() if one.story.slug == GUIDE)
        _add_media(library, sample)
        return library.create(sample.story, Why.IMPORTED).result().id
    if row.binned:
        library.unbin([row.id]).result()
    return row.id


def _add_media(library: Library, sample: Sample) -> None:
    for data in sample.media.values():
        library.add_media(data, "image/png").result()


def _read(path: Path, state: State) -> Sample:
    story = markdown.read(path.read_bytes(), path.name, House()).story
    media: dict[str, bytes] = {}

    def kept(figure: Figure) -> Figure:
        """In the files a picture is named by its file, so that they can be written by hand."""
        data = (path.parent / figure.picture.removeprefix("media:")).read_bytes()
        reference = f"media:{hashlib.sha256(data).hexdigest()}"
        media[reference] = data
        return replace(figure, picture=reference)

    blocks = tuple(kept(block) if isinstance(block, Figure) else block for block in story.body.blocks)
    lead = kept(story.lead) if story.lead else None
    return Sample(replace(story, body=Body(blocks), lead=lead), state, media)

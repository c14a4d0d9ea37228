"""What came of a salvage, as values and as a text that a person keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desk.story.plurals import counted


class Source(StrEnum):
    """Where the text of an article came from."""

    LIBRARY = "the damaged library"
    BACKUP = "the backup"
    JOURNAL = "the recovery journal"


class Shape(StrEnum):
    """How much of an article came through."""

    WHOLE = "whole"
    OLDER = "an older version"  # what was written last could not be read
    TORN = "parts of it may be wrong"  # some letters are not what they were, or the end is missing
    FOUND = "found without its history"  # a text of which nothing tells to which article it belonged


@dataclass(frozen=True, slots=True)
class SalvagedArticle:
    """An article of the new library. `at` is when its text was written, `known` when it was changed last as far as that
    is known."""

    id: str
    title: str
    words: int
    at: datetime
    source: Source
    shape: Shape
    known: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """What is known of an article whose text could not be read anywhere."""

    title: str
    slug: str
    words: int
    updated: datetime | None


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it. `kept` is where the damaged library is, `backup` the backup that helped, or None."""

    library: Path
    kept: Path | None
    backup: Path | None
    at: datetime
    articles: tuple[SalvagedArticle, ...]
    lost: tuple[Lost, ...] = ()
    lost_versions: int = 0
    lost_pictures: int = 0
    lost_pages: int = 0  # that went out: it is only known that they did
    report: Path | None = None

    @property
    def from_backup(self) -> int:
        """How many articles have their text from the backup."""
        return sum(one.source is Source.BACKUP for one in self.articles)

    def of(self, shape: Shape) -> tuple[SalvagedArticle, ...]:
        """The articles that came through so."""
        return tuple(one for one in self.articles if one.shape is shape)

    @property
    def all_whole(self) -> bool:
        """Whether nothing is known to be missing."""
        return not (self.lost or self.lost_versions or self.lost_pictures or self.lost_pages or self.not_whole)

    @property
    def not_whole(self) -> tuple[SalvagedArticle, ...]:
        """The articles that somebody should look at."""
        return tuple(one for one in self.articles if one.shape is not Shape.WHOLE)


def summary(done: Salvaged) -> tuple[str, ...]:
    """The sentences that a person reads first."""
    saved = f"{counted(len(done.articles), 'article')} could be read and {'is' if len(done.articles) == 1 else 'are'}"
    lines = [f"The library “{done.library.name}” was damaged. {saved} in a new library, under the same name."]
    if done.from_backup and done.backup is not None:
        lines.append(f"{counted(done.from_backup, 'text')} came from the backup “{done.backup.name}”.")
    if done.lost:
        named = _named([one.title for one in done.lost])
        lines.append(f"{counted(len(done.lost), 'article')} could not be read: {named}.")
    if older := done.of(Shape.OLDER):
        lines.append(f"{counted(len(older), 'article')} went back to an older version.")
    if torn := done.of(Shape.TORN):
        lines.append(f"In {counted(len(torn), 'article')} some letters may be wrong, or the end missing: please read.")
    if found := done.of(Shape.FOUND):
        what = "as a new article, without its" if len(found) == 1 else "as new articles, without their"
        lines.append(f"{counted(len(found), 'text')} came back {what} history.")
    if done.lost_versions:
        lines.append(f"{counted(done.lost_versions, 'older version')} could not be read.")
    if done.lost_pictures:
        lines.append(f"{counted(done.lost_pictures, 'picture')} could not be read.")
    if done.lost_pages:
        lines.append(f"{counted(done.lost_pages, 'page')} that went out could not be read.")
    if done.all_whole:
        lines.append("Nothing is known to be missing.")
    if done.kept is not None:
        lines.append(f"The damaged file was not thrown away: it is “{done.kept}”.")
    return tuple(lines)


def as_text(done: Salvaged) -> str:
    """The whole report, as it is put beside the library."""
    lines = [f"What was saved of “{done.library}”, {_time(done.at)}", "", *summary(done), ""]
    if done.backup is not None:
        lines += [f"Backup used: {done.backup}", ""]
    return "\n".join(lines) + "\n" + listing(done)


def listing(done: Salvaged) -> str:
    """Which article came from where, and what could not be read."""
    lines: list[str] = []
    if done.lost:
        lines += [f"Could not be read ({len(done.lost)})", ""]
        lines += [
            f"  {one.title} ({counted(one.words, 'word')}{f', changed {_time(one.updated)}' if one.updated else ''})"
            for one in done.lost
        ]
        lines.append("")
    for shape in (Shape.TORN, Shape.OLDER, Shape.FOUND, Shape.WHOLE):
        if some := done.of(shape):
            lines += [f"{str(shape).capitalize()} ({len(some)})", "", *map(_line, some), ""]
    return "\n".join(lines)


def _line(one: SalvagedArticle) -> str:
    is_older = one.known is not None and one.shape is not Shape.WHOLE and _time(one.known) != _time(one.at)
    later = f"; it was changed {_time(one.known)}" if is_older and one.known else ""
    return f"  {one.title}: {counted(one.words, 'word')}, as of {_time(one.at)}, from {one.source}{later}"


def _time(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def _named(titles: Sequence[str]) -> str:
    named = [f"“{title}”" for title in titles]
    return ", ".join(named[:5]) + (f" and {len(named) - 5} more" if len(named) > 5 else "")

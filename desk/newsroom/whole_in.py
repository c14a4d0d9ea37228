"""Bringing in a folder with everything that a library had: the union of what is there and what is here.

The folder may come from anywhere, and somebody may have worked in it: what is missing or damaged is said, and the
rest comes in; an article that was changed in an editor comes in as a new version.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desk.errors import NewerVersion, Unreadable
from desk.library.library import Library
from desk.library.travel import Record
from desk.library.values import Gone
from desk.library.whole import OWN_TABLES, Dossier, Edited
from desk.newsroom.whole_edits import Edits
from desk.newsroom.whole_files import ARTICLES, FORMAT, MARK, MEDIA, VERSION, Folder, Tell, canonical, nobody
from desk.newsroom.whole_lines import Line

_AT_ONCE = 50  # articles taken in before anybody else may write
_BYTES_AT_ONCE = 2**24  # of pictures, and of texts
_SINCE = {"contacts": 2, "looks": 2}  # the versions of such folders in which these came
_SMALL = 2**20  # bytes that the file may have which says what the folder is


@dataclass(slots=True)
class BroughtIn:
    """What came of bringing everything in. `added` are records; `edited` the articles of which a text that was
    changed outside of Desk came in, `beside` those of them where it is in the history only, `made` those that were
    made of new files; `gone` were emptied out of the bin here and left out; `parted` are the slugs of those that
    went on in both libraries: one text stands, the other is in the history. `troubles` are sentences."""

    added: int = 0
    articles: int = 0
    pictures: int = 0
    edited: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    parted: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything came in."""
        return bool(self.added or self.pictures or self.edited or self.made)


def import_everything(library: Library, path: Path, tell: Tell = nobody, *, bring_back: bool = False) -> BroughtIn:
    """Take everything in that is in the folder and not in the library. Doing it again changes nothing.

    Each article comes in wholly or not at all. `tell` hears how many of how many articles and pictures were looked
    at; what it raises ends the work, and what came in stays. Raises Unreadable where the folder is no export,
    NewerVersion, and what writing raises."""
    folder = Folder(path.resolve())
    head = _head(folder, path)
    intake = _Intake(library, folder, BroughtIn(), bring_back)
    tables = [table for table in OWN_TABLES if head["version"] >= _SINCE.get(table, 1)]
    step = _steps(head, tell)
    intake.own(tables)
    intake.pictures(step)
    intake.articles(step)
    intake.files()
    return intake.out


def size_of(path: Path) -> int:
    """How many articles and pictures the folder says to have. Raises Unreadable where it is no export, and
    NewerVersion."""
    return _size(_head(Folder(path.resolve()), path))


def _size(head: dict[str, Any]) -> int:
    numbers = [head.get(name) for name in ("articles", "pictures")]
    return sum(number for number in numbers if isinstance(number, int))


def _head(folder: Folder, path: Path) -> dict[str, Any]:
    try:
        head = json.loads(folder.read(MARK, _SMALL))
        found, version = head["format"], head["version"]
    except (Unreadable, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(f"“{path}” is no folder that Desk exported everything into. Nothing was taken in.") from error
    if found != FORMAT or not isinstance(version, int):
        raise Unreadable(f"“{path}” says that it is something else. Nothing was taken in.")
    if version > VERSION:
        raise NewerVersion(f"“{path}” was written by a newer Desk; this one cannot read it. Nothing was taken in.")
    return dict(head)


def _steps(head: dict[str, Any], tell: Tell) -> Callable[[], None]:
    total, done = _size(head), 0

    def step() -> None:
        nonlocal done
        tell(done, max(done, total))
        done += 1

    return step


class _Intake:
    """Takes one folder in, a part at a time."""

    def __init__(self, library: Library, folder: Folder, out: BroughtIn, bring_back: bool) -> None:
        self.out = out
        self._library = library
        self._folder = folder
        self._bring_back = bring_back
        self._edits = Edits(library, folder)
        self._waiting: list[tuple[Line, Dossier]] = []
        self._size = 0

    def own(self, tables: Sequence[str]) -> None:
        """What belongs to the library as such."""
        for table in tables:
            name = f"records/{table}.jsonl"
            try:
                self._library.take_own({table: list(self._records(name))}).result()
            except ValueError as error:
                self.out.troubles.append(f"{name} is damaged and was left out ({error}).")

    def _records(self, name: str) -> Iterator[dict[str, Any]]:
        """The records in a file; what is none is said."""
        try:
            for number, line in self._folder.lines(name):
                try:
                    record = json.loads(line)
                    if b"\\ud" in line.lower():  # half a letter is no text that can be kept
                        canonical(record).encode()
                except (ValueError, RecursionError):
                    record = None
                if isinstance(record, dict):
                    yield record
                else:
                    self.out.troubles.append(f"Line {number} of {name} is damaged and was left out.")
        except Unreadable as error:
            self.out.troubles.append(str(error))

    # ---------------------------------------------------------------------------------------- pictures

    def pictures(self, step: Callable[[], None]) -> None:
        """The pictures that are not here."""
        some: list[Record] = []
        size = 0
        for row in self._records(MEDIA):
            step()
            hash_ = str(row.get("hash"))
            if not self._library.missing_media([hash_]):
                continue
            try:
                data = self._folder.read(str(row.pop("file", "")))
            except Unreadable as error:
                self.out.troubles.append(f"A picture is not there: {error}")
                continue
            some.append(Record("media", row | {"data": data}))
            size += len(data)
            if size > _BYTES_AT_ONCE:
                self._take_pictures(some)
                some, size = [], 0
        if some:
            self._take_pictures(some)

    def _take_pictures(self, some: list[Record]) -> None:
        try:
            self.out.pictures += self._library.add_records(some).result().added
        except ValueError as error:
            if len(some) == 1:
                name = str(some[0].values.get("hash"))[:80]
                self.out.troubles.append(f"The picture {name} is not what it was and was left out ({error}).")
                return
            for one in some:
                self._take_pictures([one])

    # ---------------------------------------------------------------------------------------- articles

    def articles(self, step: Callable[[], None]) -> None:
        """The articles, some at a time."""
        for record in self._records(ARTICLES):
            step()
            try:
                line = Line(record, self._folder)
                dossier = line.dossier()
            except (ValueError, RecursionError) as error:
                self.out.troubles.append(f"{_named(record)} could not be taken in: {error}.")
                continue
            self.out.troubles += line.troubles
            self._edits.know(line)
            if dossier is None:
                continue
            self._waiting.append((line, dossier))
            self._size += sum(len(text.kept.body) for text in dossier.texts.values())
            if len(self._waiting) >= _AT_ONCE or self._size > _BYTES_AT_ONCE:
                self._take()
        self._take()

    def _take(self) -> None:
        """Take in what waits: at once, or where that cannot be done one by one."""
        waiting, self._waiting, self._size = self._waiting, [], 0
        try:
            self._take_some(waiting)
        except ValueError:
            for one in waiting:
                try:
                    self._take_some([one])
                except ValueError as error:
                    self.out.troubles.append(f"{one[0].file} could not be taken in: {error}.")

    def _take_some(self, some: list[tuple[Line, Dossier]]) -> None:
        merged = self._library.take_dossiers([dossier for _, dossier in some], self._bring_back).result()
        gone = {each.article for each in merged.gone}
        self.out.added += merged.added
        self.out.articles += len(some) - len(gone)
        self.out.gone += merged.gone
        self.out.parted += sorted(self._library.article(one).row.slug for one in merged.parted)
        for line, _ in some:
            if line.id not in gone and line.is_edited:
                self._take_edited(line)

    def _take_edited(self, line: Line) -> None:
        done, troubles = self._edits.take(line)
        self.out.troubles += troubles
        if done is not Edited.KNOWN:
            self.out.edited.append(line.file)
        if done is Edited.KEPT:
            self.out.beside.append(line.file)

    def files(self) -> None:
        """Texts that somebody put among the articles."""
        for name, slug, troubles in self._edits.new_files():
            self.out.troubles += troubles
            if slug:
                self.out.made.append(name)


def _named(record: dict[str, Any]) -> str:
    name = record.get("file") or record.get("slug")
    return name[:100] if isinstance(name, str) and name else "An article"

"""The recovery journal: texts that could not be written into their library, each in a plain file of the user's.

A file is Markdown with front matter, as an export is, so that anybody can read it and `desk import` takes it. A
comment in the front matter says where it belongs. It is put in place whole, and is on the disk when that returns.

Where the journal's disk is full as well, room that was set aside for this is given up. No SQLAlchemy here.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desk import paths
from desk.errors import Unreadable, Unwritable
from desk.formats.file_write import file_name, sync_folder, write_whole
from desk.library.backup_names import free
from desk.library.storing import Stored, stored, unpack_fields
from desk.story.slugs import slugify
from desk.story.story import Story

FOLDER = "recovery"
RESERVE = 2_000_000  # bytes that are kept free for a text on a disk that is full
_LEAST_RESERVE = 64_000  # bytes; with less room than ten times that nothing is set aside
_MARK = "# desk-journal: "
_TOLD = "# Desk keeps this text here because its library could not be written. It goes back in by itself."
_HEAD = re.compile(r"\A---\n(?:#[^\n]*\n)*?# desk-journal: (\{[^\n]*\})\n.*?^---\n\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that waits for its library: of which article, over which version it was typed, where the caret was,
    when and by whom. `path` is its file, None before it has one. `after` are the hashes of earlier texts that were on
    their way into the library just then: where one of them stands there, this one comes after it. `baseline` is what
    was agreed on, where that is another text."""

    library: Path
    article: str
    text: Stored
    version: int
    caret: int
    at: datetime
    who: str = ""
    slug: str = ""
    path: Path | None = None
    after: tuple[str, ...] = ()
    baseline: Stored | None = None

    @property
    def story(self) -> Story:
        """The story. Raises Unreadable."""
        return self.text.story()

    @property
    def agreed(self) -> Story | None:
        """The baseline, where it is another story and can be read."""
        with contextlib.suppress(Unreadable):
            return self.baseline.story() if self.baseline else None
        return None

    @property
    def words(self) -> int:
        """About how many words its body has."""
        return len(self.text.body.split())


def journal_dir() -> Path:
    """Where all of it is."""
    return paths.state_dir() / FOLDER


class Journal:
    """The texts that wait for one library. For one thread at a time; nothing of it is for a window's."""

    def __init__(self, library: Path, folder: Path | None = None) -> None:
        """`folder` is where the journals of all libraries are, the user's own where none is named."""
        self.library = library.resolve()
        self._root = folder or journal_dir()
        key = hashlib.sha256(str(self.library).encode("utf-8", "surrogateescape")).hexdigest()[:8]
        self.folder = self._root / f"{file_name(self.library.stem, b'')}-{key}"
        self._places: dict[str, Path] = {}

    def keep(self, entry: Entry) -> Path:
        """Put a text in place of what the journal has of its article; gives its file. Raises Unwritable."""
        path = self._places.get(entry.article) or self._place(entry)
        data = _written(entry).encode("utf-8", "surrogatepass")
        try:
            write_whole(path, data)
        except Unwritable:
            if not self.give_up_reserve():
                raise
            write_whole(path, data)
        sync_folder(path.parent)
        self._places[entry.article] = path
        return path

    def forget(self, article: str) -> None:
        """The text of this article is in the library."""
        own = self._places.pop(article, None)
        for path in {own} if own else {entry.path for entry in self.entries() if entry.article == article}:
            if path is not None:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self.folder.rmdir()  # only where it is empty

    def entries(self) -> tuple[Entry, ...]:
        """What waits, the oldest first. Files that are none of the journal's are left alone."""
        return tuple(sorted(_read_all(self.folder), key=lambda entry: entry.at))

    def set_reserve(self) -> None:
        """Set room aside for a full disk, where there is some. Written, not only asked for: a file with holes keeps
        nothing free."""
        path = self._reserve
        with contextlib.suppress(OSError, Unwritable):
            self._root.mkdir(parents=True, exist_ok=True)
            size = min(RESERVE, shutil.disk_usage(self._root).free // 10)  # not so much that it fills the disk itself
            if size >= _LEAST_RESERVE and not path.exists():
                write_whole(path, os.urandom(size))

    def give_up_reserve(self) -> bool:
        """Let go of the room that was set aside; whether there was some."""
        try:
            self._reserve.unlink()
        except OSError:
            return False
        return True

    @property
    def _reserve(self) -> Path:
        return self._root / "room for a full disk"

    def _place(self, entry: Entry) -> Path:
        known = next((one.path for one in self.entries() if one.article == entry.article), None)
        name = f"{file_name(entry.slug or 'untitled', b'')}-{entry.article.replace('-', '')[-12:]}.md"
        return known or free(self.folder / name)


def all_entries(folder: Path | None = None) -> tuple[Entry, ...]:
    """What waits for any library, the oldest first."""
    try:
        folders = [one for one in (folder or journal_dir()).iterdir() if one.is_dir()]
    except OSError:
        return ()
    return tuple(sorted((entry for one in folders for entry in _read_all(one)), key=lambda entry: entry.at))


def entry_of(
    library: Path,
    article: str,
    story: Story,
    version: int,
    caret: int,
    *,
    who: str = "",
    after: Iterable[Story] = (),
    baseline: Story | None = None,
) -> Entry:
    """A text as it is now, and those that were on their way before it. It takes as long as writing the stories."""
    now = datetime.now(UTC)
    before = tuple(stored(one).hash for one in after)
    agreed = None if baseline is None else stored(baseline)
    own = library.resolve(), article, stored(story), version, caret, now, who, _slug_of(story)
    return Entry(*own, after=before, baseline=agreed)


def _slug_of(story: Story) -> str:
    """By what a person knows the text again in a folder."""
    return story.slug or slugify(story.headline)


def read_entry(path: Path) -> Entry:
    """The text in a file of the journal. Raises Unreadable."""
    try:
        text = path.read_bytes().decode("utf-8", "surrogatepass")
        found = _HEAD.match(text)
        if found is None:
            raise ValueError("not of the journal")
        about: dict[str, Any] = json.loads(found[1])
        kept = Stored(about.pop("fields"), text[found.end() :])
        about |= {"library": Path(about["library"]), "at": datetime.fromisoformat(about["at"])}
        about["after"] = tuple(about["after"])
        if (agreed := about.pop("baseline", None)) is not None:
            about["baseline"] = Stored(str(agreed["fields"]), str(agreed["body"]))
        return Entry(text=kept, path=path, **about)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"“{path}” cannot be read as a text of the recovery journal. It was left as it is.") from error


def _read_all(folder: Path) -> Iterator[Entry]:
    try:
        files = sorted(folder.glob("*.md"))
    except OSError:
        return
    for path in files:
        with contextlib.suppress(Unreadable):
            yield read_entry(path)


def _written(entry: Entry) -> str:
    from desk.formats.front_matter import write_fields  # noqa: PLC0415  YAML: seldom needed

    about = asdict(replace(entry, path=None))
    del about["path"], about["text"]
    if entry.baseline is None:
        del about["baseline"]
    about |= {"library": str(entry.library), "at": entry.at.isoformat(), "fields": entry.text.fields}
    matter = write_fields(unpack_fields(entry.text.fields)).removeprefix("---\n")
    if matter == "---\n":
        matter = 'headline: ""\n---\n'  # a fence with nothing but comments is no front matter
    return f"---\n{_TOLD}\n{_MARK}{json.dumps(about)}\n{matter}\n{entry.text.body}"

"""Everything that a library has, written as plain files: see `whole_readme` for what is there.

The folder is written aside and moved into place: it is there whole, or as it was. An earlier export in its place is
refreshed: what Desk wrote there and nobody changed goes, all else stays.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from desk.errors import Unreadable, Unwritable
from desk.library.library import Library
from desk.library.moments import moment_text
from desk.library.storing import Stored
from desk.library.travel import OF_ARTICLES
from desk.library.whole import OWN_TABLES, Dossier, Everything, Face, Text
from desk.newsroom.whole_files import (
    ARTICLES,
    FORMAT,
    MARK,
    MEDIA,
    SUMS,
    VERSION,
    Names,
    Tell,
    body_in,
    fields_record,
    is_export,
    nobody,
    picture_name,
    text_file,
    version_name,
)
from desk.newsroom.whole_pages import put_pages
from desk.newsroom.whole_readme import README
from desk.newsroom.whole_refresh import take_place
from desk.newsroom.whole_said import said_file
from desk.story.plurals import counted

# All is written before the disk is waited for, once; where the system cannot do that, each file waits by itself.
_SYNC = getattr(os, "sync", None)


@dataclass(frozen=True, slots=True)
class GivenOut:
    """A folder with everything: how much it is, how many versions are damaged in the library and so are not there, and
    where files of an earlier export are that somebody changed."""

    path: Path
    articles: int
    versions: int
    pictures: int
    lost: int = 0
    kept: Path | None = None


def export_everything(library: Library, folder: Path, tell: Tell = nobody) -> GivenOut:
    """Write all that a library has into a folder of its own. Nothing is written into the library.

    `tell` hears how many of how many articles and pictures are done; what it raises ends the work, and nothing is
    left of it. Raises Unwritable, also for a folder that holds something else, and what reading raises."""
    folder = folder.resolve()
    _check(folder)
    aside = folder.parent / f".{folder.name[:60]}.{secrets.token_hex(4)}.part"
    try:
        try:
            aside.mkdir(parents=True)
            with library.everything() as everything:
                export = _Export(aside, tell)
                numbers = export.write(everything)
            if _SYNC is not None:
                _SYNC()
            return GivenOut(folder, *numbers, export.lost, take_place(aside, folder))
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    except OSError as error:
        raise Unwritable(
            f"“{folder}” could not be written: {error.strerror or error}. Nothing is left of it; the library is "
            "untouched."
        ) from error


def _check(folder: Path) -> None:
    """Raises Unwritable where the folder is none for an export."""
    try:
        taken = folder.exists() and (not folder.is_dir() or next(folder.iterdir(), None) is not None)
    except OSError as error:
        raise Unwritable(f"“{folder}” cannot be looked into: {error.strerror}. Nothing was written.") from error
    if taken and not is_export(folder):
        raise Unwritable(
            f"“{folder}” is not empty, and is no earlier export of Desk. Name a folder that is not there yet. "
            "Nothing was written."
        )


class _Export:
    """Writes one folder. Holds the texts of a few articles at a time, and the names of all pictures."""

    def __init__(self, folder: Path, tell: Tell) -> None:
        self._folder = folder
        self._tell = tell
        self._names = Names()
        self._pictures: dict[str, str] = {}
        self._versions = 0
        self.lost = 0

    def write(self, everything: Everything) -> tuple[int, int, int]:
        """Write it all; gives the numbers of articles, versions and pictures."""
        for name in ("articles", "media", "records"):
            (self._folder / name).mkdir()
        articles, pictures = everything.articles(), everything.pictures()
        done, total = 0, articles + pictures
        with (self._folder / SUMS).open("xb") as sums:
            self._sums = sums
            with _Lines(self, MEDIA) as lines:
                for record in everything.media():
                    self._tell(done, total)
                    lines.put(self._picture(record.values))
                    done += 1
            with _Lines(self, ARTICLES) as lines:
                for dossier, face in everything.dossiers():
                    self._tell(done, total)
                    lines.put(self._article(dossier, face))
                    done += 1
            for table in OWN_TABLES:
                with _Lines(self, f"records/{table}.jsonl") as lines:
                    for row in everything.rows(table):
                        lines.put(row)
            self._own_files(articles, pictures)
        self._tell(total, total)
        return articles, self._versions, pictures

    def _own_files(self, articles: int, pictures: int) -> None:
        at = datetime.now(UTC)
        numbers = {"articles": articles, "versions": self._versions, "pictures": pictures}
        amounts = ", ".join(counted(number, name.removesuffix("s")) for name, number in numbers.items())
        said = README.format(at=f"{at:%Y-%m-%d %H:%M}", amounts=amounts)
        self.put("README.txt", said.encode())
        head = {"format": FORMAT, "version": VERSION, "written": moment_text(at), **numbers}
        self.put(MARK, f"{json.dumps(head, indent=2)}\n".encode())

    def _picture(self, row: dict[str, Any]) -> dict[str, Any]:
        data = row.pop("data")
        name = picture_name(row["hash"], row["mime"])
        self.put(name, data)
        self._pictures[row["hash"]] = name
        return row | {"file": name}

    def _article(self, dossier: Dossier, face: Face) -> dict[str, Any]:
        """Write the files of an article; gives its record."""
        name = f"articles/{self._names.of(dossier.slug, dossier.id)}"
        (self._folder / name / "history").mkdir(parents=True)
        texts = _Texts(self, self._pictures)
        for number, row in enumerate(dossier.revisions, 1):
            self._version(dossier, number, row, name, texts)
        about: dict[str, Any] = {"article": dossier.id, "slug": dossier.slug, "state": face.state}
        about |= ({"in_bin": True} if face.binned else {}) | {"created": face.created, "updated": face.updated}
        self._commented(dossier, name, texts)
        draft = None
        if dossier.draft is None:
            text = _standing(dossier, face)
        else:
            row = dossier.draft
            text = Text(Stored(row["fields"], row["body"]), row["words"])
            draft = {key: row[key] for key in ("base", "who", "at", "words")} | {"text": text.kept.hash}
            of_draft = {"draft_of": dossier.id, "who": row["who"], "at": row["at"]}
            texts.put(f"{name}/history/draft.md", text, of_draft)
            if row["baseline_fields"] is not None:
                agreed = Text(Stored(row["baseline_fields"], row["baseline_body"]), row["words"])
                texts.put(f"{name}/history/draft.baseline.md", agreed, {"baseline_of_draft": dossier.id})
                draft["baseline"] = agreed.kept.hash
        sha256 = texts.put(f"{name}.md", text, about)
        own = {"id": dossier.id, "slug": dossier.slug, "version": dossier.version, "caret": dossier.caret}
        rows = {kind: [_without_article(row) for row in getattr(dossier, kind)] for kind in OF_ARTICLES}
        if dossier.pages:
            (self._folder / name / "delivered").mkdir()
        rows["deliveries"] = list(put_pages(dossier, f"{name}/delivered", self.put, self.read, self._pictures))
        own |= {"file": f"{name}.md", "sha256": sha256, "head": face.head}
        return own | rows | {"draft": draft, "texts": texts.records}

    def _version(self, dossier: Dossier, number: int, row: dict[str, Any], name: str, texts: _Texts) -> None:
        if not {row["story"], row["baseline"]} <= dossier.texts.keys():
            self.lost += 1
            return
        self._versions += 1
        about = {"version": number, "revision": row["id"]} | {key: row[key] for key in ("who", "at", "why")}
        about |= {key: row[key] for key in ("note", "parents") if row[key]}
        file = f"{name}/history/{version_name(number, row['at'], row['who'])}"
        texts.put(file, dossier.texts[row["story"]], about)
        if row["baseline"] != row["story"]:
            texts.put(f"{file[:-3]}.baseline.md", dossier.texts[row["baseline"]], {"baseline_of": row["id"]})

    def _commented(self, dossier: Dossier, name: str, texts: _Texts) -> None:
        """What was said, and the texts on which comments were put and which are no version."""
        if said := said_file(dossier):
            self.put(f"{name}/history/comments.md", said.encode())
        seen = dict.fromkeys(row["story"] for row in dossier.comments)
        others = [hash_ for hash_ in seen if hash_ in dossier.texts and hash_ not in texts.records]
        for number, hash_ in enumerate(others, 1):
            texts.put(f"{name}/history/commented-{number:04}.md", dossier.texts[hash_], {"commented": dossier.id})

    def put(self, name: str, data: bytes) -> str:
        """Write a file; gives the SHA-256 of its bytes."""
        with (self._folder / name).open("xb") as file:
            file.write(data)
            flush(file)
        return self.note(name, hashlib.sha256(data).hexdigest())

    def read(self, name: str) -> bytes:
        """The bytes of a file that was written."""
        return (self._folder / name).read_bytes()

    def note(self, name: str, sha256: str) -> str:
        """Note what was written."""
        self._sums.write(f"{sha256}  {name}\n".encode())
        return sha256

    def open(self, name: str) -> IO[bytes]:
        """A file that is written bit by bit."""
        return (self._folder / name).open("xb")


def _standing(dossier: Dossier, face: Face) -> Text:
    hash_ = next(row["story"] for row in dossier.revisions if row["id"] == face.head)
    if hash_ not in dossier.texts:
        raise Unreadable(
            f"The text of “{dossier.slug}” is damaged in the library. Nothing was written. Mend the library first: "
            "desk salvage."
        )
    return dossier.texts[hash_]


def flush(file: IO[bytes]) -> None:
    """Wait for the disk, where that is not done for all files at once."""
    if _SYNC is None:
        file.flush()
        os.fsync(file.fileno())


def _without_article(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "article"}


class _Lines:
    """A file with one record a line."""

    def __init__(self, export: _Export, name: str) -> None:
        self._export = export
        self._name = name
        self._hash = hashlib.sha256()

    def __enter__(self) -> _Lines:
        self._file = self._export.open(self._name)
        return self

    def put(self, record: dict[str, Any]) -> None:
        """One more."""
        line = f"{json.dumps(record, ensure_ascii=False, separators=(',', ':'))}\n".encode()
        self._hash.update(line)
        self._file.write(line)

    def __exit__(self, kind: object, *_: object) -> None:
        with self._file:
            if kind is None:
                flush(self._file)
        if kind is None:
            self._export.note(self._name, self._hash.hexdigest())


class _Texts:
    """The texts of one article, each of which may stand in several files."""

    def __init__(self, export: _Export, pictures: Mapping[str, str]) -> None:
        self.records: dict[str, dict[str, Any]] = {}
        self._export = export
        self._pictures = pictures

    def put(self, name: str, text: Text, about: Mapping[str, Any]) -> str:
        """Write a text into a file; gives the SHA-256 of its bytes."""
        written = text_file(text.kept, about, "../" * name.count("/"), self._pictures)
        hash_ = text.kept.hash
        empty = {"words": text.words, "fields": fields_record(text.kept.fields), "files": []}
        record = self.records.setdefault(hash_, empty)
        record["files"].append(name)
        if body_in(written) != text.kept.body:
            record["body"] = text.kept.body
        return self._export.put(name, written.encode())

"""One line of `records/articles.jsonl`, and the files that belong to it, as a dossier for the library."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, TypeAlias, TypeVar

from desk.errors import Unreadable
from desk.formats.importing import LARGEST_TEXT
from desk.library.projections import newest_leaf
from desk.library.review_rows import on_another_story
from desk.library.storing import Stored
from desk.library.whole import Dossier, Text
from desk.newsroom.whole_files import Folder, body_in, canonical
from desk.newsroom.whole_pages import page_from, without_files

T = TypeVar("T")
Row: TypeAlias = dict[str, Any]
_FIRST = ("revisions", "moves", "deliveries")  # kinds of records that there always were
_AS_BEFORE = "what was agreed on before still is."
_LARGEST = 2**62  # that a number in a table may be


class Line:
    """An article of an export. `is_edited` says whether its file was changed since; `troubles` what of it is not
    there."""

    def __init__(self, record: Row, folder: Folder) -> None:
        """Raises ValueError where the record is not what it should be."""
        self.troubles: list[str] = []
        self._record = record
        self._folder = folder
        self.id, self.slug, self.file = (_of(str, record, name) for name in ("id", "slug", "file"))
        self.head, self._sha256 = _of(str, record, "head"), _of(str, record, "sha256")
        self._texts: Row = _of(dict, record, "texts")
        self._draft: Row | None = record.get("draft")
        self._read: dict[str, str | None] = {}
        self._pages: dict[str, bytes | None] = {}
        if self._draft is not None and not isinstance(self._draft, dict):
            raise ValueError("its draft is none")
        self.is_edited = self._look()

    def _look(self) -> bool:
        """Whether the article's file is another than was written. Where it is missing that is said."""
        data = self._bytes(self.file)
        if data is None:
            self.troubles.append(f"{self.file} is missing; the article came in from its versions.")
            return False
        return hashlib.sha256(data).hexdigest() != self._sha256

    @property
    def stood(self) -> str:
        """The hash of the text that its file was written with."""
        if self._draft is not None:
            return _of(str, self._draft, "text")
        return next((_of(str, row, "story") for row in self._rows("revisions") if row.get("id") == self.head), "")

    def text(self, hash_: str) -> Text | None:
        """A text by its hash, from the first file that has it; None where none has."""
        record = self._texts.get(hash_)
        if not isinstance(record, dict):
            return None
        fields = record.get("fields")
        own = fields if isinstance(fields, str) else canonical(fields)
        words = _of(int, record, "words")
        body = record.get("body")
        if isinstance(body, str) and (kept := Stored(own, body)).hash == hash_:
            return Text(kept, words)
        for name in _of(list, record, "files"):
            body = self._body(str(name))
            if body is not None and (kept := Stored(own, body)).hash == hash_:
                return Text(kept, words)
        return None

    def fields(self, hash_: str) -> str:
        """The fields of a text; "{}" where they are not there."""
        record = self._texts.get(hash_)
        fields = record.get("fields", {}) if isinstance(record, dict) else {}
        return fields if isinstance(fields, str) else canonical(fields)

    def dossier(self) -> Dossier | None:
        """All that is there of the article; None where no version of it is. Raises ValueError."""
        revisions = self._rows("revisions")
        texts: dict[str, Text] = {}
        kept: list[Row] = []
        for number, row in enumerate(revisions, 1):
            text = self.text(_of(str, row, "story"))
            if text is None:
                self.troubles.append(f"Version {number} of {self.file} is missing or was changed, and was left out.")
                continue
            texts[row["story"]] = text
            kept.append(self._agreed_row(row, texts, kept, f"version {number} of {self.file}"))
        if not kept:
            self.troubles.append(f"No version of {self.file} can be read; the article was left out.")
            return None
        ids = {_of(str, row, "id") for row in kept}
        sent = tuple(row for row in self._rows("deliveries") if _of(str, row, "revision") in ids)
        pages = {row["sha256"]: page for row in sent if (page := self._page(row)) is not None}
        own = _of(int, self._record, "version"), _of(int, self._record, "caret")
        said = tuple(self._comment(row, texts, kept[-1]) for row in self._rows("comments"))
        records = tuple(kept), self._rows("moves"), without_files(sent)
        more = said, self._rows("decisions"), self._rows("declined"), self._rows("sources")
        return Dossier(self.id, self.slug, *own, *records, texts, self._draft_row(kept), *more, pages=pages)

    def _page(self, row: Row) -> bytes | None:
        """What went out with a delivery, packed; None where that is not there, or was not known."""
        if "file" not in row:
            return None
        name, sha256 = _of(str, row, "file"), _of(str, row, "sha256")
        if name not in self._pages:
            data = self._bytes(name)
            self._pages[name] = None if data is None else page_from(data, sha256, self._folder.read)
            if self._pages[name] is None:
                self.troubles.append(f"{name} is missing or was changed; what went out then is not known any more.")
        return self._pages[name]

    def _agreed_row(self, row: Row, texts: dict[str, Text], before: list[Row], name: str) -> Row:
        """A version; what was agreed on in it comes with it. Where that is not there, its text is worth more than to
        be left out: what was agreed on before still is."""
        hash_ = _of(str, row, "baseline")
        text = texts.get(hash_) or self.text(hash_)
        if text is not None:
            texts[hash_] = text
            return row
        self.troubles.append(f"What was agreed on in {name} is missing or was changed; {_AS_BEFORE}")
        return row | {"baseline": before[-1]["baseline"] if before else row["story"]}

    def _comment(self, row: Row, texts: dict[str, Text], version: Row) -> Row:
        """A comment; its text comes with it. Where that is not there it loses its place."""
        hash_, anchor = _of(str, row, "story"), _of(str, row, "anchor")
        text = texts.get(hash_) or self.text(hash_)
        if text is not None:
            texts[hash_] = text
            return row
        if anchor:
            self.troubles.append(
                f"The text of a comment in {self.file} is missing or was changed; the comment lost its place."
            )
        return on_another_story(row, version["story"])

    def _draft_row(self, revisions: list[Row]) -> Row | None:
        draft = self._draft
        if draft is None:
            return None
        text = self.text(_of(str, draft, "text"))
        if text is None:
            self.troubles.append(f"What was being typed in {self.file} is missing or was changed, and was left out.")
            return None
        base = _of(str, draft, "base")
        known = {_of(str, row, "id"): _of(list, row, "parents") for row in revisions}
        about: Row = {"article": self.id, "base": base if base in known else newest_leaf(known)}
        about |= {"who": _of(str, draft, "who"), "at": _of(str, draft, "at"), "words": _of(int, draft, "words")}
        agreed = self.text(_of(str, draft, "baseline")) if "baseline" in draft else None
        if agreed is None and "baseline" in draft:
            self.troubles.append(f"What was agreed on in {self.file} is missing or was changed; {_AS_BEFORE}")
            agreed = next((self.text(row["baseline"]) for row in revisions if row["id"] == about["base"]), None)
        agreed = None if agreed == text else agreed
        about |= {"baseline_fields": agreed and agreed.kept.fields, "baseline_body": agreed and agreed.kept.body}
        return about | {"fields": text.kept.fields, "body": text.kept.body}

    def _rows(self, kind: str) -> tuple[Row, ...]:
        """Its records of a kind; one that was written by an older Desk has none of those that came later."""
        rows: list[Any] = _of(list, self._record, kind) if kind in self._record or kind in _FIRST else []
        if not all(isinstance(row, dict) for row in rows):
            raise ValueError(f"its {kind} are damaged")
        return tuple(row | {"article": self.id} for row in rows)

    def _body(self, name: str) -> str | None:
        """The body in a file, read once; None where it cannot be."""
        if name not in self._read:
            data = self._bytes(name)
            try:
                self._read[name] = None if data is None else body_in(data.decode())
            except ValueError:
                self._read[name] = None
        return self._read[name]

    def _bytes(self, name: str) -> bytes | None:
        try:
            return self._folder.read(name, LARGEST_TEXT * 2)
        except Unreadable:
            return None


def _of(kind: type[T], record: Mapping[str, Any], name: str) -> T:
    value = record.get(name)
    if not isinstance(value, kind) or (isinstance(value, int) and abs(value) > _LARGEST):
        raise ValueError(f"“{name}” is not there, or is damaged")
    return value

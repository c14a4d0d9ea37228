"""From what two files gave, one library that is whole in itself: records are immutable, so it is a union of sets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

import uuid6

from desk.errors import Unreadable
from desk.formats.packed_page import is_page
from desk.library.review_rows import on_another_story
from desk.library.salvage_report import Lost, SalvagedArticle, Shape, Source
from desk.library.salvage_rows import Found, Row
from desk.library.search import words_of
from desk.library.storing import Stored, opened, stored, unpack_fields
from desk.library.values import Why
from desk.story.body import Body, Paragraph, clean_line, spans
from desk.story.story import Story

_SALVAGED = "Salvaged from a damaged library."
_TORN = "Salvaged from a damaged library: some letters may be wrong, or the end missing."

_ONCE = {  # and the revisions
    *("replicas", "media", "moves", "deliveries", "pages", "comments", "decisions", "declined", "sources", "contacts")
}


class _New(NamedTuple):
    """What becomes a record because no other could be read."""

    text: Stored
    source: Source
    note: str
    at: str
    who: str = ""
    agreed: Stored | None = None


@dataclass(slots=True)
class Plan:
    """The rows of the new library by table, and what is to be said of them."""

    tables: dict[str, list[Row]]
    articles: list[SalvagedArticle] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    lost_versions: int = 0
    lost_pictures: int = 0
    lost_pages: int = 0


def plan(damaged: Found, backup: Found, typed: Iterable[Row], now: str) -> Plan:
    """What the new library is. `typed` are texts that were not in a library yet, as rows of its drafts; `now` is the
    moment as the tables keep it."""
    return _Merge(damaged, backup, list(typed), now).run()


class _Merge:
    def __init__(self, damaged: Found, backup: Found, typed: list[Row], now: str) -> None:
        self.damaged, self.backup = damaged, backup
        self.typed = {row["article"]: row for row in typed}
        self.now = now
        # What was emptied out of the bin stays away; but a library that went back to an older backup may have again
        # what a newer one says is gone.
        there = {row["article"] for row in damaged.of("revisions").values()}
        gone = {article: row for article, row in backup.of("gone").items() if article not in there}
        self.gone = gone | damaged.of("gone")
        self.stories = backup.of("stories") | damaged.of("stories")
        self.rows = {
            name: self._records(name) if name in _ONCE else backup.of(name) | damaged.of(name)
            for name in {*damaged.tables, *backup.tables} - {"stories", "revisions", "drafts", "articles"}
        }
        self.revisions: dict[str, Row] = {}
        self.by_article: dict[str, list[Row]] = {}
        self.doubtful: set[str] = set()  # articles whose draft may have wrong letters
        self.unread: list[Row] = []  # revisions whose story could not be read
        self.drafts: dict[str, Row] = {}
        self.sources: dict[str, Source] = {}  # of texts that are new records, by their story's hash
        self.out = Plan({})

    def run(self) -> Plan:
        self._take_revisions()
        self._take_drafts()
        faces = self._faces()
        torn = self._mend(faces)
        found = self._adopt(faces)
        self._tell(faces, torn, found)
        self._fill(faces)
        self._fill_reviews()
        self._name_replicas()
        return self.out

    def _records(self, name: str) -> dict[str, Row]:
        """What is written once and never changed: where both have a record the backup's is right, which is whole."""
        return self.damaged.of(name) | self.backup.of(name)

    def _take_revisions(self) -> None:
        for row in sorted(self._records("revisions").values(), key=lambda one: str(one["id"])):
            if row["article"] in self.gone:
                continue
            story = row["story"]
            if story not in self.stories and story in self.damaged.loose:
                self.stories[story] = self.damaged.loose[story]
            if story not in self.stories:
                self.unread.append(row)
                continue
            if row["baseline"] in self.stories:
                self._add_revision(row)
            else:  # what was agreed on is lost: what was so before still is
                before = self.by_article.get(row["article"])
                self._add_revision(row | {"baseline": before[-1]["baseline"] if before else story})

    def _add_revision(self, row: Row) -> None:
        self.revisions[row["id"]] = row
        self.by_article.setdefault(row["article"], []).append(row)

    def _new_revision(self, article: str, made: _New) -> None:
        """A text for which there is no record becomes one, on what stands."""
        text, source, note, at, who, agreed = made
        head = self._head(article)
        hash_ = self._add_story(text)
        baseline = self._add_story(agreed) if agreed else hash_
        self.sources[hash_] = source
        replica = next(iter(self.rows.get("replicas", {})), str(uuid6.uuid7()))
        values: dict[str, Any] = {"id": str(uuid6.uuid7()), "article": article, "who": who, "at": at, "note": note}
        parents = json.dumps([head["id"]] if head else [])
        about = {"parents": parents, "why": Why.RESTORED.value, "story": hash_, "baseline": baseline}
        self._add_revision(values | about | {"replica": replica})

    def _add_story(self, text: Stored) -> str:
        hash_, words = text.hash, len(text.body.split())
        self.stories.setdefault(hash_, {"hash": hash_, "fields": text.fields, "body": text.body, "words": words})
        return hash_

    def _head(self, article: str) -> Row | None:
        """The revision that stands: the newest from which no other was made."""
        chain = self.by_article.get(article, [])
        parents = {parent for row in chain for parent in json.loads(row["parents"])}
        leaves = [row for row in chain if row["id"] not in parents] or chain
        return max(leaves, key=lambda row: str(row["id"]), default=None)

    def _take_drafts(self) -> None:
        """What was being typed, where nothing newer was kept. Where what it was begun on is lost, it becomes a
        revision."""
        newest: dict[str, tuple[Row, Source]] = {}
        for rows, source in (
            (self.backup.of("drafts"), Source.BACKUP),
            (self.damaged.of("drafts"), Source.LIBRARY),
            (self.typed, Source.JOURNAL),
        ):
            for article, row in rows.items():
                if article not in self.gone and (article not in newest or row["at"] >= newest[article][0]["at"]):
                    newest[article] = row, source
        for article, (row, source) in newest.items():
            head = self._head(article)
            text = readable(Stored(row["fields"], row["body"]))
            agreed = _agreed(row) or self._agreed_before(row)
            row |= {"fields": text.fields, "body": text.body}
            row |= {"baseline_fields": agreed and agreed.fields, "baseline_body": agreed and agreed.body}
            both = text.hash, (agreed or text).hash
            if head is not None and (_is_later(head, row) or (head["story"], head["baseline"]) == both):
                continue
            self.sources[text.hash] = source
            if source is Source.LIBRARY and self._is_doubtful(article, row):
                self.doubtful.add(article)
            if row["base"] in self.revisions:
                self.drafts[article] = row
            else:
                self._new_revision(article, _New(text, source, _SALVAGED, row["at"], row["who"], agreed))

    def _agreed_before(self, draft: Row) -> Stored | None:
        """Where it is lost what of a draft is agreed on: what was so in the revision that it was begun on."""
        base = self.revisions.get(draft["base"])
        if base is None or (draft.get("baseline_fields") is None and draft.get("baseline_body") is None):
            return None
        known = self.stories[base["baseline"]]
        return opened(known["fields"], known["body"], known.get("packed"))

    def _is_doubtful(self, article: str, draft: Row) -> bool:
        """Whether the search index has other words of a draft than the draft: a draft has no hash to prove itself."""
        face = self.damaged.of("articles").get(article)
        indexed = self.damaged.words.get(face["number"]) if face else None
        if face is None or indexed is None or face["indexed"] != face["version"] or face["updated"] != draft["at"]:
            return False
        return words_of(draft["body"]) not in indexed

    def _faces(self) -> dict[str, Row]:
        """What the list showed of each article, by its id."""
        faces = dict(self.backup.of("articles"))
        for article, row in self.damaged.of("articles").items():
            if article not in faces or row["version"] >= faces[article]["version"]:
                faces[article] = row
        return {article: row for article, row in faces.items() if article not in self.gone}

    def _mend(self, faces: dict[str, Row]) -> set[str]:
        """Where the newest text of an article is damaged but there is something of it, keep that."""
        mended: set[str] = set()
        for row in sorted(self.unread, key=lambda one: str(one["id"]), reverse=True):
            article = row["article"]
            head = self._head(article)
            text = self.damaged.torn.get(row["story"])
            stands = head is not None and (head["id"] > row["id"] or row["id"] in json.loads(head["parents"]))
            if text is None or article in mended or stands or article in self.drafts:
                continue
            title = faces[article]["title"] if article in faces else ""
            self._new_revision(article, _New(readable(text, title), Source.LIBRARY, _TORN, row["at"], row["who"]))
            mended.add(article)
        for article, face in faces.items():
            text = self.damaged.torn.get(article)  # a draft
            if text is None and article not in self.by_article:
                text = Stored("{}", self.damaged.words.get(face["number"], ""))
            if text is not None and text.body and article not in self.drafts and article not in mended:
                self._new_revision(article, _New(readable(text, face["title"]), Source.LIBRARY, _TORN, face["updated"]))
                mended.add(article)
        return mended

    def _adopt(self, faces: dict[str, Row]) -> set[str]:
        """Whole texts that an article stood on and no revision names: they go to the article whose headline they have,
        or become articles of their own."""
        named = {row[name] for row in [*self.revisions.values(), *self.unread] for name in ("story", "baseline")}
        named |= {row["story"] for row in self.rows.get("comments", {}).values()}
        found: set[str] = set()
        for hash_, row in list(self.damaged.of("stories").items()):
            if hash_ in named or row.get("packed") is not None or (row.get("guessed") and self.by_article):
                continue
            text = Stored(row["fields"], row["body"])
            headline = unpack_fields(text.fields).headline
            same = (one for one in faces.values() if headline and one["title"] == headline)
            article = next((str(one["id"]) for one in same if self._stood_on_lost(one)), None)
            if article is None:
                article = str(uuid6.uuid7())
                found.add(article)
            face = faces.get(article)
            self._new_revision(article, _New(text, Source.LIBRARY, _SALVAGED, face["updated"] if face else self.now))
        return found

    def _stood_on_lost(self, face: Row) -> bool:
        return face["head"] not in self.revisions and face["id"] not in self.drafts

    def _tell(self, faces: dict[str, Row], torn: set[str], found: set[str]) -> None:
        for article in sorted(self.by_article):
            head, face = self._head(article), faces.get(article)
            assert head is not None
            draft = self.drafts.get(article)
            text = draft or self.stories[head["story"]]
            at = draft["at"] if draft else head["at"]
            hash_ = Stored(draft["fields"], draft["body"]).hash if draft else head["story"]
            source = self.sources.get(hash_) or (
                Source.LIBRARY if hash_ in self.damaged.of("stories") or hash_ in self.damaged.loose else Source.BACKUP
            )
            older = face is not None and at < face["updated"]
            lost_head = any(row["article"] == article and row["id"] > head["id"] for row in self.unread)
            shape = (
                *((Shape.TORN,) if article in torn or article in self.doubtful else ()),
                *((Shape.FOUND,) if article in found else ()),
                *((Shape.OLDER,) if older or lost_head else ()),
                Shape.WHOLE,
            )[0]
            known = _moment(face["updated"]) if face else None
            title = _title(text, face)
            self.out.articles.append(
                SalvagedArticle(article, title, text["words"], _moment(at) or _moment(self.now), source, shape, known)  # type: ignore[arg-type]
            )
        for article, face in faces.items():
            if article not in self.by_article:
                self.out.lost.append(Lost(face["title"], face["slug"], face["words"], _moment(face["updated"])))
        self.out.lost_versions = sum(row["article"] in self.by_article for row in self.unread) - len(torn)
        self.out.lost_versions = max(0, self.out.lost_versions)

    def _fill(self, faces: dict[str, Row]) -> None:
        tables = {name: list(rows.values()) for name, rows in self.rows.items()}
        self.out.lost_pictures = len(self.damaged.torn_media - set(self.rows.get("media", {})))
        used = {row[name] for row in self.revisions.values() for name in ("story", "baseline")}
        tables["stories"] = [row for hash_, row in self.stories.items() if hash_ in used]
        tables["revisions"] = list(self.revisions.values())
        tables["drafts"] = list(self.drafts.values())
        tables["gone"] = list(self.gone.values())
        tables["moves"] = [row for row in tables.get("moves", []) if row["article"] in self.by_article]
        tables["deliveries"] = [row for row in tables.get("deliveries", []) if row["revision"] in self.revisions]
        tables["pages"] = self._pages({row["sha256"] for row in tables["deliveries"]})
        heads = {article: self._head(article) for article in self.by_article}
        tables["articles"] = [
            row | {"head": head["id"]} for article, row in faces.items() if (head := heads.get(article)) is not None
        ]
        self.out.tables = tables

    def _pages(self, sent: set[str]) -> list[Row]:
        """What went out of the articles that are there, where it is whole and has all its pictures."""
        media = {hash_: row["data"] for hash_, row in self.rows.get("media", {}).items()}
        pages = self.rows.get("pages", {})
        whole = [row for hash_, row in pages.items() if hash_ in sent and is_page(hash_, row["data"], media.get)]
        self.out.lost_pages = len(sent & (pages.keys() | self.damaged.torn_pages)) - len(whole)
        return whole

    def _fill_reviews(self) -> None:
        """What was said and decided on the articles that are there. Where the text is lost that a comment was put on,
        it is on the one that stands, and only its place is not known any more."""
        tables = self.out.tables
        for name in ("decisions", "looks", "declined", "sources"):
            tables[name] = [row for row in tables.get(name, []) if row["article"] in self.by_article]
        there = {row["hash"] for row in tables["stories"]}
        said = [row for row in tables.get("comments", []) if row["article"] in self.by_article]
        for number, row in enumerate(said):
            hash_ = row["story"]
            if hash_ in there:
                continue
            story = self.stories.get(hash_) or self.damaged.loose.get(hash_)
            if story is None:
                head = self._head(row["article"])
                said[number] = on_another_story(row, head["story"] if head else "")
            else:
                there.add(hash_)
                tables["stories"].append(story)
        tables["comments"] = said

    def _name_replicas(self) -> None:
        """Where it was lost which library made a record, it is one without a name."""
        tables = self.out.tables
        named = {row["replica"] for name in tables for row in tables[name] if "replica" in row}
        missing = sorted(named - set(self.rows.get("replicas", {})))
        tables.setdefault("replicas", []).extend({"id": id_, "name": "", "created": self.now} for id_ in missing)


def _is_later(head: Row, draft: Row) -> bool:
    """Whether a revision was made after a draft was written. Of one on which it was begun no clock says that."""
    return draft["base"] != head["id"] and str(head["at"]) >= str(draft["at"])


def _agreed(draft: Row) -> Stored | None:
    """What of a draft is agreed on, where that is another text and can be read."""
    fields, body = draft.get("baseline_fields"), draft.get("baseline_body")
    if not isinstance(fields, str) or not isinstance(body, str):
        return None
    agreed = Stored(fields, body)
    try:
        agreed.story()
    except Unreadable:
        return None
    return agreed


def readable(text: Stored, title: str = "") -> Stored:
    """A text that can be opened: this one, or where its letters are wrong in such a way that it cannot, its words.
    Without a headline it has this one."""
    try:
        story = text.story()
        if story.headline or not title:
            return text
    except Unreadable:
        parts = (clean_line(part) for part in text.body.split("\n\n"))
        blocks = tuple(Paragraph(spans(part)) for part in parts if part)
        story = Story(body=Body(blocks))
    if not story.headline and title:
        story = replace(story, headline=title)
    return stored(story)


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def _title(text: Row, face: Row | None) -> str:
    try:
        headline = unpack_fields(text["fields"] or "{}").headline if not text.get("packed") else ""
    except ValueError:
        headline = ""
    return headline or (face["title"] if face else "") or "Untitled"

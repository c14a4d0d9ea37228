"""Taking in what another library gave out whole: jobs for the writer's thread. It is a union: nothing goes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, bindparam, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from desk.library.credited import weigh
from desk.library.packing import pack_away
from desk.library.projections import project, slug_for
from desk.library.reading import Current, current, revision_agreed, revision_of, revision_text
from desk.library.records import REPLICA, Kept, add_revision
from desk.library.storing import Stored, baseline_of, stored, unpack_fields
from desk.library.tables import Articles, Base, Drafts, Looks, Replicas, Revisions, Settings, StandingMatter
from desk.library.travel import OF_ARTICLES, Record, add_records
from desk.library.values import ArticleRow, Merged, Why
from desk.library.writer import Transaction
from desk.library.writing import Scribe
from desk.story.counts import Counter
from desk.story.slugs import slug_of_file
from desk.story.story import Story

Row: TypeAlias = dict[str, Any]
OwnRows: TypeAlias = Mapping[str, Sequence[Row]]

_DRAFT_NOTE = "A draft that was brought in; this library has gone on since."
_LISTS = ("own-words", "saved-searches")  # settings that are lists, of which the union is taken
_IGNORED = "ignored-words/"
# Made once: to make a statement costs more than to run it.
_PUT_OWN = update(Articles).where(Articles.id == bindparam("of"))
_TAKEN = select(Articles.id).where(Articles.slug == bindparam("slug"))
_PUT_REPLICA = sqlite_insert(Replicas).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is kept, and its words."""

    kept: Stored
    words: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """An article with all that a library has of it. Rows are columns as JSON knows them, `texts` go by their hash, and
    so does what went out, packed, in `pages`; `draft` is a row too, or None. `slug`, `version` and `caret` are as they
    were there."""

    id: str
    slug: str
    version: int
    caret: int
    revisions: tuple[Row, ...]
    moves: tuple[Row, ...]
    deliveries: tuple[Row, ...]
    texts: Mapping[str, Text]
    draft: Row | None
    comments: tuple[Row, ...] = ()
    decisions: tuple[Row, ...] = ()
    declined: tuple[Row, ...] = ()
    sources: tuple[Row, ...] = ()
    pages: Mapping[str, bytes] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Its records but for the texts, with their kinds."""
        for kind in OF_ARTICLES:
            for row in getattr(self, kind):
                yield kind, row

    def records(self) -> Iterator[Record]:
        """Its records, what is referred to before what refers to it."""
        for hash_, text in self.texts.items():
            row = {"hash": hash_, "fields": text.kept.fields, "body": text.kept.body, "words": text.words}
            yield Record("stories", row)
        for hash_, data in self.pages.items():
            yield Record("pages", {"hash": hash_, "data": data})
        for kind, row in self.rows():
            yield Record(kind, row)


@dataclass(frozen=True, slots=True)
class Edit:
    """A text that was made outside of Desk, from one with the hash `stood`, which was the revision `head` or a draft
    on it."""

    article: str
    stood: str
    head: str
    story: Story
    note: str


class Edited(StrEnum):
    """What became of a text that was changed outside of Desk: it is the text now, or in the history, or was known."""

    TAKEN = "taken"
    KEPT = "kept"
    KNOWN = "known"


def take_dossiers(t: Transaction, dossiers: Sequence[Dossier], bring_back: bool) -> Merged:
    """Take articles in with all that belongs to them. Raises ValueError where they do not hold together."""
    ids = [each.id for each in dossiers]
    known = set(t.connection.scalars(select(Articles.id).where(Articles.id.in_(ids))))
    _name_replicas(t, dossiers)
    merged = add_records(t, [record for each in dossiers for record in each.records()], bring_back)
    gone = {each.article for each in merged.gone}
    came = [each for each in dossiers if each.id not in gone]
    people: set[str] = set()
    parted = {*merged.parted}
    for each in came:
        if each.draft is not None and (credited := _take_draft(t, each)) is not None:
            people |= credited
        elif each.draft is not None:
            parted.add(each.id)
    _name(t, [each for each in came if each.id not in known])
    weigh(t.connection, people)
    return replace(merged, parted=tuple(sorted(parted)))


def _name_replicas(t: Transaction, dossiers: Sequence[Dossier]) -> None:
    """Where it was lost which library made a record, it is one without a name."""
    _name_all(t, (row for each in dossiers for _, row in each.rows()))


def _name_all(t: Transaction, rows: Iterable[Row]) -> None:
    for replica in sorted({row["replica"] for row in rows if isinstance(row.get("replica"), str)}):
        _put_replica(t, replica)


def _put_replica(t: Transaction, replica: str) -> None:
    t.connection.execute(_PUT_REPLICA, {"id": replica, "name": "", "created": t.at})


def _name(t: Transaction, dossiers: Sequence[Dossier]) -> None:
    """Give new articles the slugs that they had, where no other has them; version and caret too."""
    for each in dossiers:
        t.connection.execute(_PUT_OWN, {"of": each.id, "slug": each.id})
    for each in dossiers:
        slug = each.slug
        if not slug or t.connection.scalar(_TAKEN, {"slug": slug}):
            slug = slug_for(t.connection, unpack_fields(current(t.connection, each.id).fields), each.id)
        own = {"slug": slug, "version": each.version, "caret": each.caret, "indexed": -1}
        t.connection.execute(_PUT_OWN, {"of": each.id} | own)


def _take_draft(t: Transaction, dossier: Dossier) -> set[str] | None:
    """Take a draft in, as one where nobody went on since, else as a revision. Gives whom the list credits anew; None
    where it is in the history now."""
    draft = dossier.draft
    assert draft is not None
    text, agreed = Stored(draft["fields"], draft["body"]), None
    unpack_fields(text.fields)
    if draft["baseline_fields"] is not None:
        agreed = Stored(draft["baseline_fields"], draft["baseline_body"])
        unpack_fields(agreed.fields)
    now = current(t.connection, dossier.id)
    if not now.base and now.head == draft["base"]:
        row = {name: draft[name] for name in Drafts.__table__.columns.keys()}  # noqa: SIM118  no mapping
        t.connection.execute(insert(Drafts).values(row | {"at": datetime.fromisoformat(draft["at"])}))
        return project(t.connection, dossier.id, changed=(now.text, now.agreed) != (text, agreed))
    kept = Kept(text, draft["words"], agreed)
    stands = Kept(now.text, now.words, now.agreed)
    if stands.hashes == kept.hashes or _has_text(t, dossier.id, text.hash, Revisions.baseline == kept.hashes[1]):
        return set()
    _keep_beside(t, now, kept, (draft["base"], draft["who"], _DRAFT_NOTE))
    return None


def _keep_beside(t: Transaction, now: Current, text: Kept, about: tuple[str, str, str]) -> None:
    """Put a text into the history of an article, and leave the one that stands. `about` is the revision that it was
    made from, whose it is, and a note."""
    parent, who, note = about
    stood = revision_of(t.connection, now.head).story_hash
    known = t.connection.scalar(select(Revisions.id).where(Revisions.id == parent, Revisions.article == now.id))
    beside = add_revision(t, now.id, text, (known or now.head,), why=Why.OVERTAKEN, note=note, who=who)
    if not now.base:  # a draft is the text whatever is the newest revision
        add_revision(t, now.id, Kept(now.text, now.words, now.agreed), (now.head, beside.id), why=Why.CHECKPOINT)
    project(t.connection, now.id, changed=False)
    pack_away(t.connection, [stood, beside.story_hash])
    t.tell("article", now.id)


def take_edited(t: Transaction, scribe: Scribe, edit: Edit) -> Edited:
    """Take in a text that somebody made outside of Desk. Where the article went on here since, the text stays."""
    text = Kept(stored(edit.story), Counter().words(edit.story))
    now = current(t.connection, edit.article)
    hash_ = text.kept.hash
    if hash_ in {edit.stood, now.text.hash} or _has_text(t, edit.article, hash_, Revisions.note == edit.note):
        return Edited.KNOWN
    ours = not now.base and revision_of(t.connection, now.head).note == edit.note
    if ours or now.text.hash == edit.stood:
        scribe.update(t, edit.article, lambda _: edit.story, Why.IMPORTED, edit.note)
        return Edited.TAKEN
    text = text._replace(agreed=_agreed_of(t, edit))
    _keep_beside(t, now, text, (edit.head, t.who, edit.note))
    return Edited.KEPT


def _agreed_of(t: Transaction, edit: Edit) -> Stored | None:
    """What of a text that was made outside of Desk is agreed on: what was suggested in the one that it was made from
    still is. None where all of it is agreed on."""
    made_from = select(Revisions.id).where(Revisions.article == edit.article, Revisions.story == edit.stood)
    revision = t.connection.scalar(made_from.order_by(Revisions.id.desc()).limit(1))
    agreed = revision_agreed(t.connection, revision) if revision else None
    if revision is None or agreed is None:
        return None
    from desk.revise.review.direct import directly  # noqa: PLC0415  seldom needed

    before = revision_text(t.connection, revision).story()
    return stored(directly(baseline_of(agreed, before), before, edit.story))


def take_file(t: Transaction, scribe: Scribe, story: Story, note: str, named: str) -> ArticleRow | None:
    """Make an article of a text, or nothing where one was made of it before."""
    if not (story.slug or story.headline):
        story = replace(story, slug=slug_of_file(named))
    made = select(Revisions.id).where(Revisions.story == stored(story).hash, Revisions.note == note)
    if t.connection.scalar(made.limit(1)) is not None:
        return None
    return scribe.create(t, story, Why.IMPORTED, note)


def _has_text(t: Transaction, article: str, hash_: str, *such: ColumnElement[bool]) -> bool:
    found = select(Revisions.id).where(Revisions.article == article, Revisions.story == hash_, *such)
    return t.connection.scalar(found.limit(1)) is not None


def take_own(t: Transaction, rows: OwnRows) -> None:
    """Take in what belongs to a library as such. Raises ValueError."""
    is_new = t.connection.scalar(select(Revisions.id).limit(1)) is None
    add_records(t, [Record("replicas", row) for row in rows.get("replicas", ())])
    _name_all(t, rows.get("contacts", ()))
    add_records(t, [Record("contacts", row) for row in rows.get("contacts", ())])
    for row in rows.get("settings", ()):
        key, value = _strings(row, "key", "value")
        _take_setting(t, key, value, is_new)
    if is_new:
        _take_gone(t, rows.get("gone", ()))
        _take_looks(t, rows.get("looks", ()))
    _take_furniture(t, rows.get("furniture", ()))
    t.tell("list")


def _take_setting(t: Transaction, key: str, value: str, is_new: bool) -> None:
    here = t.connection.scalar(select(Settings.value).where(Settings.key == key))
    is_list = key in _LISTS or key.startswith(_IGNORED)
    if here is None and key == REPLICA and is_new:
        _put_replica(t, value)
    if here is None and (is_new or is_list):
        t.connection.execute(insert(Settings).values(key=key, value=value))
    elif here is not None and is_list and here != value:
        t.connection.execute(update(Settings).where(Settings.key == key).values(value=_united(here, value)))


def _united(here: str, there: str) -> str:
    """What is in either of two lists; of searches with the same name the one that is here."""
    try:
        ours, theirs = json.loads(here), json.loads(there)
        known = {_name_of(one) for one in ours}
        more = [one for one in theirs if _name_of(one) not in known]
    except (ValueError, TypeError, KeyError, AttributeError):
        return here
    words = all(isinstance(one, str) for one in ours + more)
    both = sorted(ours + more, key=lambda word: (word.casefold(), word)) if words else ours + more
    return json.dumps(both, ensure_ascii=False) if more else here


def _name_of(one: Any) -> str:
    return str(one["name"]).casefold() if isinstance(one, dict) else str(one)


def _take_gone(t: Transaction, rows: Sequence[Row]) -> None:
    table = Base.metadata.tables["gone"]
    for row in rows:
        article, slug, who, at = _strings(row, "article", "slug", "who", "at")
        values = {"article": article, "slug": slug, "who": who, "at": datetime.fromisoformat(at)}
        t.connection.execute(sqlite_insert(table).values(values).on_conflict_do_nothing())


def _take_looks(t: Transaction, rows: Sequence[Row]) -> None:
    for row in rows:
        article, who, revision, at = _strings(row, "article", "who", "revision", "at")
        if not isinstance(row.get("version"), int):
            raise ValueError("a look should have a version")
        values = {"article": article, "who": who, "revision": revision, "version": row["version"]}
        put = sqlite_insert(Looks).values(values | {"at": datetime.fromisoformat(at)})
        t.connection.execute(put.on_conflict_do_nothing())


def _take_furniture(t: Transaction, rows: Sequence[Row]) -> None:
    kept = select(StandingMatter.title, StandingMatter.text, StandingMatter.slot)
    here = {tuple(row) for row in t.connection.execute(kept)}
    last = t.connection.scalar(select(func.max(StandingMatter.position)))
    for row in rows:
        title, text, slot = _strings(row, "title", "text", "slot")
        if (title, text, slot) in here:
            continue
        if last is not None or not isinstance(row.get("position"), int):
            position = last = (-1 if last is None else last) + 1
        else:
            position = row["position"]
        values = {"position": position, "title": title, "text": text, "slot": slot}
        t.connection.execute(insert(StandingMatter).values(values))


def _strings(row: Row, *names: str) -> list[str]:
    """These columns of a row. Raises ValueError where one is no text."""
    values = [row.get(name) for name in names]
    if not all(isinstance(value, str) for value in values):
        raise ValueError(f"a row should have the texts {', '.join(names)}")
    return [str(value) for value in values]

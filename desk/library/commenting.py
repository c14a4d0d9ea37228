"""Comments in the library: their records, and where their anchors are by now.

An anchor was put on one text, and the article stands on another one. Where it is there follows from the two; it is
noted, so that it need not be found out again and again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Row, Select, bindparam, insert, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from desk.errors import NotFound, Refused, Unreadable
from desk.library.begun import new_id
from desk.library.packing import pack_away, put_story
from desk.library.reading import Current, current
from desk.library.records import Kept, own_replica
from desk.library.review_values import Followed
from desk.library.storing import opened
from desk.library.tables import Anchors, Comments, Stories
from desk.library.writer import Transaction
from desk.revise.anchors import Following, text_at
from desk.story.anchor import WHOLE_STORY, Anchor, On, anchor_text, read_anchor, settled
from desk.story.body import clean_text
from desk.story.comments import Comment, Said, Thread, threads
from desk.story.story import Story

_AnyRow: TypeAlias = Row[*tuple[Any, ...]]

_COLUMNS = (
    *(Comments.id, Comments.article, Comments.thread, Comments.said, Comments.who, Comments.at, Comments.text),
    *(Comments.anchor, Comments.question, Comments.mentions, Comments.story),
)
_AT_ONCE = 500  # articles asked for in one statement
# Made once: to make a statement costs more than to run it.
_RECORDS: Select[*tuple[Any, ...]] = select(*_COLUMNS).order_by(Comments.id)
_OF_ARTICLES = _RECORDS.where(Comments.article.in_(bindparam("articles", expanding=True)))
_OF_THREAD = _RECORDS.where(Comments.thread == bindparam("of"))
_ANCHORS = select(Anchors.thread, Anchors.anchor, Anchors.story).where(Anchors.article == bindparam("of"))
_ADD = insert(Comments)
_ADD_ANCHOR = sqlite_insert(Anchors)
_PUT_ANCHOR = _ADD_ANCHOR.on_conflict_do_update(
    index_elements=[Anchors.thread],
    set_={name: _ADD_ANCHOR.excluded[name] for name in ("article", "anchor", "story")},
)
_TEXT = select(Stories.fields, Stories.body, Stories.packed).where(Stories.hash == bindparam("of"))
_HAS = select(Stories.hash).where(Stories.hash == bindparam("of"))


class Put(NamedTuple):
    """An anchor, and the hash of the story on which it is."""

    anchor: Anchor
    story: str


@dataclass(slots=True)
class Read:
    """The threads of an article with their anchors as they are in the text that stands, whose hash is `story`. `stale`
    are the threads whose anchors are to be noted there, and the story on which they were noted last."""

    article: str
    story: str
    threads: tuple[Followed, ...] = ()
    stale: dict[str, str] = field(default_factory=dict)


def threads_of(connection: Connection, articles: Sequence[str]) -> dict[str, tuple[Thread, ...]]:
    """The threads of these articles, in the order in which they were opened, with their anchors as they were then."""
    found: dict[str, list[Comment]] = {article: [] for article in articles}
    for row in _rows(connection, articles):
        found[row.article].append(_comment(row))
    return {article: threads(records) for article, records in found.items()}


def read_threads(connection: Connection, article: str) -> Read:
    """The threads of an article, with their anchors where they are now. Raises NotFound, and Unreadable where the text
    cannot be read."""
    rows = [*_rows(connection, [article])]
    now = current(connection, article)
    read = Read(article, now.text.hash)
    if not rows:
        return read
    where = {row.id: row.story for row in rows}
    noted = {row.thread: row for row in connection.execute(_ANCHORS, {"of": article})}
    follow = _Follow(connection, now, read.story)
    found = []
    for thread in threads(map(_comment, rows)):
        first = Put(thread.anchor, where[thread.opening.id])
        known = noted.get(thread.id)
        put = Put(_anchor(known.anchor), known.story) if known else first
        anchor = put.anchor
        if put.story != read.story and anchor.on in (On.WORDS, On.BLOCK):
            anchor = follow.anchor([put, first])
            if not now.base:  # a text that is only being typed is gone soon, and no way leads on from it
                read.stale[thread.id] = known.story if known else ""
        found.append(Followed(thread, anchor))
    read.threads = tuple(found)
    return read


class _Follow:
    """Follows anchors from older texts to the one that stands. Each text is read once."""

    def __init__(self, connection: Connection, now: Current, hash_: str) -> None:
        self._connection = connection
        self._now = now
        self._hash = hash_
        self._ways: dict[str, Following | None] = {}

    def anchor(self, known: Sequence[Put]) -> Anchor:
        """Where an anchor is now. `known` is where it was, the latest first: a text that was only being typed then
        is not there any more. Without any it is lost."""
        for anchor, story in known:
            if story == self._hash:
                return anchor
            if (way := self._way(story)) is not None:
                return way.anchor(anchor)
            if _stands_in(anchor, self.story):
                return anchor
        return replace(known[-1].anchor, lost=True)

    @cached_property
    def story(self) -> Story:
        """The text that stands. Raises Unreadable."""
        return self._now.text.story()

    def _way(self, story: str) -> Following | None:
        if story not in self._ways:
            self._ways[story] = None
            found = self._connection.execute(_TEXT, {"of": story}).first()
            if found is not None:
                with suppress(Unreadable):  # damaged: then where it was before says more
                    self._ways[story] = Following(opened(*found).story(), self.story)
        return self._ways[story]


def _stands_in(anchor: Anchor, story: Story) -> bool:
    """Whether its words stand at their place in a story, between the same ones."""
    text = text_at(story, anchor.place) if anchor.on is On.WORDS and not anchor.lost else None
    return text is not None and text[anchor.start : anchor.stop] == anchor.last and settled(anchor, text) is anchor


def note_followed(t: Transaction, read: Read) -> None:
    """Note where anchors were found, unless somebody noted something else meanwhile."""
    for each in read.threads:
        if (was := read.stale.get(each.thread.id)) is not None:
            values = _anchor_row(read.article, each.thread.id, each.anchor, read.story)
            t.connection.execute(
                _ADD_ANCHOR.on_conflict_do_update(
                    index_elements=[Anchors.thread],
                    set_={"anchor": values["anchor"], "story": values["story"]},
                    where=Anchors.story == was,
                ),
                values,
            )


def note_anchors(t: Transaction, article: str, story: str, anchors: Mapping[str, Anchor]) -> None:
    """Note where the anchors of threads are in the story of this hash."""
    if anchors:
        rows = [_anchor_row(article, thread, anchor, story) for thread, anchor in anchors.items()]
        t.connection.execute(_PUT_ANCHOR, rows)


def _anchor_row(article: str, thread: str, anchor: Anchor, story: str) -> dict[str, str]:
    return {"thread": thread, "article": article, "anchor": anchor_text(anchor), "story": story}


# ------------------------------------------------------------------------------------------- writing


@dataclass(frozen=True, slots=True)
class Opening:
    """What somebody says who opens a thread."""

    text: str
    anchor: Anchor = WHOLE_STORY
    is_question: bool = False
    mentions: tuple[str, ...] = ()


def open_thread(t: Transaction, article: str, said: Opening, on: Kept | None) -> Comment:
    """Record a comment, put `on` this text or the one that stands; gives it. Raises NotFound, and
    Refused where nothing is said."""
    _check(said.text)
    now = current(t.connection, article)
    text = on or Kept(now.text, now.words)
    story = text.kept.hash
    if t.connection.execute(_HAS, {"of": story}).first() is None:
        put_story(t.connection, text.kept, text.words)
        pack_away(t.connection, [story])
    id_ = new_id()
    made = Comment(
        *(id_, article, id_, Said.OPENED, t.who, t.at, clean_text(said.text)),
        *(said.anchor, said.is_question, said.mentions),
    )
    _put(t, made, story)
    note_anchors(t, article, story, {id_: said.anchor})
    return made


def answer(t: Transaction, thread: str, said: Said, text: str, mentions: tuple[str, ...]) -> Comment:
    """Record what somebody said to a thread; gives it. Where it is resolved or open already and nothing is said
    besides, the answer is what made it so. Raises NotFound, and Refused where nothing is said."""
    rows = t.connection.execute(_OF_THREAD, {"of": thread}).all()
    if not rows:
        raise NotFound("This comment is no longer in the library.")
    (known,) = threads(map(_comment, rows))
    text = clean_text(text)
    if not text and said in (Said.RESOLVED, Said.REOPENED) and known.is_resolved is (said is Said.RESOLVED):
        return known.decision or known.opening
    if said is Said.REPLIED:
        _check(text)
    opening = next(row for row in rows if row.id == known.opening.id)
    made = Comment(new_id(), opening.article, thread, said, t.who, t.at, text, mentions=mentions)
    _put(t, made, opening.story)
    return made


def _check(text: str) -> None:
    if not clean_text(text).strip():
        raise Refused("There are no words in this comment. Nothing was kept.")


def _put(t: Transaction, made: Comment, story: str) -> None:
    own = {name: getattr(made, name) for name in ("id", "article", "thread", "who", "at", "text")}
    anchor = anchor_text(made.anchor) if made.said is Said.OPENED else ""
    about = {"said": made.said.value, "anchor": anchor, "question": made.is_question, "mentions": list(made.mentions)}
    t.connection.execute(_ADD, own | about | {"story": story, "replica": own_replica(t)})
    t.tell("comments", made.article)


# ------------------------------------------------------------------------------------------- reading


def _rows(connection: Connection, articles: Sequence[str]) -> Iterable[_AnyRow]:
    for start in range(0, len(articles), _AT_ONCE):
        yield from connection.execute(_OF_ARTICLES, {"articles": articles[start : start + _AT_ONCE]})


def _comment(row: _AnyRow) -> Comment:
    return Comment(
        *(row.id, row.article, row.thread, Said(row.said), row.who, row.at, row.text),
        *(_anchor(row.anchor), row.question, tuple(row.mentions)),
    )


def _anchor(text: str) -> Anchor:
    """An anchor as it is kept; one that is damaged is on the story as a whole, so that what was said is seen."""
    with suppress(ValueError):
        return read_anchor(text) if text else WHOLE_STORY
    return WHOLE_STORY

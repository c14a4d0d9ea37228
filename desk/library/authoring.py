"""Whose the words of articles are, read off their revisions.

A history may have hundreds of long texts, of which each differs little from the one before it. So a piece of Markdown
is read once, wherever it stands, and what somebody made of their own text is looked at only where they left it.
"""

from __future__ import annotations

import re
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from desk.checks.copied import Run, plain_block, runs_in
from desk.errors import Unreadable
from desk.formats.markdown import MarkdownReader
from desk.library.storing import opened
from desk.library.tables import Articles, Revisions, Stories
from desk.library.values import Why
from desk.library.writing import COPY_NOTE
from desk.revise.matching import matching
from desk.revise.review.authorship import Authorship
from desk.story.body import Block, Body, BodyChange, Paragraph, block_text, spans
from desk.story.story import Story

_REMEMBERED = 6  # articles whose authorship is kept at hand
NOBODY = ""  # whose the words are that somebody only brought in

# A paragraph of plain words: it is what it says, and no reader of Markdown need look at it.
_PLAIN = re.compile(r"[^\W\d_“”\"'‘’][^\\`*_<>&\[\]|~\n]*|[“\"‘'][^\W\d_][^\\`*_<>&\[\]|~\n]*")

_Place = tuple[int, int, int, int]

_CHAIN = (
    select(Revisions.id, Revisions.parents, Revisions.who, Revisions.at, Revisions.why, Revisions.note)
    .where(Revisions.article == bindparam("of"))
    .order_by(Revisions.id)
)
_HEAD = select(Articles.head).where(Articles.id == bindparam("of"))
_TEXT = (
    select(Stories.fields, Stories.body, Stories.packed)
    .join(Revisions, Revisions.story == Stories.hash)
    .where(Revisions.id == bindparam("revision"))
)


@dataclass(frozen=True, slots=True)
class _Link:
    """A revision as far as authorship goes."""

    id: str
    parents: tuple[str, ...]
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Known:
    """Whose everything is in the newest revision of an article, and of which revisions that was read."""

    head: str
    authorship: Authorship


class Authors:
    """Reads whose the words of articles are, and remembers it for the articles that were asked for last."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._lock = threading.Lock()

    def written(self, connection: Connection, article: str, plain: Story, drafter: str, at: datetime) -> Authorship:
        """Whose the words of an article are that stands as this plain story; what no revision has yet is the
        drafter's."""
        head = connection.scalar(_HEAD, {"of": article}) or ""
        with self._lock:
            known = self._known.get(article)
        found = _read(connection, article, head, known)
        if found is None:
            return Authorship.of(plain, drafter or NOBODY, at)
        with self._lock:
            self._known[article] = _Known(head, found)
            self._known.move_to_end(article)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return found if found.story == plain else gone_on(found, plain, drafter or NOBODY, at)


def _read(connection: Connection, article: str, head: str, known: _Known | None) -> Authorship | None:
    """Whose everything is in the revision on which an article stands; None where no revision can be read."""
    if known is not None and known.head == head:
        return known.authorship
    chain = [*_links(connection, article)]
    texts = _Texts(connection)
    if known is not None and (newer := _since(chain, known.head, head)) is not None:
        return _followed(texts, {known.head: known.authorship}, newer)
    return _followed(texts, {}, _joined(_leading_to(chain, head)))


def _links(connection: Connection, article: str) -> Iterator[_Link]:
    for row in connection.execute(_CHAIN, {"of": article}):
        # Whoever brought a text in, or copied it, did not write it.
        is_brought = not row.parents and (row.why == Why.IMPORTED or row.note.startswith(COPY_NOTE))
        yield _Link(row.id, tuple(row.parents), NOBODY if is_brought else row.who, row.at)


def _leading_to(chain: Sequence[_Link], head: str) -> list[_Link]:
    """The revisions of which the one on which an article stands was made, the oldest first."""
    wanted = {head}
    for link in reversed(chain):
        if link.id in wanted:
            wanted.update(link.parents)
    return [link for link in chain if link.id in wanted]


def _since(chain: Sequence[_Link], known: str, head: str) -> list[_Link] | None:
    """The revisions after the one that is known, where they stand in one line on it."""
    found = [link for link in _leading_to(chain, head) if link.id > known]
    before = known
    for link in found:
        if link.parents != (before,):
            return None
        before = link.id
    return _joined(found) if found else None


def _joined(chain: Sequence[_Link]) -> list[_Link]:
    """Revisions that one person made one after the other as one: whose the words are follows from the last of them."""
    children = Counter(parent for link in chain for parent in link.parents)
    found: dict[str, _Link] = {}
    for link in chain:
        parents = link.parents
        while len(parents) == 1 and (before := found.get(parents[0])) is not None:
            if before.who != link.who or children[before.id] != 1 or len(before.parents) > 1:
                break
            parents = before.parents
            del found[before.id]
        found[link.id] = _Link(link.id, parents, link.who, link.at)
    return list(found.values())


def _followed(texts: _Texts, known: dict[str, Authorship], chain: Iterable[_Link]) -> Authorship | None:
    last = None
    for link in chain:
        story = texts.plain(link.id)
        if story is None:  # damaged: the others tell what they can
            if parents := [known[parent] for parent in link.parents if parent in known]:
                known[link.id] = parents[0]
            continue
        match [known[parent] for parent in link.parents if parent in known]:
            case [one, other, *_]:
                made = one.merged(other, story, link.who, link.at)
            case [one]:
                made = gone_on(one, story, link.who, link.at)
            case _:
                made = Authorship.of(story, link.who, link.at)
        last = known[link.id] = made
    return last


def gone_on(known: Authorship, story: Story, who: str, at: datetime) -> Authorship:
    """Whose everything is when somebody made another plain story of one. What was done in several places far from each
    other is followed place by place, which is much less to compare; unless words went from one of them to another."""
    old, new = known.story.body.blocks, story.body.blocks
    places = [*_places(old, new)]
    if len(places) < 2 or _is_moving(old, new, places):
        return known.after(story, who, at)
    for i, stop, j, end in reversed(places):
        body = known.story.body.replaced(i, stop, new[j:end])
        known = known.after(Story(body=body), who, at, BodyChange(i, stop, i + end - j))
    return known


def _places(old: Sequence[Block], new: Sequence[Block]) -> Iterator[_Place]:
    """Where two bodies differ: from which block up to which, in the one and in the other."""
    at = to = 0
    for i, j, size in [*matching(old, new), (len(old), len(new), 0)]:
        if i > at or j > to:
            yield at, i, to, j
        at, to = i + size, j + size


def _is_moving(old: Sequence[Block], new: Sequence[Block], places: Sequence[_Place]) -> bool:
    """Whether some words in a row went in one place and came in another."""
    went: dict[Run, int] = {}
    for number, (i, stop, _, _) in enumerate(places):
        went |= dict.fromkeys(_runs(old[i:stop]), number)
    return any(
        went.get(run, number) != number for number, place in enumerate(places) for run in _runs(new[slice(*place[2:])])
    )


def _runs(blocks: Iterable[Block]) -> Iterator[Run]:
    for block in blocks:
        yield from runs_in(block_text(block))


class _Texts:
    """The plain stories of revisions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._reader = MarkdownReader()
        self._pieces: dict[str, tuple[Block, ...]] = {}

    def plain(self, revision: str) -> Story | None:
        """The words of a revision, or None where they cannot be read."""
        found = self._connection.execute(_TEXT, {"revision": revision}).first()
        if found is None:
            return None
        with suppress(Unreadable):
            text = opened(*found).body
            return Story(
                body=Body(tuple(block for piece in text.strip("\n").split("\n\n") for block in self._read(piece)))
            )
        return None

    def _read(self, piece: str) -> tuple[Block, ...]:
        """The plain blocks of a piece of Markdown as it stands between two empty lines."""
        if piece not in self._pieces:
            if _PLAIN.fullmatch(piece):
                blocks: tuple[Block, ...] = (Paragraph(spans(piece)),)
            else:
                blocks = self._reader.body(piece).blocks
            self._pieces[piece] = tuple(map(plain_block, blocks))
        return self._pieces[piece]

"""What is done to the articles of a library: jobs for the writer's thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from desk.errors import NotFound
from desk.library.begun import NOT_YET, new_id
from desk.library.credited import weigh
from desk.library.packing import pack_away
from desk.library.projections import Text, add_row, project, put_row
from desk.library.readers import readers_have
from desk.library.reading import (
    Current,
    articles_of,
    current,
    is_there,
    revision_agreed,
    revision_of,
    revision_text,
    row_of,
)
from desk.library.records import Kept, add_deliveries, add_moves, add_revision
from desk.library.storing import Stored, baseline_of, new_memo, stored
from desk.library.tables import Articles, Drafts
from desk.library.typing_on import Last, Typed, goes_on
from desk.library.values import HANDED_OVER, ArticleRow, Delivery, Restored, RevisionRow, Saved, Sending, State, Why
from desk.library.writer import Transaction
from desk.story.counts import Counter
from desk.story.going_out import as_out, both_as_out
from desk.story.slugs import slug_of_file
from desk.story.story import Story
from desk.story.texts import Texts

if TYPE_CHECKING:
    from desk.formats.markdown import BlockMemo

_OF_WHAT_IS_TYPED = {Why.CHECKPOINT, Why.EXPORTED}  # these take the place of a draft, all others come after it
COPY_NOTE = "A copy of"  # begins the note of the first revision of an article that was duplicated
_KEPT_OPEN = 4  # articles whose unchanged blocks are remembered from save to save


_ADD_DRAFT = insert(Drafts)
_PUT_DRAFT = _ADD_DRAFT.on_conflict_do_update(
    index_elements=[Drafts.article],
    set_={name: _ADD_DRAFT.excluded[name] for name in Drafts.__table__.columns.keys() if name != "article"},  # noqa: SIM118
)


@dataclass(slots=True)
class _Memory:
    """What makes the next save of an article cost only its changed blocks."""

    memo: BlockMemo = field(default_factory=new_memo)
    counter: Counter = field(default_factory=Counter)
    made: tuple[Story, Kept] | None = None
    agreed: tuple[Story, Stored] | None = None
    agreed_memo: BlockMemo = field(default_factory=new_memo)
    last: Last | None = None


class Scribe:
    """Does the jobs of one library; lives on the writer's thread. What it remembers between jobs only saves work."""

    def __init__(self) -> None:
        self._memories: OrderedDict[str, _Memory] = OrderedDict()
        self._checkpoints: set[str] = set()
        self._seen = 0
        self._to_weigh: set[str] | None = None  # who is weighed later on; None: everybody is at once

    def create(
        self, t: Transaction, story: Story, why: Why, note: str, *, named: str = "", baseline: Story | None = None
    ) -> ArticleRow:
        """A new article. `named` is the file that it came from: it gives the slug where the story has neither
        slug nor headline. All of it is agreed on where no baseline is named."""
        (made,) = self._create(t, [(story, baseline)], why, note, named)
        return made

    def create_many(
        self, t: Transaction, stories: Iterable[Story], why: Why, note: str = "", named: str = ""
    ) -> tuple[ArticleRow, ...]:
        """New articles, all or none."""
        return self._create(t, ((story, None) for story in stories), why, note, named)

    def _create(
        self, t: Transaction, texts: Iterable[tuple[Story, Story | None]], why: Why, note: str, named: str
    ) -> tuple[ArticleRow, ...]:
        people: set[str] = set()
        made = []
        for story, baseline in texts:
            nameless = named and not (story.slug or story.headline)
            first = replace(story, slug=slug_of_file(named)) if nameless else story
            article = new_id()
            people |= self._add(t, article, self._kept(article, first, baseline), first, why=why, note=note)
            made.append(article)
        self._credited(t, people)
        t.tell("list")
        return tuple(row_of(t.connection, article) for article in made)

    def _add(
        self, t: Transaction, article: str, kept: Kept, story: Story, *, why: Why, note: str = "", caret: int = 0
    ) -> set[str]:
        """A new article of this id with this story, as it is kept; gives whom it credits, for `weigh`."""
        revision = add_revision(t, article, kept, (), why=why, note=note)
        text = Text(story, kept.kept.body, kept.words)
        own = {"updated": t.at, "head": revision.id, "version": 1, "state": State.DRAFT.value, "binned": False}
        return add_row(t.connection, article, t.at, text, caret=caret, **own)

    def typed(self, article: str, story: Story, caret: int, version: int, baseline: Story | None = None) -> Typed:
        """A draft as it is saved. It needs no library, so nobody else need wait for it."""
        return Typed(article, story, self._kept(article, story, baseline), caret, version)

    def last(self, typed: Typed, who: str) -> Last | None:
        """The save with which somebody only goes on; None where it is no such draft, for `save_draft`."""
        last = self._memories[typed.article].last
        return last if goes_on(typed, who, last) else None

    def went_on(self, typed: Typed, who: str, saved: Saved | None) -> None:
        """It was written; or, with None, the file knew better."""
        self._memories[typed.article].last = Last(typed.story, typed.text, who, saved.row) if saved else None

    def save_draft(self, t: Transaction, typed: Typed) -> Saved:
        """Keep what is being typed. What somebody else wrote since its version is kept as a revision first. An article
        that was begun before the library knew of it is made."""
        is_new = typed.version == NOT_YET and not is_there(t.connection, typed.article)
        saved = self._begin(t, typed) if is_new else self._save_draft(t, typed)
        self._memories[typed.article].last = Last(typed.story, typed.text, t.who, saved.row)
        return saved

    def _begin(self, t: Transaction, typed: Typed) -> Saved:
        self._credited(t, self._add(t, typed.article, typed.text, typed.story, why=Why.CREATED, caret=typed.caret))
        t.tell("list")
        t.tell("article", typed.article)
        return Saved(row_of(t.connection, typed.article), t.at)

    def _save_draft(self, t: Transaction, typed: Typed) -> Saved:
        article, story, text, caret = typed.article, typed.story, typed.text, typed.caret
        now = current(t.connection, article)
        if text.kept == now.text and text.agreed == now.agreed:
            if caret != now.caret:
                t.connection.execute(update(Articles).where(Articles.id == article).values(caret=caret))
            return Saved(row_of(t.connection, article), t.at)
        up_to_date = now.version == typed.version
        overtaken = "" if up_to_date else self._keep_overtaken(t, now)
        theirs = self._keep_theirs(t, now) if up_to_date and _is_anothers(t, now) else ""
        draft = {
            "base": theirs or now.base or (self._begun_on(t, now) if overtaken else now.head),
            "fields": text.kept.fields,
            "body": text.kept.body,
            "words": text.words,
            "who": t.who,
            "at": t.at,
            "baseline_fields": text.agreed.fields if text.agreed else None,
            "baseline_body": text.agreed.body if text.agreed else None,
        }
        t.connection.execute(_PUT_DRAFT, {"article": article} | draft)
        more: dict[str, object] = {"updated": t.at, "version": now.version + 1, "caret": caret}
        if head := overtaken or theirs:
            more["head"] = head
        shown = Text(story, text.kept.body, text.words)
        people = put_row(t.connection, article, now.slug, now.created, shown, **more)
        self._credited(t, people)
        if head:
            pack_away(t.connection, [revision_of(t.connection, now.head).story_hash])
        t.tell("article", article)
        return Saved(row_of(t.connection, article), t.at, overtaken)

    def checkpoint(
        self,
        t: Transaction,
        article: str,
        story: Story | None,
        why: Why,
        note: str,
        *,
        baseline: Story | None = None,
    ) -> RevisionRow:
        """Make a revision of this story, or of the text as it stands. Where the newest revision is that already
        and there is no note to keep, it is the answer."""
        now = current(t.connection, article)
        head = revision_of(t.connection, now.head)
        stood = head.story_hash, head.baseline_hash
        if story is None and not now.base and not note:
            return head
        stands = Kept(now.text, now.words, now.agreed)
        text = stands if story is None else self._kept(article, story, baseline)
        parent = begun_on = now.base or now.head
        anothers, same = _is_anothers(t, now), stands.hashes == text.hashes
        if now.base and (anothers or why not in _OF_WHAT_IS_TYPED) and not same and stands.hashes != stood:
            parent = self._keep_theirs(t, now)
        if stood != text.hashes or note or parent != begun_on:
            who = now.who if anothers and same and not note else t.who
            head = add_revision(t, article, text, (parent,), why=why, note=note, who=who)
            self._checkpoints.add(head.id)
        t.connection.execute(delete(Drafts).where(Drafts.article == article))
        self._credited(t, project(t.connection, article, changed=not same))
        pack_away(t.connection, {stood[0], now.text.hash} - {text.kept.hash})
        t.tell("article", article)
        return head

    def is_overtaken(self, t: Transaction, article: str, over: int) -> bool:
        """Whether the text that stands is neither that of this version nor of this program's last save or checkpoint:
        whoever has the article open has not seen it."""
        now, memory = current(t.connection, article), self._memories.get(article)
        last = memory.last if memory else None
        seen = {over} if last is None else {over, last.row.version}
        return now.version not in seen and (bool(now.base) or now.head not in self._checkpoints)

    def keep_drafts(self, t: Transaction, articles: Sequence[str], why: Why) -> dict[str, str]:
        """Make revisions of the texts of these articles as they stand; gives the revisions."""
        return {article: self.checkpoint(t, article, None, why, "").id for article in articles}

    def update(self, t: Transaction, article: str, change: Callable[[Story], Story], why: Why, note: str) -> ArticleRow:
        """Put a story made from the current one in its place, as a revision. What is tracked stays tracked; what
        `change` does is agreed on."""
        now = current(t.connection, article)
        before = now.text.story()
        after = change(before)
        if after == before:
            return row_of(t.connection, article)
        return self.put(t, article, after, _moved(now, before, after), why=why, note=note)

    def put(
        self, t: Transaction, article: str, story: Story, baseline: Story | None, *, why: Why, note: str
    ) -> ArticleRow:
        """Put a story and its baseline in place of those that stand, as a revision."""
        revision = self.checkpoint(t, article, story, why, note, baseline=baseline)
        self._checkpoints.discard(revision.id)  # whoever has the article open has not seen this text
        return row_of(t.connection, article)

    def restore(
        self, t: Transaction, article: str, revision: str, part: Callable[[Story, Story], Story] | None, note: str
    ) -> Restored:
        """Go back to a revision, or to what `part` makes of its story and the one that stands; what stood is kept in
        a revision first. What readers were told, and when they had it, stays with whatever they have had. Where that
        makes no difference nothing is written. Raises NotFound."""
        if revision_of(t.connection, revision).article != article:
            raise NotFound("This revision is one of another article.")
        now = current(t.connection, article)
        older = revision_text(t.connection, revision).story()
        baseline: Story | None
        if part is None:
            story, baseline = older, baseline_of(revision_agreed(t.connection, revision), older)
            if readers_have(t.connection, article) is not None:
                stand = now.text.story()
                story, baseline = both_as_out(Texts(older, baseline), Texts(stand, baseline_of(now.agreed, stand)))
        else:
            stands = now.text.story()
            story = part(older, stands)
            baseline = _moved(now, stands, story)
        kept = self._kept(article, story, baseline)
        if (kept.kept, kept.agreed) == (now.text, now.agreed):
            head = revision_of(t.connection, now.head)
            return Restored(row_of(t.connection, article), head, head)
        stood = revision_of(t.connection, now.head)
        made = self.checkpoint(t, article, story, Why.RESTORED, note, baseline=baseline)
        self._checkpoints.discard(made.id)  # whoever has the article open has not seen this text
        there = (stood.story_hash, stood.baseline_hash) == (now.text.hash, now.baseline.hash)
        before = stood if there else revision_of(t.connection, made.parents[0])
        return Restored(row_of(t.connection, article), made, before)

    def duplicate(self, t: Transaction, article: str) -> ArticleRow:
        """A new article with the same story, that was never published. What is tracked stays tracked: to copy a
        story is to agree to nothing in it."""
        now = current(t.connection, article)
        before = now.text.story()
        story = as_out(replace(before, slug=f"{now.slug}-copy", canonical=""), Story())
        note = f"{COPY_NOTE} {now.slug}."
        return self.create(t, story, Why.CREATED, note, baseline=_moved(now, before, story))

    def bin(self, t: Transaction, articles: Sequence[str], binned: bool) -> None:
        """Put articles into the bin, or take them out again."""
        wanted = Articles.id.in_(articles) & (Articles.binned != binned)
        moved = t.connection.scalars(select(Articles.id).where(wanted)).all()
        add_moves(t, moved, "bin", "in" if binned else "out")
        since = t.at if binned else None
        t.connection.execute(update(Articles).where(Articles.id.in_(moved)).values(binned=binned, binned_at=since))
        t.tell("list")

    def set_state(self, t: Transaction, article: str, state: State) -> ArticleRow:
        """Move an article to a state, where it is in another."""
        current(t.connection, article)
        if row_of(t.connection, article).state is not state:
            self.move(t, article, state)
        return row_of(t.connection, article)

    def move(self, t: Transaction, article: str, state: State, note: str = "") -> None:
        """Move an article to a state, with its text as it stands in a revision."""
        self.checkpoint(t, article, None, Why.HANDED_OVER if state in HANDED_OVER else Why.MOVED, "")
        add_moves(t, [article], "state", state.value, note=note)
        t.connection.execute(update(Articles).where(Articles.id == article).values(state=state.value))
        t.tell("article", article)

    def deliver(self, t: Transaction, sent: Sequence[Sending]) -> tuple[Delivery, ...]:
        """Note what went out; a text that is no revision yet becomes one."""
        known = articles_of(t.connection, [one.revision for one in sent if one.revision])
        went = []
        for one in sent:
            if one.revision:
                went.append(replace(one, article=known[one.revision]))
            else:
                revision = self.checkpoint(t, one.article, None, Why.EXPORTED, "")
                went.append(replace(one, article=revision.article, revision=revision.id))
            t.tell("article", one.article)
        return add_deliveries(t, went)

    def notice_others(self, t: Transaction) -> bool:
        """Whether another program committed since this was asked last: this number changes with no commit of ours."""
        before, self._seen = self._seen, int(t.connection.exec_driver_sql("PRAGMA data_version").scalar_one())
        if changed := before not in {0, self._seen}:
            for kind in ("list", "people", "directory", "comments", "decisions"):
                t.tell(kind)
        return changed

    def _kept(self, article: str, story: Story, baseline: Story | None = None) -> Kept:
        memory = self._memories.setdefault(article, _Memory())
        self._memories.move_to_end(article)
        while len(self._memories) > _KEPT_OPEN:
            self._memories.popitem(last=False)
        if memory.made is None or memory.made[0] is not story:
            memory.made = story, Kept(stored(story, memory.memo), memory.counter.words(story))
        made = memory.made[1]
        if baseline is None or baseline is story:
            return made
        if memory.agreed is None or memory.agreed[0] is not baseline:
            memory.agreed = baseline, stored(baseline, memory.agreed_memo)
        agreed = memory.agreed[1]
        return made if agreed == made.kept else made._replace(agreed=agreed)

    def _keep_overtaken(self, t: Transaction, now: Current) -> str:
        """Keep the text that is about to be overwritten unread; gives its revision. A checkpoint that this
        program made is no text of somebody else's."""
        if now.base:
            note = "Kept because somebody else went on writing an older text."
            kept = Kept(now.text, now.words, now.agreed)
            return add_revision(t, now.id, kept, (now.base,), why=Why.OVERTAKEN, note=note, who=now.who).id
        return "" if now.head in self._checkpoints else now.head

    def _keep_theirs(self, t: Transaction, now: Current) -> str:
        """Keep the draft over which something else is about to be written; gives its revision."""
        why = Why.TAKEN_OVER if _is_anothers(t, now) else Why.CHECKPOINT
        return add_revision(t, now.id, Kept(now.text, now.words, now.agreed), (now.base,), why=why, who=now.who).id

    def _begun_on(self, t: Transaction, now: Current) -> str:
        """The revision that an overtaking draft was begun on: most likely the one before the newest."""
        parents = revision_of(t.connection, now.head).parents
        return parents[0] if parents else now.head

    @contextmanager
    def weighing_once(self, t: Transaction) -> Iterator[None]:
        """Who is credited anew in any of many articles within this is weighed at its end, and not with each of them."""
        self._to_weigh = people = set[str]()
        try:
            yield
        finally:
            self._to_weigh = None
        self._credited(t, people)

    def _credited(self, t: Transaction, people: set[str]) -> None:
        if self._to_weigh is not None:
            self._to_weigh |= people
        elif people:
            weigh(t.connection, people)
            t.tell("people")


def _moved(now: Current, before: Story, after: Story) -> Story | None:
    """The baseline of what stands, when somebody makes another story of it directly; None where all is agreed on."""
    if now.agreed is None:
        return None
    from desk.revise.review.direct import directly  # noqa: PLC0415  seldom needed

    return directly(baseline_of(now.agreed, before), before, after)


def _is_anothers(t: Transaction, now: Current) -> bool:
    """Whether there is a draft of somebody else's. One of nobody's is that of whoever goes on with it."""
    return bool(now.base and now.who) and now.who != t.who

"""The library as the rest of Desk sees it: reads from any thread, writes that answer with a Future."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from itertools import islice
from typing import TypeVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from desk.library import reading, records, travel
from desk.library.binned import Binned
from desk.library.bulk import Bulk
from desk.library.credit_many import CreditMany
from desk.library.delivering import Delivering
from desk.library.drafting import Draft
from desk.library.known import Known
from desk.library.last_credit import last_credit
from desk.library.ledger import Ledgers
from desk.library.lists import Lists
from desk.library.looking import Looking
from desk.library.outgoing import Outgoing
from desk.library.past import Past
from desk.library.projections import rebuild
from desk.library.proposing import Proposing, copy_sources
from desk.library.queueing import Queues
from desk.library.reviews import Reviews
from desk.library.steps import Steps
from desk.library.storing import Stored, baseline_of
from desk.library.tables import Articles, Media, Settings, StandingMatter
from desk.library.values import (
    Article,
    ArticleRow,
    Merged,
    Saved,
    State,
    Why,
)
from desk.library.whole import Whole
from desk.library.writer import Transaction
from desk.story.people import Credit, Person
from desk.story.story import Furniture, Slot, Story

T = TypeVar("T")

_TEXTS_AT_ONCE = 50  # articles read in one go where many are asked for


class Library(
    Ledgers,
    CreditMany,
    Lists,
    Bulk,
    Past,
    Delivering,
    Reviews,
    Steps,
    Outgoing,
    Known,
    Looking,
    Queues,
    Binned,
    Whole,
    Proposing,
):
    """One library file. Made by `Library.open`; `close` it, or use it in a `with`.

    Every method may be called from any thread. Reads raise `WorldError` where the file is to blame; writes are
    done in order by one thread, each wholly or not at all, and their Futures raise it. `who` is the name that
    new records carry.
    """

    # ------------------------------------------------------------------------------------------ reads

    def article(self, ref: str) -> Article:
        """The article of this slug, id or unique beginning of an id, with its newest text. Raises NotFound."""
        with self._database.reader() as connection:
            row, now = reading.open_article(connection, ref)
        story = now.text.story()
        return Article(row, story, now.caret, now.head, baseline_of(now.agreed, story))

    def texts(self, refs: Iterable[str]) -> Iterator[tuple[ArticleRow, Stored]]:
        """Articles with their texts as they are kept: for long work that reads the stories on several
        processors. Raises NotFound."""
        waiting = iter(refs)
        while some := list(islice(waiting, _TEXTS_AT_ONCE)):
            with self._database.reader() as connection:
                found = reading.open_articles(connection, some)
            yield from ((row, now.text) for row, now in found)

    def people(self, prefix: str = "", limit: int = 20) -> tuple[Person, ...]:
        """Everybody credited in some article of whose name a word begins so, whatever case or accents; first who
        is credited often and lately."""
        with self._database.reader() as connection:
            return reading.people(connection, prefix, limit)

    def credit_places(self, prefix: str = "", person: str = "", limit: int = 20) -> tuple[str, ...]:
        """Places that credits name and that begin so; first those of this person, the latest first."""
        with self._database.reader() as connection:
            return reading.places(connection, prefix, person, limit)

    def last_credit(self, name: str) -> Credit | None:
        """How somebody of this name was credited last: kind, role, place and title. None for a name that is new."""
        with self._database.reader() as connection:
            return last_credit(connection, (name,))

    def media(self, ref: str) -> bytes | None:
        """The bytes of a picture by its "media:<sha256>", or None. It is a `MediaSource`."""
        with self._database.reader() as connection:
            return connection.scalar(select(Media.data).where(Media.hash == ref.removeprefix("media:")))

    def media_type(self, ref: str) -> str | None:
        """The MIME type of a picture, or None."""
        with self._database.reader() as connection:
            return connection.scalar(select(Media.mime).where(Media.hash == ref.removeprefix("media:")))

    def setting(self, key: str) -> str | None:
        """Something that was noted with this library, or None."""
        with self._database.reader() as connection:
            return connection.scalar(select(Settings.value).where(Settings.key == key))

    def furniture(self) -> tuple[Furniture, ...]:
        """The standing matter that this library offers besides that of the house."""
        wanted = select(StandingMatter.title, StandingMatter.text, StandingMatter.slot)
        with self._database.reader() as connection:
            found = connection.execute(wanted.order_by(StandingMatter.position)).all()
        return tuple(Furniture(title, text, Slot(slot)) for title, text, slot in found)

    # ----------------------------------------------------------------------------------------- writes

    def create(
        self, story: Story, why: Why = Why.CREATED, note: str = "", named: str = "", baseline: Story | None = None
    ) -> Future[ArticleRow]:
        """A new article. `named` is the name of the file that it came from: it gives the slug where the story has
        neither slug nor headline. All of it is agreed on where no `baseline` is named."""
        return self._write(lambda t: self._scribe.create(t, story, why, note, named=named, baseline=baseline))

    def create_many(self, stories: Iterable[Story], why: Why = Why.IMPORTED) -> Future[tuple[ArticleRow, ...]]:
        """New articles in one transaction: all or none."""
        return self._write(lambda t: self._scribe.create_many(t, stories, why))

    def save_draft(
        self, article: str, story: Story, caret: int, version: int, baseline: Story | None = None
    ) -> Future[Saved]:
        """Keep what is being typed. `version` is that of the row over which it was typed: what somebody else
        wrote since then is kept as a revision, which the answer names. Version 0 is that of an article that is
        begun with it: it is made under this id. `baseline` is what was agreed on last; None: all of it is."""
        draft = Draft(self._scribe, article, story, caret, version, baseline)
        return self._write(draft.save, draft.go_on)

    def note_caret(self, article: str, caret: int, version: int) -> Future[None]:
        """Note where the caret is, where the text is still that of this version. It is no change of the article."""
        wanted = (Articles.id == article) & (Articles.version == version) & (Articles.caret != caret)

        def job(t: Transaction) -> None:
            t.connection.execute(update(Articles).where(wanted).values(caret=caret))

        return self._write(job)

    def duplicate(self, article: str) -> Future[ArticleRow]:
        """A new article with the same text and the same tracked changes, under the slug with "-copy"."""

        def job(t: Transaction) -> ArticleRow:
            row = self._scribe.duplicate(t, article)
            copy_sources(t, article, row.id)
            return row

        return self._write(job)

    def set_state(self, article: str, state: State) -> Future[ArticleRow]:
        """Put an article into a state, whatever its house says of that: for articles that come with one. Whoever works
        at the desk takes a step (see `take_step`)."""
        return self._write(lambda t: self._scribe.set_state(t, article, state))

    def add_media(self, data: bytes, mime: str) -> Future[str]:
        """Keep a picture; the answer is its "media:<sha256>"."""
        return self._write(partial(records.add_media, data=data, mime=mime))

    def set_setting(self, key: str, value: str) -> Future[None]:
        """Note something with this library."""

        def job(t: Transaction) -> None:
            _note(t, key, value)

        return self._write(job)

    def update_setting(self, key: str, change: Callable[[str | None], str]) -> Future[str]:
        """Note what `change` makes of what was noted, which is the answer. It runs on the writer's thread."""

        def job(t: Transaction) -> str:
            value = change(t.connection.scalar(select(Settings.value).where(Settings.key == key)))
            _note(t, key, value)
            return value

        return self._write(job)

    def set_furniture(self, items: Sequence[Furniture]) -> Future[None]:
        """Offer this standing matter, in this order."""

        def job(t: Transaction) -> None:
            t.connection.execute(delete(StandingMatter))
            for at, item in enumerate(items):
                values = {"position": at, "title": item.title, "text": item.text, "slot": item.slot.value}
                t.connection.execute(insert(StandingMatter).values(values))
            t.tell("list")

        return self._write(job)

    def rebuild(self, watch: Callable[[int, int], None] | None = None) -> Future[int]:
        """Make the list, the credits and the search index anew from the records; gives the number of articles. `watch`
        is told how far it is, on the writer's thread; what it raises ends it, and leaves all as it was."""

        def job(t: Transaction) -> int:
            number = rebuild(t.connection, watch)
            t.tell("list")
            return number

        return self._write(job)

    def records(self, articles: Sequence[str]) -> Iterator[travel.Record]:
        """All records of some articles, so that what one refers to stands before it."""
        with self._database.reader() as connection:
            yield from travel.records_of(connection, articles)

    def add_records(self, found: Sequence[travel.Record], bring_back: bool = False) -> Future[Merged]:
        """Take records in that are not here yet: all or none. The Future raises ValueError where they do not hold
        together. Drafts stay as they are. Articles that were emptied out of the bin here are left out, and named in
        the answer; with `bring_back` they come back."""
        return self._write(lambda t: travel.add_records(t, found, bring_back))

    def notice_others(self) -> Future[bool]:
        """Whether another program wrote to the library since this was asked last; the listeners are then told."""
        return self._write(self._scribe.notice_others)

    def settle(self) -> Future[None]:
        """Done when everything handed over before is done."""
        return self._write(lambda t: None)  # noqa: ARG005


def _note(t: Transaction, key: str, value: str) -> None:
    put = sqlite_insert(Settings).values(key=key, value=value)
    t.connection.execute(put.on_conflict_do_update(index_elements=[Settings.key], set_={"value": value}))

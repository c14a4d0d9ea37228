"""The steps of articles through the desk. The workflow and the gate are asked where the step is written, so that nobody
gets past them, whatever was looked at before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, select

from desk.checks.finding import Finding
from desk.checks.gate import Gate, Override
from desk.checks.gate_rules import as_read
from desk.errors import Refused, Unexplained
from desk.library.bulk import Tell, quiet, tell_of_all
from desk.library.commenting import threads_of
from desk.library.directing import read_directory
from desk.library.gating import Gatekeeper
from desk.library.known import Known
from desk.library.readers import Out, readers_have
from desk.library.reading import Current, current, revision_agreed, revision_of, revision_text, row_of
from desk.library.records import add_moves
from desk.library.step_values import TAKEN_BACK, Moved, Refusal
from desk.library.storing import baseline_of
from desk.library.tables import Deliveries, Moves, Revisions
from desk.library.values import ArticleRow, State, Why
from desk.library.writer import Transaction
from desk.story.body import clean_text
from desk.story.comments import open_questions
from desk.story.going_out import both_as_out, gone_out, gone_out_again
from desk.story.house import House
from desk.story.states import AGAIN, OUT
from desk.story.story import Correction
from desk.story.texts import Texts
from desk.story.workflow import GATED

_TAKE_BACK = timedelta(minutes=5)  # for so long a step can be taken back by whoever took it
# Made once: to make a statement costs more than to run it.
_LAST_MOVES = (
    select(Moves.id, Moves.value, Moves.who, Moves.at, Moves.note)
    .where(Moves.article == bindparam("of"), Moves.what == "state")
    .order_by(Moves.id.desc())
    .limit(2)
)
_SENT_SINCE = select(Deliveries.id).where(Deliveries.article == bindparam("of"), Deliveries.id > bindparam("since"))
_SENT_AS = (
    select(Revisions.id)
    .where(Revisions.article == bindparam("of"), Revisions.id < bindparam("before"))
    .where(Revisions.at == bindparam("when"), Revisions.why == Why.PUBLISHED.value)
    .order_by(Revisions.id.desc())
    .limit(1)
)
_CHANGED_SINCE = select(Revisions.id).where(Revisions.article == bindparam("of"), Revisions.id > bindparam("since"))


@dataclass(frozen=True, slots=True)
class _Way:
    """Where somebody takes an article, what they say to it, and why they go past what the gate finds; what readers are
    told with it, which of the notes that they have are withdrawn, and which version of the text was looked at, where
    that is known."""

    target: State
    house: House
    note: str = ""
    override: Override | None = None
    told: Correction | None = None
    withdraw: tuple[datetime, ...] = ()
    over: int | None = None


class Steps(Known):
    """The part of `Library` that takes articles through the desk."""

    # ------------------------------------------------------------------------------------------ asking

    def gate(self, article: str, house: House, target: State | None, *, agreed: bool = False) -> Gate:
        """What is found in an article that is to go into a state, or with None is to be exported: in its text as it
        stands, or what of it was last agreed on. It reads all of it: not for the window's thread. Raises NotFound,
        Unreadable."""
        directory = self.directory()
        with self._database.reader() as connection:
            keeper = Gatekeeper(connection, house, directory, self.who, datetime.now(UTC))
            return keeper.gate(article, target, agreed=agreed, placed=True)

    def readers_have(self, article: str) -> Out | None:
        """What readers have of an article, or had last; None of what never went out. Raises Unreadable."""
        with self._database.reader() as connection:
            return readers_have(connection, article)

    def is_changed_since_out(self, article: str, *, was: bool = False) -> bool:
        """Whether the text of an article is another than the one that readers have of it. Where it is, both may have to
        be read: not for the window's thread. Of one that `was` changed before it is enough that it is not the very
        same. Raises NotFound, Unreadable."""
        with self._database.reader() as connection:
            out, now = readers_have(connection, article), current(connection, article).text
        if out is None or out.is_gone or out.text == now:
            return False
        return was or as_read(out.text.story()) != as_read(now.story())

    # ------------------------------------------------------------------------------------------ steps

    def publish_again(
        self,
        article: str,
        target: State,
        house: House,
        *,
        reason: str,
        note: Correction | None = None,
        withdraw: Sequence[datetime] = (),
        override: Override | None = None,
        over: int | None = None,
    ) -> Future[ArticleRow]:
        """Update or correct what readers have: the story gets the time of it, and with a `note` what they are told (its
        own time is that of the step); notes with the times in `withdraw` are withdrawn. All of that stands in the text
        and in what of it was agreed on, and goes with the step when that is taken back. `over` is the version of the
        text that was looked at. The Future raises as that of `take_step`, and Refused where a note cannot be so, or
        somebody changed the story meanwhile."""
        if target not in AGAIN:
            raise ValueError(f"what is out is not {target.value} anew")
        way = _Way(target, house, reason, override, note, tuple(withdraw), over)
        return self._write(lambda t: self._step(t, _keeper(t, house), article, way))

    def take_step(
        self, article: str, target: State, house: House, note: str = "", override: Override | None = None
    ) -> Future[ArticleRow]:
        """Move an article into a state, as the workflow of the house has it. The Future raises Refused with the
        sentence where whoever is signed in may not take this step, or the gate stops it; Unexplained where they may
        once they say why, in a note or going past the gate. That is recorded with what was found."""
        way = _Way(target, house, note, override)
        return self._write(lambda t: self._step(t, _keeper(t, house), article, way))

    def take_steps(
        self,
        articles: Sequence[str],
        target: State,
        house: House,
        *,
        note: str = "",
        override: Override | None = None,
        tell: Tell = quiet,
    ) -> Future[Moved]:
        """Move many articles into a state. One that may not go does not stop the others; those that are there already
        are left out."""
        way = _Way(target, house, note, override)

        def job(t: Transaction) -> Moved:
            keeper = _keeper(t, house)

            def step(article: str) -> None:
                state = row_of(t.connection, article).state
                if state is not target or house.workflow.leads(state, target):
                    self._step(t, keeper, article, way)

            return _each(t, articles, step, tell)

        return self._write(job)

    def take_back(self, article: str, state: State) -> Future[ArticleRow]:
        """Take back the step with which whoever is signed in brought an article into this state just now. It is
        recorded: nothing is made unseen. The Future raises Refused where somebody did something with it since."""
        return self._write(lambda t: self._take_back(t, article, state))

    def take_back_many(self, articles: Sequence[str], state: State, tell: Tell = quiet) -> Future[Moved]:
        """Take back such steps of many articles, one by one."""
        return self._write(lambda t: _each(t, articles, lambda article: self._take_back(t, article, state), tell))

    def note_override(self, article: str, value: str, override: Override, findings: Sequence[Finding]) -> Future[None]:
        """Record that somebody went past these findings, into the state `value` or with it "export"."""
        told = [finding.message for finding in findings]
        return self.note_overrides({article: told}, value, override)

    def note_overrides(self, found: Mapping[str, Sequence[str]], value: str, override: Override) -> Future[None]:
        """The same for several articles, with the sentences of what was found in each."""

        def job(t: Transaction) -> None:
            for article, findings in found.items():
                _note(t, article, value, override, findings)
                t.tell("article", article)

        return self._write(job)

    # ---------------------------------------------------------------------------------- on the writer's thread

    def _step(self, t: Transaction, keeper: Gatekeeper, article: str, way: _Way) -> ArticleRow:
        version = current(t.connection, article).version
        if way.over not in (None, version):
            raise Refused("Somebody changed the story meanwhile: look at it again. Nothing was changed.")
        state, workflow = row_of(t.connection, article).state, way.house.workflow
        step = workflow.step(state, way.target, keeper.role)
        if refusal := workflow.refusal(state, way.target, keeper.role, way.note):
            raise Refused(refusal) if step is None else Unexplained(refusal)
        if way.target in AGAIN and not clean_text(way.note).strip():
            raise Unexplained(f"Say why the story is {way.target.value}. Nothing was changed.")
        texts = self._going_out(t, article, way) if way.target in OUT else None
        story = texts.story if texts is not None else None
        passed = keeper.passed(article, way.target, way.override, story) if step is not None and step.gate else []
        if texts is not None and texts != _texts(current(t.connection, article)):
            self._scribe.put(t, article, texts.story, texts.baseline, why=Why.PUBLISHED, note="")
        self._scribe.move(t, article, way.target, clean_text(way.note).strip())
        if passed and way.override is not None:
            _note(t, article, way.target.value, way.override, passed)
        return row_of(t.connection, article)

    def _going_out(self, t: Transaction, article: str, way: _Way) -> Texts:
        """The texts of an article with what goes out with them."""
        texts = _texts(current(t.connection, article))
        if way.target in AGAIN:
            return gone_out_again(texts, t.at, way.told, way.withdraw)
        out = readers_have(t.connection, article)
        if out is not None and as_read(out.text.story()) != as_read(texts.story):  # it was out before
            texts = gone_out_again(texts, t.at)
        return gone_out(texts, t.at)

    def _unsent(self, t: Transaction, article: str, step: str, at: datetime) -> None:
        """Take out of the texts what they got when they went out with this step, at this moment."""
        sent = t.connection.scalar(_SENT_AS, {"of": article, "before": step, "when": at})
        parents = revision_of(t.connection, sent).parents if sent else ()
        if not parents:
            return  # nothing had to be put in; an older Desk never did
        before = revision_text(t.connection, parents[0]).story()
        agreed = baseline_of(revision_agreed(t.connection, parents[0]), before)
        texts = both_as_out(_texts(current(t.connection, article)), Texts(before, agreed))
        self._scribe.put(t, article, texts.story, texts.baseline, why=Why.MOVED, note="")

    def _take_back(self, t: Transaction, article: str, state: State) -> ArticleRow:
        current(t.connection, article)
        moves = t.connection.execute(_LAST_MOVES, {"of": article}).all()
        last = moves[0] if moves else None
        is_own = last is not None and last.value == state.value and last.who == t.who and last.note != TAKEN_BACK
        if last is None or not is_own or t.at - last.at > _TAKE_BACK:
            raise Refused("This step cannot be taken back any more. Take the next one instead.")
        since = {"of": article, "since": last.id}
        before = State(moves[1].value) if len(moves) > 1 else State.DRAFT
        if t.connection.execute(_SENT_SINCE, since).first():
            raise Refused("The story went out since. This step cannot be taken back any more.")
        changed = current(t.connection, article).base or t.connection.execute(_CHANGED_SINCE, since).first()
        if before in GATED and changed:
            raise Refused("The story was changed since. This step cannot be taken back any more.")
        if before in GATED and _asked_since(t, article, last.id):
            raise Refused("Somebody asked something since. This step cannot be taken back any more.")
        if state in OUT:
            self._unsent(t, article, last.id, last.at)
        self._scribe.move(t, article, before, TAKEN_BACK)
        return row_of(t.connection, article)


def _texts(now: Current) -> Texts:
    """The texts of an article as they stand. Raises Unreadable."""
    story = now.text.story()
    return Texts(story, baseline_of(now.agreed, story))


def _asked_since(t: Transaction, article: str, since: str) -> bool:
    """Whether a question waits for an answer that did not when a step was taken."""
    waiting = open_questions(threads_of(t.connection, [article])[article])
    return any(thread.records[-1].id > since for thread in waiting)


def _keeper(t: Transaction, house: House) -> Gatekeeper:
    return Gatekeeper(t.connection, house, read_directory(t.connection), t.who, t.at)


def _note(t: Transaction, article: str, value: str, override: Override, findings: Sequence[str]) -> None:
    add_moves(t, [article], "override", value, note=clean_text(override.reason).strip(), findings=findings)


def _each(t: Transaction, articles: Sequence[str], step: Callable[[str], object], tell: Tell) -> Moved:
    """Take a step with each of several articles; what is refused stays where it is."""
    before: dict[str, State] = {}
    refused: dict[str, Refusal] = {}
    for done, article in enumerate(articles):
        tell(done, len(articles))
        current(t.connection, article)
        row = row_of(t.connection, article)
        try:
            step(article)
        except Refused as error:
            sentence = str(error).removesuffix(" Nothing was changed.")
            refused[article] = Refusal(row, sentence, isinstance(error, Unexplained))
        else:
            if row_of(t.connection, article).state is not row.state:
                before[article] = row.state
    tell_of_all(t)
    return Moved(before, refused)

"""What changed in a story since readers last had it, for whoever is about to put it before them anew. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk.checks.gate import Gate
from desk.library.values import Amount, Article
from desk.revise.runs import Became
from desk.story.correcting import told_apart
from desk.story.field_names import FIELDS
from desk.story.house import House
from desk.story.plurals import counted
from desk.story.states import AGAIN, State
from desk.story.story import Correction, CorrectionKind, Slot
from desk.story.workflow import StaffRole, Step
from desk.ui.history.saying import said_time
from desk.ui.words import STATES

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.revise.diff import FieldChange
    from desk.revise.rows import Row

# The words of a change, each with what became of them.
Pieces = tuple[tuple[str, Became], ...]

_LONG = 40  # words of one run that are shown whole
NO_NOTE = "no-correction"  # the finding that readers are told nothing: the dialog itself asks for the note


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that is another now: which field it stands in ("" for the text), its words, with a few of those around
    what changed, and what else is to be said of it."""

    field: str
    pieces: Pieces
    said: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """A story that readers have, as it stands now. `at` and `state` are of the step with which they got it last (None:
    it is not known), `changes` what became of it since, `unresolved` how many changes are only suggested."""

    article: Article
    step: Step
    gate: Gate
    role: StaffRole
    at: datetime | None = None
    state: State = State.PUBLISHED
    changes: tuple[Changed, ...] = ()
    amount: Amount = Amount()
    unresolved: int = 0

    @property
    def is_correction(self) -> bool:
        """Whether readers are to be told that something was wrong."""
        return self.step.target is State.CORRECTED

    @property
    def wants_note(self) -> bool:
        """Whether readers are told nothing yet of what was wrong, and the house wants that they are."""
        return any(finding.rule == NO_NOTE for finding in self.gate.findings)

    def said(self, house: House, now: datetime | None = None) -> str:
        """Since when readers have it, and how much changed, in a sentence."""
        if self.at is None:
            return "It is not known which text readers have."
        since = f"{STATES[self.state].capitalize()} {said_time(self.at, house, now)}."
        if not self.changes:
            return f"{since} Nothing changed since."
        signed = (("+", self.amount.added), ("−", self.amount.removed))
        words = [f"{sign}{number:,}" for sign, number in signed if number]
        unit = "word" if self.amount.added + self.amount.removed == 1 else "words"
        told = f" ({' '.join(words)} {unit})" if words else ""
        return f"{since} {counted(len(self.changes), 'change')} since{told}."


@dataclass(frozen=True, slots=True)
class Telling:
    """What somebody wrote to it so far: why it goes out anew, what readers are told, which notes are withdrawn, and why
    they go past what the gate found. `about` is the time of the note that this one puts right. Without words there is
    no note; where it is `silent` that is so on purpose."""

    reason: str = ""
    text: str = ""
    kind: CorrectionKind = CorrectionKind.CORRECTION
    slot: Slot = Slot.FOOT
    about: datetime | None = None
    withdraw: tuple[datetime, ...] = ()
    silent: bool = False
    override: str = ""

    def note(self, at: datetime) -> Correction | None:
        """What readers are told, at this time; None where that is nothing."""
        if self.silent or not self.text:
            return None
        return Correction(self.text, at, self.kind, self.slot, self.about)


def read_since(library: Library, article: str, step: Step, house: House) -> Since:
    """Look at a story that is to go out anew. On a worker's thread: it reads two texts. Raises NotFound, Unreadable."""
    from desk.checks.gate_rules import as_read  # noqa: PLC0415  not to start
    from desk.revise.diff import changes  # noqa: PLC0415
    from desk.revise.review.tracking import Tracking  # noqa: PLC0415

    library.settle().result()  # what was typed a moment ago is part of it
    found = library.article(article)
    role = library.signed_in().role or StaffRole.EDITOR
    unresolved = 0 if found.baseline is found.story else len(Tracking(found.baseline, found.story).keys)
    found = replace(found, story=replace(found.story, corrections=told_apart(found.story.corrections)))
    gate = library.gate(article, house, step.target)
    out = library.readers_have(article)
    if out is None:
        return Since(found, step, gate, role, unresolved=unresolved)
    changed = changes(as_read(out.text.story()), as_read(found.story))
    much = Amount(sum(each.words_added for each in changed), sum(each.words_removed for each in changed))
    return Since(found, step, gate, role, out.at, out.state, tuple(_lines(changed)), much, unresolved)


def is_unsent(library: Library, article: str) -> bool:
    """Whether readers were given a page of an article that was updated or corrected since, and not the one of that. For
    a worker's thread, as it reads a text. Raises NotFound, Unreadable."""
    sent, out = library.deliveries(article), library.readers_have(article)
    return bool(sent) and out is not None and out.now in AGAIN and sent[0].at < out.at


def _lines(changed: Iterable[FieldChange]) -> Iterator[Changed]:
    from desk.revise.rows import RowKind  # noqa: PLC0415
    from desk.revise.telling import remarks  # noqa: PLC0415

    for change in changed:
        field = FIELDS[change.field] if change.field != "body" else ""
        for number, row in enumerate(change.rows):
            if row.kind not in (RowKind.SAME, RowKind.LEFT):
                yield Changed(field, tuple(_pieces(row)), "; ".join(remarks(row, number)))


def _pieces(row: Row) -> Iterator[tuple[str, Became]]:
    from desk.revise.rows import RowKind  # noqa: PLC0415
    from desk.revise.telling import opening, shortened  # noqa: PLC0415

    if row.kind is RowKind.MOVED and not row.edited:
        yield opening(row), Became.SAME
        return
    for number, part in enumerate(row.parts):
        if number:
            yield " ", Became.SAME
        yield from ((_cut(run.text), run.became) for run in shortened(part.runs))


def _cut(text: str) -> str:
    """The words of a run, of a long one those at both ends."""
    words = text.split(" ")
    return text if len(words) <= _LONG else " ".join([*words[: _LONG // 2], "…", *words[-_LONG // 2 :]])

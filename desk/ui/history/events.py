"""What happened to an article, one event after another: as the picture and the list of its history show it. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from desk.library.noted import noted_once
from desk.library.step_values import TAKEN_BACK
from desk.library.values import Amount, Delivery, Move, RevisionRow, State, Why
from desk.story.plurals import counted
from desk.ui.words import STATES

if TYPE_CHECKING:
    from desk.library.library import Library

# What a revision is called where it has no note, the icon of why it was made, and whether that stands in the picture.
_WHYS: dict[Why, tuple[str, str, bool]] = {
    Why.CREATED: ("Created", "file-plus", True),
    Why.IMPORTED: ("Imported", "file-input", True),
    Why.CHECKPOINT: ("Checkpoint", "bookmark", True),
    Why.CREDITED: ("Credits changed", "user", False),
    Why.EXPORTED: ("Exported", "file-output", True),
    Why.OVERTAKEN: ("Somebody else’s text, kept", "triangle-alert", True),
    Why.RESTORED: ("Went back", "rotate-ccw", True),
    Why.HANDED_OVER: ("Handed over", "send", True),
    Why.PUBLISHED: ("Published", "newspaper", True),
    Why.MOVED: ("Moved on", "circle-check", True),
    Why.TAKEN_OVER: ("Before somebody else went on", "users", False),
    Why.TAGGED: ("Tags changed", "tag", False),
}
_Kept = TypeVar("_Kept", Delivery, Move)
_STEP_ICONS = {
    State.DRAFT.value: "undo-2",
    State.SUBMITTED.value: "send",
    State.IN_REVIEW.value: "send",
    State.PUBLISHED.value: "newspaper",
    State.UPDATED.value: "newspaper",
    State.CORRECTED.value: "pencil",
    State.SPIKED.value: "x",
    State.KILLED.value: "x",
}
# What a step is called that readers noticed.
_BEFORE_READERS = {
    State.PUBLISHED.value: "Published",
    State.UPDATED.value: "Updated",
    State.CORRECTED.value: "Corrected",
    State.KILLED.value: "Killed",
}
_BEFORE_PRINT = tuple(state.value for state in (State.SUBMITTED, State.IN_REVIEW, State.READY))
_AT_ONCE = timedelta(seconds=2)  # in which a revision and what it was made for are one event


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `revision` is the text as it then stood, `before` the one that it was made from, ""
    for none; `measured` is the revision of which the words that came and went are those of this event, "" for none.
    A `landmark` has its icon in the picture. `findings` are what somebody went past. `sent` is the delivery with which
    it went out, "" where it did not."""

    at: datetime
    who: str
    what: str
    icon: str
    note: str = ""
    revision: str = ""
    before: str = ""
    measured: str = ""
    words: int = 0
    landmark: bool = True
    findings: tuple[str, ...] = ()
    sent: str = ""

    @property
    def title(self) -> str:
        """What it is called: its note, or what it was."""
        return " ".join(self.note.split()) or self.what


@dataclass(frozen=True, slots=True)
class Life:
    """All that happened to an article, the oldest first, and who did it in the order in which they came."""

    article: str = ""
    events: tuple[Event, ...] = ()
    people: tuple[str, ...] = ()
    amounts: Mapping[str, Amount] = field(default_factory=dict)

    def amount(self, event: Event) -> Amount | None:
        """How much an event changed; None where it changed nothing, or where nobody has looked yet."""
        return self.amounts.get(event.measured)

    def at_revision(self, revision: str) -> int:
        """The number of the event that made a revision, or -1."""
        return next((n for n, each in enumerate(self.events) if each.measured and each.revision == revision), -1)


def read_life(library: Library, article: str) -> Life:
    """What happened to an article, without the amounts, for which all texts must be read."""
    return life_of(article, library.revisions(article), library.deliveries(article), library.moves(article))


def life_of(
    article: str, revisions: Sequence[RevisionRow], deliveries: Sequence[Delivery], moves: Sequence[Move]
) -> Life:
    """The records of an article, each newest first, as events. What was one doing is one event: an export and the
    revision that it made, a checkpoint and the note that was put to it afterwards."""
    out = list(deliveries)
    moved = list(moves)
    said = _steps(moves)
    events = []
    known = {row.id: row for row in revisions}
    for row, first in reversed([*noted_once(revisions)]):  # of what has one time, the older is the first
        event = _of_revision(row, first)
        if row.why is Why.EXPORTED and (sent := _take(out, partial(_is_sent, row.id), row.at)):
            event = replace(event, what=f"Exported{_where(sent)}", sent=sent.id)
        elif row.why in (Why.HANDED_OVER, Why.PUBLISHED, Why.MOVED) and (step := _take_step(moved, row.at)):
            event = replace(event, who=step.who, what=said[step.id], note=event.note or _note(step))
            event = replace(event, icon=_step_icon(step) if row.why is Why.PUBLISHED else event.icon)
        events.append(event)
    events += [_of_delivery(each, known) for each in reversed(out)]
    events += [_of_move(each, revisions, said) for each in reversed(moved)]
    events.sort(key=lambda event: event.at)
    return Life(article, tuple(events), tuple(dict.fromkeys(event.who for event in events if event.who)))


def _of_revision(row: RevisionRow, first: RevisionRow) -> Event:
    what, icon, landmark = _WHYS.get(row.why, (row.why.value.capitalize().replace("-", " "), "bookmark", True))
    before = first.parents[0] if first.parents else ""
    return Event(first.at, row.who, what, icon, row.note, row.id, before, first.id, row.words, landmark)


def _take(found: list[_Kept], fits: Callable[[_Kept], bool], at: datetime) -> _Kept | None:
    for each in found:
        if abs(each.at - at) <= _AT_ONCE and fits(each):
            found.remove(each)
            return each
    return None


def _is_sent(revision: str, delivery: Delivery) -> bool:
    return delivery.revision == revision


def _take_step(moved: list[Move], at: datetime) -> Move | None:
    """The step of which a revision was made: both were written at once."""
    found = next((each for each in moved if each.what == "state" and each.at == at), None)
    if found is not None:
        moved.remove(found)
    return found


def _of_delivery(row: Delivery, known: Mapping[str, RevisionRow]) -> Event:
    revision = known.get(row.revision)
    before = revision.parents[0] if revision is not None and revision.parents else ""
    words = revision.words if revision is not None else 0
    at = row.revision if revision is not None else ""
    return Event(row.at, row.who, f"Exported{_where(row)}", "file-output", "", at, before, words=words, sent=row.id)


def _of_move(move: Move, revisions: Iterable[RevisionRow], said: Mapping[str, str]) -> Event:
    stood = next((row for row in revisions if row.at <= move.at), None)
    about = ("", "", 0) if stood is None else (stood.id, stood.parents[0] if stood.parents else "", stood.words)
    if move.what == "bin":
        what, icon = ("Put into the bin", "trash-2") if move.value == "in" else ("Taken out of the bin", "undo-2")
    elif move.what == "override":
        what, icon = _past(move.findings), "triangle-alert"
    else:
        what, icon = said[move.id], _step_icon(move)
    landmark = move.what != "override"  # the step that it belongs to stands there
    event = Event(move.at, move.who, what, icon, _note(move), about[0], about[1], words=about[2], landmark=landmark)
    return replace(event, findings=move.findings)


def _steps(moves: Sequence[Move]) -> dict[str, str]:
    """What the steps are called, by their ids; the moves are newest first."""
    said: dict[str, str] = {}
    before = State.DRAFT.value
    for move in reversed([each for each in moves if each.what == "state"]):
        known = move.value in {state.value for state in State}
        now = f"Now {STATES[State(move.value)] if known else move.value}"
        said[move.id] = _BEFORE_READERS.get(move.value, now)
        if move.note == TAKEN_BACK:
            said[move.id] = f"Taken back, {now.lower()}"
        elif move.value == State.DRAFT.value and before in _BEFORE_PRINT and move.note:
            said[move.id] = "Sent back"
        before = move.value
    return said


def _step_icon(move: Move) -> str:
    return _STEP_ICONS.get(move.value, "circle-check")


def _note(move: Move) -> str:
    return "" if move.note == TAKEN_BACK else move.note


def _past(findings: Sequence[str]) -> str:
    if not findings:
        return "Went on all the same"
    more = f", and {counted(len(findings) - 1, 'more finding')}" if len(findings) > 1 else ""
    return f"Went past “{findings[0].rstrip('.')}”{more}"


def _where(sent: Delivery) -> str:
    name = PurePath(sent.target).name
    return f" as {name}" if name else f" as {sent.format}" if sent.format else ""


def told(event: Event, when: str, amount: Amount | None) -> list[str]:
    """All that is to be said of an event, line by line."""
    lines = [
        event.what if not event.note else f"{event.what}: {event.note}",
        ", ".join(filter(None, (when, event.who))),
    ]
    if event.measured and amount is not None:
        changed = [f"{counted(amount.added, 'word')} added"] if amount.added else []
        changed += [f"{amount.removed:,} removed"] if amount.removed else []
        lines.append(", ".join([*changed, counted(event.words, "word")]))
    elif event.words:
        lines.append(counted(event.words, "word"))
    return [*lines, *event.findings]

"""Exporting from the window: on a worker's thread, with all processors, and noted in the library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desk.checks.gate import Gate, Override
from desk.formats.base import Format, Loss
from desk.library.step_values import Refusal, ToSend
from desk.library.storing import Stored
from desk.library.values import ArticleRow
from desk.story.workflow import StaffRole
from desk.ui.services import Services
from desk.ui.work import Progress, Step

if TYPE_CHECKING:
    from desk.formats.exporting import Job, Outcome

_NO_REASON = Override("")
_UNREAD = Stored("", "")  # in place of a text that is with whoever writes it


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an export of one article will not hold, what the gate finds before it is made, and whom it would let past.
    `unresolved` is how many tracked changes there are between the text and the one that was agreed on."""

    losses: tuple[Loss, ...]
    gate: Gate
    role: StaffRole
    unresolved: int


@dataclass(frozen=True, slots=True)
class Wish:
    """How articles are to go out: in which format, into which folder, the agreed text or the one that stands, and why
    somebody goes past the gate."""

    format: Format
    folder: Path
    agreed: bool = False
    override: Override = _NO_REASON


@dataclass(frozen=True, slots=True)
class Delivered:
    """Which files were written; for which articles none was, with the sentence that says why; which the gate stopped.
    `texts` say of articles with tracked changes which text went out."""

    paths: tuple[Path, ...]
    losses: tuple[Loss, ...]
    troubles: tuple[str, ...]
    stopped: tuple[Refusal, ...] = ()
    texts: tuple[str, ...] = ()


def outlook(services: Services, row: ArticleRow, chosen: Format, agreed: bool) -> Outlook:
    """Look at an export without making it. On a worker's thread."""
    from desk.revise.review.tracking import Tracking  # noqa: PLC0415

    library = services.library
    library.settle().result()  # what was typed a moment ago is part of it
    found = library.article(row.id)
    story = replace(found.baseline if agreed else found.story, slug=row.slug)
    assert chosen.write is not None
    losses = chosen.write(story, services.house, library.media).losses
    role = library.signed_in().role or StaffRole.EDITOR
    unresolved = 0 if found.baseline is found.story else len(Tracking(found.baseline, found.story).keys)
    return Outlook(losses, library.gate(row.id, services.house, None, agreed=agreed), role, unresolved)


def export(services: Services, rows: tuple[ArticleRow, ...], wish: Wish, progress: Progress) -> Delivered:
    """Write the articles into the folder and note it in the library; those that the gate stops stay. On a worker's
    thread. What was written before a cancel stays and is noted."""
    from desk.library.outbox import Outbox, get_ready  # noqa: PLC0415

    get_ready(len(rows))
    from desk.formats.exporting import export_many  # noqa: PLC0415

    services.library.settle().result()
    told: list[Outcome] = []
    sending: dict[str, ToSend] = {}

    outbox = Outbox(services.library, wish.format.name)

    def tell(outcome: Outcome) -> None:
        if outcome.exported:
            outbox.put(outcome.key, outcome.exported, sending[outcome.key].revision)
            outcome = replace(outcome, exported=replace(outcome.exported, page=b""))  # it is with the library
        told.append(outcome)
        progress.tell(Step(len(told), len(rows), f"{len(told):,} of {len(rows):,} exported"))

    try:
        export_many(
            _jobs(services, rows, wish, sending),
            services.house,
            wish.format,
            wish.folder,
            services.library.media,
            on_outcome=tell,
            cancelled=progress.cancelled,
        )
    finally:
        outbox.end()
        _note(services, wish, told)
    return _delivered(told, sending)


def _jobs(services: Services, rows: tuple[ArticleRow, ...], wish: Wish, sending: dict[str, ToSend]) -> Iterator[Job]:
    from desk.library.guarding import guarded  # noqa: PLC0415

    ids = (one.id for one in rows)
    for each in services.library.to_send(ids, services.house, agreed=wish.agreed):
        sending[each.row.id] = replace(each, text=_UNREAD)
        yield guarded(each, wish.override)


def _note(services: Services, wish: Wish, told: list[Outcome]) -> None:
    """What somebody went past."""
    passed = {one.key: one.verdict.found for one in told if one.exported and one.verdict and one.verdict.found}
    if passed:
        services.library.note_overrides(passed, "export", wish.override).result()


def _delivered(told: list[Outcome], sending: dict[str, ToSend]) -> Delivered:
    from desk.library.guarding import which_text  # noqa: PLC0415

    made = [(one.exported, sending[one.key]) for one in told if one.exported]
    stopped = [(one, one.verdict) for one in told if one.verdict and one.verdict.trouble]
    return Delivered(
        tuple(exported.path for exported, _ in made),
        tuple(loss for exported, _ in made for loss in exported.losses),
        tuple(one.trouble for one in told if one.trouble and not (one.verdict and one.verdict.trouble)),
        tuple(Refusal(sending[one.key].row, verdict.trouble, not verdict.firm) for one, verdict in stopped),
        tuple(filter(None, (which_text(sent) for _, sent in made))),
    )

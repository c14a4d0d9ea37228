"""Exporting from the window: on a worker's thread, with all processors, and noted in the library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desk.formats.base import Format, Loss
from desk.library.values import ArticleRow, Sending
from desk.story.story import Story
from desk.story.to_come import ToCome
from desk.ui.services import Services
from desk.ui.work import Progress, Step

if TYPE_CHECKING:
    from desk.formats.exporting import Job, Outcome


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an export of one article will not hold, what the checks find, and what is still to come in it, before it
    is made."""

    losses: tuple[Loss, ...]
    findings: tuple[str, ...]
    to_come: tuple[ToCome, ...]
    story: Story


@dataclass(frozen=True, slots=True)
class Delivered:
    """Which files were written, and for which articles none was, with the sentence that says why."""

    paths: tuple[Path, ...]
    losses: tuple[Loss, ...]
    troubles: tuple[str, ...]


def outlook(services: Services, row: ArticleRow, chosen: Format) -> Outlook:
    """Look at an export without making it. On a worker's thread."""
    from desk.checks import check  # noqa: PLC0415
    from desk.library.to_come import left_to_come  # noqa: PLC0415

    services.library.settle().result()  # what was typed a moment ago is part of it
    story = replace(services.library.article(row.id).story, slug=row.slug)
    assert chosen.write is not None
    writing = chosen.write(story, services.house, services.library.media)
    # What is to come has a place of its own in what is shown.
    findings = (finding.message for finding in check(story, services.house) if finding.rule != "to-come")
    return Outlook(writing.losses, tuple(findings), left_to_come(story, services.house), story)


def unfinished(services: Services, rows: tuple[ArticleRow, ...], progress: Progress) -> tuple[str, ...]:
    """The titles of those of several articles in which something is still to come. On a worker's thread."""
    from desk.library.to_come import stored_to_come  # noqa: PLC0415

    services.library.settle().result()
    found = []
    for row, text in services.library.texts(one.id for one in rows):
        progress.check()
        if stored_to_come(text, services.house):
            found.append(row.title or row.slug)
    return tuple(found)


def export(
    services: Services, rows: tuple[ArticleRow, ...], chosen: Format, folder: Path, progress: Progress
) -> Delivered:
    """Write the articles into the folder and note it in the library. On a worker's thread. What was written
    before a cancel stays and is noted."""
    from desk.formats.exporting import export_many  # noqa: PLC0415

    services.library.settle().result()
    told: list[Outcome] = []
    revisions: dict[str, str] = {}

    def tell(outcome: Outcome) -> None:
        told.append(outcome)
        progress.tell(Step(len(told), len(rows), f"{len(told):,} of {len(rows):,} exported"))

    try:
        export_many(
            _jobs(services, rows, revisions),
            services.house,
            chosen,
            folder,
            services.library.media,
            on_outcome=tell,
            cancelled=progress.cancelled,
        )
    finally:
        sent = [
            Sending(one.key, chosen.name, str(one.exported.path), one.exported.sha256, revisions[one.key])
            for one in told
            if one.exported
        ]
        if sent:
            services.library.deliver_many(sent).result()
    made = [one.exported for one in told if one.exported]
    losses = tuple(loss for one in made for loss in one.losses)
    return Delivered(tuple(one.path for one in made), losses, tuple(one.trouble for one in told if one.trouble))


def _jobs(services: Services, rows: tuple[ArticleRow, ...], revisions: dict[str, str]) -> Iterator[Job]:
    from desk.formats.exporting import Job  # noqa: PLC0415
    from desk.library.storing import unpack_fields  # noqa: PLC0415

    for row, text, revision in services.library.texts_to_send(one.id for one in rows):
        revisions[row.id] = revision
        yield Job(replace(unpack_fields(text.fields), slug=row.slug), text.body, row.id)

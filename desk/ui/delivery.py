"""Exporting from the window: on a worker's thread, article by article, and noted in the library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desk.errors import WorldError
from desk.formats.base import Format, Loss
from desk.library.values import ArticleRow, Sending
from desk.ui.services import Services
from desk.ui.work import Progress


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an export of one article will not hold, and what the checks find, before it is made."""

    losses: tuple[Loss, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delivered:
    """Which files were written, and for which articles none was, with the sentence that says why."""

    paths: tuple[Path, ...]
    losses: tuple[Loss, ...]
    troubles: tuple[str, ...]


def outlook(services: Services, row: ArticleRow, chosen: Format) -> Outlook:
    """Look at an export without making it. On a worker's thread."""
    from desk.checks import check  # noqa: PLC0415

    services.library.settle().result()  # what was typed a moment ago is part of it
    story = services.library.article(row.id).story
    assert chosen.write is not None
    writing = chosen.write(story, services.house, services.library.media)
    return Outlook(writing.losses, tuple(finding.message for finding in check(story, services.house)))


def export(
    services: Services, rows: tuple[ArticleRow, ...], chosen: Format, folder: Path, progress: Progress
) -> Delivered:
    """Write the articles into the folder and note it in the library. On a worker's thread. What was written
    before a cancel stays and is noted."""
    from desk.formats.exporting import export_file  # noqa: PLC0415

    paths: list[Path] = []
    losses: list[Loss] = []
    troubles: list[str] = []
    sent: list[Sending] = []
    services.library.settle().result()
    try:
        for number, row in enumerate(rows):
            progress.report(number, len(rows), f"Exporting {number + 1} of {len(rows)}")
            story = services.library.article(row.id).story
            try:
                made = export_file(story, services.house, chosen, folder, services.library.media)
            except WorldError as error:
                troubles.append(str(error))
                continue
            paths.append(made.path)
            losses.extend(made.losses)
            sent.append(Sending(row.id, chosen.name, str(made.path), made.sha256))
    finally:
        if sent:
            services.library.deliver_many(sent).result()
    return Delivered(tuple(paths), tuple(losses), tuple(troubles))

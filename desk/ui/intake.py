"""Bringing files in: read, keep their pictures, make articles, say what was recognised and what was lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desk.errors import WorldError
from desk.formats.base import Reading
from desk.library.values import ArticleRow, Why
from desk.ui.services import Services
from desk.ui.work import Job, Progress


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one file: an article and what was read, or a sentence that says why there is none. A folder into
    which Desk exported a library is `whole`: it comes in when somebody says so."""

    path: Path
    row: ArticleRow | None = None
    reading: Reading | None = None
    trouble: str = ""
    whole: bool = False


class Intake(QObject):
    """Brings files in, off the window's thread. `started` carries the `Job`, `ended` what became of the files.
    `services` are those of the house that is written in now."""

    started = Signal(str, object)
    ended = Signal(tuple)  # of Brought

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services = services

    def bring_in(self, paths: tuple[Path, ...]) -> Job:
        """Make an article of each file."""
        job = self.services.work.run_long(partial(self._bring_all, paths), self._on_done)
        what = f"Bringing in “{paths[0].name}”" if len(paths) == 1 else f"Bringing in {len(paths)} files"
        self.started.emit(what, job)
        return job

    def _bring_all(self, paths: tuple[Path, ...], progress: Progress) -> tuple[Brought, ...]:
        brought = []
        for number, path in enumerate(paths):
            if len(paths) > 1:
                progress.report(number, len(paths), f"Bringing in “{path.name}”")
            try:
                brought.append(self._bring(path, progress))
            except WorldError as error:
                brought.append(Brought(path, trouble=str(error)))
        return tuple(brought)

    def _bring(self, path: Path, progress: Progress) -> Brought:
        if path.is_dir() and _is_whole(path):
            return Brought(path, whole=True)
        from desk.formats.importing import read_file  # noqa: PLC0415  readers are not needed to start

        services = self.services
        reading = read_file(path, services.house)
        progress.check()  # after this the article is made; what was cancelled before leaves nothing behind
        keep_media(services, reading.media)
        future = services.library.create(reading.story, Why.IMPORTED, path.name, path.stem)
        return Brought(path, future.result(), reading)

    @Slot(object)
    def _on_done(self, brought: tuple[Brought, ...]) -> None:
        self.ended.emit(brought)


def _is_whole(folder: Path) -> bool:
    """Whether it is an export. Raises Unreadable and NewerVersion where it is one that cannot be read."""
    from desk.newsroom.whole_files import is_export  # noqa: PLC0415  seldom needed
    from desk.newsroom.whole_in import size_of  # noqa: PLC0415

    return is_export(folder) and size_of(folder) >= 0


def keep_media(services: Services, media: Mapping[str, bytes]) -> None:
    """Put the pictures of a reading into the library. On a worker's thread."""
    from desk.formats.pictures import picture_type  # noqa: PLC0415  few files bring pictures

    for data in media.values():
        services.library.add_media(data, picture_type(data)).result()


def is_file(target: str) -> bool:
    """Whether what should be opened is a file and no article: it is there, or looks like one."""
    return bool(target) and (Path(target).exists() or "/" in target or Path(target).suffix != "")

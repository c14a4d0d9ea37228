"""Stories into files, one by one or a thousand at once.

The file of a story is named by its slug: exporting it again replaces it, and no other story's file has its name.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from desk.errors import WorldError
from desk.formats.base import Format, Loss, MediaSource, Writing
from desk.formats.file_write import file_name, sync_folder, write_whole
from desk.formats.markdown import MarkdownReader, write_body
from desk.formats.packed_page import pack_page
from desk.formats.registry import by_name
from desk.story.body import Body
from desk.story.house import House
from desk.story.story import Story

# Fewer stories than this are written by this process alone: starting others takes longer than they save.
_FEW = 40
# How many stories go to another process at once, and how many such lots wait for each.
_LOT = 20
_AHEAD = 2
_MOST_PROCESSES = 8
# Threads of one process that wait for the disk.
_WRITERS = 4
_MEDIA = re.compile(r"media:[0-9A-Za-z._-]+")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, the SHA-256 (hex) of its bytes, and what it does not hold; `page` is all of it, packed
    (see `packed_page`)."""

    path: Path
    sha256: str
    losses: tuple[Loss, ...]
    page: bytes = b""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a story may go out. `trouble` is the sentence that says why not, "" where it may; one that is `firm`
    stands whatever reason is given. `found` is what somebody goes past with theirs, in sentences."""

    trouble: str = ""
    firm: bool = False
    found: tuple[str, ...] = ()


# Looks at a story where it is exported, which may be in another process.
Guard = Callable[[Story, House], Verdict]


@dataclass(frozen=True, slots=True)
class Job:
    """A story to export. With `markdown` the body is still in its stored form and is read where the work is done,
    which is much faster for many. `key` is the caller's own, to know the outcome by. A `guard` is asked before."""

    story: Story
    markdown: str | None = None
    key: str = ""
    guard: Guard | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: a file, or a sentence that says why there is none; and what its guard said, if it had one."""

    key: str
    exported: Exported | None
    trouble: str = ""
    verdict: Verdict | None = None


def export_file(story: Story, house: House, chosen: Format, directory: Path, media: MediaSource) -> Exported:
    """Write a story into a folder, which is made if it is not there. Raises `WorldError`; then no file was touched."""
    made = _made(story, house, chosen, directory, media)
    exported = _write(made)
    sync_folder(directory)
    return exported


class _Made(NamedTuple):
    """What is to be written where, and the hashes of the pictures that were asked for."""

    path: Path
    writing: Writing
    pictures: frozenset[str]


def _made(story: Story, house: House, chosen: Format, directory: Path, media: MediaSource) -> _Made:
    writing, pictures = written(story, house, chosen, media)
    return _Made(directory / f"{file_name(story.slug, writing.data)}{chosen.suffixes[0]}", writing, pictures)


def written(story: Story, house: House, chosen: Format, media: MediaSource) -> tuple[Writing, frozenset[str]]:
    """A story as it goes out, and the hashes of the pictures that were asked for. Raises `WorldError`."""
    if chosen.write is None:
        raise WorldError(f"Desk reads the format “{chosen.name}” but does not write it.")
    asked: set[str] = set()

    def asked_for(reference: str) -> bytes | None:
        asked.add(reference.removeprefix("media:"))
        return media(reference)

    return chosen.write(story, house, asked_for), frozenset(asked)


def _write(made: _Made) -> Exported:
    writing = made.writing
    write_whole(made.path, writing.data)
    page = pack_page(writing.data, made.pictures)
    return Exported(made.path, hashlib.sha256(writing.data).hexdigest(), writing.losses, page)


def export_many(
    jobs: Iterable[Job],
    house: House,
    chosen: Format,
    directory: Path,
    media: MediaSource,
    *,
    on_outcome: Callable[[Outcome], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Outcome, ...]:
    """Write many stories, with all processors. The outcomes come in the order of the jobs.

    Jobs are taken from the iterable as they are needed. `on_outcome` is told of each file as it is written, on the
    calling thread, and only that with what it holds: it would be too much to have all at once. Once `cancelled` says
    so nothing more is begun, and the outcomes are of what was done.
    """
    waiting = iter(jobs)
    first = list(islice(waiting, _FEW))
    outcomes: dict[int, Outcome] = {}

    def tell(number: int, outcome: Outcome) -> None:
        exported = outcome.exported and replace(outcome.exported, page=b"")
        outcomes[number] = replace(outcome, exported=exported)
        if on_outcome:
            on_outcome(outcome)

    processes = min(_processors(), _MOST_PROCESSES)
    if len(first) < _FEW or processes < 2:
        for number, job in enumerate(_chained(first, waiting)):
            if cancelled():
                break
            tell(number, _export(job, house, chosen, directory, media))
    else:
        pool = _Pool(processes, house, chosen, directory, media)
        pool.run(_chained(first, waiting), tell, cancelled)
    return tuple(outcomes[number] for number in sorted(outcomes))


def _chained(first: list[Job], rest: Iterator[Job]) -> Iterator[Job]:
    yield from first
    yield from rest


def _processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _export(job: Job, house: House, chosen: Format, directory: Path, media: MediaSource) -> Outcome:
    verdict: Verdict | None = None
    try:
        story = _story(job, MarkdownReader())
        verdict = _asked(job, story, house)
        return Outcome(job.key, export_file(story, house, chosen, directory, media), verdict=verdict)
    except _Stopped as stopped:
        return Outcome(job.key, None, str(stopped), stopped.verdict)
    except WorldError as error:
        return Outcome(job.key, None, str(error), verdict)


class _Stopped(WorldError):
    """The guard does not let a story out."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.trouble)
        self.verdict = verdict


def _asked(job: Job, story: Story, house: House) -> Verdict | None:
    """What the guard says, where there is one. Raises _Stopped."""
    verdict = job.guard(story, house) if job.guard else None
    if verdict is not None and verdict.trouble:
        raise _Stopped(verdict)
    return verdict


def _story(job: Job, reader: MarkdownReader) -> Story:
    return job.story if job.markdown is None else replace(job.story, body=reader.body(job.markdown))


_Lot = list[tuple[int, Job]]
_Done = list[tuple[int, Outcome]]


class _Pool:
    """Some processes that write lots of stories, and the order in which lots go to them."""

    def __init__(self, processes: int, house: House, chosen: Format, directory: Path, media: MediaSource) -> None:
        self._processes = processes
        self._work = (house, chosen, directory)
        self._media = media

    def run(self, jobs: Iterator[Job], tell: Callable[[int, Outcome], None], cancelled: Callable[[], bool]) -> None:
        """Write all jobs, or until cancelled. If a process dies its stories are written here."""
        numbered = enumerate(jobs)
        under_way: dict[Future[_Done], _Lot] = {}
        with _executor(self._processes) as executor:
            while True:
                while len(under_way) < self._processes * _AHEAD and not cancelled():
                    lot = list(islice(numbered, _LOT))
                    if not lot:
                        break
                    under_way[self._begin(executor, lot)] = lot
                if not under_way:
                    return
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    for number, outcome in self._end(future, under_way.pop(future)):
                        tell(number, outcome)

    def _begin(self, executor: ProcessPoolExecutor, lot: _Lot) -> Future[_Done]:
        """Send a lot off, its bodies as Markdown, with the pictures that it will ask for."""
        house, chosen, directory = self._work
        stored = [(number, _stored(job)) for number, job in lot]
        pictures = {name: data for _, job in stored for name in _pictures(job) if (data := self._media(name))}
        try:
            return executor.submit(_export_lot, stored, house, chosen.name, directory, pictures)
        except BrokenProcessPool as error:
            failed: Future[_Done] = Future()
            failed.set_exception(error)
            return failed

    def _end(self, future: Future[_Done], lot: _Lot) -> _Done:
        try:
            return future.result()
        except BrokenProcessPool:
            house, chosen, directory = self._work
            return [(number, _export(job, house, chosen, directory, self._media)) for number, job in lot]


def _executor(processes: int) -> ProcessPoolExecutor:
    """Processes that begin from nothing, because this one may have a window and threads; modules are loaded once."""
    context = get_context("forkserver" if sys.platform == "linux" else "spawn")
    if sys.platform == "linux":
        context.set_forkserver_preload([__name__])
    return ProcessPoolExecutor(processes, context, _begin_process)


def _begin_process() -> None:
    # Ctrl+C goes to every process of the terminal; whoever started this one decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stored(job: Job) -> Job:
    """The job with its body as Markdown, which is much less to send than the values are."""
    if job.markdown is not None:
        return job
    return replace(job, story=replace(job.story, body=Body()), markdown=write_body(job.story.body))


def _pictures(job: Job) -> Iterator[str]:
    yield from dict.fromkeys(_MEDIA.findall(job.markdown or ""))
    if job.story.lead:
        yield from _MEDIA.findall(job.story.lead.picture)


def _export_lot(lot: _Lot, house: House, format_name: str, directory: Path, pictures: dict[str, bytes]) -> _Done:
    """What another process does: make one file while the disk is busy with those before."""
    chosen, reader = by_name(format_name), MarkdownReader()
    pending: list[tuple[int, str, Verdict | None, Future[Exported]]] = []
    with ThreadPoolExecutor(_WRITERS) as writers:
        for number, job in lot:
            verdict: Verdict | None = None
            try:
                story = _story(job, reader)
                verdict = _asked(job, story, house)
                made = _made(story, house, chosen, directory, pictures.get)
            except _Stopped as stopped:
                pending.append((number, job.key, stopped.verdict, _failed(stopped)))
            except WorldError as error:
                pending.append((number, job.key, verdict, _failed(error)))
            else:
                pending.append((number, job.key, verdict, writers.submit(_write, made)))
    sync_folder(directory)
    return [(number, _outcome(key, verdict, written)) for number, key, verdict, written in pending]


def _failed(error: Exception) -> Future[Exported]:
    future: Future[Exported] = Future()
    future.set_exception(error)
    return future


def _outcome(key: str, verdict: Verdict | None, written: Future[Exported]) -> Outcome:
    try:
        return Outcome(key, written.result(), verdict=verdict)
    except WorldError as error:
        return Outcome(key, None, str(error), verdict)

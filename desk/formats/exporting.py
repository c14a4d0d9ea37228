"""Stories into files, one by one or a thousand at once.

The file of a story is named by its slug: exporting it again replaces it, and no other story's file has its name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from desk.errors import WorldError
from desk.formats.base import Format, Loss, MediaSource, Writing
from desk.formats.export_processes import FEW, new_processes, useful_processes
from desk.formats.file_write import Aside, file_name, sync_folder
from desk.formats.markdown import MarkdownReader, write_body
from desk.formats.packed_page import pack_page
from desk.formats.registry import by_name
from desk.story.body import Body
from desk.story.house import House
from desk.story.story import Story

# How many stories go to another process at once, and how many such lots wait for each.
_LOT = 20
_AHEAD = 2
# Threads that wait for a disk that takes longer than so many seconds for a file.
_WRITERS = 8
_SLOW = 0.005
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
    exported, aside = _aside(story, house, chosen, directory, media)
    aside.put()
    sync_folder(directory)
    return exported


def _aside(story: Story, house: House, chosen: Format, directory: Path, media: MediaSource) -> tuple[Exported, Aside]:
    """A story in a file that is not in its place yet, and how it will be there. Raises `WorldError`."""
    writing, pictures = written(story, house, chosen, media)
    path = directory / f"{file_name(story.slug, writing.data)}{chosen.suffixes[0]}"
    page = pack_page(writing.data, pictures)
    exported = Exported(path, hashlib.sha256(writing.data).hexdigest(), writing.losses, page)
    return exported, Aside(path, writing.data)


def written(story: Story, house: House, chosen: Format, media: MediaSource) -> tuple[Writing, frozenset[str]]:
    """A story as it goes out, and the hashes of the pictures that were asked for. Raises `WorldError`."""
    if chosen.write is None:
        raise WorldError(f"Desk reads the format “{chosen.name}” but does not write it.")
    asked: set[str] = set()

    def asked_for(reference: str) -> bytes | None:
        asked.add(reference.removeprefix("media:"))
        return media(reference)

    return chosen.write(story, house, asked_for), frozenset(asked)


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
    first = list(islice(waiting, FEW))
    outcomes: dict[int, Outcome] = {}

    def tell(number: int, outcome: Outcome) -> None:
        exported = outcome.exported and replace(outcome.exported, page=b"")
        outcomes[number] = replace(outcome, exported=exported)
        if on_outcome:
            on_outcome(outcome)

    way, processes = _Way(house, chosen, directory, media), useful_processes()
    if len(first) < FEW or processes < 2:
        for number, job in enumerate(_chained(first, waiting)):
            if cancelled():
                break
            tell(number, _export(job, way))
    else:
        pool = _Pool(processes, way)
        pool.run(_chained(first, waiting), tell, cancelled)
    return tuple(outcomes[number] for number in sorted(outcomes))


def _chained(first: list[Job], rest: Iterator[Job]) -> Iterator[Job]:
    yield from first
    yield from rest


class _Way(NamedTuple):
    """How stories go out: in which house and format, into which folder, with which pictures."""

    house: House
    chosen: Format
    directory: Path
    media: MediaSource


def _export(job: Job, way: _Way) -> Outcome:
    outcome = _ended(_begun(job, way, MarkdownReader()))
    sync_folder(way.directory)
    return outcome


class _Begun(NamedTuple):
    """The outcome of a job, once the file that it has aside is in its place."""

    outcome: Outcome
    aside: Aside | None = None


def _begun(job: Job, way: _Way, reader: MarkdownReader) -> _Begun:
    verdict: Verdict | None = None
    try:
        story = _story(job, reader)
        verdict = _asked(job, story, way.house)
        exported, aside = _aside(story, *way)
    except _Stopped as stopped:
        return _Begun(Outcome(job.key, None, str(stopped), stopped.verdict))
    except WorldError as error:
        return _Begun(Outcome(job.key, None, str(error), verdict))
    return _Begun(Outcome(job.key, exported, verdict=verdict), aside)


def _ended(begun: _Begun) -> Outcome:
    """The outcome, now that the file is in its place."""
    outcome, aside = begun
    try:
        if aside is not None:
            aside.put()
    except WorldError as error:
        return Outcome(outcome.key, None, str(error), outcome.verdict)
    return outcome


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

    def __init__(self, processes: int, way: _Way) -> None:
        self._processes = processes
        self._way = way

    def run(self, jobs: Iterator[Job], tell: Callable[[int, Outcome], None], cancelled: Callable[[], bool]) -> None:
        """Write all jobs, or until cancelled. If a process dies its stories are written here."""
        numbered = enumerate(jobs)
        under_way: dict[Future[_Done], _Lot] = {}
        with new_processes(self._processes) as executor:
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
        house, chosen, directory, media = self._way
        stored = [(number, _stored(job)) for number, job in lot]
        pictures = {name: data for _, job in stored for name in _pictures(job) if (data := media(name))}
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
            return [(number, _export(job, self._way)) for number, job in lot]


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
    """What another process does: write all files of a lot, and then bring them to the disk together."""
    way, reader = _Way(house, by_name(format_name), directory, pictures.get), MarkdownReader()
    begun: list[tuple[int, _Begun]] = []
    try:
        for number, job in lot:
            begun.append((number, _begun(job, way, reader)))
        _sync_all([each.aside for _, each in begun if each.aside])
        done = [(number, _ended(each)) for number, each in begun]
    finally:
        for _, each in begun:
            if each.aside:
                each.aside.drop()
    sync_folder(directory)
    return done


def _sync_all(asides: Sequence[Aside]) -> None:
    """Wait for the disk, for two files at a time, or for more where it is slow. Not sooner, and not with more threads
    than that: one that waits for the disk while others compute costs more than it saves."""
    begin = perf_counter()
    _sync_each(asides[:1])
    many = _WRITERS if perf_counter() - begin > _SLOW else 1
    with ThreadPoolExecutor(many) as threads:
        others = [threads.submit(_sync_each, asides[number :: many + 1]) for number in range(2, many + 2)]
        _sync_each(asides[1 :: many + 1])
        for each in others:
            each.result()


def _sync_each(asides: Sequence[Aside]) -> None:
    for aside in asides:
        aside.sync()

"""Keeps the library from being written while somebody types, and looks whether a word is lost.

Each fault strikes while the window is typed into. Half of the windows are killed while it lasts: the text must then be
in the library or in the recovery journal, and in the library after the next start. For the other half it passes: the
text must flow back by itself, and the journal be empty, before the window is killed.

full       the disk of the library is full: a small file system of its own (only as root; else it is left out)
both       the state folder is on that disk as well
errors     writes fail under SQLite: no file may grow beyond where the write-ahead log is (RLIMIT_FSIZE, set from
           outside; the system answers EFBIG where a bad disk would answer EIO)
read-only  library, log and folder lose their write permission (the typist is an ordinary user; files that are open
           stay writable, so only the next start meets it)
locked     another program holds the write lock
gone       the library's folder is moved away
two        a second window is started on the same library: it must bring the first forward and end
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from _watching import SURE, Told, Typing, prepare, surroundings, text_in_journal, text_of, typed_into, whole  # type: ignore[import-not-found]

_LASTS = 4.0  # s that a fault lasts, and that the typing goes on
_FLOWS_BACK = 40.0  # s within which all must be in the library again
_NOBODY = "65534"


@dataclass
class Place:
    """Where somebody types: a home, a library, and how the typist is started."""

    home: Path
    library: Path
    before: tuple[str, ...] = ()


@dataclass
class Figures:
    """What came of one fault."""

    runs: int = 0
    keys: int = 0
    sure: int = 0
    in_journal: int = 0  # kills after which the newest text was in the journal
    back: list[float] = field(default_factory=list)  # s from the fault's end until all was in the library
    faults: list[str] = field(default_factory=list)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system with room for little."""
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


@contextmanager
def full(place: Place, _typing: Typing) -> Iterator[None]:
    """No byte is free."""
    filler = place.library.parent / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        for size in (65536, 4096, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def errors(place: Place, typing: Typing) -> Iterator[None]:
    """Writes beyond the end of the log fail."""
    log = place.library.with_name(f"{place.library.name}-wal")
    limit = (log.stat().st_size if log.exists() else 0) + 1
    before = resource.prlimit(typing.process.pid, resource.RLIMIT_FSIZE, (max(limit, 30_000), resource.RLIM_INFINITY))
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            resource.prlimit(typing.process.pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def read_only(place: Place, _typing: Typing) -> Iterator[None]:
    """Nobody may write into the folder or its files."""
    folder = place.library.parent
    found = [*folder.iterdir(), folder]
    modes = {one: one.stat().st_mode for one in found}
    for one in found:
        one.chmod(0o555 if one.is_dir() else 0o444)
    try:
        yield
    finally:
        for one in reversed(found):
            with suppress(FileNotFoundError):
                one.chmod(modes[one])


@contextmanager
def locked(place: Place, _typing: Typing) -> Iterator[None]:
    """Somebody else is writing."""
    other = sqlite3.connect(place.library, timeout=20, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def gone(place: Place, _typing: Typing) -> Iterator[None]:
    """The folder is elsewhere."""
    folder = place.library.parent
    away = folder.with_name("away")
    folder.rename(away)
    try:
        yield
    finally:
        away.rename(folder)


@contextmanager
def two(place: Place, _typing: Typing) -> Iterator[None]:
    """A second start."""
    second = [*place.before, sys.executable, "-m", "desk", "open", "--library", str(place.library)]
    done = subprocess.run(second, env=surroundings(place.home), capture_output=True, text=True, timeout=60, check=False)
    if done.returncode:
        raise AssertionError(f"the second window ended with {done.returncode}: {done.stderr}")
    yield


Fault = Callable[[Place, Typing], AbstractContextManager[None]]
FAULTS: dict[str, Fault] = {
    "full": full,
    "both": full,
    "errors": errors,
    "read-only": read_only,
    "locked": locked,
    "gone": gone,
    "two": two,
}


@contextmanager
def place_for(name: str) -> Iterator[Place]:
    """A home and a library as this fault needs them."""
    with tempfile.TemporaryDirectory(prefix="desk-torture-") as folder:
        home = Path(folder)
        if name in {"full", "both"}:
            with small_disk(home) as disk:
                (home / "state").symlink_to(disk / "state") if name == "both" else None
                (disk / "state").mkdir()
                prepare(home, disk / "library" / "library.desk")
                yield Place(home, disk / "library" / "library.desk")
            return
        library = home / "library" / "library.desk"
        prepare(home, library)
        if name == "read-only" and os.geteuid() == 0:
            for one in (home, *home.rglob("*")):
                os.chown(one, int(_NOBODY), int(_NOBODY))
            yield Place(home, library, ("setpriv", "--reuid", _NOBODY, "--regid", _NOBODY, "--clear-groups"))
        else:
            yield Place(home, library)


def run_one(name: str, place: Place, seed: int, figures: Figures, *, killed: bool) -> None:
    """One window, one fault, one kill, one more start."""
    figures.runs += 1
    typing = Typing(place.home, place.library, seed, before=place.before)
    if not typing.wait_until(lambda told: len(told.keys) > 10):
        typing.kill()
        figures.faults.append(f"{name}: the window never came: {typing.told.said[-600:]}")
        return
    time.sleep(2)  # the library is open, and something was saved
    if name == "both":  # what is kept free for this comes a while after the start
        typing.wait_until(lambda _told: any((place.home / "state" / "desk" / "recovery").glob("room*")), 20)
    typing.listen()
    assert typing.told.typing is not None
    article = str(typing.told.typing["article"])
    with FAULTS[name](place, typing):
        typing.wait_until(lambda _told: False, _LASTS)
        if killed:
            at = typing.kill()
            there = None if name == "gone" else _text(place, article)
            waiting = text_in_journal(place.home, place.library, article)
    if not killed:
        ended = time.monotonic()
        if _flows_back(place, typing, article):
            figures.back.append(time.monotonic() - ended)
        else:
            figures.faults.append(f"{name}: the text was not in the library after {_FLOWS_BACK:.0f} s")
        time.sleep(SURE)
        at = typing.kill()
        waiting, there = text_in_journal(place.home, place.library, article), _text(place, article)
    figures.keys += len(typing.told.keys)
    figures.in_journal += waiting is not None
    _judge(name, typing.told, at, [waiting, there], figures)
    if wrong := whole(place.library):
        figures.faults.append(f"{name}: {wrong}")
    again = Typing(place.home, place.library, seed + 1, before=place.before)
    again.wait_until(lambda told: told.opened is not None)
    opened = again.told.opened
    again.kill()
    if opened is None:
        figures.faults.append(f"{name}: the next window did not open: {again.told.said[-600:]}")
        return
    if opened["article"] != article:
        figures.faults.append(f"{name}: the next window opened another article")
    figures.sure += len(typing.told.typed(at - SURE))
    _judge(f"{name}, next start", typing.told, at, [str(opened["text"])], figures)
    if text_in_journal(place.home, place.library, article) is not None:
        figures.faults.append(f"{name}: the journal was not empty after the next start")


def _flows_back(place: Place, typing: Typing, article: str) -> bool:
    """Wait until all that was typed during the fault is in the library, and the journal empty."""
    told = typing.listen()
    assert told.typing is not None
    before, caret, wanted = str(told.typing["text"]), int(told.typing["caret"]), len(told.keys)
    end = time.monotonic() + _FLOWS_BACK
    while time.monotonic() < end:
        typing.wait_until(lambda _told: False, 0.3)
        there = typed_into(before, caret, _text(place, article) or "") or ""
        if len(there) >= wanted and text_in_journal(place.home, place.library, article) is None:
            return True
    return False


def _text(place: Place, article: str) -> str | None:
    """What the library holds, read from a copy: to open it may be what cannot be done."""
    with tempfile.TemporaryDirectory() as folder:
        for one in place.library.parent.glob("library.desk*"):
            if not one.name.endswith((".lock", ".pid")) and one.is_file():
                shutil.copy(one, folder)
        found: str | None = text_of(Path(folder) / place.library.name, article)
        return found


def _judge(name: str, told: Told, at: float, texts: list[str | None], figures: Figures) -> None:
    assert told.typing is not None
    before, caret = str(told.typing["text"]), int(told.typing["caret"])
    typed, sure = told.typed(float("inf")), told.typed(at - SURE)
    best = max((typed_into(before, caret, text) or "" for text in texts if text is not None), key=len, default="")
    if not typed.startswith(best):
        figures.faults.append(f"{name}: the text is not what was typed: {best[-60:]!r} of {typed[-80:]!r}")
    elif len(best) < len(sure):
        figures.faults.append(f"{name}: {len(sure) - len(best)} keys older than {SURE} s are missing")


def main() -> int:
    """The long run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="FAULT", help=", ".join(FAULTS))
    parser.add_argument("--runs", type=int, default=10, help="of each fault")
    parser.add_argument("--seed", type=int, default=20261123)
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(FAULTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    dice = random.Random(chosen.seed)
    failed = False
    print(f"{'fault':10} {'runs':>4} {'keys':>6} {'>1.3 s':>6} {'journal':>7} {'flowed back after':>18} faults")
    for name in chosen.names or list(FAULTS):
        figures = Figures()
        try:
            with place_for(name) as place:
                for number in range(chosen.runs):
                    run_one(name, place, dice.randrange(1 << 30), figures, killed=number % 2 == 0)
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            print(f"{name:10} left out: {error}")
            continue
        back = f"{max(figures.back):.1f} s at most" if figures.back else "-"
        numbers = f"{figures.runs:4} {figures.keys:6} {figures.sure:6} {figures.in_journal:7}"
        print(f"{name:10} {numbers} {back:>18} {len(figures.faults)}", flush=True)
        for fault in figures.faults[:6]:
            print(f"    {fault}")
        failed |= bool(figures.faults)
    return failed


if __name__ == "__main__":
    sys.exit(main())

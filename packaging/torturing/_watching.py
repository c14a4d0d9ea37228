"""Starts typists, kills them, and compares what they typed with what is there."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desk.errors import NotFound
from desk.library.journal import Journal
from desk.library.library import Library
from desk.samples import install_samples
from desk.story.body import Body, block_text

SURE = 1.3  # s before the kill after which a key must be there
_LONGEST_START = 90.0  # s
_TYPIST = Path(__file__).with_name("_typist.py")


@dataclass
class Told:
    """What a typist told."""

    opened: dict[str, Any] | None = None
    typing: dict[str, Any] | None = None
    keys: list[tuple[float, str]] = field(default_factory=list)
    said: str = ""  # on its standard error

    def take(self, line: str) -> None:
        """One line of it."""
        one = json.loads(line)
        if one["what"] == "key":
            self.keys.append((one["at"], one["key"]))
        elif one["what"] == "opened":
            self.opened = self.opened or one
        else:
            self.typing = one

    def typed(self, until: float) -> str:
        """What was typed up to this moment."""
        return "".join(key for at, key in self.keys if at <= until)


class Typing:
    """A typist under way, in a home of its own."""

    def __init__(
        self, home: Path, library: Path, seed: int, *, new: bool = False, before: tuple[str, ...] = ()
    ) -> None:
        self.home, self.library = home, library
        self.told = Told()
        self._errors = (home / "errors.txt").open("w+")
        command = [*before, sys.executable, str(_TYPIST), str(library), str(seed), "new" if new else "old"]
        self.process = subprocess.Popen(
            command, env=surroundings(home), stdout=subprocess.PIPE, stderr=self._errors, text=True
        )
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        self._rest = ""

    def listen(self) -> Told:
        """What it told until now."""
        assert self.process.stdout is not None
        try:
            while chunk := os.read(self.process.stdout.fileno(), 1 << 16):
                *lines, self._rest = (self._rest + chunk.decode()).split("\n")
                for line in lines:
                    self.told.take(line)
        except BlockingIOError:
            pass
        return self.told

    def wait_until(self, ready: Callable[[Told], bool], patience: float = _LONGEST_START) -> bool:
        """Listen until it told so much."""
        end = time.monotonic() + patience
        while not ready(self.listen()):
            if time.monotonic() > end or self.process.poll() is not None:
                return False
            time.sleep(0.01)
        return True

    def kill(self) -> float:
        """SIGKILL; gives the moment before it."""
        at = time.time()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.listen()
        self._errors.seek(0)
        self.told.said = self._errors.read()
        self._errors.close()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return at


def surroundings(home: Path) -> dict[str, str]:
    """An environment in which all of Desk's folders are in this one."""
    own = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "STATE", "CONFIG", "CACHE")}
    return {**os.environ, **own, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


def prepare(home: Path, library: Path) -> None:
    """A library with the samples in it, and a window that begins without a browser: that takes longest."""
    (home / "config" / "desk").mkdir(parents=True)
    (home / "config" / "desk" / "window.json").write_text('{"side_tab": "details"}', "utf-8")
    library.parent.mkdir(parents=True, exist_ok=True)
    with Library.open(library, who="Ilse Brandt") as shelf:
        install_samples(shelf)


@dataclass
class Tally:
    """What was seen over some kills."""

    kills: int = 0
    keys: int = 0
    sure: int = 0  # keys older than `SURE`
    late: list[float] = field(default_factory=list)  # s before the kill of the oldest key that is not there
    faults: list[str] = field(default_factory=list)

    def take(self, number: int, told: Told, killed: float, back: Told | None, text: str | None) -> None:
        """Compare what was typed with `text`, which is there, and with how the next window came `back`. A new article
        that was killed before its first save is not there: `text` is None, and none of its keys may be due."""
        self.kills += 1
        self.keys += len(told.keys)
        if told.typing is None:
            self.faults.append(f"{number}: the window never came: {told.said[-500:]}")
            return
        before, caret = str(told.typing["text"]), int(told.typing["caret"])
        there = typed_into(before, caret, text or "")
        typed = told.typed(float("inf"))
        if there is None or not typed.startswith(there):
            self.faults.append(f"{number}: the text is not what was typed: {there!r} of {typed[-80:]!r}")
            return
        sure = len(told.typed(killed - SURE))
        self.sure += sure
        if len(there) < len(typed):
            self.late.append(killed - told.keys[len(there)][0])
        if len(there) < sure:
            since = killed - told.keys[0][0]
            self.faults.append(
                f"{number}: {sure - len(there)} keys older than {SURE} s are missing, {since:.2f} s typed"
            )
        if back is not None and text is not None:
            self._compare_start(number, told, back, caret + len(there), nothing=not there)

    def _compare_start(self, number: int, told: Told, back: Told, caret: int, *, nothing: bool) -> None:
        assert told.typing is not None
        assert told.opened is not None
        stayed = told.opened["caret"]  # it need not have been noted yet that it was put elsewhere
        if back.opened is None:
            self.faults.append(f"{number}: the next window did not open: {back.said[-500:]}")
        elif back.opened["article"] != told.typing["article"]:
            self.faults.append(f"{number}: the next window opened another article")
        elif back.opened["caret"] not in {caret, stayed if nothing else caret}:
            self.faults.append(f"{number}: the caret is at {back.opened['caret']}, not at {caret}")


def typed_into(before: str, caret: int, after: str) -> str | None:
    """What was typed into a text at the caret, Return as one character; None where the rest is not as it was."""
    head, tail = before[:caret], before[caret:]
    if not (after.startswith(head) and after.endswith(tail) and len(after) >= len(before)):
        return None
    return after[len(head) : len(after) - len(tail)]


def flat(body: Body) -> str:
    """The text of a body as the caret counts it: one character between two blocks, of which some may be empty."""
    return "\n".join(map(block_text, body.blocks))


def whole(library: Path) -> str:
    """What SQLite finds to be wrong with the file; "" for nothing."""
    with closing(sqlite3.connect(library)) as connection:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    return "" if said == ["ok"] else "; ".join(said[:3])


def text_of(library: Path, article: str) -> str | None:
    """The newest text of an article in the library; None where it does not have the article."""
    with Library.open(library, create=False) as shelf:
        try:
            return flat(shelf.article(article).story.body)
        except NotFound:
            return None


def text_in_journal(home: Path, library: Path, article: str) -> str | None:
    """The text that waits in the recovery journal of this home, if one does."""
    for entry in Journal(library, home / "state" / "desk" / "recovery").entries():
        if entry.article == article:
            return flat(entry.story.body)
    return None


def pause(dice: random.Random, shortest: float = 0.1, longest: float = 5.0) -> None:
    """Let the typist type for a while."""
    time.sleep(dice.uniform(shortest, longest))

"""A speller in a process of its own: one request a line in, one answer a line out, both JSON.

    ["open", language]                  →  the tag of the dictionary that was read, "" where there is none
    ["know", own, names, ignored]       →  null; each is a list of words, see `Vocabulary`
    ["check", [line, …]]                →  for each line its faults, as [start, stop, word, kind]
    ["suggest", word]                   →  a list of words

Another process, because Hunspell keeps Python's lock (see `desk.spelling.hunspell`), and because a damaged dictionary
of somebody's can bring it down. It ends when its input does.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import IO, Any

from desk.errors import WorldError
from desk.spelling.dictionaries import find
from desk.spelling.hunspell import Hunspell
from desk.spelling.speller import Speller
from desk.spelling.vocabulary import Vocabulary


class Clerk:
    """Answers requests, whichever dictionary is open."""

    def __init__(self) -> None:
        self._speller: Speller | None = None
        self._language = ""
        self._vocabulary = Vocabulary()

    def answer(self, request: list[Any]) -> Any:
        """The answer to one request."""
        match request:
            case ["open", str(language)]:
                return self._open(language)
            case ["know", [*own], [*names], [*ignored]]:
                self._vocabulary = Vocabulary(frozenset(own), frozenset(names), frozenset(ignored))
                if self._speller is not None:
                    self._speller.set_vocabulary(self._vocabulary)
                return None
            case ["check", [*lines]]:
                return [self._faults(line) for line in lines]
            case ["suggest", str(word)]:
                return self._speller.suggest(word) if self._speller is not None else []
        raise ValueError(f"no such request: {request}")

    def _open(self, language: str) -> str:
        dictionary = find(language)
        tag = dictionary.tag.text if dictionary is not None else ""
        if dictionary is not None and (self._speller is None or tag != self._language):
            try:
                self._speller = Speller(Hunspell(dictionary), tag, self._vocabulary)
            except WorldError:
                tag = ""
        if not tag:
            self._speller = None
        self._language = tag
        return tag

    def _faults(self, line: str) -> list[tuple[int, int, str, str]]:
        if self._speller is None:
            return []
        return [(each.start, each.stop, each.word, each.kind.value) for each in self._speller.faults(line)]


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until there are no more requests."""
    clerk = Clerk()
    for line in requests:
        answers.write(json.dumps(clerk.answer(json.loads(line))).encode("ascii") + b"\n")
        answers.flush()


def main() -> None:
    """Serve the standard streams, behind whatever else the machine has to do."""
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(5)
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()

"""What is known of the spelling of lines, and asking for what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk.spelling.faults import Fault, Kind
from desk.spelling.vocabulary import Vocabulary
from desk.ui.spelling.process import SpellerProcess

Faults = tuple[Fault, ...]

PAUSE = 60  # ms in which lines are gathered before they are asked for
_REMEMBERED = 4_000  # lines
_FALLS = 3  # times that the process may end by itself before it is left alone


class Checker(QObject):
    """Answers from a cache, by the text of a line. The cache is filled by a process of its own.

    `learned` carries the texts of the lines that were answered, `language_found` the tag of the dictionary that is
    in use, "" where there is none for the language.
    """

    learned = Signal(tuple)  # of str
    language_found = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = SpellerProcess(self)
        self._process.fell.connect(self._on_fell)
        self._known: dict[str, Faults] = {}
        self._stale: dict[str, Faults] = {}  # answers of before the last change of vocabulary or language
        self._wanted: dict[str, None] = {}
        self._asked: set[str] = set()
        self._age = 0
        self._falls = 0
        self._vocabulary: Vocabulary | None = None
        self._language = ""
        self.tag: str | None = None  # of the dictionary; None until that is known
        self._asking = QTimer(self, singleShot=True, interval=PAUSE)
        self._asking.timeout.connect(self._on_asking_due)

    @property
    def language(self) -> str:
        """The language that was asked for."""
        return self._language

    @property
    def has_given_up(self) -> bool:
        """Whether the process ended by itself so often that it is left alone."""
        return self._falls >= _FALLS

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that pass."""
        return self._vocabulary or Vocabulary()

    def set_language(self, language: str) -> None:
        """Check in this language (BCP 47) from now on."""
        if language != self._language:
            self._language = language
            self._forget(keep=False)
            self.tag = None
            if self._vocabulary is not None:
                self._open()

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Let these words pass from now on. Nothing is checked before this is called."""
        if vocabulary == self._vocabulary:
            return
        is_first, self._vocabulary = self._vocabulary is None, vocabulary
        self._tell_vocabulary()
        self._forget(keep=True)
        if is_first and self._language:
            self._open()

    def faults(self, line: str) -> Faults | None:
        """What is misspelt in a line, as far as it is known."""
        return self._known.get(line)

    def last_faults(self, line: str) -> Faults | None:
        """What was misspelt in a line before other words were let pass."""
        return self._stale.get(line)

    def want(self, line: str) -> None:
        """Find out about this line, soon."""
        if line not in self._asked:
            self._wanted[line] = None
            if not self._asking.isActive():
                self._asking.start()

    def drop(self, line: str) -> None:
        """Ask no more about a line that is gone."""
        self._wanted.pop(line, None)

    def lines(self, most: int) -> Iterable[str]:
        """Some lines that are known, those learned last first."""
        return islice(reversed(self._known), most)

    def check(self, lines: Sequence[str], then: Callable[[list[Faults]], None]) -> None:
        """Check some lines now, and have `then` called with what was found in each."""
        if self._vocabulary is not None and self.tag != "":
            self._process.ask(["check", list(lines)], lambda answer: then([_faults(line) for line in answer]))

    def suggest(self, fault: Fault, then: Callable[[tuple[str, ...]], None]) -> None:
        """Have `then` called with what may have been meant."""
        if fault.kind is Kind.TWICE:
            then((fault.word,))
        else:
            self._process.ask(["suggest", fault.word], lambda answer: then(tuple(answer)))

    def close(self) -> None:
        """Check nothing any more."""
        self._asking.stop()
        self._process.close()

    def _open(self) -> None:
        self._process.ask(["open", self._language], partial(self._on_opened, self._language))

    def _on_opened(self, language: str, tag: str) -> None:
        if language == self._language:
            self.tag = tag
            self.language_found.emit(tag)
            if self._wanted:
                self._asking.start()

    def _tell_vocabulary(self) -> None:
        known = self.vocabulary
        self._process.ask(["know", sorted(known.own), sorted(known.names), sorted(known.ignored)])

    def _forget(self, *, keep: bool) -> None:
        self._age += 1
        self._stale = (dict(self._known) or self._stale) if keep else {}
        self._known.clear()
        self._asked.clear()
        self._wanted.clear()
        self.learned.emit(())

    @Slot()
    def _on_asking_due(self) -> None:
        if self._vocabulary is None or not self.tag:
            return  # asked for when there is a dictionary
        lines, self._wanted = list(self._wanted), {}
        if lines:
            self._asked.update(lines)
            self.check(lines, partial(self._on_checked, self._age, lines))

    def _on_checked(self, age: int, lines: list[str], found: list[Faults]) -> None:
        if age != self._age:
            return
        self._asked.difference_update(lines)
        for line, faults in zip(lines, found, strict=True):
            self._known[line] = faults
            self._stale.pop(line, None)
        while len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        self.learned.emit(tuple(lines))

    @Slot()
    def _on_fell(self) -> None:
        self._falls += 1
        self._forget(keep=True)  # the lines that it did not answer are asked for again when they are painted
        if not self.has_given_up:
            self._tell_vocabulary()
            self._open()
        else:
            self.tag = ""
            self.language_found.emit("")


def _faults(answer: list[Any]) -> Faults:
    return tuple(Fault(start, stop, word, Kind(kind)) for start, stop, word, kind in answer)

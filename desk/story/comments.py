"""Comments and questions: records that are written once, and the threads that they make.

A thread follows from the set of its records alone. Two libraries that have the same records, in whatever order they
came, show the same threads.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.story.anchor import WHOLE_STORY, Anchor


class Said(StrEnum):
    """What a record does to its thread. The values are stored and travel."""

    OPENED = "opened"
    REPLIED = "replied"
    RESOLVED = "resolved"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Comment:
    """One record of a thread: `id` is a UUIDv7, `thread` that of the record which opened it. `anchor`, as it was when
    the thread was opened, and `is_question` are of that record only; `mentions` are the names of people. `at` is
    aware. Whoever resolves or reopens may say something to it."""

    id: str
    article: str
    thread: str
    said: Said
    who: str
    at: datetime
    text: str = ""
    anchor: Anchor = WHOLE_STORY
    is_question: bool = False
    mentions: tuple[str, ...] = ()


def opened(
    id_: str,
    article: str,
    who: str,
    at: datetime,
    *,
    anchor: Anchor,
    text: str,
    is_question: bool = False,
    mentions: tuple[str, ...] = (),
) -> Comment:
    """The record that opens a thread."""
    return Comment(id_, article, id_, Said.OPENED, who, at, text, anchor, is_question, mentions)


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with all that was said to it, `records` in the order of their ids. The first of them opened it; only
    where that one has not come yet from another library does it begin with a later one."""

    records: tuple[Comment, ...]

    @property
    def opening(self) -> Comment:
        """The record that opened it."""
        return self.records[0]

    @property
    def id(self) -> str:
        """That of the record which opened it."""
        return self.opening.thread

    @property
    def anchor(self) -> Anchor:
        """What it is on, as it was when it was opened."""
        return self.opening.anchor

    @property
    def is_question(self) -> bool:
        """Whether it asks something."""
        return self.opening.is_question

    @property
    def replies(self) -> tuple[Comment, ...]:
        """What was said to it, with what was said when it was resolved or reopened."""
        return tuple(each for each in self.records[1:] if each.text)

    @property
    def decision(self) -> Comment | None:
        """By what it was resolved or reopened last."""
        return next((each for each in reversed(self.records) if each.said in (Said.RESOLVED, Said.REOPENED)), None)

    @property
    def is_resolved(self) -> bool:
        """Whether it is done with."""
        return self.decision is not None and self.decision.said is Said.RESOLVED

    @property
    def is_answered(self) -> bool:
        """Whether somebody else than who asked has replied, since it was reopened last where it was."""
        answered = False
        for each in self.records:
            if each.said is Said.REOPENED:
                answered = False
            elif each.said is Said.REPLIED and each.who != self.opening.who:
                answered = True
        return answered

    @property
    def waits(self) -> bool:
        """Whether it is a question that is still to be answered."""
        return self.is_question and not self.is_resolved and not self.is_answered

    @property
    def people(self) -> tuple[str, ...]:
        """Who has said something in it, and who was mentioned, in that order."""
        said = (each.who for each in self.records)
        mentioned = (name for each in self.records for name in each.mentions)
        return tuple(dict.fromkeys((*said, *mentioned)))


def threads(records: Iterable[Comment]) -> tuple[Thread, ...]:
    """The threads that these records make, in the order in which they were opened. A record may be among them more
    than once, and in any order."""
    found: defaultdict[str, dict[str, Comment]] = defaultdict(dict)
    for record in records:
        known = found[record.thread].setdefault(record.id, record)
        if known != record:  # damaged or forged: whichever it is, it is the same one everywhere
            found[record.thread][record.id] = min(known, record, key=repr)
    made = (Thread(tuple(sorted(each.values(), key=_order))) for each in found.values())
    return tuple(sorted(made, key=lambda thread: thread.id))


def _order(record: Comment) -> tuple[bool, str]:
    """Ids rise with time, but clocks differ: nothing stands before what opened the thread."""
    return record.said is not Said.OPENED, record.id


def open_questions(found: Iterable[Thread]) -> tuple[Thread, ...]:
    """Those that still wait for an answer."""
    return tuple(thread for thread in found if thread.waits)


def mentioned(text: str, people: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The names of those whom a text mentions, as "@Jane Doe", "@Jane" where there is one only, or "@JD"; in the
    order of the text. `people` are names with initials ("" where there are none)."""
    if "@" not in text:
        return ()
    called: defaultdict[str, set[str]] = defaultdict(set)
    for name, initials in people:
        for word in filter(None, (name, initials, name.split(" ")[0])):
            called[word.casefold()].add(name)
    certain = {word: names.copy().pop() for word, names in called.items() if len(names) == 1}
    if not certain:
        return ()
    words = "|".join(re.escape(word) for word in sorted(certain, key=len, reverse=True))
    found = re.findall(rf"(?<![\w@.])@({words})(?!\w)", text, re.IGNORECASE)
    return tuple(dict.fromkeys(certain[word.casefold()] for word in found))

"""The commands that tell what happened to an article, and that bring what it was back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from desk.cli.options import answer_json, answer_table, json_option, library_option, local, opened
from desk.library.noted import noted_once, numbers
from desk.library.values import Amount, Delivery, Move, RevisionRow
from desk.story.plurals import counted

if TYPE_CHECKING:
    from desk.library.library import Library


class _Event(NamedTuple):
    """A line of a history."""

    at: datetime
    number: str
    what: str
    who: str
    words: str
    change: str
    note: str


class _Told(NamedTuple):
    """A revision as it is told: its number, and how much it changed, where that is known."""

    number: int
    row: RevisionRow
    amount: Amount | None


class _Past(NamedTuple):
    """All that is known of what happened to an article; the revisions newest first."""

    revisions: Sequence[RevisionRow]
    amounts: dict[str, Amount]
    deliveries: Sequence[Delivery]
    moves: Sequence[Move]

    @classmethod
    def of(cls, shelf: Library, article: str) -> _Past:
        """That of this article."""
        row = shelf.article(article).row
        return cls(shelf.revisions(row.id), shelf.amounts(row.id), shelf.deliveries(row.id), shelf.moves(row.id))

    def told(self) -> Iterator[_Told]:
        """The revisions with their numbers; a checkpoint and the note that came to it afterwards are one."""
        number_of = numbers(self.revisions)
        for row, first in noted_once(self.revisions):
            yield _Told(number_of[row.id], replace(row, at=first.at, parents=first.parents), self.amounts.get(first.id))

    def events(self) -> list[_Event]:
        """The lines, newest first. Where several things happened in one moment, the text comes before what was done
        with it."""
        events = [
            *(_of_delivery(each) for each in self.deliveries),
            *(_of_move(each) for each in self.moves),
            *map(_of_revision, self.told()),
        ]
        return sorted(events, key=lambda event: event.at, reverse=True)


@click.command(short_help="Tell what happened to an article.")
@click.argument("article", metavar="SLUG")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the newest N lines.")
@library_option
@json_option
def history(*, library: Path, article: str, limit: int | None, as_json: bool) -> None:
    """Tell who changed an article, when, why and how much, where it went, and what was exported of it, the newest
    first. The numbers are those that `desk restore` and `desk diff` take.

    Into a pipe go the number, the time, what happened, who did it, the number of words (of an export: the format),
    the words that came and went, and the note (of an export: where it went), with tabs between. Where somebody went
    past what the checks found, the note is their reason, and what that was.
    """
    with opened(library) as shelf:
        past = _Past.of(shelf, article)
    if as_json:
        answer_json(_as_fields(past))
        return
    answer_table(
        ("no.", "when", "what", "who", "", "+/−", "note"),
        ((each.number, local(each.at), *each[2:]) for each in past.events()[:limit]),
        wide="note",
        none="Nothing has happened yet.",
    )


def _of_revision(told: _Told) -> _Event:
    row = told.row
    change = said_amount(told.amount) if row.parents else ""  # of the first all is new
    return _Event(row.at, str(told.number), row.why.value, row.who, counted(row.words, "word"), change, row.note)


def _of_delivery(row: Delivery) -> _Event:
    return _Event(row.at, "", "delivered", row.who, row.format, "", row.target)


def _of_move(row: Move) -> _Event:
    if row.what == "override":
        return _Event(row.at, "", "past the checks", row.who, row.value, "", " ".join((f"{row.note}:", *row.findings)))
    what = f"now {row.value}" if row.what == "state" else {"in": "binned", "out": "taken out of the bin"}[row.value]
    return _Event(row.at, "", what, row.who, "", "", row.note)


def said_amount(amount: Amount | None) -> str:
    """How much changed; "?" where it cannot be known."""
    if amount is None:
        return "?"
    came = f"+{amount.added:,}" if amount.added else ""
    went = f"−{amount.removed:,}" if amount.removed else ""
    return " ".join(filter(None, (came, went)))


def _as_fields(past: _Past) -> dict[str, object]:
    unknown = {"added": None, "removed": None}
    revisions = [
        {"number": each.number} | asdict(each.row) | (asdict(each.amount) if each.amount is not None else unknown)
        for each in past.told()
    ]
    return {
        "revisions": revisions,
        "deliveries": [asdict(each) for each in past.deliveries],
        "moves": [asdict(each) for each in past.moves],
    }

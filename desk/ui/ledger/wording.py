"""What the ledger says of what it shows. No Qt."""

from __future__ import annotations

from datetime import date

from desk.library.ledger_values import Line, Tally, Unit
from desk.story.plurals import counted
from desk.ui.ledger.spans import days_of_step, said_days
from desk.ui.words import CREDIT_ROLES


def said_name(line: Line) -> str:
    """What a line of the picture is called."""
    return line.name if line.role is None else CREDIT_ROLES[line.role]


def said_mark(line: Line, step: date, number: int, unit: Unit) -> str:
    """What a mark of the picture is: "Tide Wire: 3 credits, 16 to 22 November 2026"."""
    return f"{said_name(line)}: {counted(number, 'credit')}, {said_days(days_of_step(step, unit))}"


def said_line(line: Line) -> str:
    """What a line of the picture is, all together."""
    return f"{said_name(line)}: {counted(line.total, 'credit')} in all"


def said_tally(tally: Tally) -> str:
    """What there is: "844 credits of 355 names in 533 stories"; of a name of which a part was typed "3 credits of Tide
    Wire in 2 stories"."""
    names = {(line.name, line.kind) for line in tally.lines}
    of = f" of {counted(len(names), 'name')}" if len(names) > 1 else f" of {tally.lines[0].name}" if tally.alike else ""
    return f"{counted(len(tally.keys), 'credit')}{of} in {counted(tally.stories, 'story', 'stories')}"

"""The command that lists what waits for an editor."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.options import (
    answer_json,
    answer_table,
    house_of,
    house_option,
    json_option,
    library_option,
    local,
    opened,
)
from desk.library.values import State
from desk.story.plurals import counted

if TYPE_CHECKING:
    from desk.library.step_values import Queued

_STATES = click.Choice([state.value for state in State])


@click.command("queue", short_help="List what waits for an editor.")
@click.option(
    "--state",
    "states",
    metavar="STATE",
    type=_STATES,
    multiple=True,
    help="What is in this state. May be repeated. [default: submitted and in-review]",
)
@library_option
@house_option
@json_option
def queue(library: Path, states: tuple[str, ...], house: str, as_json: bool) -> None:
    """List what waits for an editor, what waits longest first: with the length against the target, the embargo, what is
    still to be decided and answered, and what others did since you saw it last.

    Into a pipe go the slug, the state, since when and how long it waits, who handed it on, the number of words (of so
    many), the embargo, undecided changes, open questions, what is new, and the headline, with tabs between.
    """
    with opened(library) as shelf:
        style = house_of(house, shelf)
        found = shelf.queue(style, tuple(map(State, states))) if states else shelf.queue(style)
    if as_json:
        answer_json([_fields(each) for each in found])
        return
    now = datetime.now(UTC)
    heads = ("slug", "state", "since", "waits", "by", "words", "embargo", "changes", "questions", "new", "headline")
    answer_table(heads, (_row(each, now) for each in found), wide="headline", none="Nothing waits.")


def _row(each: Queued, now: datetime) -> tuple[str, ...]:
    words = f"{each.row.words:,}/{each.target:,}" if each.target else f"{each.row.words:,}"
    embargo = local(each.embargo) if each.embargo else ""
    numbers = (str(each.changes or ""), str(each.questions or ""))
    return (
        each.row.slug,
        each.row.state.value,
        local(each.since),
        _age((now - each.since).total_seconds()),
        each.by,
        words,
        embargo,
        *numbers,
        _news(each),
        each.row.title,
    )


def _age(seconds: float) -> str:
    minutes = max(0, int(seconds // 60))
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} d"


def _news(each: Queued) -> str:
    if not each.unread:
        return ""
    words = f"+{each.added:,} −{each.removed:,}" if each.added or each.removed else ""
    said = counted(each.comments, "comment") if each.comments else ""
    return ", ".join(filter(None, (words, said))) or "new"


def _fields(each: Queued) -> dict[str, Any]:
    row = each.row
    return {
        "slug": row.slug,
        "id": row.id,
        "headline": row.title,
        "state": row.state.value,
        "since": each.since,
        "by": each.by,
        "words": row.words,
        "target": each.target,
        "embargo": each.embargo,
        "changes": each.changes,
        "questions": each.questions,
        "unread": each.unread,
        "added": each.added,
        "removed": each.removed,
        "comments": each.comments,
    }

"""The commands that put a story before readers anew: desk correct and desk update."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk.cli.options import (
    answer_json,
    answer_table,
    house_of,
    house_option,
    how_to_go_on,
    json_option,
    library_option,
    local,
    opened,
    outside_bin,
    override_option,
    tell,
)
from desk.errors import NotFound, Refused
from desk.story.body import clean_text
from desk.story.correcting import told_apart
from desk.story.house import House
from desk.story.plurals import listed
from desk.story.states import State
from desk.story.story import Correction, CorrectionKind, Slot

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.library.values import ArticleRow

_KINDS = click.Choice([kind.value for kind in CorrectionKind])
_SLOTS = click.Choice([slot.value for slot in Slot])
_NO_NOTES = "the story has no notes to readers yet"


@click.command(short_help="Correct what readers have.")
@click.argument("article", metavar="SLUG")
@click.option(
    "--type",
    "kind",
    metavar="TYPE",
    type=_KINDS,
    default=CorrectionKind.CORRECTION.value,
    show_default=True,
    help="What the note is: correction, clarification or update.",
)
@click.option("--text", metavar="TEXT", default="", help="What readers are told.")
@click.option(
    "--slot",
    metavar="SLOT",
    type=_SLOTS,
    default=Slot.FOOT.value,
    show_default=True,
    help="Where on the page: top or foot.",
)
@click.option("--about", metavar="N", help="The note puts note N right (see --notes).")
@click.option(
    "--withdraw",
    metavar="N",
    multiple=True,
    help="Withdraw note N: it stays in the history, and is printed no more. May be given more than once.",
)
@click.option("--reason", metavar="TEXT", default="", help="Why, for the history. [default: what readers are told]")
@click.option("--notes", "listing", is_flag=True, help="Correct nothing: list the notes of the story, numbered.")
@override_option
@library_option
@house_option
@json_option
def correct(
    *,
    library: Path,
    article: str,
    kind: str,
    text: str,
    slot: str,
    about: str | None,
    withdraw: tuple[str, ...],
    reason: str,
    listing: bool,
    override: str,
    house: str,
    as_json: bool,
) -> None:
    """Correct a published story: its text as it stands is what readers get next, with the time of it and with a note
    that tells them what was wrong. Mend the story first; then correct it; then export it.

    The house says who may, and what is looked at before. The note is printed as the command's answer. Into a pipe,
    --notes gives the number, the time, the type, the slot, when it was withdrawn, and the words, with tabs between.
    """
    from desk.checks.gate import Override  # noqa: PLC0415  not for --help

    with opened(library) as shelf:
        found, style = shelf.article(article), house_of(house, shelf)
        notes = _Notes(found.row.slug, told_apart(found.story.corrections))
        if listing:
            _check_listing(text=text, about=about, withdraw=withdraw, reason=reason)
            _list(notes.all, as_json)
            return
        row = outside_bin(found.row)
        if not (_said(text) or withdraw):
            raise click.UsageError(
                "Say what readers are told: --text TEXT. Or name a note: --withdraw N. Nothing was changed."
            )
        why = _said(reason) or _said(text)
        if not why:
            raise click.UsageError("Say why, for the history: --reason TEXT. Nothing was changed.")
        gone = notes.to_withdraw(withdraw)
        named = notes.to_put_right(about, gone)
        note = Correction(text, datetime.now(UTC), CorrectionKind(kind), Slot(slot), named) if _said(text) else None
        past = Override(override)
        done = shelf.publish_again(row.id, State.CORRECTED, style, reason=why, note=note, withdraw=gone, override=past)
        _answer(shelf, _done(done), style, note, as_json=as_json, withdrawn=[notes.number_of(at) for at in gone])


@click.command(short_help="Put a newer text before readers.")
@click.argument("article", metavar="SLUG")
@click.option("--reason", metavar="TEXT", default="", help="What is new, for the history. [required]")
@click.option("--text", metavar="TEXT", default="", help="A note that tells readers of it.")
@click.option(
    "--slot",
    metavar="SLOT",
    type=_SLOTS,
    default=Slot.FOOT.value,
    show_default=True,
    help="Where on the page the note stands: top or foot.",
)
@override_option
@library_option
@house_option
@json_option
def update(
    *, library: Path, article: str, reason: str, text: str, slot: str, override: str, house: str, as_json: bool
) -> None:
    """Update a published story: its text as it stands is what readers get next, with the time of it, and with a note
    where there is one. What was wrong is not updated but corrected (see `desk correct`). Export it afterwards.

    The note is printed as the command's answer.
    """
    from desk.checks.gate import Override  # noqa: PLC0415  not for --help

    if not _said(reason):
        raise click.UsageError("Say what is new, for the history: --reason TEXT. Nothing was changed.")
    with opened(library) as shelf:
        row, style = outside_bin(shelf.article(article).row), house_of(house, shelf)
        note = Correction(text, datetime.now(UTC), CorrectionKind.UPDATE, Slot(slot)) if _said(text) else None
        past = Override(override)
        done = shelf.publish_again(row.id, State.UPDATED, style, reason=reason, note=note, override=past)
        _answer(shelf, _done(done), style, note, as_json=as_json)


def _said(text: str) -> str:
    """What somebody wrote, without what cannot be kept; "" where that is nothing."""
    return clean_text(text).strip()


def _done(future: Future[ArticleRow]) -> ArticleRow:
    try:
        return future.result()
    except Refused as error:
        raise Refused(how_to_go_on(str(error))) from error


class _Notes:
    """The notes of a story, as somebody names them by their numbers."""

    def __init__(self, slug: str, notes: Sequence[Correction]) -> None:
        self.all = tuple(notes)
        self._slug = slug

    def named(self, option: str, typed: str) -> Correction:
        """The note of this number, which was given to this option. Raises NotFound."""
        number = self._number(option, typed)
        if 1 <= number <= len(self.all):
            return self.all[number - 1]
        if not self.all:
            raise NotFound(f"There is no note {number}: {_NO_NOTES}. Nothing was changed.")
        raise NotFound(f"There is no note {number}. {self._which()} Nothing was changed.")

    def to_withdraw(self, typed: Sequence[str]) -> list[datetime]:
        """The times that name these notes, none of which is withdrawn yet."""
        found: list[datetime] = []
        for each in typed:
            note = self.named("--withdraw", each)
            if note.at in found:
                raise click.UsageError(f"Note {each} is to be withdrawn twice: name it once. Nothing was changed.")
            if note.withdrawn is not None:
                raise Refused(f"Note {each} is withdrawn already. Nothing was changed.")
            found.append(note.at)
        return found

    def to_put_right(self, typed: str | None, gone: Sequence[datetime]) -> datetime | None:
        """The time that names the note which is to be put right, where one is named: one that readers see, and will."""
        if typed is None:
            return None
        note = self.named("--about", typed)
        if note.withdrawn is not None:
            raise Refused(f"Note {typed} is withdrawn: readers do not see it any more. Nothing was changed.")
        if note.at in gone:
            both = "is to be put right and withdrawn: leave out --about or --withdraw"
            raise click.UsageError(f"Note {typed} {both}. Nothing was changed.")
        return note.at

    def number_of(self, at: datetime) -> int:
        """The number of the note with this time."""
        return next(number for number, note in enumerate(self.all, start=1) if note.at == at)

    def _number(self, option: str, typed: str) -> int:
        if not typed.strip().isdecimal():
            which = self._which() if self.all else f"{_NO_NOTES.capitalize()}."
            raise click.UsageError(f"{option}: “{typed}” is no number of a note. {which}")
        return int(typed)

    def _which(self) -> str:
        many = f"1 to {len(self.all)}" if len(self.all) > 1 else "1"
        return f"Give the number of one of its notes, {many}; they are listed by: desk correct {self._slug} --notes."


def _answer(
    shelf: Library,
    row: ArticleRow,
    style: House,
    note: Correction | None,
    *,
    as_json: bool,
    withdrawn: Sequence[int] = (),
) -> None:
    from desk.formats.notes_write import note_in_print  # noqa: PLC0415

    story = shelf.article(row.id).story
    printed = note_in_print(story.corrections[-1], story.corrections, style) if note is not None else ""
    if as_json:
        number = len(story.corrections) if note is not None else None
        told = {"article": row.slug, "state": row.state.value, "updated": story.updated}
        answer_json(told | {"note": number, "printed": printed, "withdrawn": list(withdrawn)})
        return
    if printed:
        click.echo(printed)
    gone = "".join(f"Note {number} is withdrawn: it is printed no more. " for number in withdrawn)
    now = style.workflow.name(row.state).lower()
    tell(f"{gone}{row.slug} is {now} now. Readers have it once it is exported: desk export {row.slug}")


def _check_listing(**asked: object) -> None:
    """Raises UsageError where something is to be changed besides."""
    if more := [f"--{name}" for name, value in asked.items() if value]:
        raise click.UsageError(f"--notes lists the notes and corrects nothing: leave {listed(more)} out.")


def _list(notes: Sequence[Correction], as_json: bool) -> None:
    numbered = {note.at: number for number, note in enumerate(notes, start=1)}
    if as_json:
        answer_json([_fields(note, numbered) for note in notes])
        return
    heads = ("no.", "when", "type", "slot", "withdrawn", "words")
    rows = (
        (str(numbered[note.at]), local(note.at), note.kind.value, note.slot.value, _gone(note), note.text)
        for note in notes
    )
    answer_table(heads, rows, wide="words", none=f"{_NO_NOTES.capitalize()}.")


def _gone(note: Correction) -> str:
    return local(note.withdrawn) if note.withdrawn else ""


def _fields(note: Correction, numbered: dict[datetime, int]) -> dict[str, object]:
    return {
        "number": numbered[note.at],
        "at": note.at,
        "type": note.kind.value,
        "slot": note.slot.value,
        "about": None if note.about is None else numbered.get(note.about),
        "withdrawn": note.withdrawn,
        "text": note.text,
    }

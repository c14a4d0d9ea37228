"""The command that says what differs between two texts of an article."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.options import answer_json, json_option, library_option, local, opened, tell
from desk.errors import NotFound
from desk.library.noted import numbers
from desk.story.plurals import counted
from desk.story.story import Story

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.revise.diff import FieldChange
    from desk.revise.rows import Part, Row
    from desk.revise.runs import Run

_DRAFT = "draft"
_SIGNS = {"added": ("{+", "+}"), "removed": ("[-", "-]"), "reformatted": ("{~", "~}")}
_STYLES = {"added": "green underline", "removed": "red strike", "reformatted": "cyan", "away": "dim", "said": "dim"}
_MARGIN = 6
_ONE_LINE = ("", "person", "organisation")  # what is no block of a text

Piece = tuple[str, str]  # a text, and what became of it: see `Became`; "said" of what is no text of the story


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two texts."""

    name: str
    number: int | None
    revision: str
    story: Story


@click.command("diff", short_help="Say what differs between two texts of an article.")
@click.argument("article", metavar="SLUG")
@click.argument("older", metavar="[A", required=False, default="")
@click.argument("newer", metavar="B]", required=False, default=_DRAFT)
@library_option
@json_option
def diff(*, library: Path, article: str, older: str, newer: str, as_json: bool) -> None:
    """Say what differs between two texts of an article, word by word: in all its fields, and what moved.

    A and B are numbers as `desk history` has them, ids or their beginnings, or “draft” for the text as it stands.
    Without B it is the draft that is compared, without A the newest revision.

    On a terminal what came is green and underlined, what went is red and struck through; with NO_COLOR, and into a
    pipe, words that came are {+so+}, that went [-so-], and that got other marks {~so~}. Into a pipe go the field
    (in the text with the number of the block, from 1), what became of it, its words, and what else is to be said,
    with tabs between.
    """
    from desk.revise.diff import changes  # noqa: PLC0415  not for --help

    with opened(library) as shelf:
        found = shelf.article(article)
        one, other = (_side(shelf, found.row.id, found.story, ref) for ref in (older, newer))
        slug = found.row.slug
    changed = changes(one.story, other.story)
    if as_json:
        sides = {name: {"number": side.number, "revision": side.revision} for name, side in (("a", one), ("b", other))}
        answer_json({"article": slug, **sides, "fields": [_as_fields(each) for each in changed]})
    elif not sys.stdout.isatty():
        for line in _lines(changed):
            click.echo("\t".join(line))
    elif not changed:
        tell(f"{slug}: nothing differs between {one.name} and {other.name}.")
    else:
        _show(f"{slug}: {one.name} → {other.name}", changed)


def _side(shelf: Library, article: str, story: Story, ref: str) -> _Side:
    if ref == _DRAFT:
        return _Side("the text as it stands", None, "", story)
    rows = shelf.revisions(article)
    if not rows:
        raise NotFound("Of this article nothing has been kept yet that could be compared.")
    row = shelf.revision(article, ref) if ref else rows[0]
    number = numbers(rows)[row.id]
    return _Side(f"{number} ({local(row.at)})", number, row.id, shelf.revision_story(row.id))


# Into a pipe, and as JSON.


def _lines(changed: Sequence[FieldChange]) -> Iterator[tuple[str, str, str, str]]:
    from desk.revise.rows import RowKind  # noqa: PLC0415

    for change in changed:
        name = change.field.replace("_", "-")
        for number, row in enumerate(change.rows):
            if row.kind is RowKind.SAME:
                continue
            at = row.after if row.after is not None and row.kind is not RowKind.LEFT else row.before
            where = f"{name} {(at or 0) + 1}" if change.field == "body" else name
            words = " ".join("".join(_signed(piece) for piece in line) for line in _pieces(row))
            yield where, row.kind.value, " ".join(words.split()), "; ".join(_said(row, number))


def _signed(piece: Piece) -> str:
    text, became = piece
    before, after = _SIGNS.get(became, ("", ""))
    return before + text + after


def _as_fields(change: FieldChange) -> dict[str, Any]:
    from desk.revise.rows import RowKind  # noqa: PLC0415

    return {
        "field": change.field,
        "words_added": change.words_added,
        "words_removed": change.words_removed,
        "changes": [
            {
                "kind": row.kind.value,
                "before": None if row.before is None else row.before + 1,
                "after": None if row.after is None else row.after + 1,
                "traits": {trait.name: [trait.old, trait.new] for trait in row.traits},
                "texts": {part.name: [_as_run(run) for run in part.runs] for part in row.parts},
                "cells": [[[_as_run(run) for run in cell] for cell in line] for line in row.grid.cells]
                if row.grid
                else None,
            }
            for row in change.rows
            if row.kind is not RowKind.SAME
        ],
    }


def _as_run(run: Run) -> dict[str, Any]:
    told: dict[str, Any] = {"became": run.became.value, "text": run.text}
    if run.marks or run.link:
        told |= {"marks": sorted(run.marks), "link": run.link}
    if (run.old_marks, run.old_link) != (run.marks, run.link):
        told |= {"old_marks": sorted(run.old_marks), "old_link": run.old_link}
    return told


# On a terminal.


def _show(title: str, changed: Sequence[FieldChange]) -> None:
    from rich.console import Console  # noqa: PLC0415  not for pipes
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from desk.revise.telling import FIELDS  # noqa: PLC0415

    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    console = Console(highlight=False)
    counts = (
        (sum(each.words_added for each in changed), "came"),
        (sum(each.words_removed for each in changed), "went"),
    )
    said = ", ".join(f"{counted(count, 'word')} {what}" for count, what in counts if count)
    console.print(Text(f"{title}. {said}." if said else f"{title}. No word came or went."))
    for change in changed:
        console.print()
        console.print(Text(FIELDS[change.field], style="" if plain else "bold"))
        numbered = change.field == "body"
        for label, line in _page(change, numbered=numbered):
            text = Text()
            for piece in line:
                if plain:
                    text.append(_signed(piece))
                    continue
                if piece[1] == "added" and text.spans and str(text.spans[-1].style) == _STYLES["removed"]:
                    text.append(" ")  # "stop stopped" can be read, "stopstopped" cannot
                text.append(piece[0], style=_STYLES.get(piece[1], ""))
            margin = f"{label:>{_MARGIN - 2}}  "
            console.print(Text(margin, style="" if plain else "dim"), end="")
            lines = text.wrap(console, max(20, console.width - _MARGIN))
            for number, each in enumerate(lines):
                each.rstrip()
                console.print(each if not number else Padding(each, (0, 0, 0, _MARGIN)))


def _page(change: FieldChange, *, numbered: bool) -> Iterator[tuple[str, list[Piece]]]:
    """The lines of a field that changed, each with its number; around what changed in the text, how the next ones that
    did not begin."""
    from desk.revise.rows import RowKind  # noqa: PLC0415
    from desk.revise.telling import opening  # noqa: PLC0415

    same = [row.kind is RowKind.SAME for row in change.rows]
    last = -1
    for number, row in enumerate(change.rows):
        if same[number]:
            if numbered and not (all(same[max(0, number - 1) : number + 2])):
                if last >= 0 and last < number - 1:
                    yield "", [("⋯", "said")]
                yield str((row.after or 0) + 1), [(opening(row) or f"({row.what})", "away")]
                last = number
            continue
        if numbered and last >= 0 and last < number - 1:
            yield "", [("⋯", "said")]
        last = number
        yield from _block(row, number, numbered=numbered)


def _block(row: Row, number: int, *, numbered: bool) -> Iterator[tuple[str, list[Piece]]]:
    from desk.revise.rows import RowKind  # noqa: PLC0415

    sign = {RowKind.ADDED: "+", RowKind.REMOVED: "−", RowKind.LEFT: "−"}.get(row.kind, "")
    gone = row.after is None or row.kind is RowKind.LEFT
    label = f"−{(row.before or 0) + 1}" if gone else str((row.after or 0) + 1)
    if not numbered:
        label = sign
    said = _said(row, number)
    lines = [line for line in _pieces(row) if line]
    if said:
        yield label, [(f"({'; '.join(said)})", "said")]
        label = ""
    for line in lines:
        yield label, line
        label = ""


def _said(row: Row, number: int) -> list[str]:
    from desk.revise.telling import remarks  # noqa: PLC0415

    return remarks(row, number)


def _pieces(row: Row) -> Iterator[list[Piece]]:
    """The words of a row, line by line; long ones that stayed are left out, as are most of what only moved."""
    from desk.revise.rows import RowKind  # noqa: PLC0415
    from desk.revise.telling import opening  # noqa: PLC0415

    if row.kind is RowKind.LEFT or (row.kind is RowKind.MOVED and not row.edited):
        yield [(opening(row), "away" if row.kind is RowKind.LEFT else "same")]
        return
    if row.what in _ONE_LINE:
        yield [piece for part in row.parts for piece in [*_of_part(part), (" ", "same")]][:-1]
    else:
        yield from map(_of_part, row.parts)
    if row.grid is not None:
        for line in row.grid.cells:
            if any(run.became.value not in ("same", "away") for cell in line for run in cell):
                cells = [[(run.text, run.became.value) for run in cell] for cell in line]
                yield [piece for cell in cells for piece in [*cell, (" | ", "same")]][:-1]


def _of_part(part: Part) -> list[Piece]:
    from desk.revise.telling import shortened  # noqa: PLC0415

    runs = part.runs if all(run.became.value == "same" for run in part.runs) else list(shortened(part.runs))
    # A space that came or went alone, as where a paragraph was split, is nothing that anybody reads.
    return [(run.text, run.became.value if run.text.strip() else "same") for run in runs]

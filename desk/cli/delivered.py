"""The command that tells what readers got of an article, and gives it back as it was."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk.cli.options import answer_json, answer_table, json_option, library_option, local, opened
from desk.cli.put_out import WRITABLE
from desk.errors import NotFound, Unreadable
from desk.library.noted import numbers
from desk.story.plurals import listed

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.library.values import ArticleRow, Delivery

_DATE, _CLOCK, _ZONE = r"\d{4}-?\d\d-?\d\d", r"[T ]\d\d:\d\d", r"(?:Z|[+-]\d\d:?\d\d)?"
_LONG = {  # how long is what is said: a day, a minute, a second
    re.compile(_DATE): timedelta(days=1),
    re.compile(_DATE + _CLOCK + _ZONE): timedelta(minutes=1),
    re.compile(_DATE + _CLOCK + r":\d\d" + _ZONE): timedelta(seconds=1),
}
_LEAST = timedelta(microseconds=1)
_PLAIN = WRITABLE[0]  # what readers see, where nothing else is asked for


class Moment(click.ParamType[datetime]):
    """A time, as exactly as it is said: a day means its end, a minute its last moment. Without a zone it is that of the
    clock on the wall."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """For click: the moment that is meant."""
        text = str(value).strip()
        try:
            last = _last(text)
            at = None if last is None else last.astimezone()
        except (OverflowError, ValueError, OSError):
            self.fail(f"“{text}” is too far away.", param, ctx)
        if at is None:
            said = "Say it like this: 2026-05-03, “2026-05-03 14:12”, yesterday"
            self.fail(f"“{text}” is no time. {said}.", param, ctx)
        return at


def _last(text: str) -> datetime | None:
    """The last moment of what is said in figures or in words; None where it is no time."""
    from desk.library.days import end_of  # noqa: PLC0415

    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        end = end_of(text, datetime.now())  # noqa: DTZ005  by the clock on the wall
        return None if end is None else end - _LEAST
    long = next((length for form, length in _LONG.items() if form.fullmatch(text)), _LEAST)
    return at + long - _LEAST


@click.command(short_help="Tell what readers got of an article, and give it back.")
@click.argument("article", metavar="SLUG")
@click.option(
    "--at", metavar="TIME", type=Moment(), help="What had gone out last at this time: 2026-05-03 14:12, yesterday."
)
@click.option(
    "-f",
    "--format",
    "format_name",
    metavar="FORMAT",
    type=click.Choice(WRITABLE),
    help=f"Only what went out as this: {', '.join(WRITABLE)}. [default with --at: {_PLAIN}]",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|-",
    help="Where what went out is written to; - is standard output. [default with --at: -]",
)
@library_option
@json_option
def delivered(
    *, library: Path, article: str, at: datetime | None, format_name: str | None, output: str | None, as_json: bool
) -> None:
    """Tell what went out of an article, the newest first; or give back what readers could see at a time.

    With --at or --output it is what had gone out last by then, or until now, byte for byte as it went out. A day means
    its end, and a time is that of the clock on the wall.

    Into a pipe go the time, the format, who sent it, how many bytes it was (“?” where only that it went out is known,
    as of what an older Desk sent), and where it went, with tabs between.
    """
    if output is not None and not output.strip():
        raise click.UsageError("--output is empty. Name a file, or - for standard output.")
    if output == "-" and as_json:
        raise click.UsageError("Choose either --output - or --json.")
    with opened(library) as shelf:
        row = shelf.article(article).row
        if at is None and output is None:
            _list(shelf, row.id, format_name, as_json)
            return
        moment = at or datetime.now().astimezone()
        sent = shelf.delivered_at(row.id, moment, format_name or _PLAIN)
        if sent is None:
            when = f" by {local(moment)}" if at else ""
            raise NotFound(_nothing(shelf, row, f"{format_name or _PLAIN}{when}", moment))
        page = shelf.delivered(sent.id)
        if page is None:
            raise NotFound(_not_kept(shelf, row.slug, sent))
    _give(page, sent, output, as_json)


def _list(shelf: Library, article: str, format_name: str | None, as_json: bool) -> None:
    found = [each for each in shelf.deliveries(article) if format_name in (None, each.format)]
    if as_json:
        answer_json([_fields(each) | {"bytes": _size(shelf, each)} for each in found])
        return
    rows = (
        (local(each.at), each.format, each.who, "?" if (size := _size(shelf, each)) is None else str(size), each.target)
        for each in found
    )
    answer_table(("when", "as", "who", "bytes", "where"), rows, wide="where", none="Nothing has gone out yet.")


def _fields(sent: Delivery) -> dict[str, object]:
    """A delivery for JSON; its time as exact as --at takes it."""
    return asdict(sent) | {"at": sent.at.isoformat(timespec="microseconds")}


def _size(shelf: Library, sent: Delivery) -> int | None:
    with suppress(Unreadable):
        page = shelf.delivered(sent.id) if sent.is_kept else None
        return None if page is None else len(page)
    return None


def _nothing(shelf: Library, row: ArticleRow, wanted: str, moment: datetime) -> str:
    """That nothing had gone out as it is wanted at a moment, and what had."""
    sent = shelf.deliveries(row.id)
    if not sent:
        return f"Nothing of {row.slug} has gone out yet."
    others = dict.fromkeys(each.format for each in sent if each.at <= moment)
    told = f"Nothing of {row.slug} had gone out as {wanted}."
    if others:
        return f"{told} It had as {listed([*others])}: say which with --format."
    return f"{told} It first went out at {local(min(each.at for each in sent))}."


def _not_kept(shelf: Library, slug: str, sent: Delivery) -> str:
    """Why there is nothing to be given, and what is instead."""
    number = numbers(shelf.revisions(sent.article)).get(sent.revision)
    told = f" Its text is number {number}: desk diff {slug} {number} tells what changed since." if number else ""
    return f"What went out at {local(sent.at)} was not kept: Desk noted only that it did.{told}"


def _give(page: bytes, sent: Delivery, output: str | None, as_json: bool) -> None:
    if as_json and output is None:
        answer_json(_fields(sent) | {"bytes": len(page)})
        return
    if output in (None, "-"):
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
        return
    from desk.formats.file_write import sync_folder, write_whole  # noqa: PLC0415

    path = Path(output)
    write_whole(path, page)
    sync_folder(path.absolute().parent)
    if as_json:
        answer_json(_fields(sent) | {"bytes": len(page), "file": str(path)})
    else:
        click.echo(str(path))

"""Commands that put articles out, and tell in which formats."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.options import (
    all_option,
    answer_json,
    answer_table,
    chosen,
    house_of,
    house_option,
    json_option,
    library_option,
    opened,
    progress,
    tell,
)
from desk.library.values import Sending

if TYPE_CHECKING:
    from desk.formats.base import Format, Loss
    from desk.library.library import Library
    from desk.story.house import House

# The formats that can be written; the registry is not asked, because it brings all of them with it.
WRITABLE = ("html", "fragment", "text", "markdown")


@click.command(short_help="Put articles out as finished copy.")
@click.argument("articles", metavar="SLUG…", nargs=-1)
@click.option(
    "-f",
    "--format",
    "format_name",
    metavar="FORMAT",
    type=click.Choice(WRITABLE),
    default=WRITABLE[0],
    help=f"What to write: {', '.join(WRITABLE)} (see `desk formats`). [default: {WRITABLE[0]}]",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR|-",
    default=".",
    help="The folder for the files, each named by its slug; or - for one article to standard output. [default: .]",
)
@all_option
@library_option
@house_option
@json_option
def export(
    *,
    library: Path,
    articles: tuple[str, ...],
    format_name: str,
    output: str,
    everything: bool,
    house: str,
    as_json: bool,
) -> None:
    """Put articles out as finished copy, and print the files.

    A file is written aside and moved into place whole; one that is there is replaced. What the format does
    not hold is told on standard error. The library notes what went out, when and where to.
    """
    from desk.formats.registry import by_name  # noqa: PLC0415

    with opened(library) as shelf:
        refs = chosen(shelf, articles, everything)
        wanted, style = by_name(format_name), house_of(house, shelf)
        if output == "-":
            _to_stdout(shelf, refs, wanted, style)
            return
        made = _to_folder(shelf, refs, wanted, style, Path(output))
    if as_json:
        answer_json(made)
    else:
        for each in made:
            click.echo(each["file"])


def _to_stdout(library: Library, refs: Sequence[str], wanted: Format, house: House) -> None:
    if len(refs) != 1:
        raise click.UsageError("Standard output takes one article; for several name a folder.")
    article = library.article(refs[0])
    assert wanted.write is not None
    writing = wanted.write(article.story, house, library.media)
    sys.stdout.buffer.write(writing.data)
    sys.stdout.buffer.flush()
    _tell_losses(article.row.slug, writing.losses)
    library.deliver(article.row.id, wanted.name, "-", hashlib.sha256(writing.data).hexdigest()).result()


def _to_folder(
    library: Library, refs: Sequence[str], wanted: Format, house: House, folder: Path
) -> list[dict[str, Any]]:
    from desk.formats.exporting import export_file  # noqa: PLC0415

    made: list[dict[str, Any]] = []
    sent: list[Sending] = []
    found = [library.article(ref).row for ref in refs]  # all are there, or nothing is written
    try:
        for row in progress(found, "Exporting"):
            exported = export_file(library.article(row.id).story, house, wanted, folder, library.media)
            _tell_losses(row.slug, exported.losses)
            sent.append(Sending(row.id, wanted.name, str(exported.path), exported.sha256))
            losses = [asdict(loss) for loss in exported.losses]
            made.append({"article": row.slug, "file": str(exported.path), "sha256": exported.sha256, "losses": losses})
    finally:
        # What went out before something failed, or before Ctrl+C, went out.
        if sent:
            library.deliver_many(sent).result()
    return made


def _tell_losses(slug: str, losses: Sequence[Loss]) -> None:
    for loss in losses:
        tell(f"{slug}: {loss.what}")


@click.command(short_help="List the formats.")
@json_option
def formats(as_json: bool) -> None:
    """List the formats: their names, what can be done with them, and the ends of their files' names."""
    from desk.formats.registry import formats as every_format  # noqa: PLC0415

    found = [
        {
            "name": each.name,
            "title": each.title,
            "reads": each.read is not None,
            "writes": each.write is not None,
            "suffixes": list(each.suffixes),
        }
        for each in every_format()
    ]
    if as_json:
        answer_json(found)
        return
    rows = ((each.name, _does(each), " ".join(each.suffixes), each.title) for each in every_format())
    answer_table(("name", "", "files", "format"), rows, wide="format")


def _does(each: Format) -> str:
    return " and ".join(word for word, can in (("reads", each.read), ("writes", each.write)) if can)

"""Commands on what is in a backup: read it, and copy articles out of it into the library of today."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from desk.cli.backups import backup as backup  # noqa: PLC0414  given out from here, with these commands
from desk.cli.backups import copying
from desk.cli.options import (
    answer_json,
    answer_table,
    every_row,
    house_of,
    house_option,
    json_option,
    library_option,
    local,
    opened,
    tell,
)

_COPIED = {
    "back": "{slug} is back, with its history.",
    "same": "{slug} is in the library already, with the same text.",
    "beside": "Copied as {slug}, beside the one that is there.",
}


@backup.command(short_help="Read what is in a backup.")
@click.argument("backup_", metavar="BACKUP")
@click.argument("article", metavar="[SLUG]", default="")
@library_option
@house_option
@json_option
def show(*, library: Path, backup_: str, article: str, house: str, as_json: bool) -> None:
    """List the articles in a backup, or show one of them as `desk show` does. The backup is its path, its time as
    `desk backup --list` tells it, or “newest”. Nothing is changed.

    Into a pipe go the slug, the state, the time of the last change, the number of words and the headline, with tabs
    between.
    """
    from desk.cli.sheet import as_fields, as_text  # noqa: PLC0415
    from desk.library.restoring import OpenedBackup, find_backup  # noqa: PLC0415  not for --help

    with OpenedBackup(find_backup(library, backup_)) as source:
        if article:
            found, style = source.library.article(article), house_of(house, source.library)
            if as_json:
                answer_json(as_fields(found, style))
            else:
                click.echo(as_text(found, style))
            return
        rows = list(every_row(source.library))
    if as_json:
        answer_json([asdict(row) for row in rows])
        return
    answer_table(
        ("slug", "state", "changed", "words", "headline"),
        ((row.slug, row.state.value, local(row.updated), f"{row.words:,}", row.title) for row in rows),
        wide="headline",
        none="There is no article in it.",
    )


@backup.command("copy", short_help="Copy articles out of a backup.")
@click.argument("backup_", metavar="BACKUP")
@click.argument("articles", metavar="SLUG…", nargs=-1, required=True)
@library_option
@json_option
def copy_out(*, library: Path, backup_: str, articles: tuple[str, ...], as_json: bool) -> None:
    """Copy articles out of a backup into the library, and print their slugs there. The backup is its path, its time as
    `desk backup --list` tells it, or “newest”; `desk backup show` tells what is in it.

    One that is gone comes back with its history. One whose text is another today, or that is in the bin, is put
    beside that of today as an article of its own. Nothing in the library is changed or overwritten.
    """
    from desk.library.copying import copy_articles  # noqa: PLC0415
    from desk.library.restoring import OpenedBackup, find_backup  # noqa: PLC0415

    path = find_backup(library, backup_)
    with opened(library) as shelf, OpenedBackup(path) as source, copying() as watch:
        ids = tuple(dict.fromkeys(source.library.article(article).row.id for article in articles))
        done = copy_articles(source.library, ids, shelf, f"From the backup of {_when(library, path)}.", watch)
    if as_json:
        answer_json([{"slug": one.row.slug, "id": one.row.id, "how": one.how.value} for one in done])
        return
    for one in done:
        click.echo(one.row.slug)
        tell(_COPIED[one.how.value].format(slug=one.row.slug))


def _when(library: Path, backup_: Path) -> str:
    """When a backup was made, for the note of a revision."""
    from desk.formats.dates import in_words  # noqa: PLC0415
    from desk.library.backup_names import backups_of  # noqa: PLC0415

    named = [one.at for one in backups_of(library) if one.path == backup_]
    at = named[0] if named else datetime.fromtimestamp(backup_.stat().st_mtime).astimezone()
    return in_words(at.astimezone(), "%A %-d %B %Y, %H:%M")

"""The command that makes a checkpoint."""

from __future__ import annotations

from pathlib import Path

import click

from desk.cli.options import answer_json, json_option, library_option, local, opened, tell
from desk.library.noted import numbers
from desk.library.values import Why


@click.command(short_help="Keep the text of an article as it stands.")
@click.argument("article", metavar="SLUG")
@click.option("--note", metavar="TEXT", default="", help="A few words about it, for the history.")
@library_option
@json_option
def checkpoint(*, library: Path, article: str, note: str, as_json: bool) -> None:
    """Keep the text of an article as it stands, as Ctrl+S does in the window. Where nothing changed since the newest
    revision, and there is no note, that one is the answer."""
    with opened(library) as shelf:
        row = shelf.article(article).row
        before = shelf.revisions(row.id)
        made = shelf.checkpoint(row.id, None, Why.CHECKPOINT, " ".join(note.split())).result()
        number = numbers(shelf.revisions(row.id))[made.id]
    new = all(each.id != made.id for each in before)
    if as_json:
        answer_json({"article": row.slug, "revision": made.id, "number": number, "new": new, "note": made.note})
        return
    click.echo(made.id)
    tell(f"{row.slug}: kept, revision {number}." if new else f"{row.slug}: nothing changed since {local(made.at)}.")

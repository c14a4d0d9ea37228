"""The command that tells what happened to an article."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from desk.cli.options import answer_json, answer_table, json_option, library_option, local, opened


@click.command(short_help="Tell what happened to an article.")
@click.argument("article", metavar="SLUG")
@library_option
@json_option
def history(library: Path, article: str, as_json: bool) -> None:
    """Tell who changed an article, when and why, and what was exported of it, the newest first.

    Into a pipe go the time, what happened, who did it, the number of words (of an export: the format),
    and the note (of an export: where it went), with tabs between.
    """
    with opened(library) as shelf:
        row = shelf.article(article).row
        revisions, deliveries = shelf.revisions(row.id), shelf.deliveries(row.id)
    if as_json:
        answer_json(
            {"revisions": [asdict(each) for each in revisions], "deliveries": [asdict(each) for each in deliveries]}
        )
        return
    who = {each.id: each.who for each in revisions}
    events = [(each.at, each.why.value, each.who, f"{each.words:,} words", each.note) for each in revisions]
    events += [(each.at, "delivered", who.get(each.revision, ""), each.format, each.target) for each in deliveries]
    events.sort(key=lambda event: event[0], reverse=True)
    answer_table(
        ("when", "what", "who", "", "note"),
        ((local(at), *rest) for at, *rest in events),
        wide="note",
        none="Nothing has happened yet.",
    )

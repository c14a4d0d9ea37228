"""The command that runs the checks."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from desk.cli.options import (
    FOUND_A_PROBLEM,
    all_option,
    answer_json,
    answer_table,
    chosen,
    house_of,
    house_option,
    json_option,
    library_option,
    opened,
)


@click.command(short_help="Check articles before they go out.")
@click.argument("articles", metavar="SLUG…", nargs=-1)
@all_option
@library_option
@house_option
@json_option
def check(library: Path, articles: tuple[str, ...], everything: bool, house: str, as_json: bool) -> None:
    """Check articles before they go out; the exit code is 1 if something was found.

    Into a pipe go the slug, how grave it is, the field (with the number of the block in the body, from
    1) and the finding, with tabs between.
    """
    from desk.checks.check import check as check_story  # noqa: PLC0415

    with opened(library) as shelf:
        style = house_of(house, shelf)
        found = [
            (article.row.slug, finding)
            for ref in chosen(shelf, articles, everything)
            for article in (shelf.article(ref),)
            for finding in check_story(article.story, style)
        ]
    if as_json:
        answer_json([{"article": slug, **asdict(finding)} for slug, finding in found])
    else:
        rows = ((slug, each.severity.value, _place(each.field, each.block), each.message) for slug, each in found)
        answer_table(("slug", "", "where", "finding"), rows, wide="finding", none="Nothing was found.")
    if found:
        click.get_current_context().exit(FOUND_A_PROBLEM)


def _place(field: str, block: int | None) -> str:
    return field if block is None else f"{field} {block + 1}"

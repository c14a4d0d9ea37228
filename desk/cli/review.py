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
from desk.library.values import State

_FOR = ("export", *(state.value for state in State))


@click.command(short_help="Check articles before they go on.")
@click.argument("articles", metavar="SLUG…", nargs=-1)
@click.option(
    "--for",
    "wanted",
    metavar="STATE",
    type=click.Choice(_FOR),
    default=_FOR[0],
    help="Where they are to go: into a state (ready, published …), or out. [default: export]",
)
@click.option("--agreed", is_flag=True, help="The text without the tracked changes that nobody has decided on.")
@all_option
@library_option
@house_option
@json_option
def check(
    *,
    library: Path,
    articles: tuple[str, ...],
    wanted: str,
    agreed: bool,
    everything: bool,
    house: str,
    as_json: bool,
) -> None:
    """Check articles before they go on: what stops them, then what asks, then what there is to know. The exit code is 1
    if anything stops or asks. How grave each finding is, and who goes past it with a reason, says the house.

    Into a pipe go the slug, how grave it is, the field (with the number of the block in the body, from
    1) and the finding, with tabs between.
    """
    target = None if wanted == _FOR[0] else State(wanted)
    with opened(library) as shelf:
        style = house_of(house, shelf)
        looked = [
            (row.slug, shelf.gate(row.id, style, target, agreed=agreed))
            for ref in chosen(shelf, articles, everything)
            for row in (shelf.article(ref).row,)
        ]
    found = [(slug, finding) for slug, gate in looked for finding in gate.findings]
    if as_json:
        answer_json([{"article": slug, **asdict(finding)} for slug, finding in found])
    else:
        rows = ((slug, each.severity.value, _place(each.field, each.block), each.message) for slug, each in found)
        answer_table(("slug", "", "where", "finding"), rows, wide="finding", none="Nothing was found.")
    if any(gate.to_override for _, gate in looked):
        click.get_current_context().exit(FOUND_A_PROBLEM)


def _place(field: str, block: int | None) -> str:
    return field if block is None else f"{field} {block + 1}"

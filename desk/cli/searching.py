"""Commands on what is searched for: the list, the searches that are kept, tags of many articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk.cli.options import (
    answer_json,
    answer_table,
    every_row,
    json_option,
    library_option,
    local,
    opened,
    progress,
    tell,
)
from desk.library.values import State
from desk.library.wanted import Sort, Wanted
from desk.story.plurals import counted

if TYPE_CHECKING:
    from desk.library.library import Library

_STATES = click.Choice([state.value for state in State])
_SORTS = click.Choice([sort.value for sort in Sort])


@click.command("list", short_help="List the articles, or those that hold some words.")
@click.argument("query", default="")
@click.option("--state", metavar="STATE", type=_STATES, help=f"Only those in this state: {', '.join(State)}.")
@click.option("--bin", "binned", is_flag=True, help="Those in the bin, instead of the others.")
@click.option("--sort", metavar="ORDER", type=_SORTS, help=f"In this order: {', '.join(Sort)}.")
@click.option("--reverse", is_flag=True, help="The other way round.")
@click.option("--saved", metavar="NAME", default="", help="Those that this kept search finds (see `desk searches`).")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most N of them.")
@library_option
@json_option
def list_articles(
    *,
    library: Path,
    query: str,
    state: str | None,
    binned: bool,
    sort: str | None,
    reverse: bool,
    saved: str,
    limit: int | None,
    as_json: bool,
) -> None:
    """List the articles, the newest first, or those that a query finds, the best hits first.

    In a query all words must occur, each may be the beginning of one; "words in quotation marks" stand one after
    another. -WORD leaves out what has it, OR lets either do. by:NAME, credit:NAME, section:NAME, tag:WORD look there
    only; state:ready, since:2026-11-01, since:monday, before:yesterday, since:3d ask for the state and the last change.
    Whatever is typed is a query: how it is understood is told on standard error where it is more than words.

    On a terminal this is a table. Into a pipe go the slug, the state, the number of words, the time of
    the last change, the names in the byline and the headline, with tabs between.
    """
    if saved and (query or state or binned):
        raise click.UsageError("Name a kept search, or say what to search for, not both.")
    wanted = Wanted(query, State(state) if state else None, binned, Sort(sort or "best"), reverse)
    with opened(library) as shelf:
        if saved:
            from desk.library.saved_searches import find_search  # noqa: PLC0415

            kept = find_search(shelf, saved).wanted
            order = (Sort(sort), reverse) if sort else (kept.sort, kept.backwards is not reverse)
            wanted = Wanted(kept.query, kept.state, kept.binned, *order)
        _tell_understood(shelf, wanted.query)
        rows = every_row(shelf, wanted, limit)
        if as_json:
            answer_json([asdict(row) for row in rows])
            return
        lines = (
            (row.slug, row.state.value, f"{row.words:,}", local(row.updated), row.byline, row.title) for row in rows
        )
        answer_table(
            ("slug", "state", "words", "changed", "by", "headline"),
            lines,
            wide="headline",
            none="There is no such article.",
        )


def _tell_understood(shelf: Library, query: str) -> None:
    from desk.library.query import said, understand  # noqa: PLC0415

    now = datetime.now().astimezone()
    if meant := said(understand(query, now, shelf.who), now):
        tell(f"{meant}.")


@click.command(short_help="Show the kept searches; keep, rename or remove one.")
@click.option("--keep", metavar="NAME QUERY", nargs=2, help="Keep this query under this name.")
@click.option("--rename", metavar="NAME NEW", nargs=2, help="Call one by another name.")
@click.option("--remove", metavar="NAME", default="", help="Keep one no longer.")
@library_option
@json_option
def searches(
    *, library: Path, keep: tuple[str, str] | None, rename: tuple[str, str] | None, remove: str, as_json: bool
) -> None:
    """Show the searches that are kept with the library, and how many articles each finds; keep another one, give one
    another name, or remove it. The window shows them under its search field."""
    from desk.library import saved_searches as kept  # noqa: PLC0415

    with opened(library) as shelf:
        if keep:
            kept.save_search(shelf, keep[0], Wanted(keep[1])).result()
        if rename:
            kept.rename_search(shelf, kept.find_search(shelf, rename[0]).name, rename[1]).result()
        if remove:
            kept.remove_search(shelf, kept.find_search(shelf, remove).name).result()
        shelf.index_all()
        found = [(one.name, one.wanted.query, shelf.count(one.wanted)) for one in kept.saved_searches(shelf)]
    if as_json:
        answer_json([{"name": name, "query": query, "found": number} for name, query, number in found])
    else:
        lines = [(name, f"{number:,}", query) for name, query, number in found]
        answer_table(("name", "found", "query"), lines, wide="query", none="No search is kept.")


@click.command(short_help="Add tags to articles, or take some away.")
@click.argument("articles", metavar="[SLUG]…", nargs=-1)
@click.option("--found", metavar="QUERY", help="All that this query finds, instead of naming them (see `desk list`).")
@click.option("--add", "add", metavar="TAG", multiple=True, help="Add this one. May be given more than once.")
@click.option(
    "--remove", "remove", metavar="TAG", multiple=True, help="Take this one away. May be given more than once."
)
@library_option
def tag(
    *, library: Path, articles: tuple[str, ...], found: str | None, add: tuple[str, ...], remove: tuple[str, ...]
) -> None:
    """Add tags to articles, or take some away, all or none. Tags are the keywords of an article, as exports carry
    them. Each article that changes gets a revision."""
    if not (add or remove):
        raise click.UsageError("Say which tags to --add or to --remove.")
    with opened(library) as shelf:
        ids = chosen_or_found(shelf, articles, found)
        with progress(len(ids), "Tagging") as step:
            tagged = shelf.tag(ids, add, remove, lambda done, _total: step() if done else None).result()
    tell(f"The tags of {counted(len(tagged.articles), 'article')} changed.")


def chosen_or_found(shelf: Library, articles: Sequence[str], found: str | None) -> tuple[str, ...]:
    """The ids of the articles that were named, or of all that a query finds; neither or both is wrong usage."""
    if bool(articles) == (found is not None):
        raise click.UsageError("Name the articles, or say with --found what finds them.")
    if found is not None:
        shelf.index_all()
        return shelf.every_id(Wanted(found))
    return tuple(dict.fromkeys(shelf.article(article).row.id for article in articles))

"""Commands on articles as a whole: list, show, new, duplicate, state."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

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
)
from desk.library.values import HANDED_OVER, State
from desk.story.people import Credit, Role
from desk.story.story import Story

_STATES = click.Choice([state.value for state in State])


@click.command("list", short_help="List the articles, or those that hold some words.")
@click.argument("query", default="")
@click.option("--state", metavar="STATE", type=_STATES, help=f"Only those in this state: {', '.join(State)}.")
@click.option("--bin", "binned", is_flag=True, help="Those in the bin, instead of the others.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most N of them.")
@library_option
@json_option
def list_articles(
    *, library: Path, query: str, state: str | None, binned: bool, limit: int | None, as_json: bool
) -> None:
    """List the articles, the newest first, or those in which these words are found, the best hits first.

    On a terminal this is a table. Into a pipe go the slug, the state, the number of words, the time of
    the last change, the names in the byline and the headline, with tabs between.
    """
    with opened(library) as shelf:
        rows = every_row(shelf, query, State(state) if state else None, binned, limit)
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


@click.command(short_help="Show an article and its credits.")
@click.argument("article", metavar="SLUG")
@library_option
@house_option
@json_option
def show(library: Path, article: str, house: str, as_json: bool) -> None:
    """Show an article: its fields, its credits as they are printed, and its text."""
    from desk.cli.sheet import as_fields, as_text  # noqa: PLC0415

    with opened(library) as shelf:
        found = shelf.article(article)
        style = house_of(house, shelf)
    if as_json:
        answer_json(as_fields(found, style))
    else:
        click.echo(as_text(found, style))


@click.command(short_help="Begin an article.")
@click.argument("headline", default="")
@click.option("--slug", default="", help="The slug; without one it is made from the headline.")
@click.option("--by", "authors", metavar="NAME", multiple=True, help="Who writes it. May be given more than once.")
@click.option("--section", default="", help="The section of the publication.")
@click.option("--target", metavar="WORDS", type=click.IntRange(min=0), default=0, help="How many words it is to have.")
@library_option
@house_option
def new(
    *, library: Path, headline: str, slug: str, authors: tuple[str, ...], section: str, target: int, house: str
) -> None:
    """Begin an article, with this headline, and print its slug."""
    from desk.cli.credits import checked  # noqa: PLC0415

    with opened(library, create=True) as shelf:
        style = house_of(house, shelf)
        by = tuple(checked(Credit(name, role=Role.BY), style, shelf) for name in authors)
        story = Story(
            headline=headline, slug=slug, section=section, credits=by, language=style.language, target_words=target
        )
        row = shelf.create(story).result()
    click.echo(row.slug)


@click.command(short_help="Make a second article with the same text.")
@click.argument("article", metavar="SLUG")
@library_option
def duplicate(library: Path, article: str) -> None:
    """Make a second article with the same text, and print its slug."""
    with opened(library) as shelf:
        row = shelf.duplicate(shelf.article(article).row.id).result()
    click.echo(row.slug)


@click.command("state", short_help="Say where an article is on its way.")
@click.argument("article", metavar="SLUG")
@click.argument("state", metavar="STATE", type=_STATES)
@library_option
def set_state(library: Path, article: str, state: str) -> None:
    """Say where an article is on its way: draft, submitted, in-review, ready, published or spiked.

    What is still to come in one that is handed over (“TK”) is told on standard error.
    """
    from desk.cli.put_out import tell_to_come  # noqa: PLC0415
    from desk.library.to_come import left_to_come  # noqa: PLC0415

    with opened(library) as shelf:
        found = shelf.article(article)
        shelf.set_state(found.row.id, State(state)).result()
        if State(state) in HANDED_OVER:
            tell_to_come(found.row.slug, left_to_come(found.story, house_of("", shelf)))

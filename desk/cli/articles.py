"""Commands on articles as a whole: show, new, duplicate, state."""

from __future__ import annotations

from pathlib import Path

import click

from desk.cli.options import (
    answer_json,
    house_of,
    house_option,
    json_option,
    library_option,
    opened,
)
from desk.library.values import HANDED_OVER, State
from desk.story.people import Credit, Role
from desk.story.story import Story

_STATES = click.Choice([state.value for state in State])


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
@click.argument("articles", metavar="[SLUG]…", nargs=-1)
@click.argument("state", metavar="STATE", type=_STATES)
@click.option("--found", metavar="QUERY", help="All that this query finds, instead of naming them (see `desk list`).")
@library_option
def set_state(library: Path, articles: tuple[str, ...], state: str, found: str | None) -> None:
    """Say where articles are on their way: draft, submitted, in-review, ready, published, updated, corrected, spiked
    or killed; all or none.

    What is still to come in those that are handed over (“TK”) is told on standard error.
    """
    from desk.cli.put_out import tell_to_come  # noqa: PLC0415
    from desk.cli.searching import chosen_or_found  # noqa: PLC0415
    from desk.library.to_come import stored_to_come  # noqa: PLC0415

    with opened(library) as shelf:
        ids = chosen_or_found(shelf, articles, found)
        shelf.set_states(dict.fromkeys(ids, State(state))).result()
        if State(state) in HANDED_OVER:
            house = house_of("", shelf)
            for row, text in shelf.texts(ids):
                tell_to_come(row.slug, stored_to_come(text, house))

"""Commands on articles as a whole: show, new, duplicate, state."""

from __future__ import annotations

from pathlib import Path

import click

from desk.cli.options import (
    answer_json,
    house_of,
    house_option,
    how_to_go_on,
    json_option,
    library_option,
    opened,
    override_option,
    tell,
)
from desk.errors import Refused
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


@click.command("state", short_help="Take articles a step further.")
@click.argument("articles", metavar="[SLUG]…", nargs=-1)
@click.argument("state", metavar="STATE", type=_STATES)
@click.option("--found", metavar="QUERY", help="All that this query finds, instead of naming them (see `desk list`).")
@click.option("--note", metavar="TEXT", default="", help="What there is to say to it: some steps want a note.")
@override_option
@library_option
@house_option
def set_state(
    *,
    library: Path,
    articles: tuple[str, ...],
    state: str,
    found: str | None,
    note: str,
    override: str,
    house: str,
) -> None:
    """Take articles a step further on their way: draft, submitted, in-review, ready, published, updated, corrected,
    spiked or killed.

    The house says who may take which step, and what is looked at before (see `desk check`). With --override an article
    in which something was found goes on, where the house lets you: the reason is kept with it, and with it what was
    found. An article that may not go on does not stop the others; the exit code is 3 then. `desk update` and `desk
    correct` also tell readers of it.

    What is still to come in those that are handed over (“TK”) is told on standard error.
    """
    from desk.checks.gate import Override  # noqa: PLC0415
    from desk.cli.put_out import tell_to_come  # noqa: PLC0415
    from desk.cli.searching import chosen_or_found  # noqa: PLC0415
    from desk.library.to_come import stored_to_come  # noqa: PLC0415

    with opened(library) as shelf:
        ids, style = chosen_or_found(shelf, articles, found), house_of(house, shelf)
        moved = shelf.take_steps(ids, State(state), style, note=note, override=Override(override)).result()
        if State(state) in HANDED_OVER:
            for row, text in shelf.texts(moved.before):
                tell_to_come(row.slug, stored_to_come(text, style))
    if moved.refused:
        *others, last = (f"{each.row.slug}: {how_to_go_on(each.sentence)}" for each in moved.refused.values())
        for sentence in others:
            tell(sentence)
        raise Refused(last)

"""The command that tidies copy up."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk.cli.options import all_option, answer_json, answer_table, chosen, json_option, library_option, opened
from desk.library.values import Why
from desk.story.story import Story

if TYPE_CHECKING:
    from desk.story.rewriting import Command

_QUOTES = click.Choice(["smart", "straight", "double", "single"])
_CASES = click.Choice(["sentence", "title", "upper", "lower"])


@click.command("tidy", short_help="Tidy up quotes, dashes, spaces and line breaks.")
@click.argument("articles", metavar="SLUG…", nargs=-1)
@click.option(
    "--quotes",
    metavar="KIND",
    type=_QUOTES,
    help="smart, as the story's language has them, with its dashes; straight; double or single ones outside.",
)
@click.option("--spaces", is_flag=True, help="One space where there are several.")
@click.option("--line-breaks", is_flag=True, help="Paragraphs of lines that a mailer broke.")
@click.option(
    "--headline", "case", metavar="CASE", type=_CASES, help="The headline in sentence, title, upper or lower."
)
@click.option("--dry-run", is_flag=True, help="Tell how much would be changed, and change nothing.")
@all_option
@library_option
@json_option
def tidy(
    *,
    library: Path,
    articles: tuple[str, ...],
    quotes: str | None,
    spaces: bool,
    line_breaks: bool,
    case: str | None,
    dry_run: bool,
    everything: bool,
    as_json: bool,
) -> None:
    """Tidy up articles, in all their fields, texts, captions and tables.

    Without a choice this is smart quotes and dashes, single spaces, and no characters that nobody sees.
    Code and addresses stay as they are, and so do letters, marks and links. An article's history notes it as one
    version.

    Into a pipe go the slug and the number of changes, with a tab between.
    """
    change = partial(_tidied, quotes=quotes, spaces=spaces, line_breaks=line_breaks, case=case)
    done: list[tuple[str, int]] = []
    with opened(library) as shelf:
        for ref in chosen(shelf, articles, everything):
            found = shelf.article(ref)
            _, changes = change(found.story)
            if changes and not dry_run:
                shelf.update_story(found.row.id, partial(_story, change), Why.CHECKPOINT, "Tidied up").result()
            done.append((found.row.slug, changes))
    if as_json:
        answer_json([{"article": slug, "changes": changes} for slug, changes in done])
    else:
        rows = ((slug, f"{changes:,}") for slug, changes in done)
        answer_table(("slug", "changes"), rows, wide="slug", none="There is no article.")


def _story(change: partial[tuple[Story, int]], story: Story) -> Story:
    return change(story)[0]


def _tidied(story: Story, quotes: str | None, spaces: bool, line_breaks: bool, case: str | None) -> tuple[Story, int]:
    """The story after what was chosen, and how many changes that were."""
    from desk.story.rewriting import rewritten_story  # noqa: PLC0415

    changes = 0
    for command in _commands(quotes, spaces, line_breaks, case):
        story, more = rewritten_story(story, command(story))
        changes += more
    if case is not None:
        story, more = _headline(story, case)
        changes += more
    return story, changes


def _commands(quotes: str | None, spaces: bool, line_breaks: bool, case: str | None) -> list[Command]:
    from desk.story import rewriting  # noqa: PLC0415

    made: list[Command] = []
    if quotes is not None:
        by_name = {
            "smart": rewriting.smartening,
            "straight": rewriting.straightening,
            "double": rewriting.doubling,
            "single": rewriting.singling,
        }
        made.append(by_name[quotes])
    if line_breaks:
        made.append(rewriting.joining)
    if spaces:
        made.append(rewriting.spacing)
    return made if made or case is not None else [rewriting.tidying]


def _headline(story: Story, case: str) -> tuple[Story, int]:
    from desk.story import rewriting  # noqa: PLC0415

    by_name = {
        "sentence": rewriting.sentence_casing,
        "title": rewriting.title_casing,
        "upper": rewriting.upper_casing,
        "lower": rewriting.lower_casing,
    }
    tally = rewriting.Tally()
    after = rewriting.rewritten_text(story.headline, by_name[case](story).rewrites, tally)
    return replace(story, headline=after), tally.changes

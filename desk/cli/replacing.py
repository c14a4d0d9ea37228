"""The command that puts other words in the place of some."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.options import (
    answer_json,
    answer_table,
    house_of,
    house_option,
    json_option,
    library_option,
    opened,
    tell,
)
from desk.library.values import Why

if TYPE_CHECKING:
    from desk.revise.find import Found
    from desk.revise.query import Query
    from desk.revise.replace import Replaced
    from desk.story.house import House
    from desk.story.story import Story

_PATIENCE = 20.0  # seconds for one article


@click.command(short_help="Put other words in the place of some.")
@click.argument("article", metavar="SLUG")
@click.argument("words", metavar="FIND")
@click.argument("new", metavar="REPLACEMENT")
@click.option("--regex", "is_pattern", is_flag=True, help="FIND is a regular expression; \\1 or $1 puts a group in.")
@click.option("--match-case", is_flag=True, help="Capitals and small letters are not the same.")
@click.option("--whole-words", is_flag=True, help="Not inside of words.")
@click.option("--as-typed", is_flag=True, help="The replacement does not take the capitals of what it replaces.")
@click.option("--dry-run", is_flag=True, help="Tell what would be replaced, and change nothing.")
@library_option
@house_option
@json_option
def replace(
    *,
    library: Path,
    article: str,
    words: str,
    new: str,
    is_pattern: bool,
    match_case: bool,
    whole_words: bool,
    as_typed: bool,
    dry_run: bool,
    house: str,
    as_json: bool,
) -> None:
    """Put other words in the place of some, in all of an article: its fields, its text, its captions and tables.

    The new words keep marks and links. They take the capitals of those that they replace, unless they have some of
    their own. A byline or contribution line that the credits write is not changed: change the credits.

    Into a pipe go the field (with the number of the block in the body, from 1) and the words around each
    match as they were, with a tab between. The article's history notes it as one version.
    """
    from desk.revise.query import BadQuery, Query  # noqa: PLC0415

    if not words:
        raise click.UsageError("There is nothing to look for.")
    query = Query(words, match_case, whole_words, is_pattern)
    with opened(library) as shelf:
        row, story = (found := shelf.article(article)).row, found.story
        style = house_of(house, shelf)
        try:
            seen, done = _replaced(story, query, new, not as_typed, style)
        except BadQuery as error:
            raise click.UsageError(str(error)) from None
        if done.count and not dry_run:
            change = partial(_changed, query=query, new=new, keep_case=not as_typed, house=style)
            shelf.update_story(row.id, change, Why.CHECKPOINT, f"“{words}” replaced by “{new}”").result()
    _answer(seen, done, as_json, dry_run)


def _replaced(story: Story, query: Query, new: str, keep_case: bool, house: House) -> tuple[Found, Replaced]:
    """What is found, and the story in which it is replaced. Raises BadQuery and TooSlow."""
    from desk.revise.find import find  # noqa: PLC0415
    from desk.revise.query import Budget, Finder  # noqa: PLC0415
    from desk.revise.replace import replace_all, replacement  # noqa: PLC0415
    from desk.story.places import in_print  # noqa: PLC0415

    finder = Finder(query)
    write = replacement(finder, new, keep_case=keep_case)
    budget = Budget(_PATIENCE)
    found = find(finder, story, in_print(story, house), budget)
    return found, replace_all(found, write, budget)


def _changed(story: Story, query: Query, new: str, keep_case: bool, house: House) -> Story:
    return _replaced(story, query, new, keep_case, house)[1].story


def _answer(found: Found, done: Replaced, as_json: bool, dry_run: bool) -> None:
    lines = _lines(found)
    if as_json:
        answer_json({"replaced": 0 if dry_run else done.count, "kept": done.kept, "matches": lines})
        return
    rows = ((_where(line["field"], line["block"]), line["words"]) for line in lines)
    answer_table(("where", "words"), rows, wide="words", none="Nothing was found.")
    if done.kept:
        tell(f"{done.kept} more in a line that the credits write; change the credits.")


def _lines(found: Found) -> list[dict[str, Any]]:
    from desk.revise.replace import is_written  # noqa: PLC0415
    from desk.story.places import texts  # noqa: PLC0415
    from desk.story.to_come import around  # noqa: PLC0415

    said = dict(texts(found.story, found.shown))
    return [
        {
            "field": match.place.field,
            "block": match.place.block,
            "words": around(said[match.place], match.start, match.stop),
        }
        for match in found
        if not is_written(match.place, found.story)
    ]


def _where(field: str, block: int | None) -> str:
    return field if block is None else f"{field} {block + 1}"

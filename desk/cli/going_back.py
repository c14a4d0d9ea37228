"""The command that brings an older text of an article back, whole or in part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk.cli.options import answer_json, answer_table, json_option, library_option, local, opened, tell
from desk.library.noted import numbers
from desk.library.values import Restored, RevisionRow
from desk.story.body import block_text
from desk.story.story import Story

if TYPE_CHECKING:
    pass

_FIELDS = tuple(field.name.replace("_", "-") for field in fields(Story))


@click.command(short_help="Bring an older text of an article back.")
@click.argument("article", metavar="SLUG")
@click.argument("revision", metavar="REVISION")
@click.option(
    "--field",
    "names",
    metavar="NAME",
    multiple=True,
    type=click.Choice(_FIELDS),
    help="Only this field: headline, deck, credits, … May be given more than once.",
)
@click.option(
    "--block",
    "blocks",
    metavar="N",
    multiple=True,
    type=click.IntRange(min=1),
    help="Only the paragraph, picture or list item of this number (see --blocks). May be given more than once.",
)
@click.option("--blocks", "listing", is_flag=True, help="Bring nothing back: list that text, block by block, numbered.")
@library_option
@json_option
def restore(
    *,
    library: Path,
    article: str,
    revision: str,
    names: tuple[str, ...],
    blocks: tuple[int, ...],
    listing: bool,
    as_json: bool,
) -> None:
    """Bring an older text of an article back: the one of this number in `desk history`, or of this id.

    That is a new revision; the text that stood before is kept in one too, so it can be undone by bringing that back.
    """
    with opened(library) as shelf:
        row = shelf.article(article).row
        goal = shelf.revision(row.id, revision)
        if listing:
            _list(shelf.revision_story(goal.id), as_json)
            return
        part, where = None, ""
        if names or blocks:
            _check(shelf.revision_story(goal.id), blocks)
            part, where = _part(names, blocks), ", ".join([*names, *(f"block {number}" for number in blocks)])
        note = f"Back to {local(goal.at)}: {where}" if where else f"Back to {local(goal.at)}"
        done = shelf.restore(row.id, goal.id, part, note).result()
        number_of = numbers(shelf.revisions(row.id))
    if as_json:
        answer_json({"article": done.row.slug} | _as_fields(done, number_of))
    else:
        _tell(done, goal, where, number_of)


def _part(names: Sequence[str], blocks: Sequence[int]) -> Callable[[Story, Story], Story]:
    """What takes these parts of an older story over into a newer one."""
    from desk.revise.restore import restore_block, restore_field  # noqa: PLC0415  not for --help

    def part(older: Story, newer: Story) -> Story:
        for name in names:
            newer = restore_field(older, newer, name.replace("-", "_"))
        for number in blocks:
            newer = restore_block(older, newer, number - 1)
        return newer

    return part


def _check(story: Story, blocks: Sequence[int]) -> None:
    most = len(story.body.blocks)
    for number in blocks:
        if number > most:
            raise click.UsageError(f"That text has no block {number}; its last is {most}. See --blocks.")


def _list(story: Story, as_json: bool) -> None:
    lines = list(_lines(story))
    if as_json:
        answer_json([{"block": number, "text": text} for number, text in lines])
        return
    none = "There is no text in it."
    answer_table(("no.", "text"), ((str(number), text) for number, text in lines), wide="text", none=none)


def _lines(story: Story) -> Iterator[tuple[int, str]]:
    for number, block in enumerate(story.body.blocks, start=1):
        yield number, " ".join(block_text(block).split()) or f"({type(block).__name__.lower()})"


def _as_fields(done: Restored, number_of: dict[str, int]) -> dict[str, object]:
    changed = done.revision != done.before
    return {"changed": changed, "revision": number_of[done.revision.id], "before": number_of[done.before.id]}


def _tell(done: Restored, goal: RevisionRow, where: str, number_of: dict[str, int]) -> None:
    slug, before = done.row.slug, number_of[done.before.id]
    text = f"the text of {local(goal.at)}" + (f" in {where}" if where else "")
    if done.revision == done.before:
        tell(f"{slug} already has {text}. Nothing was changed.")
        return
    tell(f"{slug} went back to {text}: that is number {number_of[done.revision.id]} now.")
    tell(f"The text that stood before is number {before}; `desk restore {slug} {before}` brings it back.")

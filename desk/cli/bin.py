"""The commands on the bin: put articles into it, look into it, take them out, empty it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk.cli.options import (
    answer_json,
    answer_table,
    json_option,
    library_option,
    local,
    opened,
    progress,
    stoppable,
    tell,
)
from desk.library.values import Emptied, InBin
from desk.story.plurals import counted

if TYPE_CHECKING:
    from desk.library.library import Library

_AT_ONCE = 50  # articles that are emptied in one go: whoever types in the library waits for no more


class _Bin(click.Group):
    """A group in which a slug instead of a command means `put`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """For click: `desk bin SLUG` is `desk bin put SLUG`."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args.insert(0, "put")
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """In the order in which one meets them, not that of the alphabet."""
        return list(self.commands)


@click.group("bin", cls=_Bin, short_help="Put articles into the bin, look into it, empty it.")
def bin_group() -> None:
    """Put articles into the bin, look into it, take them out of it, empty it. `desk bin SLUG…` is short for
    `desk bin put SLUG…`."""


@bin_group.command(short_help="Put articles into the bin.")
@click.argument("articles", metavar="SLUG…", nargs=-1, required=True)
@click.option("--back", is_flag=True, help="Take them out of the bin: as `desk bin restore`.")
@library_option
def put(library: Path, articles: tuple[str, ...], back: bool) -> None:
    """Put articles into the bin, all or none. They keep all they have, for thirty days."""
    _move(library, articles, back)


@bin_group.command(short_help="Take articles out of the bin.")
@click.argument("articles", metavar="SLUG…", nargs=-1, required=True)
@library_option
def restore(library: Path, articles: tuple[str, ...]) -> None:
    """Take articles out of the bin, all or none, with all they had."""
    _move(library, articles, True)


def _move(library: Path, articles: Sequence[str], back: bool) -> None:
    with opened(library) as shelf:
        rows = [shelf.article(article).row for article in articles]
        ids = [row.id for row in rows]
        (shelf.unbin(ids) if back else shelf.bin(ids)).result()
    for row in rows:
        tell(f"{row.slug} is {'back from' if back else 'in'} the bin.")


@bin_group.command("list", short_help="List what is in the bin.")
@library_option
@json_option
def list_bin(library: Path, as_json: bool) -> None:
    """List what is in the bin, what came last first, and when it goes by itself.

    Into a pipe go the slug, the time it came, the time until which it is sure to stay, the number of words and the
    headline, with tabs between.
    """
    with opened(library) as shelf:
        found = shelf.in_bin()
    if as_json:
        answer_json([asdict(each.row) | {"since": each.since, "until": each.until} for each in found])
        return
    answer_table(
        ("slug", "since", "stays until", "words", "headline"),
        (
            (each.row.slug, local(each.since), local(each.until), f"{each.row.words:,}", each.row.title)
            for each in found
        ),
        wide="headline",
        none="The bin is empty.",
    )


@bin_group.command(short_help="Empty the bin, for good.")
@click.argument("articles", metavar="[SLUG…]", nargs=-1)
@click.option("--older-than", metavar="DAYS", type=click.IntRange(min=0), help="Only what is there for so many days.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.option("--shrink", is_flag=True, help="Make the library's file smaller afterwards.")
@library_option
@json_option
def empty(
    *, library: Path, articles: tuple[str, ...], older_than: int | None, yes: bool, shrink: bool, as_json: bool
) -> None:
    """Empty the bin, or only these articles out of it, for good: with their history, and with the pictures that
    nothing else shows. It tells what goes, and asks first.

    What is in the bin goes by itself after thirty days, counting those on which the library was used. The library
    remembers that it was here, so that an exchange with another library does not bring it back. The room is used for
    what is written next; the file gets smaller only with --shrink.
    """
    with opened(library) as shelf:
        ids = _chosen(shelf, articles, older_than)
        weight = shelf.bin_weight(ids)
        if weight.articles and not yes:
            _ask(weight)
        done = _empty(shelf, ids)
        freed = shelf.shrink() if shrink else 0
    if as_json:
        answer_json(asdict(done) | {"freed": freed})
        return
    if done.articles:
        tell(f"Gone for good: {said(done)}.")
    else:
        tell("There was nothing to be emptied out of the bin.")
    if shrink:
        from desk.cli.backups import said_size  # noqa: PLC0415

        tell(
            f"The library's file is {said_size(freed)} smaller."
            if freed > 0
            else "The library's file is as small as it can be."
        )


def _chosen(shelf: Library, articles: Sequence[str], older_than: int | None) -> list[str]:
    """The ids of what is to go. One that is named and not in the bin is wrong usage: it may be a slip."""
    found: dict[str, InBin] = {each.row.id: each for each in shelf.in_bin()}
    for article in articles:
        row = shelf.article(article).row
        if row.id not in found:
            raise click.UsageError(f"{row.slug} is not in the bin. Nothing was emptied.")
    ids = [shelf.article(article).row.id for article in articles] if articles else list(found)
    enough = datetime.now(UTC) - timedelta(days=older_than or 0)
    return [id_ for id_ in ids if older_than is None or found[id_].since <= enough]


def _ask(weight: Emptied) -> None:
    if not sys.stdin.isatty():
        raise click.UsageError(f"This would empty {said(weight)} out of the bin, for good. Say --yes for that.")
    click.confirm(f"Empty {said(weight)} out of the bin, for good?", abort=True, err=True)


def _empty(shelf: Library, ids: Sequence[str]) -> Emptied:
    done = Emptied()
    with progress(len(ids), "Emptying") as step, stoppable() as stopped:
        for start in range(0, len(ids), _AT_ONCE):
            if stopped():
                tell(f"Gone for good before this was stopped: {said(done)}.")
                raise KeyboardInterrupt
            some = ids[start : start + _AT_ONCE]
            done += shelf.empty_bin(some).result()
            for _ in some:
                step()
    return done


def said(weight: Emptied) -> str:
    """What goes, as a person says it: "2 articles (1,204 words) and 1 picture (340 kB) that nothing else shows"."""
    from desk.cli.backups import said_size  # noqa: PLC0415

    articles = f"{counted(weight.articles, 'article')} ({counted(weight.words, 'word')})"
    if not weight.pictures:
        return articles
    size = said_size(weight.picture_bytes)
    return f"{articles} and {counted(weight.pictures, 'picture')} ({size}) that nothing else shows"

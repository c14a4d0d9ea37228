"""Commands that put articles out, and tell in which formats."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.options import (
    all_option,
    answer_json,
    answer_table,
    chosen,
    house_of,
    house_option,
    json_option,
    library_option,
    opened,
    progress,
    stoppable,
    tell,
)
from desk.errors import Unwritable
from desk.library.values import ArticleRow, Sending
from desk.story.plurals import counted

if TYPE_CHECKING:
    from desk.formats.base import Format, Loss
    from desk.formats.exporting import Job, Outcome
    from desk.library.library import Library
    from desk.library.storing import Stored
    from desk.story.house import House
    from desk.story.to_come import ToCome

# The formats that can be written; the registry is not asked, because it brings all of them with it.
WRITABLE = ("html", "fragment", "text", "markdown")
_MANY = 500


@click.command(short_help="Put articles out as finished copy.")
@click.argument("articles", metavar="[SLUG…|DIR]", nargs=-1)
@click.option(
    "-f",
    "--format",
    "format_name",
    metavar="FORMAT",
    type=click.Choice(WRITABLE),
    default=WRITABLE[0],
    help=f"What to write: {', '.join(WRITABLE)} (see `desk formats`). [default: {WRITABLE[0]}]",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR|-",
    default=".",
    help="The folder for the files, each named by its slug; or - for one article to standard output. [default: .]",
)
@all_option
@library_option
@house_option
@json_option
def export(
    *,
    library: Path,
    articles: tuple[str, ...],
    format_name: str,
    output: str,
    everything: bool,
    house: str,
    as_json: bool,
) -> None:
    """Put articles out as finished copy, and print the files.

    A file is written aside and moved into place whole; one that is there is replaced. What the format does
    not hold, and what is still to come in an article (“TK”), is told on standard error. The library notes
    what went out, when and where to.

    `desk export --all --format markdown DIR` writes the whole library into a folder of its own: all articles, also
    those in the bin, with every version, their pictures and all that belongs to them, as files that need no Desk.
    `desk import DIR` makes the same library of it again. An earlier export in the folder is refreshed.
    """
    if everything and len(articles) == 1:
        _export_everything(library, articles[0], format_name, output, as_json)
        return
    from desk.formats.registry import by_name  # noqa: PLC0415

    with opened(library) as shelf:
        refs = chosen(shelf, articles, everything)
        wanted, style = by_name(format_name), house_of(house, shelf)
        if output == "-":
            _to_stdout(shelf, refs, wanted, style)
            return
        delivery = _Delivery(shelf, wanted)
        try:
            delivery.make(refs, style, Path(output))
        finally:
            # What went out before something failed, or before Ctrl+C, went out.
            shelf.deliver_many(delivery.sent).result()
            delivery.answer(as_json)
    delivery.end()


def _export_everything(library: Path, folder: str, format_name: str, output: str, as_json: bool) -> None:
    from desk.cli.whole import give_out  # noqa: PLC0415

    if format_name != "markdown" or output != ".":
        raise click.UsageError(
            "Name the articles, or give --all. The whole library goes out by: desk export --all --format markdown DIR"
        )
    give_out(library, Path(folder), as_json)


def _to_stdout(library: Library, refs: Sequence[str], wanted: Format, house: House) -> None:
    if len(refs) != 1:
        raise click.UsageError("Standard output takes one article; for several name a folder.")
    from desk.library.to_come import left_to_come  # noqa: PLC0415

    row, text, revision = next(library.texts_to_send(refs))
    story = text.story()
    assert wanted.write is not None
    writing = wanted.write(story, house, library.media)
    sys.stdout.buffer.write(writing.data)
    sys.stdout.buffer.flush()
    _tell_losses(row.slug, writing.losses)
    tell_to_come(row.slug, left_to_come(story, house))
    library.deliver(row.id, wanted.name, "-", hashlib.sha256(writing.data).hexdigest(), revision).result()


class _Delivery:
    """Articles on their way into a folder, and what became of each."""

    def __init__(self, library: Library, wanted: Format) -> None:
        self.sent: list[Sending] = []
        self._library = library
        self._format = wanted
        self._slugs: dict[str, str] = {}
        self._revisions: dict[str, str] = {}
        self._to_come: dict[str, Sequence[ToCome]] = {}
        self._made: list[dict[str, Any]] = []
        self._troubles: list[str] = []
        self._stopped = False

    def make(self, refs: Sequence[str], house: House, folder: Path) -> None:
        """Write the files. Once one could not be written, or after Ctrl+C, no other is begun."""
        from desk.formats.exporting import export_many  # noqa: PLC0415

        # If one is not there, nothing is written. With --all they are, and need not all be held at once.
        found = self._library.texts_to_send(refs)
        texts = list(found) if len(refs) < _MANY else found
        with progress(len(refs), "Exporting") as step, stoppable() as stopped:

            def on_outcome(outcome: Outcome) -> None:
                self._take(outcome)
                step()

            export_many(
                self._jobs(texts, house),
                house,
                self._format,
                folder,
                self._library.media,
                on_outcome=on_outcome,
                cancelled=lambda: stopped() or bool(self._troubles),
            )
            self._stopped = stopped()

    def _jobs(self, texts: Iterable[tuple[ArticleRow, Stored, str]], house: House) -> Iterator[Job]:
        from desk.formats.exporting import Job  # noqa: PLC0415
        from desk.library.storing import unpack_fields  # noqa: PLC0415
        from desk.library.to_come import stored_to_come  # noqa: PLC0415

        for row, text, revision in texts:
            self._slugs[row.id], self._revisions[row.id] = row.slug, revision
            if left := stored_to_come(text, house):
                self._to_come[row.id] = left
            yield Job(replace(unpack_fields(text.fields), slug=row.slug), text.body, row.id)

    def _take(self, outcome: Outcome) -> None:
        if outcome.exported is None:
            self._troubles.append(outcome.trouble)
            return
        path, sha256, losses = outcome.exported.path, outcome.exported.sha256, outcome.exported.losses
        slug = self._slugs[outcome.key]
        _tell_losses(slug, losses)
        left = self._to_come.pop(outcome.key, ())
        tell_to_come(slug, left)
        self.sent.append(
            Sending(outcome.key, self._format.name, str(path.absolute()), sha256, self._revisions.pop(outcome.key))
        )
        told = [asdict(loss) for loss in losses]
        still = [each.around for each in left]
        self._made.append({"article": slug, "file": str(path), "sha256": sha256, "losses": told, "to_come": still})

    def answer(self, as_json: bool) -> None:
        """Print the files that were written."""
        if as_json:
            answer_json(self._made)
            return
        for each in self._made:
            click.echo(each["file"])

    def end(self) -> None:
        """Raise what kept some articles from going out."""
        if self._troubles:
            several = len(self._slugs) > 1
            raise Unwritable(
                self._troubles[0] + (f" {counted(len(self._made), 'article')} went out before." if several else "")
            )
        if self._stopped:
            raise KeyboardInterrupt


def _tell_losses(slug: str, losses: Sequence[Loss]) -> None:
    for loss in losses:
        tell(f"{slug}: {loss.what}")


def tell_to_come(slug: str, left: Sequence[ToCome]) -> None:
    """Say what is still to come in an article."""
    for each in left:
        tell(f"{slug}: “{each.words}” is still to come: “{each.around}”")


@click.command(short_help="List the formats.")
@json_option
def formats(as_json: bool) -> None:
    """List the formats: their names, what can be done with them, and the ends of their files' names."""
    from desk.formats.registry import formats as every_format  # noqa: PLC0415

    found = [
        {
            "name": each.name,
            "title": each.title,
            "reads": each.read is not None,
            "writes": each.write is not None,
            "suffixes": list(each.suffixes),
        }
        for each in every_format()
    ]
    if as_json:
        answer_json(found)
        return
    rows = ((each.name, _does(each), " ".join(each.suffixes), each.title) for each in every_format())
    answer_table(("name", "", "files", "format"), rows, wide="format", none="There are no formats.")


def _does(each: Format) -> str:
    return " and ".join(word for word, can in (("reads", each.read), ("writes", each.write)) if can)

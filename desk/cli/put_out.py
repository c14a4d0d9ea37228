"""Commands that put articles out, and tell in which formats."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from desk.cli.options import (
    all_option,
    answer_json,
    answer_table,
    chosen,
    house_of,
    house_option,
    how_to_go_on,
    json_option,
    library_option,
    opened,
    override_option,
    progress,
    stoppable,
    tell,
)
from desk.errors import Refused, Unwritable
from desk.library.outbox import Outbox, get_ready
from desk.story.plurals import counted

if TYPE_CHECKING:
    from desk.checks.gate import Override
    from desk.formats.base import Format
    from desk.formats.exporting import Job, Outcome
    from desk.library.library import Library
    from desk.library.step_values import ToSend
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
@override_option
@click.option("--agreed", is_flag=True, help="The text without the tracked changes that nobody has decided on.")
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
    override: str,
    agreed: bool,
    everything: bool,
    house: str,
    as_json: bool,
) -> None:
    """Put articles out as finished copy, and print the files.

    A file is written aside and moved into place whole; one that is there is replaced. What the format does not hold is
    told on standard error. The library notes what went out, when and where to.

    An article in which the checks find something (see `desk check`) does not go out, and the exit code is 3; others
    do. With --override it does, where the house lets you: the reason is kept with the article, and with it what was
    found. Nothing goes out before the time of its embargo. Where tracked changes wait for somebody to decide on them
    it is said which text goes out: the one with all of them, or with --agreed the one without any.

    `desk export --all --format markdown DIR` writes the whole library into a folder of its own: all articles, also
    those in the bin, with every version, their pictures and all that belongs to them, as files that need no Desk.
    `desk import DIR` makes the same library of it again. An earlier export in the folder is refreshed.
    """
    if everything and len(articles) == 1:
        if override or agreed:
            raise click.UsageError("The whole library goes out as it is: without --override and --agreed.")
        _export_everything(library, articles[0], format_name, output, as_json)
        return
    get_ready(_MANY if everything else len(articles))
    from desk.checks.gate import Override  # noqa: PLC0415
    from desk.formats.registry import by_name  # noqa: PLC0415

    with opened(library) as shelf:
        refs = chosen(shelf, articles, everything)
        wish = _Wish(by_name(format_name), house_of(house, shelf), Override(override), agreed)
        if output == "-":
            _to_stdout(shelf, refs, wish)
            return
        delivery = _Delivery(shelf, wish)
        try:
            delivery.make(refs, Path(output))
        finally:
            # What went out before something failed, or before Ctrl+C, went out.
            delivery.note()
            delivery.answer(as_json)
    delivery.end()


class _Wish(NamedTuple):
    """What somebody wants to have put out: in which format and house, why it goes past the checks, which text."""

    format: Format
    house: House
    override: Override
    agreed: bool


def _export_everything(library: Path, folder: str, format_name: str, output: str, as_json: bool) -> None:
    from desk.cli.whole import give_out  # noqa: PLC0415

    if format_name != "markdown" or output != ".":
        raise click.UsageError(
            "Name the articles, or give --all. The whole library goes out by: desk export --all --format markdown DIR"
        )
    give_out(library, Path(folder), as_json)


def _to_stdout(library: Library, refs: Sequence[str], wish: _Wish) -> None:
    if len(refs) != 1:
        raise click.UsageError("Standard output takes one article; for several name a folder.")
    from desk.formats.exporting import written  # noqa: PLC0415
    from desk.formats.packed_page import pack_page  # noqa: PLC0415
    from desk.library.guarding import guarded, which_text  # noqa: PLC0415

    sent = next(library.to_send(refs, wish.house, agreed=wish.agreed))
    story, slug = replace(sent.text.story(), slug=sent.row.slug), sent.row.slug
    guard = guarded(sent, wish.override).guard
    assert guard is not None
    verdict = guard(story, wish.house)
    if verdict.trouble:
        raise Refused(how_to_go_on(verdict.trouble))
    writing, pictures = written(story, wish.house, wish.format, library.media)
    sys.stdout.buffer.write(writing.data)
    sys.stdout.buffer.flush()
    _tell_of(slug, (*(loss.what for loss in writing.losses), *verdict.found, which_text(sent)))
    sha256 = hashlib.sha256(writing.data).hexdigest()
    page = pack_page(writing.data, pictures)
    library.deliver(sent.row.id, wish.format.name, "-", sha256, sent.revision, data=page).result()
    if verdict.found:
        library.note_overrides({sent.row.id: verdict.found}, "export", wish.override).result()


class _Delivery:
    """Articles on their way into a folder, and what became of each."""

    def __init__(self, library: Library, wish: _Wish) -> None:
        self._library = library
        self._wish = wish
        self._sending: dict[str, ToSend] = {}
        self._outbox = Outbox(library, wish.format.name)
        self._passed: dict[str, tuple[str, ...]] = {}
        self._made: list[dict[str, Any]] = []
        self._refused: list[str] = []
        self._troubles: list[str] = []
        self._number = 0
        self._stopped = False

    def make(self, refs: Sequence[str], folder: Path) -> None:
        """Write the files. Once one could not be written, or after Ctrl+C, no other is begun."""
        from desk.formats.exporting import export_many  # noqa: PLC0415

        # If one is not there, nothing is written. With --all they are, and need not all be held at once.
        found = self._library.to_send(refs, self._wish.house, agreed=self._wish.agreed)
        sending = list(found) if len(refs) < _MANY else found
        self._number = len(refs)
        with progress(len(refs), "Exporting") as step, stoppable() as stopped:

            def on_outcome(outcome: Outcome) -> None:
                self._take(outcome)
                step()

            export_many(
                self._jobs(sending),
                self._wish.house,
                self._wish.format,
                folder,
                self._library.media,
                on_outcome=on_outcome,
                cancelled=lambda: stopped() or bool(self._troubles),
            )
            self._stopped = stopped()

    def _jobs(self, sending: Iterable[ToSend]) -> Iterator[Job]:
        from desk.library.guarding import guarded  # noqa: PLC0415

        for each in sending:
            self._sending[each.row.id] = each
            yield guarded(each, self._wish.override)

    def _take(self, outcome: Outcome) -> None:
        from desk.library.guarding import which_text  # noqa: PLC0415

        sent, verdict = self._sending.pop(outcome.key), outcome.verdict
        slug = sent.row.slug
        if verdict is not None and verdict.trouble:
            self._refused.append(f"{slug}: {how_to_go_on(verdict.trouble)}")
        elif outcome.exported is None:
            self._troubles.append(outcome.trouble)
        else:
            path, losses = outcome.exported.path, outcome.exported.losses
            passed = verdict.found if verdict else ()
            _tell_of(slug, (*(loss.what for loss in losses), *passed, which_text(sent)))
            self._outbox.put(outcome.key, outcome.exported, sent.revision)
            if passed:
                self._passed[outcome.key] = passed
            told = {"losses": [asdict(loss) for loss in losses], "findings": list(passed), "agreed": sent.agreed}
            self._made.append({"article": slug, "file": str(path), "sha256": outcome.exported.sha256} | told)

    def note(self) -> None:
        """Have the library note what went out, and what somebody went past."""
        self._outbox.end()
        if self._passed:
            self._library.note_overrides(self._passed, "export", self._wish.override).result()

    def answer(self, as_json: bool) -> None:
        """Print the files that were written."""
        if as_json:
            answer_json(self._made)
            return
        for each in self._made:
            click.echo(each["file"])

    def end(self) -> None:
        """Raise what kept some articles from going out."""
        went = f" {counted(len(self._made), 'article')} went out." if self._number > 1 else ""
        if self._troubles:
            raise Unwritable(self._troubles[0] + went)
        if self._stopped:
            raise KeyboardInterrupt
        if self._refused:
            *others, last = self._refused
            for each in others:
                tell(each)
            raise Refused(last + went)


def _tell_of(slug: str, sentences: Iterable[str]) -> None:
    for sentence in filter(None, sentences):
        tell(f"{slug}: {sentence}")


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

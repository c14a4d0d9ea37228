"""The command that brings files in."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.options import (
    COULD_NOT,
    answer_json,
    house_of,
    house_option,
    json_option,
    library_option,
    opened,
    progress,
    stoppable,
    tell,
)
from desk.errors import WorldError
from desk.library.values import ArticleRow, Why

if TYPE_CHECKING:
    from desk.formats.base import Reading
    from desk.library.library import Library

# The formats that can be read; the registry is not asked, because it brings all readers with it.
READABLE = ("text", "html", "markdown")


@dataclass(frozen=True, slots=True)
class _Brought:
    """A file, what was read in it, and the article that came of it."""

    path: Path
    reading: Reading
    row: ArticleRow


class _Intake:
    """Brings files into a library, which it opens, or makes, when there is something to be kept in it."""

    def __init__(self, path: Path, house: str, stack: ExitStack) -> None:
        self._path = path
        self._stack = stack
        self._library = stack.enter_context(opened(path)) if path.exists() else None
        self._house = house_of(house, self._library)
        self.brought: list[dict[str, Any]] = []  # what came of each, as fields
        self.failed = False

    @property
    def library(self) -> Library:
        if self._library is None:
            self._library = self._stack.enter_context(opened(self._path, create=True))
        return self._library

    def take(self, path: Path, format_name: str | None, bring_back: bool, as_json: bool) -> None:
        """A file or a folder with everything; what cannot be read is told."""
        try:
            if path.is_dir() and (whole := self._bring_everything(path, bring_back)):
                self.brought.append(whole)
                self.failed = self.failed or bool(whole["troubles"])
                return
            made = self._bring(path, format_name)
        except WorldError as error:
            tell(str(error))
            self.failed = True
            return
        self.brought.append(_as_fields(made))
        if not as_json:
            _report(made)

    def _bring(self, path: Path, format_name: str | None) -> _Brought:
        """One file, wholly or not at all. Raises `WorldError`."""
        from desk.formats.importing import read_file  # noqa: PLC0415  brings all readers

        reading = read_file(path, self._house, format_name)
        from desk.formats.pictures import picture_type  # noqa: PLC0415  few files bring pictures

        for data in reading.media.values():
            self.library.add_media(data, picture_type(data)).result()
        row = self.library.create(reading.story, Why.IMPORTED, path.name, path.stem).result()
        return _Brought(path, reading, row)

    def _bring_everything(self, folder: Path, bring_back: bool) -> dict[str, Any] | None:
        """A folder with everything of a library; None where it is another one. Raises `WorldError`."""
        from desk.newsroom.whole_files import is_export  # noqa: PLC0415  brings all readers

        if not is_export(folder):
            return None
        from desk.cli.whole import bring_whole, whole_as_fields  # noqa: PLC0415

        return whole_as_fields(folder, bring_whole(lambda: self.library, folder, bring_back))

    def samples(self) -> tuple[ArticleRow, ...]:
        """The articles that come with Desk."""
        from desk.samples import install_samples  # noqa: PLC0415

        return install_samples(self.library)


@click.command("import", short_help="Bring files in.")
@click.argument("files", metavar="FILE…|DIR", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(READABLE),
    metavar="FORMAT",
    help=f"What the files are, where their names do not tell: {', '.join(READABLE)}.",
)
@click.option("--bring-back", is_flag=True, help="Of an export: articles too that were emptied out of the bin here.")
@click.option("--samples", is_flag=True, help="Bring in the sample articles that come with Desk.")
@library_option
@house_option
@json_option
def import_files(
    *,
    library: Path,
    files: tuple[Path, ...],
    format_name: str | None,
    bring_back: bool,
    samples: bool,
    house: str,
    as_json: bool,
) -> None:
    """Bring files in, each as an article, and print their slugs.

    What was recognised in plain text (standard matter, byline, dateline, contribution line) and what could
    not be kept is told on standard error, so that it can be put right. A file that cannot be read is told
    and passed over; the exit code is then 3.

    A folder that `desk export --all` wrote comes in with all that is in it: into a new library it gives the same
    library again, into another one it adds what is not there, and doing it twice changes nothing. Articles
    that were changed there in an editor come in as new versions.
    """
    if not files and not samples:
        raise click.UsageError("Name the files, or give --samples.")
    with ExitStack() as stack, progress(len(files), "Bringing in") as step, stoppable() as stopped:
        intake = _Intake(library, house, stack)
        for path in files:
            if stopped():
                raise KeyboardInterrupt
            intake.take(path, format_name, bring_back, as_json)
            step()
        for row in intake.samples() if samples else ():
            click.echo(row.slug)
    if as_json:
        answer_json(intake.brought)
    if intake.failed:
        click.get_current_context().exit(COULD_NOT)


def _report(brought: _Brought) -> None:
    for part in brought.reading.recognised:
        tell(f"{brought.path.name}: recognised {part.field}: {_shortened(part.text)}")
    for loss in brought.reading.losses:
        tell(f"{brought.path.name}: {loss.what}")
    click.echo(brought.row.slug)


def _shortened(text: str, length: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def _as_fields(brought: _Brought) -> dict[str, Any]:
    return {
        "file": str(brought.path),
        "article": asdict(brought.row),
        "recognised": [asdict(part) for part in brought.reading.recognised],
        "losses": [asdict(loss) for loss in brought.reading.losses],
    }

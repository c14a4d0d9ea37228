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

    @property
    def library(self) -> Library:
        if self._library is None:
            self._library = self._stack.enter_context(opened(self._path, create=True))
        return self._library

    def bring(self, path: Path, format_name: str | None) -> _Brought:
        """One file, wholly or not at all. Raises `WorldError`."""
        from desk.formats.importing import read_file  # noqa: PLC0415  brings all readers

        reading = read_file(path, self._house, format_name)
        from desk.formats.pictures import picture_type  # noqa: PLC0415  few files bring pictures

        for data in reading.media.values():
            self.library.add_media(data, picture_type(data)).result()
        row = self.library.create(reading.story, Why.IMPORTED, path.name, path.stem).result()
        return _Brought(path, reading, row)

    def samples(self) -> tuple[ArticleRow, ...]:
        """The articles that come with Desk."""
        from desk.samples import install_samples  # noqa: PLC0415

        return install_samples(self.library)


@click.command("import", short_help="Bring files in.")
@click.argument("files", metavar="FILE…", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(READABLE),
    metavar="FORMAT",
    help=f"What the files are, where their names do not tell: {', '.join(READABLE)}.",
)
@click.option("--samples", is_flag=True, help="Bring in the sample articles that come with Desk.")
@library_option
@house_option
@json_option
def import_files(
    *, library: Path, files: tuple[Path, ...], format_name: str | None, samples: bool, house: str, as_json: bool
) -> None:
    """Bring files in, each as an article, and print their slugs.

    What was recognised in plain text (standard matter, byline, dateline, contribution line) and what could
    not be kept is told on standard error, so that it can be put right. A file that cannot be read is told
    and passed over; the exit code is then 3.
    """
    if not files and not samples:
        raise click.UsageError("Name the files, or give --samples.")
    brought: list[_Brought] = []
    failed = False
    with ExitStack() as stack, progress(len(files), "Bringing in") as step, stoppable() as stopped:
        intake = _Intake(library, house, stack)
        for path in files:
            if stopped():
                raise KeyboardInterrupt
            try:
                brought.append(intake.bring(path, format_name))
            except WorldError as error:
                tell(str(error))
                failed = True
            else:
                _report(brought[-1], as_json)
            step()
        for row in intake.samples() if samples else ():
            click.echo(row.slug)
    if as_json:
        answer_json([_as_fields(each) for each in brought])
    if failed:
        click.get_current_context().exit(COULD_NOT)


def _report(brought: _Brought, as_json: bool) -> None:
    if as_json:
        return
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

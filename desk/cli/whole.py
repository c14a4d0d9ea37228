"""Everything out, and everything in: what `desk export --all DIR` and `desk import DIR` do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.options import answer_json, opened, progress, stoppable, tell
from desk.story.plurals import counted, listed

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.newsroom.whole_in import BroughtIn

_MOST_SAID = 100  # sentences of one kind


def give_out(path: Path, folder: Path, as_json: bool) -> None:
    """Write everything that is in a library into a folder, and print the folder."""
    from desk.newsroom.whole_out import export_everything  # noqa: PLC0415  not for --help

    with opened(path) as shelf:
        with shelf.everything() as everything:
            total = everything.articles() + everything.pictures()
        with progress(total, "Exporting everything") as step, stoppable() as stopped:
            made = export_everything(shelf, folder, _teller(step, stopped))
    if made.kept is not None:
        tell(f"Files of the earlier export that somebody had changed were kept in {made.kept}")
    if made.lost:
        lost = counted(made.lost, "earlier version")
        tell(f"{lost} could not be read in the library, and so did not go out (see `desk check-library`).")
    if as_json:
        kept = str(made.kept) if made.kept else None
        numbers = {"articles": made.articles, "versions": made.versions, "pictures": made.pictures}
        answer_json({"folder": str(made.path), **numbers, "lost": made.lost, "kept": kept})
        return
    parts = counted(made.articles, "article"), counted(made.versions, "version"), counted(made.pictures, "picture")
    tell(f"{listed(parts)} are out.")
    click.echo(str(made.path))


def bring_whole(library: Callable[[], Library], folder: Path, bring_back: bool) -> BroughtIn:
    """Take in everything that is in a folder, and say what could not be. Raises `WorldError` before the library is
    opened where the folder is none of Desk's."""
    from desk.newsroom.whole_in import import_everything, size_of  # noqa: PLC0415  not for --help

    total = size_of(folder)
    with progress(total, "Bringing everything in") as step, stoppable() as stopped:
        done = import_everything(library(), folder, _teller(step, stopped), bring_back=bring_back)
    _say(done.troubles)
    _say([f"{name} was changed: it is a new version." for name in done.edited if name not in done.beside])
    _say([f"{name} was changed, and so was the article here: the text is in its history." for name in done.beside])
    _say([f"{name} was taken in." for name in done.made])
    _say([f"“{slug}” went on in both libraries: one text stands, the other is in its history." for slug in done.parted])
    _say([f"“{each.slug}” was emptied out of the bin here, and was left out." for each in done.gone])
    tell(
        f"{counted(done.articles, 'article')} {'is' if done.articles == 1 else 'are'} in “{folder}”: "
        f"{counted(done.added, 'record')} and {counted(done.pictures, 'picture')} came in."
        if done.changed
        else f"All of “{folder}” that can be read is in the library already; nothing was changed."
    )
    return done


def whole_as_fields(folder: Path, done: BroughtIn) -> dict[str, Any]:
    """What came of it, for a program."""
    return {"folder": str(folder), **asdict(done)}


def _teller(step: Callable[[], None], stopped: Callable[[], bool]) -> Callable[[int, int], None]:
    def hear(done: int, _total: int) -> None:
        if stopped():
            raise KeyboardInterrupt
        if done:
            step()

    return hear


def _say(sentences: list[str]) -> None:
    for sentence in sentences[:_MOST_SAID]:
        tell(sentence)
    if len(sentences) > _MOST_SAID:
        tell(f"… and {len(sentences) - _MOST_SAID:,} more like these.")

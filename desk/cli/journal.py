"""The commands on the recovery journal: what waits in it, and putting it back."""

from __future__ import annotations

from pathlib import Path

import click

from desk.cli.options import COULD_NOT, answer_json, answer_table, json_option, library_option, local, opened, tell
from desk.errors import NotFound, WorldError
from desk.library.journal import Entry, Journal, all_entries

_SAID = {
    "there": "is in the library already; nothing was changed",
    "draft": "stands in the library now; what stood there is in its history",
    "revision": "is in the history, as what stands in the library is newer",
    "begun": "is in the library now: it was begun while that could not be written",
    "article": "is an article of its own, as the one that it was typed in is not in the library",
}


@click.group("journal", short_help="List and put back what a library could not take.")
def journal_group() -> None:
    """While a library cannot be written, because its disk is full or gone, what is typed in the window goes to the
    recovery journal. The window puts it back by itself; these commands are for whoever wants to look."""


@journal_group.command("list", short_help="List what waits.")
@json_option
def list_journal(as_json: bool) -> None:
    """List the texts that wait for any library, the oldest first.

    Into a pipe go the slug, the time, the number of words, the library and the file, with tabs between. The files are
    Markdown; `desk import` takes them too.
    """
    found = all_entries()
    if as_json:
        answer_json([_as_fields(entry) for entry in found])
        return
    answer_table(
        ("slug", "typed", "words", "library", "file"),
        ((_name(one), local(one.at), f"{one.words:,}", str(one.library), str(one.path)) for one in found),
        wide="file",
        none="The recovery journal is empty: everything is in its library.",
    )


@journal_group.command("restore", short_help="Put back what waits for a library.")
@click.argument("articles", metavar="[SLUG…]", nargs=-1)
@library_option
@json_option
def restore_journal(library: Path, articles: tuple[str, ...], as_json: bool) -> None:
    """Put the texts back that wait for this library, or only those of these articles.

    What stood in the library is kept in the history of its article. A text leaves the journal when it is in.
    """
    from desk.library.putting_back import put_back  # noqa: PLC0415  not for --help

    journal = Journal(library)
    wanted = [one for one in journal.entries() if not articles or {one.slug, one.article} & set(articles)]
    if missing := [ref for ref in articles if not any(ref in {one.slug, one.article} for one in wanted)]:
        raise NotFound(f"Nothing of “{missing[0]}” waits in the recovery journal.")
    answers, failed = [], False
    if wanted:
        with opened(library) as shelf:
            for entry in wanted:
                try:
                    done = put_back(shelf, entry)
                except WorldError as error:
                    failed = True
                    tell(f"{_name(entry)} waits on: {error}")
                    continue
                journal.forget(entry.article)
                answers.append(_as_fields(entry) | {"how": done.how.value, "slug": done.row.slug})
                if not as_json:
                    tell(f"{done.row.slug} {_SAID[done.how.value]}.")
    if as_json:
        answer_json(answers)
    elif not wanted:
        tell("Nothing waits for this library.")
    if failed:
        click.get_current_context().exit(COULD_NOT)


def _name(entry: Entry) -> str:
    return entry.slug or entry.article


def _as_fields(entry: Entry) -> dict[str, object]:
    return {
        "article": entry.article,
        "slug": entry.slug,
        "at": entry.at,
        "words": entry.words,
        "library": str(entry.library),
        "path": str(entry.path),
    }

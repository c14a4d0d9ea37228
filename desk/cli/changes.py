"""The commands on tracked changes: list them, accept or reject them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
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
    local,
    opened,
    outside_bin,
    tell,
)
from desk.errors import NotFound
from desk.story.plurals import counted

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.library.values import Article
    from desk.revise.review.change import TrackedChange
    from desk.revise.review.hands import Hand
    from desk.revise.review.tracking import Tracking

Hands = Mapping[str, Sequence["Hand"]]


@click.command("changes", short_help="List the tracked changes of an article.")
@click.argument("article", metavar="SLUG")
@click.option("--by", "name", metavar="NAME", default="", help="Only those that this person made.")
@click.option(
    "--page",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the page with all changes marked in it, to be looked at in a browser.",
)
@library_option
@house_option
@json_option
def list_changes(*, library: Path, article: str, name: str, page: Path | None, house: str, as_json: bool) -> None:
    """List what is suggested in an article and not decided on yet: the fields above the text, the text from top to
    bottom, and all other fields.

    Into a pipe go the key, who made it, when, and what was done, with tabs between.
    """
    with opened(library) as shelf:
        found, tracking = tracked(shelf, article)
        hands = hands_of(shelf, found, tracking)
        if page is not None:
            _write_page(shelf, tracking, hands, house, page)
            return
    shown = [change for change in tracking.changes if not name or _is_by(hands, change.key, name)]
    if as_json:
        answer_json([_fields(change, hands) for change in shown])
        return
    rows = ((change.key, _who(hands, change.key), _when(hands, change.key), change.sentence) for change in shown)
    answer_table(("key", "who", "when", "change"), rows, wide="change", none="No changes are tracked in it.")


def _write_page(shelf: Library, tracking: Tracking, hands: Hands, house: str, page: Path) -> None:
    from desk.formats.file_write import write_whole  # noqa: PLC0415
    from desk.formats.marked import marked_page  # noqa: PLC0415
    from desk.formats.pictures import PagePictures  # noqa: PLC0415

    def who(change: TrackedChange) -> str:
        return _who(hands, change.key)

    made = marked_page(tracking, house_of(house, shelf), who, PagePictures(shelf.media))
    write_whole(page, made.encode("utf-8"))


def _deciding(name: str, doing: str) -> Callable[[Callable[..., Any]], click.Command]:
    """What `accept` and `reject` share."""

    def made(command: Callable[..., Any]) -> click.Command:
        for add in (
            json_option,
            library_option,
            click.option("--by", "person", metavar="NAME", default="", help="All that this person made."),
            click.option("--all", "everything", is_flag=True, help="All changes."),
            click.argument("keys", metavar="[KEY]…", nargs=-1),
            click.argument("article", metavar="SLUG"),
        ):
            command = add(command)
        return click.command(name, short_help=f"{doing} tracked changes.")(command)

    return made


@_deciding("accept", "Accept")
def accept(library: Path, article: str, keys: tuple[str, ...], *, everything: bool, person: str, as_json: bool) -> None:
    """Accept tracked changes: those with these keys (see `desk changes`; the first letters of one are enough), all, or
    all by one person. The text stays as it is, and they are agreed on from then on."""
    _decide(library, article, _Wanted(keys, everything, person), accepted=True, as_json=as_json)


@_deciding("reject", "Reject")
def reject(library: Path, article: str, keys: tuple[str, ...], *, everything: bool, person: str, as_json: bool) -> None:
    """Reject tracked changes: those with these keys (see `desk changes`; the first letters of one are enough), all, or
    all by one person. They are taken out of the text; the history has it with them."""
    _decide(library, article, _Wanted(keys, everything, person), accepted=False, as_json=as_json)


class _Wanted:
    """The changes that were named, in one of three ways."""

    def __init__(self, keys: Sequence[str], everything: bool, person: str) -> None:
        if sum(map(bool, (keys, everything, person))) != 1:
            raise click.UsageError("Name the keys of changes, or give --all, or --by NAME.")
        self._keys, self._everything, self._person = keys, everything, person

    def of(self, tracking: Tracking, hands: Hands) -> frozenset[str]:
        """Their keys. Raises NotFound for one that no change has."""
        if self._everything:
            return frozenset(tracking.keys)
        if self._person:
            found = frozenset(key for key in tracking.keys if _is_by(hands, key, self._person))
            if not found:
                raise NotFound(f"{self._person} made none of the changes that are tracked. Nothing was decided.")
            return found
        return frozenset(self._one(tracking, key) for key in self._keys)

    def _one(self, tracking: Tracking, key: str) -> str:
        if key in tracking.keys:
            return key
        found = [each for each in tracking.keys if key and each.startswith(key)]
        if not found:
            raise NotFound(f"No tracked change has the key {key}. It may be decided already. Nothing was decided.")
        if len(found) > 1:
            raise NotFound(f"Several changes have keys that begin with {key}. Nothing was decided.")
        return found[0]


def _decide(library: Path, article: str, wanted: _Wanted, *, accepted: bool, as_json: bool) -> None:
    from desk.library.review_values import Decided  # noqa: PLC0415

    with opened(library) as shelf:
        found, tracking = tracked(shelf, article)
        outside_bin(found.row)
        hands = hands_of(shelf, found, tracking)
        keys = wanted.of(tracking, hands)
        after = tracking.accepted(keys) if accepted else tracking.rejected(keys)
        decided = [change for change in tracking.changes if change.key in keys]
        if keys:
            made = [
                Decided(
                    change.key,
                    accepted,
                    change.field,
                    change.kind.value,
                    change.sentence,
                    change.added,
                    change.removed,
                    tuple(dict.fromkeys(hand.who for hand in hands.get(change.key, ()))),
                )
                for change in decided
            ]
            over = found.row.version
            shelf.put_texts(found.row.id, after.current, after.baseline, over=over, decided=made).result()
    if as_json:
        answer_json({"decided": [_fields(change, hands) for change in decided], "left": len(after.keys)})
        return
    did = "accepted" if accepted else "rejected"
    if not decided:
        tell("No changes are tracked in it.")
    else:
        left = f" {counted(len(after.keys), 'change')} left to decide." if after.keys else " None is left."
        tell(f"{counted(len(decided), 'change')} {did}.{left}")


def tracked(shelf: Library, article: str) -> tuple[Article, Tracking]:
    """An article and its tracked changes."""
    from desk.revise.review.direct import shared  # noqa: PLC0415
    from desk.revise.review.tracking import Tracking  # noqa: PLC0415

    found = shelf.article(article)
    return found, Tracking(shared(found.baseline, found.story), found.story)


def hands_of(shelf: Library, article: Article, tracking: Tracking) -> Hands:
    """Who made each change, as the revisions tell it; what is in none yet is of whoever types it."""
    if not tracking.keys:
        return {}
    from desk.library.values import agreed_at  # noqa: PLC0415
    from desk.revise.review.authorship import Written, writers  # noqa: PLC0415

    rows = [*reversed(shelf.revisions(article.row.id))]
    if not rows:
        return {}
    chain = (Written(row.id, row.parents, row.who, row.at, shelf.revision_story(row.id)) for row in rows)
    known = writers(chain)
    if known.story != tracking.current:
        who = shelf.drafted_by(article.row.id) or rows[-1].who
        known = known.after(tracking.current, who, article.row.updated)
    if (agreed := agreed_at([*reversed(rows)])) is not None:
        known = known.as_told(tracking.script.body, agreed)
    return {change.key: known.made(change) for change in tracking.changes}


def _is_by(hands: Hands, key: str, name: str) -> bool:
    return any(hand.who.casefold() == name.casefold() for hand in hands.get(key, ()))


def _who(hands: Hands, key: str) -> str:
    return ", ".join(dict.fromkeys(hand.who for hand in hands.get(key, ())))


def _when(hands: Hands, key: str) -> str:
    times = [hand.at for hand in hands.get(key, ()) if hand.at is not None]
    return local(max(times)) if times else ""


def _fields(change: TrackedChange, hands: Hands) -> dict[str, Any]:
    return {
        "key": change.key,
        "field": change.field,
        "kind": change.kind.value,
        "sentence": change.sentence,
        "added": change.added,
        "removed": change.removed,
        "marks": list(change.marks),
        "block": change.place.block,
        "start": change.start,
        "stop": change.stop,
        "makers": [asdict(hand) for hand in hands.get(change.key, ())],
    }

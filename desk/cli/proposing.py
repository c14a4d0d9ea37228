"""The command that says who is credited for an article, and who may be."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.ledger import answer_ledger, check_unasked, ledger_options
from desk.cli.options import answer_json, house_of, house_option, json_option, library_option, opened, tell
from desk.errors import NotFound
from desk.story.plurals import counted

if TYPE_CHECKING:
    from desk.checks.proposals import Evidence, Proposal, Proposals
    from desk.library.library import Library
    from desk.story.house import House
    from desk.story.story import Story


@click.command("credits", short_help="Say who is credited, and who may be.")
@click.argument("article", metavar="[SLUG]", default="")
@click.option(
    "--not",
    "declined",
    metavar="NAME",
    multiple=True,
    help="Somebody who is no contributor: not proposed for this article any more. May be given more than once.",
)
@click.option(
    "--offer",
    "offered",
    metavar="NAME",
    multiple=True,
    help="Propose somebody again who was said to be no contributor.",
)
@ledger_options
@library_option
@house_option
@json_option
def credits_of(
    *,
    library: Path,
    article: str,
    declined: tuple[str, ...],
    offered: tuple[str, ...],
    ledger: bool,
    house: str,
    as_json: bool,
    **asked: Any,
) -> None:
    """Print the byline and the contribution line of an article; then who may be credited besides, with what speaks for
    it: who wrote words that still stand, whose copy was pasted in, who answered a question, to whom the text attributes
    something, who supplied a picture. Then what is odd about the credits.

    Nobody is credited by this: see `desk credit`. Into a pipe goes a line for each thing: what it is (byline,
    contribution, proposed, declined, finding), with tabs between; for who is proposed the name, the role, the place,
    how they have a part in it, the share of the words in percent, and the words that show it.

    With --ledger instead of an article: who was credited where and for what, over a time, the newest first. A credit
    counts from when its article was first published, or was made where it never was.
    """
    check_unasked(ledger, article, **asked)
    if ledger:
        answer_ledger(library, house, as_json=as_json, **asked)
        return
    with opened(library) as shelf:
        found = shelf.article(article)
        style = house_of(house, shelf)
        proposals = shelf.proposals(found.row.id, style)
        if declined or offered:
            everybody = (*proposals.offered, *proposals.declined)
            out, again = ([_known(name, everybody, style) for name in names] for names in (declined, offered))
            _decide(shelf, found.row.id, out, again)
            proposals = shelf.proposals(found.row.id, style)
    _answer(found.story, proposals, as_json=as_json)


def _answer(story: Story, proposals: Proposals, *, as_json: bool) -> None:
    if as_json:
        answer_json(_fields(story, proposals))
    elif sys.stdout.isatty():
        for line in _told(proposals):
            click.echo(line)
    else:
        for row in _rows(proposals):
            click.echo("\t".join(" ".join(cell.split()) for cell in row))


def _decide(shelf: Library, article: str, declined: Sequence[str], offered: Sequence[str]) -> None:
    """Remember who is no contributor, and who may be one again."""
    for name in declined:
        shelf.decline(article, name).result()
    for name in offered:
        shelf.offer_again(article, name).result()


def _known(name: str, proposals: Sequence[Proposal], house: House) -> str:
    """The name of somebody who is proposed, by whatever name of theirs. Raises NotFound."""
    from desk.story.credits import same_name  # noqa: PLC0415

    found = next((each.name for each in proposals if same_name(each.name, name, house)), "")
    if not found:
        raise NotFound(f"“{name}” is not proposed here. Nothing was changed.")
    return found


def _told(proposals: Proposals) -> Iterator[str]:
    """For a person to read."""
    yield from filter(None, (proposals.byline.text, proposals.contribution.text))
    if not (proposals.offered or proposals.declined or proposals.findings):
        tell("Nobody else is proposed.")
    for each in proposals.offered:
        yield ""
        yield f"{each.name}: {_role(each)}"
        yield from (f"  {how(evidence)}" for evidence in each.evidence)
    if proposals.declined:
        yield ""
        yield f"Not contributors: {', '.join(each.name for each in proposals.declined)}"
    if proposals.findings:
        yield ""
        yield from (f"{each.severity.value}: {each.message}" for each in proposals.findings)


def _role(proposal: Proposal) -> str:
    from desk.story.credit_lists import place_phrase  # noqa: PLC0415

    place = f" {place_phrase(proposal.place)}" if proposal.place else ""
    return f"{proposal.role.value.replace('-', ' ')}{place}"


def how(evidence: Evidence) -> str:
    """A piece of evidence as a line."""
    from desk.checks.proposals import How  # noqa: PLC0415

    much = f"{counted(evidence.count, 'word')}, {100 * evidence.share:.0f} %"
    lead = {
        How.WROTE: f"wrote {much} of the story: ",
        How.PASTED: f"copy of theirs was pasted in ({much} of the story): ",
        How.ANSWERED: "answered: ",
        How.PICTURE: "has part in a picture: ",
        How.ATTRIBUTED: "",
    }
    address = f" ({evidence.address})" if evidence.address else ""
    return f"{lead[evidence.how]}“{evidence.words}”{address}"


def _rows(proposals: Proposals) -> Iterator[tuple[str, ...]]:
    lines = (("byline", proposals.byline.text), ("contribution", proposals.contribution.text))
    yield from ((what, text) for what, text in lines if text)
    for each in proposals.offered:
        for evidence in each.evidence:
            told = (evidence.how.value, f"{100 * evidence.share:.1f}", evidence.words)
            yield ("proposed", each.name, each.role.value, each.place, *told)
    yield from (("declined", each.name) for each in proposals.declined)
    yield from (("finding", each.rule, each.severity.value, each.message) for each in proposals.findings)


def _fields(story: Story, proposals: Proposals) -> dict[str, Any]:
    return {
        "byline": proposals.byline.text,
        "contribution": proposals.contribution.text,
        "credits": [asdict(each) for each in story.credits],
        "proposed": [_proposal(each) for each in proposals.offered],
        "declined": [_proposal(each) for each in proposals.declined],
        "findings": [asdict(each) for each in proposals.findings],
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return asdict(proposal) | {"is_slight": proposal.is_slight}

"""The command that says who is credited for an article, and who may be."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.ledger import answer_ledger, check_unasked, ledger_options
from desk.cli.options import answer_json, house_of, house_option, json_option, library_option, opened, outside_bin, tell
from desk.errors import NotFound
from desk.story.plurals import counted, listed

if TYPE_CHECKING:
    from desk.checks.proposals import Evidence, Proposal, Proposals
    from desk.library.library import Library
    from desk.library.values import Article
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
    check_unasked(ledger, article, deciding=bool(declined or offered), **asked)
    if ledger:
        answer_ledger(library, house, as_json=as_json, **asked)
        return
    with opened(library) as shelf:
        found = shelf.article(article)
        style = house_of(house, shelf)
        proposals = shelf.proposals(found.row.id, style)
        if declined or offered:
            outside_bin(found.row)
            if both := [name for name in declined if name in offered]:
                raise click.UsageError(f"“{both[0]}” is given to --not and to --offer. Nothing was changed.")
            here = _Here(found, proposals, shelf.declined(found.row.id, style), style)
            out, again = [here.to_decline(name) for name in declined], [here.to_offer(name) for name in offered]
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


class _Here:
    """Who has a part in an article, or was said to have none, by whatever name of theirs."""

    def __init__(self, article: Article, proposals: Proposals, declined: Sequence[str], house: House) -> None:
        self._article = article
        self._proposed = [each.name for each in proposals.offered]
        self._declined = declined
        self._house = house

    def to_decline(self, name: str) -> str:
        """The name of somebody who is no contributor. Raises NotFound where nobody of this name is proposed."""
        if found := self._named(name, self._proposed):
            return found
        if found := self._named(name, self._declined):
            tell(f"{found} is said to be no contributor already.")
            return found
        if found := self._named(name, [credit.name for credit in self._article.story.credits]):
            how = f'desk credit {self._article.row.slug} --remove "{found}"'
            raise NotFound(f"{found} is credited. To take the credit out: {how}. Nothing was changed.")
        raise NotFound(f"“{name}” is not proposed here. Nothing was changed.")

    def to_offer(self, name: str) -> str:
        """The name of somebody who may be a contributor again. Raises NotFound where nobody of this name was said to be
        none."""
        if found := self._named(name, self._declined):
            return found
        if found := self._named(name, self._proposed):
            tell(f"{found} is proposed as it is.")
            return found
        others = f", but {listed(self._declined)}" if self._declined else ""
        raise NotFound(f"Nobody called “{name}” was said to be no contributor here{others}. Nothing was changed.")

    def _named(self, name: str, names: Sequence[str]) -> str:
        from desk.story.credits import same_name  # noqa: PLC0415

        return next((each for each in names if same_name(each, name, self._house)), "")


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

"""How proposals are spoken of. Pure: no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from desk.checks.proposals import Evidence, How, Proposal
from desk.formats.dates import in_words
from desk.story.plurals import counted, listed

NOBODY = "Nobody else to propose for a credit."
_NAMED = 3  # in the line of a panel that is folded
_WORDS = 28  # of what is quoted at most


@dataclass(frozen=True, slots=True)
class Said:
    """A line of evidence: `lead` in words of ours, `quote` in those of the story, of which `name` is made out. The
    `note` is for those who want to know more."""

    lead: str
    quote: str = ""
    name: str = ""
    note: str = ""

    @property
    def whole(self) -> str:
        """All of it, for those who hear it, and for the tip."""
        return " ".join(filter(None, (self.lead, f"“{self.quote}”" if self.quote else "")))


def said(evidence: Evidence, name: str) -> Said:
    """A piece of evidence as a line."""
    told = _SAID[evidence.how](evidence, " ".join(evidence.words.split()), name)
    last = in_words(evidence.at.astimezone(), "%-d %B %Y, %H:%M") if evidence.at is not None else ""
    return replace(told, note=" · ".join(filter(None, (evidence.address, last))))


def leads(evidence: Evidence) -> bool:
    """Whether there is something to go to."""
    return evidence.block is not None or bool(evidence.thread) or evidence.field == "lead"


def _wrote(evidence: Evidence, words: str, _name: str) -> Said:
    if evidence.share >= 0.01 or not evidence.count:
        return Said(f"wrote {percent(evidence.share)} of the words", _begun(words))
    return Said(f"wrote {counted(evidence.count, 'word')}", _begun(words))


def _pasted(evidence: Evidence, words: str, _name: str) -> Said:
    much = counted(evidence.count, "word") if evidence.count else f"{percent(evidence.share)} of the words"
    site = (urlsplit(evidence.address).hostname or "").removeprefix("www.")
    return Said(f"{much} pasted from {site}" if site else f"{much} of their copy pasted in", _begun(words))


def _answered(_evidence: Evidence, words: str, _name: str) -> Said:
    return Said("answered a question", words)


def _attributed(_evidence: Evidence, words: str, name: str) -> Said:
    return Said("", words, name)


def _picture(_evidence: Evidence, words: str, name: str) -> Said:
    return Said("credited with a picture", words, name)


_SAID: dict[How, Callable[[Evidence, str, str], Said]] = {
    How.WROTE: _wrote,
    How.PASTED: _pasted,
    How.ANSWERED: _answered,
    How.ATTRIBUTED: _attributed,
    How.PICTURE: _picture,
}


def percent(share: float) -> str:
    """A part as print has it: "31 %", with a space that does not break; never nothing of something, nor all of it where
    a word is missing."""
    whole = round(100 * share)
    if 0 < share < 1:
        whole = min(99, max(1, whole))
    return f"{whole}\u00a0%"


def _begun(words: str) -> str:
    pieces = words.split()
    return words if len(pieces) <= _WORDS else f"{' '.join(pieces[:_WORDS])} …"


def in_one_line(proposals: Sequence[Proposal], findings: int, *, is_folded: bool) -> tuple[str, ...]:
    """What the head of the panel says, the longest first: of a folded one everything."""
    look = f"{counted(findings, 'thing')} to look at" if findings else ""
    if not proposals:
        return (look[:1].upper() + look[1:],)
    if not is_folded:
        return ("Proposed from the record",)
    who = [each.name for each in proposals if not each.is_slight]
    if not who:
        return (" · ".join(filter(None, (more_of(proposals), look))),)
    some = who if len(who) <= _NAMED else who[: _NAMED - 1]
    rest = len(who) - len(some)
    named = listed([*some, f"{rest} more"] if rest else some)
    return tuple(" · ".join(filter(None, (told, look))) for told in (f"Proposed: {named}", f"{len(who):,} proposed"))


def more_of(proposals: Sequence[Proposal]) -> str:
    """What the button says that shows these as well."""
    if all(each.is_slight for each in proposals):
        return f"{len(proposals):,} who wrote a few words"
    return f"{len(proposals):,} more"


def said_of_declined(name: str) -> str:
    """What is said once somebody is no contributor."""
    return f"{name} is not proposed for this story any more."

"""Gathering what the record shows of who has a part in a story. Pure: the library brings the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from desk.checks.copied import Stretch, Words
from desk.checks.picture_credits import pictured_by
from desk.checks.proposals import Evidence, How, Proposal
from desk.checks.sources import Source
from desk.checks.whose import Credited, Whose
from desk.checks.wrote import Share, shares
from desk.story.anchor import Anchor, On
from desk.story.body import Block, Embed, Figure, Note, PullQuote, block_text
from desk.story.comments import Said, Thread
from desk.story.credits import byline_in_print
from desk.story.directory import Contact, Directory
from desk.story.house import House, Wording
from desk.story.people import Credit, PersonKind, Role
from desk.story.places import offset_in_block
from desk.story.story import Story
from desk.story.workflow import StaffRole

if TYPE_CHECKING:
    from desk.checks.attribution import Attribution
    from desk.revise.review.authorship import Authorship

_SHOWN = 160  # characters of a passage that are shown
_FEW_WORDS = 5  # so few, in a story that is not very short,
_SMALL_SHARE = 0.02  # are a typing error put right, and no part of the story
_MOST_OF_IT = 0.5  # of a story without a byline: whoever wrote so much is its author
_AS_PICTURED = frozenset({Role.PHOTOGRAPHY, Role.VIDEO, Role.GRAPHICS})


@dataclass(frozen=True, slots=True)
class Trail:
    """What is known of how a story came to be. `written` is whose the words of its `plain_story` are, None where that
    is not known. `threads` have their anchors as they are in this story. `usual` says how somebody of a name is mostly
    credited."""

    story: Story
    written: Authorship | None = None
    threads: Sequence[tuple[Thread, Anchor]] = ()
    sources: Sequence[Source] = ()
    declined: Sequence[str] = ()
    directory: Directory = Directory()
    usual: Callable[[str], Credit | None] = lambda _name: None


@dataclass(slots=True)
class _Somebody:
    name: str
    kind: PersonKind
    found: list[Evidence] = field(default_factory=list)


def proposed(trail: Trail, house: House, words: Words) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
    """Who is offered as a contributor, those for whom most speaks first; and who would be, and was declined. `words`
    are those of the plain story."""
    gathering = _Gathering(trail, house, words)
    gathering.gather()
    return gathering.proposals()


class _Gathering:
    """Gathers the evidence for one story."""

    def __init__(self, trail: Trail, house: House, words: Words) -> None:
        self._trail = trail
        self._house = house
        self._words = words
        self._whose = Whose(house, trail.directory)
        self._credited = Credited(trail.story, house, trail.directory)
        self._people: dict[str, _Somebody] = {}

    def gather(self) -> None:
        """Look at all of the record."""
        copies = [(source, self._words.copied(source.words)) for source in self._trail.sources]
        self._wrote([stretch for _, found in copies for stretch in found])
        for source, found in copies:
            self._pasted(source, found)
        for thread, anchor in self._trail.threads:
            self._answered(thread, anchor)
        self._attributed()
        self._pictured()

    def proposals(self) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
        """Those offered and those declined."""
        declined = {self._whose.key(name) for name in self._trail.declined}
        wanted = [(key, each) for key, each in self._people.items() if not self._credited.has(each.name)]
        made = sorted(((key, self._proposal(each)) for key, each in wanted), key=lambda each: _order(each[1]))
        return (
            tuple(each for key, each in made if key not in declined),
            tuple(each for key, each in made if key in declined),
        )

    def _add(self, name: str, evidence: Evidence, *, kind: PersonKind | None = None) -> None:
        # That an agency is one was told by what is said of it; an account of a computer is nobody's name.
        is_name = kind is PersonKind.ORGANISATION or self._whose.can_be_credited(name)
        if not is_name or self._whose.is_own(name):
            return
        key = self._whose.key(name)
        somebody = self._people.get(key)
        if somebody is None:
            known_as = self._whose.kind(name) if kind is None or self._whose.knows(name) else kind
            somebody = self._people[key] = _Somebody(self._whose.name(name), known_as)
        somebody.found.append(evidence)

    # ------------------------------------------------------------------------------------ evidence

    def _wrote(self, copied: Sequence[Stretch]) -> None:
        if self._trail.written is None:
            return
        every: dict[str, Share] = {}
        for share in shares(self._trail.written, self._words, copied):
            key = self._whose.key(share.who) if share.who else ""
            every[key] = every[key].and_of(share) if key in every else share
        for key, share in every.items():
            part = share.count / max(1, self._words.count)
            if key and (share.count >= _FEW_WORDS or part >= _SMALL_SHARE):
                where = share.longest
                evidence = Evidence(
                    How.WROTE,
                    self._shown(where),
                    part,
                    where.block,
                    where.start,
                    where.stop,
                    share.at,
                    count=share.count,
                )
                self._add(share.who, evidence, kind=PersonKind.PERSON)

    def _pasted(self, source: Source, found: Sequence[Stretch]) -> None:
        if found:
            where, count = max(found, key=lambda each: each.count), sum(each.count for each in found)
            share = count / max(1, self._words.count)
            place = (where.block, where.start, where.stop)
            evidence = Evidence(How.PASTED, self._shown(where), share, *place, source.at, count=count)
            self._add(source.name, replace(evidence, address=source.address))

    def _answered(self, thread: Thread, anchor: Anchor) -> None:
        if not thread.is_question:
            return
        block, start, stop = _place(anchor, self._trail.story)
        question = _short(thread.opening.text)
        last = {
            record.who: record.at
            for record in thread.records[1:]
            if record.said in (Said.REPLIED, Said.RESOLVED) and record.text and record.who != thread.opening.who
        }
        for who, at in last.items():
            evidence = Evidence(How.ANSWERED, question, 0.0, block, start, stop, at, anchor.place.field or "body")
            self._add(who, replace(evidence, thread=thread.id), kind=PersonKind.PERSON)

    def _attributed(self) -> None:
        names = tuple(dict.fromkeys((*self._house.agencies, *self._house.aliases)))
        for number, block in enumerate(self._trail.story.body.blocks):
            if isinstance(block, Note | Embed | PullQuote):
                continue
            told: set[tuple[str, int]] = set()
            for one in _attributions(text := block_text(block), names):
                key = (self._whose.key(one.name), one.sentence_start)
                if key not in told:
                    told.add(key)
                    sentence = " ".join(text[one.sentence_start : one.sentence_stop].split())
                    evidence = Evidence(How.ATTRIBUTED, sentence, 0.0, number, one.start, one.stop)
                    self._add(one.name, evidence, kind=PersonKind.ORGANISATION)

    def _pictured(self) -> None:
        blocks: list[tuple[int | None, Block]] = [*enumerate(self._trail.story.body.blocks)]
        for number, block in ((None, self._trail.story.lead), *blocks):
            if isinstance(block, Figure):
                begin = offset_in_block(block, 2) or 0
                for name, start, stop in pictured_by(block.credit, self._house):
                    told = Evidence(How.PICTURE, block.credit, 0.0, number, begin + start, begin + stop)
                    self._add(name, told if number is not None else replace(told, field="lead"))

    def _shown(self, where: Stretch) -> str:
        text = block_text(self._trail.story.body.blocks[where.block])
        return _short(text[where.start : where.stop])

    # ----------------------------------------------------------------------------------- proposals

    def _proposal(self, each: _Somebody) -> Proposal:
        evidence = tuple(sorted(each.found, key=_weight))
        contact, usual = self._whose.contact(each.name), self._trail.usual(each.name) or Credit(each.name)
        # People mostly stay where they are. Where an agency was last time says nothing of this story.
        has_place = each.kind is PersonKind.PERSON or (contact is not None and bool(contact.place))
        role = Role.BY if self._is_author(each, evidence) else self._in_house(_role(usual.role, evidence), contact)
        place, id_ = usual.place if has_place else "", contact.id if contact else ""
        return Proposal(each.name, each.kind, role, place, evidence, id_, usual.title)

    def _in_house(self, role: Role, contact: Contact | None) -> Role:
        """A role as the house speaks of it: a wire says "Editing by" of its editors, and not that they contributed."""
        is_editor = contact is not None and contact.role is StaffRole.EDITOR
        return Role.EDITING if role is Role.CONTRIBUTOR and is_editor and self._house.wording is Wording.WIRE else role

    def _is_author(self, each: _Somebody, evidence: Iterable[Evidence]) -> bool:
        """Whether somebody wrote most of a story that has no byline, here or elsewhere."""
        most = any(one.how in (How.WROTE, How.PASTED) and one.share >= _MOST_OF_IT for one in evidence)
        is_person = each.kind is PersonKind.PERSON
        return most and is_person and not byline_in_print(self._trail.story, self._house).text


# Most texts are as they were when the story was looked at last.
@lru_cache(maxsize=1024)
def _attributions(text: str, names: tuple[str, ...]) -> tuple[Attribution, ...]:
    # Its patterns take their time, for which no start is to wait.
    from desk.checks.attribution import attributions  # noqa: PLC0415

    return tuple(attributions(text, names))


def _role(usual: Role, evidence: Iterable[Evidence]) -> Role:
    """The role in which somebody may be credited who mostly is in this one."""
    found = {one.how for one in evidence}
    if found == {How.PICTURE}:
        return usual if usual in _AS_PICTURED else Role.PHOTOGRAPHY
    is_other = usual is Role.BY or (usual in _AS_PICTURED and How.PICTURE not in found)
    return Role.CONTRIBUTOR if is_other else usual


def _order(proposal: Proposal) -> tuple[bool, list[tuple[int, float, int]]]:
    return proposal.is_slight, [_weight(each) for each in proposal.evidence]


def _weight(evidence: Evidence) -> tuple[int, float, int]:
    number = -1 if evidence.block is None else evidence.block
    return [*How].index(evidence.how), -evidence.share, number


def _short(text: str) -> str:
    """The beginning of a text on one line."""
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] + " …"


def _place(anchor: Anchor, story: Story) -> tuple[int | None, int, int]:
    """Where an anchor is: the block, and the code points of its text."""
    number = anchor.place.block
    if number is None or anchor.lost or number >= len(story.body.blocks):
        return None, 0, 0
    begin = offset_in_block(story.body.blocks[number], anchor.place.part)
    if anchor.on is not On.WORDS or begin is None:
        return number, 0, 0
    return number, begin + anchor.start, begin + anchor.stop

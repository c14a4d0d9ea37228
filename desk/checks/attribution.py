"""From whom a text says it has something: "told Reuters", "Rolling Stone reported", "in an interview with CBS".

A name alone is nothing: many are named like other things (ABC, Wired, Hearst), and news is made about them, too. So it
is the words around a name that tell. Agencies of the house and of the directory are found by these words; of names
that nobody listed only those that show what they are, or of which the text says so ("the daily Kathimerini").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk.checks.mentions import Mention, listed_mentions, mentions
from desk.checks.outlets import may_be_letters
from desk.checks.phrases import (
    APPOSED,
    AS,
    BEFORE,
    BEHIND,
    BY_STAFF,
    BY_WORK,
    DENIED,
    GOES_ON,
    IS_KIND,
    ITS,
    KIND_BEFORE,
    NOTED,
    OWN,
    OWN_WORK,
    PARTS,
    RULED,
    SAID,
    SMALL,
    SMALL_LETTERS,
    SURE_KIND,
    How,
)
from desk.story import lexicon
from desk.story.sentences import sentence_around

_REACH = 120  # characters before a name that are looked at for what is said of it
_NEAR = 40  # and for the word that rules it
_AND = re.compile(r"\s+(?:and|or)\s+(?:(?:to|by|with)\s+)?")
_OPENING = '“"‘«„'
_CLOSING = re.compile(r"[”\"»]|’(?!\w)")
_CLOSED, _SINGLE, _SINGLE_CLOSED = re.compile("[”»]"), re.compile(r"(?<!\w)‘(?=[^\W\d_])"), re.compile(r"’(?!\w)")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMA = re.compile(r",\s+")
_ITSELF = re.compile(r"\b(?:it|its|itself)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """An agency or outlet as the text names it, the words by which something is attributed to it, and their sentence:
    from where to where in the text, in code points. `listed` are those that the house or the directory knows."""

    name: str
    start: int
    stop: int
    sentence_start: int
    sentence_stop: int
    how: How
    listed: bool


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    stop: int
    how: How


def attributions(text: str, names: tuple[str, ...], *, only_listed: bool = False) -> Iterator[Attribution]:
    """Where the text attributes something to an agency or outlet, in its order.

    `names` are those that are known, under all their names. `only_listed` leaves out all others, which is quick: nearly
    all texts name none.
    """
    named = listed_mentions(text, names) if only_listed else mentions(text, names)
    if not named:
        return
    found = [_before(text, mention) or _behind(text, mention) for mention in named]
    _spread(text, named, found)
    for mention, one in zip(named, found, strict=True):
        if one is not None and not _is_in_title(text, one) and not _is_quoted(text, one):
            around = sentence_around(text, one.start, one.stop)
            yield Attribution(mention.name, one.start, one.stop, *around, one.how, mention.listed)


def _is_in_title(text: str, found: _Found) -> bool:
    """Whether the words stand in the title of a book, a film or a song: in quotation marks, and all written large."""
    opening = max(text.rfind(mark, 0, found.start) for mark in _OPENING)
    if opening < 0 or _CLOSING.search(text, opening + 1, found.start):
        return False
    closing = _CLOSING.search(text, found.stop)
    words = _LONG_WORD.findall(text, opening, closing.start()) if closing else []
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _is_quoted(text: str, found: _Found) -> bool:
    """Whether it is somebody quoted who says so, in a speech or a tweet: what a story has from an agency it says in
    its own words."""
    if "„" in text:  # marks that open elsewhere close there
        return False
    opening = max(text.rfind("“", 0, found.start), text.rfind("«", 0, found.start))
    if opening >= 0 and not _CLOSED.search(text, opening, found.stop):
        return True
    single = [match.start() for match in _SINGLE.finditer(text) if match.start() < found.start]
    closing = _SINGLE_CLOSED.search(text, single[-1] + 1) if single else None  # "‘Iolani" never closes
    if closing is not None and closing.start() >= found.stop:
        return True
    straight = text.count('"', 0, found.start)
    return straight % 2 == 1 and text.count('"') % 2 == 0 and '"' not in text[found.start : found.stop]


# ----------------------------------------------------------------------------- the words before a name


def _before(text: str, mention: Mention) -> _Found | None:
    """What is said before the name, as far as the name does not go on as something else."""
    begin = max(0, mention.start - _REACH)
    match = BEFORE.search(text[begin : mention.start].translate(SMALL_LETTERS))
    if match is None or DENIED.search(text, begin, begin + match.start()):
        return None
    how = How.INTERVIEW if match["interview"] else How.ACCORDING if match["according"] else How.TOLD
    how = How.ON_AIR if match["on"] else how
    is_kind = IS_KIND.match(text, mention.stop)
    kinds = [kind for kind in (match["kind"], is_kind and is_kind.group().strip()) if kind]
    if not (mention.shown or any(map(SURE_KIND.fullmatch, kinds)) or _is_station(text, mention, how)):
        return None
    stop = is_kind.end() if is_kind else mention.stop
    if not _ends(text, stop, how, is_staff=bool(match["some"])):
        return None
    return _Found(begin + match.start(), mention.stop, how)


def _is_station(text: str, mention: Mention, how: How) -> bool:
    """Whether a few capitals are told to be a station by what is done there."""
    bare = text[mention.start : mention.stop] == mention.name
    asked = how is How.INTERVIEW or text.startswith((" in an interview", " during an interview"), mention.stop)
    return bare and asked and may_be_letters(mention.words)


def _ends(text: str, stop: int, how: How, *, is_staff: bool) -> bool:
    """Whether the name stands for those who make news, by what follows it: not "told CNN employees"."""
    if BY_STAFF.match(text, stop):
        return True
    if BY_WORK.match(text, stop):
        return how is How.ACCORDING
    if is_staff:
        return False
    if text[stop : stop + 1] in {"'", "’"}:
        its = ITS.match(text, stop)
        return its is not None and its["large"] not in lexicon.OFFICES
    return _goes_on(text, stop, how)


def _goes_on(text: str, stop: int, how: How) -> bool:
    """Whether a name ends there by the next word. Where that is large, the names were told apart before."""
    following = GOES_ON.match(text, stop)
    if following is None:
        return text[stop : stop + 1] not in {"-", "/", "&"}
    word = following["next"]
    if word in SMALL or word[0].isupper():
        return True
    # "told Reuters talks had failed", but neither "told Hearst jokes" nor "told CNN employees".
    return how in (How.TOLD, How.INTERVIEW) and word not in PARTS and bool(GOES_ON.match(text, following.end()))


# ----------------------------------------------------------------------------- the words behind a name


def _behind(text: str, mention: Mention) -> _Found | None:
    """What is said behind the name, where it does what is said."""
    begin = max(0, mention.start - _NEAR)
    kind = KIND_BEFORE.search(text, begin, mention.start)
    is_kind, apposed = IS_KIND.match(text, mention.stop), APPOSED.match(text, mention.stop)
    kinds = [each.group().strip() for each in (kind, is_kind) if each] + ([apposed["kind"]] if apposed else [])
    if not mention.shown and not any(map(SURE_KIND.fullmatch, kinds)):
        return None
    if OWN.search(text, begin, mention.start) and (own := OWN_WORK.match(text, mention.stop)):
        return _Found(mention.start, own.end(), How.WORK)
    if RULED.search(text, begin, mention.start):
        return None
    for how, pattern in BEHIND:
        if match := pattern.match(text, apposed.end() if apposed else mention.stop):
            return _Found(mention.start, match.end(), how)
    if AS.search(text, begin, mention.start) and (noted := NOTED.match(text, mention.stop)):
        return _Found(mention.start, noted.end(), How.REPORTED)
    said = SAID.match(text, mention.stop)
    return _Found(mention.start, said.end(), How.REPORTED) if said and _is_said_of_others(text, mention) else None


def _is_said_of_others(text: str, mention: Mention) -> bool:
    """Whether what an outlet said, behind a comma, is not said of itself."""
    before = text[: mention.start].rstrip()
    begin, _ = sentence_around(text, mention.start, mention.stop)
    return before.endswith((",", ",”", ',"')) and not _ITSELF.search(text, begin, mention.start)


# ----------------------------------------------------------------------------- several at once


def _spread(text: str, named: Sequence[Mention], found: list[_Found | None]) -> None:
    """What is said of one is said of those that are joined with it: "told Reuters, AFP and the BBC"."""
    joined = [number for number, is_joined in enumerate(_joined(text, named)) if is_joined]
    for number in joined:
        left, name = found[number], named[number + 1]
        goes_on = left is not None and left.how is not How.REPORTED and name.shown and found[number + 1] is None
        if left is not None and goes_on and _ends(text, name.stop, left.how, is_staff=False):
            found[number + 1] = _Found(left.start, name.stop, left.how)
    for number in reversed(joined):
        right, name = found[number + 1], named[number]
        goes_on = right is not None and right.how is How.REPORTED and name.shown and found[number] is None
        if right is not None and goes_on and not RULED.search(text, 0, name.start):
            found[number] = _Found(name.start, right.stop, How.REPORTED)


def _joined(text: str, named: Sequence[Mention]) -> list[bool]:
    """Whether each name is joined with the next: by "and", or by a comma where an "and" comes."""
    gaps = [text[left.stop : right.start] for left, right in pairwise(named)]
    joined = [bool(_AND.fullmatch(gap.removeprefix(","))) for gap in gaps]
    for number in reversed(range(len(gaps) - 1)):
        joined[number] = joined[number] or (joined[number + 1] and bool(_COMMA.fullmatch(gaps[number])))
    return joined

"""Smart quotes, apostrophes, dashes and ellipses: in a text that is there, and as somebody types.

What a straight mark becomes is told by what stands on both sides of it. Behind a digit a mark is left straight where
no quotation is open: it is a prime (feet, inches, minutes), and both AP and the Guardian print those straight if at
all. Years are the exception ("1990's"). Nothing in here ever takes a letter or a digit away or puts one in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from desk.story.changes import Change, Passage, Rewrite, ends_in_address
from desk.story.typography import NARROW, Pair, Typography

# A run of five dots or of four hyphens is a leader or a line that somebody drew.
_MARKS = re.compile(r"[\"']|(?<!\.)\.{3}(?=\.?(?!\.))|(?<![-<])(?<!<!)-{2,3}(?![->])|(?<=\S )-(?= \S)")
_QUOTES = re.compile("[\"']")
_YEAR = re.compile(r"(?:\b(?:1\d|20)\d\d|[’']\d\d)$")
_DECADE = re.compile(r"\d\ds\b|\d\d\b(?!.*[^\w\s]?['’](?!\w))", re.DOTALL)
_OPENING = frozenset("([{¿¡<")
_DASHES = frozenset("-–—/=")
_NO_BREAK = frozenset("\u00a0\u202f")
_NEAR = 600  # how far back an opening mark is looked for

_STRAIGHT = {**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›′", "'")}
_CURLED = re.compile("«[\u00a0\u202f]?|[\u00a0\u202f]?»|[“”„‟″‘’‚‛‹›′]")


def smart(rules: Typography) -> Rewrite:
    """Makes all marks of a passage smart."""
    return partial(_smart, rules, _MARKS)


def smart_quotes(rules: Typography) -> Rewrite:
    """Makes only the quotation marks and apostrophes smart."""
    return partial(_smart, rules, _QUOTES)


def straight(passage: Passage) -> list[Change]:
    """Makes quotation marks, apostrophes and primes straight; dashes and ellipses stay."""
    return [
        Change(match.start(), match.end(), _STRAIGHT[match[0].strip("\u00a0\u202f")])
        for match in _CURLED.finditer(passage.text)
    ]


def _smart(rules: Typography, marks: re.Pattern[str], passage: Passage) -> list[Change]:
    out: list[Change] = []
    behind, text = "", passage.text
    at = 0
    kept = [match for match in marks.finditer(text) if passage.allows(Change(match.start(), match.end(), ""))]
    for match in kept:
        behind = (behind + text[at : match.start()])[-_NEAR:]
        change = _change(rules, behind, match, text)
        if change.start < match.start():
            behind = behind[: change.start - match.start()]
        behind, at = behind + change.text, change.stop
        out.append(change)
    return out


def _change(rules: Typography, behind: str, match: re.Match[str], text: str) -> Change:
    mark, start, stop = match[0], match.start(), match.end()
    ahead = text[stop : stop + _NEAR]
    if mark[0] == ".":
        return Change(start, stop, "…")
    if mark[0] == "-":
        return Change(start, stop, _dash(rules, behind, mark, ahead))
    made = _quote(rules, behind, mark, ahead, typing=False)
    if rules.inner and made == rules.double[0] + rules.inner and ahead[:1].isspace() and ahead[:1] != "\n":
        stop += 1
    elif rules.inner and made == rules.inner + rules.double[1] and behind[-1:].isspace() and behind[-1:] != "\n":
        start -= 1
    return Change(start, stop, made)


def _dash(rules: Typography, behind: str, mark: str, ahead: str) -> str:
    before, after = behind[-1:], ahead[:1]
    if mark == "-" and before == " ":
        numbers = behind[-2:-1].isdigit() and ahead[1:2].isdigit()
        return rules.hyphen if rules.hyphen and not numbers else mark
    if not behind.strip("-\n ") and not ahead.strip("-\n "):
        return mark  # a line of its own is a break
    if len(mark) == 3:
        return "—"
    if before.isdigit() and after.isdigit():
        return "–"
    return rules.spaced if not before or before.isspace() else rules.tight


def _quote(rules: Typography, behind: str, mark: str, ahead: str, *, typing: bool) -> str:
    return (_double if mark == '"' else _apostrophe)(rules, behind, ahead, typing)


def _double(rules: Typography, behind: str, ahead: str, typing: bool) -> str:
    before = behind[-1:]
    is_open = _is_open(behind, rules.double)
    inside = behind[behind.rfind(rules.double[0]) + 1 :] if is_open else ""
    nested = rules.nested if is_open else None
    nested_open = nested is not None and nested != rules.double and _is_open(inside, nested)
    if not is_open and before.isdigit():
        return '"'
    if not is_open and rules.gershayim and "א" <= before <= "ת":
        return rules.gershayim
    if _opens(rules, behind, ahead, is_open=is_open, typing=typing):
        return nested[0] if nested else rules.double[0] + rules.inner
    if nested is not None and nested_open:
        return nested[1]
    return rules.inner + rules.double[1]


def _apostrophe(rules: Typography, behind: str, ahead: str, typing: bool) -> str:
    before, after = behind[-1:], ahead[:1]
    is_open = _is_open_single(behind, rules.single)
    closing = rules.single[1] if is_open else rules.apostrophe
    if before.isdigit():
        if after.isdigit():
            return "'"
        return closing if after.isalpha() or is_open or _YEAR.search(behind) else "'"
    if before.isalpha() or before in {"’", "…"}:
        if rules.geresh and not is_open and "א" <= before <= "ת":
            return rules.geresh
        return rules.apostrophe if after.isalnum() else closing
    if not typing and (_DECADE.match(ahead) or (rules.elisions and re.match(rules.elisions, ahead, re.IGNORECASE))):
        return rules.apostrophe
    return rules.single[0] if _opens(rules, behind, ahead, is_open=is_open, typing=typing) else closing


def _opens(rules: Typography, behind: str, ahead: str, *, is_open: bool, typing: bool) -> bool:
    """Whether a mark between these opens a quotation."""
    before, after = behind[-1:], ahead[:1]
    if not before or before in _OPENING or before in rules.openers:
        return True
    # The space inside a French quotation that was opened just now.
    if rules.inner and behind.endswith(rules.double[0] + rules.inner):
        return True
    if before.isspace():
        ends = not after or after.isspace() or after in ".,;:!?)]}"
        return not (ends and is_open and (not typing or before in _NO_BREAK))
    if before in _DASHES:
        return after.isalnum() or not is_open
    return False


def _is_open(text: str, pair: Pair) -> bool:
    """Whether a quotation that these marks open is not closed in the text, as far as the last line of it."""
    line = text[text.rfind("\n") + 1 :]
    if pair[0] == pair[1]:
        return line.count(pair[0]) % 2 == 1
    return line.count(pair[0]) > line.count(pair[1])


def _is_open_single(text: str, pair: Pair) -> bool:
    line = text[text.rfind("\n") + 1 :]
    at = line.rfind(pair[0])
    if at < 0:
        return False
    if pair[0] == pair[1]:  # an apostrophe is the same mark: it stands between letters
        return len(re.findall(rf"(?<!\w){pair[0]}(?=\w)", line)) > len(
            re.findall(rf"(?<=[^\s\W]){pair[0]}(?!\w)", line)
        )
    return not re.search(rf"{pair[1]}(?!\w)", line[at + 1 :])


# As somebody types


@dataclass(frozen=True, slots=True)
class Typed:
    """`text` in place of the last `taken` characters before the caret, of which the typed one is the last."""

    taken: int
    text: str


# The characters after which there may be something to do.
TYPED = frozenset("\"'-. )")
_MAY_STAND_FOR_LETTERS = re.compile(r"(?:^|[\s(“„«—–])[‘‚‹’]\w+[,;:!?]*$")


def may_change(behind: str) -> bool:
    """Whether `smart_typed` may have something to do for the last character of this text, in some language. Of most
    spaces and points it is told at once that it has not."""
    character, before = behind[-1:], behind[-40:-1]
    if character in "\"'-":
        return True
    return before.endswith(("-", "..", NARROW)) or bool(_MAY_STAND_FOR_LETTERS.search(before))


def smart_typed(rules: Typography, behind: str, character: str, ahead: str = "") -> Typed | None:
    """What becomes of a character that was typed between these, of one line; None if it stays what it is."""
    if character not in TYPED or (ends_in_address(behind) and not _may_follow_address(rules, behind, character)):
        return None
    makers: dict[str, Callable[[Typography, str, str], Typed | None]]
    makers = {'"': _typed_double, "'": _typed_single, "-": _typed_hyphen, ".": _typed_dot, " ": _typed_space}
    maker = makers.get(character)
    made = maker(rules, behind, ahead) if maker else None
    shortened = _elision(rules, behind) if character != "-" else None
    if shortened is None:
        return made
    return Typed(shortened.taken + 1, shortened.text + (made.text if made and made.taken == 1 else character))


def _may_follow_address(rules: Typography, behind: str, character: str) -> bool:
    """Whether this ends an address: a space, or the mark that closes the quotation in which it stands."""
    closes = character == '"' and _is_open(behind, rules.double) and behind[-1:] not in "=?&"
    return character.isspace() or closes


def _typed_double(rules: Typography, behind: str, ahead: str) -> Typed | None:
    made = _quote(rules, behind, '"', ahead, typing=True)
    return None if made == '"' else Typed(1, made)


def _typed_single(rules: Typography, behind: str, ahead: str) -> Typed | None:
    if rules.elisions and re.search(rf"(?<!\w){rules.single[0]}n$", behind):
        return Typed(3, "’n’")  # rock 'n' roll
    made = _quote(rules, behind, "'", ahead, typing=True)
    return None if made == "'" else Typed(1, made)


def _typed_hyphen(rules: Typography, behind: str, ahead: str) -> Typed | None:
    if behind[-1:] in {"–", "—"} and behind[-2:-1] not in {"–", "—", ""}:
        return Typed(2, "—")
    # At the beginning of a line it may become a rule.
    if not behind.endswith("-") or behind.endswith(("--", "<-")) or not behind.rsplit("\n", 1)[-1].strip("- "):
        return None
    before = behind[:-1]
    if before[-1:].isdigit():
        return Typed(2, "–")
    return Typed(2, _dash(rules, before, "--", ahead))


def _typed_dot(_rules: Typography, behind: str, _ahead: str) -> Typed | None:
    return Typed(3, "…") if behind.endswith("..") and not behind.endswith("...") else None


def _typed_space(rules: Typography, behind: str, _ahead: str) -> Typed | None:
    if rules.inner and behind.endswith(rules.double[0] + rules.inner):
        return Typed(1, "")  # the space is there
    if behind.rsplit("\n", 1)[-1] == "--":
        return Typed(3, f"{rules.spaced} ")
    if rules.hyphen and re.search(r"[^\W\d_][^\s\w]* -$|[^\w\s-] -$", behind):
        return Typed(2, f"{rules.hyphen} ")
    return None


def _elision(rules: Typography, behind: str) -> Typed | None:
    """An opening mark that turns out to stand for letters: ‘90s, ‘tis."""
    found = re.search(rf"(\w )?(?:^|(?<=[\s(“„«—–])){rules.single[0]}(\w+)([,;:!?]*)$", behind)
    if found is None or rules.single[0] == rules.apostrophe:
        return None
    front, word = found[1] or "", found[2]
    # Two digits by themselves may as well be a number in a quotation, unless words lead to them: the class of ’68.
    short = re.fullmatch(r"\d\ds" if not front else r"\d\ds?", word)
    if not short and not (rules.elisions and re.fullmatch(rules.elisions, word, re.IGNORECASE)):
        return None
    rest = found[0][len(front) + 1 :]
    return Typed(len(rest) + 1, f"{rules.apostrophe}{rest}")

"""What somebody types into the search field, and how it is understood. Pure: no database, no clock of its own.

Words must all occur, each may be the beginning of one; words in quotation marks stand one after another. `-` before
something leaves out what has it, OR between two things lets either do. `by:`, `credit:`, `section:` and `tag:` look
in one place, `state:` asks where an article is on its way ("state:ready,published": either), `since:` and `before:`
ask when it was changed last.

Whatever is typed is a query: what looks like an operator and is none is searched as the words that it is made of.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from desk.library.days import day_of, said_day
from desk.library.values import State
from desk.story.body import clean_line

MOST_TERMS = 32  # FTS5's parser has a limit, and nobody types more
_TERM = re.compile(r'(?P<minus>-?)(?:(?P<operator>[^\W\d_]+):)?(?:"(?P<phrase>[^"]*)(?P<close>"?)|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans("“”„«»", '"""""')


class Place(StrEnum):
    """Where words are looked for; the value is the operator that asks for it."""

    ANYWHERE = ""
    BY = "by"
    CREDIT = "credit"
    SECTION = "section"
    TAG = "tag"


# The columns of the search index that a place stands for.
_COLUMNS = {Place.BY: "byline", Place.CREDIT: "byline credits", Place.SECTION: "section", Place.TAG: "tags"}
_SAID = {
    Place.ANYWHERE: "",
    Place.BY: "by",
    Place.CREDIT: "crediting",
    Place.SECTION: "in the section",
    Place.TAG: "tagged",
}
_OPERATORS = ("by:", "credit:", "section:", "tag:", "state:", "since:", "before:")
_TYPED = {state: state.value.replace("-", "") for state in State}
_STATES = {state: state.value.replace("-", " ") for state in State}


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or several one after another, somewhere. With `open_end` the last one may go on."""

    text: str
    place: Place = Place.ANYWHERE
    open_end: bool = True

    @property
    def match(self) -> str:
        """As FTS5 asks for it: https://www.sqlite.org/fts5.html#full_text_query_syntax"""
        columns = _COLUMNS.get(self.place)
        plain = f'"{self.text}"{"*" if self.open_end else ""}'
        return f"{{{columns}}} : {plain}" if columns else plain


@dataclass(frozen=True, slots=True)
class InState:
    """Being in one of these states."""

    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """Having been changed last at this moment or later, or with `before` earlier."""

    at: datetime
    before: bool = False


Wish: TypeAlias = Words | InState | Changed


@dataclass(frozen=True, slots=True)
class Term:
    """A wish, or with `without` its opposite."""

    wish: Wish
    without: bool = False


Clause: TypeAlias = tuple[Term, ...]  # one of these must hold


@dataclass(frozen=True, slots=True)
class Query:
    """What must hold: every clause. `broken` are the operators that were none."""

    clauses: tuple[Clause, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def match(self) -> str:
        """What of it the search index can be asked in one go, as FTS5 has it; "" where it is nothing."""
        wanted = [_either(clause) for clause in self.clauses if _is_text(clause)]
        unwanted = [clause[0].wish.match for clause in self.clauses if _is_unwanted_text(clause)]  # type: ignore[union-attr]
        return " NOT ".join([" AND ".join(wanted), *unwanted]) if wanted else ""

    @property
    def conditions(self) -> tuple[Clause, ...]:
        """The clauses that `match` does not answer."""
        asked = any(map(_is_text, self.clauses))
        return tuple(
            clause for clause in self.clauses if not (_is_text(clause) or (asked and _is_unwanted_text(clause)))
        )

    @property
    def sought(self) -> tuple[Words, ...]:
        """The words to be marked where they are found."""
        terms = (term for clause in self.clauses for term in clause if not term.without)
        return tuple(term.wish for term in terms if isinstance(term.wish, Words))


def _is_text(clause: Clause) -> bool:
    return all(isinstance(term.wish, Words) and not term.without for term in clause)


def _is_unwanted_text(clause: Clause) -> bool:
    return len(clause) == 1 and isinstance(clause[0].wish, Words) and clause[0].without


def _either(clause: Clause) -> str:
    asked = [term.wish.match for term in clause if isinstance(term.wish, Words)]
    return asked[0] if len(asked) == 1 else f"({' OR '.join(asked)})"


def understand(typed: str, now: datetime, me: str = "") -> Query:
    """What somebody asks for who types this. `now` is an aware time where they are; `me` is who "by:me" is."""
    line = clean_line(typed).translate(_QUOTES)
    clauses: list[Clause] = []
    broken: list[str] = []
    either = False
    found = list(_TERM.finditer(line))
    for place, one in enumerate(found):
        if one[0] == "OR" and clauses and not either and any(map(_holds_a_sign, found[place + 1 :])):
            either = True
            continue
        wish, sound = _wish_of(one, now, me)
        if wish is None:
            continue
        if not sound:
            broken.append(one[0].removeprefix("-"))
        term = Term(wish, bool(one["minus"]))
        if either:
            clauses[-1] = (*clauses[-1], term)
        elif sum(map(len, clauses)) < MOST_TERMS:
            clauses.append((term,))
        either = False
    return Query(tuple(clauses), tuple(broken))


def _holds_a_sign(found: re.Match[str]) -> bool:
    """Whether there is something in it to search for."""
    return searchable(found["phrase"] or found["word"] or "")


def searchable(text: str) -> bool:
    """Whether the search index could hold something of this text."""
    kinds = map(unicodedata.category, text)
    return any(kind[0] in "LN" or kind == "Co" for kind in kinds)


def _wish_of(found: re.Match[str], now: datetime, me: str) -> tuple[Wish | None, bool]:
    """What a term asks for, None where that is nothing; and whether its operator is one."""
    operator, value = (found["operator"] or "").lower(), found["phrase"] or found["word"] or ""
    open_end = found["phrase"] is None or not found["close"]
    match operator:
        case "by" | "credit" | "section" | "tag" if searchable(value):
            own = operator in {"by", "credit"} and value.lower() == "me" and searchable(me)
            text = clean_line(me).translate(_QUOTES).replace('"', " ") if own else value
            return Words(text, Place(operator), open_end and not own), True
        case "state" if states := _states_of(value):
            return InState(states), True
        case "since" | "before" if (at := day_of(value, now)) is not None:
            return Changed(at, operator == "before"), True
    whole = f"{found['operator']}:{value}" if operator else value
    if not searchable(whole):
        return None, True
    looks_like_one = not (found["phrase"] and not operator) and whole.lower().startswith(_OPERATORS)
    return Words(whole, open_end=open_end), not looks_like_one


def _states_of(value: str) -> tuple[State, ...]:
    """The states of these names, with commas between them; none where one of them is no state."""
    found = [_state_of(name) for name in value.strip(",").split(",")]
    return tuple(dict.fromkeys(state for state in found if state is not None)) if None not in found else ()


def _state_of(value: str) -> State | None:
    """The state of this name, or the only one that begins so."""
    typed = re.sub(r"[^a-z]", "", value.lower())
    exact = [state for state, name in _TYPED.items() if name == typed]
    begun = [state for state, name in _TYPED.items() if typed and name.startswith(typed)]
    return exact[0] if exact else begun[0] if len(begun) == 1 else None


def said(query: Query, now: datetime) -> str:
    """How a query is understood, in words: all that is more than words to be found. "" where there is no such."""
    parts = [" or ".join(_said_term(term, now) for term in clause) for clause in query.clauses if not _is_plain(clause)]
    parts += [f"“{one}” is searched as words" for one in query.broken]
    sentence = " · ".join(parts)
    return sentence[:1].upper() + sentence[1:]


def _is_plain(clause: Clause) -> bool:
    wish = clause[0].wish
    return len(clause) == 1 and not clause[0].without and isinstance(wish, Words) and wish.place is Place.ANYWHERE


def _said_term(term: Term, now: datetime) -> str:
    match term.wish:
        case Words(text=text, place=place):
            words = " ".join(filter(None, (_SAID[place], f"“{text}”")))
            if term.without and place is Place.ANYWHERE:
                return f"without {words}"
        case InState(states=states):
            words = " or ".join(_STATES[state] for state in states)
        case Changed(at=at, before=before):
            words = f"changed {'before' if before else 'since'} {said_day(at, now)}"
    return f"not {words}" if term.without else words

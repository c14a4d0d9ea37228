"""Telling names, titles and places apart in a line of credits.

A line of print says nothing about its parts, so they are told by the house's own list of
organisations first and by the look of the words after that: capitals and small words such as "van
der" make a name, a word for a job ends a title, a region follows a comma inside a place. What
cannot be told is not guessed: every function here would rather say no.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from desk.story import lexicon
from desk.story.house import House
from desk.story.people import Person, PersonKind

# Signs that stand inside the words of names: O’Neill, Mary-Jane, J.R., AT&T, Yahoo!, and the joiners of Persian.
_SIGNS = frozenset("'’‘ʼ-‐‑.·・&!+/\u200c\u200d")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+")
_CALL_SIGN = re.compile(r"[KW][A-Z]{3}")
_DOMAIN = re.compile(r".+\.(?:com|net|org|info|news|co\.uk|[a-z]{2})")
# The comma before "Jr." belongs to the name.
_SUFFIXED = re.compile(rf",\s+(?=(?:{'|'.join(map(re.escape, lexicon.SUFFIXES))})$)")
_SINGULARS = {job + "s": job for job in lexicon.JOBS} | {
    plural: singular for singular, plural in lexicon.IRREGULAR_PLURALS.items()
}
_MOST_WORDS = 8
_MOST_TITLE_WORDS = 12
_COMMON_INITIALS = 2


@dataclass(frozen=True, slots=True)
class Names:
    """The names that are known before a line is read: `organisations` and `people`, as they are printed."""

    organisations: frozenset[str]
    people: frozenset[str]
    joined: re.Pattern[str]  # names and places that hold an "and" or a comma of their own

    @classmethod
    def of(cls, house: House, known: Iterable[Person] = ()) -> Names:
        """What this house knows, and these people and organisations besides."""
        organisations: set[str] = set()
        people: set[str] = set()
        for person in known:
            (people if person.kind is PersonKind.PERSON else organisations).add(person.name)
        return _names(house.agencies, tuple(house.aliases), frozenset(organisations), frozenset(people))

    def know(self, name: str) -> bool:
        """Whether this is a known name, with or without an article."""
        return name in self.people or self.know_organisation(name)

    def know_organisation(self, name: str) -> bool:
        """Whether this is the name of a known organisation, with or without an article."""
        return name in self.organisations or without_article(name) in self.organisations

    def kind(self, name: str) -> PersonKind:
        """What kind of name this is: known, or told by its words."""
        if name in self.people:
            return PersonKind.PERSON
        if self.know_organisation(name) or _reads_as_organisation(name.split(" ")):
            return PersonKind.ORGANISATION
        return PersonKind.PERSON

    def is_name(self, name: str) -> bool:
        """Whether this can be the name of somebody or some organisation."""
        return self.know(name) or _reads_as_name(_SUFFIXED.sub(" ", name).split(" "))

    def is_plain(self, name: str) -> bool:
        """Whether a sentence that begins with this name, and says "contributed" and nothing more, can be a credit.

        "Jane Doe contributed." can; "Rain contributed.", "Hurricane Ida contributed." and "Saudi
        Arabia contributed." are news.
        """
        if self.know(name):
            return True
        words = name.split(" ")
        if len(words) == 1:
            return bool(_CALL_SIGN.fullmatch(name)) or not _has_case(name)
        if name in lexicon.REGIONS or name in lexicon.TOWNS or words[-1] in lexicon.INSTITUTIONS:
            return False
        if words[0] in lexicon.SOFT_NAMES | lexicon.OFFICES:
            return _reads_as_organisation(words) and not lexicon.NEWS_WORDS.isdisjoint(words)
        return lexicon.COMPANY_WORDS.isdisjoint(words) or not lexicon.NEWS_WORDS.isdisjoint(words)


@lru_cache(maxsize=64)
def _names(
    agencies: tuple[str, ...], aliases: tuple[str, ...], organisations: frozenset[str], people: frozenset[str]
) -> Names:
    known = frozenset(map(without_article, (*agencies, *aliases, *organisations))) | organisations
    joined = {phrase for phrase in known | people | lexicon.REGIONS if re.search(r" and |,|;| & ", phrase)}
    pattern = "|".join(re.escape(phrase) for phrase in sorted(joined, key=len, reverse=True))
    return Names(known, people, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)" if pattern else r"(?!)"))


def without_article(name: str) -> str:
    """The name without "The" before it: the Guardian and Guardian are one name."""
    return name[4:] if name.startswith(("The ", "the ")) else name


def fold_apostrophes(text: str) -> str:
    """The text with straight apostrophes: O’Neill and O'Neill are one name."""
    return text.translate(_APOSTROPHES)


def _starts_large(letter: str) -> bool:
    """Whether a letter is a capital, or of a script that has none."""
    return letter.isalpha() and letter.title() == letter


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()


def is_word(word: str) -> bool:
    """Whether this is letters, digits and the signs that stand inside names, and nothing else."""
    sound = [unicodedata.category(char)[0] in "LMN" for char in word]
    return any(sound) and all(good or char in _SIGNS for good, char in zip(sound, word, strict=True))


def _name_word(word: str) -> bool:
    bare = word[1:-1] if len(word) > 2 and word[0] + word[-1] in {"“”", '""', "‘’"} else word
    if not is_word(bare) or (word.endswith(".") and not keeps_stop(word) and word not in lexicon.SHORTENED):
        return False
    return any(map(_starts_large, bare)) or bare.isdigit() or fold_apostrophes(bare) in lexicon.PARTICLES


def _reads_as_name(words: list[str]) -> bool:
    if not all(words) or len(words) > _MOST_WORDS or words[0] in lexicon.NOT_NAMES:
        return False
    if len(words) == 1 and words[0] in lexicon.SOFT_NAMES:
        return False
    if _reads_as_staff(words):
        return True
    if words[0] == "the" and not _reads_as_organisation(words[1:]):
        return False
    # A name does not begin with a nickname in quotation marks; a quoted sentence does.
    return (
        words[0][0] not in '“"‘'
        and all(map(_name_word, words))
        and any(map(_starts_large, "".join(words)))
        and words[-1] not in lexicon.PARTICLES
    )


def _reads_as_staff(words: list[str]) -> bool:
    """Whether this is "Gazette staff", "news services", "wire reports"."""
    *first, last = words
    if not first:
        return last.lower() in {"staff", "agencies", "wires"}
    if last.lower() in lexicon.SUPPLIES:
        return all(word.lower() in lexicon.SUPPLIERS for word in first)
    return last in lexicon.STAFF and _reads_as_name(first) and (len(first) > 1 or _reads_as_organisation(first))


def _reads_as_organisation(words: list[str]) -> bool:
    if not words or not all(words):
        return False
    if len(words) == 1:
        word = words[0]
        letters = [char for char in word if char.isalpha()]
        return (
            not lexicon.NEWS_WORDS.isdisjoint(word.split("-"))
            or (len(letters) > 1 and all(map(str.isupper, letters)) and "." not in word)
            or (word[0].islower() and word[1:2].isupper())
            or bool(_DOMAIN.fullmatch(word))
            or _reads_as_staff(words)
        )
    parts = {part for word in words for part in (word, *word.split("-"))}
    parts |= {part.title() for part in parts if part.isupper() and len(part) > 2}
    if words[0] in {"The", "the"} or parts & (lexicon.NEWS_WORDS | lexicon.COMPANY_WORDS):
        return True
    if {"of", "for"} & set(words[1:-1]):
        return True
    # NBC Boston and KQED Arts, but not MJ Lee, and not JANE DOE or JFK II.
    opening = words[0]
    acronym = len(opening) > _COMMON_INITIALS and opening.isalpha() and opening.isupper()
    return (acronym and not all(map(str.isupper, words))) or _reads_as_staff(words)


def is_place(place: str) -> bool:
    """Whether this can be where somebody worked: "Lisbon", "Portland, Maine", "northern Syria", "the West Bank"."""
    words = [word for part in place.split(",") if part.strip() not in lexicon.REGIONS for word in part.split()]
    return any(map(_starts_large, place)) and all(_name_word(word) or word in lexicon.PLACE_WORDS for word in words)


def keeps_stop(word: str) -> bool:
    """Whether the full stop behind this word belongs to it: "Jr.", "D.C.", "J."."""
    return word in lexicon.ABBREVIATIONS or bool(_DOTTED.fullmatch(word))


def without_stop(text: str) -> str:
    """The text without the full stop of its sentence."""
    if text.endswith(".") and not keeps_stop(text.rsplit(" ", 1)[-1]):
        return text[:-1].rstrip()
    return text


@dataclass(frozen=True, slots=True)
class Titled:
    """A name with the title before it. `shared` says that the title goes for the names that follow as well."""

    title: str
    name: str
    shared: bool = False


def split_title(text: str) -> Titled:
    """The title at the head of a name, in the singular: "Reuters reporters Ann Lee", "CNN’s Ann Lee"."""
    words = text.split(" ")
    if len(words) > _MOST_WORDS + _MOST_TITLE_WORDS:
        return Titled("", text)
    for end in range(len(words) - 1, 0, -1):
        if found := singular(words[:end]):
            return Titled(found[0], " ".join(words[end:]), found[1])
    for end in range(len(words) - 1, 0, -1):
        if is_possessive(words[end - 1]):
            return Titled(" ".join(words[:end]), " ".join(words[end:]), True)
    return Titled("", text)


def is_possessive(word: str) -> bool:
    """Whether a word ends as in "CNN’s" or "Reuters’"."""
    return len(word) > 2 and fold_apostrophes(word).endswith(("'s", "s'", "'S", "S'"))


def singular(words: list[str]) -> tuple[str, bool] | None:
    """A title in the singular and whether it stood in the plural; None where these words are no title."""
    *first, last = words
    lower = last.lower()
    if not all(is_word(word) for word in words) or (last.islower() and words[0] in {"a", "A", "an", "An"}):
        return None
    # "The writer Jane Doe" is somebody spoken of; "the Texas Tribune reporter" is a title.
    if len(first) == 1 and first[0] in {"the", "The", "former", "Former"}:
        return None
    pair = " ".join(words[-2:]).lower()
    if lower in lexicon.JOBS or pair in lexicon.JOBS_OF_TWO or last in lexicon.OUTLETS:
        return " ".join(words), False
    if lower in _SINGULARS:
        # Irregular plurals differ inside the word; of the others only the "s" goes, so that capitals stay.
        regular = lower.removesuffix("s") in lexicon.JOBS
        return " ".join((*first, last[:-1] if regular else _SINGULARS[lower])), True
    if pair.removesuffix("s") in lexicon.JOBS_OF_TWO:
        return " ".join((*first, last[:-1])), True
    return None


def plural(title: str) -> str:
    """A title for more than one person; a possessive ("CNN’s") serves for any number."""
    *first, last = title.split(" ")
    if is_possessive(last):
        return title
    irregular = lexicon.IRREGULAR_PLURALS.get(last.lower())
    return " ".join((*first, irregular or last + ("S" if last.isupper() else "s")))

"""Who is whom among names, and who is credited already, in whatever line and under whatever name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from desk.story.credits import parse_byline, parse_contribution, same_name
from desk.story.directory import Contact, Directory, folded
from desk.story.house import House
from desk.story.names import Names, fold_apostrophes, without_article
from desk.story.people import Credit, PersonKind
from desk.story.story import Story

# What computers call those who work at them.
_ACCOUNTS = frozenset(
    {"admin", "administrator", "defaultuser", "desk", "guest", "home", "mac", "owner", "pc", "root", "user"}
)
# CBS News is CBS, where the house or the directory knows CBS.
_ENDS = (" News", " News Agency", " news agency", " newspaper", " magazine")


class Whose:
    """Tells names apart: all spellings that the house and the directory have of somebody are one."""

    def __init__(self, house: House, directory: Directory | None = None) -> None:
        self._house = house
        self._directory = directory or Directory()
        self._names = Names.of(house)
        self._agencies = _by_folded(house.agencies)

    def key(self, name: str) -> str:
        """The same for all names of one person or organisation."""
        name = self.name(self._stem(name))
        return folded(self._house.people.get(fold_apostrophes(name).casefold(), name))

    def name(self, name: str) -> str:
        """The name under which they are credited: that of the directory, or that which the house prints."""
        if contact := self.contact(name):
            return contact.name
        bare = without_article(name)
        other = self._house.aliases.get(name) or self._house.aliases.get(bare)
        if other is not None:
            found = self.contact(other)
            return found.name if found else other
        return self._agencies.get(folded(name), name)

    def contact(self, name: str) -> Contact | None:
        """Whom the directory has under this name; none where that may be several."""
        found = self._directory.named(name)
        exact = [contact for contact in found if name in contact.names] or found
        return exact[0] if len(exact) == 1 else None

    def kind(self, name: str) -> PersonKind:
        """Whether it is somebody's name or some organisation's."""
        contact = self.contact(name)
        return contact.kind if contact else self._names.kind(name)

    def is_own(self, name: str) -> bool:
        """Whether it is the house itself."""
        own = {self.key(each) for each in (self._house.publisher, self._house.name) if each}
        return self.key(name) in own

    def knows(self, name: str) -> bool:
        """Whether the house or the directory knows somebody or some organisation of this name."""
        return self.contact(name) is not None or self._names.know_organisation(name)

    def can_be_credited(self, name: str) -> bool:
        """Whether this can be a name: "jdoe" and "Administrator" are none, unless the directory knows them."""
        return self.knows(name) or (self._names.is_name(name) and name.casefold() not in _ACCOUNTS)

    def _stem(self, name: str) -> str:
        for end in _ENDS:
            bare = name.removesuffix(end)
            if bare != name and self.knows(bare) and self.kind(bare) is PersonKind.ORGANISATION:
                return bare
        return name


@lru_cache(maxsize=8)
def _by_folded(names: tuple[str, ...]) -> Mapping[str, str]:
    return {folded(name): name for name in names}


class Credited:
    """Who is named in any line of a story."""

    def __init__(self, story: Story, house: House, directory: Directory | None = None) -> None:
        self._house = house
        self._whose = Whose(house, directory)
        self._lines = [
            *(story.byline_text, story.contribution_text, story.dateline.source),
            *(credit.title for credit in story.credits),
        ]
        named = [*(credit.name for credit in _credits(story, house)), story.dateline.source]
        self._keys = {self._whose.key(name) for name in named if name}

    def has(self, name: str) -> bool:
        """Whether somebody of this name is credited, or is the house itself."""
        whose = self._whose
        return whose.key(name) in self._keys or whose.is_own(name) or any(map(self._stands_in, self._also(name)))

    def _also(self, name: str) -> Iterator[str]:
        """All names of theirs."""
        yield name
        contact = self._whose.contact(name)
        if contact is not None:
            yield from contact.names
        for other, canonical in self._house.aliases.items():
            if same_name(canonical, name, self._house):
                yield from (other, canonical)

    def _stands_in(self, name: str) -> bool:
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        return any(pattern.search(line) for line in self._lines if line)


def _credits(story: Story, house: House) -> Iterator[Credit]:
    """The credits of a story and those that its lines name which were written by hand."""
    yield from story.credits
    if story.byline_text:
        yield from parse_byline(story.byline_text, house) or parse_byline(f"By {story.byline_text}", house) or ()
    if story.contribution_text:
        yield from parse_contribution(story.contribution_text, house) or ()

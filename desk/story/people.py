"""People and organisations, and the roles in which a story credits them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PersonKind(StrEnum):
    """Whether a credited name is somebody or some organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Role(StrEnum):
    """What somebody did for the story. `BY` makes the byline, all others the contribution line."""

    BY = "by"
    CONTRIBUTOR = "contributor"
    REPORTING = "reporting"
    ADDITIONAL_REPORTING = "additional-reporting"
    WRITING = "writing"
    EDITING = "editing"
    RESEARCH = "research"
    PHOTOGRAPHY = "photography"
    VIDEO = "video"
    GRAPHICS = "graphics"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody or some organisation who can be credited; `id` is the library's, "" for a new one."""

    name: str
    kind: PersonKind = PersonKind.PERSON
    id: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """A person in a role. `title` stands before the name ("Associated Press writer"); `place` is
    where they worked; `note` is for the desk and never prints."""

    name: str
    kind: PersonKind = PersonKind.PERSON
    role: Role = Role.CONTRIBUTOR
    place: str = ""
    title: str = ""
    note: str = ""

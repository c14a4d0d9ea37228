"""What a format is: reads bytes into a story, writes a story into bytes, and says what was lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from desk.story.house import House
from desk.story.story import Story


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a format could not hold. `what` is a sentence for the person who exports."""

    field: str
    what: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """Something that a reader made out in running copy, to be shown and corrected.

    `field` is the story's field, `text` the words that were taken for it, as they stood in the copy.
    """

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file. `media` are pictures found in it, by "media:<sha256>"."""

    story: Story
    recognised: tuple[Recognised, ...] = ()
    losses: tuple[Loss, ...] = ()
    media: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Writing:
    """What came of writing a story: the whole file, and what it does not hold."""

    data: bytes
    losses: tuple[Loss, ...] = ()


# Gives the bytes of a picture by its "media:<sha256>" reference, or None where it is not known.
MediaSource = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `read` takes the bytes, the file's name ("" if none) and the house; it raises
    `desk.errors.Unreadable` and nothing else. `write` takes the story, the house and a source of pictures."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str, House], Reading] | None = None
    write: Callable[[Story, House, MediaSource], Writing] | None = None

    def takes(self, path: PurePath) -> bool:
        """Whether a file of this name is read by this format."""
        return self.read is not None and path.suffix.lower() in self.suffixes

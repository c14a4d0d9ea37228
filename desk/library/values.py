"""What the library gives out: immutable rows. No SQLAlchemy here, so anybody may import it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum

from desk.story.states import HANDED_OVER as HANDED_OVER  # noqa: PLC0414  given out from here, too
from desk.story.states import State as State  # noqa: PLC0414
from desk.story.story import Story


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One line of the article list. `title` is the headline, or the first words where there is none
    (then `titled` is false); `byline` are names only; `version` counts every change of the text, drafts
    too. `snippet` is where a search found its words; `snippet_marks` and `title_marks` say from which character to
    which. `binned_at` is when it came into the bin, where it is there. Version 0 has an article that was begun in a
    window and that the library does not have yet."""

    id: str
    slug: str
    title: str
    titled: bool
    byline: str
    state: State
    words: int
    created: datetime
    updated: datetime
    version: int
    binned: bool = False
    snippet: str = ""
    binned_at: datetime | None = None
    snippet_marks: tuple[tuple[int, int], ...] = ()
    title_marks: tuple[tuple[int, int], ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether the library has the article."""
        return self.version > 0

    @property
    def stays_until(self) -> datetime | None:
        """Until when an article in the bin is sure to be there; None for one that is not in it."""
        return self.binned_at + timedelta(BIN_DAYS) if self.binned and self.binned_at is not None else None


@dataclass(frozen=True, slots=True)
class ListPage:
    """Some rows, and the key with which the next page is asked for ("" at the end). `total` is how many there are
    on all pages; it is counted with the first one, and None on later ones where that would cost something. `unread`
    is how many articles the search could not look into yet, as they came in just now; said with the first page."""

    rows: tuple[ArticleRow, ...]
    next: str
    total: int | None
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is opened: its row, its newest story (the draft where there is one), the caret. `baseline` is
    the story that was last agreed on: the very same one where no change is tracked."""

    row: ArticleRow
    story: Story
    caret: int
    revision: str
    baseline: Story


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft is on disk. `overtaken` names the revision in which the text of somebody who wrote
    meanwhile (the command line, another window) was kept, or is ""."""

    row: ArticleRow
    at: datetime
    overtaken: str = ""


class Why(StrEnum):
    """Why a revision was made. These travel to other libraries: there may be more, none gets another name.

    `HANDED_OVER`: others have it before them now. `PUBLISHED`: readers have it before them, with the time of that, and
    with what they are told. `MOVED`: it went into another state. `TAKEN_OVER`: somebody else
    went on writing. `OVERTAKEN`: somebody else wrote at the same time."""

    CREATED = "created"
    IMPORTED = "imported"
    CHECKPOINT = "checkpoint"
    CREDITED = "credited"
    EXPORTED = "exported"
    OVERTAKEN = "overtaken"
    RESTORED = "restored"
    HANDED_OVER = "handed-over"
    MOVED = "moved"
    PUBLISHED = "published"
    TAKEN_OVER = "taken-over"
    TAGGED = "tagged"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One immutable record in an article's history, newest first in lists. Its baseline is another story than its own
    where changes were tracked."""

    id: str
    article: str
    parents: tuple[str, ...]
    who: str
    at: datetime
    why: Why
    note: str
    words: int
    story_hash: str
    baseline_hash: str = ""


def agreed_at(revisions: Sequence[RevisionRow]) -> datetime | None:
    """When the text was made that is agreed on in the newest of these revisions, which come newest first; None where
    it is in none of them by itself."""
    agreed = revisions[0].baseline_hash or revisions[0].story_hash if revisions else ""
    return next((row.at for row in revisions if row.story_hash == agreed), None)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a revision changed: the words that came and that went, wherever in the text; what only moved is
    neither."""

    added: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of going back: the revision that stands now, and the one in which the text that stood before was
    kept. They are the same where there was nothing to go back to."""

    row: ArticleRow
    revision: RevisionRow
    before: RevisionRow


@dataclass(frozen=True, slots=True)
class Move:
    """An article went into a state (`what` is "state", `value` the state) or into the bin or out of it ("bin", and
    "in" or "out"). `note` is what was said to it.

    With "override" as `what` somebody went past what the gate found, which the `findings` say: into the state `value`,
    or with an "export". Then `note` is their reason."""

    id: str
    article: str
    what: str
    value: str
    who: str
    at: datetime
    note: str = ""
    findings: tuple[str, ...] = ()


BIN_DAYS = 30  # after which what is in the bin is emptied by itself


@dataclass(frozen=True, slots=True)
class InBin:
    """An article in the bin: since when, and until when it is sure to stay."""

    row: ArticleRow
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Emptied:
    """What goes with emptying the bin: articles, their words and revisions, and the pictures that nothing else shows,
    with their size in bytes."""

    articles: int = 0
    words: int = 0
    revisions: int = 0
    pictures: int = 0
    picture_bytes: int = 0

    def __add__(self, other: Emptied) -> Emptied:
        """Both together."""
        return Emptied(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Gone:
    """An article that was emptied out of the bin of this library: what it was called, by whom and when."""

    article: str
    slug: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was exported, when, to where, by whom, and the SHA-256 (hex) of its bytes. `is_kept` says whether these are
    in the library: an older one kept only that something went out."""

    id: str
    article: str
    revision: str
    at: datetime
    format: str
    target: str
    sha256: str
    who: str
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Sending:
    """What is about to be noted as a delivery. Without a `revision` it is the text as it stands. `data` is what went
    out, packed (see `desk.formats.packed_page`), b"" where it is not known; `sha256` is that of its bytes."""

    article: str
    format: str
    target: str
    sha256: str
    revision: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of taking records in: how many were new, and the articles that they belong to. `gone` are those that
    were emptied out of the bin here, and so were left out; `parted` those that went on here and elsewhere, of which
    one text stands and the other is in the history."""

    added: int
    articles: tuple[str, ...]
    gone: tuple[Gone, ...] = ()
    parted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a write changed; goes to every listener. `kind` is "article", "comments", "decisions", "looks" or "credits"
    (who is proposed, and who is no contributor), all of an article, or of any where none is named; or "people",
    "media", "directory" or "list"."""

    kind: str
    article: str = ""

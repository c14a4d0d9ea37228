"""What is damaged in a library, as its articles: which can be read, and which not, or not wholly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desk.errors import NewerVersion
from desk.library.backup import Watch
from desk.library.moments import moment_text
from desk.library.salvage import look_into
from desk.library.salvage_report import Shape
from desk.story.plurals import counted, listed

_MOST_NAMED = 10  # articles; of more it is said how many there are


@dataclass(frozen=True, slots=True)
class Damage:
    """What can be read of a library without its backups. Of the `articles` that are known some are `lost`, of others
    only an `older` version can be read, or what can be read is `torn`; these are titles. `versions` are older ones of
    articles, `pictures` and `pages` that went out, that cannot be read."""

    articles: int
    lost: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    torn: tuple[str, ...] = ()
    versions: int = 0
    pictures: int = 0
    pages: int = 0

    @property
    def whole(self) -> int:
        """How many articles can be read as they stand."""
        return self.articles - len(self.lost) - len(self.older) - len(self.torn)


def damage_of(library: Path, watch: Watch | None = None) -> Damage | None:
    """What can be read of a damaged library; None where that is nothing. It reads all of the file."""
    try:
        made = look_into(library, moment_text(datetime.now(UTC)), watch)
    except NewerVersion:
        return None
    shaped: dict[Shape, list[str]] = {}
    for one in made.articles:
        shaped.setdefault(one.shape, []).append(one.title)
    lost = tuple(one.title for one in made.lost)
    if not (made.articles or lost):
        return None
    torn = (*shaped.get(Shape.TORN, ()), *shaped.get(Shape.FOUND, ()))
    older = tuple(shaped.get(Shape.OLDER, ()))
    rest = made.lost_versions, made.lost_pictures, made.lost_pages
    return Damage(len(made.articles) + len(lost), lost, older, torn, *rest)


def damage_told(damage: Damage | None) -> list[str]:
    """It in sentences."""
    if damage is None:
        return ["Not one article can be read in it."]
    number = counted(damage.articles, "article")
    if damage.whole == damage.articles:
        said = [f"{number} can be read as {'it stands' if damage.articles == 1 else 'they stand'}."]
        if not (damage.versions or damage.pictures or damage.pages):
            said.append("What is damaged is how they are listed, searched or connected; mending makes that anew.")
    else:
        whole = f"{damage.whole:,} {'is' if damage.whole == 1 else 'are'}" if damage.whole else "none is"
        said = [f"Of {number} {whole} whole."] if damage.articles > 1 else []  # of one, what comes next says it
    if damage.lost:
        said.append(f"{counted(len(damage.lost), 'article')} cannot be read: {_named(damage.lost)}.")
    if damage.older:
        said.append(
            f"Of {counted(len(damage.older), 'article')} only an older text can be read: {_named(damage.older)}."
        )
    if damage.torn:
        what = "letters may be wrong, or a part is missing"
        said.append(f"In {counted(len(damage.torn), 'article')} {what}: {_named(damage.torn)}.")
    also = [counted(damage.versions, "older version")] if damage.versions else []
    also += [counted(damage.pictures, "picture")] if damage.pictures else []
    also += [f"{counted(damage.pages, 'page')} that went out"] if damage.pages else []
    if also:
        said.append(f"{listed(also)} cannot be read.")
    return said


def _named(titles: Sequence[str]) -> str:
    named = [f"“{title}”" for title in titles[:_MOST_NAMED]]
    return listed([*named, f"{len(titles) - _MOST_NAMED:,} more"] if len(titles) > _MOST_NAMED else named)

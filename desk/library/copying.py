"""Taking articles out of a backup into the library of today."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desk.errors import NotFound
from desk.library.library import Library
from desk.library.storing import Stored, stored
from desk.library.values import ArticleRow, Why

_PICTURE = re.compile(r"media:[0-9a-f]{64}")


class How(StrEnum):
    """What came of it: the article that was gone is back with its history, its text is there already, or it stands
    beside that of today as an article of its own."""

    BACK = "back"
    SAME = "same"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Copied:
    """The article in the library of today, and how it came there."""

    row: ArticleRow
    how: How


def copy_article(source: Library, article: str, target: Library, note: str) -> Copied:
    """Copy an article as it stands in `source`. Nothing in `target` is changed for it, but what is added; not for the
    window's thread. Raises `WorldError`."""
    found = source.article(article)
    text, agreed = stored(found.story), stored(found.baseline)
    try:
        there = target.article(found.row.id)
    except NotFound:
        target.add_records(list(source.records([found.row.id])), bring_back=True).result()
        target.checkpoint(found.row.id, found.story, Why.RESTORED, note, found.baseline).result()
        if target.article(found.row.id).row.binned:
            target.unbin([found.row.id]).result()
        return Copied(target.article(found.row.id).row, How.BACK)
    if (stored(there.story), stored(there.baseline)) == (text, agreed) and not there.row.binned:
        return Copied(there.row, How.SAME)
    for picture in dict.fromkeys(_PICTURE.findall("\n".join((*_parts(text), *_parts(agreed))))):
        data, kind = source.media(picture), source.media_type(picture)
        if data is not None and kind is not None:
            target.add_media(data, kind).result()
    slug = f"{found.row.slug}-from-backup"
    story, baseline = replace(found.story, slug=slug), replace(found.baseline, slug=slug)
    return Copied(target.create(story, Why.RESTORED, note, baseline=baseline).result(), How.BESIDE)


def _parts(text: Stored) -> tuple[str, str]:
    return text.fields, text.body


def copy_articles(
    source: Library, articles: Sequence[str], target: Library, note: str, tell: Callable[[int, int], None]
) -> tuple[Copied, ...]:
    """Copy several, one after another; `tell` hears how many are done, and ends it by raising: what was copied until
    then stays."""
    done: list[Copied] = []
    for number, article in enumerate(articles):
        tell(number, len(articles))
        done.append(copy_article(source, article, target, note))
    return tuple(done)

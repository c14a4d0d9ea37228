"""Notes to readers out of a page's schema.org data, where that has them beside the words on the page.

`correction` of an article is a CorrectionComment, plain text, an address, or several of these
(https://schema.org/correction). Text without a date of its own is dated by the page's last change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from desk.formats.links import safe_link
from desk.formats.notes_read import read_note
from desk.formats.times_read import read_day, read_time
from desk.story.body import Block, Paragraph, clean_line, clean_text, text_of
from desk.story.correcting import with_own_times
from desk.story.house import House
from desk.story.story import Correction, CorrectionKind, Slot

_DATES = ("datePublished", "dateCreated", "dateModified")
_LABEL = re.compile(r"\W*(?:correction|clarification|update|editor.?s.note)\b.{0,60}\W*", re.IGNORECASE | re.DOTALL)


def notes_of_data(article: Mapping[str, Any], house: House) -> tuple[Correction, ...]:
    """The notes that the data of a page's article holds."""
    changed = _date(article, ("dateModified",), house)
    items = article.get("correction")
    found = [
        (item, Correction(text, at, _kind(item)))
        for item in (items if isinstance(items, list) else [items])
        if (text := _text(item)) and (at := _date(item, _DATES, house) or changed)
    ]
    notes = with_own_times(note for _, note in found)
    named: dict[str | None, datetime] = {
        _id(item): note.at for (item, _), note in zip(found, notes, strict=True) if isinstance(item, dict)
    }
    return tuple(
        replace(note, about=named.get(_id(item.get("parentItem")) or None)) if isinstance(item, dict) else note
        for (item, _), note in zip(found, notes, strict=True)
    )


def _text(item: object) -> str:
    text = item.get("text") if isinstance(item, dict) else item
    return clean_text(text).strip() if isinstance(text, str) and not safe_link(text.strip()) else ""


def _date(item: object, names: Iterable[str], house: House) -> datetime | None:
    given = (item.get(name) for name in names) if isinstance(item, Mapping) else ()
    texts = (text for text in given if isinstance(text, str))
    return next((at for text in texts if (at := read_time(text, house) or read_day(text, house))), None)


def _kind(item: object) -> CorrectionKind:
    name = str(item.get("name", "")).lower() if isinstance(item, dict) else ""
    kinds = {"clarif": CorrectionKind.CLARIFICATION, "updat": CorrectionKind.UPDATE}
    return next((kind for word, kind in kinds.items() if name.startswith(word)), CorrectionKind.CORRECTION)


def _id(item: object) -> str:
    found = item.get("@id") if isinstance(item, dict) else item
    return found if isinstance(found, str) else ""


def united(shown: Sequence[Correction], data: Sequence[Correction]) -> tuple[Correction, ...]:
    """The notes that stand on a page, with what the page's data says more exactly of them; then those that only the
    data has."""
    said = {clean_line(note.text): note for note in reversed(data)}
    notes = [
        replace(exact, slot=note.slot, about=exact.about or note.about)
        if (exact := said.pop(clean_line(note.text), None))
        else note
        for note in shown
    ]
    return with_own_times((*notes, *(note for note in data if said.get(clean_line(note.text)) is note)))


def taken_out(
    blocks: Sequence[Block], data: Sequence[Correction], house: House
) -> tuple[list[Block], tuple[Correction, ...]]:
    """The blocks without the paragraphs that only the data tells to be notes, as they do not say when they came; and
    the notes, at the top where a page begins with them."""
    notes = {clean_line(note.text): note for note in data}
    kept: list[Block] = []
    for block in blocks:
        words = clean_line(text_of(block.spans)) if isinstance(block, Paragraph) else ""
        said = next(_said(words, notes), "")
        if not said or read_note(words, house):
            kept.append(block)
        elif not kept:
            notes[said] = replace(notes[said], slot=Slot.TOP)
    return kept, tuple(notes.values())


def _said(words: str, notes: Iterable[str]) -> Iterator[str]:
    for said in notes:
        before = words.removesuffix(said)
        if words.endswith(said) and (not before or _LABEL.fullmatch(before)):
            yield said

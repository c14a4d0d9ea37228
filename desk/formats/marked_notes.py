"""Notes to readers on the marked-up page: each stands once, with what was done to it marked in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile

from desk.formats.notes_write import note_html, note_id
from desk.story.correcting import in_print
from desk.story.house import House
from desk.story.story import Correction, Slot, Story

Mark = Callable[[str, str, Correction], str]
"""HTML in an element that marks it: which HTML, which element, and the note that it is of."""
Compare = Callable[[Correction, Correction], str]
"""The words of a note that became another as HTML, with what came and went marked in them."""


def marked_notes(was: Story, now: Story, house: House, slot: Slot, *, mark: Mark, compare: Compare) -> Iterator[str]:
    """The notes that stand or stood here, an element each. What went, or was withdrawn, stands where it stood."""
    old, new = _printed(was, house, slot), _printed(now, house, slot)
    went = iter([*old.items()])

    def gone(up_to: str) -> Iterator[str]:
        for id_, (note, html) in takewhile(lambda item: item[0] != up_to, went):
            if id_ not in new:
                yield mark(html, "del", note)

    for id_, (note, html) in new.items():
        if id_ not in old:
            yield mark(html, "ins", note)
            continue
        yield from gone(id_)
        before, was_html = old[id_]
        if html == was_html:
            yield html
        elif note_html(replace(before, text=note.text), was.corrections, house) == html:
            yield note_html(note, now.corrections, house, words=compare(before, note))
        else:
            yield mark(was_html, "del", note)
            yield mark(html, "ins", note)
    yield from gone("")


def _printed(story: Story, house: House, slot: Slot) -> dict[str, tuple[Correction, str]]:
    found: dict[str, tuple[Correction, str]] = {}
    for note in in_print(story.corrections):
        if note.slot is slot:
            id_ = note_id(note.at)
            while id_ in found:  # merged from two libraries, in which each came in the same second
                id_ += "-"
            found[id_] = note, note_html(note, story.corrections, house)
    return found

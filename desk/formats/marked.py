"""The marked-up page: a story as it will be published, with what is suggested shown in it.

Words that came are `ins`, those that went `del`, words that are set otherwise `mark`; blocks that came or went as a
whole stand in a box of their own. Each is of the colour of who made it, and says when it is pointed at what was done.
Above stands who did how much, and what is not to be seen on a page. Nothing of it is ever read back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desk.formats.html_inline import escape
from desk.formats.html_own import BODY_ID
from desk.formats.html_write import Pictures, first_section, group_starts, no_pictures, render_group
from desk.formats.marked_notes import marked_notes
from desk.formats.marked_words import Ink, Inks, Stroke, begin, marked, marked_line, without_signs
from desk.formats.page import filled, parts
from desk.formats.printed import is_blank
from desk.revise.review.change import ChangeKind, TrackedChange
from desk.revise.review.fields import LINES
from desk.revise.review.marking import block_marks, end_marks, field_marks
from desk.revise.review.marks import BlockMarks, GoneBlock, TextMarks
from desk.revise.review.tracking import Tracking
from desk.revise.runs import Became, runs
from desk.story.body import Block, Note, Span, Spans, spans, text_of
from desk.story.credits import byline_in_print, contribution_in_print
from desk.story.house import House
from desk.story.places import marked_parts, with_parts
from desk.story.story import Correction, Slot, Story

_HANDS = 8  # colours
_TEMPLATE = "marked.html"
_SET = frozenset({ChangeKind.FORMATTED, ChangeKind.LINKED})
# Fields that the page shows as they are, and can show what they were.
_WORDS = ("kicker", "headline", "deck", "editors_note", "usage_terms")
_CREDITS = ("credits", "byline_text", "contribution_text")
_REGIONS = {
    "dateline": ("desk-dateline",),
    "furniture": ("desk-furniture-top", "desk-furniture-foot"),
    "first_published": ("desk-dates",),
    "updated": ("desk-dates",),
    "updated_mark": ("desk-dates",),
}
_NOTES = "corrections"
_ON_PAGE = {"body", "lead", _NOTES, *_WORDS, *_CREDITS, *_REGIONS}

Who = Callable[[TrackedChange], str]


def marked_page(tracking: Tracking, house: House, who: Who, pictures: Pictures = no_pictures) -> str:
    """The page of the current story with all tracked changes marked in it. `who` says who made a change."""
    return _Page(tracking, house, who, pictures).html()


@dataclass(slots=True)
class _Shown:
    """A block as it is shown: changed first by this change, in a box of this kind, with sentences below it."""

    block: Block
    key: str = ""
    kind: str = ""
    said: str = ""


class _Page:
    def __init__(self, tracking: Tracking, house: House, who: Who, pictures: Pictures) -> None:
        self._tracking, self._house, self._pictures = tracking, house, pictures
        self._changes = {change.key: change for change in tracking.changes}
        self._who = {key: who(change) for key, change in self._changes.items()}
        self._hands = {name: number for number, name in enumerate(dict.fromkeys(self._who.values()))}
        self._inks = Inks()

    def html(self) -> str:
        """The whole page."""
        tracking = self._tracking
        current = self._with_words(tracking.current)
        shown = parts(current, self._house, self._pictures)
        regions = {**shown.regions, **self._regions(shown.regions)}
        body = "\n".join(self._groups(shown.direction))
        values = {
            "language": shown.language,
            "direction": shown.direction,
            "title": parts(tracking.current, self._house, no_pictures).regions["desk-title"],
            "regions": {name: self._inks.paint(html) for name, html in regions.items()},
            "body": self._inks.paint(body),
            "body_id": BODY_ID,
            "count": len(self._changes),
            "hands": self._counted(),
            "elsewhere": [self._told(change) for change in self._changes.values() if not self._is_shown(change)],
        }
        return filled(_TEMPLATE, values)

    # What is said of all.

    def _counted(self) -> list[tuple[str, str, int]]:
        counts = Counter(self._who.values())
        return [(name, self._hand(name), counts[name]) for name in self._hands]

    def _told(self, change: TrackedChange) -> tuple[str, str]:
        return change.sentence, self._who[change.key]

    def _is_shown(self, change: TrackedChange) -> bool:
        if change.field not in _ON_PAGE:
            return False
        place = change.place
        if place.block is None or place.block >= len(self._tracking.current.body.blocks):
            return True
        return not isinstance(self._tracking.current.body.blocks[place.block], Note)

    def _hand(self, name: str) -> str:
        return f"hand-{self._hands[name] % _HANDS}"

    def _ink(self, key: str, element: str, kind: str = "") -> Ink:
        change, name = self._changes[key], self._who[key]
        title = f"{change.sentence} · {name}" if name else change.sentence
        return Ink(element, f"{self._hand(name)} {kind}".strip(), title)

    # Words.

    def _strokes(self, marks: TextMarks) -> Iterator[Stroke]:
        for ghost in marks.ghosts:
            words = _shown_white(ghost.words) if ghost.kind is ChangeKind.SPACED else _with_signs(ghost.words)
            yield Stroke(ghost.at, ghost.at, self._ink(ghost.key, "del"), words)
        for inked in marks.inked:
            element = "mark" if inked.kind in _SET else "ins"
            kind = "moved" if inked.kind is ChangeKind.MOVED else ""
            yield Stroke(inked.start, inked.stop, self._ink(inked.key, element, kind))

    def _with_words(self, story: Story) -> Story:
        """The story with the changes of its lines marked in them."""
        values: dict[str, object] = {}
        for name in _WORDS:
            text = without_signs(getattr(story, name))
            marks = field_marks(self._tracking, name)
            values[name] = self._line(name, text, marks.words) if marks else text
        if story.lead is not None:
            lead = field_marks(self._tracking, "lead")
            values["lead"] = self._with_marks(story.lead, lead.texts)
        return replace(story, **values)  # type: ignore[arg-type]

    def _line(self, name: str, text: str, marks: TextMarks) -> str:
        assert name in LINES
        return marked_line(text, self._strokes(marks), self._inks)

    def _with_marks(self, block: Block, texts: Mapping[int, TextMarks]) -> Block:
        new = {number: _clean(text) for number, text in enumerate(marked_parts(block)) if _is_dirty(text)}
        for number, marks in texts.items():
            text = new.get(number, marked_parts(block)[number])
            new[number] = marked(text, self._strokes(marks), self._inks)
        return with_parts(block, new) if new else block

    # Regions of the page that are no single line.

    def _regions(self, regions: Mapping[str, str]) -> dict[str, str]:
        found: dict[str, str] = {}
        before = self._tracking.baseline
        fields = {change.field: change.key for change in self._changes.values()}
        old = parts(before, self._house, self._pictures).regions
        for name, ids in _REGIONS.items():
            if name in fields:
                found |= {
                    id_: self._both(old[id_], regions[id_], fields[name]) for id_ in ids if old[id_] != regions[id_]
                }
        for slot in Slot:
            notes = marked_notes(
                before, self._tracking.current, self._house, slot, mark=self._note, compare=self._note_words
            )
            found[f"desk-corrections-{slot.value}"] = "".join(notes)
        key = next((fields[name] for name in _CREDITS if name in fields), "")
        if key:
            for id_, line in (("desk-byline", byline_in_print), ("desk-contribution", contribution_in_print)):
                was, now = (line(story, self._house).text for story in (before, self._tracking.current))
                found[id_] = self._compared(was, now, key)
        if before.lead is not None and self._tracking.current.lead is None and "lead" in fields:
            found["desk-lead"] = f"{begin(self._ink(fields['lead'], 'div', 'went'))}{old['desk-lead']}</div>"
        elif "lead" in fields:
            found["desk-lead"] = regions["desk-lead"] + self._sentences(
                [change.key for change in self._changes.values() if change.field == "lead"]
            )
        return found

    def _both(self, old: str, new: str, key: str) -> str:
        gone = f"{begin(self._ink(key, 'del'))}{old}</del>" if old else ""
        return gone + (f"{begin(self._ink(key, 'ins'))}{new}</ins>" if new else "")

    def _note(self, html: str, element: str, note: Correction) -> str:
        return f"{begin(self._ink(self._note_key(note), element))}{html}</{element}>"

    def _note_words(self, was: Correction, now: Correction) -> str:
        return self._compared(was.text, now.text, self._note_key(now)).replace("\n", "<br>")

    def _note_key(self, note: Correction) -> str:
        """The change in which this note came, went or became another."""
        changes = [change for change in self._changes.values() if change.field == _NOTES]
        sides = self._tracking.current.corrections, self._tracking.baseline.corrections
        return next(
            (
                change.key
                for change in changes
                for spot in change.spots
                for side, part in zip(sides, (spot.place.part, spot.was.part), strict=True)
                if any(each.at == note.at for each in side[part : part + 1])
            ),
            changes[-1].key,
        )

    def _compared(self, was: str, now: str, key: str) -> str:
        elements = {Became.ADDED: "ins", Became.REMOVED: "del"}
        out = []
        for run in runs(spans(was), spans(now)):
            element = elements.get(run.became)
            text = escape(run.text)
            out.append(f"{begin(self._ink(key, element))}{text}</{element}>" if element else text)
        return "".join(out)

    # The body.

    def _groups(self, direction: str) -> Iterator[str]:
        shown = [each for each in self._blocks() if not isinstance(each.block, Note)]
        blocks = [each.block for each in shown]
        starts = group_starts(blocks)
        section = first_section(blocks, 0, len(blocks))
        for start, stop in pairwise([*starts, len(blocks)]):
            html = render_group(blocks[start:stop], self._pictures, direction, is_above=start < section)
            html += "".join(each.said for each in shown[start:stop])
            key = next((each.key for each in shown[start:stop] if each.key), "")
            kind = shown[start].kind if stop - start == 1 else ""
            yield (
                f"{begin(Ink('div', f'changed {self._hand(self._who[key])} {kind}'.strip()))}{html}</div>"
                if key
                else html
            )

    def _blocks(self) -> Iterator[_Shown]:
        blocks = self._tracking.current.body.blocks
        for number, block in enumerate(blocks):
            marks = block_marks(self._tracking, number)
            yield from self._gone(marks.gone)
            if marks:
                yield self._marked(block, marks)
            elif not is_blank(block):
                yield _Shown(self._with_marks(block, {}))
        yield from self._gone(end_marks(self._tracking))

    def _marked(self, block: Block, marks: BlockMarks) -> _Shown:
        shown = _Shown(self._with_marks(block, marks.texts), next(iter(marks.kinds)))
        if marks.added:
            shown.kind = "moved" if marks.moved else "came"
        if marks.begun or (marks.added and is_blank(block)):
            shown.block = self._begun(shown.block, marks.begun or marks.added)
        shown.said = self._sentences([*(part.key for part in marks.parts), *filter(None, [marks.changed])])
        return shown

    def _begun(self, block: Block, key: str) -> Block:
        """A block with the sign for its beginning."""
        texts = marked_parts(block)
        if not texts:
            return block
        opening, close = self._inks.signs(self._ink(key, "ins"))
        return with_parts(block, {0: spans(f"{opening}¶{close}", *texts[0])})

    def _gone(self, gone: Sequence[GoneBlock]) -> Iterator[_Shown]:
        for each in gone:
            ink = self._ink(each.key, "del", "moved" if each.is_moved else "")
            block = each.block
            new = {
                number: marked(_clean(text), [Stroke(0, len(text_of(_clean(text))), ink)], self._inks)
                for number, text in enumerate(marked_parts(block))
                if text
            }
            if is_blank(block) and marked_parts(block):
                opening, close = self._inks.signs(ink)
                new = {0: spans(f"{opening}¶{close}")}
            yield _Shown(with_parts(block, new) if new else block, each.key, "moved-away" if each.is_moved else "went")

    def _sentences(self, keys: Sequence[str]) -> str:
        out = []
        for key in dict.fromkeys(keys):
            name = self._who[key]
            who = f' <span class="who">{escape(name)}</span>' if name else ""
            out.append(f'<p class="said {self._hand(name)}">{escape(self._changes[key].sentence)}{who}</p>')
        return "".join(out)


def _is_dirty(text: Spans) -> bool:
    return any(without_signs(span.text) != span.text for span in text)


def _clean(text: Spans) -> Spans:
    return spans(*(replace(span, text=without_signs(span.text)) for span in text)) if _is_dirty(text) else text


def _with_signs(text: Spans) -> Spans:
    """Words that went with a sign where a block began."""
    return spans(*(Span(span.text.replace("\n", "¶ "), span.marks, span.link) for span in _clean(text)))


def _shown_white(text: Spans) -> Spans:
    return spans(*(Span("␣" * len(span.text), span.marks, span.link) for span in text))

"""Comments keep to their words through whatever is done to a story, at random.

Every character has a number of its own beside the program, so that it is known what became of which. Of characters
that are all different the program must say exactly the same. Where they are like those of real copy nobody could tell
two that are alike apart: there the words must stay the same ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain, count

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desk.revise.anchors import Anchor, On, anchored_words, follow, follow_all, on_block, on_words
from desk.story.body import Body, Paragraph, body_change, spans
from desk.story.places import Place, parts
from desk.story.story import Story
from tests.formats.bodies import bodies, lines
from tests.revise.test_random_edits import STORIES, Night, blocks

Page = list[list[tuple[int, str]]]  # blocks of characters, each with its number
spots = st.tuples(st.integers(0, 9), st.integers(0, 60))
MOST = 6  # comments at a time


def story_of(page: Page) -> Story:
    return Story(body=Body(tuple(Paragraph(spans("".join(sign for _, sign in block))) for block in page)))


@dataclass
class Known:
    """An anchor, and the numbers of the characters that it is on; `is_whole` as long as none of them was parted from
    the others."""

    anchor: Anchor
    marks: list[int]
    is_whole: bool = True


class Writing(RuleBasedStateMachine):
    """Somebody writes, by one edit after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = count()
        self.page: Page = [self.characters(20), self.characters(7)]
        self.known: list[Known] = []
        self.before: list[tuple[Page, list[tuple[Anchor, Known]]]] = []

    def characters(self, length: int) -> list[tuple[int, str]]:
        """New ones, as the kind of machine has them."""
        return [(number, chr(0x4E00 + number)) for number, _ in zip(self.numbers, range(length), strict=False)]

    def spot(self, where: tuple[int, int]) -> tuple[int, int]:
        block = where[0] % len(self.page)
        return block, where[1] % (len(self.page[block]) + 1)

    def numbers_at(self, anchor: Anchor) -> list[int]:
        block = self.page[anchor.place.block or 0]
        return [number for number, _ in block[anchor.start : anchor.stop]]

    def now(self, marks: list[int]) -> tuple[int, int, int] | None:
        """The block in which characters are, all of them, and from where to where."""
        for at, block in enumerate(self.page):
            found = [index for index, (number, _) in enumerate(block) if number in marks]
            if len(found) == len(marks):
                return at, found[0], found[-1] + 1
        return None

    def go_on(self, page: Page) -> None:
        """To another page, with all anchors."""
        before, after = story_of(self.page), story_of(page)
        self.before = [*self.before[-5:], (self.page, [(known.anchor, known) for known in self.known])]
        change = body_change(before.body, after.body)
        anchors = follow_all([known.anchor for known in self.known], before, after, change)
        assert anchors == tuple(follow(known.anchor, before, after) for known in self.known)
        self.page = page
        for known, anchor in zip(self.known, anchors, strict=True):
            then, known.anchor = known.anchor, anchor
            self.check(known, then, anchored_words(then, before))

    def check(self, known: Known, then: Anchor, words: str) -> None:
        """An anchor after an edit; `then` is what it was before, and these were its words."""
        raise NotImplementedError

    @rule(where=spots, length=st.integers(1, 12))
    def comment(self, where: tuple[int, int], length: int) -> None:
        block, start = self.spot(where)
        text = "".join(sign for _, sign in self.page[block])
        if text[start : start + length].strip():
            place = Place("body", block)
            anchor = on_words(story_of(self.page), place, start, min(start + length, len(text)))
            self.known = [*self.known[1 - MOST :], Known(anchor, self.numbers_at(anchor))]

    @rule(where=spots, length=st.integers(1, 8))
    def write(self, where: tuple[int, int], length: int) -> None:
        block, at = self.spot(where)
        line = self.page[block]
        self.go_on([*self.page[:block], line[:at] + self.characters(length) + line[at:], *self.page[block + 1 :]])

    @rule(where=spots, to=spots)
    def rub_out(self, where: tuple[int, int], to: tuple[int, int]) -> None:
        self.take_out(where, to, 0)

    def take_out(self, where: tuple[int, int], to: tuple[int, int], new: int) -> None:
        """A selection, perhaps of several paragraphs, for some new characters."""
        (first, start), (last, stop) = sorted((self.spot(where), self.spot(to)))
        line = self.page[first][:start] + self.characters(new) + self.page[last][stop:]
        self.go_on([*self.page[:first], line, *self.page[last + 1 :]])

    @rule(where=spots, length=st.integers(1, 3))
    def rub_out_some(self, where: tuple[int, int], length: int) -> None:
        block, start = self.spot(where)
        line = self.page[block]
        self.go_on([*self.page[:block], line[:start] + line[start + length :], *self.page[block + 1 :]])

    @rule(where=spots)
    def split(self, where: tuple[int, int]) -> None:
        block, at = self.spot(where)
        self.go_on([*self.page[:block], self.page[block][:at], self.page[block][at:], *self.page[block + 1 :]])

    @rule(block=st.integers(0, 9))
    def join(self, block: int) -> None:
        block %= len(self.page)
        self.go_on([*self.page[:block], [*chain(*self.page[block : block + 2])], *self.page[block + 2 :]])

    @rule(block=st.integers(0, 9), to=st.integers(0, 9), size=st.integers(1, 2))
    def move(self, block: int, to: int, size: int) -> None:
        block %= len(self.page)
        moved = self.page[block : block + size]
        rest = self.page[:block] + self.page[block + size :]
        to %= len(rest) + 1
        self.go_on(rest[:to] + moved + rest[to:])

    @rule(block=st.integers(0, 9), length=st.integers(0, 9))
    def add_paragraph(self, block: int, length: int) -> None:
        block %= len(self.page) + 1
        self.go_on([*self.page[:block], self.characters(length), *self.page[block:]])

    @invariant()
    def anchors_are_sound(self) -> None:
        story = story_of(self.page)
        for known in self.known:
            anchor = known.anchor
            assert anchor.on is On.WORDS
            assert anchor.last
            if anchor.lost:
                assert anchor.start == anchor.stop
            else:
                words = anchored_words(anchor, story)
                assert words == words.strip() != ""
                assert len(words) == anchor.stop - anchor.start
                assert (anchor.before + words + anchor.after) in parts(story.body.blocks[anchor.place.block or 0])[0]


class AllDifferent(Writing):
    """No two characters are alike, so that what happened can be told exactly."""

    def check(self, known: Known, then: Anchor, words: str) -> None:  # noqa: ARG002  the other one needs it
        left = [number for number in known.marks if any(number == one for block in self.page for one, _ in block)]
        if known.is_whole and len(left) == len(known.marks) and (now := self.now(known.marks)):
            anchor = known.anchor
            assert not anchor.lost
            assert (anchor.place.block, anchor.start, anchor.stop) == now
        else:
            known.is_whole = False
            assert known.anchor.lost or not left or set(self.numbers_at(known.anchor)).intersection(left)
            assert not left or then.lost or not known.anchor.lost
            if not known.anchor.lost:
                known.marks = self.numbers_at(known.anchor)

    @rule()
    def undo(self) -> None:
        """What an anchor was on before an edit it is on again when that is undone."""
        if self.before:
            page, anchors = self.before.pop()
            before = self.before
            self.go_on(page)
            self.before = before
            for then, known in anchors:
                if any(known is one for one in self.known):
                    now = known.anchor
                    assert now.lost == then.lost
                    assert then.lost or (now.place, now.start, now.stop) == (then.place, then.start, then.stop)


class AsInCopy(Writing):
    """Characters as people write them. From step to step, an anchor is on what the program says it is on."""

    text = "the pilots. a a man told the the pilots so, and so on: aa ab the man "

    def characters(self, length: int) -> list[tuple[int, str]]:
        found = []
        for _ in range(length):
            number = next(self.numbers)
            found.append((number, self.text[number * (1 + number // 40) % len(self.text)]))
        return found

    @rule(where=spots, to=spots, new=st.integers(1, 9))
    def write_over(self, where: tuple[int, int], to: tuple[int, int], new: int) -> None:
        self.take_out(where, to, new)

    def check(self, known: Known, then: Anchor, words: str) -> None:
        anchor = known.anchor
        place = None if then.lost else self.now(known.marks)
        if place and place[2] - place[1] == len(known.marks):
            assert not anchor.lost
            now = anchored_words(anchor, story_of(self.page))
            # The same, or more of them: such as were cut off before.
            assert now == words or (words in now and (now in then.last or now in then.words))
        if not anchor.lost:
            known.marks = self.numbers_at(anchor)


machine_settings = settings(max_examples=26, stateful_step_count=25)
AllDifferent.TestCase.settings = machine_settings
AsInCopy.TestCase.settings = machine_settings
TestAllDifferent = AllDifferent.TestCase
TestAsInCopy = AsInCopy.TestCase


stories = st.builds(lambda body, headline: Story(body=body, headline=headline), bodies, lines)


def anchors_on(story: Story) -> list[Anchor]:
    """Some anchors on all that a story has."""
    found = []
    for number, block in enumerate(story.body.blocks):
        found.append(on_block(story, number))
        for part, text in enumerate(parts(block)):
            if text.strip():
                found.append(
                    on_words(story, Place("body", number, part), 0, max(1, len(text) - len(text.lstrip()) + 1))
                )
                found.append(on_words(story, Place("body", number, part), 0, len(text)))
    headline = story.headline.strip()
    return [*found, on_words(story, Place("headline"), 0, len(headline))] if headline else found


@settings(max_examples=20)
@given(stories, stories)
def test_any_story_can_become_any_other(before: Story, after: Story) -> None:
    anchors = anchors_on(before)
    assert all(one is other for one, other in zip(anchors, follow_all(anchors, before, before), strict=True))
    there = follow_all(anchors, before, after)
    for anchor in there:
        if not anchor.lost and anchor.on is On.WORDS:
            assert anchored_words(anchor, after).strip()
    assert follow_all(there, after, after) == there


@settings(max_examples=20)
@given(stories, stories, st.data())
def test_what_is_written_elsewhere_does_not_matter(one: Story, other: Story, data: st.DataObject) -> None:
    """Through as many edits as one likes an anchor is where it is through all of them at once."""
    at = data.draw(st.integers(0, len(one.body.blocks)))
    blocks = one.body.blocks
    page = Body((*blocks[:at], Paragraph(spans("The night landings, of which nobody spoke.")), *blocks[at:]))
    story = replace(one, body=page)
    anchor = on_words(story, Place("body", at), 4, 18)
    between = replace(other, body=Body((*other.body.blocks, *page.blocks)))
    after = replace(
        between, body=between.body.replaced(len(between.body.blocks) - len(blocks) + at, len(between.body.blocks), ())
    )
    stepwise = follow(follow(anchor, story, between), between, after)
    assert stepwise == follow(anchor, story, after)
    assert anchored_words(stepwise, after) == "night landings"


def test_a_night_of_edits_in_one_leads_where_each_of_them_does() -> None:
    """Anchors can be followed from the record of the comment at any time: what was stored of them on the way is no
    more than a saving. On real copy, with comments on every seventh place."""
    every = parted = 0
    for seed in range(24):
        texts = STORIES[seed % len(STORIES)]
        first = story = Story(body=Body(blocks(texts)))
        anchors = [
            on_words(first, Place("body", number), found.start(), found.start() + len(" ".join(words[: 1 + at % 4])))
            for number, text in enumerate(texts)
            for at, found in enumerate([*re.finditer(r"\S+", text)][:-4:7])
            if (words := text[found.start() :].split(" "))
        ]
        night, stepwise = Night(texts, seed), tuple(anchors)
        for _ in range(10):
            night.work(1)
            stepwise = follow_all(stepwise, story, later := Story(body=Body(blocks(night.texts))))
            story = later
        for one, other in zip(stepwise, follow_all(anchors, first, story), strict=True):
            every += 1
            parted += not (one.lost and other.lost) and (one.place, one.start, one.stop, one.lost) != (
                *(other.place, other.start, other.stop),
                other.lost,
            )
    assert every > 1000
    assert parted < every / 50

"""The patches give exactly the page that a reload would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.formats.html_write import group_starts, groups, no_pictures
from desk.story.body import (
    Block,
    Body,
    BodyChange,
    Figure,
    Heading,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Rule,
    body_change,
    spans,
)
from desk.story.house import House
from desk.story.story import Story
from desk.ui.preview.patch import AllGroups, GroupList, Groups, Language, Patch, Region, Shown, as_message, then

WORDS = st.sampled_from(["", "harbour", "pilot & lamp", "<mole>"]).map(spans)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    WORDS.map(Paragraph),
    WORDS.map(Quote),
    WORDS.map(Note),
    WORDS.map(Note),
    st.builds(ListItem, WORDS, st.booleans(), st.integers(0, 2)),
    st.builds(ListItem, WORDS, st.booleans(), st.integers(0, 2)),
    st.builds(Heading, WORDS, st.sampled_from([2, 3])),
    st.builds(Heading, WORDS, st.sampled_from([2, 3])),
    st.just(Rule()),
    WORDS.map(lambda words: Figure(alt="lamp", caption=words)),
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Body, list[tuple[Body, BodyChange]]]:
    """A body, and edits that follow each other, some said to be wider than they are."""
    body = first = Body(tuple(draw(st.lists(BLOCKS, max_size=10))))
    steps: list[tuple[Body, BodyChange]] = []
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(body.blocks)))
        stop = draw(st.integers(start, min(len(body.blocks), start + 4)))
        new = draw(st.lists(BLOCKS, max_size=4))
        after = body.replaced(start, stop, new)
        steps.append((after, BodyChange(start, stop, start + len(new))))
        body = after
    return first, steps


def page(body: Body) -> list[str]:
    """What the page holds after a reload: its body's child elements."""
    return [group.html for group in groups(body, no_pictures, "ltr")]


def applied(shown: Sequence[str], patches: Sequence[Patch]) -> list[str]:
    """What page.js makes of it."""
    out = list(shown)
    for patch in patches:
        if isinstance(patch, Groups):
            assert 0 <= patch.start <= patch.stop <= len(out)
            assert out, "an empty body is patched as a whole"
            out[patch.start : patch.stop] = patch.html
            assert out, "a body that gets empty is patched as a whole"
        elif isinstance(patch, AllGroups):
            out = list(patch.html)
    return out


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(edits())
def test_patches_lead_to_the_page_of_the_new_body(case: tuple[Body, list[tuple[Body, BodyChange]]]) -> None:
    body, steps = case
    shown, known = page(body), GroupList(body)
    for after, change in steps:
        shown = applied(shown, known.follow(after, change, no_pictures))
        assert shown == page(after)
        assert list(known.starts) == group_starts(after.blocks)


@given(edits())
def test_edits_in_a_row_are_one_change(case: tuple[Body, list[tuple[Body, BodyChange]]]) -> None:
    body, steps = case
    change = None
    for _, step in steps:
        change = then(change, step)
    assert change is not None
    after = steps[-1][0]
    assert after.blocks[: change.start] == body.blocks[: change.start]
    assert after.blocks[change.new_stop :] == body.blocks[change.old_stop :]
    assert applied(page(body), GroupList(body).follow(after, change, no_pictures)) == page(after)


def paragraphs(*words: str) -> Body:
    return Body(tuple(Paragraph(spans(word)) for word in words))


def follow(before: Body, after: Body) -> tuple[Patch, ...]:
    change = body_change(before, after)
    assert change is not None
    return GroupList(before).follow(after, change, no_pictures)


def test_a_word_touches_one_element() -> None:
    before = paragraphs(*"abcdef")
    after = before.replaced(3, 4, [Paragraph(spans("dd"))])
    assert follow(before, after) == (Groups(3, 4, ("<p>dd</p>",)),)


def test_a_new_paragraph_leaves_its_neighbours_alone() -> None:
    before = paragraphs(*"abc")
    assert follow(before, paragraphs("a", "new", "b", "c")) == (Groups(1, 1, ("<p>new</p>",)),)
    assert follow(before, paragraphs("a", "b", "c", "new")) == (Groups(3, 3, ("<p>new</p>",)),)
    assert follow(before, paragraphs("a", "c")) == (Groups(1, 2, ()),)


def test_an_item_is_patched_with_its_list() -> None:
    before = Body((Paragraph(spans("a")), ListItem(spans("one")), ListItem(spans("two")), Paragraph(spans("b"))))
    after = before.replaced(2, 3, [ListItem(spans("three"))])
    assert follow(before, after) == (Groups(1, 2, ("<ul><li>one</li><li>three</li></ul>",)),)


def test_a_note_changes_nothing_on_the_page() -> None:
    before = Body((Paragraph(spans("a")), Note(spans("ask Petra")), Paragraph(spans("b"))))
    after = before.replaced(1, 2, [Note(spans("ask Petra again"))])
    assert applied(page(before), follow(before, after)) == page(before)


def test_a_body_that_gets_empty_and_full_again() -> None:
    assert follow(paragraphs("a"), Body()) == (AllGroups(()),)
    assert follow(Body(), paragraphs("a", "b")) == (AllGroups(("<p>a</p>", "<p>b</p>")),)
    assert follow(Body(), Body((Note(spans("later")),))) == ()


def test_a_crosshead_of_the_first_level_puts_those_before_it_right() -> None:
    deeper, section = Heading(spans("Deeper"), 3), Heading(spans("Section"))
    before = Body((deeper, Paragraph(spans("a")), Heading(), Paragraph(spans("b")), deeper))
    assert page(before)[0] == page(before)[4] == '<h2 class="subhead">Deeper</h2>'
    after = before.replaced(2, 3, [section])
    assert follow(before, after) == (Groups(2, 3, ("<h2>Section</h2>",)), Groups(4, 5, ("<h3>Deeper</h3>",)))
    assert applied(page(after), follow(after, before)) == page(before)


def test_the_work_of_an_edit_does_not_grow_with_the_story() -> None:
    """Counted, not timed: how many blocks are looked at for a key in the middle of a long story."""

    class Counted(tuple[Block, ...]):
        looked_at = 0
        __slots__ = ()

        def __getitem__(self, key: object) -> object:  # type: ignore[override]
            got = super().__getitem__(key)  # type: ignore[call-overload]
            Counted.looked_at += len(got) if isinstance(key, slice) else 1
            return got

        def __iter__(self) -> object:  # type: ignore[override]
            raise AssertionError("walks through all blocks")

    before = paragraphs(*map(str, range(5000)))
    known = GroupList(before)
    after = before.replaced(2500, 2501, [Paragraph(spans("typed"))])
    counted = Body(Counted(after.blocks))
    assert known.follow(counted, BodyChange(2500, 2501, 2501), no_pictures) == (Groups(2500, 2501, ("<p>typed</p>",)),)
    assert Counted.looked_at < 10


def test_only_the_regions_that_change_are_patched() -> None:
    before = Story(headline="Old", deck="Deck", body=paragraphs("a"))
    shown = Shown(before, House(), no_pictures)
    assert shown.follow(replace(before, deck="Another"), None, no_pictures) == (Region("desk-deck", "Another"),)
    after = replace(shown.story, headline="A & B", section="Harbour")
    assert shown.follow(after, None, no_pictures) == (
        Region("desk-title", "A &amp; B"),
        Region("desk-headline", "A &amp; B"),
    )
    after = replace(after, language="he")
    assert shown.follow(after, None, no_pictures) == (
        Language("he", "rtl"),
        AllGroups(('<p dir="ltr">a</p>',)),
    )
    assert shown.follow(replace(after, language="ar"), None, no_pictures) == (Language("ar", "rtl"),)
    added = replace(after, body=paragraphs("a", "שלום"), language="ar")
    assert shown.follow(added, BodyChange(1, 1, 2), no_pictures) == (Groups(1, 1, ("<p>שלום</p>",)),)


def test_a_page_without_a_headline_is_titled_by_its_first_words() -> None:
    before = Story(body=paragraphs("a"))
    after = Story(body=paragraphs("another"))
    patches = Shown(before, House(), no_pictures).follow(after, BodyChange(0, 1, 1), no_pictures)
    assert patches == (Groups(0, 1, ("<p>another</p>",)), Region("desk-title", "another"))


def test_the_message_is_what_the_page_script_takes() -> None:
    patches = (Groups(1, 2, ("<p>a</p>", "<hr>")), AllGroups(()), Region("desk-deck", "x"), Language("he", "rtl"))
    assert as_message(patches) == [
        ["groups", 1, 2, "<p>a</p>\n<hr>"],
        ["all", ""],
        ["region", "desk-deck", "x"],
        ["language", "he", "rtl"],
    ]


def test_the_group_of_a_block() -> None:
    known = GroupList(Body((Paragraph(), ListItem(), ListItem(), Paragraph())))
    assert [known.at(block) for block in range(4)] == [0, 1, 1, 2]
    assert GroupList(Body()).at(0) == 0

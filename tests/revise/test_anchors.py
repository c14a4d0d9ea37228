"""Comments keep to their words, by examples; `test_anchors_at_random.py` does it at random."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from desk.revise.anchors import Anchor, Following, On, anchored_words, follow, follow_all, on_block, on_field, on_words
from desk.story.anchor import WHOLE_STORY
from desk.story.body import Block, Body, Figure, Heading, Paragraph, PullQuote, Rule, Table, body_change, spans
from desk.story.places import Place, parts
from desk.story.story import Story
from tests.formats.bodies import body, strong

FIRST = "The harbour pilots of Port Merrow stopped working at night on Sunday."
SECOND = "They want a lamp on the east mole, and another on the west mole."
THIRD = "The ministry said that it would answer them in the autumn."


def story(*blocks: Block | str, **fields: object) -> Story:
    return replace(Story(body=body(*blocks)), **fields)  # type: ignore[arg-type]


THREE = story(FIRST, SECOND, THIRD)


def on(words: str, where: Story = THREE, number: int | None = None, field: str = "body") -> Anchor:
    """An anchor on these words, wherever they stand."""
    if field != "body":
        text = getattr(where, field)
        return on_words(where, Place(field), text.index(words), text.index(words) + len(words))
    for at, block in enumerate(where.body.blocks):
        for part, text in enumerate(parts(block)):
            if words in text and number in (None, at):
                return on_words(where, Place("body", at, part), text.index(words), text.index(words) + len(words))
    raise AssertionError(words)


def at(anchor: Anchor) -> tuple[int | None, int, int]:
    return anchor.place.block, anchor.start, anchor.stop


def through(anchor: Anchor, *stories: Story) -> Anchor:
    for before, after in pairwise(stories):
        anchor = follow(anchor, before, after)
    return anchor


def told(words: str, *stories: Story) -> str:
    """The words that an anchor is on in the end; "(lost) …" where it is lost."""
    anchor = through(on(words, stories[0]), *stories)
    return f"(lost) {anchored_words(anchor, stories[-1])}" if anchor.lost else anchored_words(anchor, stories[-1])


# ------------------------------------------------------------------------------------------ one edit


@pytest.mark.parametrize(
    ("words", "edited", "after"),
    [
        ("harbour pilots", "Now the harbour pilots of Port Merrow stopped.", "harbour pilots"),  # before it
        ("harbour pilots", FIRST + " Again.", "harbour pilots"),  # behind it
        ("harbour pilots", FIRST.replace("harbour pilots", "harbour’s old pilots"), "harbour’s old pilots"),  # inside
        ("harbour pilots", FIRST.replace("harbour pilots", "harbour pilotss"), "harbour pilots"),  # at its end
        ("harbour pilots", FIRST.replace("harbour", "busy harbour"), "harbour pilots"),  # at its beginning
        ("harbour pilots", FIRST.replace("harbour ", ""), "pilots"),  # some of it is taken out
        ("harbour pilots", FIRST.replace(" pilots", ""), "harbour"),
        ("harbour pilots", FIRST.replace("pilots of Port Merrow", ""), "harbour"),  # and more behind it
        ("harbour pilots", FIRST.replace("harbour pilots ", ""), "(lost) harbour pilots"),
        ("harbour pilots", FIRST.replace("harbour pilots", "crews"), "(lost) harbour pilots"),
        ("harbour pilots", FIRST.replace("harbour pilots", "harbor pilots"), "harbor pilots"),  # spelt otherwise
        ("stopped", FIRST.replace("stopped", "stpoped"), "stpoped"),
        ("stopped", FIRST.replace("stopped", "ceased"), "(lost) stopped"),
        ("pilots", FIRST.replace("pilots", "pictures"), "(lost) pilots"),
        ("Port Merrow", FIRST.replace("of Port Merrow", "of this port"), "(lost) Port Merrow"),
        ("on Sunday", FIRST.replace("Sunday", "Monday"), "on Monday"),
        ("at night", FIRST.replace("working at night", "working by night"), "night"),
        ("The harbour", FIRST.upper(), "(lost) The harbour"),
        ("Port Merrow stopped", FIRST.replace("stopped working", "began to work"), "Port Merrow"),
        ("The harbour pilots", FIRST.replace("harbour pilots", "river crews"), "(lost) The harbour pilots"),
    ],
)
def test_words_in_a_paragraph_that_is_edited(words: str, edited: str, after: str) -> None:
    assert told(words, THREE, story(edited, SECOND, THIRD)) == after


def test_an_anchor_is_where_its_words_are_and_nothing_else_is_changed_of_it() -> None:
    anchor = on("Port Merrow")
    after = follow(anchor, THREE, story("Now: " + FIRST, SECOND, THIRD))
    assert at(after) == (0, anchor.start + 5, anchor.stop + 5)
    assert (after.words, after.last, after.before, after.after) == (
        "Port Merrow", "Port Merrow", ": The harbour pilots of ", " stopped working at nigh",
    )  # fmt: skip


def test_an_anchor_that_has_nothing_to_do_with_an_edit_is_the_same_value() -> None:
    anchor = on("Port Merrow")
    assert follow(anchor, THREE, story(FIRST, SECOND, "Nobody answered.")) is anchor
    assert follow(anchor, THREE, replace(THREE, headline="Night")) is anchor
    assert follow(anchor, THREE, THREE) is anchor


def test_only_its_number_changes_where_blocks_come_before_it() -> None:
    anchor = on("Port Merrow")
    assert follow(anchor, THREE, story("One.", Rule(), FIRST, SECOND, THIRD)) == replace(anchor, place=Place("body", 2))


def test_marks_and_kinds_leave_it_where_it_is() -> None:
    marked = Paragraph(spans("The ", strong("harbour"), FIRST[len("The harbour") :]))
    assert follow(on("harbour pilots"), THREE, story(marked, SECOND, THIRD)) == on("harbour pilots")
    for other in (Heading(spans(FIRST)), PullQuote(spans(FIRST), "A. Pilot")):
        assert follow(on("harbour pilots"), THREE, story(other, SECOND, THIRD)) == on("harbour pilots")


# -------------------------------------------------------------------------------- paragraphs as a whole


def test_a_paragraph_is_split() -> None:
    head, tail = FIRST[: len("The harbour pilots of Port Merrow")], "stopped working at night on Sunday."
    parted = story(head, tail, SECOND, THIRD)
    assert at(follow(on("harbour pilots"), THREE, parted)) == (0, 4, 18)
    assert told("at night", THREE, parted) == "at night"
    assert at(follow(on("at night"), THREE, parted))[0] == 1
    # Of words that are parted the anchor stays with most; they are one again when the paragraphs are.
    assert told("Merrow stopped working", THREE, parted) == "stopped working"
    assert told("Merrow stopped working", THREE, parted, THREE) == "Merrow stopped working"


def test_paragraphs_are_joined() -> None:
    joined = story(f"{FIRST} {SECOND}", THIRD)
    assert told("east mole", THREE, joined) == "east mole"
    assert through(on("east mole"), THREE, joined, THREE) == on("east mole")


def test_paragraphs_are_moved() -> None:
    for order in ((SECOND, FIRST, THIRD), (THIRD, FIRST, SECOND), (SECOND, THIRD, FIRST), (THIRD, SECOND, FIRST)):
        after = story(*order)
        for words, text in (("harbour pilots", FIRST), ("mole", SECOND), ("The", FIRST), ("The", THIRD), (".", SECOND)):
            anchor = on(words, THREE, (FIRST, SECOND, THIRD).index(text))
            assert follow(anchor, THREE, after) == replace(anchor, place=Place("body", order.index(text)))


def test_a_paragraph_is_moved_and_edited() -> None:
    after = story(SECOND, THIRD, FIRST.replace("stopped", "have stopped"))
    anchor = follow(on("The harbour"), THREE, after)
    assert (at(anchor)[0], anchored_words(anchor, after)) == (2, "The harbour")


def test_words_are_dragged_to_another_paragraph() -> None:
    after = story(
        FIRST.replace(" of Port Merrow", ""), SECOND, THIRD.replace("The ministry", "The ministry of Port Merrow")
    )
    anchor = follow(on("Port Merrow"), THREE, after)
    assert (at(anchor)[0], anchored_words(anchor, after), anchor.lost) == (2, "Port Merrow", False)


def test_a_paragraph_is_cut_and_pasted() -> None:
    cut = story(FIRST, THIRD)
    anchor = follow(on("a lamp"), THREE, cut)
    assert (anchor.lost, anchor.last) == (True, "a lamp")
    assert follow(anchor, cut, story(SECOND, FIRST, THIRD)) == replace(on("a lamp"), place=Place("body", 0))


def test_everything_is_replaced_everywhere() -> None:
    after = story(*(text.replace("mole", "pier").replace("The", "Then the") for text in (FIRST, SECOND, THIRD)))
    assert told("east mole", THREE, after) == "east"
    assert told("harbour pilots", THREE, after) == "harbour pilots"
    assert told("a lamp on the east mole", THREE, after) == "a lamp on the east"
    assert told("in the autumn", THREE, after) == "in the autumn"


def test_words_among_others_that_are_alike() -> None:
    alike = story("the the the the", "the the")
    third = on_words(alike, Place("body", 0), 8, 11)
    assert at(follow(third, alike, story("the the the the the", "the the")))[0] == 0
    second = on_words(alike, Place("body", 1), 4, 7)
    assert follow(second, alike, story("the the the", "the the")) == second
    same = story("Same.", "Same.", "Same.")
    assert not follow(on("Same", same, 2), same, story("Same.", "Same.")).lost
    assert not follow(on("Same", same, 2), same, story("Same.")).lost


# -------------------------------------------------------------------------------------- lost and found


def test_words_that_are_gone_come_back() -> None:
    without = story(FIRST.replace("harbour pilots ", ""), SECOND, THIRD)
    assert through(on("harbour pilots"), THREE, without, THREE) == on("harbour pilots")
    assert through(on("harbour pilots"), THREE, story(SECOND, THIRD), THREE) == on("harbour pilots")
    assert through(on("harbour pilots"), THREE, story(), THREE) == on("harbour pilots")
    assert through(on("autumn"), THREE, story(FIRST), story(FIRST, SECOND), THREE) == on("autumn")


def test_a_lost_anchor_says_where_it_was_while_others_write() -> None:
    without = story(FIRST.replace("harbour pilots ", ""), SECOND, THIRD)
    longer = story("Before.", without.body.blocks[0], SECOND, THIRD)
    anchor = through(on("harbour pilots"), THREE, without, longer)
    assert (anchor.lost, at(anchor)) == (True, (1, 4, 4))
    assert through(anchor, longer, story("Before.", FIRST, SECOND, THIRD)) == replace(
        on("harbour pilots"), place=Place("body", 1)
    )


def test_words_that_are_rubbed_out_letter_by_letter_and_undone_in_one() -> None:
    stories = [story(FIRST.replace("harbour pilots", "harbour pilots"[:length])) for length in range(14, -1, -1)]
    anchor = through(on("harbour pilots", stories[0]), *stories)
    assert (anchor.lost, anchor.last) == (True, "harbour pilots")
    assert follow(anchor, stories[-1], stories[0]) == on("harbour pilots", stories[0])


def test_words_that_were_written_on_come_back_as_they_were_last() -> None:
    grown = story(FIRST.replace("harbour pilots", "harbour and river pilots"), SECOND, THIRD)
    without = story(FIRST.replace("harbour pilots ", ""), SECOND, THIRD)
    anchor = through(on("harbour pilots"), THREE, grown, without)
    assert (anchor.lost, anchor.last, anchor.words) == (True, "harbour and river pilots", "harbour pilots")
    assert anchored_words(follow(anchor, without, grown), grown) == "harbour and river pilots"
    assert follow(anchor, without, THREE) == on("harbour pilots")


def test_words_that_come_back_at_their_place_otherwise() -> None:
    without = story(FIRST.replace("harbour pilots of Port Merrow", ""), SECOND, THIRD)
    again = story(FIRST.replace("harbour pilots", "harbour’s pilots"), SECOND, THIRD)
    assert told("harbour pilots of Port Merrow", THREE, without, again) == "pilots of Port Merrow"


def test_one_word_that_is_written_elsewhere_is_another_one() -> None:
    without = story(FIRST.replace("pilots ", ""), SECOND, THIRD)
    after = story(FIRST.replace("pilots ", ""), SECOND, THIRD + " No pilots came.")
    assert told("pilots", THREE, without, after) == "(lost) pilots"


def test_what_was_shortened_on_both_sides_comes_back_step_by_step() -> None:
    front, both = FIRST.replace("pilots of ", "of "), FIRST.replace("pilots of Port Merrow", "of")
    steps = [story(text) for text in (FIRST, front, both, front, FIRST)]
    assert told("pilots of Port Merrow", *steps) == "pilots of Port Merrow"


# ------------------------------------------------------------------------------------- everything else


def test_words_of_fields() -> None:
    before = story(FIRST, headline="Pilots refuse night landings", deck="They want lamps.")
    anchor = on("night", before, field="headline")
    after = replace(before, headline="Harbour pilots refuse all night landings")
    assert at(follow(anchor, before, after)) == (None, 26, 31)
    gone = replace(before, headline="")
    assert follow(anchor, before, gone).lost
    assert through(anchor, before, gone, before) == anchor
    assert follow(anchor, before, replace(before, deck="Lamps.")) is anchor


def test_words_of_pictures_tables_and_pull_quotes() -> None:
    figure = Figure("media:1", "A mole at dusk", spans("The east mole in May."), "Ana Reis")
    table = Table(((spans("Ship"), spans("Length")), (spans("Aurora"), spans("210 metres"))))
    before = story(FIRST, figure, table, PullQuote(spans("We want lamps."), "Petra Holm"), lead=figure)
    for words in ("at dusk", "mole in", "Reis", "Aurora", "210", "lamps", "Holm"):
        anchor = on(words, before)
        after = story("New.", *before.body.blocks)
        assert follow(anchor, before, after) == replace(anchor, place=replace(anchor.place, block=at(anchor)[0] + 1))  # type: ignore[operator]
    wide = Table(((spans("Ship"), spans("Flag"), spans("Length")), (spans("Aurora"), spans("MT"), spans("210 metres"))))
    after = story(FIRST, figure, wide, before.body.blocks[3])
    anchor = follow(on("210", before), before, after)
    assert (anchored_words(anchor, after), anchor.place) == ("210", Place("body", 2, 5))
    credit = on_words(before, Place("lead", None, 2), 4, 8)
    later = replace(before, lead=replace(figure, credit="By Ana Reis"))
    assert at(follow(credit, before, later)) == (None, 7, 11)
    assert follow(credit, before, replace(before, lead=None)).lost
    assert through(credit, before, replace(before, lead=None), before) == credit


def test_fields_and_the_story_are_always_there() -> None:
    for anchor in (WHOLE_STORY, on_field("headline"), on_field("credits")):
        assert follow(anchor, THREE, Story()) is anchor


def test_a_block_as_a_whole() -> None:
    anchor = on_block(THREE, 1)
    assert anchored_words(anchor, THREE) == SECOND

    def now(*blocks: Block | str) -> int | None:
        found = follow(anchor, THREE, story(*blocks))
        return None if found.lost else found.place.block

    assert now("New.", FIRST, SECOND, THIRD) == 2
    assert now(FIRST, SECOND[:20], THIRD) == 1
    assert now(FIRST, "", THIRD) == 1
    assert now(FIRST, Heading(spans(SECOND)), THIRD) == 1
    assert now(SECOND, THIRD, FIRST) == 0
    assert now(FIRST, SECOND[:10], SECOND[11:], THIRD) == 2
    assert now(FIRST + SECOND, THIRD) == 0
    assert now(FIRST, SECOND + THIRD) == 1
    assert now(FIRST, THIRD) is None
    assert now(FIRST, Rule(), THIRD) is None


def test_a_block_that_is_gone_comes_back() -> None:
    for number, block in enumerate((FIRST, Figure("media:1"), SECOND)):
        before = story(FIRST, Figure("media:1"), SECOND)
        anchor = on_block(before, number)
        rest = story(
            *(other for other in before.body.blocks if other != Paragraph(spans(str(block))) and other != block)
        )
        gone = follow(anchor, before, rest)
        assert gone.lost
        assert follow(gone, rest, before) == anchor


def test_many_are_followed_at_once_with_the_change_that_is_known() -> None:
    after = story(FIRST, "Between.", SECOND + " Soon.", THIRD)
    anchors = (on("harbour pilots"), on("west mole"), on("autumn"), on_block(THREE, 2), WHOLE_STORY)
    change = body_change(THREE.body, after.body)
    found = follow_all(anchors, THREE, after, change)
    assert found == follow_all(anchors, THREE, after) == tuple(follow(each, THREE, after) for each in anchors)
    assert [each.place.block for each in found] == [0, 2, 3, 3, None]
    assert Following(THREE, after).anchor(anchors[0]) is anchors[0]


def test_an_anchor_of_another_story_is_lost_and_breaks_nothing() -> None:
    far = Anchor(On.WORDS, Place("body", 7, 3), 90, 99, "nowhere", "nowhere")
    after = follow(far, THREE, story(FIRST))
    assert follow(replace(on("autumn"), stop=400), THREE, story(FIRST, SECOND, "Other.")).lost
    assert after.place.block == 5
    assert anchored_words(after, THREE) == ""
    assert follow(replace(far, place=Place("body", 2, 3)), THREE, story(FIRST, SECOND, "Other.")).lost
    assert follow(replace(far, place=Place("nowhere")), THREE, Story()) == replace(far, place=Place("nowhere"))


@pytest.mark.parametrize("place", [Place("body", 9), Place("body", 0, 4), Place("credits"), Place("headline")])
def test_there_is_no_anchor_on_words_that_are_not_there(place: Place) -> None:
    with pytest.raises(ValueError, match="needs words"):
        on_words(THREE, place, 0, 3)


def test_a_body_that_is_empty() -> None:
    assert follow(on_block(story(""), 0), story(""), Story(body=Body())).lost

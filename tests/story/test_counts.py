from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.story.body import Block, Body, Embed, Figure, ListItem, Note, Paragraph, PullQuote, Rule, Table, spans
from desk.story.counts import Count, Counter, count_block, count_body, count_story, count_text, words_of
from desk.story.house import House
from desk.story.story import Story


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("The ferry left at noon.", ["The", "ferry", "left", "at", "noon"]),
        ("It’s a well-known fact", ["It’s", "a", "well-known", "fact"]),
        ("don't stop", ["don't", "stop"]),
        ("left—and right–wrong", ["left", "and", "right", "wrong"]),
        ("one -- two - three", ["one", "two", "three"]),
        ("and/or", ["and", "or"]),
        ("AT&T paid $1,000.50 in 2.5 hours", ["AT&T", "paid", "1,000.50", "in", "2.5", "hours"]),
        ("yes,no", ["yes", "no"]),
        ("write to a.b@example.org", ["write", "to", "a.b@example.org"]),
        ("“Quoted,” she said…", ["Quoted", "she", "said"]),
        ("the 1990s’ end", ["the", "1990s", "end"]),
        ("e\u0301te\u0301 naïve", ["e\u0301te\u0301", "naïve"]),
        ("हिन्दी में शब्द", ["हिन्दी", "में", "शब्द"]),
        ("сказал: «да»", ["сказал", "да"]),
        ("مرحبا، بالعالم", ["مرحبا", "بالعالم"]),
        ("한국어 단어", ["한국어", "단어"]),
        ("北京、東京。", ["北", "京", "東", "京"]),
        ("東京タワーで", list("東京タワーで")),
        ("in 北京 today", ["in", "北", "京", "today"]),
        ("👩‍👩‍👧 fine ❤️", ["fine"]),
        ("soft\u00adhyphen re\u2011do", ["soft\u00adhyphen", "re\u2011do"]),
        ("line\nbreak", ["line", "break"]),
        ("— … * ---", []),
    ],
)
def test_words_are_told_apart(text: str, words: list[str]) -> None:
    assert words_of(text) == words
    assert count_text(text).words == len(words)


def test_characters_are_counted_with_spaces_and_without_line_ends() -> None:
    assert count_text("one two\nthree").characters == 12


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (Paragraph(spans("Two words")), 2),
        (ListItem(spans("Three more words")), 3),
        (PullQuote(spans("So it was"), "A. Smith"), 5),
        (Figure("media:00", "not counted alt", spans("A caption"), "Ann Lee"), 4),
        (Table(((spans("a"), spans("b c")), (spans("d"), ()))), 4),
        (Embed("https://example.org/x", "A video"), 2),
        (Rule(), 0),
        (Note(spans("never prints")), 0),
    ],
)
def test_every_kind_of_block_counts_what_it_prints(block: Block, words: int) -> None:
    assert count_block(block).words == words


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 0),
        ("word", 1),
        ("word " * 238, 1),
        ("word " * 476, 2),
        ("word " * 500, 2),
        ("字" * 1000, 2),
        ("字 word " * 500, 3),
    ],
)
def test_minutes_of_reading_follow_the_house(text: str, minutes: int) -> None:
    story = Story(headline="Not counted", body=Body((Paragraph(spans(text)),)))
    assert count_story(story, House()).minutes == minutes


def test_a_faster_house_reads_in_less_time() -> None:
    story = Story(body=Body((Paragraph(spans("word " * 1000)),)))
    assert count_story(story, House(words_per_minute=100)).minutes == 10
    assert Counter(House(words_per_minute=500)).count_story(story).minutes == 2


paragraphs = st.text(st.sampled_from("ab ,-字'\n1"), max_size=12).map(lambda text: Paragraph(spans(text)))
notes = st.text("ab ", max_size=5).map(lambda text: Note(spans(text)))
bodies = st.lists(paragraphs | notes, max_size=6).map(lambda blocks: Body(tuple(blocks)))


@given(st.lists(bodies, max_size=6))
def test_counting_again_is_counting_all(edits: list[Body]) -> None:
    counter, house = Counter(), House()
    for body in edits:
        story = Story(body=body)
        assert counter.count_story(story) == count_story(story, house)
        assert counter.words(story) == sum(count_block(block).words for block in body.blocks)


@given(bodies, st.data())
def test_counting_after_one_block_was_edited_is_counting_all(body: Body, data: st.DataObject) -> None:
    counter = Counter()
    counter.count_body(body)
    start = data.draw(st.integers(0, len(body.blocks)))
    stop = data.draw(st.integers(start, len(body.blocks)))
    after = body.replaced(start, stop, data.draw(st.lists(paragraphs, max_size=2)))
    assert counter.count_body(after) == count_body(after)
    assert counter.count_body(body) == count_body(body)


@given(st.text(), st.text())
def test_a_space_parts_counts(one: str, other: str) -> None:
    both, parted = count_text(f"{one} {other}"), count_text(one) + count_text(other)
    for name, more in (("words", 0), ("characters", 1), ("ideographs", 0), ("spaces", 1)):
        assert getattr(both, name) == getattr(parted, name) + more
    assert parted - count_text(one) == count_text(other)


@given(bodies, st.data())
def test_a_part_of_a_body_is_counted_by_its_blocks(body: Body, data: st.DataObject) -> None:
    counter = Counter()
    counter.count_body(data.draw(bodies))
    assert counter.uncounted(body) <= len(body.blocks)
    counter.count_body(body)
    assert counter.uncounted(body) == 0
    start = data.draw(st.integers(0, len(body.blocks)))
    stop = data.draw(st.integers(start, len(body.blocks)))
    assert counter.between(start, stop) == count_body(Body(body.blocks[start:stop]))


def test_spaces_and_paragraphs() -> None:
    body = Body(
        (Paragraph(spans("two  words\nand\u00a0more")), Paragraph(), Note(spans("not this")), Paragraph(spans("—")))
    )
    count = count_body(body)
    assert (count.words, count.characters, count.spaces, count.paragraphs) == (4, 19, 3, 1)


def test_only_changed_blocks_are_counted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    body = Body(tuple(Paragraph(spans(f"number {index}")) for index in range(100)))
    counter = Counter()
    counter.count_body(body)
    counted: list[Block] = []

    def count(block: Block) -> Count:
        counted.append(block)
        return count_block(block)

    monkeypatch.setattr("desk.story.counts.count_block", count)
    after = body.replaced(50, 51, [Paragraph(spans("one more word"))])
    assert counter.count_body(after).words == 201
    assert counted == [after.blocks[50]]

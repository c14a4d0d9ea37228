"""Whose the words of an article are, read off its revisions without reading each of them anew."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.checks.copied import Words, plain_story
from desk.checks.wrote import shares
from desk.library.authoring import Authors
from desk.library.library import Library
from desk.library.reading import current
from desk.library.values import ArticleRow, Why
from desk.revise.review.authorship import Written, writers
from desk.story.body import Body, Figure, Heading, ListItem, Mark, Note, Paragraph, Quote, Rule, Span, spans
from desk.story.story import Story
from tests.formats.bodies import bodies

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
MAREN, ILSE, BO = "Maren Holt", "Ilse Brandt", "Bo Lind"
QUAY = "The ferry left at noon and nobody on the quay saw it go."
BRIDGE = "A bridge would cost more than the council has in ten years."


def of(*texts: str) -> Story:
    return Story(headline="Ferry", body=Body(tuple(Paragraph(spans(text)) for text in texts)))


def made(library: Library, *steps: tuple[str, Story], why: Why = Why.CREATED) -> ArticleRow:
    (who, first), *rest = steps
    library.who = who
    row = library.create(first, why).result()
    for name, story in rest:
        library.who = name
        library.checkpoint(row.id, story).result()
    return row


def counts(library: Library, row: ArticleRow, authors: Authors | None = None) -> dict[str, int]:
    with library._database.reader() as connection:
        now = current(connection, row.id)
        plain = plain_story(now.text.story())
        found = (authors or Authors()).written(connection, row.id, plain, now.who, NOW)
    assert found.story == plain
    return {share.who: share.count for share in shares(found, Words(plain))}


def test_words_are_of_whoever_wrote_them_and_signs_are_nobodys(library: Library) -> None:
    row = made(library, (MAREN, of(QUAY, BRIDGE)), (ILSE, of(QUAY.replace("noon", "midnight"), BRIDGE)))
    assert counts(library, row) == {MAREN: 24, ILSE: 1}
    library.who = BO
    library.checkpoint(row.id, of(QUAY.replace("noon", "midnight,").upper(), BRIDGE.replace("A bridge", "“A bridge”")))
    library.settle().result()
    assert counts(library, row) == {MAREN: 24, ILSE: 1}, "who changes capitals, commas and quotes writes no word"


def test_what_is_brought_in_or_copied_is_of_nobody_here(library: Library) -> None:
    row = made(library, (MAREN, of(QUAY)), (ILSE, of(QUAY, BRIDGE)), why=Why.IMPORTED)
    assert counts(library, row) == {ILSE: 12}
    library.who = BO
    copy = library.duplicate(row.id).result()
    assert counts(library, copy) == {}


def test_a_draft_is_of_whoever_types_it(library: Library) -> None:
    row = made(library, (MAREN, of(QUAY)))
    library.who = ILSE
    library.save_draft(row.id, of(QUAY, BRIDGE), 0, row.version).result()
    assert counts(library, row) == {MAREN: 13, ILSE: 12}


def test_what_was_read_is_remembered_and_gone_on_with(library: Library) -> None:
    authors = Authors()
    row = made(library, (MAREN, of(QUAY)))
    assert counts(library, row, authors) == {MAREN: 13}
    for who, texts in ((ILSE, (QUAY, BRIDGE)), (ILSE, (QUAY, BRIDGE, "No lamps.")), (BO, (BRIDGE, QUAY))):
        library.who = who
        library.checkpoint(row.id, of(*texts)).result()
        assert counts(library, row, authors) == counts(library, row)
    library.restore(row.id, library.revision(row.id, "1").id).result()
    assert counts(library, row, authors) == counts(library, row) == {MAREN: 13}


def test_words_of_any_block_and_none_that_never_print(library: Library) -> None:
    blocks = (
        Heading(spans("Lamps")),
        Quote(spans("We saw none", Span(" of them", frozenset({Mark.STRONG})))),
        ListItem(spans("One lamp")),
        ListItem(spans("1. Another_one *here*")),
        Figure("media:" + "ab" * 32, "Not counted at all", spans("A mole at night"), "Jane Roe"),
        Rule(),
        Note(spans("Ask her again, please")),
        Paragraph(spans("   a * b")),
    )
    row = made(library, (MAREN, Story(body=Body(blocks))), (ILSE, Story(body=Body((*blocks, Paragraph(spans("End")))))))
    assert counts(library, row) == {MAREN: 1 + 5 + 2 + 3 + 4 + 2, ILSE: 1}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from([MAREN, ILSE]), bodies), min_size=1, max_size=4))
def test_it_is_as_if_each_revision_were_read(library: Library, steps: list[tuple[str, Body]]) -> None:
    stories = [(who, Story(body=body)) for who, body in steps]
    row = made(library, *stories)
    rows = [*reversed(library.revisions(row.id))]
    every = (
        Written(each.id, each.parents, each.who, each.at, plain_story(library.revision_story(each.id))) for each in rows
    )
    found = writers(every)
    words = Words(found.story)
    wanted = {share.who: share.count for share in shares(found, words)}
    got = counts(library, row)
    assert sum(got.values()) == sum(wanted.values()) == words.count
    assert replace(found, removed=()).story == plain_story(library.article(row.id).story)
    if len({who for who, _ in steps}) == 1:
        assert got == wanted


def test_a_revision_that_is_damaged_is_passed_over(library: Library, path: Path) -> None:
    row = made(library, (MAREN, of(QUAY)), (ILSE, of(QUAY, "Nobody asked.")), (BO, of(QUAY, BRIDGE)))
    damaged = library.revisions(row.id)[1]
    library.close()
    with closing(connect(path)) as file, file:
        file.execute("UPDATE stories SET packed = x'00' WHERE hash = ?", [damaged.story_hash])
    with Library.open(path, who=MAREN) as again:
        assert counts(again, row) == {MAREN: 13, BO: 12}


def test_what_was_done_in_several_places_and_what_moved_between_them(library: Library) -> None:
    old = [
        f"In hall {number} the lamps were counted twice, {number} of them, by the clerk alone." for number in range(9)
    ]
    new = [*old]
    new[1] = new[1].replace("lamps", "green lamps")
    new[7] = new[7].replace("twice", "three times")
    row = made(library, (MAREN, of(*old)), (ILSE, of(*new)))
    assert counts(library, row) == {MAREN: 9 * 15 - 1, ILSE: 3}
    library.who = BO
    new = [*new[2:5], "Nobody knew why.", *new[5:], new[0], new[1]]
    library.checkpoint(row.id, of(*new)).result()
    assert counts(library, row) == {MAREN: 9 * 15 - 1, ILSE: 3, BO: 3}, "what moves is still whose it was"

"""Revisions: when they are made, how little room they take, how one goes back."""

from __future__ import annotations

import random
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.errors import NotFound, Unreadable
from desk.library import database
from desk.library.library import Library
from desk.library.storing import packed, stored, unpacked
from desk.library.values import Amount, ArticleRow, State, Why
from desk.library.wanted import Wanted
from desk.story.body import Figure
from desk.story.house import House
from desk.story.story import Story
from tests.formats.bodies import body
from tests.library.stories import ferry, stories


def draft(library: Library, row: ArticleRow, story: Story, who: str = "") -> ArticleRow:
    """Somebody types over the article as they last saw it."""
    before, library.who = library.who, who or library.who
    row = library.save_draft(row.id, story, 0, row.version).result().row
    library.who = before
    return row


def whys(library: Library, row: ArticleRow) -> list[str]:
    return [revision.why.value for revision in library.revisions(row.id)]


def of_file(path: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


# ------------------------------------------------------------------------------------------ how they are kept


@given(stories)
@settings(max_examples=50, deadline=None)
def test_a_packed_story_is_what_it_was(story: Story) -> None:
    text = stored(story)
    assert unpacked(packed(text)) == text
    assert unpacked(packed(text)).hash == text.hash


@pytest.mark.parametrize("damage", [b"", b"x", packed(stored(ferry()))[:-1], b"\x00" + packed(stored(ferry()))[1:]])
def test_a_damaged_one_says_so(damage: bytes) -> None:
    with pytest.raises(Unreadable, match="all other texts can be opened"):
        unpacked(damage)


def test_only_the_text_that_an_article_stands_on_lies_open(library: Library, path: Path) -> None:
    row = library.create(ferry()).result()
    for number in range(3):
        library.checkpoint(row.id, ferry(deck=f"Deck {number}")).result()
    found = of_file(path, "SELECT fields, body, packed FROM stories ORDER BY packed IS NULL, rowid")
    assert [(fields, text) for fields, text, blob in found if blob is not None] == [("", "")] * 3
    assert [str(fields).count("Deck 2") for fields, _, blob in found if blob is None] == [1]
    assert b"Deck 1" in zlib.decompress(found[2][2])  # type: ignore[arg-type]
    decks = [library.revision_story(revision.id).deck for revision in library.revisions(row.id)]
    assert decks == ["Deck 2", "Deck 1", "Deck 0", ""]


def test_a_text_that_is_stood_on_again_lies_open_again(library: Library, path: Path) -> None:
    row = library.create(ferry()).result()
    library.checkpoint(row.id, ferry(deck="New")).result()
    library.checkpoint(row.id, ferry(), Why.RESTORED).result()
    assert library.article(row.id).story == ferry()
    assert of_file(path, "SELECT count(*), sum(packed IS NULL) FROM stories") == [(2, 1)]
    # A draft of an older text that is overtaken becomes the head without being looked at by anything else.
    opened = library.article(row.id).row
    theirs = draft(library, opened, ferry(deck="New"))
    assert draft(library, opened, ferry(deck="Newer")).version == theirs.version + 1
    with Library.open(path) as again:
        library.checkpoint(row.id).result()
        assert again.article(row.id).story == ferry(deck="Newer")
        assert [again.revision_story(each.id).deck for each in again.revisions(row.id)] == [
            "Newer",
            "New",
            "",
            "New",
            "",
        ]


def test_a_text_that_another_article_stands_on_stays_open(library: Library, path: Path) -> None:
    first, second = (library.create(ferry(slug="ferry")).result() for _ in range(2))
    library.checkpoint(first.id, ferry(deck="New")).result()
    assert of_file(path, "SELECT count(*), sum(packed IS NULL) FROM stories") == [(2, 2)]
    assert library.article(second.id).story == ferry(slug="ferry")


def test_a_rebuilt_list_finds_the_same(library: Library, path: Path) -> None:
    row = library.create(ferry(lead=Figure("media:" + "ab" * 32, "A ferry"))).result()
    library.checkpoint(row.id, ferry(deck="New")).result()
    library.rows(Wanted("ferry"))  # so that all is indexed
    before = [of_file(path, f"SELECT * FROM {table} ORDER BY 1") for table in ("stories", "shown", "articles")]
    assert len(before[1]) == 1
    library.rebuild().result()
    assert [of_file(path, f"SELECT * FROM {table} ORDER BY 1") for table in ("stories", "shown", "articles")] == before


def test_a_damaged_older_text_costs_only_itself(library: Library, path: Path) -> None:
    row = library.create(ferry()).result()
    for number in range(3):
        library.checkpoint(row.id, ferry(deck=f"Deck {number}")).result()
    newest, _, broken, oldest = library.revisions(row.id)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE stories SET packed = x'00' WHERE hash = ?", (broken.story_hash,))
        connection.commit()
    with pytest.raises(Unreadable):
        library.revision_story(broken.id)
    assert library.revision_story(oldest.id) == ferry()
    assert len(library.revisions(row.id)) == 4
    assert set(library.amounts(row.id)) == {each.id for each in library.revisions(row.id)} - {
        broken.id,
        library.revisions(row.id)[1].id,  # it was made from the damaged one
    }
    assert library.article(row.id).revision == newest.id


def test_a_thousand_checkpoints_take_less_than_6_mb(library: Library, path: Path) -> None:
    chance = random.Random(4)
    letters = "etaoinshrdlucmfwypvbgk"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(3_000)]  # as hard as prose to pack
    text = [[chance.choice(words) for _ in range(50)] for _ in range(20)]
    row = library.create(Story(headline="A thousand", body=body(*map(" ".join, text)))).result()
    for number in range(1_000):
        for _ in range(3):
            paragraph = chance.choice(text)
            paragraph[chance.randrange(50)] = chance.choice(words)
        library.checkpoint(
            row.id, Story(headline="A thousand", body=body(*map(" ".join, text))), note=f"{number}"
        ).result()
    assert len(library.revisions(row.id)) == 1_001
    library.close()
    assert path.stat().st_size < 6_000_000
    assert of_file(path, "PRAGMA integrity_check") == [("ok",)]
    with Library.open(path) as again:
        assert again.revision_story(again.revision(row.id, "1001").id) == again.article(row.id).story
        assert again.amounts(row.id)[again.revision(row.id, "500").id].added in range(1, 4)


# ------------------------------------------------------------------------------------------ when they are made


def test_a_note_on_a_text_that_did_not_change_is_kept_with_the_same_text(library: Library, path: Path) -> None:
    row = library.create(ferry()).result()
    noted = library.checkpoint(row.id, note="As agreed with the harbour office").result()
    assert library.revisions(row.id)[0] == noted
    assert of_file(path, "SELECT count(*) FROM stories") == [(1,)]


def test_what_did_not_change_makes_no_revision(library: Library) -> None:
    row = library.create(ferry()).result()
    library.checkpoint(row.id).result()
    library.set_state(row.id, State.READY).result()
    library.set_state(row.id, State.READY).result()
    library.deliver(row.id, "html", "ferry.html", "0" * 64).result()
    assert whys(library, row) == ["created"]
    assert [(move.what, move.value) for move in library.moves(row.id)] == [("state", "ready")]


def test_handing_over_and_every_other_state_keep_the_text(library: Library) -> None:
    row = library.create(ferry()).result()
    row = draft(library, row, ferry(deck="One"))
    row = library.set_state(row.id, State.SUBMITTED).result()
    row = draft(library, row, ferry(deck="Two"))
    row = library.set_state(row.id, State.SPIKED).result()
    assert whys(library, row) == ["moved", "handed-over", "created"]
    assert [library.revision_story(each.id).deck for each in library.revisions(row.id)] == ["Two", "One", ""]
    assert draft(library, row, ferry(deck="Three")).version == row.version + 1  # whoever types goes on undisturbed
    assert len(library.revisions(row.id)) == 3


def test_a_revision_of_a_state_is_by_who_wrote_the_text(library: Library) -> None:
    row = draft(library, library.create(ferry()).result(), ferry(deck="Theirs"), "Wei Sung")
    library.set_state(row.id, State.READY).result()
    assert (library.revisions(row.id)[0].who, library.moves(row.id)[0].who) == ("Wei Sung", "Maren Holt")


def test_the_draft_of_somebody_else_is_kept_when_another_goes_on(library: Library) -> None:
    row = library.create(ferry()).result()
    row = draft(library, row, ferry(deck="Wei's"), "Wei Sung")
    row = draft(library, row, ferry(deck="Wei's, longer"), "Wei Sung")
    assert whys(library, row) == ["created"]
    row = draft(library, row, ferry(deck="Maren's"))
    row = draft(library, row, ferry(deck="Maren's, longer"))
    assert whys(library, row) == ["taken-over", "created"]
    theirs = library.revisions(row.id)[0]
    assert (theirs.who, library.revision_story(theirs.id).deck) == ("Wei Sung", "Wei's, longer")
    mine = library.checkpoint(row.id).result()
    assert (mine.parents, mine.who) == ((theirs.id,), "Maren Holt")


def test_a_checkpoint_over_the_draft_of_somebody_else_keeps_it(library: Library) -> None:
    row = draft(library, library.create(ferry()).result(), ferry(deck="Wei's"), "Wei Sung")
    library.checkpoint(row.id, ferry(deck="Maren's")).result()
    assert whys(library, row) == ["checkpoint", "taken-over", "created"]
    assert library.revision_story(library.revisions(row.id)[1].id).deck == "Wei's"


def test_a_draft_of_nobody_belongs_to_who_goes_on(library: Library) -> None:
    row = library.create(ferry()).result()
    library.who = ""
    row = draft(library, row, ferry(deck="No name yet"))
    library.who = "Maren Holt"
    row = draft(library, row, ferry(deck="Now with a name"))
    assert whys(library, row) == ["created"]


def test_what_goes_out_is_a_revision_whatever_is_typed_meanwhile(library: Library) -> None:
    drafted, still = (library.create(Story(headline=name)).result() for name in ("Drafted", "Still"))
    row = draft(library, drafted, Story(headline="Drafted", deck="As it went out"))
    sending = library.to_send([drafted.id, still.slug], House())
    found = {each.row.id: (each.text.story().deck, each.revision) for each in sending}
    draft(library, row, Story(headline="Drafted", deck="Typed meanwhile"))
    deck, revision = found[drafted.id]
    sent = library.deliver(drafted.id, "html", "x.html", "0" * 64, revision).result()
    assert library.revision_story(sent.revision).deck == deck == "As it went out"
    assert found[still.id] == ("", library.article(still.id).revision)
    assert whys(library, drafted) == ["exported", "created"]
    assert whys(library, still) == ["created"]


def test_a_draft_goes_out_although_the_library_cannot_be_written(
    library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = draft(library, library.create(ferry()).result(), ferry(deck="Not kept yet"))
    library.close()
    monkeypatch.setattr(database, "PATIENCE", 10)
    with Library.open(path) as locked, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        (sent,) = locked.to_send([row.id], House())
        other.execute("ROLLBACK")
    assert (sent.text.story().deck, sent.revision) == ("Not kept yet", "")


# ------------------------------------------------------------------------------------------------- going back


def test_going_back_is_a_new_revision_and_can_be_undone(library: Library) -> None:
    row = library.create(ferry()).result()
    first = library.revision(row.id, "1")
    row = draft(library, row, ferry(deck="Typed since"))
    back = library.restore(row.id, first.id, note="Back to the first").result()
    assert library.article(row.id).story == ferry()
    assert whys(library, row) == ["restored", "checkpoint", "created"]
    assert (back.revision.note, back.revision.parents, back.row.version) == (
        "Back to the first",
        (back.before.id,),
        row.version + 1,
    )
    library.restore(row.id, back.before.id).result()
    assert library.article(row.id).story == ferry(deck="Typed since")
    assert len(library.revisions(row.id)) == 4


def test_going_back_to_where_one_is_does_nothing(library: Library) -> None:
    row = library.create(ferry()).result()
    (first,) = library.revisions(row.id)
    back = library.restore(row.id, first.id, note="Nothing").result()
    assert (back.revision, back.before, back.row) == (first, first, row)
    assert library.revisions(row.id) == (first,)


def test_a_part_of_an_older_text_comes_back_alone(library: Library) -> None:
    row = library.create(ferry(deck="Old deck")).result()
    first = library.revision(row.id, "1")
    library.checkpoint(row.id, ferry(headline="New headline", deck="New deck")).result()
    library.restore(row.id, first.id, lambda older, now: replace(now, deck=older.deck)).result()
    assert library.article(row.id).story == ferry(headline="New headline", deck="Old deck")


def test_a_draft_that_equals_the_newest_revision_is_the_text_that_stood(library: Library) -> None:
    row = library.create(ferry()).result()
    second = library.checkpoint(row.id, ferry(deck="Second")).result()
    row = library.article(row.id).row
    row = draft(library, draft(library, row, ferry(deck="Third")), ferry(deck="Second"))
    back = library.restore(row.id, library.revision(row.id, "1").id).result()
    assert back.before == second
    assert library.article(row.id).story == ferry()


def test_a_window_that_did_not_see_it_overwrites_no_text_that_was_gone_back_to(library: Library) -> None:
    row = library.create(ferry()).result()
    opened = draft(library, row, ferry(deck="On the screen"))
    library.restore(row.id, library.revision(row.id, "1").id).result()
    saved = library.save_draft(row.id, ferry(deck="On the screen, and on"), 0, opened.version).result()
    assert library.revision_story(saved.overtaken) == ferry()


def test_a_revision_of_another_article_is_not_gone_back_to(library: Library) -> None:
    one, two = (library.create(Story(headline=name)).result() for name in ("One", "Two"))
    with pytest.raises(NotFound, match="another article"):
        library.restore(one.id, library.revision(two.id, "1").id).result()
    with pytest.raises(NotFound, match="not in the library"):
        library.restore(one.id, "none").result()


def test_revisions_are_found_by_number_and_by_id(library: Library) -> None:
    row = library.create(ferry()).result()
    library.checkpoint(row.id, ferry(deck="Two")).result()
    newest, first = library.revisions(row.id)
    assert library.revision(row.id, "1") == first
    assert library.revision(row.id, "2") == library.revision(row.id, newest.id) == newest
    for ref in ("3", "0", "", "%", "one", newest.id[:4], "9" * 30):
        with pytest.raises(NotFound, match="from 1 to 2"):
            library.revision(row.id, ref)


def test_how_much_changed_counts_words_that_came_and_went(library: Library) -> None:
    row = library.create(Story(headline="Two words", body=body("One two three.", "Four five."))).result()
    library.checkpoint(row.id, Story(headline="Two words", body=body("Four five.", "One two three."))).result()
    library.checkpoint(row.id, Story(headline="Other words", body=body("Four five six.", "One three."))).result()
    amounts = library.amounts(row.id)
    assert [amounts[each.id] for each in library.revisions(row.id)] == [Amount(3, 3), Amount(), Amount(7, 0)]


steps = st.lists(
    st.tuples(st.sampled_from(["save", "keep", "state", "back"]), st.integers(0, 5), st.sampled_from(["Ann", "Ben"])),
    max_size=14,
)


@given(steps)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nobodys_text_is_lost_and_all_of_it_can_be_had_again(
    library: Library, path: Path, does: list[tuple[str, int, str]]
) -> None:
    """Whoever types keeps only their own last words as a draft; all else is in the history."""
    row = library.create(Story()).result()
    kept, typed = {""}, ("", "")
    for at, (what, number, who) in enumerate(does):
        library.who = who
        if what == "save":
            if typed[0] != who:
                kept.add(typed[1])
            text = f"{who} {number}"
            row = library.save_draft(row.id, Story(deck=text), 0, row.version).result().row
            typed = (who, text)
            continue
        goal_state = list(State)[number]
        if what == "state" and library.article(row.id).row.state is goal_state:
            continue
        kept.add(typed[1])
        if what == "keep":
            library.checkpoint(row.id, note="x" * (at % 2)).result()
        elif what == "state":
            library.set_state(row.id, goal_state).result()
        else:
            history = library.revisions(row.id)
            goal = history[number % len(history)]
            library.restore(row.id, goal.id).result()
            assert library.article(row.id).story == library.revision_story(goal.id)
        row = library.article(row.id).row
        typed = ("", library.article(row.id).story.deck)
    found = {library.revision_story(each.id).deck for each in library.revisions(row.id)}
    assert kept - {typed[1]} <= found
    heads = of_file(
        path,
        "SELECT s.packed IS NULL FROM articles a JOIN revisions r ON r.id = a.head JOIN stories s ON s.hash = r.story",
    )
    assert heads == [(1,)] * len(heads)
    assert of_file(path, "SELECT sum(packed IS NULL) FROM stories")[0][0] <= len(heads)  # type: ignore[operator]

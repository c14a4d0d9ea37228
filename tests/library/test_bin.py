"""The bin: it keeps all there is for thirty days; what goes after that is counted, and does not come back unasked."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desk.errors import NotFound
from desk.library import emptying
from desk.library.emptying import empty_old
from desk.library.library import Library
from desk.library.review_values import Decided
from desk.library.seen import Seen
from desk.library.tables import Stories
from desk.library.values import ArticleRow, Change, Emptied, State
from desk.library.wanted import Wanted
from desk.library.writer import Transaction
from desk.newsroom.exchange import merge, pack
from desk.story.body import Figure
from desk.story.people import Credit
from desk.story.story import Furniture, Slot, Story
from tests.formats.bodies import body
from tests.library.stories import ferry


def of_file(path: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def make_older(path: Path, days: int) -> None:
    """As if all that is in the library had been done so many days ago."""
    at = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE articles SET updated = ?, binned_at = iif(binned, ?, NULL)", (at, at))
        connection.execute("UPDATE moves SET at = ?", (at,))
        connection.execute("UPDATE media SET added = ?", (at,))
        connection.commit()


def see_it(path: Path, days: int) -> None:
    """As if all that is in the library now had been seen so many days ago, and on each day since."""
    things = of_file(path, "SELECT id, binned_at FROM articles WHERE binned UNION SELECT hash, added FROM media")
    stamps = {str(name): datetime.fromisoformat(str(at)).isoformat() for name, at in things}
    seen = Seen()
    for day in range(days + 1):
        seen.look(datetime.now(UTC) - timedelta(days=days - day), stamps)
    assert seen.at is not None
    told = json.dumps({"at": seen.at.isoformat(), "days": seen.days, "first": seen.first})
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT OR REPLACE INTO settings (key, value) VALUES ('seen', ?)", (told,))
        connection.commit()


def work_at(path: Path, now: datetime) -> None:
    """Do what is put off, as if it were this time."""
    with Library.open(path) as library:
        library._write(lambda t: empty_old(replace(t, at=now))).result()


def whole(path: Path) -> None:
    """The file holds together, and nothing is left that belongs to nothing."""
    assert of_file(path, "PRAGMA integrity_check") == [("ok",)]
    assert of_file(path, "PRAGMA foreign_key_check") == []
    needed = "SELECT story FROM revisions UNION SELECT baseline FROM revisions UNION SELECT story FROM comments"
    assert of_file(path, f"SELECT hash FROM stories EXCEPT SELECT * FROM ({needed})") == []
    assert of_file(path, "SELECT article FROM revisions EXCEPT SELECT id FROM articles") == []
    for table in ("moves", "comments", "decisions", "anchors", "looks"):
        assert of_file(path, f"SELECT article FROM {table} EXCEPT SELECT id FROM articles") == []
    assert of_file(path, "SELECT rowid FROM search EXCEPT SELECT number FROM articles") == []


def test_the_bin_knows_since_when_and_until_when(library: Library) -> None:
    one, two = (library.create(Story(headline=name)).result() for name in ("One", "Two"))
    library.bin([one.id]).result()
    library.bin([two.id]).result()
    assert [each.row.title for each in library.in_bin()] == ["Two", "One"]
    since = library.moves(one.id)[0].at
    assert (library.in_bin()[1].since, library.in_bin()[1].until) == (since, since + timedelta(days=30))
    library.unbin([two.id]).result()
    library.rebuild().result()
    assert [(each.row.title, each.since) for each in library.in_bin()] == [("One", since)]


def test_what_is_emptied_is_gone_with_all_that_only_it_needs(library: Library, path: Path) -> None:
    pictures = [library.add_media(f"picture {number}".encode() * 9, "image/png").result() for number in range(4)]
    row = library.create(ferry(lead=Figure(pictures[0]), credits=(Credit("Only Here"), Credit("Inês Duarte")))).result()
    kept = library.create(ferry(lead=Figure(pictures[1]))).result()
    shown = library.checkpoint(row.id, replace(library.article(row.id).story, lead=Figure(pictures[1]))).result()
    library.save_draft(row.id, ferry(lead=Figure(pictures[2]), deck="Draft"), 3, 2).result()
    library.deliver(row.id, "html", "ferry.html", "0" * 64, shown.id).result()
    library.set_state(row.id, State.READY).result()
    library.bin([row.id]).result()
    told = Emptied(1, library.article(row.id).row.words, 3, 2, 2 * 81)
    assert library.bin_weight() == library.bin_weight([row.id, kept.id]) == told
    assert library.bin_weight([kept.id]) == Emptied()
    heard: list[Change] = []
    library.listen(heard.append)
    assert library.empty_bin([row.id, kept.id]).result() == told
    library.settle().result()
    assert {change.kind for change in heard} == {"list", "people", "media"}
    with pytest.raises(NotFound):
        library.article(row.id)
    assert [found.id for found in library.rows(Wanted("ferry")).rows] == [kept.id]
    assert {person.name for person in library.people()} == {"Inês Duarte", "Harbour Wire"}
    # The picture that nobody ever used is new: somebody may be about to place it.
    assert [library.media(picture) is not None for picture in pictures] == [False, True, False, True]
    assert library.in_bin() == ()
    assert library.empty_bin().result() == Emptied()
    whole(path)
    assert of_file(path, "SELECT slug, who FROM gone") == [(row.slug, "Maren Holt")]


def test_a_review_is_emptied_with_its_article_and_what_others_need_stays(library: Library, path: Path) -> None:
    only, shared, agreed = (library.add_media(name, "image/png").result() for name in (b"1", b"2", b"3"))
    seen, both = ferry(lead=Figure(only)), ferry(lead=Figure(shared), deck="Both")
    gone, kept = library.create(ferry()).result(), library.create(ferry()).result()
    for row in (gone, kept):
        library.comment(row.id, "Is it this one?", on=both).result()
        (made,) = library.note_decisions(row.id, [Decided("key", True)]).result()
        library.undo_decisions(row.id, [made.id]).result()
        library.look(row.id).result()
    library.comment(gone.id, "Nicer.", on=seen).result()
    library.save_draft(kept.id, ferry(deck="x"), 0, kept.version, ferry(lead=Figure(agreed), deck="y")).result()
    library.checkpoint(gone.id, ferry(lead=Figure(agreed))).result()
    copy = library.duplicate(gone.id).result()
    assert (library.comments(copy.id), library.decisions(copy.id)) == ((), ())  # they are about the other one
    library.bin([gone.id]).result()
    assert library.bin_weight().pictures == 1
    library.empty_bin().result()
    assert [library.media(picture) is not None for picture in (only, shared, agreed)] == [False, True, True]
    assert [each.thread.opening.text for each in library.comments(kept.id)] == ["Is it this one?"]
    assert len(library.decisions(kept.id)) == 1
    assert library.looked(gone.id, "Maren Holt") is None
    whole(path)
    library.bin([kept.id, copy.id]).result()
    library.empty_bin().result()
    assert library.media(shared) is library.media(agreed) is None
    whole(path)


def test_a_text_and_a_picture_that_others_have_too_stay(library: Library, path: Path) -> None:
    picture = library.add_media(b"picture", "image/png").result()
    rows = [library.create(ferry(slug="ferry", lead=Figure(picture))).result() for _ in range(3)]
    library.bin([rows[0].id, rows[1].id]).result()
    assert library.bin_weight() == Emptied(2, 2 * rows[0].words, 2)
    library.empty_bin().result()
    assert library.article(rows[2].id).story == ferry(slug="ferry", lead=Figure(picture))
    assert library.media(picture) == b"picture"
    whole(path)
    library.bin([rows[2].id]).result()
    assert library.empty_bin().result().pictures == 1
    assert library.media(picture) is None


def test_a_picture_in_the_draft_or_the_furniture_of_another_stays(library: Library) -> None:
    drafted, standing = (library.add_media(name, "image/png").result() for name in (b"drafted", b"standing"))
    both = library.create(Story(lead=Figure(drafted), body=body(Figure(standing)))).result()
    other = library.create(Story(headline="Other")).result()
    library.save_draft(other.id, Story(headline="Other", lead=Figure(drafted)), 0, 1).result()
    library.set_furniture([Furniture("Logo", f"![]({standing})", Slot.FOOT)]).result()
    library.bin([both.id]).result()
    assert library.empty_bin().result().pictures == 0
    assert library.media(drafted) == b"drafted"
    assert library.media(standing) == b"standing"


def test_a_picture_that_no_text_shows_goes_once_it_is_old(library: Library, path: Path) -> None:
    undone = library.add_media(b"pasted and taken out again", "image/png").result()
    drafted = library.add_media(b"drafted", "image/png").result()
    row = library.create(Story()).result()
    library.save_draft(row.id, Story(lead=Figure(drafted)), 0, 1).result()
    library.empty_bin().result()
    assert library.media(undone) is not None
    make_older(path, 31)
    library.empty_bin().result()
    assert library.media(undone) is not None  # a clock may be wrong
    see_it(path, 33)
    library.empty_bin().result()
    assert (library.media(undone), library.media(drafted)) == (None, b"drafted")


def test_only_what_is_in_the_bin_is_emptied(library: Library) -> None:
    row = library.create(ferry()).result()
    assert library.empty_bin([row.id, "none"]).result() == Emptied()
    assert library.rows().rows == (row,)


# -------------------------------------------------------------------------------------- by itself, after a while


@pytest.mark.parametrize(("days", "left"), [(29, 25), (31, 0)])
def test_the_bin_empties_itself_after_thirty_days(library: Library, path: Path, days: int, left: int) -> None:
    rows = library.create_many([Story(headline=f"Story {number}") for number in range(25)]).result()
    library.create(ferry()).result()
    library.bin([row.id for row in rows]).result()
    library.close()
    make_older(path, days)
    see_it(path, days + 2)
    with Library.open(path) as again:
        assert len(again.in_bin()) == 25  # to open it and to look at it costs nothing, and empties nothing
        again.set_setting("who", "Wei Sung").result()
    for _ in range(2):  # some at a time: closing waits for no more
        with Library.open(path) as again:
            again.settle().result()
    assert of_file(path, "SELECT count(*) FROM articles WHERE binned") == [(left,)]
    assert of_file(path, "SELECT count(*) FROM articles WHERE NOT binned") == [(1,)]
    whole(path)


@pytest.mark.parametrize("ahead", [31, 4000])
def test_a_clock_that_leaps_ahead_and_stays_wrong_empties_no_bin(library: Library, path: Path, ahead: int) -> None:
    row = library.create(ferry()).result()
    library.bin([row.id]).result()
    library.settle().result()
    library.close()
    today = datetime.now(UTC)
    days = [0, 1, *(ahead + day for day in range(30))]  # the battery was empty on the second day
    for day in days:
        work_at(path, today + timedelta(days=day))
        assert of_file(path, "SELECT count(*) FROM articles WHERE binned") == [(1,)]
    for day in range(30, 33):
        work_at(path, today + timedelta(days=ahead + day))
    assert of_file(path, "SELECT count(*) FROM articles WHERE binned") == [(0,)]


def test_a_clock_that_went_back_and_comes_right_empties_no_bin(library: Library, path: Path) -> None:
    row = library.create(ferry()).result()
    library.bin([row.id]).result()
    library.close()
    make_older(path, 4000)
    today = datetime.now(UTC)
    for day in (-4000, -3999, 0, 1, 2, -4000, 3, 4):
        work_at(path, today + timedelta(days=day))
    assert of_file(path, "SELECT count(*) FROM articles WHERE binned") == [(1,)]


def test_what_was_taken_out_and_put_in_again_begins_anew(library: Library, path: Path) -> None:
    row = library.create(ferry()).result()
    library.bin([row.id]).result()
    see_it(path, 40)
    library.unbin([row.id]).result()
    library.bin([row.id]).result()
    library.close()
    make_older(path, 31)
    work_at(path, datetime.now(UTC) + timedelta(days=1))
    assert of_file(path, "SELECT count(*) FROM articles WHERE binned") == [(1,)]


def test_where_nothing_can_get_old_nothing_is_noted(library: Library, path: Path) -> None:
    row = library.create(ferry()).result()
    library.bin([row.id]).result()
    work_at(path, datetime.now(UTC))
    assert of_file(path, "SELECT count(*) FROM settings WHERE key = 'seen'") == [(1,)]
    library.unbin([row.id]).result()
    work_at(path, datetime.now(UTC) + timedelta(days=1))
    assert of_file(path, "SELECT count(*) FROM settings WHERE key = 'seen'") == [(0,)]


def test_what_is_worked_on_in_the_bin_is_not_emptied_under_ones_hands(library: Library, path: Path) -> None:
    row = library.create(ferry()).result()
    library.bin([row.id]).result()
    make_older(path, 40)
    library.save_draft(row.id, ferry(deck="Still needed"), 0, row.version).result()
    library.close()
    assert of_file(path, "SELECT count(*) FROM articles") == [(1,)]


# ---------------------------------------------------------------------------------------------------- exchange


@pytest.fixture
def elsewhere(tmp_path: Path, empty_library: Path) -> Iterator[Library]:
    with Library.open(shutil.copy(empty_library, tmp_path / "elsewhere.desk"), who="Ben") as opened:
        yield opened


def sent(library: Library, rows: list[ArticleRow], path: Path) -> Path:
    pack(library, [row.id for row in rows], path)
    return path


def test_what_was_emptied_does_not_come_back_unasked(
    library: Library, elsewhere: Library, path: Path, tmp_path: Path
) -> None:
    lone, shared = (library.add_media(name, "image/png").result() for name in (b"lone", b"shared"))
    row = library.create(ferry(slug="gone", lead=Figure(lone), body=body(Figure(shared)))).result()
    kept = library.create(ferry(slug="kept", lead=Figure(shared))).result()
    file = sent(library, [row, kept], tmp_path / "both.deskpack")
    merge(elsewhere, file)
    library.bin([row.id]).result()
    library.empty_bin().result()
    before = of_file(path, "SELECT (SELECT count(*) FROM stories), (SELECT count(*) FROM media)")
    merged = merge(library, file)
    assert [(gone.article, gone.slug, gone.who) for gone in merged.gone] == [(row.id, "gone", "Maren Holt")]
    assert (merged.added, merged.articles) == (0, (kept.id,))
    assert of_file(path, "SELECT (SELECT count(*) FROM stories), (SELECT count(*) FROM media)") == before
    with pytest.raises(NotFound):
        library.article(row.id)
    # Whoever has the article goes on with it, and is not told to throw it away too.
    assert merge(elsewhere, sent(library, [kept], tmp_path / "one.deskpack")).gone == ()
    assert elsewhere.article(row.id).row.slug == "gone"
    # It comes back when one asks for it, and then it is an article like any other.
    back = merge(library, file, bring_back=True)
    assert (back.gone, set(back.articles)) == ((), {row.id, kept.id})
    assert library.article(row.id).story.lead == Figure(lone)
    assert library.media(lone) == b"lone"
    assert merge(library, file).gone == ()
    whole(path)


names = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["bin", "unbin", "empty", "show", "hide"])), max_size=12)


@given(names)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_emptied_a_picture_stays_while_a_text_shows_it(
    library: Library, path: Path, does: list[tuple[int, str]]
) -> None:
    pictures = [library.add_media(f"picture {number}".encode(), "image/png").result() for number in range(2)]
    rows = list(library.create_many([Story(headline=f"{n}", lead=Figure(pictures[n % 2])) for n in range(4)]).result())
    for number, what in does:
        row = rows[number]
        if row.id not in {found.id for binned in (False, True) for found in library.rows(Wanted(binned=binned)).rows}:
            continue
        if what == "bin":
            library.bin([row.id]).result()
        elif what == "unbin":
            library.unbin([row.id]).result()
        elif what == "empty":
            assert library.bin_weight() == library.empty_bin().result()
        else:
            lead = Figure(pictures[1 - number % 2]) if what == "show" else None
            library.checkpoint(row.id, Story(headline=f"{number}", lead=lead)).result()
    for binned in (False, True):
        for found in library.rows(Wanted(binned=binned)).rows:
            for revision in library.revisions(found.id):
                lead = library.revision_story(revision.id).lead
                assert lead is None or library.media(lead.picture) is not None
    library.bin([row.id for row in rows]).result()
    library.empty_bin().result()
    assert library.rows(Wanted(binned=True)).total == 0
    whole(path)


def test_no_statement_names_more_than_sqlite_takes(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes 32,766 values in one where it was built as its makers do; articles have many versions, each with two
    texts."""
    monkeypatch.setattr(emptying, "_AT_ONCE", 10)
    row = library.create(Story(headline="Ferry")).result()
    for number in range(20):
        story, baseline = (Story(headline=f"Ferry {number}", deck=deck) for deck in ("", "Agreed"))
        library.put_texts(row.id, story, baseline).result()
    library.bin([row.id]).result()

    def job(t: Transaction) -> int:
        raw = t.connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        return raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 30)

    library._write(job).result()
    assert library.empty_bin([row.id]).result().revisions == 21
    with library._database.reader() as connection:
        assert not connection.execute(select(Stories.hash)).all()

"""What went out, byte for byte: kept once, found by the time, gone with its article, brought back from damage."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.errors import NotFound, Unreadable
from desk.formats.packed_page import pack_page
from desk.library.backup import back_up
from desk.library.checking import check_library
from desk.library.copying import How, copy_article
from desk.library.damage import damage_of, damage_told
from desk.library.library import Library
from desk.library.salvage import salvage
from desk.library.salvage_report import summary
from desk.library.values import Sending
from desk.story.body import Figure
from tests.library.sent import page_of, send
from tests.library.stories import ferry

PICTURE = random.Random(1).randbytes(30_000)


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        tables = ("deliveries", "pages", "carried", "media")
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


def test_what_went_out_is_given_back_byte_for_byte_with_its_pictures(library: Library, path: Path) -> None:
    picture = library.add_media(PICTURE, "image/png").result()
    row = library.create(ferry(lead=Figure(picture))).result()
    before, after = page_of("Two people", PICTURE), page_of("Three people", PICTURE)
    first, second = send(library, row.id, before, picture), send(library, row.id, after, picture)
    again = send(library, row.id, before, picture)
    assert [library.delivered(each.id) for each in (first, second, again)] == [before, after, before]
    assert library.deliveries(row.id) == (again, second, first)
    assert first.is_kept
    assert counts(path) == {"deliveries": 3, "pages": 2, "carried": 2, "media": 1}
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("SELECT sum(length(data)) FROM pages").fetchone()
    assert size < 1000  # the picture is not in there again


def test_what_went_out_is_kept_wherever_else_it_goes(library: Library) -> None:
    row = library.create(ferry()).result()
    page = page_of("Two people")
    hash_ = hashlib.sha256(page).hexdigest()
    to = [
        Sending(row.id, "html", target, hash_, data=data) for target, data in (("a", pack_page(page, ())), ("b", b""))
    ]
    assert [library.delivered(each.id) for each in library.deliver_many(to).result()] == [page, page]


def test_long_ago_readers_had_nothing(library: Library) -> None:
    row = library.create(ferry()).result()
    send(library, row.id, page_of("Two people"))
    assert library.delivered_at(row.id, datetime(999, 12, 31, tzinfo=UTC)) is None


def test_of_an_older_library_only_that_it_went_out_is_known(library: Library) -> None:
    row = library.create(ferry()).result()
    old = library.deliver(row.id, "html", "/news/x.html", "ab" * 32).result()
    assert not old.is_kept
    assert library.delivered(old.id) is None
    with pytest.raises(NotFound):
        library.delivered("none")


def test_a_page_without_its_picture_is_not_kept(library: Library) -> None:
    row = library.create(ferry()).result()
    sent = send(library, row.id, page_of("Lost", PICTURE), library.add_media(b"x", "image/png").result())
    assert sent.is_kept  # the picture is in the page itself
    lost = library.add_media(b"y" * 500, "image/png").result()
    page = page_of("Lost", b"y" * 500)
    library.bin([library.create(ferry(lead=Figure(lost))).result().id]).result()
    library.empty_bin().result()
    assert library.delivered(send(library, row.id, page, lost).id) is None


def test_what_readers_could_see_at_a_moment(library: Library) -> None:
    row = library.create(ferry()).result()
    first, second = send(library, row.id, b"<p>First"), send(library, row.id, b"<p>Second")
    text = send(library, row.id, b"Text", format_name="text")
    tick = timedelta(microseconds=1)
    assert library.delivered_at(row.id, first.at - tick) is None
    assert library.delivered_at(row.id, first.at) == first
    assert library.delivered_at(row.id, second.at - tick) == first
    assert library.delivered_at(row.id, text.at + timedelta(days=9)) == second
    assert library.delivered_at(row.id, text.at, "text") == text


def test_what_went_out_goes_with_its_article_and_stays_for_another(library: Library, path: Path) -> None:
    picture = library.add_media(PICTURE, "image/png").result()
    one, two = (library.create(ferry(lead=Figure(picture))).result() for _ in range(2))
    page = page_of("Of both", PICTURE)
    send(library, one.id, page, picture)
    kept = send(library, two.id, page, picture)
    send(library, one.id, page_of("Of one"))
    library.bin([one.id]).result()
    library.empty_bin().result()
    assert library.delivered(kept.id) == page
    assert counts(path) == {"deliveries": 1, "pages": 1, "carried": 1, "media": 1}
    library.bin([two.id]).result()
    assert library.empty_bin().result().pictures == 1
    assert counts(path) == dict.fromkeys(("deliveries", "pages", "carried", "media"), 0)


def test_a_picture_that_only_went_out_stays_while_the_article_does(library: Library, path: Path) -> None:
    logo = library.add_media(PICTURE, "image/png").result()  # it stood in the furniture, which has another by now
    row, other = library.create(ferry()).result(), library.create(ferry(lead=Figure(logo))).result()
    sent = send(library, row.id, page_of("With a logo", PICTURE), logo)
    library.bin([other.id]).result()
    assert library.empty_bin().result().pictures == 0
    assert library.delivered(sent.id) == page_of("With a logo", PICTURE)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM carried")
    library.rebuild().result()
    assert counts(path)["carried"] == 1


def test_a_check_finds_a_page_that_was_changed(library: Library, path: Path) -> None:
    row = library.create(ferry()).result()
    sent, other = send(library, row.id, b"<p>First"), send(library, row.id, b"<p>Second")
    assert check_library(path) == ()
    with closing(sqlite3.connect(path)) as connection, connection:
        swap = "UPDATE pages SET data = (SELECT data FROM pages WHERE hash = ?) WHERE hash = ?"
        connection.execute(swap, (other.sha256, sent.sha256))
    (said,) = check_library(path)
    assert said == f"a page that went out is not what it was when it was kept ({sent.sha256[:12]})"
    with pytest.raises(Unreadable, match="went out then is damaged"):
        library.delivered(sent.id)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE pages SET data = x'00' WHERE hash = ?", (sent.sha256,))
    with pytest.raises(Unreadable, match="went out then is damaged"):
        library.delivered(sent.id)


def test_a_salvage_brings_back_what_went_out(path: Path) -> None:
    with Library.open(path, who="Maren Holt") as library:
        picture = library.add_media(PICTURE, "image/png").result()
        row = library.create(ferry(lead=Figure(picture))).result()
        pages = [page_of(f"{number}", PICTURE) for number in range(3)]
        sent = [send(library, row.id, page, picture) for page in pages]
        back_up(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE pages SET data = substr(data, 3) WHERE hash = ?", (sent[0].sha256,))
        connection.execute("INSERT INTO pages SELECT ?, data FROM pages WHERE hash = ?", ("ab" * 32, sent[1].sha256))
    with path.open("r+b") as file:
        file.write(b"\x00" * 100)
    salvage(path)
    with Library.open(path) as library:
        assert [library.delivered(each.id) for each in sent] == pages
    assert counts(path) == {"deliveries": 3, "pages": 3, "carried": 3, "media": 1}
    assert check_library(path) == ()


def test_a_page_that_cannot_be_read_any_more_is_said_to_be_lost(path: Path) -> None:
    with Library.open(path, who="Maren Holt") as library:
        row = library.create(ferry()).result()
        sent = [send(library, row.id, f"<p>{number}".encode()) for number in range(2)]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE pages SET data = substr(data, 3) WHERE hash = ?", (sent[0].sha256,))
    damage = damage_of(path)
    assert damage is not None
    assert damage_told(damage) == ["1 article can be read as it stands.", "1 page that went out cannot be read."]
    done = salvage(path)
    assert (done.lost_pages, done.all_whole) == (1, False)
    assert "1 page that went out could not be read." in summary(done)
    with Library.open(path) as library:
        assert [library.delivered(each.id) for each in sent] == [None, b"<p>1"]
    assert check_library(path) == ()


def test_an_article_comes_back_from_a_backup_with_what_went_out(library: Library, path: Path, tmp_path: Path) -> None:
    row = library.create(ferry()).result()
    sent, lost = send(library, row.id, b"<p>It went out"), send(library, row.id, b"<p>It went out again")
    library.settle().result()
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(tmp_path / "backup.desk")) as target:
        source.backup(target)
        swap = "UPDATE pages SET data = (SELECT data FROM pages WHERE hash = ?) WHERE hash = ?"
        target.execute(swap, (sent.sha256, lost.sha256))
        target.commit()
    library.bin([row.id]).result()
    library.empty_bin().result()
    with Library.open(Path(shutil.copy(tmp_path / "backup.desk", tmp_path / "b.desk")), still=True) as backup:
        assert copy_article(backup, row.id, library, "From a backup").how is How.BACK
    assert library.delivered(sent.id) == b"<p>It went out"
    assert library.delivered(lost.id) is None, "what is damaged holds up nothing else"


def test_many_are_noted_at_once(library: Library) -> None:
    rows = [library.create(replace(ferry(), headline=f"{number}")).result() for number in range(3)]
    library.deliver_many([Sending(row.id, "text", "-", f"{n:064}") for n, row in enumerate(rows)]).result()
    assert [len(library.deliveries(row.id)) for row in rows] == [1, 1, 1]

"""Two libraries exchange articles by a file; the result is the union of their records, whatever the order."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from desk.errors import NewerVersion, NotFound, Unreadable, Unwritable
from desk.library.library import Library
from desk.library.review_values import Decided
from desk.library.values import State, Why
from desk.library.wanted import Wanted
from desk.newsroom.exchange import merge, pack
from desk.story.body import Figure
from desk.story.comments import Said
from desk.story.directory import Contact
from desk.story.story import Story
from tests.library.sent import page_of, send
from tests.library.stories import ferry

RECORDS = (
    *("replicas", "stories", "revisions", "moves", "deliveries", "pages", "media", "comments", "decisions", "contacts"),
    *("declined", "sources", "carried"),
)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.desk"
    Library.open(path).close()
    return path


@pytest.fixture
def libraries(tmp_path: Path, empty: Path) -> Iterator[Callable[[str], Library]]:
    opened: list[Library] = []

    def open_new(who: str) -> Library:
        path = tmp_path / f"{len(opened)}.desk"
        shutil.copy(empty, path)
        opened.append(Library.open(path, who=who))
        return opened[-1]

    yield open_new
    for library in opened:
        library.close()


def records(library: Library) -> dict[str, list[object]]:
    with library._database.reader() as connection:
        return {
            name: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {name} ORDER BY 1"))]
            for name in RECORDS
        }


def shown(library: Library) -> list[tuple[object, ...]]:
    """What the list shows, but for what is each library's own."""
    return [
        (row.id, row.title, row.byline, row.state, row.words, row.created, row.updated, row.binned)
        for binned in (False, True)
        for row in library.rows(Wanted(binned=binned)).rows
    ]


def test_an_article_travels_with_all_that_belongs_to_it(libraries: Callable[[str], Library], tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    picture = ann.add_media(b"\x89PNG" * 40, "image/png").result()
    row = ann.create(ferry(lead=Figure(picture, "A ferry"))).result()
    ann.checkpoint(row.id, ferry(lead=Figure(picture, "A ferry"), deck="New"), note="Deck").result()
    ann.set_state(row.id, State.SUBMITTED).result()
    page = page_of("A ferry", ann.media(picture) or b"")
    sent = send(ann, row.id, page, picture)
    stays = ann.create(Story(headline="Stays here")).result()
    number = pack(ann, [row.id], tmp_path / "one.deskpack")
    merged = merge(ben, tmp_path / "one.deskpack")
    assert (merged.added, merged.articles) == (number, (row.id,))
    assert ben.article(row.slug).story == ann.article(row.slug).story
    assert ben.revisions(row.id) == ann.revisions(row.id)
    assert ben.deliveries(row.id) == ann.deliveries(row.id) == (sent,)
    assert ben.delivered(sent.id) == page
    assert ben.media(picture) == b"\x89PNG" * 40
    assert [person.name for person in ben.people()] == [person.name for person in ann.people()]
    assert [found.state for found in ben.rows(Wanted("estuary")).rows] == [State.SUBMITTED]
    with pytest.raises(NotFound):
        ben.article(stays.id)


def test_what_went_out_of_an_article_that_was_thrown_away_stays_away(
    libraries: Callable[[str], Library], tmp_path: Path
) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    own, shared = (ann.add_media(data * 99, "image/png").result() for data in (b"own", b"shared"))
    gone, stays = ann.create(Story(headline="Gone")).result(), ann.create(Story(headline="Stays")).result()
    both = page_of("Both", b"shared" * 99)
    send(ann, gone.id, page_of("Of one", b"own" * 99), own)
    for row in (gone, stays):
        send(ann, row.id, both, shared)
    pack(ann, [gone.id, stays.id], tmp_path / "two.deskpack")
    merge(ben, tmp_path / "two.deskpack")
    ben.bin([gone.id]).result()
    ben.empty_bin().result()
    again = merge(ben, tmp_path / "two.deskpack")
    assert ([each.slug for each in again.gone], again.added) == (["gone"], 0)
    assert (ben.media(own), ben.media(shared)) == (None, b"shared" * 99)
    assert len(records(ben)["pages"]) == 1
    merge(ben, tmp_path / "two.deskpack", bring_back=True)
    for name in ("pages", "carried", "deliveries", "media"):
        assert records(ben)[name] == records(ann)[name]


def test_a_page_without_its_picture_stays_at_home(libraries: Callable[[str], Library], tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    picture = ann.add_media(b"lost" * 99, "image/png").result()
    row = ann.create(Story(headline="Lost")).result()
    sent = send(ann, row.id, page_of("Lost", b"lost" * 99), picture)
    with ann._database.writing.begin() as connection:
        connection.exec_driver_sql("DELETE FROM media")
    pack(ann, [row.id], tmp_path / "one.deskpack")
    merge(ben, tmp_path / "one.deskpack")
    assert [each.is_kept for each in ben.deliveries(row.id)] == [False]
    with pytest.raises(Unreadable, match="picture of what went out is missing"):
        ann.delivered(sent.id)


def test_merging_again_changes_nothing(libraries: Callable[[str], Library], tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    row = ann.create(ferry()).result()
    pack(ann, [row.id], tmp_path / "one.deskpack")
    merge(ben, tmp_path / "one.deskpack")
    before = (records(ben), ben.rows())
    assert merge(ben, tmp_path / "one.deskpack").added == 0
    assert merge(ann, tmp_path / "one.deskpack").added == 0
    assert (records(ben), ben.rows()) == before


def test_a_draft_travels_as_a_revision_and_stays_open_here(libraries: Callable[[str], Library], tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    row = ann.create(ferry()).result()
    saved = ann.save_draft(row.id, ferry(deck="Being typed"), 3, row.version).result()
    pack(ann, [row.id], tmp_path / "one.deskpack")
    merge(ben, tmp_path / "one.deskpack")
    assert ben.article(row.id).story == ferry(deck="Being typed")
    assert ann.save_draft(row.id, ferry(deck="Typed on"), 5, saved.row.version).result().overtaken == ""


def test_what_is_being_typed_here_stays_the_text(libraries: Callable[[str], Library], tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    row = ann.create(ferry()).result()
    pack(ann, [row.id], tmp_path / "one.deskpack")
    merge(ben, tmp_path / "one.deskpack")
    version = ben.article(row.id).row.version
    mine = ben.save_draft(row.id, ferry(deck="Ben types"), 0, version).result()
    ann.checkpoint(row.id, ferry(deck="Ann's newer text")).result()
    pack(ann, [row.id], tmp_path / "two.deskpack")
    assert merge(ben, tmp_path / "two.deskpack").added == 2
    assert ben.article(row.id).story == ferry(deck="Ben types")
    assert ben.save_draft(row.id, ferry(deck="Ben types on"), 0, mine.row.version).result().overtaken == ""
    assert "Ann's newer text" in {ben.revision_story(revision.id).deck for revision in ben.revisions(row.id)}


def test_a_newer_text_from_elsewhere_is_the_text_where_nobody_types(
    libraries: Callable[[str], Library], tmp_path: Path
) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    row = ann.create(ferry()).result()
    pack(ann, [row.id], tmp_path / "one.deskpack")
    merge(ben, tmp_path / "one.deskpack")
    before = ben.article(row.id).row
    ann.checkpoint(row.id, ferry(deck="Newer")).result()
    pack(ann, [row.id], tmp_path / "two.deskpack")
    merge(ben, tmp_path / "two.deskpack")
    assert ben.article(row.id).story == ferry(deck="Newer")
    assert ben.article(row.id).row.version == before.version + 1  # so that a window that has it open notices


steps = st.lists(
    st.tuples(
        st.sampled_from(["ann", "ben"]),
        st.sampled_from(["edit", "suggest", "credit", "state", "bin", "deliver", "say", "decide", "list", "send"]),
    ),
    min_size=1,
    max_size=10,
)


@given(steps)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_orders_and_any_repetition_give_the_same_set(
    libraries: Callable[[str], Library], tmp_path: Path, done: list[tuple[str, str]]
) -> None:
    writers = {"ann": libraries("Ann"), "ben": libraries("Ben")}
    row = writers["ann"].create(ferry()).result()
    file = tmp_path / "first.deskpack"
    pack(writers["ann"], [row.id], file)
    merge(writers["ben"], file)
    for number, (name, what) in enumerate(done):
        work(writers[name], row.id, what, number)
        if what == "send":
            pack(writers[name], [row.id], file)
            merge(writers["ben" if name == "ann" else "ann"], file)
    files = []
    for name, writer in writers.items():
        files.append(tmp_path / f"{name}.deskpack")
        pack(writer, [row.id], files[-1])
    one, two = libraries("One"), libraries("Two")
    for order, reader in ((files, one), (files[::-1] + files, two)):
        for each in order:
            merge(reader, each)
    assert records(one) == records(two)
    assert shown(one) == shown(two)
    assert one.article(row.id) == replace(two.article(row.id), row=one.article(row.id).row)
    assert one.comments(row.id) == two.comments(row.id)
    assert one.decisions(row.id) == two.decisions(row.id)
    assert one.directory() == two.directory()


def work(library: Library, article: str, what: str, number: int) -> None:
    match what:
        case "edit":
            library.checkpoint(article, ferry(deck=f"Edit {number}")).result()
        case "suggest":
            library.put_texts(article, ferry(deck=f"Suggested {number}"), library.article(article).baseline).result()
        case "say":
            library.comment(article, f"Number {number}", on=ferry(kicker=f"{number}")).result()
            asked = library.comments(article)[0].thread.id
            library.answer(asked, list(Said)[1:][number % 3], "So.").result()
        case "decide":
            library.undo_decisions(article, [one.id for one in library.decisions(article)]).result()
            library.note_decisions(article, [Decided(f"{number}", True)]).result()
        case "list":
            library.put_contacts([Contact(f"{library.who} {number}"), Contact(library.who)]).result()
            one, *_, last = library.directory().contacts
            library.merge_contacts(one.id, last.id).result()
        case "credit":
            (library.decline if number % 2 else library.offer_again)(article, "Wei Sung").result()
            library.note_source(article, "Harbour Wire", f"https://example.org/{number}", "Words of theirs").result()
            library.update_story(article, lambda story: replace(story, kicker=str(number)), Why.CREDITED).result()
        case "state":
            library.set_state(article, list(State)[number % len(State)]).result()
        case "bin":
            (library.bin if number % 2 else library.unbin)([article]).result()
        case "deliver":
            send(library, article, f"Version {number % 3}".encode(), format_name="text")


@pytest.fixture
def packed(libraries: Callable[[str], Library], tmp_path: Path) -> Path:
    ann = libraries("Ann")
    picture = ann.add_media(b"picture " * 99, "image/png").result()
    row = ann.create(ferry(lead=Figure(picture))).result()
    pack(ann, [row.id], tmp_path / "good.deskpack")
    return tmp_path / "good.deskpack"


def rewritten(packed: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The file with another content of one entry, sums and all."""
    bad = packed.with_name("bad.deskpack")
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(bad, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            new.writestr(entry, change(data) if entry.startswith(name) else data)
    return bad


def refused(library: Library, path: Path, kind: type[Exception] = Unreadable) -> None:
    with pytest.raises(kind, match="Nothing was taken in"):
        merge(library, path)
    assert records(library) == {name: [] for name in RECORDS}


@pytest.mark.parametrize("content", [b"", b"Dear editor,", b"PK\x03\x04 and then nothing"])
def test_a_file_of_another_kind(libraries: Callable[[str], Library], tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.deskpack"
    path.write_bytes(content)
    refused(libraries("Ben"), path)


def test_a_file_cut_short_or_with_a_wrong_byte(libraries: Callable[[str], Library], packed: Path) -> None:
    ben = libraries("Ben")
    data = packed.read_bytes()
    bad = packed.with_name("bad.deskpack")
    bad.write_bytes(data[: len(data) // 2])
    refused(ben, bad)
    with zipfile.ZipFile(packed) as archive:
        info = archive.getinfo("records.jsonl")
    at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    bad.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :])
    refused(ben, bad)


@pytest.mark.parametrize(
    ("entry", "old", "new"),
    [
        ("records.jsonl", b"Night ferry", b"Night train"),  # a story that is not what its hash says
        ("records.jsonl", b'"why":"created"', b'"why":"because"'),
        ("records.jsonl", b'"who":"Ann"', b'"who":5'),
        ("records.jsonl", b'"who":"Ann",', b""),
        ("records.jsonl", b'["stories",', b'["settings",'),
        ("records.jsonl", b"\n", b"\nnot json\n"),
        ("records.jsonl", b'"at":"20', b'"at":"xx'),
        ("media/", b"picture", b"pixture"),
        ("desk.json", b"desk-exchange", b"something else"),
        ("desk.json", b'"version": 4', b'"version": "4"'),
    ],
)
def test_a_file_that_was_tampered_with(
    libraries: Callable[[str], Library], packed: Path, entry: str, old: bytes, new: bytes
) -> None:
    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new)

    refused(libraries("Ben"), rewritten(packed, entry, change))


@pytest.mark.parametrize("kind", ["stories", "replicas", "revisions"])
def test_a_file_from_which_something_is_missing(libraries: Callable[[str], Library], packed: Path, kind: str) -> None:
    def drop(data: bytes) -> bytes:
        lines = data.decode().split("\n")
        return "\n".join(line for line in lines if not line.startswith(f'["{kind}"')).encode()

    ben = libraries("Ben")
    refused(ben, rewritten(packed, "records.jsonl", drop))  # its head says how many there were
    both = rewritten(rewritten(packed, "records.jsonl", drop).rename(packed), "desk.json", count_again(packed))
    if kind == "revisions":
        assert merge(ben, both).articles == ()  # stories of no article
    else:
        refused(ben, both)


def count_again(packed: Path) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        with zipfile.ZipFile(packed) as archive:
            lines = archive.read("records.jsonl").decode().split("\n")
        return json.dumps(json.loads(data) | {"records": len(lines)}).encode()

    return change


def test_a_file_of_a_newer_desk(libraries: Callable[[str], Library], packed: Path) -> None:
    newer = rewritten(packed, "desk.json", lambda data: data.replace(b'"version": 4', b'"version": 5'))
    refused(libraries("Ben"), newer, NewerVersion)


def test_a_file_that_is_not_there(libraries: Callable[[str], Library], tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        merge(libraries("Ben"), tmp_path / "none.deskpack")


def test_a_file_that_cannot_be_written(libraries: Callable[[str], Library], tmp_path: Path) -> None:
    ann = libraries("Ann")
    row = ann.create(ferry()).result()
    with pytest.raises(Unwritable, match="The articles are safe in the library"):
        pack(ann, [row.id], tmp_path / "no folder" / "one.deskpack")
    with pytest.raises(Unwritable):
        pack(ann, [row.id], tmp_path)
    with pytest.raises(NotFound):
        pack(ann, ["none"], tmp_path / "one.deskpack")
    assert not list(tmp_path.glob("*deskpack*"))
    assert not list(tmp_path.glob(".*"))

"""Everything that a library has, as plain files, gives the same library again."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import text

from desk.errors import NewerVersion, Unreadable, Unwritable
from desk.formats.markdown import read
from desk.library.library import Library
from desk.library.own_words import change_own_words, own_words
from desk.library.saved_searches import save_search, saved_searches
from desk.library.values import State, Why
from desk.library.wanted import Wanted
from desk.newsroom.whole_in import import_everything
from desk.newsroom.whole_out import export_everything
from desk.story.body import Figure
from desk.story.house import House
from desk.story.story import Furniture, Story
from tests.library.sent import send
from tests.library.stories import ferry, stories
from tests.newsroom.wholes import files_in, rows_of, shown_in

Libraries = Callable[[str], Library]


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.desk"
    Library.open(path).close()
    return path


@pytest.fixture
def libraries(tmp_path: Path, empty: Path) -> Iterator[Libraries]:
    opened: list[Library] = []

    def open_new(who: str) -> Library:
        path = tmp_path / f"{len(opened)}.desk"
        shutil.copy(empty, path)
        opened.append(Library.open(path, who=who))
        return opened[-1]

    yield open_new
    for library in opened:
        library.close()


def picture(colour: str = "navy") -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 6), colour).save(out, "PNG")
    return out.getvalue()


def fill(library: Library) -> str:
    """Put something of everything into a library; gives the slug of an article with a history."""
    shown = library.add_media(picture(), "image/png").result()
    row = library.create(ferry(lead=Figure(shown, "A ferry", credit="Harbour Wire"))).result()
    library.checkpoint(row.id, ferry(deck="New deck"), note="With a deck").result()
    library.set_state(row.id, State.SUBMITTED).result()
    library.deliver(row.id, "html", "/out/x.html", "00" * 32).result()
    version = library.article(row.id).row.version
    library.save_draft(row.id, ferry(deck="Being typed", lead=Figure(shown, "A ferry")), 7, version).result()
    twin = library.create(ferry()).result()
    library.bin([twin.id]).result()
    library.create(Story()).result()
    gone = library.create(Story(headline="Thrown away")).result()
    library.bin([gone.id]).result()
    library.empty_bin([gone.id]).result()
    library.add_media(picture("red"), "image/png").result()
    library.set_setting("who", "Ann").result()
    library.set_furniture([Furniture("Newsletter", "Every day.")]).result()
    change_own_words(library, ["Almada"]).result()
    save_search(library, "Ferries", Wanted("ferry")).result()
    return row.slug


def same(one: Library, other: Library) -> None:
    assert rows_of(other) == rows_of(one)
    assert shown_in(other) == shown_in(one)


def test_a_library_comes_back_equal_and_twice_is_as_once(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    fill(ann)
    export_everything(ann, tmp_path / "out")
    first = import_everything(ben, tmp_path / "out")
    assert (first.troubles, first.articles, first.pictures) == ([], 3, 2)
    same(ann, ben)
    again = import_everything(ben, tmp_path / "out")
    assert (again.changed, again.troubles) == (False, [])
    same(ann, ben)
    assert [row.slug for row in ben.rows(Wanted("by:duarte")).rows] == [
        row.slug for row in ann.rows(Wanted("by:duarte")).rows
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(["new", "edit", "type", "suggest", "ask", "bin", "unbin", "state", "send"]), stories),
        max_size=8,
    )
)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_library_comes_back_equal(libraries: Libraries, tmp_path: Path, done: list[tuple[str, Story]]) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    articles: list[str] = []
    for number, (what, story) in enumerate(done):
        if what == "new" or not articles:
            articles.append(ann.create(story).result().id)
            continue
        article = articles[number % len(articles)]
        match what:
            case "edit":
                ann.checkpoint(article, story, note=story.deck).result()
            case "type":
                ann.save_draft(article, story, 3, ann.article(article).row.version).result()
            case "suggest":
                now = ann.article(article)
                ann.save_draft(article, story, 3, now.row.version, now.baseline).result()
            case "ask":
                ann.comment(article, "Why?", on=story).result()
            case "bin":
                ann.bin([article]).result()
            case "unbin":
                ann.unbin([article]).result()
            case "state":
                ann.set_state(article, list(State)[number % len(State)]).result()
            case "send":
                send(ann, article, f"Version {number % 3}".encode(), format_name="text")
    folder = tmp_path / f"out-{len(list(tmp_path.iterdir()))}"
    export_everything(ann, folder)
    assert import_everything(ben, folder).troubles == []
    same(ann, ben)
    ben.settle().result()
    assert not import_everything(ben, folder).changed
    ann.close()
    ben.close()


def test_it_is_readable_without_desk(libraries: Libraries, tmp_path: Path) -> None:
    ann = libraries("Ann")
    slug = fill(ann)
    made = export_everything(ann, tmp_path / "out")
    article = tmp_path / "out" / "articles" / f"{slug}.md"
    words = article.read_text("utf-8")
    assert "headline: Night ferry to return in May" in words
    assert "deck: Being typed" in words
    assert "The night ferry will cross the estuary again from May." in words
    (link,) = [line.split(": ")[1] for line in words.splitlines() if "media/" in line]
    assert (article.parent / link).read_bytes() == picture()
    names = sorted(path.name for path in (article.with_suffix("") / "history").iterdir())
    assert [name[:5] for name in names] == ["0001-", "0002-", "draft"]
    assert all(name.endswith("-ann.md") for name in names[:2])
    assert "note: With a deck" in (article.with_suffix("") / "history" / names[1]).read_text("utf-8")
    assert read(article.read_bytes(), article.name, House()).losses == ()
    assert "3 articles, 4 versions, 2 pictures" in (tmp_path / "out" / "README.txt").read_text("utf-8")
    assert (made.articles, made.versions, made.pictures) == (3, 4, 2)
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path / "out", check=True)


def test_nothing_is_written_into_the_library_and_twice_is_the_same(libraries: Libraries, tmp_path: Path) -> None:
    ann = libraries("Ann")
    fill(ann)
    before = rows_of(ann)
    export_everything(ann, tmp_path / "one")
    export_everything(ann, tmp_path / "two")
    assert rows_of(ann) == before
    one, two = files_in(tmp_path / "one"), files_in(tmp_path / "two")
    for named in ("README.txt", "desk-export.json", "SHA256SUMS"):  # these say when
        del one[named], two[named]
    assert one == two


@pytest.mark.parametrize(
    "slug", ["con", "NUL.txt", "../../etc", "Ä", "ä", "A", "a", "a.md", "x" * 300, ".", "a/b\\c:d"]
)
def test_any_slug_has_a_file_that_every_system_takes(libraries: Libraries, tmp_path: Path, slug: str) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    first, second = ann.create(Story(headline="One")).result(), ann.create(Story(headline="Two")).result()
    with ann._database.transaction() as connection:
        connection.execute(text("UPDATE articles SET slug = :slug WHERE id = :id"), {"slug": slug, "id": first.id})
        connection.execute(text("UPDATE articles SET slug = 'a-' WHERE id = :id"), {"id": second.id})
    export_everything(ann, tmp_path / "out")
    names = [path.name for path in (tmp_path / "out" / "articles").glob("*.md")]
    assert len({name.casefold() for name in names}) == 2
    assert all(name.replace("-", "").removesuffix(".md").isalnum() and len(name) < 100 for name in names)
    assert not {name.split(".")[0] for name in names} & {"con", "nul"}
    assert import_everything(ben, tmp_path / "out").troubles == []
    assert ben.article(first.id).row.slug == slug


def test_into_a_library_with_articles_it_is_the_union(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    slug = fill(ann)
    own = ben.create(ferry(deck="Ben's own")).result()
    change_own_words(ben, ["Zuid"]).result()
    save_search(ben, "Bridges", Wanted("bridge")).result()
    ben.set_setting("who", "Ben").result()
    export_everything(ann, tmp_path / "out")
    assert import_everything(ben, tmp_path / "out").troubles == []
    assert ben.article(own.id).story.deck == "Ben's own"
    assert ben.article(own.id).row.slug == own.slug
    (theirs,) = {row.id for row in ann.rows().rows if row.slug == slug}
    assert ben.article(theirs).story == ann.article(theirs).story
    assert ben.revisions(theirs) == ann.revisions(theirs)
    assert own_words(ben) == ("Almada", "Zuid")
    assert [one.name for one in saved_searches(ben)] == ["Bridges", "Ferries"]
    assert ben.setting("who") == "Ben"
    assert not import_everything(ben, tmp_path / "out").changed


def test_what_went_on_in_both_libraries_is_said(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    rows = [ann.create(ferry(slug=name)).result() for name in ("on", "apart", "typed", "alike")]
    _on, apart, typed, alike = (row.id for row in rows)
    export_everything(ann, tmp_path / "one")
    assert import_everything(ben, tmp_path / "one").parted == []
    for row in rows:
        ann.update_story(row.id, lambda story: replace(story, deck="Ann's"), Why.CHECKPOINT).result()
    ben.update_story(apart, lambda story: replace(story, deck="Ben's"), Why.CHECKPOINT).result()
    ben.update_story(alike, lambda story: replace(story, deck="Ann's"), Why.CHECKPOINT).result()
    now = ben.article(typed)
    ben.save_draft(typed, replace(now.story, deck="Ben types"), 0, now.row.version).result()
    export_everything(ann, tmp_path / "two")
    assert import_everything(ben, tmp_path / "two").parted == ["apart", "typed"]
    for article in (apart, typed):
        kept = {ben.article(article).story.deck, *(ben.revision_story(r.id).deck for r in ben.revisions(article))}
        assert kept > {"Ann's"}, "nothing is lost, whichever stands"
    assert import_everything(ben, tmp_path / "two").parted == []  # it was said
    export_everything(ben, tmp_path / "three")
    assert import_everything(ann, tmp_path / "three").parted == ["apart", "typed"]


def edit(folder: Path, slug: str, old: str, new: str) -> Path:
    file = folder / "articles" / f"{slug}.md"
    words = file.read_text("utf-8")
    assert old in words
    file.write_text(words.replace(old, new), "utf-8")
    return file


def test_an_article_that_was_changed_in_an_editor_is_a_new_version(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    slug = fill(ann)
    export_everything(ann, tmp_path / "out")
    edit(tmp_path / "out", slug, "Tickets go on sale on Monday.", "Tickets go on sale on *Friday*.")
    made = import_everything(ben, tmp_path / "out")
    assert (made.edited, made.beside, made.troubles) == ([f"articles/{slug}.md"], [], [])
    story, before = ben.article(slug).story, ann.article(slug).story
    assert "on sale on Friday." in story.body.text
    assert (story.lead, story.credits, story.deck) == (before.lead, before.credits, "Being typed")
    newest, typed, *_ = ben.revisions(ben.article(slug).row.id)
    assert (newest.why, newest.who, newest.note) == (Why.IMPORTED, "Ben", f"Changed in articles/{slug}.md.")
    assert ben.revision_story(typed.id) == before
    assert not import_everything(ben, tmp_path / "out").changed
    edit(tmp_path / "out", slug, "*Friday*", "*Sunday*")
    assert import_everything(ben, tmp_path / "out").beside == []
    assert "on sale on Sunday." in ben.article(slug).story.body.text


def test_a_changed_file_never_overwrites_what_was_written_since(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    row = ann.create(ferry()).result()
    export_everything(ann, tmp_path / "out")
    import_everything(ben, tmp_path / "out")
    edit(tmp_path / "out", row.slug, "on Monday", "on Friday")
    ann.checkpoint(row.id, ferry(deck="Ann went on")).result()
    version = ben.article(row.id).row.version
    ben.save_draft(row.id, ferry(deck="Ben is typing"), 0, version).result()
    for library, deck in ((ann, "Ann went on"), (ben, "Ben is typing")):
        assert import_everything(library, tmp_path / "out").beside == [f"articles/{row.slug}.md"]
        assert library.article(row.id).story == ferry(deck=deck)
        texts = [library.revision_story(one.id).body.text for one in library.revisions(row.id)]
        assert any("on Friday" in one for one in texts)
        before = rows_of(library)
        assert not import_everything(library, tmp_path / "out").changed
        assert rows_of(library) == before
        shown_in(library)
        assert library.article(row.id).story == ferry(deck=deck)


def test_other_line_ends_are_no_change_and_unreadable_fields_stay(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    slug = ann.create(ferry()).result().slug
    export_everything(ann, tmp_path / "out")
    file = tmp_path / "out" / "articles" / f"{slug}.md"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert import_everything(ben, tmp_path / "out").edited == []
    same(ann, ben)
    edit(tmp_path / "out", slug, "headline: Night", "headline: [Night")
    edit(tmp_path / "out", slug, "on Monday", "on Friday")
    made = import_everything(ben, tmp_path / "out")
    assert made.troubles == [
        f"articles/{slug}.md: The fields above the text could not be read; they stayed as they were."
    ]
    assert ben.article(slug).story.headline == ferry().headline
    assert "on Friday" in ben.article(slug).story.body.text


def test_a_file_that_somebody_added_is_a_new_article(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    slug = ann.create(ferry()).result().slug
    export_everything(ann, tmp_path / "out")
    (tmp_path / "out" / "articles" / "From outside.md").write_text("# Hello\n\nA text of mine.\n", "utf-8")
    (tmp_path / "out" / "articles" / f"{slug}.md").rename(tmp_path / "out" / "articles" / "renamed.md")
    made = import_everything(ben, tmp_path / "out")
    assert made.made == ["articles/From outside.md"]
    assert made.troubles == [f"articles/{slug}.md is missing; the article came in from its versions."]
    assert ben.article("hello").story.body.text == "A text of mine."
    assert ben.rows().total == 2
    assert not import_everything(ben, tmp_path / "out").changed


def test_what_is_missing_or_damaged_is_said_and_the_rest_comes_in(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    slug = fill(ann)
    export_everything(ann, tmp_path / "out")
    history = tmp_path / "out" / "articles" / slug / "history"
    first, *_ = sorted(history.iterdir())
    first.write_text("Something else", "utf-8")
    pictures = sorted((tmp_path / "out" / "media").iterdir())
    pictures[0].unlink()
    pictures[1].write_bytes(b"not it")
    (tmp_path / "out" / "records" / "replicas.jsonl").unlink()
    with (tmp_path / "out" / "records" / "articles.jsonl").open("a") as file:
        file.write('{"id": 5}\n[]\n{"half\n{"id": "\\ud800"}\n')
    said = import_everything(ben, tmp_path / "out").troubles
    assert len(said) == 8
    assert any(f"Version 1 of articles/{slug}.md" in one for one in said)
    assert any(pictures[0].name in one and "missing" in one for one in said)
    assert ben.article(slug).story == ann.article(slug).story
    assert len(ben.revisions(ben.article(slug).row.id)) == 1
    assert len(ben.rows().rows) == 2
    ben.create(ferry()).result()


def test_where_a_record_is_damaged_its_text_still_comes_in_once(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    ann.create(Story(body=ferry().body)).result()
    made = ann.create(ferry(deck="Second")).result()
    export_everything(ann, tmp_path / "out")
    records = tmp_path / "out" / "records" / "articles.jsonl"
    first, second = records.read_text("utf-8").splitlines()
    damaged = second.replace('"parents":[]', '"parents":true')
    records.write_text(f"{first[:-40]}\n{damaged}\n", "utf-8")
    done = import_everything(ben, tmp_path / "out")
    assert len(done.troubles) == 2
    assert done.made == ["articles/untitled.md"]
    assert ben.article("untitled").story.body == ferry().body
    assert not import_everything(ben, tmp_path / "out").changed
    assert [row.id for row in ben.rows(Wanted("Second")).rows] == []
    (tmp_path / "out" / "records" / "articles.jsonl").write_text(f"{second}\n", "utf-8")
    import_everything(ben, tmp_path / "out")
    assert ben.article(made.id).story == ferry(deck="Second")


def test_a_damaged_version_in_the_library_keeps_nobody_in_it(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    slug = fill(ann)
    with ann._database.transaction() as connection:
        connection.execute(text("UPDATE stories SET packed = x'0102' WHERE packed IS NOT NULL"))
    made = export_everything(ann, tmp_path / "out")
    assert (made.lost, made.versions) == (1, 3)
    said = import_everything(ben, tmp_path / "out").troubles
    assert said == [f"Version 1 of articles/{slug}.md is missing or was changed, and was left out."]
    assert ben.article(slug).story == ann.article(slug).story


def test_nothing_outside_the_folder_is_read(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    slug = ann.create(ferry(lead=Figure(ann.add_media(picture(), "image/png").result()))).result().slug
    out = tmp_path / "out"
    export_everything(ann, out)
    (history,) = (out / "articles" / slug / "history").iterdir()
    secret = tmp_path / "secret.md"
    secret.write_bytes(history.read_bytes())
    history.unlink()
    history.symlink_to(secret)
    (out / "articles" / f"{slug}.md").unlink()
    os.mkfifo(out / "articles" / f"{slug}.md")
    media = out / "media"
    media.rename(tmp_path / "elsewhere")
    media.symlink_to(tmp_path / "elsewhere")
    records = out / "records" / "articles.jsonl"
    records.write_text(
        records.read_text("utf-8") * 2 + records.read_text("utf-8").replace(f"{slug}/", "../../"), "utf-8"
    )
    made = import_everything(ben, out)
    assert (made.articles, made.pictures, ben.rows().total) == (0, 0, 0)
    assert len([one for one in made.troubles if "No version of" in one]) == 3


def test_a_folder_of_something_else_is_left_alone(libraries: Libraries, tmp_path: Path) -> None:
    ann = libraries("Ann")
    fill(ann)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine")
    with pytest.raises(Unwritable, match="is not empty"):
        export_everything(ann, taken)
    with pytest.raises(Unwritable, match="is not empty"):
        export_everything(ann, taken / "mine.txt")
    with pytest.raises(Unreadable, match="no folder that Desk exported"):
        import_everything(ann, taken)
    assert files_in(taken) == {"mine.txt": b"mine"}
    (tmp_path / "hollow").mkdir()
    export_everything(ann, tmp_path / "hollow")
    mark = tmp_path / "hollow" / "desk-export.json"
    mark.write_text(mark.read_text().replace('"version": 3', '"version": 99'))
    with pytest.raises(NewerVersion):
        import_everything(ann, tmp_path / "hollow")


def test_stopping_leaves_nothing_of_an_export_and_whole_articles_of_an_import(
    libraries: Libraries, tmp_path: Path
) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    ann.create_many([ferry(headline=f"Story {number}") for number in range(120)]).result()

    def stop(done: int, total: int) -> None:
        assert total == 120
        if done == 70:
            raise KeyboardInterrupt

    before = set(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        export_everything(ann, tmp_path / "out", stop)
    assert {path for path in tmp_path.iterdir() if path.is_dir()} <= before
    export_everything(ann, tmp_path / "out")
    with pytest.raises(KeyboardInterrupt):
        import_everything(ben, tmp_path / "out", stop)
    assert ben.rows().total == 50
    import_everything(ben, tmp_path / "out")
    same(ann, ben)


def test_an_earlier_export_is_refreshed_and_nothing_of_anybody_is_lost(libraries: Libraries, tmp_path: Path) -> None:
    ann = libraries("Ann")
    slug = fill(ann)
    out = tmp_path / "out"
    export_everything(ann, out)
    (out / "notes").mkdir()
    (out / "notes" / "mine.txt").write_text("mine")
    (out / "articles" / "Mine.md").write_text("Mine")
    old = ann.create(ferry(headline="Soon elsewhere")).result()
    assert export_everything(ann, out).kept is None
    assert (out / "articles" / "soon-elsewhere.md").exists()
    ann.update_story(old.id, lambda _: ferry(headline="Elsewhere"), Why.CHECKPOINT).result()
    changed = edit(out, slug, "on Monday", "on Friday").read_bytes()
    kept = export_everything(ann, out).kept
    assert kept is not None
    assert files_in(kept) == {f"articles/{slug}.md": changed}
    assert not (out / "articles" / "soon-elsewhere.md").exists()
    assert (out / "notes" / "mine.txt").read_text() == "mine"
    assert (out / "articles" / "Mine.md").read_text() == "Mine"
    lines = (line.split("  ") for line in (out / "SHA256SUMS").read_text().splitlines())
    sums = {name: digest for digest, name in lines}
    written = {name: data for name, data in files_in(out).items() if name in sums}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in written.items()} == sums


def test_what_was_emptied_out_of_the_bin_here_stays_out_unless_it_is_wanted(
    libraries: Libraries, tmp_path: Path
) -> None:
    ann = libraries("Ann")
    row = ann.create(ferry()).result()
    export_everything(ann, tmp_path / "out")
    ann.bin([row.id]).result()
    ann.empty_bin().result()
    made = import_everything(ann, tmp_path / "out")
    assert ([each.slug for each in made.gone], ann.rows().total) == ([row.slug], 0)
    import_everything(ann, tmp_path / "out", bring_back=True)
    assert ann.article(row.slug).story == ferry()

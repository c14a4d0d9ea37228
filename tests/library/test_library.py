"""Articles as they are made, listed, copied, binned, moved and delivered."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import NotFound, Unreadable, WorldError
from desk.library.library import Library
from desk.library.values import ArticleRow, Change, Sending, State, Why
from desk.library.wanted import Wanted
from desk.library.writer import Transaction
from desk.story.body import Paragraph
from desk.story.people import Credit
from desk.story.story import Furniture, Slot, Story
from tests.formats.bodies import body, link, strong
from tests.library.stories import ferry


def test_a_new_article_is_in_the_list_and_opens(library: Library) -> None:
    row = library.create(ferry()).result()
    assert (row.title, row.titled, row.byline, row.state, row.words, row.version) == (
        "Night ferry to return in May",
        True,
        "Inês Duarte",
        State.DRAFT,
        16,
        1,
    )
    assert row.created == row.updated
    assert library.rows().rows == (row,)
    article = library.article(row.slug)
    assert (article.row, article.story, article.caret) == (row, ferry(), 0)
    (revision,) = library.revisions(row.id)
    assert (revision.id, revision.why, revision.who, revision.parents) == (
        article.revision,
        Why.CREATED,
        "Maren Holt",
        (),
    )
    assert library.revision_story(revision.id) == ferry()


def test_a_story_without_headline_goes_by_its_first_words(library: Library) -> None:
    text = "The [quay](x) opened " + "again and " * 20
    row = library.create(Story(body=body(text, "More."))).result()
    assert not row.titled
    assert row.title.startswith("The [quay](x) opened again")
    assert row.title.endswith("…")
    assert len(row.title) <= 81
    marked = library.create(
        Story(body=body(Paragraph((strong("Strong"), link(" words", "https://a.example/b")))))
    ).result()
    assert marked.title == "Strong words"
    empty = library.create(Story(byline_text="By Staff")).result()
    assert (empty.title, empty.byline, empty.slug) == ("Untitled", "By Staff", "untitled-3")


def test_slugs_are_made_and_are_unique(library: Library) -> None:
    def slug(**fields: str) -> str:
        return library.create(Story(**fields), named="Harbour notes.txt").result().slug  # type: ignore[arg-type]

    assert slug(slug="quay", headline="Ferry") == "quay"
    assert slug(slug="quay") == "quay-2"
    assert slug(headline="Quay!") == "quay-3"
    assert slug() == "harbour-notes"
    assert library.article("harbour-notes").story.slug == "harbour-notes"  # so that a headline does not change it
    long = "a-slug-of-which-somebody-thought-long-and-hard"
    assert slug(slug=long) == long


def test_a_slug_follows_the_headline_until_the_article_went_out(library: Library) -> None:
    row = library.create(Story()).result()
    for headline, slug in (("Fer", "fer"), ("Ferry back", "ferry-back")):
        row = library.save_draft(row.id, Story(headline=headline), 0, row.version).result().row
        assert row.slug == slug
    library.deliver(row.id, "html", "ferry-back.html", "0" * 64).result()
    row = library.save_draft(row.id, Story(headline="Ferry is back"), 0, row.version).result().row
    assert row.slug == "ferry-back"
    row = library.save_draft(row.id, Story(headline="Ferry", slug="boats"), 0, row.version).result().row
    assert row.slug == "boats"


def test_an_article_is_found_by_slug_id_and_the_beginning_of_its_id(library: Library) -> None:
    row = library.create(ferry()).result()
    for ref in (row.slug, row.id, row.id[:20], f" {row.slug} ", row.id[:12].upper()):
        assert library.article(ref).row == row


@pytest.mark.parametrize("ref", ["", "%", "night-fery", "no such thing", "'; DROP TABLE articles", "\x00", "0" * 36])
def test_an_article_that_is_not_there(library: Library, ref: str) -> None:
    library.create(ferry()).result()
    with pytest.raises(NotFound, match="There is no article"):
        library.article(ref)


def test_what_is_near_is_named(library: Library) -> None:
    slugs = [library.create(ferry()).result().slug for _ in range(2)]
    with pytest.raises(NotFound, match=f"Near it: .*{slugs[0]}"):
        library.article("nigth-ferry-to-return-in")
    with pytest.raises(NotFound, match=f"Near it: {slugs[0]}, {slugs[1]}"):
        library.article("ferry-to")


def test_the_beginning_of_two_ids_is_not_enough(library: Library) -> None:
    rows = library.create_many([ferry(), ferry()]).result()
    shared = rows[0].id[:8]
    assert rows[1].id.startswith(shared)
    with pytest.raises(NotFound, match=f"fits several articles: {rows[0].slug}, {rows[1].slug}"):
        library.article(shared)


def test_pages_of_the_list_are_whole_and_in_order(library: Library) -> None:
    library.create_many([Story(headline=f"Story {number}") for number in range(23)]).result()
    seen: list[ArticleRow] = []
    after = ""
    while True:
        page = library.rows(after=after, limit=10)
        assert page.total == (None if after else 23)
        seen += page.rows
        after = page.next
        if not after:
            break
    assert len({row.id for row in seen}) == 23
    assert seen == sorted(seen, key=lambda row: (row.updated, row.id), reverse=True)
    assert library.rows(limit=23).next == ""


def test_a_page_goes_on_where_the_last_ended_although_the_list_changed(library: Library) -> None:
    rows = [library.create(Story(headline=f"Story {number}")).result() for number in range(6)]
    first = library.rows(limit=3)
    library.save_draft(rows[0].id, Story(headline="Now the newest"), 0, 1).result()
    second = library.rows(after=first.next, limit=3)
    assert [row.title for row in second.rows] == ["Story 2", "Story 1"]


def test_the_list_by_state_and_bin(library: Library) -> None:
    ready, draft, binned = (library.create(Story(headline=name)).result() for name in ("Ready", "Draft", "Binned"))
    assert library.set_state(ready.id, State.READY).result().state is State.READY
    library.bin([binned.id]).result()
    assert [row.id for row in library.rows(Wanted(state=State.READY)).rows] == [ready.id]
    assert [row.id for row in library.rows(Wanted(state=State.DRAFT)).rows] == [draft.id]
    assert [(row.id, row.binned) for row in library.rows(Wanted(binned=True)).rows] == [(binned.id, True)]
    assert [row.id for row in library.rows(Wanted("binned", binned=True)).rows] == [binned.id]
    assert library.rows(Wanted("binned")).rows == ()
    library.unbin([binned.id, draft.id]).result()
    assert library.rows().total == 3


def test_a_binned_article_keeps_all_it_has(library: Library) -> None:
    row = library.create(ferry()).result()
    library.bin([row.id]).result()
    assert library.article(row.slug).story == ferry()
    library.unbin([row.id]).result()
    assert library.rows().rows == (row,)


def test_a_copy_is_an_article_of_its_own(library: Library) -> None:
    row = library.create(ferry(canonical="https://news.example/ferry", slug="ferry")).result()
    copies = [library.duplicate(row.id).result() for _ in range(2)]
    assert [copy.slug for copy in copies] == ["ferry-copy", "ferry-copy-2"]
    assert library.article("ferry-copy").story == ferry(slug="ferry-copy")
    assert library.revisions(copies[0].id)[0].note == "A copy of ferry."


def test_a_checkpoint_is_made_once_per_content(library: Library) -> None:
    row = library.create(ferry()).result()
    (created,) = library.revisions(row.id)
    assert library.checkpoint(row.id).result() == created
    changed = library.checkpoint(row.id, ferry(deck="After two years."), note="Deck").result()
    assert (changed.parents, changed.note, changed.why) == ((created.id,), "Deck", Why.CHECKPOINT)
    library.checkpoint(row.id, ferry(), Why.RESTORED).result()
    assert [revision.why for revision in library.revisions(row.id)] == ["restored", "checkpoint", "created"]
    assert library.article(row.id).story == ferry()
    assert {revision.story_hash for revision in library.revisions(row.id)} == {created.story_hash, changed.story_hash}


def test_a_story_is_changed_where_it_is_kept(library: Library) -> None:
    row = library.create(ferry()).result()
    extra = Credit("Tomas Lind", place="Oslo")

    def credit(story: Story) -> Story:
        return replace(story, credits=(*story.credits, extra))

    after = library.update_story(row.id, credit, Why.CREDITED, "Credited by hand").result()
    assert after.version == row.version + 1
    assert library.article(row.id).story.credits[-1] == extra
    assert library.revisions(row.id)[0].why is Why.CREDITED
    assert library.update_story(row.id, lambda story: story, Why.CREDITED).result() == after  # nothing to keep
    assert len(library.revisions(row.id)) == 2


def test_an_error_of_the_change_changes_nothing(library: Library) -> None:
    row = library.create(ferry()).result()
    with pytest.raises(AttributeError):
        library.update_story(row.id, lambda story: story.nonsense, Why.CREDITED).result()  # type: ignore[attr-defined]
    assert library.rows().rows == (row,)


def test_deliveries_name_the_revision_that_went_out(library: Library) -> None:
    row = library.create(ferry()).result()
    library.save_draft(row.id, ferry(deck="New"), 0, row.version).result()
    sent = library.deliver(row.id, "html", "/out/ferry.html", "ab" * 32).result()
    assert library.revision_story(sent.revision) == ferry(deck="New")
    first = library.revisions(row.id)[-1].id
    again = library.deliver_many([Sending(row.id, "text", "/out/ferry.txt", "cd" * 32, first)]).result()
    assert library.deliveries(row.id) == (*again, sent)
    assert again[0].revision == first


def test_pictures_are_kept_once(library: Library) -> None:
    refs = [library.add_media(b"picture", "image/png").result() for _ in range(2)]
    assert set(refs) == {"media:" + hashlib.sha256(b"picture").hexdigest()}
    assert library.media(refs[0]) == b"picture"
    assert library.media_type(refs[0]) == "image/png"
    assert library.media("media:none") is None
    assert library.media_type("media:none") is None


def test_settings_and_furniture_stay(path: Path) -> None:
    promo = Furniture("Newsletter", "Every morning.", Slot.FOOT)
    with Library.open(path) as library:
        assert library.setting("who") is None
        for value in ("Ann", "Maren"):
            library.set_setting("who", value).result()
        library.set_furniture([Furniture("App"), promo]).result()
        library.set_furniture([promo, Furniture("App")]).result()
    with Library.open(path) as library:
        assert library.setting("who") == "Maren"
        assert library.furniture() == (promo, Furniture("App"))


def test_texts_for_long_work_are_the_articles(library: Library) -> None:
    rows = library.create_many([ferry(), Story(headline="Two", body=body("2"))]).result()
    found = list(library.texts([row.slug for row in rows]))
    assert [(row, text.story()) for row, text in found] == [(row, library.article(row.id).story) for row in rows]


def test_all_or_none_of_many_are_made(library: Library) -> None:
    def broken() -> object:
        yield ferry()
        raise KeyError("the second file")

    with pytest.raises(KeyError):
        library.create_many(broken()).result()  # type: ignore[arg-type]
    assert library.rows().total == 0
    assert library.people() == ()


def test_writing_to_an_article_that_is_not_there(library: Library) -> None:
    for write in (
        library.checkpoint("none"),
        library.duplicate("none"),
        library.save_draft("none", ferry(), 0, 1),
        library.set_state("none", State.READY),
        library.deliver("none", "html", "", ""),
    ):
        assert isinstance(write.exception(), NotFound)
    library.bin(["none"]).result()  # nothing to move


def test_listeners_are_told_after_the_commit_on_the_writers_thread(library: Library) -> None:
    told: list[tuple[Change, str, int | None]] = []

    def listener(change: Change) -> None:
        told.append((change, threading.current_thread().name, library.rows().total))

    unsubscribe = library.listen(listener)
    row = library.create(ferry()).result()
    library.save_draft(row.id, ferry(deck="x"), 0, 1).result()
    library.save_draft(row.id, ferry(deck="x"), 3, 2).result()  # only the caret
    library.settle().result()
    assert told == [
        (change, "library-writer", 1) for change in (Change("people"), Change("list"), Change("article", row.id))
    ]
    unsubscribe()
    unsubscribe()
    library.create(ferry()).result()
    library.settle().result()
    assert len(told) == 3


def test_a_listener_that_fails_is_noted_and_harms_nobody(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    told: list[Change] = []

    def failing(change: Change) -> None:
        raise KeyError(change)

    library.listen(failing)
    library.listen(told.append)
    library.create(Story()).result()
    library.settle().result()
    assert told == [Change("list")]
    assert "a listener failed" in caplog.text


def test_closing_writes_what_was_handed_over_and_then_takes_nothing(path: Path) -> None:
    library = Library.open(path)
    rows = [library.create(Story(headline=f"Story {number}")) for number in range(20)]
    library.close()
    library.close()
    assert all(row.done() for row in rows)
    with pytest.raises(RuntimeError, match="closed"):
        library.create(Story())
    with Library.open(path) as again:
        assert again.rows().total == 20
    assert list(path.parent.iterdir()) == [path]


def test_reads_may_come_from_any_thread_while_it_is_written(library: Library) -> None:
    row = library.create(ferry()).result()
    failed: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(30):
                article = library.article(row.id)
                assert article.row.title == article.story.headline
                assert library.rows(Wanted("ferry")).total == 1
        except (WorldError, AssertionError) as error:
            failed.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    version = 1
    for number in range(60):
        story = ferry(headline=f"Ferry {number}")
        version = library.save_draft(row.id, story, number, version).result().row.version
    for reader in readers:
        reader.join()
    assert failed == []
    assert library.article(row.id).story == story


def test_what_another_program_writes_is_noticed(library: Library, path: Path) -> None:
    told: list[Change] = []
    assert not library.notice_others().result()
    library.create(ferry()).result()
    library.listen(told.append)
    assert not library.notice_others().result()  # that was ourselves
    with Library.open(path) as other:
        other.create(Story(headline="From the command line")).result()
    assert library.notice_others().result()
    assert not library.notice_others().result()
    library.settle().result()
    kinds = ("list", "people", "directory", "comments", "decisions")
    assert told == [Change(kind) for kind in kinds]


def test_an_article_of_a_newer_desk_does_not_keep_the_others_from_being_read(library: Library) -> None:
    strange = library.create(ferry(headline="Strange")).result()
    library.create(ferry()).result()

    def spoil(t: Transaction) -> None:
        t.connection.exec_driver_sql("UPDATE stories SET fields = '{\"hologram\": 1}' WHERE fields LIKE '%Strange%'")

    library._writer.submit(spoil, "").result()
    with pytest.raises(Unreadable, match="newer Desk"):
        library.article(strange.id)
    assert library.rows(Wanted("estuary")).total == 2

"""What a review left is in a folder with everything, and comes back."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import NewerVersion
from desk.library.library import Library
from desk.library.review_values import Decided
from desk.library.values import State
from desk.newsroom.whole_in import import_everything
from desk.newsroom.whole_out import export_everything
from desk.revise.anchors import anchored_words, on_words
from desk.story.comments import Said
from desk.story.directory import Contact
from desk.story.places import Place
from desk.story.story import Story
from tests.formats.bodies import body
from tests.newsroom.wholes import files_in, rows_of, shown_in

Libraries = Callable[[str], Library]
STORY = Story(headline="The quay", body=body("The ferry is late."))
SEEN = replace(STORY, body=body("Today the ferry is late."))
TYPO = "“teh” became “the”"
EDITED = replace(STORY, deck="It rains")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.desk"
    Library.open(path).close()
    return path


@pytest.fixture
def libraries(tmp_path: Path, empty: Path) -> Iterator[Libraries]:
    opened: list[Library] = []

    def open_new(who: str) -> Library:
        opened.append(Library.open(shutil.copy(empty, tmp_path / f"{len(opened)}.desk"), who=who))
        return opened[-1]

    yield open_new
    for library in opened:
        library.close()


@pytest.fixture
def ann(libraries: Libraries) -> Library:
    """A library with an article in review: its first comment is on a text that is no version, and of its draft only
    the text before is agreed on."""
    ann = libraries("Ann")
    listed = ann.put_contacts([Contact("Ann"), Contact("Ben"), Contact("A. Nn")]).result()
    ann.merge_contacts(listed[0].id, listed[2].id).result()
    ann.remove_contact(listed[1].id).result()
    article = ann.create(STORY).result().id
    asked = ann.comment(article, "Which?", anchor=on_words(SEEN, Place("body", 0), 10, 15), on=SEEN).result()
    ann.answer(asked.id, Said.RESOLVED).result()
    ann.comment(article, "Nice.").result()
    made = ann.note_decisions(
        article, [Decided("one", True, sentence=TYPO, makers=("Ben",)), Decided("two", False)]
    ).result()
    ann.undo_decisions(article, [made[0].id]).result()
    ann.set_state(article, State.IN_REVIEW).result()
    ann.decline(article, "Ben").result()
    ann.note_source(article, "Harbour Wire", "https://example.org/ferry", "The ferry is late.").result()
    ann.put_texts(article, EDITED, STORY).result()
    draft = replace(EDITED, kicker="Harbour")
    ann.save_draft(article, draft, 3, ann.article(article).row.version, replace(STORY, slug="quay")).result()
    ann.look(article).result()
    return ann


def test_it_comes_back_equal_and_twice_is_as_once(libraries: Libraries, ann: Library, tmp_path: Path) -> None:
    export_everything(ann, tmp_path / "out")
    ben = libraries("Ben")
    assert import_everything(ben, tmp_path / "out").troubles == []
    assert rows_of(ben) == rows_of(ann)
    assert shown_in(ben) == shown_in(ann)
    article = ben.rows().rows[0].id
    assert ben.article(article) == ann.article(article)
    assert ben.comments(article) == ann.comments(article)
    assert ben.directory() == ann.directory()
    assert not import_everything(ben, tmp_path / "out").changed
    assert rows_of(ben) == rows_of(ann)


def test_what_was_said_can_be_read_without_desk(ann: Library, tmp_path: Path) -> None:
    export_everything(ann, tmp_path / "out")
    said = (tmp_path / "out" / "articles" / "the-quay" / "history" / "comments.md").read_text(encoding="utf-8")
    assert re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "WHEN", said).splitlines() == [
        "# What was said about “the-quay”",
        *("", "## Comment on “ferry”", ""),
        *("- WHEN, Ann: Which?", "- WHEN, Ann resolved it"),
        *("", "## Comment on the story", ""),
        "- WHEN, Ann: Nice.",
        *("", "## Decided on changes", ""),
        "- WHEN, Ann accepted: “teh” became “the” (taken back by Ann, WHEN)",
        "- WHEN, Ann rejected",
    ]


def test_into_a_library_that_went_on_it_is_the_union(libraries: Libraries, ann: Library, tmp_path: Path) -> None:
    export_everything(ann, tmp_path / "out")
    ben = libraries("Ben")
    import_everything(ben, tmp_path / "out")
    article = ben.rows().rows[0].id
    ben.comment(article, "Ben's").result()
    ben.checkpoint(article, replace(EDITED, headline="Ben went on")).result()
    ann.comment(article, "Ann's").result()
    ann.put_contacts([Contact("Wei")]).result()
    export_everything(ann, tmp_path / "later")
    assert import_everything(ben, tmp_path / "later").troubles == []
    assert [each.thread.opening.text for each in ben.comments(article)] == ["Which?", "Nice.", "Ben's", "Ann's"]
    assert [each.name for each in ben.directory().contacts] == ["Ann", "Wei"]
    assert ben.article(article).story.headline == "Ben went on"


def test_a_comment_whose_text_is_gone_keeps_its_words(libraries: Libraries, ann: Library, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export_everything(ann, folder)
    (seen,) = (name for name in files_in(folder) if "commented-" in name)
    (folder / seen).unlink()
    ben = libraries("Ben")
    done = import_everything(ben, folder)
    (trouble,) = done.troubles
    assert trouble == (
        "The text of a comment in articles/the-quay.md is missing or was changed; the comment lost its place."
    )
    asked = ben.comments(ben.rows().rows[0].id)[0]
    assert (asked.thread.opening.text, asked.anchor.lost) == ("Which?", True)
    assert anchored_words(asked.anchor, STORY) == "ferry"
    assert asked.thread.is_resolved


def test_an_export_of_an_older_desk_comes_in_and_one_of_a_newer_does_not(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben, folder = libraries("Ann"), libraries("Ben"), tmp_path / "out"
    article = ann.create(STORY).result()
    ann.save_draft(article.id, EDITED, 3, article.version).result()
    ann.set_state(article.id, State.SUBMITTED).result()
    export_everything(ann, folder)
    for name in ("contacts", "looks"):
        (folder / f"records/{name}.jsonl").unlink()
    lines = folder / "records/articles.jsonl"
    record = json.loads(lines.read_text())
    record = {name: value for name, value in record.items() if name not in ("comments", "decisions")}
    record["moves"] = [{k: v for k, v in row.items() if k not in ("note", "findings")} for row in record["moves"]]
    lines.write_text(json.dumps(record))
    mark = folder / "desk-export.json"
    head = json.loads(mark.read_text())
    mark.write_text(json.dumps(head | {"version": 1}))
    done = import_everything(ben, folder)
    assert done.troubles == []
    assert rows_of(ben) == rows_of(ann)
    mark.write_text(json.dumps(head | {"version": head["version"] + 1}))
    with pytest.raises(NewerVersion):
        import_everything(ben, folder)


def test_a_draft_with_which_somebody_only_accepted_is_not_left_out(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    article = ann.create(STORY).result().id
    ann.put_texts(article, EDITED, STORY).result()
    ben.add_records(list(ann.records([article]))).result()
    ben.put_texts(article, SEEN, STORY).result()
    ann.save_draft(article, EDITED, 0, ann.article(article).row.version).result()
    export_everything(ann, tmp_path / "out")
    for _ in range(2):
        import_everything(ben, tmp_path / "out")
        found = ben.article(article)
        assert (found.story, found.baseline) == (SEEN, STORY)
        pairs = [(ben.revision_story(each.id), ben.revision_baseline(each.id)) for each in ben.revisions(article)]
        assert pairs.count((EDITED, EDITED)) == 1


def test_what_was_suggested_is_so_in_a_text_that_was_changed_outside(libraries: Libraries, tmp_path: Path) -> None:
    ann = libraries("Ann")
    row = ann.create(STORY).result()
    ann.put_texts(row.id, EDITED, STORY).result()
    export_everything(ann, tmp_path / "out")
    file = tmp_path / "out" / "articles" / f"{row.slug}.md"
    file.write_text(file.read_text("utf-8").replace("The ferry is late.", "The ferry is gone."), "utf-8")
    ann.put_texts(row.id, SEEN, STORY).result()
    assert import_everything(ann, tmp_path / "out").beside
    (beside,) = (each for each in ann.revisions(row.id) if "gone" in ann.revision_story(each.id).body.text)
    outside = body("The ferry is gone.")
    assert ann.revision_story(beside.id) == replace(EDITED, body=outside)
    assert ann.revision_baseline(beside.id) == replace(STORY, body=outside)


def test_a_text_comes_in_though_what_of_it_was_agreed_on_is_gone(libraries: Libraries, tmp_path: Path) -> None:
    ann = libraries("Ann")
    row = ann.create(STORY).result()
    ann.put_texts(row.id, SEEN, STORY).result()
    ann.put_texts(row.id, replace(SEEN, deck="It rains"), replace(STORY, body=body("It is late."))).result()
    version = ann.article(row.id).row.version
    ann.save_draft(row.id, replace(SEEN, deck="It pours"), 0, version, replace(STORY, body=body("So late."))).result()
    export_everything(ann, tmp_path / "out")
    history = tmp_path / "out" / "articles" / row.slug / "history"
    for name in ("0003-*.baseline.md", "draft.baseline.md"):
        (file,) = history.glob(name)
        file.unlink()
    ben = libraries("Ben")
    troubles = import_everything(ben, tmp_path / "out").troubles
    assert [trouble.endswith("what was agreed on before still is.") for trouble in troubles] == [True, True]
    found = ben.article(row.id)
    assert (found.story, found.baseline) == (replace(SEEN, deck="It pours"), STORY)
    assert ben.revision_story(ben.revisions(row.id)[0].id).deck == "It rains"

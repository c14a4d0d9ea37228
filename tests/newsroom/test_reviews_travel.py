"""Comments, decisions and the directory go along with articles, from one library to another."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.library.library import Library
from desk.library.review_values import Decided
from desk.library.travel import Record
from desk.library.values import Change, State
from desk.newsroom.exchange import merge, pack
from desk.revise.anchors import anchored_words, on_words
from desk.story.comments import Said
from desk.story.directory import Contact
from desk.story.people import Credit, PersonKind
from desk.story.places import Place
from desk.story.story import Story
from desk.story.workflow import StaffRole
from tests.formats.bodies import body

Libraries = Callable[[str], Library]
STORY = Story(headline="The quay", body=body("The ferry is late."), credits=(Credit("Inês Duarte"),))
FERRY = on_words(STORY, Place("body", 0), 4, 9)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.desk"
    Library.open(path).close()
    return path


@pytest.fixture
def libraries(tmp_path: Path, empty: Path) -> Iterator[Libraries]:
    opened: list[Library] = []

    def open_new(who: str) -> Library:
        path = shutil.copy(empty, tmp_path / f"{len(opened)}.desk")
        opened.append(Library.open(path, who=who))
        return opened[-1]

    yield open_new
    for library in opened:
        library.close()


def reviewed(library: Library) -> str:
    """An article of which much was said; its first comment is on a text that never became a revision."""
    seen = replace(STORY, body=body("Today the ferry is late."))
    article = library.create(STORY).result().id
    asked = library.comment(
        article,
        "Which?",
        anchor=on_words(seen, Place("body", 0), 10, 15),
        on=seen,
        question=True,
        mentions=["Wei Sung"],
    ).result()
    library.answer(asked.id, Said.RESOLVED, "The old one.").result()
    typo = Decided("body:1", True, "body", "text", "“teh” became “the”", "the", "teh", ("Wei Sung",))
    made = library.note_decisions(article, [typo, replace(typo, key="body:2", accepted=False)]).result()
    library.undo_decisions(article, [made[0].id]).result()
    return article


def test_what_was_said_and_decided_goes_along_and_comes_once(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    article = reviewed(ann)
    told: list[Change] = []
    ben.listen(told.append)
    number = pack(ann, [article], tmp_path / "one.deskpack")
    assert merge(ben, tmp_path / "one.deskpack").added == number
    assert ben.comments(article) == ann.comments(article)
    assert anchored_words(ben.comments(article)[0].anchor, STORY) == "ferry"
    assert ben.decisions(article) == ann.decisions(article)
    ben.settle().result()
    assert {Change("comments", article), Change("decisions", article)} <= set(told)
    ben.answer(ben.comments(article)[0].thread.id, Said.REOPENED, "Really?").result()
    ann.comment(article, "And the bus?").result()
    pack(ben, [article], tmp_path / "back.deskpack")
    pack(ann, [article], tmp_path / "two.deskpack")
    assert merge(ann, tmp_path / "back.deskpack").added == 2  # the answer, and Ben's library
    assert merge(ben, tmp_path / "two.deskpack").added == 1
    assert ben.comments(article) == ann.comments(article)
    assert merge(ben, tmp_path / "two.deskpack").added == 0


def test_who_is_named_goes_along_and_nobody_else(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    named = [
        Contact("Ann", role=StaffRole.EDITOR),
        Contact("Wei Sung"),
        Contact("Ines Duarte", email="ines@example.org"),
    ]
    agency, fired = Contact("Reuters", PersonKind.ORGANISATION), Contact("Somebody Else", email="else@example.org")
    listed = ann.put_contacts([*named, agency, fired, Contact("W. Sung")]).result()
    ann.merge_contacts(listed[1].id, listed[-1].id).result()
    article = reviewed(ann)
    told: list[Change] = []
    ben.listen(told.append)
    pack(ann, [article], tmp_path / "one.deskpack")
    merge(ben, tmp_path / "one.deskpack")
    assert [each.name for each in ben.directory().contacts] == ["Ann", "Ines Duarte", "Reuters", "Wei Sung"]
    assert ben.directory().named("W Sung") == ann.directory().named("Wei Sung")
    ben.settle().result()
    assert Change("directory") in told


def test_records_of_an_older_desk_have_what_came_later(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    article = ann.create(STORY).result().id
    ann.set_state(article, State.SUBMITTED).result()

    def older(record: Record) -> Record:
        later = {"note", "findings"} if record.table == "moves" else set()
        return Record(record.table, {name: value for name, value in record.values.items() if name not in later})

    ben.add_records([older(record) for record in ann.records([article])]).result()
    assert ben.moves(article) == ann.moves(article)
    assert (ben.moves(article)[0].note, ben.moves(article)[0].findings) == ("", ())


def test_a_review_stays_out_with_its_article_and_comes_back_with_it(libraries: Libraries, tmp_path: Path) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    article = reviewed(ann)
    pack(ann, [article], tmp_path / "one.deskpack")
    merge(ben, tmp_path / "one.deskpack")
    ben.bin([article]).result()
    ben.empty_bin().result()
    merged = merge(ben, tmp_path / "one.deskpack")
    assert (merged.added, [gone.article for gone in merged.gone]) == (0, [article])
    merge(ben, tmp_path / "one.deskpack", bring_back=True)
    assert ben.comments(article) == ann.comments(article)
    assert ben.decisions(article) == ann.decisions(article)


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ("moves", {"value": "asleep"}),
        ("moves", {"what": "override", "value": "asleep"}),
        ("moves", {"findings": [5]}),
        ("comments", {"said": "shouted"}),
        ("comments", {"anchor": "[]"}),
        ("comments", {"mentions": "Wei"}),
        ("comments", {"thread": "another"}),
        ("decisions", {"did": "slept on"}),
        ("decisions", {"makers": [None]}),
        ("contacts", {"did": "promoted"}),
        ("contacts", {"contact": '{"name": ""}'}),
        ("comments", {"article": "none"}),
    ],
)
def test_what_this_desk_does_not_know_is_refused_whole(
    libraries: Libraries, table: str, wrong: dict[str, object]
) -> None:
    ann, ben = libraries("Ann"), libraries("Ben")
    ann.put_contacts([Contact("Ann")]).result()
    article = reviewed(ann)
    ann.set_state(article, State.SUBMITTED).result()
    records = list(ann.records([article]))
    assert json.loads(json.dumps([record.values for record in records])) == [record.values for record in records]
    at = next(number for number, record in enumerate(records) if record.table == table)
    records[at] = Record(table, records[at].values | wrong)
    with pytest.raises(ValueError, match=r"not a valid|none|no table|no text|no name|does not say"):
        ben.add_records(records).result()
    assert (ben.rows().total, ben.directory().contacts) == (0, ())

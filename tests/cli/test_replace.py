"""desk replace: what it finds, what it changes, and what it says of it."""

from __future__ import annotations

import pytest

from desk.library.library import Library
from desk.story.body import Body, Figure, Mark, Paragraph, Span, Table, spans
from desk.story.people import Credit, Role
from desk.story.story import Story
from tests.cli.conftest import Desk

BODY = Body(
    (
        Paragraph(spans("The ", Span("harbour", frozenset({Mark.STRONG})), " pilots of Kessel.")),
        Figure("https://a.example/1.png", "", spans("Harbour at dawn"), "J. Field"),
        Table(((spans("HARBOUR"), spans("harbours")),)),
    )
)


@pytest.fixture
def slug(desk: Desk) -> str:
    story = Story(headline="Harbour closed", slug="closed", body=BODY, credits=(Credit("Jonas Harbour", role=Role.BY),))
    with Library.open(desk.library, who="Ilse Brandt") as library:
        return library.create(story).result().slug


def story_of(desk: Desk, slug: str) -> Story:
    with Library.open(desk.library) as library:
        return library.article(slug).story


def test_words_are_replaced_in_all_of_an_article_as_one_version(desk: Desk, slug: str) -> None:
    result = desk("replace", slug, "harbour", "port")
    story = story_of(desk, slug)
    assert story.headline == "Port closed"
    first, figure, table = story.body.blocks
    assert first == Paragraph(spans("The ", Span("port", frozenset({Mark.STRONG})), " pilots of Kessel."))
    assert isinstance(figure, Figure)
    assert figure.caption == spans("Port at dawn")
    assert table == Table(((spans("PORT"), spans("ports")),))
    assert result.stdout.splitlines()[0] == "headline\tHarbour closed"
    assert result.stdout.splitlines()[2] == "body 2\tHarbour at dawn"
    assert len(result.stdout.splitlines()) == 5
    (revision, _) = desk.json("history", slug)["revisions"]
    assert (revision["why"], revision["note"]) == ("checkpoint", "“harbour” replaced by “port”")


def test_a_line_that_the_credits_write_is_told_and_kept(desk: Desk, slug: str) -> None:
    result = desk("replace", slug, "Jonas Harbour", "Petra Holm")
    assert "1 more in a line that the credits write" in result.stderr
    assert result.stdout == ""
    assert story_of(desk, slug).credits[0].name == "Jonas Harbour"
    assert len(desk.json("history", slug)["revisions"]) == 1


def test_a_dry_run_tells_and_changes_nothing(desk: Desk, slug: str) -> None:
    before = story_of(desk, slug)
    answer = desk.json("replace", slug, "harbour", "port", "--dry-run")
    assert (answer["replaced"], answer["kept"], len(answer["matches"])) == (0, 1, 5)
    assert story_of(desk, slug) == before
    assert len(desk.json("history", slug)["revisions"]) == 1


@pytest.mark.parametrize(
    ("options", "number"),
    [(["--match-case"], 2), (["--whole-words"], 4), (["--match-case", "--whole-words"], 1)],
)
def test_options_say_what_counts(desk: Desk, slug: str, options: list[str], number: int) -> None:
    assert desk.json("replace", slug, "harbour", "port", *options)["replaced"] == number


def test_as_typed_takes_no_capitals(desk: Desk, slug: str) -> None:
    desk("replace", slug, "harbour", "port", "--as-typed")
    assert story_of(desk, slug).headline == "port closed"


def test_a_regular_expression_with_groups(desk: Desk, slug: str) -> None:
    desk("replace", slug, r"(\w+) closed", r"Closed: \1", "--regex")
    assert story_of(desk, slug).headline == "Closed: Harbour"


@pytest.mark.parametrize(
    ("words", "new", "said"),
    [("(a", "b", "a bracket ( is not closed"), ("a", "$1", "no group 1"), ("", "b", "nothing to look for")],
)
def test_wrong_usage_is_said(desk: Desk, slug: str, words: str, new: str, said: str) -> None:
    assert said in desk("replace", slug, words, new, "--regex", code=2).stderr


def test_an_expression_without_end_is_given_up_and_nothing_is_changed(
    desk: Desk, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.cli.replacing._PATIENCE", 0.2)
    with Library.open(desk.library) as library:
        library.create(Story(slug="long", body=Body((Paragraph(spans("a" * 60 + "b")),)))).result()
    assert "takes too long" in desk("replace", "long", "(a|aa)+$", "b", "--regex", code=3).stderr


def test_nothing_found_is_nothing_said_into_a_pipe(desk: Desk, slug: str) -> None:
    result = desk("replace", slug, "zebra", "horse")
    assert (result.stdout, result.stderr) == ("", "")
    assert "nothing" not in desk("replace", "no-such-story", "a", "b", code=3).stdout

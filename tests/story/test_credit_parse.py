from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.houses import default_house
from desk.story.credits import contribution_line, in_order, parse_byline, parse_contribution
from desk.story.people import Credit, Person, PersonKind
from tests.story.lines import BYLINES, CONTRIBUTIONS, NOT_BYLINES, NOT_CONTRIBUTIONS

HOUSE = default_house()


@pytest.mark.parametrize(("text", "expected"), CONTRIBUTIONS, ids=[text for text, _ in CONTRIBUTIONS])
def test_a_contribution_line_is_read(text: str, expected: list[Credit]) -> None:
    assert parse_contribution(text, HOUSE) == tuple(expected)


@pytest.mark.parametrize("text", NOT_CONTRIBUTIONS, ids=[text[:60] or "empty" for text in NOT_CONTRIBUTIONS])
def test_a_sentence_that_is_none_is_left_alone(text: str) -> None:
    assert parse_contribution(text, HOUSE) is None


@pytest.mark.parametrize(("text", "expected"), BYLINES, ids=[text for text, _ in BYLINES])
def test_a_byline_is_read(text: str, expected: list[Credit]) -> None:
    assert parse_byline(text, HOUSE) == tuple(expected)


@pytest.mark.parametrize("text", NOT_BYLINES, ids=[text or "empty" for text in NOT_BYLINES])
def test_what_is_no_byline_is_left_alone(text: str) -> None:
    assert parse_byline(text, HOUSE) is None


def test_what_is_read_comes_in_the_order_of_roles() -> None:
    for text, expected in CONTRIBUTIONS:
        assert in_order(expected) == tuple(expected), text


def test_known_people_and_organisations_are_told_where_their_words_would_not_do() -> None:
    line = "Sand and Sea, bell hooks and Ann Post contributed."
    assert parse_contribution(line, HOUSE) is None
    known = [
        Person("Sand and Sea", PersonKind.ORGANISATION),
        Person("bell hooks"),
        Person("Ann Post"),
    ]
    assert parse_contribution(line, HOUSE, known) == (
        Credit("Sand and Sea", PersonKind.ORGANISATION),
        Credit("bell hooks"),
        Credit("Ann Post"),
    )


def test_the_houses_own_noun_is_understood() -> None:
    line = "Marta Okafor contributed to this almanac."
    assert parse_contribution(line, HOUSE) is None
    assert parse_contribution(line, replace(HOUSE, report_noun="almanac")) == (Credit("Marta Okafor"),)


SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "el-chapo.txt"


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the shared article is not here")
def test_in_the_shared_article_one_paragraph_is_the_byline_and_one_the_contribution_line() -> None:
    lines = [line.strip() for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    bylines = [credits_read for line in lines if (credits_read := parse_byline(line, HOUSE))]
    contributions = [line for line in lines if parse_contribution(line, HOUSE)]
    assert [len(credits_read) for credits_read in bylines] == [1]
    assert contributions == lines[-1:]
    assert contribution_line(parse_contribution(lines[-1], HOUSE) or (), HOUSE) == lines[-1]

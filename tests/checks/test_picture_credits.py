"""Whom a picture's credit names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.checks.picture_credits import pictured_by
from desk.houses import default_house

HOUSE = default_house()


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("Jane Roe", "Jane Roe"),
        ("Jane Roe/Reuters", "Jane Roe; Reuters"),
        ("AP Photo/Jane Roe", "AP; Jane Roe"),
        ("Jane Roe / AFP - Getty Images", "Jane Roe; AFP; Getty Images"),
        ("Photo: Jane Roe (AP)", "Jane Roe; AP"),
        ("Photograph by Jane Roe for Harbour News", "Jane Roe; Harbour News"),
        ("Photography by J. R. Roe", "J. R. Roe"),
        ("Jane Roe and Lee Ash/dpa", "Jane Roe; Lee Ash; dpa"),
        ("Jane Roe of the Associated Press", "Jane Roe; Associated Press"),
        ("© 2024 Jane van der Roe via Getty Images", "Jane van der Roe; Getty Images"),
        ("Reuters/Jane Roe/File Photo", "Reuters; Jane Roe"),
        ("Courtesy of NASA", "NASA"),
        ("Food and Environment Reporting Network", "Food and Environment Reporting Network"),
        ("Jane Roe’s", "Jane Roe"),
        ("", ""),
        ("Handout", ""),
        ("File photo", ""),
        ("Photo: TK", ""),
        ("Screenshot/Google Maps", ""),
        ("Family handout via Facebook", ""),
        ("CC BY-SA 4.0", ""),
        ("jdoe", ""),
        ("Maria", ""),
    ],
)
def test_who_is_named(credit: str, names: str) -> None:
    assert "; ".join(name for name, _, _ in pictured_by(credit, HOUSE)) == names


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from(["Jane Roe", "Photo", ":", "/", " ", "AP", "by", "of", "(", ")", "’s", "©", "é", "2024"]))
)
def test_names_stand_where_it_says(pieces: list[str]) -> None:
    credit = "".join(pieces)
    assert all(credit[start:stop] == name for name, start, stop in pictured_by(credit, HOUSE))

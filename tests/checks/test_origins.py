"""Whose copy was pasted, told by where it comes from and by its own lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.checks.origins import origins, site_name
from desk.houses import default_house
from desk.story.body import Body, Paragraph, spans

HOUSE = replace(default_house(), publisher="The Skerry Post", publisher_url="https://www.skerrypost.example")
TEXT = "Forty people were taken off the ferry by two tugs."


def body(*texts: str) -> Body:
    return Body(tuple(Paragraph(spans(text)) for text in texts))


@pytest.mark.parametrize(
    ("url", "title", "name"),
    [
        ("https://www.reuters.com/world/ferry", "", "Reuters"),
        ("https://apnews.com/article/ferry", "", "Associated Press"),
        ("https://www.bbc.co.uk/news/1", "", "BBC"),
        ("https://edition.cnn.com/ferry", "", "CNN"),
        ("https://www.cbsnews.com/ferry", "", "CBS News"),
        ("https://elpais.com/ferry", "", "El País"),
        ("https://www.theguardian.com/ferry", "", "The Guardian"),
        ("https://www.harbourpost.co.uk/ferry", "Ferry runs again | The Harbour Post", "The Harbour Post"),
        ("https://www.harbourpost.co.uk/ferry", "Ferry runs again | Tugs", "harbourpost.co.uk"),
        ("https://docs.google.com/document/d/1", "Ferry - Google Docs", ""),
        ("https://desk-my.sharepoint.com/ferry", "", ""),
        ("https://www.skerrypost.example/ferry", "", ""),
        ("http://localhost:8000/ferry", "", ""),
        ("http://192.168.1.4/ferry", "", ""),
        ("file:///ferry.html", "", ""),
        ("https://[ferry", "", ""),
        ("", "", ""),
    ],
)
def test_whose_page_it_is(url: str, title: str, name: str) -> None:
    assert site_name(url, title, HOUSE) == name


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (("Ferry sinks", "By Jane Roe, Associated Press", "LISBON (AP) — " + TEXT), "Jane Roe; Associated Press"),
        (
            ("LISBON, May 3 (Reuters) - " + TEXT, "More.", "(Reporting by Jane Roe; Editing by Lee Ash)"),
            "Reuters; Jane Roe",
        ),
        ((TEXT, "© 2024 The Associated Press. All rights reserved."), "Associated Press"),
        ((TEXT, "— Reuters"), "Reuters"),
        ((TEXT, "Source: dpa"), "dpa"),
        ((TEXT, "(AP)"), "Associated Press"),
        ((TEXT, "Reuters and Jane Roe contributed."), "Reuters; Jane Roe"),
        (("By Jane Roe", TEXT), "Jane Roe"),
        (("By the Skerry Post staff", TEXT), ""),
        (("LISBON (The Skerry Post) — " + TEXT,), ""),
        ((TEXT,), ""),
        (("“It is over,” he told Reuters.", "Reuters said so first."), ""),
        (("He left the house (and the dog) - nobody saw it.",), ""),
        (("By noon, all was over.",), ""),
        (("Reuters",), ""),
        ((), ""),
    ],
)
def test_what_its_own_lines_say(texts: tuple[str, ...], names: str) -> None:
    assert "; ".join(origins(body(*texts), "", "", HOUSE)) == names


def test_the_page_and_its_lines_name_one_agency_once() -> None:
    found = origins(body("LISBON (Reuters) — " + TEXT, "By Jane Roe"), "https://www.reuters.com/1", "", HOUSE)
    assert found == ("Reuters", "Jane Roe")


def test_what_comes_from_pages_of_the_house_is_its_own_whoever_it_names() -> None:
    assert origins(body("By Jane Roe", TEXT), "https://www.skerrypost.example/1", "", HOUSE) == ()
    assert origins(body("By Jane Roe", TEXT), "https://docs.google.com/1", "", HOUSE) == ("Jane Roe",)


@settings(max_examples=50)
@given(st.text(max_size=30), st.text(max_size=30), st.lists(st.text(max_size=30), max_size=3))
def test_anything_may_be_pasted(url: str, title: str, texts: list[str]) -> None:
    assert all(origins(body(*texts), url, title, HOUSE))
    assert all(origins(body(*texts), f"https://{url}", title, HOUSE))

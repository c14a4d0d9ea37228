from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.story.slugs import slug_of_file, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ferry service ends", "ferry-service-ends"),
        ("Mayor’s plan: ‘It failed’", "mayors-plan-it-failed"),
        ("U.S. border", "us-border"),
        ("Ærø’s Straße", "aeros-strasse"),
        ("São Paulo & Łódź", "sao-paulo-and-lodz"),
        ("İstanbul", "istanbul"),
        ("Trains stop across the north", "trains-stop-across-the"),
        ("Trains stop across thenort", "trains-stop-across"),
        ("a" * 40, "a" * 24),
        ("2024: a review", "2024-a-review"),
        ("--- ", ""),
        ("北京", ""),
        ("北京 trip", "trip"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize(
    ("name", "slug"), [("Ferry Draft.v2.docx", "ferry-draft-v2"), ("/tmp/a b/Notes.txt", "notes"), (".txt", "txt")]
)
def test_a_slug_of_a_file_leaves_folder_and_suffix_out(name: str, slug: str) -> None:
    assert slug_of_file(name) == slug


@given(st.text(), st.integers(1, 40))
def test_a_slug_is_plain_short_and_stays_itself(text: str, limit: int) -> None:
    slug = slugify(text, limit)
    assert len(slug) <= limit
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert slugify(slug, limit) == slug

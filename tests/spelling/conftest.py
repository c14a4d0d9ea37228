"""Spellers over the dictionaries that come with Desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from desk import paths
from desk.spelling.dictionaries import find
from desk.spelling.hunspell import Hunspell

Lexicons = Callable[[str], Hunspell]


@cache
def lexicon(language: str) -> Hunspell:
    found = find(language, [paths.resources() / "dictionaries"])
    assert found is not None
    return Hunspell(found)


@pytest.fixture(scope="session")
def american() -> Hunspell:
    return lexicon("en-US")


@pytest.fixture(scope="session")
def british() -> Hunspell:
    return lexicon("en-GB")

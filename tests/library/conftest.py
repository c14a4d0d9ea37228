from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.library.library import Library


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty library, migrated once; tests work on copies."""
    path = tmp_path_factory.mktemp("empty") / "empty.desk"
    Library.open(path).close()
    return path


@pytest.fixture
def path(tmp_path: Path, empty_library: Path) -> Path:
    return Path(shutil.copy(empty_library, tmp_path / "library.desk"))


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path, who="Maren Holt") as opened:
        yield opened

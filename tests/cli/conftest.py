"""`desk` as one types it, in this process: a runner with a library of its own."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from desk.cli import OpenRequest, build
from desk.library.library import Library
from desk.samples import install_samples


@dataclass
class Desk:
    """Runs commands; `opened` is what the window was asked to open."""

    library: Path
    opened: list[OpenRequest] = field(default_factory=list)
    window_ends_with: int = 0

    def __call__(self, *args: str | Path, code: int = 0, given: bytes | None = None) -> Result:
        """Runs `desk` with these arguments and looks at its exit code."""
        runner = CliRunner(env={"DESK_LIBRARY": str(self.library), "DESK_WHO": "Mara Quist"})
        result = runner.invoke(build(self._open), [str(arg) for arg in args], input=given, prog_name="desk")
        assert result.exit_code == code, result.output
        return result

    def json(self, *args: str | Path, code: int = 0) -> Any:
        """The answer in JSON."""
        return json.loads(self(*args, "--json", code=code).stdout)

    def _open(self, request: OpenRequest) -> int:
        self.opened.append(request)
        return self.window_ends_with


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """The log that a command begins ends with its test."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """`desk` over a library that does not exist yet."""
    return Desk(tmp_path / "library.desk")


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "library.desk"
    with Library.open(path, who="Ilse Brandt") as library:
        install_samples(library)
    return path


@pytest.fixture
def samples(desk: Desk, sample_library: Path) -> Desk:
    """`desk` over a copy of the sample library."""
    desk.library.write_bytes(sample_library.read_bytes())
    return desk

"""What is installed with the program."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_all_resources_but_the_screenshots_are_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    wanted = {path.name for path in (ROOT / "resources").iterdir()} - {"screenshots"}
    assert included == {f"resources/{name}": f"desk/resources/{name}" for name in wanted}

"""A picture of the window, for scripts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from desk.ui.tokens import DARK


@pytest.mark.browser
def test_a_picture_has_the_size_and_the_colours_that_were_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "window.png"
    desk = [sys.executable, "-m", "desk", "open", "--library", str(tmp_path / "l.desk"), "harbour-pilots"]
    how = ["--picture", str(file), "--size", "1100x700", "--theme", "dark"]
    done = subprocess.run([*desk, *how], env={**os.environ}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with Image.open(file) as picture:
        assert picture.size == (1100, 700)
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or ()}
    for name in ("page", "chrome", "ink", "accent"):
        value = getattr(DARK, name)
        assert tuple(int(value[at : at + 2], 16) for at in (1, 3, 5)) in colours, name

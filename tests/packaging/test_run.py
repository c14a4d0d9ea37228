"""`packaging/run` where there is no display: the same job without a screen."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
NAMES = {"start-here", "harbour-pilots", "bridge-toll", "river-schools"}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    ready = f'source "{ROOT}/packaging/setup.sh"; is_ready window'
    if subprocess.run(["/bin/bash", "-c", ready], check=False).returncode:
        pytest.skip("this checkout was not set up by packaging/test")
    home = tmp_path_factory.mktemp("a home")
    out = home / "out here"
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DESK_LIBRARY", "XDG_")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(hidden)}
    done = subprocess.run(
        [ROOT / "packaging" / "run"],
        cwd="/",
        env=environment | {"HOME": str(home), "DESK_OUT": str(out)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done, out


def test_it_says_so_in_one_sentence_and_how_to_get_a_display(
    ran: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    done, _ = ran
    assert done.returncode == 0, done.stderr
    first = done.stderr.splitlines()[0]
    assert first.startswith("There is no display")
    assert "xvfb-run packaging/run" in first


def test_it_exports_the_samples_as_html_and_text_into_a_folder_that_it_names(
    ran: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    done, out = ran
    assert str(out / "articles") in done.stderr
    assert {file.name for file in (out / "articles").iterdir()} == {
        f"{name}.{suffix}" for name in NAMES for suffix in ("html", "txt")
    }


def test_it_saves_a_picture_of_the_window(ran: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    done, out = ran
    assert str(out / "window.png") in done.stderr
    with Image.open(out / "window.png") as picture:
        assert picture.width >= 1000
        assert picture.height >= 600
        colours = picture.convert("RGB").getcolors(picture.width * picture.height)
    assert colours is not None
    assert len(colours) > 100  # an empty window has a handful

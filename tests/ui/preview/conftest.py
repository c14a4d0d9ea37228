"""A real browser view, kept quiet, on an article in a real library."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk.library.library import Library
from desk.story.house import House
from desk.ui.manuscript import Manuscript
from desk.ui.preview.pane import PreviewPane
from desk.ui.preview.scheme import prepare_browser
from desk.ui.work import Work
from tests.ui.preview.stage import Stage

# Chromium says these itself on a machine without a graphics card or a session.
NO_GRAPHICS = ("QRhiGles2: Failed to create", "Failed to create RHI for backend", "GPUInfo not initialized")
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    marked = [item for item in items if HERE in item.path.parents and item.get_closest_marker("browser")]
    for item in marked:
        item.add_marker(pytest.mark.qt_log_ignore(*NO_GRAPHICS, extend=True))
    if marked:  # before the application, which any test may be the first to want
        os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --disable-dev-shm-usage")
        prepare_browser()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    library = Library.open(tmp_path / "library.desk", who="Ilse Brandt")
    manuscript, work = Manuscript(library), Work()
    pane = PreviewPane(manuscript, House(), library.media, work)
    qtbot.addWidget(pane)
    pane.resize(500, 700)
    yield Stage(qtbot, library, manuscript, pane)
    pane.close()
    work.close()
    manuscript.close()
    library.close()

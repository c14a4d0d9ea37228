"""The page that readers had, in a real browser engine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desk.ui.preview.scheme import prepare_browser
from tests.ui.preview.conftest import NO_GRAPHICS

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    marked = [item for item in items if HERE in item.path.parents and item.get_closest_marker("browser")]
    for item in marked:
        item.add_marker(pytest.mark.qt_log_ignore(*NO_GRAPHICS, "Vulkan", extend=True))
    if marked:  # before the application, which any test may be the first to want
        os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --disable-dev-shm-usage")
        prepare_browser()

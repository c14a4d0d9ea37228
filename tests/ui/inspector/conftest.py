"""An inspector pane on a library of its own. Its preview has no browser view: that one has tests of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk import paths
from desk.library.library import Library
from desk.ui.icons import Icons
from desk.ui.inspector.pane import InspectorPane
from desk.ui.manuscript import Manuscript
from desk.ui.review.review import Review
from desk.ui.services import LibraryNews, Looks
from desk.ui.settings import Settings, SettingsStore
from desk.ui.theme import Scheme, Theme
from desk.ui.work import Work
from tests.ui.inspector.stage import HOUSE, Stage


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    library = Library.open(tmp_path / "library.desk", who="Ilse Brandt")
    theme, work, manuscript = Theme(qapp, Scheme.LIGHT), Work(), Manuscript(library)
    icons = Icons(paths.resources() / "icons", theme)
    looks = Looks(theme, icons, SettingsStore(Path(os.devnull), Settings()), work)
    pane = InspectorPane(manuscript, library, HOUSE, looks, Review(manuscript, library, work, HOUSE))
    news = LibraryNews(library, pane)
    news.changed.connect(pane.take_change)
    pane.show_tab("details")
    pane.resize(440, 900)
    qtbot.addWidget(pane)
    yield Stage(qtbot, library, manuscript, pane)
    pane.close()
    news.close()
    work.close()
    manuscript.close()
    library.close()
    theme.deleteLater()

"""What the window's tests share: looks, threads, and stories to show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk import paths
from desk.ui.icons import Icons
from desk.ui.services import Looks
from desk.ui.settings import Settings, SettingsStore
from desk.ui.theme import Scheme, Theme, load_fonts
from desk.ui.work import Work
from tests.ui.desk_window import WAIT, DeskWindow, begin


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> tuple[str, ...]:
    return load_fonts(paths.resources() / "fonts")


@pytest.fixture
def theme(qapp: QApplication, fonts: tuple[str, ...]) -> Iterator[Theme]:
    made = Theme(qapp, Scheme.LIGHT)
    yield made
    qapp.setStyleSheet("")
    made.deleteLater()


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(paths.resources() / "icons", theme)


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[Work]:
    made = Work()
    yield made
    made.close()


@pytest.fixture
def looks(theme: Theme, icons: Icons, work: Work, tmp_path: Path) -> Looks:
    # A tab without a browser, which the tests of the preview start; here it would only cost time.
    settings = Settings(side_tab="details")
    return Looks(theme, icons, SettingsStore(tmp_path / "settings" / "window.json", settings), work)


@pytest.fixture
def desk_window(qtbot: QtBot, looks: Looks, tmp_path: Path) -> Iterator[DeskWindow]:
    """A window on a new library, in which the samples are and the guide is open."""
    session = begin(qtbot, looks, tmp_path / "library.desk")
    with qtbot.waitSignal(session.room_ready, timeout=WAIT):
        pass
    made = DeskWindow(qtbot, session)
    qtbot.waitUntil(lambda: made.room.manuscript.article is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: bool(made.listed()) and made.room.side is not None, timeout=WAIT)
    yield made
    session.finish()

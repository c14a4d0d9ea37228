"""What the window's tests share: looks, threads, and stories to show."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk import paths
from desk.houses import default_house
from desk.story.house import House
from desk.ui.icons import Icons
from desk.ui.opening import open_library
from desk.ui.services import Looks
from desk.ui.settings import Settings, SettingsStore
from desk.ui.theme import Scheme, Theme, load_fonts
from desk.ui.work import Work
from tests.ui.desk_window import WAIT, DeskWindow, begin, copied


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> tuple[str, ...]:
    return load_fonts(paths.resources() / "fonts")


@pytest.fixture
def theme(qapp: QApplication, fonts: tuple[str, ...]) -> Iterator[Theme]:
    made = Theme(qapp, Scheme.LIGHT)
    yield made
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # to change the style of what is closed takes long
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


@pytest.fixture(scope="session")
def house() -> House:
    """The house where none is chosen; to read it takes as long as many a test."""
    return default_house()


@pytest.fixture
def settings() -> Settings:
    """A tab without a browser, which the tests of the preview start, and no process that checks spelling, which those
    of spelling start; here they would only cost time."""
    return Settings(side_tab="details", spelling=False)


@pytest.fixture
def looks(theme: Theme, icons: Icons, work: Work, tmp_path: Path, settings: Settings) -> Looks:
    return Looks(theme, icons, SettingsStore(tmp_path / "settings" / "window.json", settings), work)


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first start makes."""
    path = tmp_path_factory.mktemp("samples") / "library.desk"
    open_library(path).library.close()
    return path


@pytest.fixture
def desk_window(qtbot: QtBot, looks: Looks, tmp_path: Path, sample_library: Path) -> Iterator[DeskWindow]:
    """A window on a new library, in which the samples are and the guide is open."""
    path = tmp_path / "library.desk"
    session = begin(qtbot, looks, path, opening=partial(copied, sample_library, path))
    with qtbot.waitSignal(session.room_ready, timeout=WAIT):
        pass
    made = DeskWindow(qtbot, session)
    qtbot.waitUntil(lambda: made.room.manuscript.article is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: bool(made.listed()) and made.room.side is not None, timeout=WAIT)
    yield made
    session.next = session.next or ("open",)  # as before another start: nobody needs a backup
    session.finish()

"""What every test stands on: folders of its own, no screen, and no window left behind."""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk.library.library import Library

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

# Said by the offscreen platform itself, whatever the window does.
OFFSCREEN_SAYS = (
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise",
    "This plugin does not support grabbing the keyboard",
)


# No test has a time to keep: the machines are noisy. Benchmarks measure. The suite tries the same stories every time,
# so that it is red for what was changed and for nothing else, and few of them, to stay within its minutes;
# `packaging/fuzz` looks for new ones, as long as one likes.
FUZZED = "DESK_FUZZ" in os.environ
settings.register_profile("desk", deadline=None, derandomize=not FUZZED, max_examples=100 if FUZZED else 50)
settings.load_profile("desk")


def pytest_configure(config: pytest.Config) -> None:
    for line in OFFSCREEN_SAYS:
        config.addinivalue_line("qt_log_ignore", line)


@pytest.fixture(scope="session", autouse=True)
def mended_qt() -> Iterator[None]:
    """Many signals do not end the run, nor does what a test copied crash its end; see `desk.ui.qt_faults`."""
    if importlib.util.find_spec("PySide6") is None:
        yield
        return
    from desk.ui.qt_faults import give_up_clipboard, mend_counts  # noqa: PLC0415

    mend_counts()
    yield
    if sys.modules["PySide6.QtGui"].QGuiApplication.instance() is not None:
        give_up_clipboard()


@pytest.fixture(scope="session", autouse=True)
def own_garbage() -> None:
    """As in the window, no thread but the first takes down what only needs itself; see `desk.ui.garbage`."""
    gc.disable()


@pytest.fixture(autouse=True)
def taken_away(own_garbage: None) -> Iterator[None]:
    """What a test leaves goes between the tests."""
    yield
    gc.collect(1)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders that are not there yet, in a folder of their own: `mktemp` looks through all that it made."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_folders(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, library and logs of a test are its own."""
    home = next(homes)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(scope="session", autouse=True)
def by_copying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], None] | None]:
    """A new library is a copy of one that the migrations made: they take thirty times as long. And no test waits for
    the disk: a machine whose disk is slow would take minutes longer."""
    database = sys.modules.get("desk.library.database")
    if database is None:  # no test of this run has a library
        yield None
        return
    folder = tmp_path_factory.mktemp("new")
    empty, asides = folder / "empty.desk", (folder / str(number) for number in count())
    database.Database(empty).dispose()
    migrate: Callable[[Path], None] = database._migrate

    def copy(path: Path) -> None:
        if not path.exists():
            with suppress(OSError):  # the folder is on another disk, or cannot be written: as without a copy
                path.hardlink_to(shutil.copyfile(empty, aside := next(asides)))
                aside.unlink()
        migrate(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_migrate", copy)
        patch.setitem(database._WRITING, "synchronous", "OFF")
        yield migrate


@pytest.fixture
def by_migrations(by_copying: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """A new library is made by the migrations, and what is written is on the disk, as without these fixtures."""
    database = sys.modules["desk.library.database"]
    monkeypatch.setattr(database, "_migrate", by_copying)
    monkeypatch.setitem(database._WRITING, "synchronous", "FULL")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library of Ilse Brandt's."""
    from desk.library.library import Library  # noqa: PLC0415  not every test has a database

    with Library.open(tmp_path / "library.desk", who="Ilse Brandt") as made:
        yield made


@pytest.fixture(autouse=True)
def no_leaked_windows() -> Iterator[None]:
    """A test that leaves a window behind fails."""
    before = _windows()
    yield
    left = [window for window in _windows() if window not in before]
    if left:
        pytest.fail(f"left behind: {', '.join(f'{type(w).__name__} “{w.windowTitle()}”' for w in left)}")


def _windows() -> list[QWidget]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415  only where there is a window at all

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [
        widget
        for widget in widgets.QApplication.topLevelWidgets()
        if widget.parent() is None and widget.metaObject().className() != "QTipLabel"
    ]

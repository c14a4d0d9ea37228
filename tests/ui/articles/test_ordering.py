"""The order of the list, from one session to the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from desk.library.wanted import Sort
from desk.ui.services import Looks
from desk.ui.settings import SettingsStore, read
from desk.ui.work import Work
from tests.ui.desk_window import WAIT, DeskWindow, begin


def entry(desk: DeskWindow, title: str) -> QAction:
    return next(one for one in desk.room.articles.search.line.button.menu().actions() if one.text() == title)


def titles(desk: DeskWindow) -> list[str]:
    return [title.strip("“”‘’\"'").casefold() for title in desk.listed()]


def started(qtbot: QtBot, looks: Looks, path: Path) -> DeskWindow:
    """A start with what was written of the settings by now."""
    store = SettingsStore(looks.store._path)
    session = begin(qtbot, replace(looks, store=store, work=Work()), path)
    made = DeskWindow(qtbot, session)
    qtbot.waitUntil(lambda: session.room is not None and bool(made.listed()), timeout=WAIT)
    return made


def test_a_library_is_listed_as_it_was_last(
    qtbot: QtBot, looks: Looks, desk_window: DeskWindow, tmp_path: Path
) -> None:
    by_time = titles(desk_window)
    entry(desk_window, "Headline").trigger()
    entry(desk_window, "From Z to A").trigger()
    wanted = sorted(by_time, reverse=True)
    assert by_time != wanted
    qtbot.waitUntil(lambda: titles(desk_window) == wanted, timeout=WAIT)
    file = looks.store._path
    qtbot.waitUntil(lambda: bool(read(file).list_orders), timeout=WAIT)  # written at once: it may be killed
    again = started(qtbot, looks, desk_window.library.path)
    assert titles(again) == wanted
    assert entry(again, "Headline").isChecked()
    assert entry(again, "From Z to A").isChecked()
    again.session.finish()
    other = started(qtbot, looks, tmp_path / "other.desk")  # which nobody has put into an order yet
    assert other.room.articles.filter.sort is Sort.BEST
    other.session.finish()


def test_an_order_that_is_not_known_here_is_passed_over(qtbot: QtBot, looks: Looks, tmp_path: Path) -> None:
    path = tmp_path / "library.desk"
    looks.store.change(list_orders=((str(path.resolve()), "by shoe size"),))
    looks.store.write()
    desk = started(qtbot, looks, path)
    assert (desk.room.articles.filter.sort, desk.room.articles.filter.backwards) == (Sort.BEST, False)
    desk.session.finish()

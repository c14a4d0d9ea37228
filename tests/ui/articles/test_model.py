from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desk.errors import Unreadable
from desk.library.stopping import Stop, Stopped
from desk.library.values import ArticleRow, ListPage, State
from desk.library.wanted import NEWEST, Sort, Wanted
from desk.ui.articles.model import HITS, PAGE, ROW, ArticleList
from desk.ui.work import Work

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def row(number: int, title: str = "", state: State = State.DRAFT, binned: bool = False) -> ArticleRow:
    at = NOW - timedelta(minutes=number)
    title = title or f"Story {number}"
    return ArticleRow(f"id{number:05}", f"story-{number}", title, True, "Ilse Brandt", state, 100, at, at, 1, binned)


class Shelf:
    """Rows in memory, read as the library reads them; counts the reads, and can be made to wait or to fail."""

    def __init__(self, number: int) -> None:
        self.all = [row(place) for place in range(number)]
        self.reads: list[tuple[str, str, int]] = []
        self.trouble: Exception | None = None
        self.gates: dict[str, threading.Event] = {}
        self.stopped: list[str] = []

    def rows(self, wanted: Wanted = NEWEST, after: str = "", limit: int = 200, *, stop: Stop | None = None) -> ListPage:
        assert threading.current_thread() is not threading.main_thread()
        query, state = wanted.query, wanted.state
        self.reads.append((query, after, limit))
        if query in self.gates:
            while not self.gates[query].wait(0.01):
                assert stop is not None
                if stop.stopped:
                    self.stopped.append(query)
                    raise Stopped
        if self.trouble:
            raise self.trouble
        if wanted.sort is Sort.LENGTH:
            self.all.sort(key=lambda one: one.words, reverse=not wanted.backwards)
        found = [
            one
            for one in self.all
            if query in one.title and one.binned is wanted.binned and (state is None or one.state is state)
        ]
        start = next((place + 1 for place, one in enumerate(found) if one.id == after), 0)
        page = tuple(found[start : start + limit])
        more = page[-1].id if start + limit < len(found) else ""
        return ListPage(page, more, None if after else len(found))


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(450)


@pytest.fixture
def model(qtbot: QtBot, work: Work, shelf: Shelf) -> ArticleList:
    return ArticleList(shelf, work)


def fill(qtbot: QtBot, model: ArticleList, wanted: Wanted | None = None) -> None:
    with qtbot.waitSignal(model.filled):
        model.show(wanted or Wanted())


def ids(model: ArticleList) -> list[str]:
    return [model.row_at(place).id for place in range(model.rowCount())]


def test_only_the_first_page_is_read_at_first(qtbot: QtBot, model: ArticleList, shelf: Shelf) -> None:
    fill(qtbot, model)
    assert shelf.reads == [("", "", PAGE)]
    assert (model.rowCount(), model.total) == (PAGE, 450)


def test_scrolling_reads_on_until_all_is_there(qtbot: QtBot, model: ArticleList, shelf: Shelf) -> None:
    fill(qtbot, model)
    for _page in range(4):
        assert model.canFetchMore(QModelIndex())
        with qtbot.waitSignal(model.rowsInserted):
            model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())
    assert ids(model) == [one.id for one in shelf.all]
    assert len(shelf.reads) == 5


def test_a_page_is_asked_for_once_while_it_is_on_its_way(qtbot: QtBot, model: ArticleList, shelf: Shelf) -> None:
    fill(qtbot, model)
    with qtbot.waitSignal(model.rowsInserted):
        model.fetchMore(QModelIndex())
        assert not model.canFetchMore(QModelIndex())
        model.fetchMore(QModelIndex())
    assert len(shelf.reads) == 2


def test_an_older_search_is_stopped(qtbot: QtBot, model: ArticleList, shelf: Shelf) -> None:
    shelf.gates["Story 1"] = threading.Event()
    model.show(Wanted("Story 1"))
    qtbot.waitUntil(lambda: ("Story 1", "", HITS) in shelf.reads)
    fill(qtbot, model, Wanted("Story 44"))
    assert ids(model)[0] == "id00044"
    qtbot.waitUntil(lambda: shelf.stopped == ["Story 1"])


def test_rows_of_one_state_or_of_the_bin(qtbot: QtBot, model: ArticleList, shelf: Shelf) -> None:
    shelf.all[7] = row(7, state=State.READY)
    shelf.all[9] = row(9, binned=True)
    fill(qtbot, model, Wanted(state=State.READY))
    assert ids(model) == ["id00007"]
    fill(qtbot, model, Wanted(binned=True))
    assert ids(model) == ["id00009"]


def test_a_saved_article_moves_to_the_top(qtbot: QtBot, model: ArticleList) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    fill(qtbot, model)
    with qtbot.waitSignal(model.rowsMoved):
        model.take_row(replace(row(5), title="Changed", words=612))
    assert ids(model)[:3] == ["id00005", "id00000", "id00001"]
    assert model.index(0).data(Qt.ItemDataRole.DisplayRole) == "Changed"
    tester.deleteLater()


def test_a_saved_article_stays_where_its_order_has_it(qtbot: QtBot, model: ArticleList, shelf: Shelf) -> None:
    shelf.all[3] = replace(shelf.all[3], words=900)
    fill(qtbot, model, Wanted(sort=Sort.LENGTH))
    assert ids(model)[0] == "id00003"
    with qtbot.assertNotEmitted(model.rowsMoved), qtbot.waitSignal(model.dataChanged):
        model.take_row(replace(row(5), title="Changed"))


def test_reading_again_keeps_the_rows_that_stay(qtbot: QtBot, model: ArticleList, shelf: Shelf) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    fill(qtbot, model)
    shelf.all[0:2] = [row(1000, "New")]
    shelf.all[50] = replace(shelf.all[50], title="Changed elsewhere")
    resets: list[object] = []
    model.modelReset.connect(resets.append)
    with qtbot.waitSignal(model.filled):
        model.reload()
    assert ids(model) == [one.id for one in shelf.all[:PAGE]]
    assert model.row_at(50).title == "Changed elsewhere"
    assert resets == []
    tester.deleteLater()


def test_a_list_that_cannot_be_read_says_so(qtbot: QtBot, model: ArticleList, shelf: Shelf) -> None:
    shelf.trouble = Unreadable("the disk is gone")
    with qtbot.waitSignal(model.failed) as failed:
        model.show(Wanted())
    assert str(failed.args[0]) == "the disk is gone"


def test_a_row_is_said_in_words(qtbot: QtBot, model: ArticleList, shelf: Shelf) -> None:
    shelf.all[0] = replace(row(0, "Harbour pilots"), words=1240, state=State.IN_REVIEW)
    fill(qtbot, model)
    said = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Harbour pilots, Ilse Brandt, 1,240 words, in review")
    assert model.index(0).data(ROW) is shelf.all[0]

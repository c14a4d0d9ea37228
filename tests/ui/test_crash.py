from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk import __version__
from desk.ui.crash import CrashWatch, report_text


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[CrashWatch]:
    made = CrashWatch(lambda: None)
    made.install()
    yield made
    made.remove()


def uncaught(message: str) -> None:
    """What Python does with an exception that nobody caught."""
    try:
        raise ZeroDivisionError(message)
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_an_uncaught_exception_shows_a_report_that_can_be_copied(
    qtbot: QtBot, watch: CrashWatch, caplog: pytest.LogCaptureFixture
) -> None:
    uncaught("the first")
    qtbot.waitUntil(lambda: watch.report is not None)
    report = watch.report
    assert report is not None
    assert report.isVisible()
    QTest.mouseClick(report.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "ZeroDivisionError: the first" in copied
    assert __version__ in copied
    assert "uncaught" in caplog.text
    QTest.mouseClick(report.go_on, Qt.MouseButton.LeftButton)
    assert watch.report is None


def test_there_is_one_report_at_a_time_and_it_has_all(qtbot: QtBot, watch: CrashWatch) -> None:
    uncaught("the first")
    uncaught("the second")
    uncaught("the second")
    qtbot.waitUntil(lambda: watch.report is not None and "second" in watch.report.text.toPlainText())
    assert watch.report is not None
    text = watch.report.text.toPlainText()
    assert text.index("the first") < text.index("the second")
    watch.report.accept()


def test_an_exception_on_another_thread_is_reported_too(qtbot: QtBot, watch: CrashWatch) -> None:
    thread = threading.Thread(target=uncaught_in_thread)
    thread.start()
    qtbot.waitUntil(lambda: watch.report is not None)
    assert watch.report is not None
    assert "on a thread" in watch.report.text.toPlainText()
    watch.report.accept()


def uncaught_in_thread() -> None:
    raise RuntimeError("on a thread")


@pytest.mark.no_qt_log
def test_what_qt_says_goes_to_the_log(watch: CrashWatch, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "desk.qt"):
        qWarning("from Qt")
    assert "from Qt" in caplog.text


def test_the_report_names_no_story() -> None:
    text = report_text(ValueError("bad"))
    assert text.startswith(f"Desk {__version__}, Python ")

"""Errors of ours: logged, shown once in a report that can be copied, and the program goes on."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desk import __version__

log = logging.getLogger("desk.crash")
qt_log = logging.getLogger("desk.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def report_text(error: BaseException) -> str:
    """What somebody sends us: the versions and the traceback. No text of an article, no name, no path of a library."""
    where = f"Desk {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    return f"{where}\n\n{''.join(traceback.format_exception(error))}"


class CrashWatch(QObject):
    """Catches what nobody caught, on every thread. `parent_of_report` gives the window that a report stands over."""

    _caught = Signal(str)

    def __init__(self, parent_of_report: Callable[[], QWidget | None]) -> None:
        super().__init__()
        self._parent_of_report = parent_of_report
        self._report: ReportDialog | None = None
        self._hooks = (sys.excepthook, threading.excepthook)
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Watch from now on."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)

    def remove(self) -> None:
        """Watch no more."""
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(None)

    @property
    def report(self) -> ReportDialog | None:
        """The report on the screen, if there is one."""
        return self._report

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            app = QGuiApplication.instance()
            if app is not None:
                app.quit()
            return
        log.critical("uncaught", exc_info=(kind, error, trace))
        self._caught.emit(report_text(error))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(str)
    def _on_caught(self, text: str) -> None:
        if self._report is not None:
            self._report.add(text)
            return
        self._report = ReportDialog(text, self._parent_of_report())
        self._report.finished.connect(self._on_finished)
        self._report.open()

    @Slot()
    def _on_finished(self) -> None:
        if self._report is not None:
            self._report.deleteLater()
            self._report = None


class ReportDialog(QDialog):
    """A report that can be copied. More errors while it is open are added to it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong in Desk")
        sentence = QLabel(
            "This is a fault of Desk’s, not yours, and you can go on working. Drafts are saved as you type; "
            "the line at the foot of the window says whether your last words are on disk."
        )
        sentence.setWordWrap(True)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setProperty("role", "field")
        self.text.setAccessibleName("Report")
        self.text.setMinimumSize(560, 240)
        self.copy = QPushButton("Copy the report")
        self.copy.setAccessibleName("Copy the report")
        self.go_on = QPushButton("Go on")
        self.go_on.setProperty("role", "primary")
        self.go_on.setAccessibleName("Go on")
        self.go_on.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(sentence)
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        self.copy.clicked.connect(self._on_copy)
        self.go_on.clicked.connect(self.accept)

    def add(self, text: str) -> None:
        """One more error, below the first."""
        if text not in self.text.toPlainText():
            self.text.appendPlainText(f"\n{text}")

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText("Copied")


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s (%s)", message, context.category or "qt")

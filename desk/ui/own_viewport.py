"""A viewport that Python made."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(view: QAbstractScrollArea) -> None:
    """Give a view that is being made a viewport of ours, in all as the one that Qt has given it.

    The first widget of Qt's own that Python is handed has PySide make all classes of widgets, to see which of them
    it is. A window that is being opened would wait for that.
    """
    made = QWidget(view)  # a view keeps no hold of what it is given
    made.setObjectName("qt_scrollarea_viewport")
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setAutoFillBackground(True)
    made.setMouseTracking(view.hasMouseTracking())
    made.setAcceptDrops(view.acceptDrops())
    view.setViewport(made)

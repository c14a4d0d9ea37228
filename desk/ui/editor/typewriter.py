"""Keeps the line that is being written at one height, as a typewriter does, on the body and on the fields."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, Qt, QTimer, QVariantAnimation, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTextEdit

from desk.ui.editor.field import Field
from desk.ui.editor.lower_margin import LowerMargin
from desk.ui.editor.place import kept_place
from desk.ui.editor.sheet import LEVEL, Sheet

GLIDE = 110  # ms from one line to the next


class Typewriter(QObject):
    """Scrolls a page after the caret. Where somebody scrolled by hand it stays until the caret is moved; a click
    does not move what is under the pointer. While it is off there is but a margin below the caret."""

    def __init__(self, view: QTextEdit, fields: tuple[Field, ...], sheet: Sheet) -> None:
        super().__init__(view)
        self._view = view
        self._fields = fields
        self._sheet = sheet
        self._on = False
        LowerMargin(view)
        self._gliding = False
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._on_due)
        self._glide = QVariantAnimation(self, duration=GLIDE, easingCurve=QEasingCurve(QEasingCurve.Type.OutCubic))
        self._glide.valueChanged.connect(self._on_glided)

    def set_on(self, *, on: bool) -> None:
        """Begin or end; the caret's line stays where it is until the next key."""
        if on is self._on:
            return
        self._on = on
        with kept_place(self._view, moves_top=True):
            self._sheet.is_airy = on
            self._sheet.lay_out()
        bar = self._view.verticalScrollBar()
        for view in (self._view, *self._fields):
            if on:
                view.cursorPositionChanged.connect(self._on_moved)
            else:
                view.cursorPositionChanged.disconnect(self._on_moved)
        if on:
            bar.valueChanged.connect(self._on_scrolled)
            self._due.start()
        else:
            bar.valueChanged.disconnect(self._on_scrolled)
            self._due.stop()
            self._glide.stop()

    def center(self) -> None:
        """Scroll the line with the caret to its height."""
        view: QTextEdit = next((field for field in self._fields if field.hasFocus()), self._view)
        middle = view.cursorRect().center()
        if view is not self._view:
            middle = view.viewport().mapTo(self._view.viewport(), middle)
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        goal = bar.value() + middle.y() - round(LEVEL * height)
        goal = min(max(goal, bar.minimum()), bar.maximum())
        running = self._glide.state() == QAbstractAnimation.State.Running
        if running and self._glide.endValue() == goal:
            return
        self._glide.stop()
        if abs(goal - bar.value()) > height or not self._view.isVisible():
            bar.setValue(goal)
        elif goal != bar.value():
            self._glide.setStartValue(bar.value())
            self._glide.setEndValue(goal)
            self._glide.start()

    @Slot()
    def _on_moved(self) -> None:
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._due.start()  # the letter is painted first

    @Slot()
    def _on_due(self) -> None:
        self.center()

    @Slot(object)
    def _on_glided(self, value: int) -> None:
        self._gliding = True
        self._view.verticalScrollBar().setValue(value)
        self._gliding = False

    @Slot()
    def _on_scrolled(self) -> None:
        if not self._gliding:
            self._glide.stop()

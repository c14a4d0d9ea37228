"""The keys with which a comparison, which is only read, is gone through and scrolled."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider

_SCROLLS: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Space: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
_BY_LETTER: dict[int, int] = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}
_BY_ALT: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def step_of(event: QKeyEvent) -> int:
    """To which change a key leads from the current one: N and P, or Alt with the arrows."""
    alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return (_BY_ALT if alt else _BY_LETTER if _is_plain(event) else {}).get(event.key(), 0)


def scroll_of(event: QKeyEvent) -> QAbstractSlider.SliderAction | None:
    """How a key scrolls a text that is only read."""
    return _SCROLLS.get(event.key()) if _is_plain(event) else None


def _is_plain(event: QKeyEvent) -> bool:
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier

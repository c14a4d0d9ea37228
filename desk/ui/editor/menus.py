"""What the body and the fields have in common: the context menu, and which keys are the window's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, SignalInstance
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

if TYPE_CHECKING:
    from desk.ui.editor.layers import Layers

# Of the letters with Ctrl a text field keeps only these. Qt would take more (Ctrl+K deletes to the end of the line).
_OWN = frozenset({Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X})
_UNDO, _REDO = "Undo", "Redo"
_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


def leave_to_window(event: QEvent) -> bool:
    """Whether this asks for a key that a text field would claim but that the window may have a shortcut for.

    The event is refused then, and the shortcut, where there is one, comes first."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if _is_for_window(event):
        event.ignore()
        return True
    return False


def give_to_window(view: QWidget, event: QKeyEvent) -> bool:
    """Whether this key, which a text field claimed, is none of its own. What the window has it for is done.

    It is for a view that wants keys to be fast: to be asked about every event, as by `leave_to_window`, takes time."""
    if not _is_for_window(event):
        return False
    keys = QKeySequence(event.keyCombination())
    for action in view.window().actions():
        if action.isEnabled() and keys in action.shortcuts():
            action.trigger()
            return True
    return not (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))


def _is_for_window(event: QKeyEvent) -> bool:
    letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
    return letter and bool(event.modifiers() & _CONTROL) and Qt.Key(event.key()) not in _OWN


@dataclass(frozen=True, slots=True)
class MenuAt:
    """A context menu about to open: over which view, at which position of its document, where on the screen."""

    menu: QMenu
    view: QTextEdit
    position: int
    place: QPoint


def open_menu(menu: QMenu, view: QTextEdit, event: QContextMenuEvent, layers: Layers | None) -> None:
    """Open a context menu, with what can be done about the word that was clicked."""
    by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
    place = (
        view.mapToGlobal(view.viewport().pos() + view.cursorRect().bottomLeft()) if by_keyboard else event.globalPos()
    )
    cursor = view.textCursor() if by_keyboard else view.cursorForPosition(view.viewport().mapFromGlobal(place))
    at = MenuAt(menu, view, cursor.position(), place)
    for offer in layers.offers if layers is not None else ():
        offer(at)
    if layers is None or layers.helper is None or not layers.helper(at):
        menu.popup(place)


def edit_menu(field: QTextEdit, undo: SignalInstance, redo: SignalInstance) -> QMenu:
    """Undo, redo, cut, copy, paste and select all. The menu deletes itself when it closes."""
    menu = QMenu(field)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    keys = QKeySequence.StandardKey
    selected = field.textCursor().hasSelection()
    _add(menu, _UNDO, keys.Undo, undo)
    _add(menu, _REDO, keys.Redo, redo)
    menu.addSeparator()
    _add(menu, "Cut", keys.Cut, field.cut, enabled=selected)
    _add(menu, "Copy", keys.Copy, field.copy, enabled=selected)
    _add(menu, "Paste", keys.Paste, field.paste, enabled=field.canPaste())
    plain = getattr(field, "paste_plain", None)  # a field has no marks to leave out
    if plain is not None:
        _add(menu, "Paste as Plain Text", QKeySequence("Ctrl+Shift+V"), plain, enabled=field.canPaste())
    menu.addSeparator()
    _add(menu, "Select All", keys.SelectAll, field.selectAll)
    return menu


def allow_travel(menu: QMenu, *, undo: bool, redo: bool) -> None:
    """Let Undo and Redo be chosen from a menu, or not."""
    can = {_UNDO: undo, _REDO: redo}
    for action in menu.actions():
        action.setEnabled(can.get(action.text(), action.isEnabled()))


def _add(
    menu: QMenu, title: str, keys: QKeySequence | QKeySequence.StandardKey, slot: object, *, enabled: bool = True
) -> None:
    action = QAction(title, menu)
    action.setShortcut(QKeySequence(keys))
    action.setEnabled(enabled)
    action.triggered.connect(slot)
    menu.addAction(action)

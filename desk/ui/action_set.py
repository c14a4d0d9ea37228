"""Makes Qt's actions and menus out of the declared ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desk.ui.actions import ACTIONS, Action, Fact, Menu, in_menu
from desk.ui.icons import Icons


class ActionSet(QObject):
    """One QAction for every declared action, each joined to what it does.

    `handlers` has exactly one callable without arguments for every id: more or fewer is a ValueError.
    """

    facts_changed = Signal()

    def __init__(self, window: QWidget, icons: Icons, handlers: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._facts: frozenset[Fact] = frozenset()
        wrong = {action.id for action in ACTIONS} ^ set(handlers)
        if wrong:
            raise ValueError(f"actions and handlers differ in: {', '.join(sorted(wrong))}")
        for action in ACTIONS:
            self._actions[action.id] = self._make(action, window, icons, handlers[action.id])
        self._enable()

    def _make(self, action: Action, window: QWidget, icons: Icons, handler: Callable[[], object]) -> QAction:
        made = QAction(action.title, window)
        made.setObjectName(action.id)
        made.setCheckable(action.checkable)
        if action.icon:
            made.setIcon(icons.icon(action.icon))
        title = action.tip or action.title.removesuffix("…")
        made.setToolTip(title)
        if action.shortcut:
            made.setShortcuts([QKeySequence(keys) for keys in (action.shortcut, action.also) if keys])
            made.setToolTip(f"{title}  {made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)}")
        made.triggered.connect(handler)
        window.addAction(made)
        return made

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __contains__(self, name: str) -> bool:
        return name in self._actions

    def set_facts(self, facts: Iterable[Fact]) -> None:
        """What is so now; enables the actions that make sense."""
        now = frozenset(facts)
        if now != self._facts:
            self._facts = now
            self._enable()
            self.facts_changed.emit()

    def _enable(self) -> None:
        for action in ACTIONS:
            self._actions[action.id].setEnabled(self._facts.issuperset(action.needs))

    def check(self, name: str, on: bool) -> None:
        """Show an action as on or off without doing it."""
        self._actions[name].setChecked(on)

    def menu(self, parent: QWidget) -> QMenu:
        """The whole menu, with a submenu for each `Menu`."""
        made = QMenu(parent)
        made.setAccessibleName("Menu")
        for menu in Menu:
            made.addMenu(self.submenu(menu, made))
        return made

    def submenu(self, menu: Menu, parent: QWidget) -> QMenu:
        """One menu."""
        made = QMenu(menu.value, parent)
        made.setAccessibleName(menu.value)
        group = 0
        for action in in_menu(menu):
            if action.group != group:
                made.addSeparator()
                group = action.group
            made.addAction(self._actions[action.id])
        return made

    def some(self, names: Iterable[str], parent: QWidget, title: str = "") -> QMenu:
        """A menu of these actions; "" draws a line."""
        made = QMenu(title, parent)
        made.setAccessibleName(title)
        for name in names:
            if name:
                made.addAction(self._actions[name])
            else:
                made.addSeparator()
        return made

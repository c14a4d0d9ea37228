"""The slim row over the panes: menu, new story, block kinds, marks; state, side pane and export at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from desk.library.values import State
from desk.ui.action_set import ActionSet
from desk.ui.actions import BLOCK_KINDS, TOOLBAR, Menu
from desk.ui.icons import Icons
from desk.ui.roles import set_role
from desk.ui.words import STATE_TOKENS, STATES

HEIGHT = 46
_ICON = QSize(17, 17)


class Toolbar(QFrame):
    """Buttons for the declared actions. Shows what the caret stands in and the article's state."""

    def __init__(self, actions: ActionSet, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._icons = icons
        self.setProperty("role", "bar")
        self.setFixedHeight(HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 0, 12, 0)
        self._row.setSpacing(4)
        self.menu_button = self._menu_button("Menu", actions.menu(self))
        self.menu_button.setIcon(icons.icon("menu"))
        self.menu_button.setIconSize(_ICON)
        self.menu_button.setToolTip(actions["open_menu"].toolTip())
        self.menu_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.blocks = self._menu_button("Paragraph", actions.some(BLOCK_KINDS, self, "Kind of block"))
        self.blocks.setAccessibleName("Kind of block")
        self._row.addWidget(self.menu_button)
        self._fill_left()
        self._row.addStretch(1)
        self.state = self._menu_button("", actions.submenu(Menu.STATE, self))
        self.state.hide()
        self._row.addWidget(self.state)
        self._row.addWidget(self._button(actions["toggle_side"]))
        self._row.addSpacing(4)
        self._row.addWidget(self._export_button(actions["export"]))

    def show_block_kind(self, title: str) -> None:
        """What kind of block the caret stands in, as its action is called."""
        self.blocks.setText(title)

    def show_state(self, state: State | None) -> None:
        """The state of the open article; None where nothing is open."""
        self.state.setVisible(state is not None)
        if state is not None:
            self.state.setText(STATES[state].capitalize())
            set_role(self.state, f"state-{STATE_TOKENS[state]}")
            self.state.setAccessibleName(f"State: {STATES[state]}")

    @Slot()
    def open_menu(self) -> None:
        """F10."""
        self.menu_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.menu_button.showMenu()

    def _fill_left(self) -> None:
        for name in TOOLBAR:
            if name == "":
                self._row.addSpacing(4)
                self._row.addWidget(_upright())
                self._row.addSpacing(4)
            elif name == "blocks":
                self._row.addWidget(self.blocks)
            else:
                self._row.addWidget(self._button(self._actions[name], words=name == "new_story"))

    def _button(self, action: QAction, *, words: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "tool")
        button.setDefaultAction(action)
        button.setIconSize(_ICON)
        button.setAccessibleName(action.text().removesuffix("…"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if words:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _menu_button(self, title: str, menu: QMenu) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "tool")
        button.setText(title)
        button.setAccessibleName(title)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIcon(self._icons.icon("chevron-down"))
        button.setIconSize(QSize(14, 14))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the word
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        return button

    def _export_button(self, action: QAction) -> QPushButton:
        button = QPushButton("Export", self)
        button.setProperty("role", "primary")
        button.setAccessibleName("Export")
        button.setToolTip(action.toolTip())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button


def _upright() -> QFrame:
    line = QFrame()
    line.setProperty("role", "upright")
    line.setFixedSize(1, 20)
    return line

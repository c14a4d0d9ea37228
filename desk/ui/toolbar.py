"""The slim row over the panes: menu, new story, block kinds, marks; at the right the story's way through the desk."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from desk.ui.action_set import ActionSet
from desk.ui.actions import BLOCK_KINDS, MARKS_SHOWN, MODES, TOOLBAR, Menu
from desk.ui.hovering import Hovering
from desk.ui.icons import Icons
from desk.ui.overflow import OverflowRow
from desk.ui.workflow.bar import LEVELS, WITHOUT_MAIN, WorkflowBar

HEIGHT = 46
_ICON = QSize(17, 17)


class Toolbar(QFrame):
    """Buttons for the declared actions. Shows what the caret stands in, and the next steps of the article: in as few
    words as leave room for the buttons at the left."""

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
        self.insert = self._menu_button("Insert", actions.submenu(Menu.INSERT, self))
        self.mode = self._menu_button("Editing", actions.some(MODES, self, "Suggest or edit"))
        self.mode.setCheckable(True)
        self.marks = self._menu_button("All Marks", actions.some(MARKS_SHOWN, self, "What is shown of changes"))
        self._shown: tuple[bool, str] | None = None  # the mode, and what is shown of changes
        self.left = OverflowRow(self._more_button(), self)
        self._row.addWidget(self.menu_button)
        self._fill_left()
        self._row.addWidget(self.left, 1)
        self.workflow = WorkflowBar(actions, icons, self)
        self.state = self.workflow.chip
        self._row.addWidget(self._button(actions["toggle_side"]))
        self._row.addWidget(self._button(actions["export"]))
        self._row.addSpacing(4)
        self._row.addWidget(self.workflow)
        self.workflow.changed.connect(self.fit)

    def show_block_kind(self, title: str) -> None:
        """What kind of block the caret stands in, as its action is called."""
        self.blocks.setText(title)

    def show_mode(self, *, suggests: bool, view: str) -> None:
        """Whether somebody suggests, and what is shown of changes, as its action is called; "" where there are none."""
        if self._shown == (suggests, view):
            return  # it is told with every key
        self._shown = (suggests, view)
        mode = self._actions[MODES[suggests]].text()
        self.mode.setText(mode)
        self.mode.setChecked(suggests)
        self.mode.setAccessibleName(f"Suggest or edit: {mode}")
        if view:
            self.marks.setText(self._actions[view].text())
            self.marks.setAccessibleName(f"What is shown of changes: {self.marks.text()}")
        self.left.want(self.marks, on=bool(view))
        self.fit()

    @Slot()
    def open_menu(self) -> None:
        """F10."""
        self.menu_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.menu_button.showMenu()

    def _fill_left(self) -> None:
        menus = {"blocks": self.blocks, "insert": self.insert, "mode": self.mode, "marks": self.marks}
        for name in TOOLBAR:
            if name == "":
                self.left.add(_Upright())
            elif name in menus:
                self.left.add(menus[name], _as_action(menus[name]))
            else:
                action = self._actions[name]
                self.left.add(self._button(action, words=name == "new_story"), action)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the button of the block kinds be as wide for all of them, so that the others stay where they are."""
        super().showEvent(event)
        now = self.blocks.text()
        widths = []
        for name in filter(None, BLOCK_KINDS):
            self.blocks.setText(self._actions[name].text())
            widths.append(self.blocks.sizeHint().width())
        self.blocks.setText(now)
        self.blocks.setFixedWidth(max(widths))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other words."""
        super().resizeEvent(event)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Say at the right as much as leaves all buttons at the left; then these go into their menu."""
        margins = self._row.contentsMargins()
        fixed = margins.left() + margins.right() + self.menu_button.sizeHint().width()
        others = (self._row.itemAt(place) for place in range(2, self._row.count() - 1))
        fixed += sum(item.sizeHint().width() for item in others if item is not None)
        fixed += self._row.spacing() * (self._row.count() - 1)
        free = self.width() - fixed - self.left.sizeHint().width()
        level = next((one for one in range(WITHOUT_MAIN) if self.workflow.width_at(one) <= free), None)
        if level is None:
            # Not all of them have room: the next step is seen longer than most of the buttons.
            least = self.width() - fixed - self.left.minimumSizeHint().width()
            narrow = range(WITHOUT_MAIN - 1, LEVELS)
            level = next((one for one in narrow if self.workflow.width_at(one) <= least), LEVELS - 1)
        self.workflow.set_level(level)
        self._row.activate()
        self.left.fit()

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
        Hovering(button, menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIcon(self._icons.icon("chevron-down"))
        button.setIconSize(QSize(14, 14))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the word
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        return button

    def _more_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "tool")
        button.setIcon(self._icons.icon("ellipsis"))
        button.setIconSize(_ICON)
        button.setAccessibleName("More")
        button.setToolTip("More")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


class _Upright(QWidget):
    """A line between buttons, with some air on both sides."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        line = QFrame()
        line.setProperty("role", "upright")
        line.setFixedSize(1, 20)
        row.addWidget(line)


def _as_action(button: QToolButton) -> QAction:
    """A button's menu as a part of another menu."""
    menu = button.menu()
    assert menu is not None
    menu.setTitle(button.accessibleName())
    return menu.menuAction()

"""The right of the toolbar: where the open story stands, and its next steps."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from desk.story.states import State
from desk.story.workflow import Step
from desk.ui.action_set import ActionSet
from desk.ui.hovering import Hovering
from desk.ui.icons import Icons
from desk.ui.roles import set_role
from desk.ui.words import STATE_TOKENS
from desk.ui.workflow.standing import Standing

LEVELS = 5  # ways of showing it, each narrower than the one before
WITHOUT_MAIN = 3  # from this one on without the button of the main step
_HIGH = 28  # px
_GAP = 6  # px
_CHANGED = "Readers have another text: Update or Correct puts this one before them"
_NO_STEP = "A step of the story"


def step_action(target: State) -> str:
    """The id of the action that takes the step into this state."""
    return f"state_{target.value.replace('-', '_')}"


class WorkflowBar(QWidget):
    """A chip with the state, whose menu has all steps; beside it the main one and the one that leads back. `changed`
    comes when it says something else, and may need another width."""

    changed = Signal()

    def __init__(self, actions: ActionSet, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._standing: Standing | None = None
        self._level = 0
        self.chip = self._make_chip(icons)
        self.beside = QPushButton()
        self.beside.setProperty("role", "quiet")
        self.main = QPushButton()
        self.main.setProperty("role", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for one in (self.chip, self.beside, self.main):
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.beside, self.main):
            button.setAccessibleName(_NO_STEP)
            button.setFixedHeight(_HIGH)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.beside.clicked.connect(self._on_beside)
        self.main.clicked.connect(self._on_main)
        self.show_standing(None)

    def _make_chip(self, icons: Icons) -> QToolButton:
        chip = QToolButton()
        chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setIcon(icons.icon("chevron-down"))
        chip.setIconSize(QSize(14, 14))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the word
        self.menu = QMenu(chip)
        self.menu.setAccessibleName("Steps")
        self.menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        Hovering(chip, self.menu)
        return chip

    @property
    def standing(self) -> Standing | None:
        """What is shown."""
        return self._standing

    def show_standing(self, standing: Standing | None) -> None:
        """Show where the open story stands; None where nothing is open."""
        if standing == self._standing and standing is not None:
            return
        self._standing = standing
        self.setVisible(standing is not None)
        if standing is not None:
            set_role(self.chip, f"state-{'warning' if standing.is_changed else STATE_TOKENS[standing.state]}")
            self.chip.setToolTip(_CHANGED if standing.is_changed else standing.whole)
            self.chip.setAccessibleName(f"State: {standing.whole}")
            for button, step in ((self.beside, standing.beside), (self.main, standing.main)):
                button.setText(step.name if step is not None else "")
                button.setAccessibleName(step.name if step is not None else _NO_STEP)
            self._fill_menu(standing)
        self._arrange()
        self.changed.emit()

    def set_level(self, level: int) -> None:
        """Show all of it (0), or less and less: without the person, without the step beside, with the chip alone, and
        in the end with its arrow alone."""
        if level != self._level:
            self._level = level
            self._arrange()

    def width_at(self, level: int) -> int:
        """How wide it is there (px). Nothing is hidden to find out: what is hidden loses the keyboard."""
        if self._standing is None:
            return 0
        self.chip.ensurePolished()
        metrics = self.chip.fontMetrics()
        now, then = (metrics.horizontalAdvance(text) for text in (self.chip.text(), self._said(level)))
        shown = self._buttons(level)
        wide = self.chip.sizeHint().width() + then - now + sum(one.sizeHint().width() for one in shown)
        return wide + _GAP * len(shown)

    def _said(self, level: int) -> str:
        assert self._standing is not None
        return self._standing.whole if level == 0 else self._standing.name if level < LEVELS - 1 else ""

    def _buttons(self, level: int) -> list[QPushButton]:
        """Those that are seen there."""
        now = self._standing
        offered = (
            (self.beside, now is not None and now.beside is not None and level < WITHOUT_MAIN - 1),
            (self.main, now is not None and now.main is not None and level < WITHOUT_MAIN),
        )
        return [button for button, is_seen in offered if is_seen]

    def _arrange(self) -> None:
        if self._standing is None:
            return
        self.chip.setText(self._said(self._level))
        seen = self._buttons(self._level)
        for button in (self.beside, self.main):
            button.setVisible(button in seen)
        self.updateGeometry()

    def _fill_menu(self, standing: Standing) -> None:
        for action in self.menu.actions():
            self.menu.removeAction(action)  # to clear the menu would make an end of actions that are others'
        actions: list[QAction] = [self._actions[step_action(step.target)] for step in standing.steps]
        self.menu.addActions(actions)
        has_steps = bool(actions)
        self.chip.setMenu(self.menu if has_steps else None)  # type: ignore[arg-type]
        style = Qt.ToolButtonStyle
        self.chip.setToolButtonStyle(style.ToolButtonTextBesideIcon if has_steps else style.ToolButtonTextOnly)

    @Slot()
    def _on_beside(self) -> None:
        self._take(self._standing.beside if self._standing is not None else None)

    @Slot()
    def _on_main(self) -> None:
        self._take(self._standing.main if self._standing is not None else None)

    def _take(self, step: Step | None) -> None:
        if step is not None:
            self._actions[step_action(step.target)].trigger()

"""The window's frame: toolbar, three panes, status line. It knows nothing of what stands in its panes."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget

from desk.ui.action_set import ActionSet
from desk.ui.commands.commands import Commands
from desk.ui.empty import OpeningState
from desk.ui.icons import Icons
from desk.ui.notice_stack import NoticeStack
from desk.ui.settings import Settings
from desk.ui.statusline import StatusLine
from desk.ui.theme import Theme
from desk.ui.toast import Toast
from desk.ui.toolbar import Toolbar

SMALLEST = (220, 420, 300)  # px of the three panes
DEFAULT_SIZE = (1600, 1000)


class Pane(QWidget):
    """A place in the window into which a widget is put; what may stand above it are notices."""

    def __init__(self, role: str, name: str, smallest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.setMinimumWidth(smallest)
        self._content: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.notices = NoticeStack(self)
        self._column.addWidget(self.notices)

    @property
    def content(self) -> QWidget | None:
        """What stands here."""
        return self._content

    def put(self, widget: QWidget) -> None:
        """Let this stand here, below the notices; what stood here is removed."""
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.deleteLater()
        self._content = widget
        self._column.addWidget(widget, 1)

    def notify(self, notice: QWidget, *, lasting: bool = False) -> None:
        """Let a notice stand over the content until it is closed; one that is `lasting` before all others."""
        self.notices.add(notice, lasting=lasting)

    def put_bar(self, bar: QWidget) -> None:
        """Let a bar with which somebody works stand right over the content."""
        self._column.insertWidget(self._column.indexOf(self.notices) + 1, bar)


class MainWindow(QMainWindow):
    """The frame. `close_requested` is emitted when somebody wants to leave; the window goes when `may_close` is set,
    so that the last words can be saved first. `painted` comes with its first paint."""

    close_requested = Signal()
    painted = Signal()
    files_dropped = Signal(tuple)  # of Path
    left_quiet = Signal()  # a wish to show everything again
    came_back = Signal()  # from another window

    def __init__(self, theme: Theme, icons: Icons, settings: Settings, commands: Commands) -> None:
        super().__init__()
        self.setWindowTitle("Desk")
        self.setAcceptDrops(True)
        self.actions_ = ActionSet(self, icons, commands.handlers())
        self.toolbar = Toolbar(self.actions_, icons, self)
        self.status = StatusLine(theme, self)
        self.list_pane = Pane("pane", "Articles", SMALLEST[0])
        self.page_pane = Pane("page", "Page", SMALLEST[1])
        self.page_pane.put(OpeningState())
        self.side_pane = Pane("pane", "Preview and inspector", SMALLEST[2])
        self.splitter = self._make_splitter()
        self.toast = Toast(self, self.page_pane)
        self._was_painted = False
        self._is_set_aside = False  # whether the side pane comes back
        self._was_away = False
        self._geometry = QByteArray()  # before the window filled the screen
        self._widths: list[int] = []  # of the panes, before the window became quiet
        self._before: tuple[bool, bool] | None = None  # whether list and side were shown, while the window is quiet
        self.may_close = False
        self._lay_out()
        self.restore(settings)

    @property
    def panes(self) -> tuple[Pane, Pane, Pane]:
        """The three panes, from left to right."""
        return (self.list_pane, self.page_pane, self.side_pane)

    def _make_splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for pane in self.panes:
            splitter.addWidget(pane)
        for place, stretch in enumerate((0, 1, 0)):
            splitter.setStretchFactor(place, stretch)
        return splitter

    def _lay_out(self) -> None:
        ground = QWidget()
        ground.setProperty("role", "pane")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.status)
        self.setCentralWidget(ground)
        # Until there is something to type in, no button looks chosen. A click takes no focus: whoever chose something
        # in the toolbar types on in the text.
        ground.setFocus()

    def restore(self, settings: Settings) -> None:
        """Stand where the window stood, with panes as wide as they were."""
        self.show_pane(self.list_pane, settings.list_shown)
        self.show_pane(self.side_pane, settings.side_shown)
        if not (settings.geometry and self.restoreGeometry(QByteArray(b64decode(settings.geometry)))):
            room = QApplication.primaryScreen().availableGeometry()
            self.resize(min(DEFAULT_SIZE[0], room.width()), min(DEFAULT_SIZE[1], room.height()))
        self.splitter.setSizes(list(settings.panes))

    def state(self) -> Mapping[str, object]:
        """What `restore` needs, as settings."""
        sizes = self._widths if self.is_quiet else self.splitter.sizes()
        geometry = self._geometry if self.isFullScreen() else self.saveGeometry()
        listed, sided = self._panes_shown()
        kept: dict[str, object] = {
            "geometry": b64encode(bytes(geometry.data())).decode(),
            "list_shown": listed,
            "side_shown": sided,
        }
        if all(sizes):  # a hidden pane has no width to remember
            kept["panes"] = tuple(sizes)
        return kept

    def show_pane(self, pane: Pane, on: bool) -> None:
        """Show or hide a pane."""
        pane.setVisible(on)
        for name, its in (("toggle_list", self.list_pane), ("toggle_side", self.side_pane)):
            self.actions_.check(name, not its.isHidden())

    def set_side_aside(self, *, on: bool) -> None:
        """Give the room of the side pane to the page for a while, or let the pane come back if it was shown."""
        if on:
            self._is_set_aside = not self.side_pane.isHidden()
            self.show_pane(self.side_pane, on=False)
        elif self._is_set_aside:
            self._is_set_aside = False
            self.show_pane(self.side_pane, on=not self.is_quiet)

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing but the page."""
        return self._before is not None

    def set_quiet(self, *, on: bool) -> None:
        """Show nothing but the page, or everything that was there before and what was asked for meanwhile."""
        if on is self.is_quiet:
            return
        listed, sided = self._panes_shown()
        if on:
            self._widths = self.splitter.sizes()
        self._before = (listed, sided) if on else None
        self.toolbar.setHidden(on)
        self.status.set_quiet(on=on)
        self.show_pane(self.list_pane, on=listed and not on)
        self.show_pane(self.side_pane, on=sided and not on)
        if not on:
            self.splitter.setSizes(self._widths)
        elif self.page_pane.content is not None:
            self.page_pane.content.setFocus()

    def _panes_shown(self) -> tuple[bool, bool]:
        listed, sided = self._before or (False, False)
        sided = sided or self._is_set_aside or not self.side_pane.isHidden()
        return listed or not self.list_pane.isHidden(), sided

    @Slot()
    def toggle_full_screen(self) -> None:
        """Fill the screen, or be as large as before: a window that was maximised is so again."""
        if not self.isFullScreen():
            self._geometry = self.saveGeometry()
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def changeEvent(self, event: QEvent) -> None:
        """The system too can make the window fill the screen, or no more; people go elsewhere and come back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.actions_.check("full_screen", self.isFullScreen())
        elif event.type() == QEvent.Type.ActivationChange:
            came_back, self._was_away = self._was_away and self.isActiveWindow(), not self.isActiveWindow()
            if came_back:
                self.came_back.emit()

    def open_menu(self) -> None:
        """The whole menu, by the keyboard."""
        if self.toolbar.isVisible():
            self.toolbar.open_menu()
        else:
            menu = self.actions_.menu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.mapToGlobal(QPoint(10, 10)))

    def step_pane(self, by: int) -> None:
        """Move the keyboard to the next pane, or the one before."""
        shown = [pane for pane in self.panes if pane.isVisible() and pane.content is not None]
        current = next((place for place, pane in enumerate(shown) if pane.isAncestorOf(self.focusWidget())), -1)
        if shown:
            target = shown[(current + by) % len(shown)].content
            assert target is not None
            (target.focusProxy() or target).setFocus(Qt.FocusReason.TabFocusReason)

    def bring_to_front(self) -> None:
        """Show the window to somebody who asked for it elsewhere."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def popup(self, names: tuple[str, ...], place: QPoint) -> None:
        """A menu of these actions, at a place of the screen."""
        menu = self.actions_.some(names, self, "Article")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Says when the first picture of the window is on the screen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes away the message at the foot, or brings back what a quiet window hides."""
        if event.key() == Qt.Key.Key_Escape and self.toast.isVisible():
            self.toast.hide()
        elif event.key() == Qt.Key.Key_Escape and self.is_quiet:
            self.left_quiet.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files that are dropped are brought in."""
        paths = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leaving waits until whoever listens has saved the last words."""
        if self.may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            self.close_requested.emit()

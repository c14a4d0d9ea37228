"""What readers saw, in the place of the page: the very page that went out, or what changed with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desk.library.values import Delivery
from desk.ui.editor.addresses import open_address
from desk.ui.empty import EmptyState
from desk.ui.history.pane import tool_button
from desk.ui.history.readers import Seen
from desk.ui.history.view import ComparisonView
from desk.ui.inspector.parts import button, icon_button
from desk.ui.roles import set_role
from desk.ui.services import Looks
from desk.ui.statusline import Sentence

if TYPE_CHECKING:
    from desk.ui.preview.browser import Browser

CRASHED = "The view of the page stopped working. Nothing is lost: what went out is in the library."


class ReadersPane(QWidget):
    """Wishes: `close_requested`, `save_requested` of a copy, `switch_requested` with whether what changed is to be
    seen and not the page, `sent_requested` with another delivery that is to be shown. `page_shown` says that a page
    is there."""

    close_requested = Signal()
    save_requested = Signal()
    switch_requested = Signal(bool)
    sent_requested = Signal(object)
    page_shown = Signal()

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.seen = Seen("")
        self.browser: Browser | None = None
        self.view = ComparisonView(looks, self._picture)
        self.view.takes_back = False
        self._make(looks)
        self._lay_out()
        self._connect()

    def show_seen(self, seen: Seen, *actions: tuple[str, Callable[[], object]]) -> None:
        """Show this; where there is nothing to be shown that is said, and `actions` are offered."""
        self.seen = seen
        self.title.setText(seen.title)
        self.about.setText(seen.about)
        for line in (self.title, self.about):
            line.setToolTip(line.text())
        self._show_place()
        if seen.comparison is not None:
            self.view.show_page(seen.comparison)
            self._let_stand(self.view)
        elif seen.said:
            self.message.say(self.tr(seen.said), *actions)
            self._let_stand(self.message)
        else:
            self._browse(seen.page)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{seen.title}. {seen.about}"))

    def show_trouble(self, sentence: str) -> None:
        """Say what kept it from being shown."""
        self.message.say(sentence, error=True)
        self._let_stand(self.message)

    def let_go(self) -> None:
        """Give back what a page needs to be drawn, which is much."""
        self._let_stand(self.message)
        if self.browser is not None:
            self._stack.removeWidget(self.browser)
            self.browser.deleteLater()
            self.browser = None

    def _make(self, looks: Looks) -> None:
        self.title = Sentence()
        set_role(self.title, "strong")
        self.title.setAccessibleName(self.tr("What is shown"))
        self.about = Sentence()
        set_role(self.about, "meta")
        self.about.setAccessibleName(self.tr("What went out"))
        icons = looks.icons
        self.older = tool_button(icon_button(icons.icon("arrow-up"), self.tr("What went out before")))
        self.newer = tool_button(icon_button(icons.icon("arrow-down"), self.tr("What went out after")))
        self.close_button = tool_button(icon_button(icons.icon("x"), self.tr("Back to the page  Esc")))
        self.save = button(self.tr("Save a Copy…"))
        self.save.setIcon(icons.icon("file-output"))
        self.save.setToolTip(self.tr("Write what went out into a file, byte for byte"))
        self.page_chip = self._chip(self.tr("The page"), self.tr("The page as readers got it"))
        self.changed_chip = self._chip(self.tr("What changed"), self.tr("What changed for readers with it"))
        self._switch = QButtonGroup(self)
        for chip in (self.page_chip, self.changed_chip):
            self._switch.addButton(chip)
        self.page_chip.setChecked(True)
        self.message = EmptyState()

    def _chip(self, text: str, name: str) -> QPushButton:
        chip = button(text, "chip", name)
        chip.setToolTip(name)
        chip.setCheckable(True)
        return chip

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(6)
        first.addWidget(self.title, 1)
        first.addWidget(self.older)
        first.addWidget(self.newer)
        first.addWidget(self.close_button)
        second.addWidget(self.page_chip)
        second.addWidget(self.changed_chip)
        second.addStretch()
        second.addWidget(self.save)
        strip = QFrame()
        strip.setProperty("role", "bar")
        rows = QVBoxLayout(strip)
        rows.setContentsMargins(20, 10, 12, 8)
        rows.setSpacing(6)
        rows.addLayout(first)
        rows.addWidget(self.about)
        rows.addLayout(second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        self._stack = QStackedLayout()
        for sheet in (self.message, self.view):
            self._stack.addWidget(sheet)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.close_requested)
        self.view.close_requested.connect(self.close_requested)
        # A page in the browser engine gives no key back, but asks before whether one is a shortcut.
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_requested)
        self.save.clicked.connect(self.save_requested)
        self.older.clicked.connect(self._on_older)
        self.newer.clicked.connect(self._on_newer)
        self._switch.buttonClicked.connect(self._on_switched)

    def _show_place(self) -> None:
        seen = self.seen
        self.save.setEnabled(seen.data is not None)
        self.older.setEnabled(seen.older is not None)
        self.newer.setEnabled(seen.newer is not None)
        self.changed_chip.setEnabled(seen.delivery is not None)

    def show_switch(self, *, changed: bool) -> None:
        """Show which of the two is asked for."""
        (self.changed_chip if changed else self.page_chip).setChecked(True)

    def _picture(self, reference: str) -> bytes | None:
        return self.seen.media.get(reference)

    def _let_stand(self, sheet: QWidget) -> None:
        """Let this be seen; the keyboard goes to it where it was at what was seen before."""
        before, focused = self._stack.currentWidget(), QApplication.focusWidget()
        had_focus = before is not None and focused is not None and (focused is before or before.isAncestorOf(focused))
        self._stack.setCurrentWidget(sheet)
        self.setFocusProxy(sheet)
        if had_focus and sheet is not before:
            sheet.setFocus()

    # The page in the browser engine, where it can run nothing and reach nothing.

    def _browse(self, page: bytes) -> None:
        browser = self.browser or self._new_browser()
        browser.load(page)

    def _new_browser(self) -> Browser:
        from desk.ui.preview.browser import Browser  # noqa: PLC0415  QtWebEngine takes a while to load

        self.browser = made = Browser(self)
        made.view.setAccessibleName(self.tr("What readers saw"))
        made.loaded.connect(self._on_loaded)
        made.crashed.connect(self._on_crashed)
        made.link_wanted.connect(self._on_link_wanted)
        made.set_ground(self.palette().color(QPalette.ColorRole.Base))
        self._stack.addWidget(made)
        made.setFocusProxy(made.view)
        return made

    @Slot(bool)
    def _on_loaded(self, ok: bool) -> None:
        if self.browser is None or self.seen.comparison is not None or self.seen.said:
            return
        if ok:
            self._colour(self.browser)
        self._let_stand(self.browser)
        self.page_shown.emit()

    @Slot()
    def _on_crashed(self) -> None:
        self.let_go()
        self.message.say(self.tr(CRASHED), (self.tr("Show it again"), self._on_again), error=True)

    @Slot()
    def _on_again(self) -> None:
        self._browse(self.seen.page)

    @Slot(QUrl)
    def _on_link_wanted(self, url: QUrl) -> None:
        open_address(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def _colour(self, browser: Browser) -> None:
        colour = self.palette().color(QPalette.ColorRole.Base)
        browser.set_ground(colour)
        browser.run("scheme", colour.lightness() < 128)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the colours of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.browser is not None:
            self._colour(self.browser)

    # What a person does.

    @Slot()
    def _on_older(self) -> None:
        self._ask_for(self.seen.older)

    @Slot()
    def _on_newer(self) -> None:
        self._ask_for(self.seen.newer)

    def _ask_for(self, sent: Delivery | None) -> None:
        if sent is not None:
            self.sent_requested.emit(sent)

    @Slot()
    def _on_switched(self) -> None:
        self.switch_requested.emit(self.changed_chip.isChecked())

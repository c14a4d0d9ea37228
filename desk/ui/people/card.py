"""The small card over the status line: who works here, to be switched with a click."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from desk.story.directory import Contact, Directory
from desk.ui.dialogs.base import plain
from desk.ui.inspector.wrapping import WrappingButton
from desk.ui.people.listing import CONTACT, HEIGHT, ContactDelegate, ContactList
from desk.ui.services import Looks

WIDTH = 290  # px
_UNLISTED = "-"  # for an id of whoever is signed in and not in the directory
_MOST = 7  # people who are seen at once
NOBODY = "Nobody is listed yet. Whoever is listed here can be switched to with a click."


class StaffCard(QFrame):
    """Closes by itself when somebody clicks elsewhere or presses Escape.

    Wishes: `sign_in_requested` carries a name, `add_requested` to list somebody, `directory_requested` to see all."""

    sign_in_requested = Signal(str)
    add_requested = Signal()
    directory_requested = Signal()

    def __init__(self, directory: Directory, me: Contact, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popover")
        self.setAccessibleName("Who is working")
        self.setFixedWidth(WIDTH)
        self._place = QRect()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(4)
        head = plain("Who is working?", "meta")
        head.setContentsMargins(8, 0, 8, 2)
        column.addWidget(head)
        self._list(directory, me, looks)
        column.addWidget(self.view)
        self.nobody = plain(NOBODY, "muted", wrap=True)
        self.nobody.setContentsMargins(8, 2, 8, 6)
        self.nobody.setVisible(not directory.staff)
        column.addWidget(self.nobody)
        line = QFrame()
        line.setProperty("role", "line")
        column.addWidget(line)
        self.add = WrappingButton("Add somebody…", looks.icons.icon("plus"))
        self.everybody = WrappingButton("People and organisations…", looks.icons.icon("users"))
        for button in (self.add, self.everybody):
            column.addWidget(button)
        self.add.clicked.connect(self._on_add)
        self.everybody.clicked.connect(self._on_everybody)

    def _list(self, directory: Directory, me: Contact, looks: Looks) -> None:
        self.model = ContactList(self)
        self.view = QListView()
        self.view.setProperty("role", "list")
        self.view.setAccessibleName("Who works here")
        self.view.setModel(self.model)
        self.view.setItemDelegate(ContactDelegate(looks.theme, looks.icons, self.model, self.view))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        staff = directory.staff
        if me.name and not me.id:
            me = replace(me, id=_UNLISTED)
            staff = (me, *staff)
        self.model.show_contacts(staff, [contact.name for contact in staff], me.id)
        self.view.setFixedHeight(HEIGHT * min(len(staff), _MOST))
        self.view.setVisible(bool(staff))
        self.view.setCurrentIndex(self.model.index(max(0, self.model.row_of(me.id))))
        self.view.clicked.connect(self._on_chosen)

    def open_over(self, place: QRect) -> None:
        """Open above a place of the screen, with their right edges in line; the keyboard is in the list."""
        self.setFixedHeight(self._column.totalHeightForWidth(WIDTH))  # else it is as if the words need not be wrapped
        self.move(place.topRight() - QPoint(self.width() - 1, self.height() + 6))
        self.show()
        (self.view if self.model.contacts else self.add).setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter switches to whoever is chosen; the arrows go on from the list to the buttons, and back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.view.hasFocus():
                self._on_chosen(self.view.currentIndex())
            else:
                next(one for one in (self.add, self.everybody) if one.hasFocus()).click()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            contact: Contact = index.data(CONTACT)
            self.close()
            self.sign_in_requested.emit(contact.name)

    @Slot()
    def _on_add(self) -> None:
        self.close()
        self.add_requested.emit()

    @Slot()
    def _on_everybody(self) -> None:
        self.close()
        self.directory_requested.emit()

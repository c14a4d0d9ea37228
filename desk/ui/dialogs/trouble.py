"""The library cannot be opened: what happened, and what can be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desk.ui.dialogs.base import Dialog, button, plain
from desk.ui.dialogs.files import file_dialog

_KIND = "Desk libraries (*.desk)"


class TroubleDialog(Dialog):
    """Says the sentence and offers ways on. `backup_wanted` is the wish for the newest backup; `library_wanted` carries
    the path of the library to be opened instead and whether it may be made; `quit_wanted` that none is."""

    library_wanted = Signal(Path, bool)
    backup_wanted = Signal()
    quit_wanted = Signal()

    def __init__(
        self, sentence: str, library: Path, parent: QWidget | None = None, *, has_backup: bool = False
    ) -> None:
        super().__init__("The library could not be opened", parent)
        self.setFixedWidth(640 if has_backup else 520)
        self._library = library
        self.sentence = plain(sentence, "", wrap=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.sentence)
        self.again = button("Try again")
        self.other = button("Choose another…")
        self.new = button("Make a new one…")
        self.leave = button("Quit", "primary")
        row = self.button_row()
        self.backup = button("Use the newest backup")
        self.backup.setVisible(has_backup)
        for one in (self.again, self.other, self.new, self.backup, self.leave):
            row.addWidget(one)
        self.backup.clicked.connect(self._on_backup)
        self.again.clicked.connect(self._on_again)
        self.other.clicked.connect(self._on_other)
        self.new.clicked.connect(self._on_new)
        self.leave.clicked.connect(self.reject)
        self.rejected.connect(self.quit_wanted)

    @Slot()
    def _on_again(self) -> None:
        self.accept()
        self.library_wanted.emit(self._library, False)

    @Slot()
    def _on_backup(self) -> None:
        self.accept()
        self.backup_wanted.emit()

    @Slot()
    def _on_other(self) -> None:
        dialog = file_dialog(self, "Open a library", self._library.parent, f"{_KIND};;All files (*)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_other_chosen)
        dialog.open()

    @Slot()
    def _on_new(self) -> None:
        dialog = file_dialog(self, "Make a library", self._library.parent, _KIND)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("desk")
        dialog.fileSelected.connect(self._on_new_chosen)
        dialog.open()

    @Slot(str)
    def _on_other_chosen(self, name: str) -> None:
        self.accept()
        self.library_wanted.emit(Path(name), False)

    @Slot(str)
    def _on_new_chosen(self, name: str) -> None:
        self.accept()
        self.library_wanted.emit(Path(name), True)

"""The report of a salvage, in the window."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desk.library.salvage_report import Salvaged, listing, summary
from desk.ui.dialogs.base import Dialog, button, plain


class SalvageDialog(Dialog):
    """Says what was saved, what was not, and where everything is."""

    def __init__(self, done: Salvaged, parent: QWidget | None = None) -> None:
        super().__init__("Your library was damaged, and has been mended", parent)
        self.setFixedWidth(640)
        self._done = done
        for sentence in summary(done):
            self.column.addWidget(plain(sentence, "", wrap=True))
        self.details = QPlainTextEdit(listing(done))
        self.details.setReadOnly(True)
        self.details.setProperty("role", "field")
        self.details.setAccessibleName("Article by article")
        self.details.setMinimumHeight(220)
        self.details.setVisible(not done.all_whole)
        self.column.addWidget(self.details, 1)
        self.folder = button("Show the files")
        close = button("Go on", "primary")
        close.setDefault(True)
        row = self.button_row()
        for one in (self.folder, close):
            row.addWidget(one)
        self.folder.clicked.connect(self._on_folder)
        close.clicked.connect(self.accept)
        close.setFocus()

    @Slot()
    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._done.library.parent)))

"""Another library in a window of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desk.ui.dialogs.files import file_dialog


class LibraryChooser(QObject):
    """Asks for a library, or the name of a new one, and starts a window on it; this one stays as it is."""

    def __init__(self, beside: Path, window: QWidget) -> None:
        super().__init__(window)
        dialog = file_dialog(window, "Open or make a library", beside.parent, "Desk libraries (*.desk)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix("desk")
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Open")
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(self.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        QProcess.startDetached(sys.executable, ["-m", "desk", "open", "--library", name])

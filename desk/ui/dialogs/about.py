"""What this is, and by whose work."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QWidget

from desk import __version__
from desk.ui.dialogs.base import Dialog, button, plain

_PARTS = (
    "Inter by The Inter Project Authors and Source Serif 4 by Adobe, under the SIL Open Font Licence 1.1. "
    "Icons from Lucide, under the ISC licence."
)


class AboutDialog(Dialog):
    """The version, the licence, and whose type and icons these are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Desk", parent)
        self.setFixedWidth(440)
        self.column.addWidget(plain("Draft offline, review, credit, and export publish-ready copy.", wrap=True))
        versions = f"Version {__version__} · Python {platform.python_version()} · Qt {qVersion()} · MIT licence"
        label = plain(versions, "muted", wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(label)
        self.column.addWidget(plain(_PARTS, "meta", wrap=True))
        close = button("Close", "primary")
        close.clicked.connect(self.accept)
        self.button_row().addWidget(close)

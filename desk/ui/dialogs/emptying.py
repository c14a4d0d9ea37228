"""Asks before the bin is emptied, with a count of what goes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.library.values import Emptied
from desk.story.plurals import counted
from desk.ui.dialogs.base import Dialog, button, plain


class EmptyingDialog(Dialog):
    """Accepted where the bin should be emptied."""

    def __init__(self, weight: Emptied, parent: QWidget | None = None) -> None:
        super().__init__("Empty the bin?", parent)
        self.setFixedWidth(440)
        self.sentence = plain(what_goes(weight), wrap=True)
        self.column.addWidget(self.sentence)
        row = self.button_row()
        self.cancel = button("Cancel")
        self.go = button("Empty the bin", "danger")
        self.cancel.setDefault(True)
        for one in (self.cancel, self.go):
            row.addWidget(one)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)


def what_goes(weight: Emptied) -> str:
    """What would be gone, in a sentence."""
    parts = [counted(weight.articles, "article"), counted(weight.words, "word"), counted(weight.revisions, "version")]
    sentence = f"{parts[0]} with {parts[1]} and {parts[2]} of them will be gone for good"
    if weight.pictures:
        size = max(1, round(weight.picture_bytes / 1e6))
        pictures = counted(weight.pictures, "picture")
        sentence += f", and so will {pictures} ({size:,} MB) that nothing else shows"
    return f"{sentence}. Backups that were made before keep them."

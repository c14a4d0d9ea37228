"""The export dialog: which format, which folder, what it will not hold; then where the file is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desk.formats.base import Format
from desk.formats.registry import formats
from desk.library.values import ArticleRow
from desk.story.plurals import counted
from desk.story.to_come import ToCome
from desk.ui.delivery import Delivered, Outlook, export, outlook, unfinished
from desk.ui.dialogs.base import Dialog, button, form, plain
from desk.ui.roles import set_role
from desk.ui.services import Services
from desk.ui.to_come.dialog import fill
from desk.ui.work import Job, Step

_SHOWN = 6  # sentences of a kind; the rest is counted
_PATIENCE = 500  # ms after which the progress is shown


class ExportDialog(Dialog):
    """Exports one article or several. Remembers format and folder; stays open to say what was done. `go_requested` is
    a wish to be led to something that is still to come, before it is exported."""

    go_requested = Signal(object)  # ToCome

    def __init__(self, services: Services, rows: tuple[ArticleRow, ...], parent: QWidget | None = None) -> None:
        what = f"“{rows[0].title}”" if len(rows) == 1 else counted(len(rows), "article")
        super().__init__(f"Export {what}", parent)
        self._services = services
        self._rows = rows
        self._settings = services.looks.store
        self._writers = tuple(one for one in formats() if one.write is not None)
        self._looking: Job | None = None
        self._exporting: Job | None = None
        self._folder_made: Path | None = None
        self.setFixedWidth(560)
        self._make_fields()
        self._make_foot()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.progress.show)
        self.format.currentIndexChanged.connect(self._on_format_changed)
        self.browse.clicked.connect(self._on_browse)
        self.go.clicked.connect(self._on_go)
        self.cancel.clicked.connect(self.reject)
        self.show_folder.clicked.connect(self._on_show_folder)
        self._on_format_changed()

    def _make_fields(self) -> None:
        kept = self._settings.settings
        self.format = QComboBox()
        self.format.setAccessibleName("Format")
        for one in self._writers:
            self.format.addItem(f"{one.title} ({one.suffixes[0]})" if one.suffixes else one.title, one.name)
        self.format.setCurrentIndex(max(0, self.format.findData(kept.export_format)))
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.folder = QLineEdit(kept.export_folder or documents)
        self.folder.setAccessibleName("Folder")
        self.browse = button("Choose…")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.folder, 1)
        line.addWidget(self.browse)
        self.column.addLayout(form(("Format", self.format), ("Folder", line)))

    def _make_foot(self) -> None:
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(4)
        self.column.addLayout(self._sentences)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Progress of the export")
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.column.addWidget(self.progress)
        self.answer = plain("", "muted", wrap=True)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answer.hide()
        self.column.addWidget(self.answer)
        self.show_folder = button("Open the folder")
        self.show_folder.hide()
        self.cancel = button("Cancel")
        self.go = button("Export", "primary")
        self.go.setDefault(True)
        row = self.button_row()
        for one in (self.show_folder, self.cancel, self.go):
            row.addWidget(one)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the dialog says of the checks and losses."""
        items = (self._sentences.itemAt(place) for place in range(self._sentences.count()))
        return tuple(item.widget().text() for item in items)  # type: ignore[union-attr]

    @property
    def _chosen(self) -> Format:
        return self._writers[self.format.currentIndex()]

    @Slot()
    def _on_format_changed(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        self._clear()
        if len(self._rows) > 1:
            look_through = partial(unfinished, self._services, self._rows)
            self._looking = self._services.work.run_long(look_through, self._on_unfinished, self._on_no_outlook)
        else:
            look = partial(outlook, self._services, self._rows[0], self._chosen)
            self._looking = self._services.work.run(look, self._on_outlook, self._on_no_outlook)

    def _on_outlook(self, found: Outlook) -> None:
        self._looking = None
        self._clear()
        self._list_to_come(found)
        self._list("Checks", found.findings, "warning")
        self._list(f"{self._chosen.title} does not hold", tuple(loss.what for loss in found.losses), "")
        self.fit()

    def _on_unfinished(self, titles: tuple[str, ...]) -> None:
        self._looking = None
        self._clear()
        self._list("Something is still to come in", titles, "warning")
        self._name_button(anyway=bool(titles))
        self.fit()

    def _list_to_come(self, found: Outlook) -> None:
        self._name_button(anyway=bool(found.to_come))
        if found.to_come:
            self._add(plain("Still to come", "strong"))
            for row in fill(self._sentences, found.to_come, found.story, self._services.looks.icons):
                row.picked.connect(self._on_picked)
                row.show()

    def _name_button(self, *, anyway: bool) -> None:
        """Say that it is exported as it is, where something is to come."""
        if self._folder_made is None:
            self.go.setText("Export anyway" if anyway else "Export")
            self.go.setAccessibleName(self.go.text())

    @Slot(object)
    def _on_picked(self, one: ToCome) -> None:
        self.reject()
        self.go_requested.emit(one)

    def _on_no_outlook(self, error: Exception) -> None:
        self._looking = None
        self._say(str(error), "error")

    def _list(self, title: str, sentences: tuple[str, ...], role: str) -> None:
        if not sentences:
            return
        self._add(plain(title, "strong"))
        for sentence in sentences[:_SHOWN]:
            self._add(plain(sentence, role, wrap=True))
        if len(sentences) > _SHOWN:
            self._add(plain(f"… and {len(sentences) - _SHOWN} more.", "muted"))

    def _add(self, label: QLabel) -> None:
        self._sentences.addWidget(label)
        label.show()  # now, so that it has its height at once

    def _clear(self) -> None:
        while (item := self._sentences.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    @Slot()
    def _on_browse(self) -> None:
        dialog = QFileDialog(self, "Export into", self.folder.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()

    @Slot()
    def _on_go(self) -> None:
        if self._folder_made is not None:
            self.accept()
            return
        folder = Path(self.folder.text().strip()).expanduser()
        if not self.folder.text().strip():
            self._say("Choose a folder first.", "error")
            return
        self._settings.change(export_format=self._chosen.name, export_folder=str(folder))
        self._set_busy(True)
        self._exporting = self._services.work.run_long(
            partial(export, self._services, self._rows, self._chosen, folder), self._on_exported, self._on_not_exported
        )
        self._exporting.stepped.connect(self._on_step)
        self._patience.start()

    @Slot(object)
    def _on_step(self, step: Step) -> None:
        self.progress.setRange(0, step.total)
        self.progress.setValue(step.done)
        self._say(f"{step.what}…", "muted")

    def _on_exported(self, made: Delivered) -> None:
        self._set_busy(False)
        if made.troubles:
            rest = f" {counted(len(made.paths), 'file')} written." if made.paths else ""
            self._say(f"{' '.join(made.troubles[:3])}{rest}", "error")
        elif len(made.paths) == 1:
            self._say(f"Saved as {made.paths[0]}", "good")
        else:
            self._say(f"{counted(len(made.paths), 'file')} saved in {made.paths[0].parent}", "good")
        if made.paths:
            self._folder_made = made.paths[0].parent
            self.show_folder.show()
            self.cancel.hide()
            self.go.setText("Close")
            self.go.setAccessibleName("Close")

    def _on_not_exported(self, error: Exception) -> None:
        self._set_busy(False)
        self._say(str(error), "error")

    def _set_busy(self, busy: bool) -> None:
        self._patience.stop()
        self.progress.hide()
        for one in (self.format, self.folder, self.browse, self.go):
            one.setEnabled(not busy)
        if not busy:
            self._exporting = None

    def _say(self, sentence: str, role: str) -> None:
        self.answer.setText(sentence)
        set_role(self.answer, role)
        self.answer.show()
        self.fit()

    @Slot()
    def _on_show_folder(self) -> None:
        if self._folder_made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder_made)))

    def done(self, result: int) -> None:
        """Leaving stops what is under way; files that were written stay."""
        for job in (self._looking, self._exporting):
            if job is not None:
                job.cancel()
        super().done(result)

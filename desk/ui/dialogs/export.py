"""The export dialog: which format and folder, what the gate finds, what the file will not hold; then where that is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desk.checks.finding import Finding
from desk.checks.gate import Gate, Override
from desk.formats.base import Format
from desk.formats.registry import formats
from desk.library.step_values import Refusal
from desk.library.values import ArticleRow
from desk.story.plurals import counted
from desk.ui.delivery import Delivered, Outlook, Wish, export, outlook
from desk.ui.dialogs.base import Dialog, button, form, plain
from desk.ui.dialogs.files import file_dialog
from desk.ui.dialogs.refused import without_advice
from desk.ui.roles import set_role
from desk.ui.services import Services
from desk.ui.work import Job, Step
from desk.ui.workflow.gate_dialog import FindingRow

_SHOWN = 6  # sentences of a kind; the rest is counted
_PATIENCE = 500  # ms after which the progress is shown


class ExportDialog(Dialog):
    """Exports one article or several. Remembers format and folder; stays open to say what was done. Of one article it
    is said before what the gate finds, of several after it which of them were stopped: those that may go on then go
    out, too, once somebody says why. `go_requested` is a wish to be led to a finding."""

    go_requested = Signal(object)  # Finding

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
        self._made = 0
        self._is_stopped = False
        self.setFixedWidth(560)
        self._make_fields()
        self._make_foot()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.progress.show)
        self.format.currentIndexChanged.connect(self._on_format_changed)
        self.text.currentIndexChanged.connect(self._on_format_changed)
        self.reason.textChanged.connect(self._show_whether)
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
        self.text = QComboBox()
        self.text.setAccessibleName("Which text")
        self.text.addItem("", False)
        self.text.addItem("", True)
        fields = form(("Format", self.format), ("Folder", line), ("Text", self.text))
        self.column.addLayout(fields)
        items = (fields.itemAtPosition(2, column) for column in (0, 1))
        self._text_row = [shown for item in items if item is not None and (shown := item.widget()) is not None]
        self._show_texts(0)

    def _make_foot(self) -> None:
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(4)
        self.column.addLayout(self._sentences)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why it goes out all the same")
        self.reason.setPlaceholderText("Why it goes out all the same, in a few words")
        self.reason.setMaxLength(500)
        self.reason.hide()
        self.column.addWidget(self.reason)
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
        if len(self._rows) == 1:
            look = partial(outlook, self._services, self._rows[0], self._chosen, bool(self.text.currentData()))
            self._looking = self._services.work.run(look, self._on_outlook, self._on_no_outlook)

    def _on_outlook(self, found: Outlook) -> None:
        self._looking = None
        self._clear()
        self._show_texts(found.unresolved)
        self._list_findings(found.gate)
        self._list(f"{self._chosen.title} does not hold", tuple(loss.what for loss in found.losses), "")
        may = found.gate.may_override(found.role)
        self._ask_reason(may and bool(found.gate.to_override), "Export anyway" if found.gate.to_override else "Export")
        if not may:
            self._say(found.gate.hindrance(found.role), "error")
        elif self._is_stopped:
            self.answer.hide()
        self._is_stopped = not may
        self._show_whether()
        self.fit()

    def _show_texts(self, changes: int) -> None:
        """Where somebody suggested changes there are two texts."""
        told = counted(changes, "change")
        self.text.setItemText(0, f"The current text, with {told} that nobody has decided on")
        self.text.setItemText(1, f"The agreed text, without {told} that nobody has decided on")
        for one in self._text_row:
            one.setVisible(changes > 0)

    def _list_findings(self, gate: Gate) -> None:
        if gate.findings:
            self._add(plain("To look at", "strong"))
        for finding in gate.findings[:_SHOWN]:
            row = FindingRow(finding, firm=finding in gate.firm)
            row.picked.connect(self._on_picked)
            self._add(row)
        if len(gate.findings) > _SHOWN:
            self._add(plain(f"… and {len(gate.findings) - _SHOWN} more.", "muted"))

    def _ask_reason(self, asked: bool, go: str) -> None:
        """Ask why it goes out all the same, or do not; `go` is what the button says."""
        if asked and not self.reason.isVisibleTo(self) and self.focusWidget() in {None, self.format, self.go}:
            QTimer.singleShot(0, self.reason, self.reason.setFocus)  # once it is shown
        self.reason.setVisible(asked)
        self.go.setText(go)
        self.go.setAccessibleName(go)

    @Slot()
    def _show_whether(self) -> None:
        """Whether it may go out now."""
        said = not self.reason.isVisibleTo(self) or self._override.is_given
        self.go.setEnabled(self._exporting is None and not self._is_stopped and said)

    @property
    def _override(self) -> Override:
        return Override(" ".join(self.reason.text().split()))

    @Slot(object)
    def _on_picked(self, finding: Finding) -> None:
        self.reject()
        self.go_requested.emit(finding)

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

    def _add(self, shown: QWidget) -> None:
        self._sentences.addWidget(shown)
        shown.show()  # now, so that it has its height at once

    def _clear(self) -> None:
        while (item := self._sentences.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    @Slot()
    def _on_browse(self) -> None:
        dialog = file_dialog(self, "Export into", self.folder.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()

    @Slot()
    def _on_go(self) -> None:
        if self._folder_made is not None and not self.reason.isVisibleTo(self):
            self.accept()
            return
        folder = Path(self.folder.text().strip()).expanduser()
        if not self.folder.text().strip():
            self._say("Choose a folder first.", "error")
            return
        self._settings.change(export_format=self._chosen.name, export_folder=str(folder))
        wish = Wish(self._chosen, folder, bool(self.text.currentData()), self._override)
        work = partial(export, self._services, self._rows, wish)
        self._exporting = self._services.work.run_long(work, self._on_exported, self._on_not_exported)
        self._set_busy(True)
        self._exporting.stepped.connect(self._on_step)
        self._patience.start()

    @Slot(object)
    def _on_step(self, step: Step) -> None:
        self.progress.setRange(0, step.total)
        self.progress.setValue(step.done)
        self._say(f"{step.what}…", "muted")

    def _on_exported(self, made: Delivered) -> None:
        self._set_busy(False)
        self._made += len(made.paths)
        said, role = self._outcome(made), "error" if made.troubles else "good"
        if made.paths:
            self._folder_made = made.paths[0].parent
            self.show_folder.show()
        if made.stopped:
            self._offer_stopped(made.stopped)
        elif made.paths:
            self.cancel.hide()
            self._end()
        if said or not made.stopped:
            self._say(said, role)
        self.fit()

    def _outcome(self, made: Delivered) -> str:
        """What was done, in a sentence or two."""
        if made.troubles:
            rest = f" {counted(len(made.paths), 'file')} written." if made.paths else ""
            return f"{' '.join(made.troubles[:3])}{rest}"
        if not made.paths:
            return ""
        if len(made.paths) == 1 == self._made:
            return "\n".join((f"Saved as {made.paths[0]}", *made.texts))
        more = f"{counted(len(made.texts), 'article')} went out with changes that nobody has decided on."
        files = f"{counted(self._made, 'file')} saved in {made.paths[0].parent}"
        return "\n".join((files, more) if made.texts else (files,))

    def _offer_stopped(self, stopped: Sequence[Refusal]) -> None:
        """Say what the gate stopped; what may go on goes out next, with a reason."""
        self._clear()
        several = len(self._rows) > 1
        told = (
            f"“{each.row.title or each.row.slug}”: {each.sentence}" if several else each.sentence for each in stopped
        )
        self._list("Not exported", tuple(map(without_advice, told)), "warning")
        may = tuple(each.row for each in stopped if each.open)
        if may:
            self._rows = may
            self._ask_reason(True, "Export anyway" if len(may) == 1 else f"Export {len(may):,} anyway")
            self.reason.setFocus()
        elif self._made:
            self._end()
        self._is_stopped = not may and not self._made
        self.cancel.setText("Close" if self._made else "Cancel")
        self.cancel.setAccessibleName(self.cancel.text())
        self.cancel.setVisible(bool(may) or not self._made)
        self._show_whether()

    def _end(self) -> None:
        """All is done."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        self._ask_reason(False, "Close")

    def _on_not_exported(self, error: Exception) -> None:
        self._set_busy(False)
        self._say(str(error), "error")

    def _set_busy(self, busy: bool) -> None:
        self._patience.stop()
        self.progress.hide()
        if not busy:
            self._exporting = None
        for one in (self.format, self.text, self.folder, self.browse, self.reason):
            one.setEnabled(not busy)
        self._show_whether()

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

"""The ledger of credits in a window of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk.formats.dates import local
from desk.library.ledger_values import Asked, Line, Tally, Unit
from desk.library.stopping import Stop
from desk.story.house import House
from desk.story.plurals import counted
from desk.ui.dialogs.base import button, plain
from desk.ui.dialogs.files import file_dialog
from desk.ui.empty import EmptyState
from desk.ui.ledger.filters import LedgerFilters
from desk.ui.ledger.picture import LedgerPicture
from desk.ui.ledger.saving import write_ledger
from desk.ui.ledger.spans import Span, days_of_step, said_days
from desk.ui.ledger.table import LedgerTable
from desk.ui.ledger.wording import said_mark, said_tally
from desk.ui.notices import ProgressBar
from desk.ui.people.choosing import names_like
from desk.ui.services import Looks
from desk.ui.toast import Toast
from desk.ui.words import from_left
from desk.ui.work import Job, Progress

if TYPE_CHECKING:
    from desk.library.library import Library

_SIZE = (1180, 820)
_TITLE_BAR = 40  # px that the system puts around a window
_AROUND = 48  # px of the picture's card besides the picture
_LEGEND = "●  people     ■  agencies and outlets"
_HINT = "Point at a mark to see what it is; click it to see its credits below."


class LedgerWindow(QMainWindow):
    """Shows who was credited where. `article_requested` is the wish to have an article opened, by its id."""

    article_requested = Signal(str)

    def __init__(self, library: Library, house: House, looks: Looks) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Credits Ledger – Desk")
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height() - _TITLE_BAR))
        self._library = library
        self._looks = looks
        self.house = house
        self.tally = Tally()
        self._narrowed: tuple[Line, date, Unit] | None = None  # the mark of which the table shows the credits only
        self._reading: Job | None = None
        self._stop = Stop()
        self._is_old = False
        self._is_parted = False
        self.filters = LedgerFilters(self._today, self._names, looks.work)
        self.picture = LedgerPicture(looks.theme)
        self.table = LedgerTable(library, looks.work, house)
        self.empty = EmptyState()
        self.toast = Toast(self)
        self._make()
        self._lay_out()
        self._connect()
        self.read()

    def _make(self) -> None:
        self.said = plain("", "title")
        self.pointed = plain(_HINT, "muted")
        self.save = button("Save as CSV…")
        self.heading = plain("", "strong")
        self.all = button("Show all", "link")
        self.all.hide()

    def _lay_out(self) -> None:
        ground = QWidget()
        ground.setProperty("role", "pane")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(20, 14, 20, 16)
        self._column.setSpacing(12)
        top = QHBoxLayout()
        top.addWidget(self.filters, 1)
        top.addWidget(self.save)
        self._column.addLayout(top)
        self._column.addWidget(self.said)
        self.stack = QStackedWidget()
        self._panes = self._both()
        self.stack.addWidget(self._panes)
        self.stack.addWidget(self.empty)
        self._column.addWidget(self.stack, 1)
        self.setCentralWidget(ground)

    def _both(self) -> QSplitter:
        panes = QSplitter(Qt.Orientation.Vertical)
        panes.setChildrenCollapsible(False)
        panes.setHandleWidth(12)
        panes.setStyleSheet("QSplitter::handle { background: transparent; }")  # the cards are apart by themselves
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 2, 8, 2)
        foot.addWidget(self.pointed, 1)
        foot.addWidget(plain(_LEGEND, "meta"))
        panes.addWidget(_card(self.picture, foot))
        line = QHBoxLayout()
        line.setContentsMargins(8, 2, 0, 2)
        line.addWidget(self.heading)
        line.addWidget(self.all)
        line.addStretch(1)
        panes.addWidget(_card(line, self.table))
        panes.setStretchFactor(1, 1)
        panes.splitterMoved.connect(self._on_panes_moved)
        return panes

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filters)
        self.picture.pointed.connect(self._on_pointed)
        self.picture.opened.connect(self._on_mark)
        self.picture.line_opened.connect(self._on_line)
        self.table.ordered.connect(self.read)
        self.table.opened.connect(self.article_requested)
        self.table.model_.failed.connect(self._on_failed)
        self.all.clicked.connect(self._on_all)
        self.save.clicked.connect(self._on_save)

    # What is shown.

    @property
    def asked(self) -> Asked:
        """What is asked for."""
        return replace(self.filters.asked(self.house.timezone), **self.table.order)

    @Slot()
    def read(self) -> None:
        """Ask the library; what it is still asked is stopped."""
        self._is_old = False
        self._stop.stop()
        if self._reading is not None:
            self._reading.cancel()
        self._stop = Stop()
        tally = partial(_tallies, self._library, self.asked, self._narrow(), self._stop)
        self._reading = self._looks.work.run(tally, self._show, self._on_failed)

    def follow(self) -> None:
        """The library changed: what is shown is read anew, when somebody looks."""
        self._is_old = True
        if self.isActiveWindow():
            self.read()

    def set_house(self, house: House) -> None:
        """Say days as this house has them."""
        self.house = self.table.model_.house = house
        self.follow()

    def _narrow(self) -> Asked | None:
        """What the table asks for, where that is less."""
        if self._narrowed is None:
            return None
        line, step, unit = self._narrowed
        since, until = days_of_step(step, unit).moments(self.house.timezone)
        asked = self.asked
        since, until = max(since, asked.since), min(until, asked.until)
        asked = replace(asked, since=since, until=until, name=line.name, kind=line.kind, parts=False)
        return replace(asked, role=line.role or asked.role)

    def _show(self, found: tuple[Tally, Tally]) -> None:
        self._reading = None
        both, narrow = found
        if both.lines != self.tally.lines or both.steps != self.tally.steps:
            self.picture.show_tally(both)
            self._share_room()
        self.tally = both
        self.table.show_keys(narrow.keys)
        self.said.setText(f"{said_days(self.filters.days)}: {said_tally(both)}" if both.keys else "")
        self.said.setVisible(bool(both.keys))
        self.save.setEnabled(bool(both.keys))
        self.heading.setText(from_left(self._said_of_table(narrow)))
        self.all.setVisible(self._narrowed is not None)
        self.stack.setCurrentIndex(0 if both.keys else 1)
        if not both.keys:
            self._say_empty()

    def _share_room(self) -> None:
        """The picture has what it wants, and the table the rest, unless somebody parted them otherwise."""
        if not self._is_parted:
            height = self.picture.wanted_height + _AROUND
            self._panes.setSizes([height, max(height, self.height() - height)])

    @Slot()
    def _on_panes_moved(self) -> None:
        self._is_parted = True

    def _said_of_table(self, narrow: Tally) -> str:
        if self._narrowed is None:
            return "Every credit"
        line, step, unit = self._narrowed
        return said_mark(line, step, len(narrow.keys), unit)

    def _say_empty(self) -> None:
        when = said_days(self.filters.days)
        year = ("Show this year", partial(self.filters.show_span, Span.THIS_YEAR))
        if self.filters.is_narrow:
            name = self.filters.name.text().strip()
            whose = f"{name} was not" if name else "Nobody of these was"
            if self.tally.alike:
                whose = f"Nobody with “{name}” in their name was"
            said = from_left(f"{whose} credited in this way: {when}.")
            self.empty.say(said, ("Show everybody", self.filters.reset), year)
        else:
            self.empty.say(f"Nobody was credited: {when}. Whoever is, in any story, is listed here by itself.", year)

    def _today(self) -> date:
        return local(datetime.now(UTC), self.house).date()

    def _names(self, prefix: str) -> Sequence[str]:
        return names_like(prefix, self._library.people(prefix), self._library.directory())

    # What somebody does.

    @Slot()
    def _on_filters(self) -> None:
        self._narrowed = None
        self.read()

    @Slot(str)
    def _on_pointed(self, said: str) -> None:
        self.pointed.setText(from_left(said) or _HINT)

    @Slot(object, object)
    def _on_mark(self, line: Line, step: date) -> None:
        self._narrowed = line, step, self.tally.unit
        self.read()

    @Slot(object)
    def _on_line(self, line: Line) -> None:
        self._narrowed = None
        self.filters.ask(*((line.name,) if line.role is None else (None, line.role)))

    @Slot()
    def _on_all(self) -> None:
        self._narrowed = None
        self.picture.let_go()
        self.read()

    @Slot()
    def _on_save(self) -> None:
        store = self._looks.store
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = next((one for one in (store.settings.export_folder, documents) if one and Path(one).is_dir()), "")
        dialog = file_dialog(self, "Save as CSV", folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["Tables (*.csv)"])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"Credits, {said_days(self.filters.days)}.csv")
        dialog.fileSelected.connect(self.save_as)
        dialog.open()

    @Slot(str)
    def save_as(self, file: str) -> None:
        """Save what the table shows, in its order."""
        path, keys, house = Path(file), self.table.model_.keys, self.house

        def write(progress: Progress) -> int:
            return write_ledger(self._library, keys, house, path, progress.report)

        self._looks.store.change(export_folder=str(path.parent))
        job = self._looks.work.run_long(write, partial(self._on_saved, path), self._on_failed)
        self._column.insertWidget(1, ProgressBar(f"Saving {counted(len(keys), 'credit')}", job))

    def _on_saved(self, path: Path, number: int) -> None:
        self.toast.say(f"{counted(number, 'credit')} saved in {path.name}.")

    def _on_failed(self, error: Exception) -> None:
        self._reading = None
        self.toast.say(str(error))

    # The window.

    def changeEvent(self, event: QEvent) -> None:
        """Whoever comes back sees what is so by now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._is_old:
            self.read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape first shows all credits again, then closes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._narrowed is not None:
            self._on_all()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody waits for an answer any more."""
        self._stop.stop()
        if self._reading is not None:
            self._reading.cancel()
        super().closeEvent(event)


def _tallies(library: Library, asked: Asked, narrow: Asked | None, stop: Stop) -> tuple[Tally, Tally]:
    """What the picture shows, and what the table."""
    both = library.tally(asked, stop)
    return both, both if narrow is None else library.tally(narrow, stop)


def _card(*parts: QWidget | QLayout) -> QFrame:
    """Parts below each other; widgets take the room that there is."""
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(6, 6, 6, 6)
    column.setSpacing(4)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part, 1)
        else:
            column.addLayout(part)
    return card

"""The search field and the chips over the list."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desk.library.values import State
from desk.library.wanted import Wanted
from desk.story.plurals import counted
from desk.ui.articles.chips import SHOWN, TO_REVIEW, Chips
from desk.ui.articles.filters import narrowed
from desk.ui.articles.line import ListLine
from desk.ui.icons import Icons
from desk.ui.queue.line import QueueLine
from desk.ui.queue.waiting import Waiting

PAUSE = 60  # ms after a key before the search starts; the next key stops it


class SearchField(QLineEdit):
    """A field that shows its shortcut while it is empty. Escape empties it, Down goes on to the list."""

    left_downwards = Signal()

    def __init__(self, shortcut: QKeySequence, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setPlaceholderText("Search headline, body, credit…")
        self.setAccessibleName("Search the articles")
        self._clear = QToolButton(self)
        self._clear.setProperty("role", "inline")
        self._clear.setIcon(icons.icon("x"))
        self._clear.setIconSize(QSize(13, 13))
        self._clear.setFixedSize(22, 22)
        self._clear.setAccessibleName("Clear the search")
        self._clear.setToolTip("Clear the search  Esc")
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self._clear.clicked.connect(self.clear)
        self._hint = QLabel(shortcut.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " "), self)
        self._hint.setProperty("role", "faint")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._on_text_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._hint.adjustSize()
        self._make_room()
        self._hint.move(self.width() - self._hint.width() - 11, (self.height() - self._hint.height()) // 2)
        self._clear.move(self.width() - self._clear.width() - 6, (self.height() - self._clear.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._hint.setVisible(not text)
        self._clear.setVisible(bool(text))
        self._make_room()

    def _make_room(self) -> None:
        """Let the words end before what stands at the right."""
        self.setTextMargins(0, 0, 20 if self.text() else self._hint.width() + 4, 0)


class SearchBar(QWidget):
    """What somebody wants to see in the list. `wanted` carries it, a moment after a key."""

    wanted = Signal(object)  # Wanted
    left_downwards = Signal()

    def __init__(self, shortcut: QKeySequence, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = SearchField(shortcut, icons, self)
        self.chips = Chips(self)
        self.line = ListLine(icons, self)
        self.queue = QueueLine(self)
        self.queue.hide()
        self.reading = _reading_line()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._on_saved = False  # whether what stands in the field is a search that was kept
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 5)
        layout.setSpacing(9)
        layout.addWidget(self.field)
        layout.addWidget(self.chips.rows)
        layout.addSpacing(-4)
        layout.addWidget(self.line)
        layout.addWidget(self.queue)
        layout.addWidget(self.reading)
        self.setProperty("role", "searchbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field.textEdited.connect(self._on_edited)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_due)
        self.field.left_downwards.connect(self.left_downwards)
        self._pause.timeout.connect(self._on_due)
        self.chips.chosen.connect(self._on_chosen)
        self.line.sorted_.connect(self._on_due)
        self.line.filters.narrowed.connect(self._on_narrowed)
        self.queue.narrowed.connect(self._on_due)
        self.queue.all_requested.connect(self.show_all)

    def show_unread(self, number: int) -> None:
        """So many articles came in of late that the search could not look into them yet."""
        self.reading.setVisible(number > 0)
        if number:
            self.reading.setText(f"Still reading {counted(number, 'article')} for the search…")

    @property
    def filter(self) -> Wanted:
        """What is wanted now."""
        if self.chips.is_waiting:
            return Waiting(self.field.text().strip(), mine=self.queue.mine.isChecked())
        state, binned = self.chips.state
        return Wanted(self.field.text().strip(), state, binned, self.line.sort, self.line.backwards)

    @property
    def chip(self) -> str:
        """The title of the chip that is on."""
        return self.chips.title

    def take_focus(self) -> None:
        """The keyboard goes to the field; what stands in it can be typed over."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_all(self) -> None:
        """No search and no chip."""
        self.choose("All")

    def show_queue(self) -> None:
        """What waits for an editor, all of it."""
        self.queue.mine.setChecked(False)
        self.choose(TO_REVIEW)

    def show_state(self, state: State) -> None:
        """What is in this state."""
        self.choose(next(shown.title for shown in SHOWN if shown.state is state))

    def show_bin(self, on: bool) -> None:
        """The bin, or everything else."""
        self.choose("Bin" if on else "All")

    def choose(self, title: str) -> None:
        """Switch the chip of this title on, with no search."""
        self.field.clear()
        self.chips.choose(title)
        self._on_due()

    @Slot()
    def _on_chosen(self) -> None:
        saved = self.chips.saved
        if saved is not None:
            self.field.setText(saved.wanted.query)
            self.line.set_order(saved.wanted.sort, backwards=saved.wanted.backwards)
        elif self._on_saved:
            self.field.clear()
        self._on_saved = saved is not None
        self._on_due()

    @Slot(str)
    def _on_narrowed(self, term: str) -> None:
        self._on_edited()
        self.field.setText(narrowed(self.field.text(), term))
        self._on_due()

    @Slot()
    def _on_edited(self) -> None:
        self.chips.leave_saved()
        self._on_saved = False

    @Slot()
    def _on_typed(self) -> None:
        self.line.show_search(self.field.text().strip())
        self._pause.start()

    @Slot()
    def _on_due(self) -> None:
        self._pause.stop()
        self.line.setHidden(self.chips.is_waiting)
        self.queue.setVisible(self.chips.is_waiting)
        self.wanted.emit(self.filter)


def _reading_line() -> QLabel:
    label = QLabel()
    label.setProperty("role", "meta")
    label.setContentsMargins(2, 0, 0, 3)
    label.setWordWrap(True)
    label.hide()
    return label

"""The notices over a page: two at a time, so that the page is not pushed away by what piles up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.story.plurals import counted

MOST = 2  # notices that are shown until somebody wants to see all
_SHOWN_OR_HIDDEN = {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}


class _Place(QWidget):
    """Holds one notice, which shows and hides itself as it likes, and goes with it."""

    changed = Signal()

    def __init__(self, notice: QWidget, *, lasting: bool) -> None:
        super().__init__()
        self.notice: QWidget | None = notice
        self.lasting = lasting
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(notice)
        notice.installEventFilter(self)
        notice.destroyed.connect(self._on_gone)

    @property
    def is_wanted(self) -> bool:
        """Whether the notice has something to say just now."""
        return self.notice is not None and not self.notice.isHidden()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The notice showed or hid itself."""
        if event.type() in _SHOWN_OR_HIDDEN:
            self.changed.emit()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_gone(self) -> None:
        self.notice = None
        self.changed.emit()


class NoticeStack(QFrame):
    """The newest notice stands on top, but for those that last as long as what they tell of: these stand first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: list[_Place] = []
        self._all = False  # whether somebody wants to see all of them
        self.more = QPushButton()
        self.more.setProperty("role", "link")
        self.more.clicked.connect(self._on_more)
        self.foot = QFrame()
        self.foot.setProperty("role", "bar")
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(12, 2, 10, 2)
        row.addWidget(self.more)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.foot)
        self._arrange()

    def add(self, notice: QWidget, *, lasting: bool = False) -> None:
        """Show this, on top of the others; one that is there already comes to the top."""
        place = next((one for one in self._places if one.notice is notice), None)
        if place is None:
            place = _Place(notice, lasting=lasting)
            place.changed.connect(self._arrange)
        else:
            self._places.remove(place)
            self._column.removeWidget(place)
        at = 0 if lasting else sum(1 for one in self._places if one.lasting)
        self._places.insert(at, place)
        self._column.insertWidget(at, place)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        for place in [one for one in self._places if one.notice is None]:
            self._places.remove(place)
            self._column.removeWidget(place)
            place.hide()
            place.deleteLater()
        wanted = [place for place in self._places if place.is_wanted]
        self._all = self._all and len(wanted) > MOST
        shown = wanted if self._all else wanted[:MOST]
        for place in self._places:
            place.setVisible(place in shown)
        self.foot.setVisible(len(wanted) > MOST)
        hidden = len(wanted) - len(shown)
        self.more.setText(f"and {hidden:,} more" if hidden else "Show fewer")
        self.more.setAccessibleName(f"Show {counted(hidden, 'more message')}" if hidden else "Show fewer messages")
        self.setVisible(bool(wanted))

    @Slot()
    def _on_more(self) -> None:
        self._all = not self._all
        self._arrange()

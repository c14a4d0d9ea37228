"""The panel at the foot of the page: who is proposed for a credit, what does not agree, who is no contributor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk.ui.crediting.finding_row import FindingRow
from desk.ui.crediting.left_out import LeftOut
from desk.ui.crediting.row import ProposalRow
from desk.ui.crediting.wording import NOBODY, in_one_line, more_of
from desk.ui.editor.furniture import Below
from desk.ui.roles import set_role
from desk.ui.services import Looks

MARGIN = 12  # px from the edge of the panel to its words
_BESIDE = 60  # px of the quiet line that are not for its words
_LEFT = Qt.AlignmentFlag.AlignLeft
_FIRST = 6  # proposals that are shown at once; the others are asked for


class CreditPanel(Below):
    """Shows rows. `resized` tells that it needs another height; `left` that the person goes back to the words, and
    `reached` that the keyboard came to a part of it, which is an area of the panel."""

    resized = Signal()
    left = Signal()
    reached = Signal(QRect)

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self._rows: list[ProposalRow] = []
        self._findings: list[FindingRow] = []
        self._last: ProposalRow | FindingRow | None = None  # in which the keyboard was
        self._is_folded = False
        self._shows_all = False
        self.setAccessibleName(self.tr("Proposed credits"))
        # A click between its parts is none on the page, and moves no caret.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._make()
        self.hide()

    @property
    def rows(self) -> tuple[ProposalRow, ...]:
        """Who is proposed, whether their rows are to be seen or not."""
        return tuple(self._rows)

    @property
    def findings(self) -> tuple[FindingRow, ...]:
        """What does not agree."""
        return tuple(self._findings)

    @property
    def is_folded(self) -> bool:
        """Whether there is but one quiet line."""
        return self._is_folded

    @property
    def sentence(self) -> str:
        """What the quiet line says."""
        return self.fold.text() if not self.fold.isHidden() else self.nobody.text()

    def fill(self, rows: Iterable[ProposalRow], findings: Iterable[FindingRow], left_out: Sequence[str] = ()) -> None:
        """Show these rows, of which some may be here already, and who is left out; the others go. The keyboard stays
        where it is, or goes to what has come to stand there."""
        rows, findings, before = list(rows), list(findings), self._rows
        name = self.left_out.place_of_focus
        self.left_out.show_names(left_out)
        focus = QApplication.focusWidget()
        here = self._row_of(focus) if focus is not None else None
        place = self._shown.index(here) if here is not None and here not in (*rows, *findings) else None
        self._let_go([row for row in self._rows if row not in rows])
        self._let_go([row for row in self._findings if row not in findings])
        self._rows, self._findings = rows, findings
        for at, part in enumerate((*rows, self.rest, *findings)):
            if self._list.indexOf(part) != at:
                self._list.insertWidget(at, part, 0, _LEFT if part is self.rest else Qt.AlignmentFlag(0))
        self._arrange()
        if place is not None:
            self._put_focus(place)
        elif name is not None:
            self._put_focus_below(name, [row for row in rows if row not in before])

    def begin(self, *, folded: bool) -> None:
        """Be gone until something is known of another article."""
        self._shows_all, self._is_folded = False, folded
        self.hide()
        self.fill((), ())

    def fold_up(self, *, on: bool) -> None:
        """Be but a quiet line, or show everything."""
        if on is not self._is_folded:
            self._is_folded = on
            self._arrange()

    def enter(self) -> None:
        """Take the keyboard to where it was, or to what can be done first."""
        self.fold_up(on=False)
        shown = self._shown
        self._put_focus(shown.index(self._last) if self._last in shown else 0)

    def height_in(self, width: int) -> int:
        """As high as its rows, whose words wrap."""
        margins = self._column.contentsMargins()
        for row in self._shown:
            row.fit(width - margins.left() - margins.right())
        self._column.activate()
        is_wrapping = self._column.hasHeightForWidth()
        return self._column.heightForWidth(width) if is_wrapping else self._column.sizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The quiet line says as much as there is room for."""
        super().resizeEvent(event)
        self._tell_fold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that are pressed anywhere in it; what has the keyboard is to be seen."""
        if event.type() == QEvent.Type.FocusOut:
            self.lower()
        elif event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.raise_()  # what dims the page does not dim where somebody is
            self._last = self._row_of(watched)
            row = self._last or watched
            self.reached.emit(QRect(row.mapTo(self, QPoint()), row.size()))
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._takes(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is pressed here is never typed into the page."""
        if not self._takes(event):
            event.accept()

    # How it is made.

    def _make(self) -> None:
        self.fold = QPushButton()
        self.fold.setProperty("role", "said")
        self.fold.setProperty("flush", "true")
        self.fold.setMinimumWidth(60)
        self.fold.setIconSize(QSize(14, 14))
        self.fold.setCursor(Qt.CursorShape.PointingHandCursor)
        self.nobody = QLabel(self.tr(NOBODY))
        self.nobody.setProperty("role", "faint-meta")
        self.rest = QPushButton()
        self.rest.setProperty("role", "said")
        self.rest.setAccessibleName(self.tr("Show the others who are proposed"))
        self.rest.setCursor(Qt.CursorShape.PointingHandCursor)
        self.left_out = LeftOut(self)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.fold)
        head.addWidget(self.nobody)
        head.addStretch(1)
        head.addWidget(self.left_out.toggle)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._list.addWidget(self.rest, 0, _LEFT)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addLayout(self._list)
        self._column.addWidget(self.left_out)
        self.fold.clicked.connect(self._on_fold_clicked)
        self.rest.clicked.connect(self._on_rest_clicked)
        self.left_out.resized.connect(self._arrange)

    def _let_go(self, rows: Sequence[QFrame]) -> None:
        for row in rows:
            self._last = None if row is self._last else self._last
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()

    @Slot()
    def _arrange(self) -> None:
        """After something came or went: what is to be seen, and the way of the Tab key."""
        rows, folded = len(self._rows), self._is_folded
        some = bool(rows or self._findings)
        shown = rows if self._shows_all else self._number_shown()
        for at, row in enumerate(self._rows):
            row.setVisible(not folded and at < shown)
        for finding in self._findings:
            finding.setVisible(not folded)
        self.rest.setVisible(not folded and shown < rows)
        if shown < rows:
            self.rest.setText(more_of([row.proposal for row in self._rows[shown:]]))
        self.fold.setVisible(some)
        self._tell_fold()
        self.fold.setIcon(self._looks.icons.icon("chevron-right" if folded else "chevron-down"))
        self.nobody.setVisible(not some)
        self.left_out.tell(is_quiet=folded and some)
        is_open = (some and not folded) or self.left_out.is_open
        set_role(self, "proposals" if is_open else "")
        side = MARGIN if is_open else 0
        self._column.setContentsMargins(max(0, side - 4), 6 if is_open else 0, side, 8 if is_open else 0)
        self._order()
        self.resized.emit()

    def _tell_fold(self) -> None:
        """Say who is proposed; where there is no room for names, how many."""
        proposals = [row.proposal for row in self._rows]
        lines = in_one_line(proposals, len(self._findings), is_folded=self._is_folded)
        room = self.width() - _BESIDE
        metrics = self.fold.fontMetrics()
        self.fold.setText(next((line for line in lines if metrics.horizontalAdvance(line) <= room), lines[-1]))
        self.fold.setAccessibleName(f"{lines[0]}. {self.tr('Show') if self._is_folded else self.tr('Fold')}")

    def _number_shown(self) -> int:
        """How many rows there are room and reason for; those of whom little speaks come last."""
        weighty = sum(not row.proposal.is_slight for row in self._rows)
        return weighty if weighty <= _FIRST + 1 else _FIRST

    def _order(self) -> None:
        stops = self._stops()
        for stop in stops:
            stop.removeEventFilter(self)
            stop.installEventFilter(self)
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _stops(self) -> list[QWidget]:
        stops: list[QWidget] = [self.fold, self.left_out.toggle]
        for row in self._rows:
            stops += row.stops
        stops.append(self.rest)
        for finding in self._findings:
            stops += finding.stops
        return [*stops, *self.left_out.stops]

    # The keyboard.

    @property
    def _all(self) -> list[ProposalRow | FindingRow]:
        return [*self._rows, *self._findings]

    @property
    def _shown(self) -> list[ProposalRow | FindingRow]:
        return [row for row in self._all if not row.isHidden()]

    def _row_of(self, widget: QWidget) -> ProposalRow | FindingRow | None:
        return next((row for row in self._shown if row is widget or row.isAncestorOf(widget)), None)

    def _place_of_focus(self) -> int | None:
        """The number of the row in which the keyboard is; None where it is elsewhere."""
        focus = QApplication.focusWidget()
        row = self._row_of(focus) if focus is not None else None
        return self._shown.index(row) if row is not None else None

    def _put_focus(self, place: int) -> None:
        shown = self._shown
        if shown:
            shown[min(place, len(shown) - 1)].main.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_focus_below(self, place: int, new: Sequence[ProposalRow]) -> None:
        """Among those who are left out; where nobody is any more, to who has come, but to no button that credits."""
        names = self.left_out.stops
        stop = names[min(place, len(names) - 1)] if names else new[0].stops[0] if new else self
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _takes(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        does: dict[int, Callable[[], bool]] = {
            keys.Key_Escape: self._leave,
            keys.Key_Up: self._up,
            keys.Key_Down: self._down,
            keys.Key_Delete: self._delete,
            keys.Key_Backspace: self._delete,
            keys.Key_Return: self._press,
            keys.Key_Enter: self._press,
        }
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        found = does.get(event.key())
        return found() if found is not None else False

    def _leave(self) -> bool:
        self.left.emit()
        return True

    def _up(self) -> bool:
        return self._step(-1)

    def _down(self) -> bool:
        return self._step(1)

    def _step(self, by: int) -> bool:
        """To the same thing in the next row, or the one before."""
        focus = QApplication.focusWidget()
        place = self._place_of_focus()
        if place is None or focus is None:
            self._put_focus(0)
            return True
        shown = self._shown
        old, new = shown[place], shown[min(max(place + by, 0), len(shown) - 1)]
        column = old.stops.index(focus) if focus in old.stops else 0
        alike = new.stops[column] if type(old) is type(new) and column < len(new.stops) else new.main
        (alike if not alike.isHidden() and alike.isEnabled() else new.main).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _press(self) -> bool:
        """Press the button with the keyboard; from the place in a row, the one that credits."""
        focus = QApplication.focusWidget()
        row = self._row_of(focus) if focus is not None else None
        if isinstance(row, ProposalRow) and focus is row.place:
            row.take.click()
        elif isinstance(focus, QAbstractButton):
            focus.click()
        return True

    def _delete(self) -> bool:
        """Say of whom the row is that they are no contributor; in words that are being typed it is a key as any."""
        focus = QApplication.focusWidget()
        row = self._row_of(focus) if focus is not None else None
        if not isinstance(row, ProposalRow) or focus is row.place:
            return False
        row.decline.click()
        return True

    @Slot()
    def _on_fold_clicked(self) -> None:
        self.fold_up(on=not self._is_folded)

    @Slot()
    def _on_rest_clicked(self) -> None:
        at = len([row for row in self._rows if not row.isHidden()])
        self._shows_all = True
        self._arrange()
        self._put_focus(at)

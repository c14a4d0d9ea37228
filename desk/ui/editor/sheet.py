"""Lays out the page: a column in the middle, the head above the body in it and the foot below.

Head and foot are widgets in the body view's viewport and scroll with it; the room for them is kept as the
margins of the document's root frame. The column has a fixed width, so that a wider or narrower window moves
it without laying out a single line; only a window narrower than the column does that.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QTextEdit

from desk.ui.editor.furniture import BELOW, Foot, Head
from desk.ui.editor.typography import PageType

GUTTER = 48  # px on both sides of the words
NARROW_GUTTER = 28
LEVEL = 0.45  # of the viewport's height, at which a typewriter has its line
STEP = 80  # px by which the room for the foot grows, so that it seldom does


class Sheet:
    """Keeps head and foot where they belong."""

    def __init__(self, view: QTextEdit, head: Head, foot: Foot) -> None:
        self._view = view
        self._head = head
        self._foot = foot
        self.type = PageType()
        self._gutter = GUTTER
        self._below = 0.0
        self._air = (0, 0)
        self.is_airy = False  # whether the first and the last line can be scrolled to `LEVEL` too
        self.is_framing = False
        self.behind: Callable[[], float] = float  # how much room there is to be behind the last line; none, as it is
        # As far as it is laid out, with the margins: Qt tells it. To ask for it would lay out all of the body.
        self.body_height = 0.0

    @property
    def words_width(self) -> int:
        """The width of the column of words, in px."""
        return max(1, self._view.lineWrapColumnOrWidth() - 2 * self._gutter)

    def fit(self, width: int) -> tuple[int, int]:
        """The margins, left and right, of the viewport in a view of this width without its scroll bar."""
        measure = self.type.column
        wanted = measure + 2 * GUTTER
        self._gutter = GUTTER if width >= wanted else max(NARROW_GUTTER, min(GUTTER, (width - measure) // 2))
        column = min(width, wanted)
        left = (width - column) // 2
        if self._view.lineWrapColumnOrWidth() != column:
            self._view.setLineWrapColumnOrWidth(column)
        return left, width - column - left

    def lay_out(self) -> None:
        """Measure head and foot; where they need another room, the body moves."""
        width = self._view.lineWrapColumnOrWidth()
        top = self._head.lay_out(width, self._gutter)
        foot = self._foot.lay_out(width, self._gutter)
        self._below = max(self._below, float(-(-(foot + BELOW) // STEP) * STEP))
        self._head.resize(width, top)
        self._foot.resize(width, foot)
        height = self._view.viewport().height() if self.is_airy else 0
        above = round(LEVEL * height)
        self._air = (above, height - above)
        document = self._view.document()
        frame = document.rootFrame()
        form = frame.frameFormat()
        room = (float(top + self._air[0]), self._below + self._air[1] + self.behind(), float(self._gutter))
        if room != (form.topMargin(), form.bottomMargin(), form.leftMargin()):
            form.setTopMargin(room[0])
            form.setBottomMargin(room[1])
            form.setLeftMargin(room[2])
            form.setRightMargin(room[2])
            self.is_framing = True
            try:
                frame.setFrameFormat(form)
                if document.isEmpty():  # Qt tells its layout of the characters within, and there are none
                    document.markContentsDirty(0, 1)
            finally:
                self.is_framing = False
        self.move()

    def fit_foot(self) -> None:
        """Keep no more room for the foot than it needs; the body is laid out anew."""
        self._below = 0.0
        self.lay_out()

    def move(self) -> None:
        """Put head and foot where the body ends, after it was scrolled or became longer or shorter."""
        bar = self._view.verticalScrollBar()
        # What can be scrolled through is known before the layout tells of its size.
        height = bar.maximum() + bar.pageStep() if bar.maximum() else self.body_height
        end = height - self._below - self._air[1]
        self._head.move(0, self._air[0] - bar.value())
        self._foot.move(0, int(end) - bar.value())

    def show_part_of_foot(self, area: QRect) -> None:
        """Scroll so that this area of the foot is to be seen."""
        self._reveal(area.translated(0, self._foot.y()))

    def show_part_of_head(self, area: QRect) -> None:
        """Scroll so that this area of the head is to be seen."""
        self._reveal(area.translated(0, self._head.y()))

    def _reveal(self, area: QRect) -> None:
        bar = self._view.verticalScrollBar()
        room = self._view.viewport().height()
        area.setHeight(min(area.height(), room - 80))  # of what is higher than the window, where it begins
        if area.top() < 0:
            bar.setValue(max(0, bar.value() + area.top() - 40))
        elif area.bottom() > room:
            bar.setValue(bar.value() + area.bottom() - room + 40)

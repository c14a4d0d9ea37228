"""The length in the status line: words, characters, minutes, and how far it is to the target."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from desk.story.counts import Count
from desk.story.plurals import counted
from desk.ui.theme import Theme

RING = 13  # px
_STROKE = 2.0  # px
_GAP = 4  # px between ring and words


class LengthButton(QPushButton):
    """Says the length; clicked, it is a wish for more of it. The ring before the words fills up to the target."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ring: tuple[float, str] | None = None
        self.setProperty("role", "status")
        self.setAccessibleName("Length")
        self.setIconSize(QSize(RING + _GAP, RING))
        theme.changed.connect(self._on_theme_changed)

    def show_length(self, whole: Count, selected: Count | None, target: int) -> None:
        """Show the length of the story, of what is selected in its text, and the target in words, 0 for none."""
        text = length_words(whole, selected, target)
        if text != self.text():
            self.setText(text)
            self.setToolTip("" if target else "Click to set a target")
        ring = ring_of(whole.words, target)
        if ring != self._ring:
            self._ring = ring
            self._draw_ring()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._draw_ring()

    def _draw_ring(self) -> None:
        if self._ring is None:
            self.setIcon(QIcon())
            return
        share, token = self._ring
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round((RING + _GAP) * ratio), round(RING * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, RING, RING).adjusted(_STROKE / 2, _STROKE / 2, -_STROKE / 2, -_STROKE / 2)
        painter.setPen(QPen(self._theme.tokens.color("line"), _STROKE))
        painter.drawEllipse(box)
        painter.setPen(QPen(self._theme.tokens.color(token), _STROKE, c=Qt.PenCapStyle.FlatCap))
        painter.drawArc(box, 90 * 16, -round(share * 360 * 16))
        painter.end()
        self.setIcon(QIcon(picture))


def ring_of(words: int, target: int) -> tuple[float, str] | None:
    """How much of the ring is drawn and in which colour; None where there is no target. As long as wanted is good;
    by more than a tenth too long is a warning."""
    if not target:
        return None
    if words > target * 1.1:
        return 1.0, "warning"
    return min(words / target, 1.0), "inserted" if words >= target else "accent"


def length_words(whole: Count, selected: Count | None, target: int) -> str:
    """What the status line says."""
    if selected is not None:
        words = f"{selected.words:,} of {counted(whole.words, 'word')}"
        return f"{words} · {counted(selected.characters, 'character')}"
    parts = [counted(whole.words, "word"), counted(whole.characters, "character"), f"{whole.minutes} min"]
    if target:
        over = whole.words - target
        parts.append(f"{over:,} over {target:,}" if over > 0 else f"target {target:,}")
    return " · ".join(parts)

"""The picture of a story's life: time from one side to the other, who worked when, how much changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desk.formats.dates import DAYS, MONTHS, local
from desk.library.values import Amount
from desk.story.house import House
from desk.ui.history.events import Event, Life, told
from desk.ui.history.people import person_colour
from desk.ui.history.saying import capital, said_time
from desk.ui.history.scale import breaks, places
from desk.ui.icons import Icons
from desk.ui.theme import Theme, interface_font

HEIGHT = 142  # px
_SIDE = 16  # px, free on both sides
_ICON = 13  # px
_ICONS_AT, _BARS_FROM, _GROUND, _BARS_TO = 8, 28, 84, 106  # px from the top
_BAR = 6.0  # px, of the widest bar
_SEEN_AT = _BARS_TO + 9  # px from the top, of the line that begins where readers could see something
_ROOT = 0.4  # the power of the words as which a bar tells them: the first draft is not to be all that is seen
_APART = 15  # px between icons; of those that are nearer only the first is drawn
_PLAIN = 3  # the importance of a checkpoint without a note
_NEAR = 8  # px within which the pointer is upon an event


class LifePicture(QWidget):
    """Draws a `Life`. Left and right go through its events, which the pointer can choose too: `chosen` carries the
    number. `opened` is the wish to see what the chosen one changed."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, theme: Theme, icons: Icons, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self.house = house
        self.life = Life()
        self.current = -1
        self._hovered = -1
        self._places: list[float] = []
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("The story’s life")
        theme.changed.connect(self.update)

    def show_life(self, life: Life) -> None:
        """Draw this one."""
        if [each.at for each in life.events] != [each.at for each in self.life.events]:
            self._places = places([each.at for each in life.events])
        self.life, self._hovered = life, -1
        self.update()

    def choose(self, number: int) -> None:
        """Show an event as the chosen one, without a word; -1 for none."""
        if number != self.current:
            self.current = number
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(280, HEIGHT)

    def x_of(self, number: int) -> float:
        """Where an event stands, in px from the left."""
        place = self._places[number]
        room = self.width() - 2 * _SIDE
        return _SIDE + room * (1 - place if self._is_mirrored else place)

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def event_at(self, point: QPoint) -> int:
        """The number of the event at a point, or -1."""
        if not self._places:
            return -1
        place = (point.x() - _SIDE) / max(1, self.width() - 2 * _SIDE)
        place = 1 - place if self._is_mirrored else place
        at = bisect_left(self._places, place)
        near = min((n for n in (at - 1, at) if 0 <= n < len(self._places)), key=lambda n: abs(self._places[n] - place))
        return near if abs(self.x_of(near) - point.x()) <= _NEAR else -1

    # What a person does.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go through the events, as they stand; Enter opens one."""
        last = len(self.life.events) - 1
        step = -1 if self._is_mirrored else 1
        steps = {Qt.Key.Key_Right: step, Qt.Key.Key_Left: -step, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if last < 0:
            super().keyPressEvent(event)
        elif event.key() in steps:
            start = self.current if self.current >= 0 else last + 1
            self._go(min(max(0, start + steps[Qt.Key(event.key())]), last))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if event.key() == Qt.Key.Key_Home else last)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current >= 0:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _go(self, number: int) -> None:
        self.choose(number)
        self.chosen.emit(number)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, ". ".join(self._told(number))))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What the pointer is upon is marked, and says what it is."""
        number = self.event_at(event.position().toPoint())
        if number != self._hovered:
            self._hovered = number
            self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()
            self._tell(event.globalPosition().toPoint(), number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses and opens."""
        number = self.event_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._go(number)
            self.opened.emit(number)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is upon nothing."""
        super().leaveEvent(event)
        self._hovered = -1
        self.update()

    def event(self, event: QEvent) -> bool:
        """Says what stands under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event.globalPos(), self.event_at(event.pos()))
            return True
        return super().event(event)

    def _tell(self, at: QPoint, number: int) -> None:
        QToolTip.showText(at + QPoint(0, 6), "\n".join(self._told(number)) if number >= 0 else "", self)

    def _told(self, number: int) -> list[str]:
        event = self.life.events[number]
        return told(event, capital(said_time(event.at, self.house)), self.life.amount(event))

    # How it looks.

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, the nights, the bars, the icons, the chosen one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        painter.setPen(QPen(tokens.color("line"), 1))
        painter.drawLine(QLineF(_SIDE - 6, _GROUND + 0.5, self.width() - _SIDE + 6, _GROUND + 0.5))
        if self.life.events:
            self._paint_nights(painter)
            self._paint_chosen(painter)
            self._paint_bars(painter)
            self._paint_seen(painter)
            self._paint_icons(painter)
        if self.hasFocus():
            painter.setPen(QPen(tokens.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 1.5, -2.5, -1.5), 6, 6)
        painter.end()

    def _paint_nights(self, painter: QPainter) -> None:
        """A dotted line through every night, and the days below as far as there is room."""
        tokens = self._theme.tokens
        nights = breaks([each.at for each in self.life.events])
        dots = QPen(tokens.color("line"), 1, Qt.PenStyle.DotLine)
        painter.setFont(interface_font(11))
        metrics = QFontMetricsF(painter.font())
        taken: list[tuple[float, float]] = []
        for number in [0, *nights]:
            x = self.x_of(number)
            if number:
                edge = (x + self.x_of(number - 1)) / 2
                painter.setPen(dots)
                painter.drawLine(QLineF(edge, _BARS_FROM - 4, edge, _BARS_TO + 2))
            day = self._day(number)
            width = metrics.horizontalAdvance(day)
            start = min(max(x - (width - 4 if self._is_mirrored else 4), _SIDE - 6), self.width() - width - 8)
            if all(start > stop + 10 or start + width < begin - 10 for begin, stop in taken):
                taken.append((start, start + width))
                painter.setPen(tokens.color("muted"))
                painter.drawText(QPointF(start, HEIGHT - 9), day)

    def _day(self, number: int) -> str:
        at = local(self.life.events[number].at, self.house)
        last = local(self.life.events[-1].at, self.house)
        first = local(self.life.events[0].at, self.house)
        if (last - first).days < 6:
            return DAYS[at.weekday()] if last.date() == first.date() else DAYS[at.weekday()][:3]
        return f"{at.day} {MONTHS[at.month - 1][:3]}"

    def _paint_chosen(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        for number, token in ((self._hovered, "hover"), (self.current, "accent_tint")):
            if 0 <= number < len(self._places):
                x = self.x_of(number)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tokens.color(token))
                painter.drawRoundedRect(QRectF(x - 9, 4, 18, _BARS_TO - 2), 4, 4)
        if 0 <= self.current < len(self._places):
            painter.fillRect(QRectF(self.x_of(self.current) - 9, _BARS_TO + 2, 18, 2), tokens.color("accent"))

    def _paint_bars(self, painter: QPainter) -> None:
        most = max((_height(amount.added, amount.removed) for amount in self._amounts()), default=0.0) or 1.0
        width = max(1.5, min(_BAR, (self.width() - 2 * _SIDE) / (1.6 * len(self._places))))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, event in enumerate(self.life.events):
            amount = self.life.amount(event)
            if not event.measured:
                continue
            colour, x = self._colour(event), self.x_of(number)
            up = max(2.0, min(1.0, _height(amount.added) / most) * (_GROUND - _BARS_FROM)) if amount else 2.0
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(x - width / 2, _GROUND - up, width, up), 1, 1)
            if amount and amount.removed:
                colour.setAlphaF(0.55)
                painter.setBrush(colour)
                down = max(2.0, _height(amount.removed) / most * (_BARS_TO - _GROUND))
                painter.drawRoundedRect(QRectF(x - width / 2, _GROUND + 1, width, min(down, _BARS_TO - _GROUND)), 1, 1)

    def _paint_seen(self, painter: QPainter) -> None:
        """A line from where readers could see something, with a mark wherever they got something newer."""
        sent = [number for number, event in enumerate(self.life.events) if event.sent]
        if not sent:
            return
        accent = self._theme.tokens.color("accent")
        end = _SIDE - 6 if self._is_mirrored else self.width() - _SIDE + 6
        painter.setPen(QPen(accent, 1.5))
        painter.drawLine(QLineF(self.x_of(sent[0]), _SEEN_AT, end, _SEEN_AT))
        painter.setBrush(self._theme.tokens.color("chrome"))
        for number in sent:
            if number == self.current:
                painter.setBrush(accent)
            painter.drawEllipse(QPointF(self.x_of(number), _SEEN_AT), 3.2, 3.2)
            painter.setBrush(self._theme.tokens.color("chrome"))

    def _amounts(self) -> Iterator[Amount]:
        """Those by which the others are measured. What an article began with is mostly more than all that came."""
        events = self.life.events[1:] or self.life.events
        return (amount for each in events if (amount := self.life.amount(each)) is not None)

    def _paint_icons(self, painter: QPainter) -> None:
        """The icons of what is more than work; where they would touch, the chosen one, then those that say most. Of
        many checkpoints none is a landmark."""
        taken: list[float] = []
        many = len(self._places) * _APART > self.width()
        for number in sorted(range(len(self._places)), key=self._importance):
            event = self.life.events[number]
            x = self.x_of(number)
            plain = many and self._importance(number)[0] == _PLAIN
            if not event.landmark or plain or any(abs(x - other) < _APART for other in taken):
                continue
            taken.append(x)
            token = "accent" if number == self.current else "muted"
            self._icons.icon(event.icon, token).paint(painter, QRect(round(x - _ICON / 2), _ICONS_AT, _ICON, _ICON))

    def _importance(self, number: int) -> tuple[int, int]:
        event = self.life.events[number]
        if number in (self.current, self._hovered):
            return 0, number
        is_checkpoint = event.icon == "bookmark"
        return (_PLAIN if is_checkpoint and not event.note else 2 if is_checkpoint else 1), number

    def _colour(self, event: Event) -> QColor:
        return QColor(person_colour(event.who, self.life.people, dark=self._theme.tokens.dark))


def _height(*words: int) -> float:
    return float(max(words) ** _ROOT)


class People(QWidget):
    """Who worked on the story, each with their colour: as many as there is room for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._people: tuple[str, ...] = ()
        self.setFixedHeight(24)
        theme.changed.connect(self.update)

    def show_people(self, people: tuple[str, ...]) -> None:
        """Show these."""
        self._people = people
        self.setAccessibleName(", ".join(people))
        self.setToolTip("\n".join(people))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dot and a name each."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(interface_font(11.5))
        metrics, tokens = QFontMetricsF(painter.font()), self._theme.tokens
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0.0
        for number, who in enumerate(self._people):
            rest = len(self._people) - number
            more = f"and {rest} more"
            name = who
            room = self.width() - left
            needed = (
                14 + metrics.horizontalAdvance(who) + (0 if rest == 1 else 14 + metrics.horizontalAdvance("and 9 more"))
            )
            if needed > room:
                if number:
                    painter.setPen(tokens.color("muted"))
                    self._say(painter, left, more, mirrored)
                    break
                name = metrics.elidedText(who, Qt.TextElideMode.ElideRight, max(20, room - 14))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(person_colour(who, self._people, dark=tokens.dark)))
            x = self.width() - left - 8 if mirrored else left
            painter.drawEllipse(QRectF(x, 8.5, 8, 8))
            painter.setPen(tokens.color("muted"))
            self._say(painter, left + 13, name, mirrored)
            left += 13 + metrics.horizontalAdvance(name) + 14
        painter.end()

    def _say(self, painter: QPainter, left: float, text: str, mirrored: bool) -> None:
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        box = (
            QRectF(0, 0, self.width() - left, self.height())
            if mirrored
            else QRectF(left, 0, self.width(), self.height())
        )
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), text)

"""What stands above and below the body on the page: kicker, headline, deck, byline; the contribution line.

Both are laid out by hand for a given width, so that the page knows their height before they are shown.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desk.story.credits import Line, byline_in_print, contribution_in_print
from desk.story.house import House
from desk.story.people import Role
from desk.story.story import Slot, Story
from desk.ui.editor.beyond import Beyond
from desk.ui.editor.field import Field
from desk.ui.editor.ink_painting import paint_bar
from desk.ui.editor.reader_notes import ReaderNotes
from desk.ui.editor.turning import side_of_language
from desk.ui.editor.typography import Look, PageType
from desk.ui.icons import Icons
from desk.ui.theme import interface_font
from desk.ui.tokens import Tokens
from desk.ui.words import limit_words

KICKER = Look(12, 1.4, colour="accent", weight=QFont.Weight.DemiBold, interface=True, tracking=1.0)
HEADLINE = Look(34, 1.15, weight=QFont.Weight.Bold)
DECK = Look(18, 1.45, colour="muted")
BYLINE = Look(13, 1.4, colour="muted", interface=True)
CONTRIBUTION = Look(16, 1.45, italic=True)

AFTER = 24  # px between the head and the first words
TOP = 36  # px above the kicker
BELOW = 96  # px of page below the contribution line
PADDING = 13  # px, of a quiet button, with its border
LEAST_BYLINE = 200  # px
_BETWEEN = " · "  # the dates
ROW = 12  # px above and below the words of a row between two lines
NOTES = 20  # px between notes to readers and what they stand below
GAP = 14  # px between the contribution line and what stands below


class Counter(QLabel):
    """How long a field is of how long it should be, once that is near; red beyond."""

    def __init__(self, what: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._what = what
        self.setAccessibleName(f"Length of the {what}")
        self.setFont(interface_font(11))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def show_count(self, length: int, limit: int, tokens: Tokens) -> None:
        """Show this length, in the colours of the theme."""
        over = length > limit
        self.setText(limit_words(length, limit))
        self.setStyleSheet(f"color: {tokens.deleted if over else tokens.faint}; font-weight: {600 if over else 400};")
        self.setToolTip(f"The {self._what} is longer than the house wants it." if over else "")


class Flag(QWidget):
    """Says quietly that a line written by hand is not what the credits say, and offers both ways out."""

    use_credits_requested = Signal()
    read_names_requested = Signal()

    def __init__(self, line: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setProperty("role", "warning")
        self.label.setFont(interface_font(12))
        self.use = self._button("Use credits", f"Use the credits for the {line}")
        self.read = self._button("Read names", f"Make credits of the names in the {line}")
        self.use.clicked.connect(self.use_credits_requested)
        self.read.clicked.connect(self.read_names_requested)
        self.hide()

    def tell(self, *, differs: bool, credited: bool) -> None:
        """Show it where the line differs. Where nobody is credited there is nothing to use in its place."""
        self.label.setText("Not what the credits say." if credited else "Not in the credits yet.")
        self.use.setVisible(credited)
        self.setVisible(differs)

    def lay_out(self, width: int) -> int:
        """Place the parts; the height."""
        height = self.use.sizeHint().height()
        left = width
        for button in (self.use, self.read):
            if not button.isHidden():
                left -= button.sizeHint().width()
                button.setGeometry(left, 0, button.sizeHint().width(), height)
                left -= 8
        self.label.setGeometry(0, 0, max(0, left), height)
        return height

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("role", "quiet")
        button.setAccessibleName(name)
        button.setFont(interface_font(12, QFont.Weight.DemiBold))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button


class Head(QWidget):
    """Kicker, headline, deck, byline, dates and the notes to readers at the top. `dates_requested` is a wish to edit
    the dates."""

    dates_requested = Signal()

    def __init__(self, house: House, parent: QWidget) -> None:
        super().__init__(parent)
        self._house = house
        self.kicker = Field("Kicker", "KICKER", KICKER, self)
        self.headline = Field("Headline", "Headline", HEADLINE, self)
        self.deck = Field("Deck", "Deck", DECK, self)
        self.byline = Field("Byline", "Byline", BYLINE, self)
        self.dates = QPushButton(self)
        self.dates.setProperty("role", "quiet")
        self.dates.setStyleSheet("text-align: left;")
        self.dates.setAccessibleName("Dates")
        self.dates.clicked.connect(self.dates_requested)
        self.flag = Flag("byline", self)
        self.notes = ReaderNotes(Slot.TOP, self.flag.use, self)
        self.headline_count = Counter("headline", self)
        self.deck_count = Counter("deck", self)
        self._headline_limit = Beyond(self.headline.document())
        self._deck_limit = Beyond(self.deck.document())
        self._lines: tuple[int, int] = (0, 0)
        self._side = "ltr"
        self._tokens: Tokens | None = None
        self._type = PageType()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields from top to bottom."""
        return self.kicker, self.headline, self.deck, self.byline

    def set_house(self, house: House) -> None:
        """Keep to this house's limits and wordings, from the next `show_story` on."""
        self._house = house

    def set_tokens(self, tokens: Tokens) -> None:
        """Use these colours."""
        self._tokens = tokens
        for field in self.fields:
            field.set_tokens(tokens)
        self.notes.set_tokens(tokens)

    def set_type(self, page_type: PageType) -> None:
        """Set everything in this type, from the next `set_tokens` on."""
        self._type = page_type
        self.notes.set_type(page_type)
        self.dates.setFont(page_type.set(BYLINE).font())
        for field in self.fields:
            field.set_type(page_type)

    def show_story(self, story: Story) -> None:
        """Show the fields of a story; what somebody is typing in says the same already."""
        self._side = side_of_language(story.language, self._house.language)
        for field in self.fields:
            field.set_around(self._side, is_row=field is self.byline)
        self.kicker.show_text(story.kicker)
        self.headline.show_text(story.headline)
        self.deck.show_text(story.deck)
        credited = any(credit.role is Role.BY for credit in story.credits)
        line = byline_in_print(story, self._house)
        _show_line(self.byline, line, story.byline_text, self.flag, credited=credited)
        self.dates.setText(dates_in_print(story, self._house))
        self.notes.show_story(story, self._house, self._side)
        if self._tokens is not None:
            self._headline_limit.show_limit(self._house.limits.headline, self._tokens)
            self._deck_limit.show_limit(self._house.limits.deck, self._tokens)
            self.headline_count.show_count(len(story.headline), self._house.limits.headline, self._tokens)
            self.deck_count.show_count(len(story.deck), self._house.limits.deck, self._tokens)

    def lay_out(self, width: int, gutter: int) -> int:
        """Place everything in this width, `gutter` free on both sides; the height."""
        inner = width - 2 * gutter
        px = self._type.px
        top = TOP
        for field, gap in ((self.kicker, 6), (self.headline, 4), (self.deck, 18)):
            height = field.height_for(inner)
            field.setGeometry(gutter, top, inner, height)
            top += height + px(gap)
        # Where the words end, so that they are not in their way.
        end = gutter if self._is_mirrored else gutter + inner - 180
        self.headline_count.setGeometry(end, TOP, 180, 16)
        self.deck_count.setGeometry(end, top - 17, 180, 16)
        for count in (self.headline_count, self.deck_count):
            count.setAlignment(Qt.AlignmentFlag.AlignLeft if self._is_mirrored else Qt.AlignmentFlag.AlignRight)
        first = top
        top = self._lay_out_row(gutter, top + px(ROW), inner) + px(ROW)
        if not self.flag.isHidden():
            flag = self.flag.lay_out(inner)
            self.flag.setGeometry(gutter, top - 6, inner, flag)
            top += flag
        self._lines = (first, top)
        if height := self.notes.lay_out(inner):
            self.notes.setGeometry(gutter, top + px(NOTES), inner, height)
            top += px(NOTES) + height
        return top + px(AFTER)

    def _lay_out_row(self, left: int, top: int, inner: int) -> int:
        """Place byline and dates beside each other, or below where there is no room; the bottom. The byline stands
        where words begin in the story's language, as in print."""
        self.dates.setVisible(bool(self.dates.text()))
        self._break_dates(inner)
        dates = self.dates.sizeHint() if self.dates.text() else QSize(0, 0)
        # The button's padding hangs out of the column, so that its words are in line with the others.
        words = dates.width() - 2 * PADDING
        beside = inner - words - 16 >= LEAST_BYLINE
        room = inner - words - 16 if beside and self.dates.text() else inner
        height = self.byline.height_for(room)
        at_left, at_right = left - PADDING, left + inner - words - PADDING
        self.byline.setGeometry(left + inner - room if self._is_mirrored else left, top, room, height)
        if beside:
            middle = top + (height - dates.height() - 1) // 2
            self.dates.move(at_left if self._is_mirrored else at_right, middle)
            self.dates.resize(dates)
            return top + height
        self.dates.move(at_right if self._is_mirrored else at_left, top + height)
        self.dates.resize(dates)
        return top + height + dates.height()

    def _break_dates(self, inner: int) -> None:
        """On two lines, where one is wider than the column."""
        whole = self.dates.text().replace("\n", _BETWEEN)
        is_wide = self.dates.fontMetrics().horizontalAdvance(whole) > inner
        self.dates.setText(whole.replace(_BETWEEN, "\n") if is_wide else whole)

    @property
    def _is_mirrored(self) -> bool:
        return self._side == "rtl"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairlines above and below the byline, and bars beside what is not as it was agreed."""
        if self._tokens is None:
            return
        painter = QPainter(self)
        painter.setPen(self._tokens.color("line"))
        left = self.kicker.x()
        for top in self._lines:
            painter.drawLine(left, top, self.width() - left - 1, top)
        for field in self.fields:
            paint_bar(painter, field.inks, field)
        event.accept()


class Below(QWidget):
    """What stands below the contribution line, and never prints."""

    def height_in(self, width: int) -> int:
        """How high it is in a column of this width, px."""
        raise NotImplementedError


class Foot(QWidget):
    """The contribution line, as it will print, and the button that adds to it; the notes to readers at the foot."""

    add_credit_requested = Signal()

    def __init__(self, house: House, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._house = house
        self.contribution = Field("Contribution line", "Nobody else is credited yet", CONTRIBUTION, self)
        self.add = QPushButton("Add credit", self)
        self.add.setIcon(icons.icon("plus"))
        self.add.setIconSize(QSize(14, 14))
        self.add.setProperty("role", "quiet")
        self.add.setAccessibleName("Add a credit")
        self.add.setFont(interface_font(12, QFont.Weight.DemiBold))
        self.add.setCursor(Qt.CursorShape.PointingHandCursor)
        self.add.clicked.connect(self.add_credit_requested)
        self.flag = Flag("contribution line", self)
        self.notes = ReaderNotes(Slot.FOOT, self.flag.use, self)
        self.below: Below | None = None
        self.line_area = QRect()  # without what stands below
        self._gutter = 0
        self._side = "ltr"
        self._tokens: Tokens | None = None
        self._type = PageType()

    def set_house(self, house: House) -> None:
        """Keep to this house's wordings, from the next `show_story` on."""
        self._house = house

    def set_tokens(self, tokens: Tokens) -> None:
        """Use these colours."""
        self._tokens = tokens
        self.contribution.set_tokens(tokens)
        self.notes.set_tokens(tokens)

    def set_type(self, page_type: PageType) -> None:
        """Set the line in this type, from the next `set_tokens` on."""
        self._type = page_type
        self.contribution.set_type(page_type)
        self.notes.set_type(page_type)

    def show_story(self, story: Story) -> None:
        """Show the line of a story."""
        self._side = side_of_language(story.language, self._house.language)
        self.contribution.set_around(self._side, is_credits=True)
        credited = any(credit.role is not Role.BY for credit in story.credits)
        line = contribution_in_print(story, self._house)
        _show_line(self.contribution, line, story.contribution_text, self.flag, credited=credited)
        self.notes.show_story(story, self._house, self._side)

    def lay_out(self, width: int, gutter: int) -> int:
        """Place everything in this width; the height."""
        self._gutter = gutter
        inner = width - 2 * gutter
        button = self.add.sizeHint()
        room = inner - button.width() - 16
        height = self.contribution.height_for(room)
        top = 28 + 16
        is_mirrored = self._side == "rtl"
        self.contribution.setGeometry(gutter + inner - room if is_mirrored else gutter, top, room, height)
        self.add.move(gutter - PADDING if is_mirrored else gutter + inner - button.width() + PADDING, top - 3)
        self.add.resize(button)
        top += max(height, button.height())
        if not self.flag.isHidden():
            flag = self.flag.lay_out(inner)
            self.flag.setGeometry(gutter, top + 8, inner, flag)
            top += flag + 8
        self.line_area = QRect(0, 0, width, top + 8)
        if height := self.notes.lay_out(inner):
            self.notes.setGeometry(gutter, top + NOTES, inner, height)
            top += NOTES + height
        if self.below is not None and not self.below.isHidden():
            height = self.below.height_in(inner)
            self.below.setGeometry(gutter, top + GAP, inner, height)
            top += GAP + height
        return top + 8

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline above the line."""
        if self._tokens is None:
            return
        painter = QPainter(self)
        painter.setPen(self._tokens.color("line"))
        painter.drawLine(self._gutter, 28, self.width() - self._gutter - 1, 28)
        paint_bar(painter, self.contribution.inks, self.contribution)
        event.accept()


def _show_line(field: Field, line: Line, by_hand: str, flag: Flag, *, credited: bool) -> None:
    # Somebody who is emptying the line is not to find it filled again under the cursor.
    if not field.hasFocus() or field.text() != by_hand:
        field.show_text(line.text)
    flag.tell(differs=line.differs, credited=credited)


def dates_in_print(story: Story, house: House) -> str:
    """When the story was published and brought up to date, as the page says it."""
    from desk.formats.dates import in_words, local, print_date, print_time  # noqa: PLC0415  after the first paint

    parts = []
    if story.first_published:
        parts.append(print_time(story.first_published, house))
    if story.updated:
        when = print_time(story.updated, house)
        first = story.first_published
        if first and print_date(first, house) == print_date(story.updated, house):
            when = in_words(local(story.updated, house), house.time_format)
        parts.append(f"updated {when}")
    elif story.updated_mark:
        parts.append(story.updated_mark.strip(" /"))
    return _BETWEEN.join(parts)

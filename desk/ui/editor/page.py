"""The page: one view in which the whole story is read and written."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QRect, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QWidget

from desk.formats.base import MediaSource
from desk.library.values import Article
from desk.story.body import Figure, Mark, spans
from desk.story.house import House
from desk.story.story import Story
from desk.ui.editor.address_paste import AddressTaker
from desk.ui.editor.addresses import open_address
from desk.ui.editor.asking import PageAsking
from desk.ui.editor.body_view import BodyView
from desk.ui.editor.dimming import Dimming
from desk.ui.editor.field import Field
from desk.ui.editor.fields import StoryFields
from desk.ui.editor.following import show_change
from desk.ui.editor.furniture import Foot, Head
from desk.ui.editor.lines import Part
from desk.ui.editor.menus import give_to_window
from desk.ui.editor.place import kept_place
from desk.ui.editor.pointing import Pointing
from desk.ui.editor.sheet import Sheet
from desk.ui.editor.sides import Sides
from desk.ui.editor.styles import Styles
from desk.ui.editor.typewriter import Typewriter
from desk.ui.editor.typography import PageType
from desk.ui.manuscript import Manuscript, StoryChange
from desk.ui.services import Looks
from desk.ui.tokens import Tokens
from desk.ui.undo import Caret

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EditorPage(BodyView):
    """The body view with head and foot in its viewport, and the commands that the window has buttons for.

    Wishes: `picture_requested` asks to have a picture chosen, which `insert_figure` takes;
    `add_credit_requested`, `dates_requested` and `notes_requested` to have these edited.
    """

    picture_requested = Signal()
    add_credit_requested = Signal()
    dates_requested = Signal()
    notes_requested = Signal(object)  # the time of one of them
    zoom_requested = Signal(int)

    def __init__(
        self, manuscript: Manuscript, house: House, looks: Looks, media: MediaSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(manuscript, looks, media, parent)
        self.looks, self.media = looks, media
        self.head = Head(house, self.viewport())
        self.foot = Foot(house, looks.icons, self.viewport())
        self.fields = StoryFields(manuscript, house, self.head, self.foot, self.typist)
        for field in (*self.head.fields, self.foot.contribution):
            field.set_layers(self.layers)
        self._sheet = Sheet(self, self.head, self.foot)
        self._sheet.behind = self.inks.inking.room_at_end
        self._sides = Sides(self)
        self._typewriter = Typewriter(self, self.fields.all, self._sheet)
        self._dimming = Dimming(self, self.head, self.foot)
        self.asking = PageAsking(self)
        self.pointing = Pointing(self)
        self.paster.add_taker(AddressTaker(self, looks.icons).take)
        self._theme = looks.theme
        self._join(looks)
        self._set_tab_order()
        self.set_type(self.type)
        self.show_story(manuscript.story, manuscript.caret)

    def show_story(self, story: Story, caret: Caret) -> None:
        """Show another story, with the caret in its body where it was left."""
        self.setEnabled(self.manuscript.article is not None)
        self.fields.show_story(story)
        self._sheet.lay_out()
        position, anchor = (caret.position, caret.anchor) if caret.field == "body" else (0, 0)
        self.show_body(story.body, position, anchor)
        if position:
            self.ensureCursorVisible()
        else:
            self.verticalScrollBar().setValue(0)

    @property
    def type(self) -> PageType:
        """The type in which the page is set."""
        return self.bridge.styles.type

    def set_type(self, page_type: PageType) -> None:
        """Set the whole page in this type; caret and place are kept."""
        with kept_place(self):
            self.head.set_type(page_type)
            self.foot.set_type(page_type)
            self._sheet.type = page_type
            self._show_in(Styles(self._theme.tokens, page_type))
            self._fit()

    def set_focused(self, *, on: bool) -> None:
        """Focus mode: show the paragraph that is written at full strength only, and its line at one height."""
        self._dimming.set_on(on=on)
        self._typewriter.set_on(on=on)

    @Slot()
    def focus_headline(self) -> None:
        """Begin to write at the top."""
        self.head.headline.setFocus()

    @Slot()
    def focus_caret(self) -> None:
        """Write on where the person was."""
        (self.fields.field(self.manuscript.caret.field) or self).setFocus()

    def toggle_mark(self, mark: Mark) -> None:
        """Any mark, or not."""
        self.writing.commands.toggle(mark)

    @Slot()
    def make_paragraph(self) -> None:
        """Plain paragraphs of the selected blocks."""
        self.commands.set_kind(Part.PARAGRAPH)

    def make_heading(self, level: int) -> None:
        """Headings (level 2 or 3), or paragraphs again."""
        self.commands.set_kind(Part.HEADING, level)

    @Slot()
    def make_quote(self) -> None:
        """A block quotation, or paragraphs again."""
        self.commands.set_kind(Part.QUOTE)

    @Slot()
    def make_pull_quote(self) -> None:
        """Words lifted out, or paragraphs again."""
        self.commands.set_kind(Part.PULL)

    def make_list(self, *, ordered: bool) -> None:
        """A numbered or a bulleted list, or paragraphs again."""
        self.commands.set_kind(Part.NUMBER if ordered else Part.BULLET)

    @Slot()
    def make_note(self) -> None:
        """A note to the desk, that never prints, or paragraphs again."""
        self.commands.set_kind(Part.NOTE)

    @Slot()
    def insert_rule(self) -> None:
        """A break behind the block with the caret."""
        self.commands.insert_rule()

    def insert_figure(self, picture: str, alt: str = "", caption: str = "", credit: str = "") -> None:
        """A picture of the library, by its reference, behind the block with the caret, which goes to the caption."""
        self.commands.insert(Figure(picture, alt, spans(caption), credit))
        self.setFocus()

    @Slot()
    def ask_link(self) -> None:
        """Ask for the address of the selected words, or of the link at the caret, right there."""
        self.asking.link()

    @Slot()
    def open_link(self) -> None:
        """Open the link at the caret in the system's browser."""
        open_address(self.writing.commands.link_here()[2])

    @Slot()
    def ask_embed(self) -> None:
        """Ask for an address, and make a card of it."""
        self.asking.embed()

    @Slot()
    def ask_description(self) -> None:
        """Ask what the picture at the caret shows, for those who do not see it."""
        if (index := self.commands.figure_here()) is not None:
            self.asking.description(index)

    def ask_about_object(self) -> bool:
        """Ask about the picture or the card that is selected by itself; whether there is one."""
        index = self.edits.selected_object()
        return index is not None and self.asking.about(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """At the ends of the body the arrows go on to the fields; some keys are the window's."""
        if self.types(event):
            return
        self.read_typed()
        if give_to_window(self, event) or self._goes_on(event) or (event.key() in _ENTER and self.ask_about_object()):
            return
        super().keyPressEvent(event)
        if event.matches(QKeySequence.StandardKey.MoveToStartOfDocument):
            self.verticalScrollBar().setValue(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """With Ctrl a link is opened."""
        if not self.pointing.press(event):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was pressed besides words is done now."""
        if not self.pointing.release(event):
            super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer tells what it is upon."""
        super().mouseMoveEvent(event)
        self.pointing.move(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms; else it scrolls, wherever the pointer is."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit((turn > 0) - (turn < 0) if (turn := event.angleDelta().y()) else 0)
            event.accept()
        else:
            QCoreApplication.sendEvent(self.verticalScrollBar(), event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a picture or a card asks about it."""
        if not self.ask_about_object():
            super().mouseDoubleClickEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        with kept_place(self):
            self._fit()

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        reserved = bar.sizeHint().width()
        left, right = self._sheet.fit(self.width() - reserved)
        self.setViewportMargins(left, 0, right + (0 if bar.isVisible() else reserved), 0)
        self._sides.fit()
        self.set_words_width(self._sheet.words_width)
        self._sheet.lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Head and foot scroll with the body."""
        super().scrollContentsBy(dx, dy)
        self._sheet.move()

    def _join(self, looks: Looks) -> None:
        manuscript = self.manuscript
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_closed)
        manuscript.story_changed.connect(self._on_story_changed)
        manuscript.caret_wanted.connect(self._on_caret_wanted)
        looks.theme.changed.connect(self._on_theme_changed)
        self.fields.left_for_body.connect(self._on_left_for_body)
        self.fields.height_changed.connect(self._on_height_changed)
        self.fields.entered.connect(self._on_field_entered)
        self.fields.undo_requested.connect(self.undo_requested)
        self.fields.redo_requested.connect(self.redo_requested)
        self.head.dates_requested.connect(self.dates_requested)
        self.foot.add_credit_requested.connect(self.add_credit_requested)
        for notes in (self.head.notes, self.foot.notes):
            notes.requested.connect(self.notes_requested)
        self.document().documentLayout().documentSizeChanged.connect(self._on_height_of_body_changed)
        self.verticalScrollBar().rangeChanged.connect(self._on_scroll_range_changed)

    def _set_tab_order(self) -> None:
        head, foot = self.head, self.foot
        order = (*head.fields, head.dates, head.flag.read, head.flag.use, self)
        order += (foot.contribution, foot.add, foot.flag.read, foot.flag.use)
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)

    def _goes_on(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        cursor = self.textCursor()
        if event.key() == Qt.Key.Key_Up and not QTextCursor(cursor).movePosition(QTextCursor.MoveOperation.Up):
            self._enter_field(self.head.deck, at_end=True)
        elif event.key() == Qt.Key.Key_Down and not QTextCursor(cursor).movePosition(QTextCursor.MoveOperation.Down):
            self._enter_field(self.foot.contribution, at_end=False)
        else:
            return False
        return True

    def _enter_field(self, field: Field, *, at_end: bool) -> None:
        place = field.document().characterCount() - 1 if at_end else 0
        field.put_caret(place, place)
        field.setFocus()

    @Slot(object)
    def _on_opened(self, article: Article) -> None:
        caret = self.manuscript.caret
        self.show_story(article.story, caret)
        field = self.fields.field(caret.field)
        if field is not None:
            field.put_caret(caret.position, caret.anchor)
            self.manuscript.caret = caret  # the body, which was shown first, may have said otherwise
            if self.hasFocus():
                field.setFocus()

    @Slot()
    def _on_closed(self) -> None:
        self.show_story(Story(), Caret())

    @Slot(object)
    def _on_story_changed(self, change: StoryChange) -> None:
        if change.source is self:
            return
        if change.body is not None:
            show_change(self, change.body, change.before.body, change.after.body)
        else:
            self.bridge.body = change.after.body  # equal, if not the same: a step may end where it began
        self.fields.show_story(change.after)
        self._sheet.lay_out()

    @Slot(object)
    def _on_caret_wanted(self, caret: Caret) -> None:
        field = self.fields.field(caret.field)
        in_cell = field is None and self.tables.show_caret(caret)
        if field is not None:
            field.put_caret(caret.position, caret.anchor)
            field.setFocus()
        elif not in_cell:
            self.setFocus()
            self.put_caret(caret.position, caret.anchor)
            self.ensureCursorVisible()

    @Slot(object)
    def _on_theme_changed(self, tokens: Tokens) -> None:
        with kept_place(self):
            self._show_in(Styles(tokens, self.type))

    def _show_in(self, styles: Styles) -> None:
        self.head.set_tokens(styles.tokens)
        self.foot.set_tokens(styles.tokens)
        self.restyle(styles)
        self.fields.show_story(self.manuscript.story)

    @Slot(int)
    def _on_left_for_body(self, step: int) -> None:
        place = 0 if step > 0 else self.document().characterCount() - 1
        self.setFocus()
        self.put_caret(place, place)
        self.ensureCursorVisible()

    @Slot(object)
    def _on_field_entered(self, field: Field) -> None:
        self.tables.leave()
        self.reveal(field)

    def reveal(self, field: Field) -> None:
        """Scroll so that this field is to be seen."""
        if field is self.foot.contribution:
            self.reveal_in_foot(self.foot.line_area)
        else:
            self._sheet.show_part_of_head(field.geometry())

    def fit_foot(self) -> None:
        """Keep no more room for the foot than it needs, which lays out all of the body."""
        self._sheet.fit_foot()

    def reveal_in_foot(self, area: QRect) -> None:
        """Scroll so that this area of the foot is to be seen."""
        self._sheet.show_part_of_foot(area)

    @Slot()
    def _on_height_changed(self) -> None:
        self._sheet.lay_out()

    @Slot()
    def _on_scroll_range_changed(self) -> None:
        self._sheet.move()

    @Slot(QSizeF)
    def _on_height_of_body_changed(self, size: QSizeF) -> None:
        self._sheet.body_height = size.height()
        self._sheet.move()

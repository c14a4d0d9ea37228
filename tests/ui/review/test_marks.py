"""Tracked changes on the page: what is to be seen of them, and that nobody else has to know."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QTextBlock
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.story.body import Body, Figure, Heading, ListItem, Mark, Paragraph, PullQuote, Span, Table, spans
from desk.story.places import Place
from desk.story.story import Story
from desk.ui.editor.edits import Spot
from desk.ui.editor.ink_plan import gap_box, set_out
from desk.ui.editor.inks import NO_MARKS, Gone, LineMarks
from desk.ui.review.marks import Marks
from desk.ui.review.marks_original import OriginalPage
from desk.ui.review.marks_source import CommentMark, MarksView
from desk.ui.tokens import DARK
from tests.ui.editor.pages import Ctrl, Key, Shift, Stage
from tests.ui.review.marked import Source


def paragraphs(*texts: str) -> Body:
    return Body(tuple(Paragraph(spans(text)) for text in texts))


@dataclass
class Reviewed:
    """A page between two texts."""

    stage: Stage
    source: Source
    marks: Marks

    def line(self, number: int) -> QTextBlock:
        return self.stage.page.document().findBlockByNumber(number)

    def of(self, number: int) -> LineMarks:
        self.marks.settle()
        return self.stage.page.inks.inking.marks(self.line(number))

    def struck(self, number: int = 0) -> list[str]:
        return [each.words for each in self.of(number).struck]

    def inked(self, number: int = 0) -> list[str]:
        text = self.line(number).text()
        return [text[ink.start : ink.stop] for ink in self.of(number).inks]

    def caret(self, line: int, offset: int) -> None:
        place = self.line(line).position() + offset
        self.stage.page.put_caret(place, place)

    @property
    def at(self) -> tuple[int, int]:
        cursor = self.stage.page.textCursor()
        return cursor.blockNumber(), cursor.positionInBlock()


def reviewed(stage: Stage, was: Story | Body, now: Story | Body, *comments: CommentMark) -> Reviewed:
    old, new = (Story(headline="Lights", body=each) if isinstance(each, Body) else each for each in (was, now))
    stage.open(new)
    source = Source(stage.manuscript, old, comments)
    marks = Marks(stage.page, source)
    marks.settle()
    return Reviewed(stage, source, marks)


@pytest.fixture
def pilots(stage: Stage) -> Reviewed:
    return reviewed(
        stage,
        paragraphs("The harbour pilots have said they will stop working.", "The second one."),
        paragraphs("The harbour pilots stopped working.", "The second one, too."),
    )


# What is to be seen.


def test_words_that_came_are_inked_and_words_that_went_stand_in_no_text(pilots: Reviewed) -> None:
    assert pilots.struck() == ["have said they will stop"]
    assert pilots.inked() == ["stopped"]
    assert pilots.inked(1) == [", too"]
    assert pilots.of(0).bar is not None
    assert pilots.line(0).text() == "The harbour pilots stopped working."
    assert "\ufffc" not in pilots.stage.page.toPlainText()
    assert pilots.stage.texts == ["The harbour pilots stopped working.", "The second one, too."]


def test_there_is_room_for_words_that_went_where_they_stood(pilots: Reviewed) -> None:
    page, line = pilots.stage.page, pilots.line(0)
    data = page.inks.inking.of(line)
    assert data is not None
    box = gap_box(line, data.gaps[0])
    assert box is not None
    row = line.layout().lineForTextPosition(18)
    before, after = (row.cursorToX(place)[0] for place in (17, 19))  # type: ignore[index]
    assert before < box.left() < box.right() < after
    # And there they are: letters in the colour of what was deleted.
    image = page.grab(page.viewport().geometry()).toImage()
    place = box.translated(line.layout().position() - QPointF(0, page.verticalScrollBar().value()))
    assert _has(image, place.toRect().adjusted(4, 4, -4, -4), page.bridge.styles.tokens.deleted)


def _has(image: QImage, area: QRect, colour: str) -> bool:
    left, top, width, height = area.x(), area.y(), area.width(), area.height()
    return any(
        image.pixelColor(x, y).name() == colour for x in range(left, left + width) for y in range(top, top + height)
    )


def test_every_kind_of_change_says_what_it_was(stage: Stage) -> None:
    table = Table(((spans("a"), spans("b")),))
    was = Body(
        (
            Heading(spans("A heading"), 2),
            Paragraph(spans("Bold once.")),
            Paragraph(spans("Gone for good.")),
            Paragraph(spans("Between.")),
            Paragraph(spans("Something that moves up a long way.")),
            ListItem(spans("item")),
            Figure("media:1", "", spans("A caption"), "Somebody"),
            PullQuote(spans("Said"), "A man"),
            table,
            Paragraph(spans("The end.")),
            Paragraph(spans("After the end.")),
        )
    )
    b = was.blocks
    now = Body(
        (
            b[4],
            Paragraph(spans("A heading")),
            Paragraph((Span("Bold", frozenset({Mark.STRONG})), Span(" once."))),
            b[3],
            b[5],
            Figure("media:1", "", spans("A new caption"), "Somebody"),
            PullQuote(spans("Said"), "A woman"),
            replace(table, rows=((spans("a"), spans("c")),)),
            Paragraph(spans("Quite new.")),
            b[9],
        )
    )
    page = reviewed(stage, was, now)

    moved = page.of(0)
    assert moved.bar is not None
    assert moved.bar.said == "Moved here"
    assert not moved.inks
    heading = page.of(1)
    assert heading.bar is not None
    assert heading.bar.said == "Was a heading"
    assert [(ink.start, ink.stop, ink.is_new) for ink in page.of(2).inks] == [(0, 4, False)]
    assert [gone.words for gone in page.of(3).above] == ["Gone for good."]
    assert page.of(3).bar is None
    assert [gone.words for gone in page.of(4).above] == ["Moved from here: Something that moves up a long way."]
    assert [page.inked(line) for line in (5, 6, 7)] == [[], ["new "], []]
    assert (page.struck(9), page.inked(9)) == (["A man"], ["A woman"])
    assert page.of(10).bar is not None  # the table
    assert page.inked(11) == ["Quite new."]
    assert [gone.words for gone in page.of(12).below] == ["After the end."]
    assert stage.body == now


def test_fields_are_tracked_too(stage: Stage) -> None:
    was = Story(headline="Pilots refuse landings at night", deck="The guild wants lights.")
    page = reviewed(stage, was, replace(was, headline="Pilots refuse night landings", deck="Lights."))
    headline, deck = page.stage.page.head.headline, page.stage.page.head.deck
    assert headline.inks is not None
    assert deck.inks is not None

    assert [each.words.strip() for each in headline.inks.inking.marks(headline.document().firstBlock()).struck] == [
        "at night"
    ]
    assert deck.inks.inking.marks(deck.document().firstBlock()).struck
    assert (headline.text(), deck.text()) == ("Pilots refuse night landings", "Lights.")
    assert page.stage.story == replace(was, headline="Pilots refuse night landings", deck="Lights.")
    head = page.stage.page.head
    bar = QRect(headline.x() - 20, headline.y() + 10, 4, headline.height() - 20)
    assert _has(head.grab().toImage(), bar, page.stage.page.bridge.styles.tokens.inserted)
    QTest.keyClicks(headline, "x")
    page.marks.settle()
    assert page.stage.story.headline == headline.text()
    assert len(headline.text()) == len("Pilots refuse night landings") + 1


def test_fields_are_marked_where_something_stood_behind_the_text_too(stage: Stage) -> None:
    was = Story(headline="Pilots refuse landings", body=paragraphs("One.", "Gone from the end."))
    page = reviewed(stage, was, Story(headline="Pilots refuse all landings", body=paragraphs("One.")))
    headline = page.stage.page.head.headline
    assert headline.inks is not None

    assert [gone.words for gone in page.of(0).below] == ["Gone from the end."]
    assert headline.inks.inking.marks(headline.document().firstBlock()).inks


def test_an_emptied_field_shows_what_stood_in_it(stage: Stage) -> None:
    was = Story(headline="Lights", deck="The guild wants lights.")
    page = reviewed(stage, was, replace(was, deck=""))
    deck = page.stage.page.head.deck
    assert deck.inks is not None

    assert [each.words for each in deck.inks.inking.marks(deck.document().firstBlock()).struck] == [
        "The guild wants lights."
    ]
    assert page.stage.story.deck == ""


def test_a_field_has_room_for_much_that_stood_at_its_end(stage: Stage) -> None:
    was = Story(headline="Lights", deck="The guild wants lights" + " and very many other things" * 8)
    now = replace(was, deck="The guild wants lights")
    stage.open(now)
    before = stage.page.head.deck.height()
    reviewed(stage, was, now)
    deck = stage.page.head.deck
    assert deck.inks is not None

    assert deck.height() > before + 40
    (place,) = (each for each in deck.inks.places([deck.document().firstBlock()]) if each.box.top() > before - 10)
    assert place.box.bottom() <= deck.height()


def test_views_show_as_much_as_is_wanted(pilots: Reviewed) -> None:
    pilots.marks.set_view(MarksView.SIMPLE)
    assert (pilots.struck(), pilots.inked()) == ([], [])
    assert pilots.of(0).bar is not None

    pilots.marks.set_view(MarksView.CLEAN)
    assert pilots.of(0) == pilots.of(1) == NO_MARKS
    assert pilots.line(0).layout().formats() == []

    pilots.marks.set_view(MarksView.ALL)
    assert pilots.struck() == ["have said they will stop"]


def test_the_agreed_text_is_shown_in_the_place_of_the_page(pilots: Reviewed) -> None:
    stage = pilots.stage
    old = pilots.source.tracking.baseline if pilots.source.tracking else Story()
    stage.manuscript.decide(stage.story, old, None)
    wanted: list[MarksView] = []
    pilots.marks.view_wanted.connect(wanted.append)
    pilots.marks.set_view(MarksView.ORIGINAL)
    shown = stage.page.findChild(OriginalPage)
    assert shown is not None
    assert shown.isVisible()
    assert shown.geometry() == stage.page.rect()
    assert "The harbour pilots have said they will stop working." in shown.view.toPlainText()
    assert "too" not in shown.view.toPlainText()
    QTest.keyClicks(shown.view, "nothing is typed")
    assert pilots.stage.texts == ["The harbour pilots stopped working.", "The second one, too."]

    QTest.keyClick(shown.view, Key.Key_Escape)
    assert not shown.isVisible()
    assert wanted == [MarksView.ALL]
    assert pilots.struck() == ["have said they will stop"]


def test_in_another_theme_marks_have_its_colours(pilots: Reviewed) -> None:
    pilots.stage.page._on_theme_changed(DARK)
    pilots.marks.settle()

    colours = {each.format.foreground().color().name() for each in pilots.line(0).layout().formats()}
    assert DARK.inserted in colours
    assert pilots.struck() == ["have said they will stop"]


def test_the_words_of_a_thread_are_marked(stage: Stage) -> None:
    body = paragraphs("We are asking for four lamps.", "The second one.")
    words = CommentMark(Place("body", 0, 0), 18, 28, "t", is_open=True)
    page = reviewed(stage, body, body, words, CommentMark(Place("body", 1, 0), 0, 0, "whole", is_open=True))

    assert [(each.thread, each.is_whole) for each in page.of(1).noted] == [("whole", True)]
    whole = page.marks.box("whole")
    assert whole is not None
    assert whole.left() > page.stage.page.viewport().width() / 2
    (noted,) = page.of(0).noted
    assert page.line(0).text()[noted.start : noted.stop] == "four lamps"
    assert page.of(0).bar is None


# Nobody else knows of them.


def test_deleting_beside_words_that_went_takes_letters_of_the_text(pilots: Reviewed) -> None:
    pilots.caret(0, 19)
    pilots.stage.press(Key.Key_Delete)
    assert pilots.stage.texts[0] == "The harbour pilots topped working."
    pilots.stage.press(Key.Key_Backspace, Key.Key_Backspace)
    assert pilots.stage.texts[0] == "The harbour pilottopped working."
    pilots.marks.settle()
    assert "".join(pilots.struck()).replace(" ", "").endswith("havesaidtheywillstop") or pilots.struck()
    for _ in range(3):
        pilots.stage.manuscript.undo()
    assert pilots.stage.texts[0] == "The harbour pilots stopped working."
    assert pilots.struck() == ["have said they will stop"]


def test_the_caret_steps_over_words_that_went(pilots: Reviewed) -> None:
    pilots.caret(0, 18)
    pilots.stage.press(Key.Key_Right)
    assert pilots.at == (0, 19)
    pilots.stage.press(Key.Key_Left, Key.Key_Left)
    assert pilots.at == (0, 17)
    pilots.stage.press(Key.Key_Right, mod=Ctrl)
    assert pilots.at == (0, 19)


def test_words_that_went_are_not_copied(pilots: Reviewed) -> None:
    pilots.caret(0, 4)
    for _ in range(3):
        pilots.stage.press(Key.Key_Right, mod=Ctrl | Shift)
    pilots.stage.page.copy()

    assert QApplication.clipboard().text() == "harbour pilots stopped "


def test_marks_go_along_with_what_is_typed_before_them(pilots: Reviewed) -> None:
    inking = pilots.stage.page.inks.inking
    pilots.caret(0, 4)
    pilots.stage.type("x")
    before = inking.of(pilots.line(0))
    assert before is not None
    at_once = (before.gaps[0].place, before.marks.inks[-1])
    pilots.marks.settle()
    after = inking.of(pilots.line(0))
    assert after is not None
    assert (after.gaps[-1].place, after.marks.inks[-1]) == at_once


def test_words_that_are_typed_on_are_not_set_anew_for_their_new_key(pilots: Reviewed) -> None:
    page = pilots.stage.page
    pilots.stage.manuscript.set_suggesting(True)
    pilots.caret(0, 26)
    pilots.stage.type(" and")
    before = pilots.of(0)
    data = page.inks.inking.of(pilots.line(0))
    pilots.stage.type("x")
    after = pilots.of(0)

    assert page.inks.inking.of(pilots.line(0)) is data  # and so has not been laid out a second time
    assert after.inks[0].key != before.inks[0].key
    assert pilots.inked() == ["stopped andx"]
    assert data is not None
    assert data.gaps[0].struck.key == after.struck[0].key


def test_a_split_paragraph_keeps_its_marks(pilots: Reviewed) -> None:
    pilots.caret(0, 4)
    pilots.stage.press(Key.Key_Return)
    assert pilots.struck(1) == ["have said they will stop"]
    pilots.stage.press(Key.Key_Backspace)
    assert pilots.struck(0) == ["have said they will stop"]
    assert pilots.inked(1) == [", too"]


def test_while_something_is_composed_the_marks_move_along(pilots: Reviewed) -> None:
    page = pilots.stage.page
    pilots.caret(0, 4)
    places = [each.start for each in pilots.line(0).layout().formats()]
    QApplication.sendEvent(page, QInputMethodEvent("かな", []))
    assert {place + 2 for place in places} <= {each.start for each in pilots.line(0).layout().formats()}
    event = QInputMethodEvent("", [])
    event.setCommitString("仮名")
    QApplication.sendEvent(page, event)
    assert pilots.stage.texts[0] == "The 仮名harbour pilots stopped working."
    assert pilots.struck()[-1] == "have said they will stop"


KEYS = st.sampled_from(
    [
        *((key, Qt.KeyboardModifier.NoModifier) for key in (Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End)),
        *((key, Ctrl) for key in (Key.Key_Left, Key.Key_Right, Key.Key_Backspace, Key.Key_Delete, Key.Key_B)),
        *((key, Shift) for key in (Key.Key_Left, Key.Key_Right)),
        *((key, Qt.KeyboardModifier.NoModifier) for key in (Key.Key_Backspace, Key.Key_Delete, Key.Key_Return)),
        *((key, Qt.KeyboardModifier.NoModifier) for key in (Key.Key_A, Key.Key_Space, Key.Key_QuoteDbl)),
    ]
)
SOME = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SOME
@given(st.lists(KEYS, max_size=14), st.integers(0, 40))
def test_the_same_keys_make_the_same_story_with_marks_and_without(
    pilots: Reviewed, keys: list[tuple[Qt.Key, Qt.KeyboardModifier]], place: int
) -> None:
    stage = pilots.stage
    was = paragraphs("The pilots have said.", "Not to be seen any more.", "Old words stop here", "end")
    now = Story(headline="Lights", body=paragraphs("Pilots stopped.", "New words here", "Some end"))
    made = []
    for baseline in (None, replace(now, body=was)):
        pilots.source.track(None, now)
        stage.open(now)
        pilots.source.track(baseline, now)
        pilots.marks.settle()
        stage.page.put_caret(place, place)
        carets = []
        for key, modifier in keys:
            stage.press(key, mod=modifier)
            pilots.marks.settle()
            cursor = stage.page.textCursor()
            carets.append((cursor.position(), cursor.anchor(), stage.manuscript.caret))
        made.append((stage.body, carets))
    assert made[0] == made[1]


# Whose they are.


def test_the_mark_at_the_caret_and_under_the_pointer_is_told(pilots: Reviewed) -> None:
    page = pilots.stage.page
    told: list[str] = []
    hovered: list[str] = []
    pilots.marks.change_at_caret.connect(told.append)
    pilots.marks.change_hovered.connect(hovered.append)
    key = pilots.source.tracking.changes[0].key if pilots.source.tracking else ""

    pilots.caret(0, 22)
    assert told == [key]
    pilots.caret(0, 2)
    assert told == [key, ""]

    box = pilots.marks.box(key)
    assert box is not None
    QTest.mouseMove(page.viewport(), box.center() + QPoint(0, -2))
    QTest.mouseMove(page.viewport(), box.center())
    assert hovered[-1:] == [key]


def test_a_click_upon_words_that_went_puts_the_caret_where_they_stood(pilots: Reviewed) -> None:
    page = pilots.stage.page
    box = page.inks.places([pilots.line(0)])
    first = next(box).box.toRect()
    for place in (first.topLeft() + QPoint(6, 6), first.bottomRight() - QPoint(6, 6)):
        pilots.caret(0, 0)
        QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert pilots.at == (0, 19)


def test_a_change_is_shown_wherever_it_is(stage: Stage) -> None:
    texts = [f"Paragraph number {number} of many that fill the page." for number in range(60)]
    page = reviewed(stage, paragraphs(*texts), paragraphs(*texts[:50], "Another one.", *texts[51:]))
    assert page.source.tracking is not None
    key = page.source.tracking.changes[0].key

    assert page.marks.reveal(key)
    assert page.stage.page.edits.spot(page.stage.page.textCursor().position()) == Spot(50)
    assert page.marks.box(key) is not None
    assert not page.marks.reveal("nothing")


def test_what_was_gone_to_is_the_current_one_until_the_caret_is_put_elsewhere(stage: Stage) -> None:
    """Also where there are no words of it to be in: a block of another kind, and one that went as a whole."""
    kept = Paragraph(spans("A word more stands here."))
    was = Body((Paragraph(spans("A word stands here.")), Paragraph(spans("Lights")), Paragraph(spans("Gone.")), kept))
    page = reviewed(stage, was, Body((kept, Heading(spans("Lights"), 2), kept)))
    assert page.source.tracking is not None
    page.marks.change_at_caret.connect(page.source.select)

    for change in page.source.tracking.changes:
        page.source.select(change.key)
        assert page.marks.reveal(change.key)
        assert page.source.selected == change.key
        page.caret(0, 20)
        assert page.source.selected == ""
    page.source.select(page.source.tracking.changes[0].key)  # by its card
    page.caret(0, 21)
    assert page.source.selected == ""


@pytest.mark.parametrize(("words", "is_right"), [("הנמל סגור", True), ("Port closed", False)])
def test_words_below_a_line_begin_where_they_are_read_from(stage: Stage, words: str, is_right: bool) -> None:
    layout = set_out(Gone(words, "k"), 400, stage.page.bridge.styles)
    assert (layout.lineAt(0).naturalTextRect().left() > 200) is is_right


@pytest.mark.parametrize("typed", ["Pilots refuse night landings ", " Pilots refuse  night   landings"])
def test_a_field_keeps_its_marks_while_a_space_is_typed(stage: Stage, typed: str) -> None:
    was = Story(headline="Pilots refuse landings on Monday")
    page = reviewed(stage, was, replace(was, headline="Pilots refuse night landings"))
    headline = page.stage.page.head.headline
    headline.selectAll()
    QTest.keyClicks(headline, typed)
    page.marks.settle()
    assert headline.toPlainText() == typed
    assert headline.inks is not None
    marks = headline.inks.inking.marks(headline.document().firstBlock())
    assert [typed[ink.start : ink.stop].strip() for ink in marks.inks] == ["night"]
    assert [(each.words.strip(), typed[: each.at].strip()) for each in marks.struck] == [("on Monday", typed.strip())]
    assert marks.bar is not None

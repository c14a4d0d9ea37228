"""Kicker, headline, deck, byline and contribution line, edited where they stand on the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.houses import default_house
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story
from desk.ui.editor.typography import PageType
from desk.ui.theme import Scheme, Theme
from desk.ui.tokens import DARK
from tests.formats.bodies import body
from tests.ui.editor.pages import Ctrl, Key, Stage

ILSE = Credit("Ilse Brandt", role=Role.BY)
REUTERS = Credit("Reuters", PersonKind.ORGANISATION)
JONAS = Credit("Jonas Field")
CREDITED = Story(headline="Lights", body=body("One.", "Two."), credits=(ILSE, REUTERS, JONAS))
LONG = Story(headline="Lights", body=body(*("Four lamps on the mole. " * 8 for _ in range(60))), credits=(JONAS,))


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize("name", ["byline", "contribution"])
def test_undo_is_seen_in_the_line_in_which_somebody_writes(stage: Stage, name: str) -> None:
    stage.open(CREDITED)
    field = stage.page.head.byline if name == "byline" else stage.page.foot.contribution
    printed = field.toPlainText()
    field.setFocus()
    field.selectAll()
    stage.press(Key.Key_Delete)
    assert field.toPlainText() == "", "what is emptied is not filled again under the cursor"
    stage.type("By Ana Reis", field)
    stage.press(Key.Key_Z, mod=Ctrl)
    assert field.toPlainText() == "By Ana"
    for _ in range(2):
        stage.press(Key.Key_Z, mod=Ctrl)
    assert field.toPlainText() == printed
    stage.press(Key.Key_Y, mod=Ctrl)
    assert field.toPlainText() == "By"


def test_dates_that_are_wider_than_the_page_stand_on_two_lines(stage: Stage) -> None:
    at = datetime(2026, 11, 20, 17, 15, tzinfo=UTC)
    stage.open(Story(headline="Toll", first_published=at, updated=at + timedelta(days=1)))
    dates = stage.page.head.dates
    stage.page.resize(520, 600)
    stage.page.set_type(PageType(zoom=1.5))
    assert len(dates.text().splitlines()) == 2
    assert dates.geometry().right() <= stage.page.viewport().width()
    stage.page.set_type(PageType())
    stage.page.resize(1000, 600)
    assert len(dates.text().splitlines()) == 1


def test_down_and_up_go_through_the_page(stage: Stage) -> None:
    stage.open(CREDITED)
    head, foot = stage.page.head, stage.page.foot
    head.kicker.setFocus()
    for expected in (head.headline, head.deck, stage.page, stage.page, foot.contribution):
        stage.press(Key.Key_Down)
        if expected is stage.page and focus() is stage.page and stage.page.textCursor().blockNumber() == 1:
            stage.press(Key.Key_End)
        assert focus() is expected
    for expected in (stage.page, stage.page, head.deck, head.headline, head.kicker, head.kicker):
        stage.press(Key.Key_Up)
        assert focus() is expected


def test_tab_reaches_every_field_in_the_order_of_the_page(stage: Stage) -> None:
    stage.open(CREDITED)
    head, foot = stage.page.head, stage.page.foot
    head.kicker.setFocus()
    for expected in (head.headline, head.deck, head.byline, stage.page, foot.contribution, foot.add):
        stage.press(Key.Key_Tab)
        assert focus() is expected
    for expected in (foot.contribution, stage.page, head.byline):
        stage.press(Key.Key_Backtab, mod=Qt.KeyboardModifier.ShiftModifier)
        assert focus() is expected


def test_every_control_of_the_page_has_a_name(stage: Stage) -> None:
    reached = [stage.page, *stage.page.head.findChildren(QWidget), *stage.page.foot.findChildren(QWidget)]
    for widget in reached:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.objectName().startswith("qt_"):
            assert widget.accessibleName(), widget


def test_the_lines_are_those_that_will_print(stage: Stage) -> None:
    stage.open(CREDITED)
    assert stage.page.head.byline.text() == "By Ilse Brandt"
    assert stage.page.foot.contribution.text() == "Reuters and Jonas Field contributed."
    assert stage.page.foot.flag.isHidden()


def test_a_new_credit_forms_the_line_at_once(stage: Stage) -> None:
    stage.open(CREDITED)
    stage.manuscript.edit(replace(stage.story, credits=(ILSE, REUTERS)), None)
    assert stage.page.foot.contribution.text() == "Reuters contributed."


def test_a_line_by_hand_is_kept_and_flagged_and_may_be_dropped(stage: Stage) -> None:
    stage.open(CREDITED)
    field = stage.page.foot.contribution
    field.setFocus()
    stage.press(Key.Key_A, mod=Ctrl)
    stage.type("Reuters and Mara Quist contributed.", field)
    assert stage.story.contribution_text == "Reuters and Mara Quist contributed."
    assert stage.story.credits == CREDITED.credits
    assert stage.page.foot.flag.isVisible()
    QTest.mouseClick(stage.page.foot.flag.use, Qt.MouseButton.LeftButton)
    assert stage.story.contribution_text == ""
    assert field.text() == "Reuters and Jonas Field contributed."
    assert stage.page.foot.flag.isHidden()


def test_a_byline_where_nobody_is_credited_may_become_credits_and_cannot_be_lost(stage: Stage) -> None:
    stage.page.resize(420, 700)  # as narrow as the window lets it be
    stage.open(Story(headline="Lamps"))
    byline, flag = stage.page.head.byline, stage.page.head.flag
    byline.setFocus()
    stage.type("By Mara Quist", byline)
    stage.settle()
    assert flag.label.text() == "Not in the credits yet."
    assert not flag.use.isVisible()
    assert flag.label.sizeHint().width() <= flag.label.width()
    QTest.mouseClick(flag.read, Qt.MouseButton.LeftButton)
    assert [credit.name for credit in stage.story.credits] == ["Mara Quist"]
    assert flag.isHidden()
    byline.setFocus()
    stage.press(Key.Key_End)
    stage.type(" and Wei Sung", byline)
    stage.settle()
    assert flag.use.isVisible()
    assert flag.label.text() == "Not what the credits say."
    assert flag.label.sizeHint().width() <= flag.label.width()


def test_the_names_of_a_line_by_hand_become_credits(stage: Stage) -> None:
    stage.open(CREDITED)
    field = stage.page.foot.contribution
    field.setFocus()
    stage.press(Key.Key_A, mod=Ctrl)
    stage.type("Reuters and Mara Quist contributed.", field)
    QTest.mouseClick(stage.page.foot.flag.read, Qt.MouseButton.LeftButton)
    assert [credit.name for credit in stage.story.credits] == ["Ilse Brandt", "Reuters", "Mara Quist"]
    assert stage.story.contribution_text == ""
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.story.contribution_text == "Reuters and Mara Quist contributed."


def test_typing_what_the_credits_say_is_no_line_by_hand(stage: Stage) -> None:
    stage.open(CREDITED)
    byline = stage.page.head.byline
    byline.setFocus()
    stage.press(Key.Key_End)
    stage.type("x", byline)
    assert stage.story.byline_text == "By Ilse Brandtx"
    stage.press(Key.Key_Backspace)
    assert stage.story.byline_text == ""


def test_an_emptied_line_is_the_credits_again_once_it_is_left(stage: Stage) -> None:
    stage.open(CREDITED)
    field = stage.page.foot.contribution
    field.setFocus()
    stage.press(Key.Key_A, mod=Ctrl)
    stage.press(Key.Key_Delete)
    assert field.text() == ""
    stage.press(Key.Key_Up)
    assert field.text() == "Reuters and Jonas Field contributed."


def test_a_headline_beyond_the_limit_says_so_in_red(stage: Stage) -> None:
    limit = default_house().limits.headline
    stage.page.focus_headline()
    count = stage.page.head.headline_count
    stage.type("x" * (limit - 20), focus())
    assert count.text() == ""
    stage.type("x" * 20, focus())
    assert f"{limit} of {limit}" in count.text()
    assert count.toolTip() == ""
    stage.type("x", focus())
    assert f"{limit + 1} of {limit}" in count.text()
    assert count.toolTip()
    assert "#b3372b" in count.styleSheet()


def test_a_long_headline_makes_room_for_itself(stage: Stage) -> None:
    stage.open(CREDITED)
    top = stage.page.cursorRect().top()
    stage.page.focus_headline()
    stage.type(" that go out again and again on the east mole of the harbour", focus())
    assert stage.page.head.headline.height() > 60
    assert stage.page.cursorRect().top() > top + 30
    assert stage.page.head.geometry().bottom() < stage.page.cursorRect().top()


def test_pasted_lines_are_one_line_in_a_field(stage: Stage) -> None:
    QApplication.clipboard().setText("Lights\non  the\r\nmole")
    stage.page.focus_headline()
    stage.press(Key.Key_V, mod=Ctrl)
    assert stage.story.headline == "Lights on the mole"
    assert stage.page.head.headline.document().blockCount() == 1


def test_keys_that_a_field_does_not_use_stay_out_of_the_body(stage: Stage) -> None:
    stage.open(CREDITED)
    stage.page.head.deck.setFocus()
    stage.press(Key.Key_PageDown, Key.Key_F9, Key.Key_Insert)
    stage.press(Key.Key_T, mod=Ctrl)
    assert stage.texts == ["One.", "Two."]


def test_head_and_foot_scroll_with_the_body(stage: Stage) -> None:
    stage.open(LONG)
    page = stage.page
    assert page.head.y() == 0
    page.verticalScrollBar().setValue(200)
    assert page.head.y() == -200
    assert page.foot.y() > page.viewport().height()
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    assert 0 < page.foot.y() < page.viewport().height()
    last = page.document().lastBlock()
    end = page.document().documentLayout().blockBoundingRect(last).bottom() - page.verticalScrollBar().value()
    assert page.foot.y() >= end - 1
    page.focus_headline()
    assert page.head.headline.visibleRegion().boundingRect() == page.head.headline.rect()


def test_the_foot_follows_the_end_of_the_body(stage: Stage) -> None:
    stage.open(CREDITED)
    top = stage.page.foot.y()
    stage.behind("Two.")
    stage.press(Key.Key_Return)
    assert stage.page.foot.y() > top + 20


def test_a_wider_window_moves_the_column_and_lays_out_nothing(stage: Stage) -> None:
    stage.open(LONG)
    page = stage.page
    width, left = page.document().textWidth(), page.viewport().x()
    page.resize(1400, 900)
    assert page.document().textWidth() == width
    assert page.viewport().x() > left + 200
    middle = page.viewport().geometry().center().x()
    assert abs(middle - (page.width() - 10) / 2) <= 6


def test_a_narrow_window_keeps_everything_within(stage: Stage) -> None:
    stage.open(CREDITED)
    stage.page.resize(420, 800)
    for widget in (*stage.page.head.fields, stage.page.foot.contribution, stage.page.foot.add):
        area = widget.geometry()
        assert area.left() >= 0
        assert area.right() <= stage.page.viewport().width()


def test_a_click_beside_the_column_puts_the_caret_into_its_line(stage: Stage) -> None:
    stage.open(CREDITED)
    stage.page.resize(1400, 900)
    line = stage.page.cursorRect()
    at = stage.page.viewport().mapTo(stage.page, line.center())
    stage.page.head.deck.setFocus()
    place = QPoint(1380, at.y())
    beside = stage.page.childAt(place)
    assert beside is not None
    QTest.mouseClick(beside, Qt.MouseButton.LeftButton, pos=beside.mapFrom(stage.page, place))
    assert stage.page.hasFocus()
    assert stage.page.textCursor().position() == len("One.")


def test_another_theme_colours_fields_and_words_and_leaves_the_caret(stage: Stage, theme: Theme) -> None:
    stage.open(CREDITED)
    stage.behind("One")
    theme.choose(Scheme.DARK)
    assert stage.page.textCursor().position() == 3
    formats = stage.page.document().begin().textFormats()
    assert formats[0].format.foreground().color().name() == DARK.ink
    assert stage.body == CREDITED.body
    assert not stage.manuscript.can_undo


def test_an_empty_body_goes_down_as_the_headline_grows(stage: Stage) -> None:
    head, foot = stage.page.head, stage.page.foot
    layout = stage.page.document().documentLayout()
    stage.type("Harbour council backs pilots who will not bring a ship in after dark " * 2, head.headline)
    stage.settle()
    first = layout.blockBoundingRect(stage.page.document().firstBlock())
    assert first.top() == head.height()
    assert foot.y() >= first.bottom()

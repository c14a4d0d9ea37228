"""Spelling on the page, as a person meets it: typed, clicked, and gone through by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QTextEdit, QWidget

from desk.library.library import Library
from desk.library.own_words import change_own_words, ignored_words, own_words
from desk.story.body import Body, Figure, Heading, Mark, Paragraph, Span, Table, spans
from desk.story.people import Credit
from desk.story.story import Story
from desk.ui.editor.layers import Marked, Stroke
from desk.ui.notices import ProgressBar
from desk.ui.spelling.tool import SpellingTool
from desk.ui.spelling.words_dialog import WordsDialog
from tests.ui.desk_window import WAIT, DeskWindow

STORY = Story(
    headline="Harbour pilots recieve more",
    slug="pilots",
    language="en-GB",
    credits=(Credit("Jacob Rascon", place="Vestrand"),),
    body=Body(
        (
            Paragraph(
                (Span("They recieve "), Span("mor", frozenset({Mark.STRONG})), Span(" from Rascon of Vestrand."))
            ),
            Heading(spans("In the the harbour")),
            Paragraph((Span("Type "), Span("wrngcode", frozenset({Mark.CODE})), Span(" here."))),
            Figure(alt="The harbr", caption=spans("A shipp")),
            Table(((spans("Yeer"), spans("Tonnes")),)),
            Paragraph(),
        )
    ),
)


class Page:
    """A window on the story of the pilots, and what a person sees of its spelling."""

    def __init__(self, desk: DeskWindow) -> None:
        self.desk = desk
        self.page = desk.room.page
        self.tool: SpellingTool = desk.room.tools.spelling

    @property
    def story(self) -> Story:
        return self.desk.room.manuscript.story

    def line(self, number: int) -> str:
        return self.page.document().findBlockByNumber(number).text()

    def marked(self, text: str, stroke: Stroke = Stroke.SPELLING) -> list[str]:
        found: list[Marked] = [mark for mark in self.page.layers.marks(text) if mark.stroke is stroke]
        return [text[mark.start : mark.stop] for mark in found]

    def wait_marked(self, number: int, *words: str, stroke: Stroke = Stroke.SPELLING) -> None:
        self.desk.qtbot.waitUntil(lambda: self.marked(self.line(number), stroke) == list(words), timeout=WAIT)

    def put_caret(self, number: int, offset: int) -> None:
        at = self.page.document().findBlockByNumber(number).position() + offset
        self.page.setFocus()
        self.page.put_caret(at, at)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page, text)
        self.page.repaint()

    def menu(self, view: QTextEdit, position: int) -> QMenu:
        """Right-click on a place, and wait for the menu."""
        cursor = QTextCursor(view.document())
        cursor.setPosition(position)
        place = view.cursorRect(cursor).center() + QPoint(1, 0)
        view.contextMenuEvent(
            QContextMenuEvent(
                QContextMenuEvent.Reason.Mouse,
                view.viewport().pos() + place,
                view.viewport().mapToGlobal(place),
            )
        )
        self.desk.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=WAIT)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def choose(self, menu: QMenu, title: str) -> None:
        action = next(action for action in menu.actions() if action.text() == title)
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Return)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = self.desk.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifiers)

    def next(self, word: str, *, step: int = 1) -> None:
        """F7, until the card asks about this word and has something to say."""
        self.desk.do("next_misspelt" if step > 0 else "previous_misspelt")
        self.wait_asked(word)

    def wait_asked(self, word: str) -> None:
        popup = self.tool.review.popup

        def is_asked() -> bool:
            shown = popup.is_open and popup.word.text() == word
            return shown and popup.suggestions.item(0).text() != "Looking for suggestions…"

        self.desk.qtbot.waitUntil(is_asked, timeout=WAIT)

    def wait_said(self, sentence: str) -> None:
        toast = self.desk.window.toast
        self.desk.qtbot.waitUntil(lambda: toast.isVisible() and sentence in toast.sentence, timeout=WAIT)


@pytest.fixture
def page(desk_window: DeskWindow) -> Iterator[Page]:
    row = desk_window.library.create(STORY).result()
    desk_window.open(row.id)
    made = Page(desk_window)
    desk_window.window.activateWindow()
    desk_window.qtbot.waitUntil(desk_window.window.isActiveWindow, timeout=WAIT)
    made.tool.menu.patience.setInterval(WAIT)  # however busy the machine is
    made.page.setFocus()
    made.page.repaint()
    made.wait_marked(0, "recieve", "mor")
    yield made
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def test_what_is_misspelt_is_marked_in_the_body_and_in_the_fields(page: Page) -> None:
    page.wait_marked(1, "the", stroke=Stroke.GRAMMAR)
    headline = page.page.head.headline.text()
    page.desk.qtbot.waitUntil(lambda: page.marked(headline) == ["recieve"], timeout=WAIT)


def test_a_word_is_marked_when_the_caret_has_left_it_and_not_before(page: Page) -> None:
    last = page.page.document().blockCount() - 1
    page.put_caret(last, 0)
    page.type("A wrng")
    page.desk.qtbot.waitUntil(lambda: page.tool.checker.faults("A wrng") is not None, timeout=WAIT)
    assert page.marked("A wrng") == []
    page.type(" ")
    assert page.marked("A wrng ") == ["wrng"]  # before anybody has looked at the new line
    page.desk.qtbot.waitUntil(lambda: page.tool.checker.faults("A wrng ") is not None, timeout=WAIT)
    assert page.marked("A wrng ") == ["wrng"]


def test_the_arrows_leave_a_word_too(page: Page) -> None:
    last = page.page.document().blockCount() - 1
    page.put_caret(last, 0)
    page.type("A wrng")
    page.desk.qtbot.waitUntil(lambda: page.tool.checker.faults("A wrng") is not None, timeout=WAIT)
    assert page.marked("A wrng") == []
    page.key(Qt.Key.Key_Home)
    assert page.marked("A wrng") == ["wrng"]
    page.key(Qt.Key.Key_End)  # being in a word is not typing it
    assert page.marked("A wrng") == ["wrng"]


def test_the_marks_of_a_line_move_along_while_it_is_typed_in(page: Page) -> None:
    page.put_caret(0, 0)
    page.page.textCursor().insertText("😀 ")
    for character in "Oh dear ":
        page.type(character)
        line = page.line(0)
        found = [mark for mark in page.page.layers.marks(line) if mark.stroke is Stroke.SPELLING]
        coded = line.encode("utf-16-le")
        words = [coded[2 * mark.start : 2 * mark.stop].decode("utf-16-le") for mark in found]
        assert words == ["recieve", "mor"]


def test_a_right_click_offers_what_was_meant_and_puts_it_there_in_one_step(page: Page) -> None:
    before = page.story
    menu = page.menu(page.page, page.line(0).index("mor") + 1)
    titles = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert "more" in titles[:6]
    assert titles.index("Undo") > titles.index("English (UK)") > titles.index("Ignore in This Story")
    page.choose(menu, "more")
    words = page.story.body.blocks[0].spans  # type: ignore[union-attr]
    assert [(span.text, span.marks) for span in words[1:2]] == [("more", frozenset({Mark.STRONG}))]
    page.wait_marked(0, "recieve")
    page.desk.do("undo")
    assert page.story == before


def test_a_right_click_works_in_a_field(page: Page) -> None:
    headline = page.page.head.headline
    page.desk.qtbot.waitUntil(lambda: page.marked(headline.text()) == ["recieve"], timeout=WAIT)
    page.choose(page.menu(headline, headline.text().index("recieve") + 2), "receive")
    assert page.story.headline == "Harbour pilots receive more"
    page.desk.do("undo")
    assert page.story.headline == STORY.headline


def test_a_word_that_stands_twice_is_taken_out_with_its_space(page: Page) -> None:
    page.wait_marked(1, "the", stroke=Stroke.GRAMMAR)
    start = page.page.document().findBlockByNumber(1).position()
    page.choose(page.menu(page.page, start + 8), "Take the Second “the” Out")
    assert page.line(1) == "In the harbour"


def test_no_menu_of_words_on_a_right_word_or_on_code(page: Page) -> None:
    start = page.page.document().findBlockByNumber(2).position()
    page.wait_marked(2, "wrngcode")  # the layer knows no code: what paints it does
    for position in (1, start + 8):
        menu = page.menu(page.page, position)
        assert menu.actions()[0].text() == "Undo"
        menu.close()


def test_a_word_that_is_added_is_right_at_once_and_in_all_articles(page: Page) -> None:
    page.choose(page.menu(page.page, page.line(0).index("recieve") + 1), "Add “recieve” to the Words of This Library")
    page.wait_marked(0, "mor")
    page.desk.qtbot.waitUntil(lambda: own_words(page.desk.library) == ("recieve",), timeout=WAIT)


def test_a_word_that_is_ignored_is_right_in_this_article_alone(page: Page) -> None:
    page.choose(page.menu(page.page, page.line(0).index("recieve") + 1), "Ignore in This Story")
    page.wait_marked(0, "mor")
    row = page.desk.room.manuscript.article
    assert row is not None
    page.desk.qtbot.waitUntil(lambda: ignored_words(page.desk.library, row.id) == ("recieve",), timeout=WAIT)
    other = page.desk.library.create(Story(slug="other", language="en-GB", body=STORY.body)).result()
    page.desk.open(other.id)
    page.page.repaint()
    page.wait_marked(0, "recieve", "mor")


def test_f7_goes_through_all_texts_of_the_page_and_round_its_end(page: Page) -> None:
    page.put_caret(0, 8)
    manuscript = page.page.manuscript
    for word in ("mor", "the the", "harbr", "shipp", "Yeer", "recieve"):
        page.next(word)
    assert manuscript.caret.field == "headline"
    page.desk.do("next_misspelt")
    page.desk.qtbot.waitUntil(lambda: manuscript.caret.field == "body", timeout=WAIT)
    page.desk.do("previous_misspelt")
    page.desk.qtbot.waitUntil(lambda: manuscript.caret.field == "headline", timeout=WAIT)
    page.next("Yeer", step=-1)


def test_the_card_is_worked_by_keys(page: Page) -> None:
    page.put_caret(0, 0)
    page.next("recieve")
    popup = page.tool.review.popup
    assert popup.suggestions.item(0).text() == "1   receive"
    assert popup.note.text() == "English (UK)"
    page.key(Qt.Key.Key_1)
    page.wait_asked("mor")
    assert page.line(0).startswith("They receive mor ")
    page.key(Qt.Key.Key_Down)
    second = popup.suggestions.item(1).text().split()[1]
    page.key(Qt.Key.Key_Return)
    page.wait_asked("the the")
    assert page.line(0).startswith(f"They receive {second} ")
    page.key(Qt.Key.Key_Return)
    page.wait_asked("harbr")
    assert page.line(1) == "In the harbour"
    page.key(Qt.Key.Key_I)
    page.wait_asked("shipp")
    page.key(Qt.Key.Key_A)
    page.wait_asked("Yeer")
    page.key(Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert page.page.tables.editor is not None
    assert page.desk.window.focusWidget() is page.page.tables.editor
    for _ in range(3):
        page.desk.do("undo")
    assert page.story == STORY


def test_the_keyboard_is_back_on_the_page_whatever_else_could_take_it(page: Page) -> None:
    page.put_caret(0, 0)
    page.next("recieve")
    # What stands behind the card in the order of Tab would take the keyboard when the card goes.
    late = QPushButton("Late", page.desk.window)
    late.show()
    QWidget.setTabOrder(page.tool.review.popup.add, late)
    page.key(Qt.Key.Key_Escape)
    assert page.desk.window.focusWidget() is page.page


def test_return_presses_the_button_to_which_the_person_went(page: Page) -> None:
    page.put_caret(0, 0)
    page.next("recieve")
    page.tool.review.popup.ignore.setFocus()
    page.key(Qt.Key.Key_Return)
    page.wait_asked("mor")
    assert page.story == STORY


def test_a_click_between_the_parts_of_the_card_is_none_upon_the_page(page: Page) -> None:
    page.put_caret(0, 0)
    page.next("recieve")
    popup = page.tool.review.popup
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=QPoint(popup.width() // 2, 3))
    assert popup.is_open
    assert page.page.textCursor().selectedText() == "recieve"


def test_the_card_stays_within_a_narrow_page(page: Page) -> None:
    page.put_caret(0, 0)
    page.next("recieve")
    popup = page.tool.review.popup
    narrow = page.page.viewport().rect()
    narrow.setWidth(240)
    popup.place(popup.geometry(), narrow)
    assert narrow.left() <= popup.geometry().left()
    assert popup.geometry().right() <= narrow.right()


def test_keys_do_not_go_to_the_page_while_the_card_has_no_suggestions_yet(page: Page) -> None:
    page.put_caret(0, 0)
    page.desk.do("next_misspelt")
    popup = page.tool.review.popup
    page.desk.qtbot.waitUntil(lambda: popup.is_open, timeout=WAIT)
    if popup.suggestions.item(0).text() != "Looking for suggestions…":
        popup.show_word("recieve", "", is_twice=False)
        popup.open_at(popup.geometry(), page.page.viewport().rect())
    page.key(Qt.Key.Key_7)
    assert page.story == STORY


def test_a_change_of_all_is_one_step_in_all_texts(page: Page) -> None:
    page.put_caret(0, 0)
    page.next("recieve")
    page.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    page.wait_said("“recieve” was changed 2 times.")
    page.wait_asked("mor")
    assert page.story.headline == "Harbour pilots receive more"
    assert page.line(0).startswith("They receive mor ")
    page.desk.do("undo")
    assert page.story == STORY


def test_words_in_descriptions_and_cells_are_put_right_as_well(page: Page) -> None:
    page.put_caret(2, 0)
    page.next("harbr")
    assert page.tool.review.popup.note.text() == "in the description of the picture"
    page.key(Qt.Key.Key_1)
    page.wait_asked("shipp")
    page.key(Qt.Key.Key_1)
    page.wait_asked("Yeer")
    page.key(Qt.Key.Key_1)
    page.wait_asked("recieve")
    figure, table = page.story.body.blocks[3:5]
    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    assert figure.alt != "The harbr"
    assert figure.caption == spans("A ship")
    assert table.rows[0][0] != spans("Yeer")


def test_it_is_said_when_there_is_nothing_to_put_right(page: Page) -> None:
    row = page.desk.library.create(Story(slug="clean", headline="All is well", language="en-GB")).result()
    page.desk.open(row.id)
    page.desk.do("next_misspelt")
    page.wait_said("No misspelt words.")
    assert not page.tool.review.popup.is_open


def test_a_long_search_is_shown_and_ends_with_what_it_found(page: Page) -> None:
    open_long(page)
    with page.desk.qtbot.waitSignal(page.tool.review.started, timeout=WAIT) as started:
        page.desk.do("next_misspelt")
    assert started.args is not None
    (bar,) = page.desk.window.page_pane.findChildren(ProgressBar)
    assert bar.sentence.text() == "Looking for misspelt words…"
    job = started.args[1]
    page.wait_said("No misspelt words.")
    page.desk.qtbot.waitUntil(lambda: not page.desk.window.page_pane.findChildren(ProgressBar), timeout=WAIT)
    assert job.step.done > 0.9 * job.step.total > 2700


def test_a_long_search_can_be_cancelled(page: Page) -> None:
    open_long(page)
    said = page.desk.window.toast.sentence
    with page.desk.qtbot.waitSignal(page.tool.review.started, timeout=WAIT) as started:
        page.desk.do("next_misspelt")
    assert started.args is not None
    job = started.args[1]
    with page.desk.qtbot.waitSignal(job.ended, timeout=WAIT):
        page.desk.window.page_pane.findChildren(ProgressBar)[0].stop.click()
    assert job.step.done < job.step.total
    assert page.desk.window.toast.sentence == said
    page.put_caret(0, 0)
    page.type("Wrng ")
    page.put_caret(0, 0)
    page.next("Wrng")


def open_long(page: Page) -> None:
    """An article in which F7 has a lot to read."""
    lines = tuple(Paragraph(spans(f"All is well with lamp number {number}.")) for number in range(3000))
    row = page.desk.library.create(Story(headline="All is well", language="en-GB", body=Body(lines))).result()
    page.desk.open(row.id)


def test_a_language_without_a_dictionary_is_told_quietly(page: Page) -> None:
    row = page.desk.library.create(Story(slug="eo", headline="Saluton", language="eo")).result()
    page.desk.open(row.id)
    language = page.desk.window.status.language
    page.desk.qtbot.waitUntil(lambda: "no dictionary" in language.text(), timeout=WAIT)
    assert "put its .aff and .dic files into" in language.toolTip()
    assert page.marked("Saluton") == []
    page.desk.do("next_misspelt")
    page.wait_said("There is no dictionary for Esperanto")
    page.desk.open("pilots")
    page.desk.qtbot.waitUntil(lambda: "no dictionary" not in language.text(), timeout=WAIT)
    page.page.repaint()
    page.wait_marked(0, "recieve", "mor")


def test_marks_can_be_turned_off_and_f7_works_all_the_same(page: Page) -> None:
    action = page.desk.window.actions_["check_spelling"]
    assert action.isChecked()
    page.desk.do("check_spelling")
    assert not action.isChecked()
    assert page.marked(page.line(0)) == []
    page.put_caret(0, 0)
    page.next("recieve")
    page.key(Qt.Key.Key_Escape)
    page.desk.do("check_spelling")
    page.page.repaint()
    page.wait_marked(0, "recieve", "mor")


def colours(widget: QWidget) -> set[str]:
    """What it is painted with."""
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_the_words_of_the_library_are_looked_through(page: Page) -> None:
    page.desk.do("own_words")
    page.desk.qtbot.waitUntil(lambda: bool(page.desk.window.findChildren(WordsDialog)), timeout=WAIT)
    (dialog,) = page.desk.window.findChildren(WordsDialog)
    assert "None yet" in dialog.none.text()
    assert dialog.none.isVisible()
    danger = page.page.bridge.styles.tokens.deleted
    assert danger not in colours(dialog.remove), "what cannot be pressed does not look so"
    QTest.keyClicks(dialog.field, "recieve mor")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.shown == ["mor", "recieve"]
    assert not dialog.none.isVisible()
    page.wait_marked(0)
    dialog.words.setFocus()
    dialog.words.setCurrentRow(0)
    assert danger in colours(dialog.remove)
    QTest.keyClick(dialog.words, Qt.Key.Key_Delete)
    assert dialog.shown == ["recieve"]
    page.desk.qtbot.waitUntil(lambda: own_words(page.desk.library) == ("recieve",), timeout=WAIT)
    page.wait_marked(0, "mor")
    dialog.accept()


def test_words_that_the_command_line_adds_are_right_in_the_window(page: Page) -> None:
    page.desk.library.notice_others().result()
    with Library.open(page.desk.library.path) as other:
        change_own_words(other, add=["recieve", "mor"]).result()
    page.wait_marked(0)


def test_a_process_that_dies_is_started_again(page: Page) -> None:
    process = page.tool.checker._process._process
    assert process is not None
    process.kill()
    page.put_caret(page.page.document().blockCount() - 1, 0)
    page.type("A wrng line")
    page.desk.qtbot.waitUntil(lambda: page.tool.checker.faults("A wrng line") is not None, timeout=WAIT)
    assert page.marked("A wrng line") == ["wrng"]


def test_a_process_that_dies_again_and_again_is_told_as_what_it_is(page: Page) -> None:
    """There is a dictionary; nobody is to look for one."""
    checker = page.tool.checker
    language = page.desk.window.status.language
    while not checker.has_given_up:
        process = checker._process._process
        assert process is not None
        with page.desk.qtbot.waitSignal(checker._process.fell, timeout=WAIT):
            process.kill()
    assert language.text().endswith(" · spelling not checked")
    assert "Start Desk again" in language.toolTip()
    page.desk.do("next_misspelt")
    page.wait_said("Spelling could not be checked")
    page.desk.do("check_spelling")
    assert "checked" not in language.text()
    assert language.toolTip() == ""

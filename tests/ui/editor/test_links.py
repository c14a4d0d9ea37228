"""Links and cards, as a person makes, follows and changes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desk.story.body import Body, Embed, Paragraph, Quote, Span, spans
from desk.ui.editor.cards import drawn_box
from desk.ui.editor.offer import Offer
from desk.ui.editor.popup import Popup
from tests.formats.bodies import body, em, link
from tests.ui.editor.pages import Ctrl, Key, Shift, Stage

On = Callable[[Body], Stage]
LINKED = Body((Paragraph(spans("Read the ", link("notice", "https://port.example/n"), " now.")),))
VIDEO = "https://youtu.be/abcdef1"


class Browser(QObject):
    """What the system is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    for scheme in ("https", "mailto", "file"):
        QDesktopServices.setUrlHandler(scheme, made, "open")  # type: ignore[arg-type]  # the stub wants bytes, Qt text
    yield made
    for scheme in ("https", "mailto", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture(autouse=True)
def clipboard() -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def popup(stage: Stage) -> Popup:
    made = stage.page.asking.popup
    assert made is not None
    assert made.isVisible()
    return made


def press(widget: Popup | Offer, title: str) -> None:
    button = next(one for one in widget.findChildren(QPushButton) if one.text() == title)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def place_of(stage: Stage, text: str) -> QPoint:
    cursor = stage.page.document().find(text)
    cursor.setPosition(cursor.selectionStart() + 1)
    return stage.page.cursorRect(cursor).center()


def point_at(stage: Stage, place: QPoint, mod: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    none = Qt.MouseButton.NoButton
    viewport = stage.page.viewport()
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(place), viewport.mapToGlobal(QPointF(place)), none, none, mod
    )
    QApplication.sendEvent(viewport, event)


def test_the_address_on_the_clipboard_is_offered(on_page: On) -> None:
    stage = on_page(body("Four lamps now."))
    QGuiApplication.clipboard().setText("https://port.example/lamps\n")
    stage.find("lamps")
    stage.page.ask_link()
    assert popup(stage).texts == ("https://port.example/lamps",)
    assert popup(stage).hint.text() == "From the clipboard."
    stage.press(Key.Key_Return)
    assert stage.body.blocks[0] == Paragraph(spans("Four ", link("lamps", "https://port.example/lamps"), " now."))


@pytest.mark.parametrize("text", ["Some words", "javascript:alert(1)", "file:///etc/passwd", "lamps"])
def test_other_things_on_the_clipboard_are_not(on_page: On, text: str) -> None:
    stage = on_page(body("Four lamps now."))
    QGuiApplication.clipboard().setText(text)
    stage.find("lamps")
    stage.page.ask_link()
    assert popup(stage).texts == ("",)


def test_words_that_are_an_address_are_offered_before_the_clipboard(on_page: On) -> None:
    stage = on_page(body("Write to petra@port.example today."))
    QGuiApplication.clipboard().setText("https://other.example")
    stage.find("petra@port.example")
    stage.page.ask_link()
    stage.press(Key.Key_Return)
    linked = link("petra@port.example", "mailto:petra@port.example")
    assert stage.body.blocks[0] == Paragraph(spans("Write to ", linked, " today."))


def test_a_bad_address_is_answered_with_a_sentence_and_nothing_is_lost(on_page: On) -> None:
    stage = on_page(LINKED)
    stage.find("notice")
    stage.page.ask_link()
    stage.type("petra holm", QApplication.focusWidget())
    stage.press(Key.Key_Return)
    assert "This is not an address." in popup(stage).hint.text()
    assert stage.body == LINKED
    stage.type("x", QApplication.focusWidget())
    assert popup(stage).hint.text() == ""
    popup(stage).field.setText("javascript:alert(1)")
    stage.press(Key.Key_Return)
    assert "but not there" in popup(stage).hint.text()
    popup(stage).field.setText("port.example/b")
    stage.press(Key.Key_Return)
    assert stage.page.asking.popup is None
    assert stage.body.blocks[0] == Paragraph(spans("Read the ", link("notice", "https://port.example/b"), " now."))
    assert stage.page.hasFocus()


def test_the_spaces_around_selected_words_are_no_part_of_the_link(on_page: On) -> None:
    stage = on_page(body("Four lamps now."))
    stage.find(" lamps ")
    stage.page.ask_link()
    stage.type("port.example", QApplication.focusWidget())
    stage.press(Key.Key_Return)
    assert stage.body.blocks[0] == Paragraph(spans("Four ", link("lamps", "https://port.example"), " now."))


def test_without_words_they_are_asked_for_too(stage: Stage) -> None:
    stage.type("See ")
    stage.page.ask_link()
    stage.type("port.example", QApplication.focusWidget())
    stage.press(Key.Key_Tab)
    stage.type("the port", popup(stage).fields[1])
    QTest.keyClick(popup(stage).fields[1], Key.Key_Return)
    assert stage.body.blocks == (Paragraph(spans("See ", link("the port", "https://port.example"))),)


def test_a_click_elsewhere_closes_the_popup_and_leaves_the_caret_there(on_page: On) -> None:
    stage = on_page(LINKED)
    stage.find("notice")
    stage.page.ask_link()
    popup(stage)
    stage.page.head.headline.setFocus()
    assert stage.page.asking.popup is None
    assert stage.page.head.headline.hasFocus()
    assert stage.body == LINKED


def test_a_click_between_the_fields_leaves_the_keyboard_where_it_is(stage: Stage) -> None:
    stage.type("See ")
    stage.page.ask_link()
    card = popup(stage)
    card.fields[1].setFocus()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(3, card.height() - 3))
    assert stage.page.asking.popup is card
    assert card.window().focusWidget() is card.fields[1]


def test_a_link_is_opened_and_removed_from_its_popup(on_page: On, browser: Browser) -> None:
    stage = on_page(LINKED)
    stage.behind("not")
    stage.page.ask_link()
    press(popup(stage), "Open")
    assert browser.opened == ["https://port.example/n"]
    press(popup(stage), "Remove link")
    assert stage.body == body("Read the notice now.")
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.body == LINKED


def test_a_popup_that_its_words_are_taken_from_closes(on_page: On) -> None:
    stage = on_page(LINKED)
    stage.find("notice")
    stage.page.ask_link()
    stage.page.set_type(stage.page.type)
    assert stage.page.asking.popup is None
    assert stage.body == LINKED


def test_a_click_with_control_opens_a_link_and_one_without_does_not(on_page: On, browser: Browser) -> None:
    stage = on_page(LINKED)
    viewport, place = stage.page.viewport(), place_of(stage, "notice")
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert browser.opened == []
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Ctrl, place)
    assert browser.opened == ["https://port.example/n"]
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Ctrl, place_of(stage, "Read"))
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Ctrl, place)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Ctrl, place_of(stage, "now"))
    assert len(browser.opened) == 1


def test_a_link_is_opened_by_the_keyboard_and_a_file_never(on_page: On, browser: Browser) -> None:
    stage = on_page(Body((Paragraph((Span("a"), Span("file", link="file:///etc/passwd"))), *LINKED.blocks)))
    stage.behind("not")
    stage.page.open_link()
    stage.behind("fil")
    stage.page.open_link()
    assert browser.opened == ["https://port.example/n"]


def test_the_pointer_tells_where_a_link_leads(on_page: On) -> None:
    stage = on_page(LINKED)
    viewport = stage.page.viewport()
    place = place_of(stage, "notice")
    point_at(stage, place)
    assert viewport.toolTip() == "https://port.example/n\nCtrl+click to open"
    assert viewport.cursor().shape() == Qt.CursorShape.IBeamCursor
    QTest.keyPress(stage.page, Key.Key_Control)
    assert viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.keyRelease(stage.page, Key.Key_Control)
    assert viewport.cursor().shape() == Qt.CursorShape.IBeamCursor
    point_at(stage, place, Ctrl)
    assert viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor
    point_at(stage, place_of(stage, "Read"))
    assert viewport.toolTip() == ""
    assert viewport.cursor().shape() == Qt.CursorShape.IBeamCursor


def test_an_address_pasted_over_words_is_their_link(on_page: On) -> None:
    before = Body((Paragraph(spans("Read the ", em("notice"), " now.")),))
    stage = on_page(before)
    stage.find("the notice")
    stage.paste(text="https://port.example/n\n", html="<a href='https://port.example/n'>Notice</a>")
    linked = Span("notice", em("x").marks, "https://port.example/n")
    assert stage.body.blocks[0] == Paragraph(spans("Read ", link("the ", "https://port.example/n"), linked, " now."))
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.body == before


def test_an_address_pasted_over_an_address_takes_its_place(on_page: On) -> None:
    stage = on_page(body("See https://a.example now."))
    stage.find("https://a.example")
    stage.paste(text="https://b.example")
    assert stage.body.blocks[0] == Paragraph(spans("See ", link("https://b.example", "https://b.example"), " now."))


def test_a_pasted_address_is_a_link_where_links_may_be(on_page: On) -> None:
    stage = on_page(Body((Quote(spans("Said ")),)))
    stage.behind("Said ")
    stage.paste(text="www.port.example")
    assert stage.body.blocks == (Quote(spans("Said ", link("www.port.example", "https://www.port.example"))),)
    assert not stage.page.findChildren(Offer)
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.body.blocks == (Quote(spans("Said ")),)
    stage.press(Key.Key_Z, mod=Ctrl | Shift)
    stage.type(" and")
    assert stage.body.blocks[0] == Quote(spans("Said ", link("www.port.example", "https://www.port.example"), " and"))


def test_two_selected_lines_are_replaced_by_an_address_and_not_linked(on_page: On) -> None:
    stage = on_page(body("One.", "Two."))
    stage.page.selectAll()
    stage.paste(text="https://port.example")
    assert "https://port.example" in stage.texts


def offers(stage: Stage) -> list[Offer]:
    return [one for one in stage.page.findChildren(Offer) if one.isVisible()]


def test_a_card_is_offered_for_a_video_alone_on_its_line(on_page: On) -> None:
    stage = on_page(body("Above", ""))
    stage.press(Key.Key_Down)
    stage.paste(text=VIDEO)
    assert stage.body.blocks[1] == Paragraph((link(VIDEO, VIDEO),))
    (offer,) = offers(stage)
    assert stage.page.hasFocus()
    press(offer, "Make a card of it")
    assert stage.body == Body((*body("Above").blocks, Embed(VIDEO), Paragraph()))
    assert offers(stage) == []
    stage.type("Below")
    assert stage.texts == ["Above", VIDEO, "Below"]
    stage.press(Key.Key_Z, Key.Key_Z, mod=Ctrl)
    assert stage.body.blocks[1] == Paragraph((link(VIDEO, VIDEO),))


def test_an_offer_goes_with_escape_with_typing_and_is_not_made_of_any_page(on_page: On) -> None:
    stage = on_page(body(""))
    stage.paste(text=VIDEO)
    assert len(offers(stage)) == 1
    stage.press(Key.Key_Escape)
    assert offers(stage) == []
    stage.press(Key.Key_Return)
    stage.paste(text=VIDEO)
    stage.type(" ")
    assert offers(stage) == []
    stage.press(Key.Key_Return)
    stage.paste(text="https://port.example/notice")
    stage.press(Key.Key_Return)
    stage.type("See ")
    stage.paste(text=VIDEO)
    assert offers(stage) == []


def test_a_card_is_made_changed_opened_and_removed(stage: Stage, browser: Browser) -> None:
    stage.page.ask_embed()
    stage.type("nonsense", QApplication.focusWidget())
    stage.press(Key.Key_Return)
    assert "not the address of a page" in popup(stage).hint.text()
    popup(stage).field.setText("port.example/film")
    stage.press(Key.Key_Return)
    assert stage.body == Body((Embed("https://port.example/film"), Paragraph()))
    stage.page.edits.select_object(stage.page.document().firstBlock())
    stage.press(Key.Key_Return)
    assert popup(stage).texts == ("https://port.example/film", "")
    stage.type("The film", popup(stage).fields[1])
    press(popup(stage), "Apply")
    assert stage.body.blocks[0] == Embed("https://port.example/film", "The film")
    place = drawn_box(stage.page.document().firstBlock(), stage.page.verticalScrollBar().value()).center().toPoint()
    QTest.mouseClick(stage.page.viewport(), Qt.MouseButton.LeftButton, Ctrl, place)
    assert browser.opened == ["https://port.example/film"]
    QTest.mouseDClick(stage.page.viewport(), Qt.MouseButton.LeftButton, pos=place)
    press(popup(stage), "Remove")
    assert stage.body == Body((Paragraph(),))


def test_a_line_that_is_an_address_becomes_a_card(on_page: On) -> None:
    stage = on_page(Body((Paragraph((link(VIDEO, VIDEO),)), *body("Below").blocks)))
    stage.before("https")
    stage.page.ask_embed()
    assert popup(stage).texts == (VIDEO, "")
    assert "Video on YouTube" in popup(stage).fields[1].placeholderText()
    stage.press(Key.Key_Return)
    assert stage.body == Body((Embed(VIDEO), *body("Below").blocks))


def test_what_is_typed_behind_a_link_is_no_part_of_it_however_often_one_went_to_its_end(on_page: On) -> None:
    stage = on_page(Body((Paragraph(spans("See ", link("there", "https://a.example"))),)))
    stage.page.put_caret(0, 0)
    for _ in range(2):
        stage.press(Key.Key_End)
    stage.type("xy")
    assert stage.body.blocks == (Paragraph(spans("See ", link("there", "https://a.example"), "xy")),)

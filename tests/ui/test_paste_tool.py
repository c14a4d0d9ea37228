"""A paste from elsewhere, what the line under it says, and what its buttons do: in a whole window."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.formats.pasted.report import Kind
from desk.library.library import Library
from desk.story.body import Body, Figure, Heading, Note, Paragraph, block_text, spans, text_of
from desk.story.story import Story
from desk.ui.editor.carrying import MEDIA_TYPE, CarryingMime, pack, unpack
from desk.ui.editor.clipboard import BODY_TYPE
from desk.ui.editor.floating import GAP
from desk.ui.editor.laying import Laying
from desk.ui.editor.page import EditorPage
from desk.ui.editor.paste_line import PasteLine
from desk.ui.notices import ProgressBar
from desk.ui.paste_tool import PasteTool
from desk.ui.theme import Scheme
from desk.ui.work import Job
from tests.formats.bodies import body, em, link, strong
from tests.formats.pictures import picture, reference
from tests.ui.desk_window import WAIT, DeskWindow

SAMPLES = Path(__file__).parents[1] / "formats" / "pasted" / "samples"
Key = Qt.Key
Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COMMENTED = (SAMPLES / "word-comments-footnotes.html").read_text(encoding="utf-8")
SAID = "Kept 2 paragraphs. Left out: 1 comment, 2 footnotes."


class Desk:
    """A window on a story, and its clipboard."""

    def __init__(self, desk: DeskWindow) -> None:
        self.desk = desk
        self.qtbot: QtBot = desk.qtbot
        self.page: EditorPage = desk.room.page
        self.tool: PasteTool = desk.room.tools.paste

    def write(self, body: Body) -> None:
        row = self.desk.library.create(Story(headline="Lamps", body=body)).result(10)
        self.desk.open(row.id)
        self.desk.window.activateWindow()
        self.page.setFocus()
        self.at_end()

    def at_end(self) -> None:
        end = self.page.document().characterCount() - 1
        self.page.put_caret(end, end)

    def copy_elsewhere(self, *, html: str = "", text: str = "", url: str = "") -> None:
        mime = QMimeData()
        if html:
            mime.setHtml(html)
        if text:
            mime.setText(text)
        if url:
            mime.setData("chromium/x-source-url", url.encode())
        QApplication.clipboard().setMimeData(mime)

    def press(self, key: Qt.Key, mod: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.page, key, mod)

    def paste(self) -> None:
        self.press(Key.Key_V, Ctrl)

    @property
    def texts(self) -> list[str]:
        return [block_text(block) for block in self.body.blocks]

    @property
    def body(self) -> Body:
        found = self.desk.room.manuscript.story.body
        assert self.page.bridge.read() == found
        return found

    @property
    def line(self) -> PasteLine:
        assert self.tool.line is not None
        assert self.tool.line.isVisible()
        return self.tool.line


@pytest.fixture
def desk(desk_window: DeskWindow) -> Iterator[Desk]:
    made = Desk(desk_window)
    made.write(body("Above"))
    yield made
    QApplication.clipboard().clear()


def test_the_line_says_what_was_kept_and_what_not_and_goes_when_somebody_writes_on(desk: Desk) -> None:
    desk.copy_elsewhere(html=COMMENTED)
    desk.paste()
    assert desk.texts == ["AboveFour lamps burn at the mole, and nobody asks why.", "The harbour master does."]
    line = desk.line
    assert line.sentence == SAID
    assert line.geometry().top() > desk.page.cursorRect().bottom()
    assert desk.page.viewport().rect().contains(line.geometry())
    assert desk.page.hasFocus()
    QTest.keyClicks(desk.page, "x")
    desk.qtbot.waitUntil(lambda: desk.tool.line is None, timeout=WAIT)


def test_escape_sends_the_line_away_and_leaves_the_paste(desk: Desk) -> None:
    desk.copy_elsewhere(html=COMMENTED)
    desk.paste()
    line = desk.line
    desk.press(Key.Key_Escape)
    assert not line.isVisible()
    assert len(desk.texts) == 2


def test_the_words_alone_are_one_click_away_and_one_step(desk: Desk) -> None:
    desk.copy_elsewhere(html="<h2>One</h2><p><mark>two</mark></p>", text="One\n\ntwo")
    desk.paste()
    assert isinstance(desk.body.blocks[1], Heading)
    QTest.mouseClick(desk.line.plain, Qt.MouseButton.LeftButton)
    assert desk.body == body("AboveOne", "two")
    assert desk.tool.line is None
    assert desk.page.hasFocus()
    desk.press(Key.Key_Z, Ctrl)
    assert desk.body == body("Above")


def test_the_key_makes_words_of_the_paste_just_made_and_elsewhere_pastes_words(desk: Desk) -> None:
    desk.copy_elsewhere(html="<h2>One</h2><p><mark>two</mark></p>", text="One\n\ntwo")
    desk.paste()
    desk.desk.do("paste_plain")
    assert desk.body == body("AboveOne", "two")
    desk.press(Key.Key_Return)
    desk.desk.do("paste_plain")
    assert desk.body == body("AboveOne", "two", "One", "two")


def test_in_a_field_the_key_pastes_into_the_field(desk: Desk) -> None:
    desk.copy_elsewhere(html="<b>One</b><br>two", text="One\ntwo")
    deck = desk.page.head.deck
    deck.setFocus()
    desk.desk.do("paste_plain")
    assert desk.desk.room.manuscript.story.deck == "One two"
    assert desk.body == body("Above")


def test_in_a_field_the_key_pastes_there_though_the_line_is_shown(desk: Desk) -> None:
    desk.copy_elsewhere(html=COMMENTED, text="Deck")
    desk.paste()
    pasted = desk.texts
    desk.page.head.deck.setFocus()
    desk.desk.do("paste_plain")
    assert desk.desk.room.manuscript.story.deck == "Deck"
    assert desk.texts == pasted


def test_what_was_left_out_can_be_kept_as_a_note(desk: Desk) -> None:
    desk.write(body("Above", "Below"))
    desk.page.put_caret(5, 5)
    desk.copy_elsewhere(html=COMMENTED, url="https://a.example/x")
    desk.paste()
    QTest.mouseClick(desk.line.note, Qt.MouseButton.LeftButton)
    assert [type(block) for block in desk.body.blocks] == [Paragraph, Paragraph, Note, Paragraph]
    note = desk.body.blocks[2]
    assert isinstance(note, Note)
    assert text_of(note.spans) == (
        "Pasted from https://a.example/x\nComment: Really nobody?\n"
        "Footnote: The harbour book of 1911.\nFootnote: Told on the quay."
    )
    assert desk.tool.line is None
    QTest.keyClicks(desk.page, "!")
    assert desk.texts[1] == "The harbour master does.!"
    desk.press(Key.Key_Z, Ctrl)
    desk.press(Key.Key_Z, Ctrl)
    assert len(desk.texts) == 3


def test_the_buttons_are_reached_by_keyboard(desk: Desk) -> None:
    desk.copy_elsewhere(html=COMMENTED)
    desk.paste()
    line = desk.line
    desk.press(Key.Key_Tab)
    assert line.plain.hasFocus()
    desk.press(Key.Key_Tab)
    assert line.note.hasFocus()
    assert line.isVisible()
    desk.press(Key.Key_Space)
    assert isinstance(desk.body.blocks[-1], Note)
    assert desk.page.hasFocus()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_return_on_a_button_presses_it_and_is_not_typed_into_the_words(desk: Desk, key: Qt.Key) -> None:
    desk.copy_elsewhere(html=COMMENTED)
    desk.paste()
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Tab)
    desk.press(key)
    assert [type(block) for block in desk.body.blocks] == [Paragraph, Paragraph, Note]


def test_other_keys_on_a_button_and_clicks_beside_it_do_not_reach_the_words(desk: Desk) -> None:
    desk.write(body("Above", "Below", "Further", "Far", "Farther"))
    desk.page.put_caret(5, 5)
    desk.copy_elsewhere(html=COMMENTED)
    desk.paste()
    before, caret = desk.body, desk.page.textCursor().position()
    line = desk.line
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() // 2, line.height() - 3))
    assert desk.page.textCursor().position() == caret
    assert desk.line is line
    desk.press(Key.Key_Tab)
    for key in (Key.Key_Backspace, Key.Key_Down, Key.Key_X):
        desk.press(key)
    assert desk.body == before
    assert desk.page.textCursor().position() == caret


def test_escape_on_a_button_goes_back_to_the_words(desk: Desk) -> None:
    desk.copy_elsewhere(html=COMMENTED)
    desk.paste()
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Escape)
    assert desk.tool.line is None
    assert desk.page.hasFocus()


def test_a_clean_paste_says_nothing_and_our_own_neither(desk: Desk) -> None:
    desk.copy_elsewhere(html="<p style='color:red'>One</p><p>two</p>")
    desk.paste()
    assert desk.tool.line is None
    desk.press(Key.Key_A, Ctrl)
    desk.press(Key.Key_C, Ctrl)
    desk.at_end()
    desk.paste()
    assert desk.tool.line is None
    assert desk.texts == ["AboveOne", "twoAboveOne", "two"]


def test_there_is_nothing_to_keep_where_nothing_was_left_out(desk: Desk) -> None:
    desk.desk.do("keep_source")
    assert desk.body == body("Above")
    assert desk.desk.window.toast.sentence == "Nothing was left out that a note could keep."


def test_the_line_scrolls_with_the_words_and_has_room_below_a_long_paste(desk: Desk) -> None:
    desk.copy_elsewhere(html=COMMENTED.replace("<!--EndFragment-->", "<p>More.</p>" * 60))
    desk.paste()
    line = desk.line
    assert desk.page.viewport().rect().contains(line.geometry())
    before = line.y()
    bar = desk.page.verticalScrollBar()
    bar.setValue(bar.value() - 120)
    assert line.y() == before + 120


def test_the_line_stays_below_the_words_when_the_page_is_zoomed(desk: Desk) -> None:
    desk.write(body("Above", *["Below"] * 9))
    desk.page.put_caret(5, 5)
    desk.copy_elsewhere(html=COMMENTED)
    desk.paste()
    line = desk.line
    desk.desk.do("zoom_in")
    desk.qtbot.waitUntil(lambda: desk.page.type.zoom > 1, timeout=WAIT)
    desk.page.verticalScrollBar().valueChanged.emit(0)
    assert line.y() == desk.page.cursorRect().bottom() + GAP


def test_another_article_takes_the_line_away(desk: Desk) -> None:
    desk.copy_elsewhere(html=COMMENTED)
    desk.paste()
    desk.write(body("Other"))
    assert desk.tool.line is None


def test_a_long_paste_goes_where_the_caret_was(desk: Desk) -> None:
    desk.write(body("Here", "There"))
    desk.page.put_caret(4, 4)
    desk.copy_elsewhere(html="".join(f"<p>Number {n} of <b>many</b></p>" for n in range(2000)))
    with desk.qtbot.waitSignal(desk.page.paster.landed, timeout=WAIT):
        desk.paste()
        assert desk.texts == ["Here", "There"]
        desk.at_end()
        QTest.keyClicks(desk.page, "!")
    assert desk.texts[0] == "HereNumber 0 of many"
    assert desk.texts[-2:] == ["Number 1999 of many", "There!"]
    assert desk.page.textCursor().atEnd()
    desk.press(Key.Key_Z, Ctrl)
    assert desk.texts == ["Here", "There!"]


def test_the_line_of_a_paste_that_lands_elsewhere_does_not_scroll_the_page(desk: Desk) -> None:
    desk.write(body(*(f"Line {n}" for n in range(100))))
    lines = "".join(f"<p>Number {n}</p>" for n in range(2000))
    desk.copy_elsewhere(html=f"<p><mark>First</mark></p>{lines}")
    with desk.qtbot.waitSignal(desk.page.paster.landed, timeout=WAIT):
        desk.paste()
        desk.page.put_caret(0, 0)
        desk.page.verticalScrollBar().setValue(0)
    assert desk.tool.line is not None
    assert desk.page.verticalScrollBar().value() == 0
    assert desk.page.textCursor().position() == 0
    assert desk.texts[-1] == "Number 1999"


def test_a_long_paste_shows_itself_and_can_be_cancelled(desk: Desk) -> None:
    desk.copy_elsewhere(html="".join(f"<p>Number {n}</p>" for n in range(3000)))
    with desk.qtbot.waitSignal(desk.page.paster.started) as started:
        desk.paste()
    assert started.args is not None
    bar = desk.desk.window.page_pane.findChild(ProgressBar)
    assert bar is not None
    with desk.qtbot.waitSignal(started.args[1].ended, timeout=WAIT):
        bar.stop.click()
    assert desk.body == body("Above")


def test_a_long_paste_for_an_article_that_was_left_is_forgotten(desk: Desk) -> None:
    desk.copy_elsewhere(html="".join(f"<p>Number {n}</p>" for n in range(3000)))
    with desk.qtbot.waitSignal(desk.page.paster.started) as started:
        desk.paste()
    assert started.args is not None
    with desk.qtbot.waitSignal(started.args[1].ended, timeout=WAIT):
        desk.write(body("Other"))
    assert desk.body == body("Other")


def test_a_picture_for_an_article_that_was_left_is_forgotten(desk: Desk) -> None:
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    mime = QMimeData()
    mime.setImageData(image)
    desk.page.insertFromMimeData(mime)
    other = desk.desk.library.create(Story(slug="other")).result(10)
    desk.desk.room.manuscript.open(desk.desk.library.article(other.id))
    desk.qtbot.waitUntil(lambda: not desk.desk.room.services.work.findChildren(Job), timeout=WAIT)
    assert desk.body == Body()


def test_pictures_in_a_page_go_to_the_library_and_those_of_the_web_do_not(desk: Desk) -> None:
    data = picture("PNG", (8, 8))
    inside = f'<img alt="A lamp" src="data:image/png;base64,{base64.b64encode(data).decode()}">'
    desk.copy_elsewhere(html=f'<p>x</p>{inside}<img src="https://a.example/y.png">')
    with desk.qtbot.waitSignal(desk.page.paster.landed, timeout=WAIT):
        desk.paste()
    assert desk.body.blocks[1:3] == (Figure(reference(data), "A lamp"), Figure("https://a.example/y.png"))
    assert desk.desk.library.media(reference(data)) == data
    assert desk.line.sentence == ("Kept 1 paragraph, 1 picture. Left out: 1 picture from the web (its address stays).")


def test_a_picture_copied_in_a_browser_is_the_picture_and_not_its_address(desk: Desk) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    mime = QMimeData()
    mime.setHtml('<meta charset="utf-8"><img src="https://a.example/lamp.png" alt="A lamp">')
    mime.setImageData(image)
    QApplication.clipboard().setMimeData(mime)
    with desk.qtbot.waitSignal(desk.page.paster.picture_pasted, timeout=WAIT):
        desk.paste()
    desk.qtbot.waitUntil(lambda: any(isinstance(block, Figure) for block in desk.body.blocks), timeout=WAIT)
    figure = next(block for block in desk.body.blocks if isinstance(block, Figure))
    assert figure.picture.startswith("media:")


def test_a_copy_takes_its_pictures_to_another_library(desk: Desk, tmp_path: Path) -> None:
    data = picture("PNG", (8, 8))
    with Library.open(tmp_path / "other.desk", who="Mara Quist") as other:
        other.add_media(data, "image/png").result(10)
        copied = desk.page.paster
        figure = body("x", Figure(reference(data), "A lamp", spans("A ", em("lamp"))), Note(spans("For the desk")))
        page, work = desk.page, desk.desk.room.services.work
        laying = Laying(page.edits, page.landmarks, page.manuscript, work, page)
        edits = page.edits, page.landmarks, laying, page.one_step, page.read_typed
        there = type(copied)(*edits, media=other.media, work=work, parent=page)
        from desk.ui.editor.clipboard import Fragment  # noqa: PLC0415

        mime = there.copied(Fragment(figure))
        assert isinstance(mime, CarryingMime)
        assert f'src="data:image/png;base64,{base64.b64encode(data).decode()}"' in mime.html()
        # What another process would be given.
        elsewhere = QMimeData()
        for kind in (BODY_TYPE, MEDIA_TYPE):
            elsewhere.setData(kind, mime.data(kind))
    QApplication.clipboard().setMimeData(elsewhere)
    assert desk.desk.library.media(reference(data)) is None
    desk.write(Body((Paragraph(),)))
    desk.paste()
    desk.qtbot.waitUntil(lambda: len(desk.texts) == 3, timeout=WAIT)
    assert desk.body == figure
    assert desk.desk.library.media(reference(data)) == data
    assert desk.tool.line is None


def test_what_is_no_picture_is_not_taken_from_a_copy(desk: Desk) -> None:
    data = b"no picture"
    mime = QMimeData()
    mime.setData(BODY_TYPE, b"b![](" + reference(data).encode() + b")")
    mime.setData(MEDIA_TYPE, pack({reference(data): data}))
    QApplication.clipboard().setMimeData(mime)
    desk.paste()
    desk.qtbot.waitUntil(lambda: len(desk.body.blocks) > 1, timeout=WAIT)
    assert desk.desk.library.media(reference(data)) is None


def test_pictures_packed_and_unpacked_are_the_same_and_damage_does_no_harm() -> None:
    held = {reference(data): data for data in (b"one", b"", b"three" * 100)}
    packed = pack(held)
    assert unpack(packed) == held
    assert unpack(packed[:-1]) == {name: data for name, data in held.items() if len(data) < 100}
    assert unpack(packed.replace(b"one", b"two")) == {name: data for name, data in held.items() if data != b"one"}
    assert unpack(b"nonsense" * 20) == {}


def test_others_get_clean_html_markdown_and_text(desk: Desk) -> None:
    words = Paragraph(spans("Four ", strong("lamps"), " ", link("there", "https://a.example")))
    note, figure = Note(spans("For the desk")), Figure("https://a.example/y.png", "A lamp")
    desk.write(body(words, Heading(spans("Mole")), note, figure))
    desk.press(Key.Key_A, Ctrl)
    desk.press(Key.Key_C, Ctrl)
    mime = QApplication.clipboard().mimeData()
    assert mime.html() == (
        '<meta charset="utf-8"><p>Four <strong>lamps</strong> <a href="https://a.example">there</a></p>\n'
        '<h2>Mole</h2>\n<figure><img src="https://a.example/y.png" alt="A lamp"></figure>'
    )
    assert mime.text() == "Four lamps there\n\nMole"
    markdown = bytes(mime.data("text/markdown").data()).decode()
    assert markdown.startswith("Four **lamps** [there](https://a.example)\n\n## Mole")
    assert "desk" not in markdown


def test_what_is_copied_in_a_field_has_no_fonts_and_can_be_pasted_in_the_body(desk: Desk) -> None:
    field = desk.page.head.headline
    field.setFocus()
    desk.press(Key.Key_A, Ctrl)
    desk.press(Key.Key_C, Ctrl)
    mime = QApplication.clipboard().mimeData()
    assert mime.html() == '<meta charset="utf-8">Lamps'
    assert mime.text() == "Lamps"
    desk.page.setFocus()
    desk.at_end()
    desk.paste()
    assert desk.texts == ["AboveLamps"]


def drop(desk: Desk, mime: QMimeData, words: str, *, action: Qt.DropAction = Qt.DropAction.CopyAction) -> None:
    """Let something fall right before some words."""
    found = desk.page.document().find(words)
    found.setPosition(found.selectionStart())
    place = desk.page.cursorRect(found).center() + QPoint(1, 0)
    buttons, mods = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(place), action, mime, buttons, mods)
    desk.page.dropEvent(event)
    assert event.isAccepted()


def test_what_another_program_drops_is_pasted_where_it_fell(desk: Desk) -> None:
    desk.write(body("One", "Two three"))
    mime = QMimeData()
    mime.setHtml("<b>lamps</b> and<sup><a href='#fn1'>1</a></sup> ")
    mime.setText("lamps and ")
    drop(desk, mime, "three")
    assert desk.body.blocks[1] == Paragraph(spans("Two ", strong("lamps"), " and three"))
    assert desk.line.sentence == "Kept the words. Left out: 1 footnote."
    desk.press(Key.Key_Z, Ctrl)
    assert desk.texts == ["One", "Two three"]


def test_what_is_dragged_within_the_body_moves_in_one_step(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(Body((Paragraph(spans("One ", strong("lamp "), "two")), Paragraph(spans("three")))))
    page = desk.page
    found = page.document().find("lamp ")
    page.setTextCursor(found)
    mime = page.createMimeDataFromSelection()
    monkeypatch.setattr(QDropEvent, "source", lambda _event: page.viewport())
    drop(desk, mime, "three", action=Qt.DropAction.MoveAction)
    assert desk.body.blocks == (Paragraph(spans("One two")), Paragraph(spans(strong("lamp "), "three")))
    desk.press(Key.Key_Z, Ctrl)
    assert desk.texts == ["One lamp two", "three"]
    assert not page.manuscript.can_undo


def test_much_that_is_dragged_within_the_body_is_never_gone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    many = "lamp " * 5_000
    desk.write(body("One", many.strip(), "three"))
    page = desk.page
    page.setTextCursor(page.document().find(many.strip()[:200]))
    block = page.document().findBlockByNumber(1)
    page.put_caret(block.position() + block.length() - 1, block.position())
    mime = page.createMimeDataFromSelection()
    monkeypatch.setattr(QDropEvent, "source", lambda _event: page.viewport())
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    drop(desk, mime, "three", action=Qt.DropAction.MoveAction)
    assert desk.body == body("One", Paragraph(), many.strip() + "three")
    desk.press(Key.Key_Z, Ctrl)
    assert desk.body == body("One", many.strip(), "three")
    assert not page.manuscript.can_undo


def test_counts_of_what_was_left_out_are_told_apart() -> None:
    assert Kind.COMMENT.said(1) == "1 comment"
    assert Kind.WEB_PICTURE.said(2) == "2 pictures from the web (their addresses stay)"
    assert Kind.LOOKS.said(7) == "colours and fonts"


@pytest.mark.parametrize("rewritten", ["zoomed", "recoloured", "undone"])
def test_a_long_paste_keeps_its_place_when_all_is_set_anew(desk: Desk, rewritten: str) -> None:
    count = 500  # so many that undoing something in all of them sets the whole body anew
    desk.write(body("Here it", *(f"Line {n}" for n in range(count))))
    manuscript = desk.desk.room.manuscript
    louder = body("HERE IT", *(f"LINE {n}" for n in range(count)))
    manuscript.edit(replace(manuscript.story, body=louder), None)
    desk.page.put_caret(4, 4)
    desk.copy_elsewhere(html="".join(f"<p>Number {n}</p>" for n in range(2000)))
    with desk.qtbot.waitSignal(desk.page.paster.landed, timeout=WAIT):
        desk.paste()
        if rewritten == "zoomed":
            desk.page.set_type(replace(desk.page.type, size=desk.page.type.size + 2))
        elif rewritten == "recoloured":
            theme = desk.desk.room.services.looks.theme
            theme.choose(Scheme.DARK)
        else:
            manuscript.undo()
    assert desk.texts[0].casefold() == "herenumber 0"
    assert desk.texts[1999].casefold() == "number 1999 it"
    assert desk.texts[-1].casefold() == f"line {count - 1}"


def test_words_typed_on_while_a_long_paste_is_read_stay_behind_it(desk: Desk) -> None:
    desk.write(body("Here", "There"))
    desk.page.put_caret(4, 4)
    desk.copy_elsewhere(html="".join(f"<p>Number {n}</p>" for n in range(2000)))
    with desk.qtbot.waitSignal(desk.page.paster.landed, timeout=WAIT):
        desk.paste()
        QTest.keyClicks(desk.page, " and")
    QTest.keyClicks(desk.page, " on")
    assert desk.texts[0] == "HereNumber 0"
    assert desk.texts[-2:] == ["Number 1999 and on", "There"]


def test_words_typed_over_what_a_long_paste_was_to_replace_stay(desk: Desk) -> None:
    desk.write(body("Here is it"))
    desk.page.put_caret(7, 5)
    desk.copy_elsewhere(html="".join(f"<p>Number {n}</p>" for n in range(2000)))
    with desk.qtbot.waitSignal(desk.page.paster.landed, timeout=WAIT):
        desk.paste()
        QTest.keyClicks(desk.page, "was")
    assert desk.texts[0] == "Here Number 0"
    assert desk.texts[-1] == "Number 1999was it"


def long_copy(desk: Desk, count: int = 1200) -> list[str]:
    """Paste so many paragraphs, and come back when the first of them are there; the texts of all."""
    texts = [f"Number {n}" for n in range(count)]
    desk.copy_elsewhere(html="".join(f"<p>{text} <b></b></p>" for text in texts))
    desk.paste()
    desk.qtbot.waitUntil(lambda: len(desk.body.blocks) > 10, timeout=WAIT)
    assert len(desk.body.blocks) < count
    return texts


def landed(desk: Desk, count: int = 1200) -> None:
    desk.qtbot.waitUntil(lambda: len(desk.body.blocks) >= count, timeout=WAIT)


def test_a_long_paste_comes_in_pieces_and_is_one_step(desk: Desk) -> None:
    desk.write(body("Here", "There"))
    desk.page.put_caret(4, 4)
    with desk.qtbot.waitSignal(desk.page.paster.landed, timeout=WAIT):
        texts = long_copy(desk)
    assert desk.texts == ["Here" + texts[0], *texts[1:], "There"]
    assert desk.page.textCursor().block().text() == texts[-1]
    desk.press(Key.Key_Z, Ctrl)
    assert desk.texts == ["Here", "There"]
    desk.press(Key.Key_Z, Ctrl | Shift)
    assert desk.texts == ["Here" + texts[0], *texts[1:], "There"]


def test_words_typed_while_a_long_paste_comes_in_stay_where_they_were_typed(desk: Desk) -> None:
    texts = long_copy(desk)
    QTest.keyClicks(desk.page, " and on")
    desk.page.put_caret(5, 5)
    QTest.keyClicks(desk.page, "!")
    landed(desk)
    QTest.keyClicks(desk.page, "?")
    assert desk.texts == ["Above!?" + texts[0], *texts[1:-1], texts[-1] + " and on"]
    assert desk.tool.line is None
    desk.press(Key.Key_Z, Ctrl)
    assert desk.texts[0] == "Above!" + texts[0]
    desk.press(Key.Key_Z, Ctrl)
    assert desk.texts == ["Above"]


def test_a_long_paste_that_is_taken_back_while_it_comes_in_can_be_done_again(desk: Desk) -> None:
    texts = long_copy(desk)
    desk.press(Key.Key_Z, Ctrl)
    assert desk.texts == ["Above"]
    desk.press(Key.Key_Z, Ctrl | Shift)
    assert desk.texts == ["Above" + texts[0], *texts[1:]]


def test_a_long_paste_is_whole_when_somebody_leaves_while_it_comes_in(desk: Desk) -> None:
    row = desk.desk.room.manuscript.article
    assert row is not None
    long_copy(desk)
    desk.write(body("Other"))
    desk.desk.open(row.id)
    assert len(desk.body.blocks) == 1200


def test_another_paste_comes_behind_a_long_one_that_comes_in(desk: Desk) -> None:
    texts = long_copy(desk)
    desk.copy_elsewhere(text=" more")
    desk.paste()
    assert desk.texts == ["Above" + texts[0], *texts[1:-1], texts[-1] + " more"]


def test_a_long_paste_is_taken_back_where_it_is_cancelled_while_it_comes_in(desk: Desk) -> None:
    jobs: list[Job] = []

    def note(_what: str, job: Job) -> None:
        jobs.append(job)

    desk.page.paster.started.connect(note)
    long_copy(desk)
    assert len(jobs) == 2  # one that read it, one that puts it in
    jobs[1].cancel()
    desk.qtbot.waitUntil(lambda: desk.texts == ["Above"], timeout=WAIT)


@pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_Delete])
def test_the_last_words_of_a_long_paste_are_joined_to_those_before_them(desk: Desk, key: Key) -> None:
    """And not to the last ones that are there already."""
    texts = long_copy(desk)
    if key is Key.Key_Backspace:
        desk.press(Key.Key_Home)
        joined = ["Above" + texts[0], *texts[1:-2], texts[-2] + texts[-1]]
    else:
        desk.press(Key.Key_Up)
        desk.press(Key.Key_End)
        here = desk.texts.index(desk.page.textCursor().block().text())
        joined = ["Above" + texts[0], *texts[1:here], texts[here] + texts[here + 1], *texts[here + 2 :]]
    desk.press(key)
    assert desk.texts == joined
    desk.press(Key.Key_Z, Ctrl)
    assert desk.texts == ["Above" + texts[0], *texts[1:]]
    desk.press(Key.Key_Z, Ctrl)
    assert desk.texts == ["Above"]


def test_what_is_selected_across_a_long_paste_that_comes_in_is_all_of_it(desk: Desk) -> None:
    texts = long_copy(desk)
    desk.press(Key.Key_A, Ctrl)
    desk.page.cut()
    assert not "".join(desk.texts)
    assert QApplication.clipboard().text().split() == " ".join(["Above" + texts[0], *texts[1:]]).split()
    desk.press(Key.Key_Z, Ctrl)
    assert desk.texts == ["Above" + texts[0], *texts[1:]]

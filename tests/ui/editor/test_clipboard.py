"""Copy, cut, paste and drop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtWidgets import QApplication

from desk.story.body import Body, Embed, Figure, Heading, ListItem, Note, Paragraph, Quote, Rule, spans
from tests.formats.bodies import body, em, link, strong
from tests.ui.editor.pages import Ctrl, Key, Shift, Stage

On = Callable[[Body], Stage]
RICH = Body(
    (
        Paragraph(spans("Above ", strong("bold"))),
        Heading(spans("Port")),
        Figure("media:" + "0" * 64, "Alt", spans("The ", em("mole")), "Ilse Brandt"),
        Note(spans("For the desk.")),
        ListItem(spans("item"), ordered=True, depth=1),
        Rule(),
        Embed("https://video.example", "A video"),
        Quote(spans("Said so.")),
        Paragraph(spans("Below ", link("there", "https://a.example"))),
    )
)


def test_what_is_cut_and_pasted_elsewhere_is_the_same(on_page: On) -> None:
    stage = on_page(RICH)
    stage.press(Key.Key_A, mod=Ctrl)
    stage.press(Key.Key_X, mod=Ctrl)
    assert "".join(stage.texts) == ""
    stage.page.make_paragraph()
    stage.press(Key.Key_V, mod=Ctrl)
    assert stage.body == RICH


def test_a_paste_is_one_step(on_page: On) -> None:
    stage = on_page(RICH)
    stage.press(Key.Key_A, Key.Key_C, mod=Ctrl)
    stage.find("Above")
    stage.press(Key.Key_V, mod=Ctrl)
    assert len(stage.body.blocks) > len(RICH.blocks)
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.body == RICH
    assert not stage.manuscript.can_undo


def test_words_from_within_a_line_go_into_another_line(on_page: On) -> None:
    stage = on_page(Body((Paragraph(spans("Four ", strong("lamps"), " now")), Heading(spans("Port")))))
    stage.find("lamps now")
    stage.press(Key.Key_C, mod=Ctrl)
    stage.behind("Port")
    stage.press(Key.Key_V, mod=Ctrl)
    assert stage.body.blocks[1] == Heading(spans("Port", strong("lamps"), " now"))
    assert stage.page.textCursor().atBlockEnd()


def test_others_get_html_and_text(on_page: On) -> None:
    stage = on_page(RICH)
    stage.press(Key.Key_A, Key.Key_C, mod=Ctrl)
    mime = QApplication.clipboard().mimeData()
    assert "<strong>bold</strong>" in mime.html()
    assert "<h2>Port</h2>" in mime.html()
    assert mime.text().startswith("Above bold\n\nPort")


def test_a_page_from_elsewhere_is_cleaned_and_read(on_page: On) -> None:
    stage = on_page(body("Above", ""))
    stage.behind("Above")
    stage.press(Key.Key_Down)
    stage.paste(
        text="not this",
        html="<meta charset=utf-8><h2 style='color:red'>Port</h2><p onclick=x()>Four <b>lamps</b>"
        " <a href='javascript:x()'>now</a><script>alert(1)</script></p><ul><li>one<li>two</ul>",
    )
    assert stage.body.blocks[1:] == (
        Heading(spans("Port")),
        Paragraph(spans("Four ", strong("lamps"), " now")),
        ListItem(spans("one")),
        ListItem(spans("two")),
    )


def test_a_run_of_html_flows_into_the_line(on_page: On) -> None:
    stage = on_page(body("Four now"))
    stage.behind("Four")
    stage.paste(html=" <i>lamps</i>")
    assert stage.body.blocks == (Paragraph(spans("Four", em("lamps"), " now")),)


def test_lines_of_plain_text_are_paragraphs(on_page: On) -> None:
    stage = on_page(body("Four lamps"))
    stage.behind("Four")
    stage.paste(text="One\r\n\r\nTwo\nThree")
    assert stage.texts == ["FourOne", "Two", "Three lamps"]
    assert stage.page.textCursor().block().text() == "Three lamps"
    assert stage.page.textCursor().positionInBlock() == len("Three")


def test_the_caret_is_right_behind_what_was_pasted_before_an_emoji(on_page: On) -> None:
    stage = on_page(body("a😀b"))
    stage.behind("a")
    stage.paste(text="x\n😀")
    stage.type("!")
    assert stage.texts == ["ax", "😀!😀b"]


def test_blocks_pasted_into_a_caption_are_words_there(on_page: On) -> None:
    stage = on_page(body(Figure("media:0", "", spans("Mole"))))
    stage.behind("Mole")
    stage.paste(text="one\ntwo")
    assert stage.body == body(Figure("media:0", "", spans("Moleone two")))


def test_pasting_beside_a_table_goes_behind_it(on_page: On) -> None:
    stage = on_page(body("Above", Rule(), "Below"))
    stage.page.put_caret(6, 6)
    stage.paste(text="word")
    assert stage.body == body("Above", Rule(), "word", "Below")


def test_pasting_over_several_blocks_takes_their_place(on_page: On) -> None:
    stage = on_page(body("One here", "Two", "Three there"))
    cursor = stage.find("here")
    cursor.setPosition(cursor.document().find("there").selectionStart(), QTextCursor.MoveMode.KeepAnchor)
    stage.page.setTextCursor(cursor)
    stage.paste(text="a\nb")
    assert stage.texts == ["One a", "bthere"]
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.texts == ["One here", "Two", "Three there"]


def test_pasting_without_marks(on_page: On) -> None:
    stage = on_page(Body((Paragraph(spans(strong("bold"))), Paragraph())))
    stage.find("bold")
    stage.press(Key.Key_C, mod=Ctrl)
    stage.press(Key.Key_Right, Key.Key_Right)
    stage.press(Key.Key_V, mod=Ctrl | Shift)
    assert stage.body.blocks[1] == Paragraph(spans("bold"))


def test_files_and_pictures_are_for_the_window(stage: Stage, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.txt", "b.JPG", "c.md")])
    assert stage.page.canInsertFromMimeData(mime)
    with (
        stage.qtbot.waitSignal(stage.page.paster.files_dropped) as files,
        stage.qtbot.waitSignal(stage.page.paster.pictures_dropped) as pictures,
    ):
        stage.page.insertFromMimeData(mime)
    assert files.args == [[tmp_path / "a.txt", tmp_path / "c.md"]]
    assert pictures.args == [[tmp_path / "b.JPG"]]
    assert stage.body == Body()


def test_a_picture_on_the_clipboard_is_handed_over_as_png(stage: Stage) -> None:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    mime = QMimeData()
    mime.setImageData(image)
    with stage.qtbot.waitSignal(stage.page.paster.picture_pasted) as pasted:
        stage.page.insertFromMimeData(mime)
    assert pasted.args is not None
    assert QImage.fromData(pasted.args[0]).pixelColor(1, 1) == QColor("#123456")


def test_nonsense_for_our_own_kind_of_copy_does_no_harm(on_page: On) -> None:
    stage = on_page(body("Four"))
    mime = QMimeData()
    mime.setData("application/x-desk-body", b"\xff\x00b<script>alert(1)</script>")
    stage.page.insertFromMimeData(mime)
    assert stage.page.bridge.read() == stage.body
    stage.press(Key.Key_Z, mod=Ctrl | Shift)


def test_a_copy_of_a_part_of_a_figure_is_its_words(on_page: On) -> None:
    stage = on_page(body(Figure("media:0", "", spans("The mole"), "Ilse Brandt"), ""))
    cursor = stage.find("mole")
    cursor.setPosition(cursor.document().find("Ilse").selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    stage.page.setTextCursor(cursor)
    stage.press(Key.Key_C, mod=Ctrl)
    stage.page.put_caret(end := stage.page.document().characterCount() - 1, end)
    stage.press(Key.Key_V, mod=Ctrl)
    assert stage.body.blocks[1:] == (Paragraph(spans("mole")), Paragraph(spans("Ilse")))

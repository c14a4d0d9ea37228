"""Pictures on the page of a whole window: pasted, dropped, chosen, asked about, replaced."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget

from desk.story.body import Body, Figure, Paragraph, spans
from desk.ui.editor.cards import chip_box, drawn_box
from desk.ui.editor.popup import Popup
from desk.ui.notices import Card
from desk.ui.undo import Caret
from tests.formats.bodies import body
from tests.ui.desk_window import WAIT, DeskWindow

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def png(colour: str, size: tuple[int, int] = (400, 300)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def jpeg(size: tuple[int, int] = (200, 200)) -> bytes:
    out = BytesIO()
    Image.effect_noise(size, 60).save(out, "JPEG")
    return out.getvalue()


class Desk:
    """A window in which a short story is open, with the caret behind its first paragraph."""

    def __init__(self, window: DeskWindow) -> None:
        self.window = window
        self.page = window.room.page
        self.page.activateWindow()
        self.show(body("Above.", "Below."))
        self.page.setFocus()
        self.page.put_caret(6, 6)

    def show(self, blocks: Body) -> None:
        manuscript = self.window.room.manuscript
        manuscript.edit(replace(manuscript.story, body=blocks), None, caret=Caret())

    @property
    def body(self) -> Body:
        return self.window.room.manuscript.story.body

    @property
    def figures(self) -> list[Figure]:
        return [block for block in self.body.blocks if isinstance(block, Figure)]

    @property
    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    @property
    def popup(self) -> Popup | None:
        return self.page.asking.popup

    def wait_for_figures(self, count: int) -> list[Figure]:
        self.window.qtbot.waitUntil(lambda: len(self.figures) == count, timeout=WAIT)
        return self.figures

    def held(self, figure: Figure) -> bytes | None:
        return self.window.library.media(figure.picture)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused, text)

    def press(self, *keys: Key, mod: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self.focused, key, mod)

    def drop(self, mime: QMimeData, place: QPoint) -> None:
        self.page.dropEvent(QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, LEFT, NONE))

    def box(self, index: int) -> tuple[QPoint, QPoint]:
        """The middle of a picture, and of the chip upon it, in the viewport."""
        line = self.page.document().findBlockByNumber(self.page.bridge.first_line(index))
        box = drawn_box(line, self.page.verticalScrollBar().value())
        return box.center().toPoint(), chip_box(box, self.page.type).center().toPoint()


@pytest.fixture
def desk(desk_window: DeskWindow) -> Desk:
    return Desk(desk_window)


def files(folder: Path, **pictures: bytes) -> QMimeData:
    urls = []
    for name, data in pictures.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(data)
        urls.append(QUrl.fromLocalFile(str(path)))
    mime = QMimeData()
    mime.setUrls(urls)
    return mime


def test_a_pasted_picture_is_kept_and_asked_about(desk: Desk) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    QGuiApplication.clipboard().setImage(image)
    desk.press(Key.Key_V, mod=Qt.KeyboardModifier.ControlModifier)
    (figure,) = desk.wait_for_figures(1)
    held = desk.held(figure)
    assert held is not None
    assert QImage.fromData(held).pixelColor(1, 1) == QColor("#123456")
    assert desk.popup is not None
    desk.type("A dark sea.")
    desk.press(Key.Key_Return)
    desk.type("The sea")
    desk.press(Key.Key_Return)
    desk.type("Wei Sung")
    assert desk.body.blocks == (
        Paragraph(spans("Above.")),
        Figure(figure.picture, "A dark sea.", spans("The sea"), "Wei Sung"),
        Paragraph(spans("Below.")),
    )


def test_escape_leaves_the_question_and_the_caption_is_next(desk: Desk, tmp_path: Path) -> None:
    desk.page.insertFromMimeData(files(tmp_path, a_png=png("red")))
    desk.wait_for_figures(1)
    desk.press(Key.Key_Escape)
    assert desk.popup is None
    desk.type("Red")
    assert desk.figures[0].caption == spans("Red")
    assert desk.figures[0].alt == ""


def test_several_pictures_stand_in_their_order_and_are_one_step(desk: Desk, tmp_path: Path) -> None:
    colours = ("red", "blue", "green")
    pictures = {f"{colour}_png": png(colour, (900, 900 - 200 * place)) for place, colour in enumerate(colours)}
    desk.page.insertFromMimeData(files(tmp_path, **pictures))
    assert [desk.held(figure) for figure in desk.wait_for_figures(3)] == list(pictures.values())
    assert desk.popup is None
    assert len(desk.body.blocks) == 5
    desk.window.do("undo")
    assert desk.body == body("Above.", "Below.")


def test_a_dropped_picture_goes_where_it_is_dropped(desk: Desk, tmp_path: Path) -> None:
    cursor = desk.page.document().find("Below")
    desk.drop(files(tmp_path, b_jpg=jpeg()), desk.page.cursorRect(cursor).center())
    desk.wait_for_figures(1)
    assert isinstance(desk.body.blocks[2], Figure)


def test_pictures_are_chosen_several_at_once(desk: Desk, tmp_path: Path) -> None:
    files(tmp_path, a_png=png("red"), b_png=png("blue"))
    desk.window.do("insert_picture")
    (dialog,) = desk.window.window.findChildren(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(tmp_path / "a.png"), str(tmp_path / "b.png")])
    dialog.close()
    assert [desk.held(figure) for figure in desk.wait_for_figures(2)] == [png("red"), png("blue")]


def test_a_folder_that_is_gone_is_not_offered_as_a_file(desk: Desk, tmp_path: Path) -> None:
    desk.window.room.services.looks.store.change(import_folder=str(tmp_path / "gone"))
    desk.window.do("insert_picture")
    (dialog,) = desk.window.window.findChildren(QFileDialog)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    assert name.text() == ""
    assert Path(dialog.directory().path()).is_dir()
    dialog.close()


def test_what_cannot_be_a_picture_is_said_and_the_others_come_in(desk: Desk, tmp_path: Path) -> None:
    whole = jpeg()
    odd = BytesIO()
    Image.new("RGB", (8, 8)).save(odd, "PPM")
    desk.page.insertFromMimeData(
        files(tmp_path, good_png=png("red"), cut_jpg=whole[: len(whole) // 2], odd_png=odd.getvalue(), text_gif=b"GIF")
    )
    desk.wait_for_figures(1)
    desk.window.wait_for("“cut.jpg” is a picture, but damaged", "Nothing was inserted.")
    desk.window.wait_for("“odd.png” is of a kind (PPM)", "JPEG, PNG")
    desk.window.wait_for("“text.gif” is not a picture that Desk can read.")
    assert len(desk.window.window.page_pane.findChildren(Card)) == 1, "the page is not pushed away"


def test_a_small_file_that_unpacks_into_a_huge_picture_is_refused(desk: Desk, tmp_path: Path) -> None:
    for size in ((9_500, 9_500), (20_000, 20_000)):
        out = BytesIO()
        Image.new("1", size).save(out, "PNG")
        desk.page.insertFromMimeData(files(tmp_path, huge_png=out.getvalue()))
        desk.window.wait_for("“huge.png” has", "more", "pixels")
        for card in desk.window.window.page_pane.findChildren(Card):
            card.deleteLater()
        QApplication.sendPostedEvents(None, 52)
    assert desk.figures == []


def test_who_writes_on_is_not_disturbed_by_a_picture_that_arrives(desk: Desk, tmp_path: Path) -> None:
    desk.page.insertFromMimeData(files(tmp_path, a_png=png("red", (3000, 3000))))
    desk.page.put_caret(place := desk.page.document().characterCount() - 1, place)
    desk.type(" Still")
    desk.wait_for_figures(1)
    desk.type(" writing.")
    assert desk.popup is None
    assert desk.body.blocks[0] == Paragraph(spans("Above."))
    assert isinstance(desk.body.blocks[1], Figure)
    assert desk.body.blocks[2] == Paragraph(spans("Below. Still writing."))


def test_a_picture_keeps_its_place_when_the_page_is_zoomed_before_it_is_there(desk: Desk, tmp_path: Path) -> None:
    desk.page.insertFromMimeData(files(tmp_path, a_png=png("red", (3000, 3000))))
    desk.page.set_type(replace(desk.page.type, zoom=1.4))
    desk.wait_for_figures(1)
    assert [type(block) for block in desk.body.blocks] == [Paragraph, Figure, Paragraph]


def test_another_picture_goes_where_the_old_one_is_by_then(desk: Desk, tmp_path: Path) -> None:
    old, other = (desk.window.library.add_media(png(name), "image/png").result() for name in ("navy", "teal"))
    desk.show(Body((Figure(old), *body("Between.").blocks, Figure(other))))
    index, path = 2, tmp_path / "new.png"
    path.write_bytes(png("red"))
    line = desk.page.document().findBlockByNumber(desk.page.bridge.first_line(index))
    desk.page.edits.select_object(line)
    desk.window.room.figures.replace(desk.page.landmarks.at(desk.page.textCursor()), path)
    desk.page.set_type(replace(desk.page.type, zoom=1.4))
    desk.page.put_caret(0, 0)
    desk.window.qtbot.waitUntil(lambda: desk.figures[1].picture != other, timeout=WAIT)
    assert desk.figures[0].picture == old


def test_a_picture_does_not_land_in_another_article(desk: Desk, tmp_path: Path) -> None:
    desk.page.insertFromMimeData(files(tmp_path, a_png=png("red", (3000, 3000))))
    desk.window.room.close_article()
    toast = desk.window.window.toast
    desk.window.qtbot.waitUntil(lambda: "Nothing was inserted." in toast.sentence, timeout=WAIT)


def test_a_missing_description_is_flagged_on_the_picture_and_asked_for(desk: Desk) -> None:
    reference = desk.window.library.add_media(png("navy"), "image/png").result()
    desk.show(Body((*body("Above.").blocks, Figure(reference), *body("Below.").blocks)))
    desk.window.qtbot.waitUntil(lambda: desk.box(1)[1].y() - desk.box(1)[0].y() > 100, timeout=WAIT)
    desk.page.verticalScrollBar().setValue(desk.page.verticalScrollBar().value() + desk.box(1)[0].y() - 250)
    middle, chip = desk.box(1)
    assert desk.page.viewport().rect().contains(chip)
    viewport = desk.page.viewport()
    assert viewport.grab().toImage().pixelColor(chip) != QColor("navy")
    QTest.mouseClick(viewport, LEFT, pos=chip)
    assert desk.popup is not None
    desk.type("Nothing but navy.")
    desk.press(Key.Key_Return)
    assert desk.figures[0].alt == "Nothing but navy."
    assert viewport.grab().toImage().pixelColor(chip) == QColor("navy")
    QTest.mouseClick(viewport, LEFT, pos=chip)
    assert desk.popup is None
    QTest.mouseDClick(viewport, LEFT, pos=middle)
    assert desk.popup is not None
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Return)
    assert desk.popup is not None
    assert desk.popup.texts == ("Nothing but navy.",)


def test_the_picture_s_commands_are_for_its_words_too(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "new.png").write_bytes(png("green"))
    reference = desk.window.library.add_media(png("red"), "image/png").result()
    desk.show(Body((Figure(reference, "Red.", spans("Caption")), *body("Below.").blocks)))
    actions = desk.window.window.actions_
    desk.page.put_caret(place := desk.page.document().characterCount() - 1, place)
    desk.window.qtbot.waitUntil(lambda: not actions["describe_picture"].isEnabled(), timeout=WAIT)
    desk.page.put_caret(4, 4)
    desk.window.qtbot.waitUntil(actions["describe_picture"].isEnabled, timeout=WAIT)
    assert desk.window.window.toolbar.blocks.text() == "Picture"
    desk.window.do("describe_picture")
    assert desk.popup is not None
    replace = next(one for one in desk.popup.findChildren(QPushButton) if one.text() == "Replace…")
    QTest.mouseClick(replace, LEFT)
    (dialog,) = desk.window.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "new.png"))
    dialog.close()
    desk.window.qtbot.waitUntil(lambda: desk.held(desk.figures[0]) == png("green"), timeout=WAIT)
    assert desk.figures[0].caption == spans("Caption")
    assert desk.popup is not None
    assert desk.popup.texts == ("Red.",)
    remove = next(one for one in desk.popup.findChildren(QPushButton) if one.text() == "Remove")
    QTest.mouseClick(remove, LEFT)
    assert desk.body == body("Below.")


def test_what_a_check_misses_of_a_picture_is_asked_for_where_it_goes(desk: Desk) -> None:
    window = desk.window
    desk.show(body("Above.", Figure("https://a.example/y.png"), "Below."))
    window.do("tab_details")
    assert window.room.side is not None
    card = window.room.side.details.checks

    def click(words: str) -> None:
        window.qtbot.waitUntil(lambda: any(words in row.text() for row in card.rows), timeout=WAIT)
        row = next(row for row in card.rows if words in row.text())
        QTest.mouseClick(row, LEFT)

    click("alternative text")
    assert desk.popup is not None
    desk.type("A dark sea.")
    desk.press(Key.Key_Return)
    click("has no credit")
    desk.type("Wei Sung")
    assert desk.figures == [Figure("https://a.example/y.png", "A dark sea.", credit="Wei Sung")]

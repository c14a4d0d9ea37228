"""Body and document are the same thing at any time, whatever is done to the document."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from desk.story.body import Body, BodyChange, Figure, Heading, ListItem, Paragraph, Rule, body_change, spans
from desk.ui.editor.bridge import Bridge
from desk.ui.editor.lines import Line, Part
from desk.ui.editor.mending import mend
from desk.ui.editor.reading import OBJECT, whole_position
from desk.ui.editor.styles import Styles
from desk.ui.tokens import LIGHT
from tests.formats.bodies import bodies, body, em, link, strong

Keep = QTextCursor.MoveMode.KeepAnchor


class Sheet:
    """A document and its bridge, joined as the page joins them, with every invariant looked after."""

    def __init__(self) -> None:
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.bridge = Bridge(self.document, Styles(LIGHT))
        self.document.documentLayout()  # Without one no change is told.
        self.document.contentsChange.connect(self._on_contents_change)
        self.cursor = QTextCursor(self.document)

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        self.bridge.note(position, added)

    def load(self, shown: Body) -> None:
        self.bridge.load(shown)
        assert self.bridge.body is shown
        assert self.bridge.read() == shown

    def take(self) -> BodyChange | None:
        before = self.bridge.body
        change = self.bridge.take()
        after = self.bridge.body
        assert self.bridge.read() == after
        if change is None:
            assert after is before
        else:
            # Among equal neighbours either may be the one that is new: the place is free, the size is not.
            least = body_change(before, after)
            assert least is not None
            assert (change.old_stop - change.start, change.new_stop - change.start) == (
                least.old_stop - least.start,
                least.new_stop - least.start,
            )
            for old, new in zip(before.blocks[: change.start], after.blocks[: change.start], strict=True):
                assert old is new
            for old, new in zip(before.blocks[change.old_stop :], after.blocks[change.new_stop :], strict=True):
                assert old is new
        return change

    def mend(self) -> None:
        before = self.bridge.body
        mend(self.bridge, self.cursor)
        self.take()
        assert self.bridge.body is before
        assert self.bridge.unsound() == [] or not mend(self.bridge, self.cursor)
        # What is mended is as if it had been loaded.
        fresh = Sheet()
        fresh.load(before)
        assert shape(self.document) == shape(fresh.document)

    def apply(self, after: Body) -> None:
        change = body_change(self.bridge.body, after)
        if change is not None:
            self.bridge.apply(change, after)
        assert self.bridge.read() == after

    def select(self, position: int, anchor: int | None = None) -> QTextCursor:
        self.cursor.setPosition(whole_position(self.document, position if anchor is None else anchor))
        self.cursor.setPosition(whole_position(self.document, position), Keep)
        return self.cursor

    def find(self, text: str) -> QTextCursor:
        found = self.document.find(text, 0, QTextDocument.FindFlag.FindCaseSensitively)
        assert not found.isNull()
        self.cursor = found
        return found


def shape(document: QTextDocument) -> list[tuple[int, str]]:
    """What every line is and says. Format indices would do too, were it not for links and pictures."""
    out = []
    block = document.begin()
    while block.isValid():
        out.append((block.blockFormat().intProperty(0x100001), block.text()))
        block = block.next()
    return out


@pytest.fixture
def sheet(qapp: object) -> Sheet:
    return Sheet()


@dataclass(frozen=True)
class Edit:
    what: str
    position: int
    anchor: int
    text: str
    body: Body
    mended: bool


edits = st.builds(
    Edit,
    st.sampled_from(
        ["type", "delete", "backspace", "forward", "enter", "break", "mark", "kind", "put", "undo", "twice", "two"]
    ),
    st.integers(0, 90),
    st.integers(0, 90),
    st.sampled_from(["a", "word ", "😀", "é", "\u2028", "שלום"]),
    bodies,
    st.booleans(),
)


def perform(sheet: Sheet, edit: Edit, seen: list[Body]) -> None:
    cursor = sheet.select(edit.position, edit.position if edit.what in {"type", "enter"} else edit.anchor)
    match edit.what:
        case "type":
            cursor.insertText(edit.text)
        case "delete":
            cursor.removeSelectedText()
        case "backspace":
            cursor.clearSelection()
            cursor.deletePreviousChar()
        case "forward":
            cursor.deleteChar()
        case "enter":
            cursor.insertBlock()
        case "break":
            cursor.insertBlock(sheet.bridge.styles.block(Line(Part.PARAGRAPH)))
        case "mark":
            cursor.setCharFormat(sheet.bridge.styles.char(Part.PARAGRAPH, 0, strong("").marks, "https://a.example"))
        case "kind":
            part = Part(edit.anchor % len(Part))
            cursor.setBlockFormat(sheet.bridge.styles.block(Line(part, level=2 if part is Part.HEADING else 1)))
        case "put":
            sheet.apply(edit.body)
        case "undo":
            sheet.apply(seen[edit.anchor % len(seen)])
        case "twice":
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            cursor.insertBlock()
            cursor.insertText(edit.text)
            cursor.endEditBlock()
        case "two":  # before anything was read
            cursor.insertBlock()
            sheet.select(edit.anchor, edit.position).removeSelectedText()


FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(bodies, st.lists(edits, max_size=8))
def test_what_is_read_bit_by_bit_is_what_is_there(qapp: object, start: Body, steps: list[Edit]) -> None:
    sheet = Sheet()
    sheet.load(start)
    seen = [start]
    for edit in steps:
        perform(sheet, edit, seen)
        sheet.take()
        if edit.mended:
            sheet.mend()
        seen.append(sheet.bridge.body)
    for earlier in reversed(seen):
        sheet.apply(earlier)


@FEW
@given(bodies, bodies)
def test_one_body_takes_the_place_of_another(qapp: object, before: Body, after: Body) -> None:
    sheet = Sheet()
    sheet.load(before)
    sheet.apply(after)
    fresh = Sheet()
    fresh.load(after)
    assert shape(sheet.document) == shape(fresh.document)
    assert sheet.bridge.unsound() == []


def test_no_block_and_an_empty_paragraph_are_two_things(sheet: Sheet) -> None:
    for shown in (Body(), body("")):
        sheet.load(shown)
        assert sheet.document.blockCount() == 1
    sheet.load(Body())
    sheet.select(0).insertText("A")
    assert sheet.take() == BodyChange(0, 0, 1)
    assert sheet.bridge.body == body("A")


def test_typing_reads_one_block_and_shares_the_others(sheet: Sheet) -> None:
    shown = body("One.", "Two.", "Three.")
    sheet.load(shown)
    sheet.find("Two").insertText("2")
    assert sheet.take() == BodyChange(1, 2, 2)
    assert sheet.bridge.body == body("One.", "2.", "Three.")
    assert sheet.bridge.body.blocks[0] is shown.blocks[0]


def test_a_change_of_marks_only_is_a_change(sheet: Sheet) -> None:
    sheet.load(body("One two."))
    sheet.find("two").setCharFormat(sheet.bridge.styles.char(Part.PARAGRAPH, 0, strong("").marks))
    assert sheet.take() == BodyChange(0, 1, 1)
    assert sheet.bridge.body == Body((Paragraph(spans("One ", strong("two"), ".")),))


def test_the_same_text_typed_again_is_no_change(sheet: Sheet) -> None:
    shown = body("One.")
    sheet.load(shown)
    sheet.find("One").insertText("One")
    assert sheet.take() is None
    assert sheet.bridge.body is shown


def test_a_break_in_a_line_stays_in_the_block(sheet: Sheet) -> None:
    sheet.load(body("One\ntwo."))
    assert sheet.document.blockCount() == 1
    assert "\u2028" in sheet.document.begin().text()


def test_marks_and_links_stay_apart_from_the_look(sheet: Sheet) -> None:
    shown = Body(
        (Heading(spans("Plain ", strong("strong ")), 3), Paragraph(spans(em("em "), link("link", "https://a.example"))))
    )
    sheet.load(shown)
    assert sheet.bridge.read() == shown


def test_a_lost_picture_leaves_its_words(sheet: Sheet) -> None:
    sheet.load(body("Before.", Figure("media:0", "Alt", spans("The mole."), "Ilse Brandt"), "Behind."))
    sheet.find(OBJECT).removeSelectedText()
    sheet.take()
    assert sheet.bridge.body == body("Before.", "", "The mole.", "Ilse Brandt", "Behind.")
    sheet.mend()


def test_a_lost_caption_leaves_the_picture(sheet: Sheet) -> None:
    sheet.load(body(Figure("media:0", "Alt", spans("The mole."), "Ilse Brandt"), "Behind."))
    caption = sheet.find("The mole.")
    sheet.select(caption.selectionStart() - 1, caption.selectionEnd()).removeSelectedText()
    sheet.take()
    assert sheet.bridge.body == body(Figure("media:0", "Alt", (), "Ilse Brandt"), "Behind.")
    sheet.mend()
    assert sheet.document.blockCount() == 4


def test_words_typed_beside_a_table_become_a_paragraph(sheet: Sheet) -> None:
    sheet.load(body(Rule(), "Behind."))
    sheet.select(1).insertText("Typed")
    sheet.take()
    assert sheet.bridge.body == body(Rule(), "Typed", "Behind.")
    sheet.mend()
    assert sheet.cursor.block().text() == "Typed"
    assert sheet.cursor.positionInBlock() == len("Typed")


def test_joined_lines_look_alike_after_mending(sheet: Sheet) -> None:
    sheet.load(Body((Heading(spans("Lights")), Paragraph(spans(" and lamps ", em("soon"))))))
    sheet.find("Lights")
    sheet.cursor.clearSelection()
    sheet.cursor.deleteChar()
    sheet.take()
    assert sheet.bridge.body == Body((Heading(spans("Lights and lamps ", em("soon"))),))
    sheet.mend()
    sizes = {run.format.fontPointSize() for run in sheet.document.begin().textFormats()}
    assert len(sizes) == 1


def test_lists_keep_their_depth_and_order(sheet: Sheet) -> None:
    shown = Body((ListItem(spans("a")), ListItem(spans("b"), depth=2), ListItem(spans("c"), ordered=True)))
    sheet.load(shown)
    sheet.find("b").insertText("B")
    sheet.take()
    assert sheet.bridge.body.blocks[1] == ListItem(spans("B"), depth=2)


def test_blocks_and_lines_find_each_other(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.load(body("One.", Figure("media:0"), "Two."))
    assert [sheet.bridge.first_line(index) for index in range(4)] == [0, 1, 4, 5]
    assert [sheet.bridge.block_index(line) for line in range(5)] == [0, 1, 1, 1, 2]

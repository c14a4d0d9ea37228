"""Writing, as a person does it: what is typed is the story, and undo takes it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from desk.story.body import Body, Figure, Heading, ListItem, Mark, Paragraph, PullQuote, Rule, Span, Table, spans
from desk.story.story import Story
from desk.ui.editor.commands import CaretState
from desk.ui.manuscript import StoryChange
from tests.formats.bodies import body, em, link, strong
from tests.ui.editor.pages import Ctrl, Key, Shift, Stage

On = Callable[[Body], Stage]


def test_a_story_is_written_from_top_to_bottom_without_the_mouse(stage: Stage) -> None:
    stage.page.focus_headline()
    stage.type("Lights on the mole", QApplication.focusWidget())
    stage.press(Key.Key_Return)
    stage.type("Pilots wait", QApplication.focusWidget())
    stage.press(Key.Key_Return)
    stage.type("The port is dark.")
    stage.press(Key.Key_Return)
    stage.type("It was dark before.")
    assert stage.story.headline == "Lights on the mole"
    assert stage.story.deck == "Pilots wait"
    assert stage.texts == ["The port is dark.", "It was dark before."]


def test_what_is_typed_is_in_the_library_after_a_pause(stage: Stage) -> None:
    stage.type("Four lamps.")
    with stage.qtbot.waitSignal(stage.manuscript.saved):
        pass
    row = stage.manuscript.article
    assert row is not None
    assert stage.library.article(row.id).story.body == body("Four lamps.")


def test_a_key_tells_of_one_block_and_shares_the_others(on_page: On) -> None:
    stage = on_page(body("One.", "Two.", "Three."))
    before = stage.body
    told: list[StoryChange] = []
    stage.manuscript.story_changed.connect(told.append)
    stage.behind("Two")
    stage.type("!")
    assert stage.texts == ["One.", "Two!.", "Three."]
    assert [(change.body.start, change.body.old_stop, change.body.new_stop) for change in told if change.body] == [
        (1, 2, 2)
    ]
    assert stage.body.blocks[0] is before.blocks[0]
    assert stage.body.blocks[2] is before.blocks[2]


def test_those_who_follow_the_caret_hear_of_a_key_when_it_is_read(on_page: On) -> None:
    stage = on_page(body("One.", "Two."))
    stage.behind("Two")
    begin = stage.page.textCursor().position()
    stage.settle()
    told: list[int] = []
    stage.page.cursorPositionChanged.connect(lambda: told.append(stage.page.textCursor().position()))
    stage.type("a")
    assert told == []
    stage.settle()
    assert told == [begin + 1]
    stage.type("bc")
    stage.page.read_typed()
    assert stage.texts == ["One.", "Twoabc."]
    assert told[-1] == begin + 3
    assert stage.manuscript.caret.position == begin + 3


def test_undo_goes_word_by_word_through_all_fields(stage: Stage) -> None:
    stage.type("Two lamps")
    stage.press(Key.Key_Up)
    assert QApplication.focusWidget() is stage.page.head.deck
    stage.type("Dark", QApplication.focusWidget())
    stage.press(Key.Key_Z, mod=Ctrl)
    assert (stage.story.deck, stage.texts) == ("", ["Two lamps"])
    assert stage.page.head.deck.text() == ""
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.texts == ["Two "]
    assert stage.page.hasFocus()
    assert stage.page.textCursor().position() == 4
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.body == Body()
    stage.press(Key.Key_Z, Key.Key_Z, Key.Key_Z, mod=Ctrl | Shift)
    assert (stage.story.deck, stage.texts) == ("Dark", ["Two lamps"])


def test_moving_the_caret_begins_another_step(on_page: On) -> None:
    stage = on_page(body("lamps"))
    stage.before("lamps")
    stage.type("ab")
    stage.press(Key.Key_Left)
    stage.type("c")
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.texts == ["ablamps"]


def test_bold_is_toggled_and_shown(on_page: On) -> None:
    stage = on_page(body("Four lamps now."))
    stage.find("lamps")
    with stage.qtbot.waitSignal(stage.page.state_changed, check_params_cb=lambda state: Mark.STRONG in state.marks):
        stage.page.toggle_mark(Mark.STRONG)
    assert stage.body.blocks == (Paragraph(spans("Four ", strong("lamps"), " now.")),)
    stage.find("Four lamps")
    stage.page.toggle_mark(Mark.STRONG)
    assert stage.body.blocks == (Paragraph(spans(strong("Four lamps"), " now.")),)
    stage.page.toggle_mark(Mark.STRONG)
    assert stage.body == body("Four lamps now.")
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.body.blocks == (Paragraph(spans(strong("Four lamps"), " now.")),)


def test_marks_without_a_selection_are_for_what_is_typed(stage: Stage) -> None:
    stage.type("A ")
    stage.page.toggle_mark(Mark.EMPHASIS)
    stage.type("b")
    stage.page.toggle_mark(Mark.EMPHASIS)
    stage.type(" c")
    assert stage.body.blocks == (Paragraph(spans("A ", em("b"), " c")),)


def test_nothing_is_raised_and_lowered_at_once(on_page: On) -> None:
    stage = on_page(body("H2O"))
    stage.find("2")
    stage.page.toggle_mark(Mark.SUPERSCRIPT)
    stage.page.toggle_mark(Mark.SUBSCRIPT)
    assert stage.body.blocks == (Paragraph(spans("H", Span("2", frozenset({Mark.SUBSCRIPT})), "O")),)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda page: page.make_heading(2), "heading"),
        (lambda page: page.make_heading(3), "subheading"),
        (lambda page: page.make_quote(), "quote"),
        (lambda page: page.make_pull_quote(), "pull_quote"),
        (lambda page: page.make_list(ordered=False), "bulleted_list"),
        (lambda page: page.make_list(ordered=True), "numbered_list"),
        (lambda page: page.make_note(), "note"),
    ],
)
def test_a_block_becomes_another_kind_and_back(on_page: On, make: Callable[[object], None], kind: str) -> None:
    stage = on_page(Body((Paragraph(spans("Four ", em("lamps"), ".")),)))
    stage.behind("Four ")
    make(stage.page)
    stage.settle()
    assert stage.page.state.kind == kind
    stage.type("bright ")
    make(stage.page)
    assert stage.body.blocks == (Paragraph(spans("Four bright ", em("lamps"), ".")),)
    assert stage.page.textCursor().position() == len("Four bright ")


def test_a_pull_quote_that_is_one_no_more_keeps_who_said_it(on_page: On) -> None:
    stage = on_page(Body((PullQuote(spans("Four lamps."), "Petra Holm"), Paragraph(spans("More.")))))
    stage.find("lamps")
    stage.page.make_paragraph()
    assert stage.body == body("Four lamps.", "Petra Holm", "More.")


def test_several_blocks_become_a_list_and_stay_selected(on_page: On) -> None:
    stage = on_page(body("One.", "Two.", "Three."))
    cursor = stage.find("Two")
    cursor.setPosition(cursor.document().characterCount() - 1, cursor.MoveMode.KeepAnchor)
    stage.page.setTextCursor(cursor)
    stage.page.make_list(ordered=True)
    assert stage.kinds == ["Paragraph", "ListItem", "ListItem"]
    assert stage.page.textCursor().selectedText() == "Two.\u2029Three."


def test_enter_behind_a_heading_begins_a_paragraph(on_page: On) -> None:
    stage = on_page(Body((Heading(spans("The port")),)))
    stage.behind("port")
    stage.press(Key.Key_Return)
    stage.type("Dark.")
    assert stage.body.blocks == (Heading(spans("The port")), Paragraph(spans("Dark.")))


def test_a_list_is_typed_nested_and_left(stage: Stage) -> None:
    stage.page.make_list(ordered=False)
    stage.type("one")
    stage.press(Key.Key_Return, Key.Key_Tab)
    stage.type("deep")
    stage.press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    stage.type("out")
    assert stage.body.blocks == (ListItem(spans("one")), ListItem(spans("deep"), depth=1), Paragraph(spans("out")))


def test_backspace_at_the_start_of_an_item_makes_a_paragraph(on_page: On) -> None:
    stage = on_page(Body((Paragraph(spans("a")), ListItem(spans("item"), depth=1))))
    stage.before("item")
    stage.press(Key.Key_Backspace)
    assert stage.body == body("a", "item")
    stage.press(Key.Key_Backspace)
    assert stage.body == body("aitem")


def test_backspace_after_an_empty_line_keeps_what_the_line_below_is(on_page: On) -> None:
    stage = on_page(Body((Paragraph(), Paragraph(spans("text")), Paragraph(), Heading(spans("Port")))))
    stage.before("text")
    stage.press(Key.Key_Backspace)
    assert stage.kinds == ["Paragraph", "Paragraph", "Heading"]
    assert stage.texts == ["text", "", "Port"]
    stage.behind("text")
    stage.press(Key.Key_Right, Key.Key_Delete)
    assert stage.body.blocks == (Paragraph(spans("text")), Heading(spans("Port")))


def test_joined_lines_take_the_look_of_the_first(on_page: On) -> None:
    stage = on_page(Body((Heading(spans("Port ")), Paragraph(spans("dark")))))
    stage.before("dark")
    stage.press(Key.Key_Backspace)
    assert stage.body.blocks == (Heading(spans("Port dark")),)
    sizes = {run.format.fontPointSize() for run in stage.page.document().begin().textFormats()}
    assert len(sizes) == 1
    assert stage.page.textCursor().position() == len("Port ")


def test_a_table_is_never_eaten_by_accident(on_page: On) -> None:
    table = Table(((spans("Year"), spans("Lamps")), (spans("2025"), spans("2"))), header=True)
    stage = on_page(Body((Paragraph(spans("Above")), table, Paragraph(spans("Below")))))
    stage.before("Below")
    stage.press(Key.Key_Backspace)
    assert stage.body.blocks[1] == table
    stage.settle()
    assert stage.page.textCursor().hasSelection()
    stage.press(Key.Key_Left)
    stage.type(" it")
    assert stage.texts[0] == "Above it"
    assert stage.body.blocks[1] == table
    stage.behind("Below")
    stage.press(Key.Key_Home, Key.Key_Backspace, Key.Key_Delete)
    assert stage.texts == ["Above it", "Below"]
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.body.blocks[1] == table


def test_a_figure_is_inserted_and_its_words_are_typed(stage: Stage) -> None:
    reference = "media:" + "0" * 64
    stage.type("Above")
    stage.page.insert_figure(reference)
    stage.type("The mole")
    stage.press(Key.Key_Return)
    stage.type("Ilse Brandt")
    stage.press(Key.Key_Return)
    stage.type("Below")
    assert stage.body == body("Above", Figure(reference, "", spans("The mole"), "Ilse Brandt"), "Below", "")


def test_losing_a_caption_by_selection_loses_nothing_else(on_page: On) -> None:
    stage = on_page(body("Above", Figure("media:0", "Alt", spans("The mole at night"), "Ilse Brandt"), "Below"))
    cursor = stage.find("at night")
    cursor.setPosition(cursor.document().find("Below").selectionStart() + 2, cursor.MoveMode.KeepAnchor)
    stage.page.setTextCursor(cursor)
    stage.press(Key.Key_Delete)
    assert stage.body == body("Above", Figure("media:0", "Alt", spans("The mole low"), ""))
    assert stage.page.document().blockCount() == 4


def test_a_picture_is_described_where_it_stands(on_page: On) -> None:
    stage = on_page(body("Above", Figure("media:0", "", spans("Mole")), "Below"))
    stage.before("Mole")
    stage.press(Key.Key_Backspace)
    stage.page.ask_description()
    stage.type("A dark mole.", QApplication.focusWidget())
    stage.press(Key.Key_Return)
    assert stage.body.blocks[1] == Figure("media:0", "A dark mole.", spans("Mole"))
    assert stage.page.hasFocus()


def test_a_rule_goes_behind_the_block_and_leaves_a_line_to_write_in(on_page: On) -> None:
    stage = on_page(body("Above"))
    stage.behind("Above")
    stage.page.insert_rule()
    stage.type("Below")
    assert stage.body == body("Above", Rule(), "Below")


def test_a_link_is_made_changed_and_removed_by_keyboard(on_page: On) -> None:
    stage = on_page(body("Four lamps now."))
    stage.find("lamps")
    stage.page.ask_link()
    stage.type("lamps.example", QApplication.focusWidget())
    stage.press(Key.Key_Return)
    assert stage.body.blocks == (Paragraph(spans("Four ", link("lamps", "https://lamps.example"), " now.")),)
    stage.behind("lam")
    stage.page.ask_link()
    field = QApplication.focusWidget()
    assert field is not None
    assert field.property("text") == "https://lamps.example"
    stage.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, Key.Key_Space)
    assert stage.body == body("Four lamps now.")


def test_what_is_typed_behind_a_link_is_no_link(on_page: On) -> None:
    stage = on_page(Body((Paragraph(spans(link("lamps", "https://a.example"))),)))
    stage.behind("lamps")
    stage.type("!")
    assert stage.body.blocks == (Paragraph(spans(link("lamps", "https://a.example"), "!")),)


def test_a_dangerous_address_makes_no_link(on_page: On) -> None:
    stage = on_page(body("lamps"))
    stage.find("lamps")
    stage.page.ask_link()
    stage.type("javascript:alert(1)", QApplication.focusWidget())
    stage.press(Key.Key_Return)
    assert stage.body == body("lamps")


def test_escape_leaves_the_link_as_it_was(on_page: On) -> None:
    stage = on_page(body("lamps"))
    stage.find("lamps")
    stage.page.ask_link()
    stage.type("x.example", QApplication.focusWidget())
    stage.press(Key.Key_Escape)
    assert stage.body == body("lamps")
    assert stage.page.hasFocus()


def test_a_break_in_the_line_stays_in_the_block(stage: Stage) -> None:
    stage.type("a")
    stage.press(Key.Key_Return, mod=Shift)
    stage.type("b")
    assert stage.body == body("a\nb")


def test_ctrl_k_does_not_delete_the_rest_of_the_line(on_page: On) -> None:
    stage = on_page(body("Four lamps"))
    stage.before("Four")
    stage.press(Key.Key_K, mod=Ctrl)
    assert stage.body == body("Four lamps")


def test_the_state_tells_where_the_caret_is(on_page: On) -> None:
    stage = on_page(Body((Heading(spans("Port")), ListItem(spans("x"), True, 2))))
    stage.behind("x")
    stage.settle()
    assert stage.page.state == CaretState("numbered_list", depth=2, in_body=True)
    stage.press(Key.Key_Up)
    stage.settle()
    assert stage.page.state == CaretState("heading", in_body=True)


def test_another_article_shows_another_story(stage: Stage) -> None:
    stage.type("First")
    stage.open(Story(headline="Second", body=body("Other")))
    assert stage.texts == ["Other"]
    assert stage.page.head.headline.text() == "Second"
    assert not stage.page.textCursor().hasSelection()
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.texts == ["Other"]

"""Markdown's signs and smart quotes as somebody types: what they become, and how Ctrl+Z gives back what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desk.story.body import Block, Body, Heading, ListItem, Mark, Paragraph, Quote, Rule, Span, Table, spans, text_of
from desk.story.story import Story
from desk.ui.editor.habits import Habits
from desk.ui.services import Looks
from tests.formats.bodies import body, em, link, strong
from tests.ui.editor.pages import Ctrl, Key, Shift, Stage

On = Callable[[Body], Stage]


def code(text: str) -> Span:
    return Span(text, frozenset({Mark.CODE}))


def strike(text: str) -> Span:
    return Span(text, frozenset({Mark.STRIKE}))


@pytest.fixture
def habits(stage: Stage, looks: Looks) -> Habits:
    return Habits(stage.page, stage.manuscript, looks.store)


def in_language(stage: Stage, language: str) -> None:
    stage.open(Story(language=language))
    stage.page.setFocus()


def undo(stage: Stage) -> None:
    stage.press(Key.Key_Z, mod=Ctrl)


@pytest.mark.parametrize(
    ("typed", "block"),
    [
        ("# ", Heading((), 2)),
        ("## ", Heading((), 2)),
        ("### ", Heading((), 3)),
        ("> ", Quote()),
        ("- ", ListItem()),
        ("* ", ListItem()),
        ("1. ", ListItem((), ordered=True)),
        ("1) ", ListItem((), ordered=True)),
    ],
)
def test_the_beginning_of_a_line_makes_it_of_another_kind(
    stage: Stage, habits: Habits, typed: str, block: Heading | Quote | ListItem
) -> None:
    stage.type(typed)
    assert stage.body == Body((block,))
    stage.type("Lights")
    assert stage.body == Body((replace(block, spans=spans("Lights")),))
    undo(stage)
    assert stage.body == Body((block,))
    undo(stage)
    assert stage.body == body(typed)
    assert stage.page.textCursor().position() == len(typed)
    stage.type("Lights on")
    assert stage.body == body(f"{typed}Lights on")


def test_words_that_stand_there_become_the_heading(on_page: On, habits: Habits) -> None:
    stage = on_page(body(Paragraph(spans(strong("Lights"), " on"))))
    stage.page.put_caret(0, 0)
    stage.type("## ")
    assert stage.body == body(Heading(spans(strong("Lights"), " on")))
    assert stage.page.textCursor().position() == 0


@pytest.mark.parametrize("typed", ["a - ", "x * ", "2. ", "12. ", "####  ", "#1 ", "see > ", "-- "])
def test_signs_elsewhere_are_signs(stage: Stage, habits: Habits, typed: str) -> None:
    stage.type(typed)
    assert stage.kinds == ["Paragraph"]


def test_a_number_goes_on_with_the_list_above(on_page: On, habits: Habits) -> None:
    stage = on_page(body(ListItem(spans("One"), ordered=True), Paragraph(spans("x"))))
    stage.before("x")
    stage.type("2. ")
    assert stage.body == body(ListItem(spans("One"), ordered=True), ListItem(spans("x"), ordered=True))


def test_a_list_in_a_heading_or_a_list_is_none(on_page: On, habits: Habits) -> None:
    stage = on_page(body(Heading(spans("One"))))
    stage.page.put_caret(0, 0)
    stage.type("- ")
    assert stage.body == body(Heading(spans("- One")))


@pytest.mark.parametrize("line", ["---", "***", "___"])
def test_three_hyphens_and_enter_are_a_rule(stage: Stage, habits: Habits, line: str) -> None:
    stage.type(line)
    stage.press(Key.Key_Return)
    assert stage.body == body(Rule(), "")
    undo(stage)
    assert stage.body == body(line, "")
    stage.press(Key.Key_Z, mod=Ctrl | Shift)
    stage.type("On.")
    assert stage.body == body(Rule(), "On.")


def test_enter_behind_other_lines_is_enter(on_page: On, habits: Habits) -> None:
    stage = on_page(body("----", Quote(spans("---"))))
    stage.behind("----")
    stage.press(Key.Key_Return)
    assert stage.kinds == ["Paragraph", "Paragraph", "Quote"]
    stage.press(Key.Key_Down, Key.Key_End, Key.Key_Return)
    assert "Rule" not in stage.kinds


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("a **b c**", spans("a ", strong("b c"))),
        ("__b__", spans(strong("b"))),
        ("(*b*", spans("(", em("b"))),
        ("a _b c_", spans("a ", em("b c"))),
        ("~~b~~", spans(strike("b"))),
        ("say `x = 1`", spans("say ", code("x = 1"))),
        ("[our _own_ page](https://a.example/b_(c))",
         spans(link("our ", "https://a.example/b_(c)"), link("own", "https://a.example/b_(c)", Mark.EMPHASIS),
               link(" page", "https://a.example/b_(c)"))),
        ("**a *b***", spans(strong("a "), Span("b", frozenset({Mark.STRONG, Mark.EMPHASIS})))),
    ],
)  # fmt: skip
def test_marks_come_with_their_last_sign(stage: Stage, habits: Habits, typed: str, words: tuple[Span, ...]) -> None:
    stage.type(typed)
    assert stage.body == Body((Paragraph(words),))
    stage.type(" on")
    assert stage.body == Body((Paragraph(spans(*words, " on")),))


@pytest.mark.parametrize(
    "typed",
    ["**bold**", "*so*", "_so_", "~~so~~", "`so`", "[so](https://a.example)"],
)
def test_one_step_back_gives_the_signs_again(stage: Stage, habits: Habits, typed: str) -> None:
    stage.type(f"A {typed}")
    assert stage.texts != [f"A {typed}"]
    undo(stage)
    assert stage.body == body(f"A {typed}")
    assert stage.page.textCursor().position() == len(typed) + 2
    stage.type(" and on.")
    assert stage.body == body(f"A {typed} and on.")


@pytest.mark.parametrize(
    "typed",
    [
        "snake_case_name", "5 * 3 * 2", "2*3*4", "a ** b **", "https://a.example/_x_", "www.a.example/*b*", "[x](y)",
        "[](https://a.example)", "![x](https://a.example)", "~x~", "\\*x*", "__init__x",
    ],
)  # fmt: skip
def test_what_only_looks_like_markdown_stays(stage: Stage, habits: Habits, typed: str) -> None:
    stage.type(typed)
    if typed != "__init__x":
        assert stage.body == body(typed)
    assert "".join(stage.texts).replace("_", "") == typed.replace("_", "")


def test_marks_inside_marked_words_are_added(on_page: On, habits: Habits) -> None:
    stage = on_page(body(Paragraph(spans("**so ", em("it"), " is*"))))
    stage.behind("is*")
    stage.type("*")
    assert stage.body == body(
        Paragraph(spans(strong("so "), Span("it", frozenset({Mark.STRONG, Mark.EMPHASIS})), strong(" is")))
    )


def test_nothing_is_made_of_code(on_page: On, habits: Habits) -> None:
    stage = on_page(body(Paragraph(spans(code("x = **y*")))))
    stage.behind("y*")
    stage.type('* "a" -- it\'s...')
    assert stage.body == body(Paragraph(spans(code('x = **y** "a" -- it\'s...'))))


def test_smart_quotes_as_somebody_types(stage: Stage, habits: Habits) -> None:
    stage.type("\"It's the '90s,\" he said -- \"and rock 'n' roll...\"")
    assert stage.texts == ["“It’s the ’90s,” he said — “and rock ’n’ roll…”"]


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [('say "', "say “"), ("it'", "it’"), ("so --", "so —"), ("so...", "so…"), ("(the '90s ", "(the ’90s ")],
)
def test_one_step_back_gives_the_straight_sign(stage: Stage, habits: Habits, typed: str, becomes: str) -> None:
    stage.type(typed)
    assert stage.texts == [becomes]
    undo(stage)
    before = typed.replace("'90s", "‘90s")
    assert stage.texts == [before]
    assert stage.page.textCursor().position() == len(before)
    stage.type("x y")
    assert stage.texts == [f"{before}x y"]


def test_a_word_with_a_mark_is_undone_as_a_word(stage: Stage, habits: Habits) -> None:
    stage.type('We "don\'t" so')
    assert stage.texts == ["We “don’t” so"]
    undo(stage)
    assert stage.texts == ["We “don’t” "]
    undo(stage)
    assert stage.texts == ["We "]
    stage.press(Key.Key_Z, mod=Ctrl | Shift)
    assert stage.texts == ["We “don’t” "]
    undo(stage)
    stage.type('"')
    undo(stage)
    assert stage.texts == ['We "']
    undo(stage)
    assert stage.texts == ["We "]


def test_in_the_cell_of_a_table_too(on_page: On, habits: Habits) -> None:
    stage = on_page(body("Above", Table(((spans("a"), spans("b")), (spans("c"), spans("d"))), header=True), "Below"))
    stage.behind("Above")
    stage.press(Key.Key_Right, Key.Key_End)
    cell = stage.page.tables.editor
    assert cell is not None
    stage.type(' "so" -- **it\'s** - x', cell)
    assert stage.body.blocks[1].rows[0][0] == spans("a “so” — ", strong("it’s"), " - x")  # type: ignore[union-attr]
    stage.type(" '", cell)
    undo(stage)
    assert text_of(stage.body.blocks[1].rows[0][0]).endswith(" - x '")  # type: ignore[union-attr]


def test_the_story_says_how_quotes_look(stage: Stage, habits: Habits) -> None:
    in_language(stage, "de")
    stage.type('Er sagt "ja" - so')
    assert stage.texts == ["Er sagt „ja“ – so"]
    in_language(stage, "fr")
    stage.type('Il dit "oui" ')
    assert stage.texts == ["Il dit «\u202foui\u202f» "]


def test_a_quote_takes_the_place_of_a_selection(on_page: On, habits: Habits) -> None:
    stage = on_page(body("one two"))
    stage.find("two")
    stage.type('"')
    assert stage.texts == ["one “"]


def test_a_quote_has_the_marks_of_its_place(on_page: On, habits: Habits) -> None:
    stage = on_page(body(Paragraph(spans("a ", strong("bold")))))
    stage.behind("bold")
    stage.type("'s")
    assert stage.body == body(Paragraph(spans("a ", strong("bold’s"))))


def test_a_dead_key_types_a_quote_too(stage: Stage, habits: Habits) -> None:
    stage.type("don")
    event = QInputMethodEvent()
    event.setCommitString("'")
    QApplication.sendEvent(stage.page, event)
    stage.type("t")
    assert stage.texts == ["don’t"]


def test_fields_have_smart_quotes_and_no_markdown(stage: Stage, habits: Habits) -> None:
    stage.page.focus_headline()
    headline = stage.page.head.headline
    stage.type('**Pilots** say "no" -- it\'s', headline)
    assert stage.story.headline == "**Pilots** say “no” — it’s"
    assert headline.text() == stage.story.headline
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.story.headline == "**Pilots** say “no” —"
    stage.type(" it'", headline)
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.story.headline == "**Pilots** say “no” — it'"
    assert headline.textCursor().position() == len(stage.story.headline)
    stage.type("x", headline)
    assert stage.story.headline == "**Pilots** say “no” — it'x"


def test_a_french_headline_keeps_its_narrow_spaces(stage: Stage, habits: Habits) -> None:
    in_language(stage, "fr")
    stage.page.focus_headline()
    stage.type('Il dit "oui" enfin', stage.page.head.headline)
    assert stage.story.headline == "Il dit «\u202foui\u202f» enfin"


def test_habits_can_be_left_off(stage: Stage, habits: Habits, looks: Looks) -> None:
    looks.store.change(markdown_habits=False)
    stage.type('## **so** "x" ')
    assert stage.body == body("## **so** “x” ")
    looks.store.change(smart_quotes=False, markdown_habits=True)
    stage.press(Key.Key_Return)
    stage.type('## "x" -- **y**')
    assert stage.body.blocks[1] == Heading(spans('"x" -- ', strong("y")))


def test_other_keys_are_not_looked_at(stage: Stage, habits: Habits) -> None:
    seen: list[str] = []
    stage.page.typed.connect(seen.append)
    stage.type("Plain words, all; of: them")
    assert set(seen) == {" "}


def test_typing_on_in_a_heading_that_was_made(stage: Stage, habits: Habits) -> None:
    stage.type("## What next")
    stage.press(Key.Key_Return)
    stage.type("On.")
    expected: tuple[Block, ...] = (Heading(spans("What next")), Paragraph(spans("On.")))
    assert stage.body == Body(expected)


PIECES = (
    "## ", "- ", "1. ", "> ", "---", "**", "*", "_", "~~", "`", "[w](https://a.example)", '"', "'", "--", "...", " ",
    "a", "Word", ")", ". ", "'90s ",
)  # fmt: skip
KEYS = (Key.Key_Return, Key.Key_Backspace, Key.Key_Left, Key.Key_Home, Key.Key_End, Key.Key_Up, Key.Key_Delete)
steps = st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.sampled_from(KEYS), st.just("undo"))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["en-US", "fr", "de"]), st.lists(steps, max_size=14))
def test_page_and_story_are_one_whatever_is_typed(
    stage: Stage, habits: Habits, language: str, typed: list[str | Key]
) -> None:
    in_language(stage, language)
    for step in typed:
        if isinstance(step, Key):
            stage.press(step)
        elif step == "undo":
            stage.manuscript.undo()
        else:
            stage.type(step)
        stage.page.setFocus()
        assert stage.body is not None
    while stage.manuscript.can_undo:
        stage.manuscript.undo()
        assert stage.body is not None
    assert stage.body == Body()

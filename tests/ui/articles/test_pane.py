"""The list as a person uses it, on a real library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QCursor, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QPushButton
from pytestqt.qtbot import QtBot

from desk.library.library import Library
from desk.library.saved_searches import save_search
from desk.library.values import State, Why
from desk.library.wanted import Wanted
from desk.story.body import Body, Paragraph, spans
from desk.story.people import Credit, Role
from desk.story.story import Story
from desk.ui.articles.chips import SHOWN
from desk.ui.articles.pane import ArticlesPane
from desk.ui.services import Looks
from desk.ui.words import STATE_TOKENS
from tests.ui.desk_window import WAIT, words_of

HEADLINES = ("Harbour pilots refuse night landings", "Council weighs a toll", "Two schools share one teacher")


@pytest.fixture
def pane(qtbot: QtBot, library: Library, looks: Looks) -> Iterator[ArticlesPane]:
    made = ArticlesPane(library, looks, QKeySequence("Ctrl+L"))
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show()
    yield made
    made.close()


def put(library: Library, *headlines: str) -> list[str]:
    body = Body((Paragraph(spans("The guild met on Sunday.")),))
    return [
        library.create(Story(headline=one, body=body, credits=(Credit("Wei Sung", role=Role.BY),))).result().id
        for one in headlines
    ]


def load(qtbot: QtBot, pane: ArticlesPane) -> None:
    with qtbot.waitSignal(pane.model.filled):
        pane.load()


def titles(pane: ArticlesPane) -> list[str]:
    return [pane.model.row_at(place).title for place in range(pane.model.rowCount())]


def chip(pane: ArticlesPane, title: str) -> QPushButton:
    return next(one for one in pane.findChildren(QPushButton) if one.text() == title)


def more(pane: ArticlesPane, title: str) -> QAction:
    """What the menu behind the chips offers under this title."""
    menu = pane.search.chips.rows.more.menu()
    menu.aboutToShow.emit()
    return next(one for one in menu.actions() if one.text() == title)


def click(pane: ArticlesPane, place: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    middle = pane.view.visualRect(pane.model.index(place)).center()
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, held, middle)


def test_an_empty_library_says_what_helps(qtbot: QtBot, pane: ArticlesPane) -> None:
    load(qtbot, pane)
    assert pane.empty.isVisible()
    assert pane.empty.sentence == "No articles yet. Write one, or drop a file in."
    with qtbot.waitSignal(pane.new_requested):
        QTest.mouseClick(chip(pane, "New story"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(pane.import_requested):
        QTest.mouseClick(chip(pane, "Import a file…"), Qt.MouseButton.LeftButton)


def test_typing_searches_and_escape_shows_all_again(qtbot: QtBot, pane: ArticlesPane, library: Library) -> None:
    put(library, *HEADLINES)
    load(qtbot, pane)
    with qtbot.waitSignal(pane.model.filled):
        QTest.keyClicks(pane.search.field, "harb")
    assert titles(pane) == [HEADLINES[0]]
    with qtbot.waitSignal(pane.model.filled):
        QTest.keyClick(pane.search.field, Qt.Key.Key_Escape)
    assert set(titles(pane)) == set(HEADLINES)


def test_a_search_that_finds_nothing_offers_the_way_back(qtbot: QtBot, pane: ArticlesPane, library: Library) -> None:
    put(library, *HEADLINES)
    load(qtbot, pane)
    with qtbot.waitSignal(pane.model.filled):
        QTest.keyClicks(pane.search.field, "zeppelin")
    assert pane.empty.sentence == "Nothing found for “zeppelin”."
    with qtbot.waitSignal(pane.model.filled):
        QTest.keyClicks(pane.search.field, " state:done")
    assert pane.empty.sentence.endswith("“state:done” is searched as words."), "all of it, and not what a line holds"
    with qtbot.waitSignal(pane.model.filled):
        QTest.mouseClick(chip(pane, "Show all articles"), Qt.MouseButton.LeftButton)
    assert pane.view.isVisible()
    assert pane.search.field.text() == ""


def test_what_the_empty_search_says_stands_off_its_shortcut(pane: ArticlesPane) -> None:
    field = pane.search.field
    hint = field.findChild(QLabel)
    assert hint is not None
    pane.resize(200, 700)
    assert hint.isVisible()
    image = field.grab(QRect(hint.x() - 3, hint.y(), 3, hint.height())).toImage()
    assert len({image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}) == 1


def test_what_was_submitted_is_listed_and_counted(qtbot: QtBot, pane: ArticlesPane, library: Library) -> None:
    first, *_others = put(library, *HEADLINES)
    library.set_state(first, State.SUBMITTED).result()
    load(qtbot, pane)
    qtbot.waitUntil(lambda: any(one.text() == "To review 1" for one in pane.findChildren(QPushButton)), timeout=WAIT)
    with qtbot.waitSignal(pane.model.filled):
        QTest.mouseClick(chip(pane, "To review 1"), Qt.MouseButton.LeftButton)
    assert titles(pane) == [HEADLINES[0]]
    with qtbot.waitSignal(pane.model.filled):
        more(pane, "Submitted 1").trigger()
    assert titles(pane) == [HEADLINES[0]]
    moves = [action.text() for action in pane.bulk.state.menu().actions()]
    assert moves == ["Draft", "Submitted", "In review", "Ready", "Published", "Spiked"]


def test_the_button_of_the_states_looks_as_the_pointer_has_it_after_its_menu(qtbot: QtBot, pane: ArticlesPane) -> None:
    button = pane.bulk.state
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    QCursor.setPos(pane.mapToGlobal(QPoint(-40, -40)))
    button.menu().popup(pane.mapToGlobal(QPoint(0, 0)))
    button.menu().close()
    qtbot.waitUntil(lambda: not button.testAttribute(Qt.WidgetAttribute.WA_UnderMouse), timeout=WAIT)


def test_chips_narrow_the_list(qtbot: QtBot, pane: ArticlesPane, library: Library) -> None:
    first, second, _third = put(library, *HEADLINES)
    library.set_state(first, State.READY).result()
    library.bin([second]).result()
    load(qtbot, pane)
    with qtbot.waitSignal(pane.model.filled):
        QTest.mouseClick(chip(pane, "Ready"), Qt.MouseButton.LeftButton)
    assert titles(pane) == [HEADLINES[0]]
    with qtbot.waitSignal(pane.model.filled):
        more(pane, "Bin").trigger()
    assert titles(pane) == [HEADLINES[1]]
    assert pane.search.chips.rows.more.text() == "Bin ▾", "it says what is shown"
    with qtbot.waitSignal(pane.model.filled):
        QTest.mouseClick(chip(pane, "Published"), Qt.MouseButton.LeftButton)
    assert pane.empty.sentence == "No article is published."
    assert pane.search.chips.rows.more.text() == "More ▾"


@pytest.mark.parametrize("width", [220, 300, 500])
def test_chips_take_two_rows_and_the_rest_is_in_a_menu(
    qtbot: QtBot, pane: ArticlesPane, library: Library, width: int
) -> None:
    for name in ("Ferries and fares", "All that is about the harbour", "Schools"):
        save_search(library, name, Wanted(name)).result()
    load(qtbot, pane)
    pane.resize(width, 700)
    rows = pane.search.chips.rows
    qtbot.waitUntil(lambda: len(rows.chips) == len(SHOWN) + 3, timeout=WAIT)
    shown = [one for one in (*rows.chips, rows.more) if one.isVisible()]
    assert len({one.y() for one in shown}) == 2
    assert all(one.x() >= 0 and one.geometry().right() <= rows.width() for one in shown)
    more(pane, "Bin")  # fills the menu
    everything = [one.text() for one in shown[:-1]] + [one.text() for one in rows.more.menu().actions() if one.text()]
    assert sorted(everything) == sorted(one.text() for one in rows.chips)


def test_the_list_stays_where_it_is_while_things_change_above(
    qtbot: QtBot, pane: ArticlesPane, library: Library
) -> None:
    ids = put(library, *(f"Story number {number}" for number in range(40)))[::-1]
    load(qtbot, pane)
    pane.view.scrollTo(pane.model.index(25), QListView.ScrollHint.PositionAtTop)
    seen = pane.view.indexAt(QPoint(4, 1)).row()
    assert seen > 10
    before = pane.view.visualRect(pane.model.index(seen)).top()
    library.bin(ids[3:6]).result()
    with qtbot.waitSignal(pane.model.filled):
        pane.changed()
    place = pane.model.row_of(ids[seen])
    assert place == seen - 3
    assert pane.view.visualRect(pane.model.index(place)).top() == before


def test_a_click_opens_and_so_do_the_arrows(qtbot: QtBot, pane: ArticlesPane, library: Library) -> None:
    ids = put(library, *HEADLINES)[::-1]
    load(qtbot, pane)
    with qtbot.waitSignal(pane.chosen) as chosen:
        click(pane, 0)
    assert chosen.args == [ids[0]]
    pane.mark_open(ids[0])
    with qtbot.waitSignal(pane.chosen) as chosen:
        QTest.keyClick(pane.view, Qt.Key.Key_Down)
    assert chosen.args == [ids[1]]
    with qtbot.waitSignal(pane.editor_wanted):
        QTest.keyClick(pane.view, Qt.Key.Key_Return)


def test_rows_are_gathered_with_ctrl_without_opening_them(qtbot: QtBot, pane: ArticlesPane, library: Library) -> None:
    ids = put(library, *HEADLINES)[::-1]
    load(qtbot, pane)
    pane.mark_open(ids[0])
    with qtbot.assertNotEmitted(pane.chosen):
        click(pane, 2, Qt.KeyboardModifier.ControlModifier)
    assert [row.id for row in pane.selected] == [ids[0], ids[2]]


def test_of_several_the_open_one_too_shows_whether_it_is_chosen(
    qtbot: QtBot, pane: ArticlesPane, library: Library, looks: Looks
) -> None:
    ids = put(library, *HEADLINES)[::-1]
    load(qtbot, pane)
    pane.mark_open(ids[0])

    def ground(place: int) -> str:
        rect = pane.view.visualRect(pane.model.index(place))
        return pane.view.viewport().grab().toImage().pixelColor(rect.left() + 8, rect.bottom() - 3).name()

    tokens = looks.theme.tokens
    assert ground(0) == tokens.page
    for place in (1, 2):
        click(pane, place, Qt.KeyboardModifier.ControlModifier)
    assert ground(0) == ground(1) == tokens.accent_tint
    click(pane, 0, Qt.KeyboardModifier.ControlModifier)
    assert ground(0) == tokens.page
    assert ground(1) == tokens.accent_tint


def test_what_happens_elsewhere_is_shown_and_opens_nothing(qtbot: QtBot, pane: ArticlesPane, library: Library) -> None:
    ids = put(library, *HEADLINES)[::-1]
    load(qtbot, pane)
    pane.mark_open(ids[1])
    library.bin([ids[1]]).result()
    with qtbot.assertNotEmitted(pane.chosen), qtbot.waitSignal(pane.model.filled):
        pane.changed()
    assert titles(pane) == [HEADLINES[2], HEADLINES[0]]
    assert pane.neighbour(ids[2:]) == ids[0]
    QTest.keyClick(pane.view, Qt.Key.Key_Escape)  # no key is held any more that another test held
    with qtbot.waitSignal(pane.chosen) as chosen:
        pane.step(1)
    assert chosen.args == [ids[2]], "what followed the one that went"


def test_another_order_of_the_rows_opens_nothing(qtbot: QtBot, pane: ArticlesPane, library: Library) -> None:
    ids = put(library, "Tolls", *HEADLINES)[::-1]
    load(qtbot, pane)
    pane.mark_open(ids[1])
    oldest = library.article(ids[2])
    library.save_draft(ids[2], replace(oldest.story, headline="News"), 0, oldest.row.version).result()
    with qtbot.assertNotEmitted(pane.chosen), qtbot.waitSignal(pane.model.filled):
        pane.changed()
    assert titles(pane) == ["News", HEADLINES[2], HEADLINES[1], "Tolls"]
    assert [row.id for row in pane.selected] == [ids[1]]


def test_another_order_of_the_rows_leaves_the_chosen_ones_chosen(
    qtbot: QtBot, pane: ArticlesPane, library: Library
) -> None:
    ids = put(library, "Tolls", "Lamps", *HEADLINES)[::-1]
    load(qtbot, pane)
    pane.mark_open(ids[0])

    def turned_round() -> None:
        for row in pane.model.rows[:]:
            written = library.update_story(
                row.id, lambda story: replace(story, deck=f"{story.deck} More."), Why.CHECKPOINT
            )
            written.result()
        with qtbot.assertNotEmitted(pane.chosen), qtbot.waitSignal(pane.model.filled):
            pane.changed()

    for place in (1, 3):
        click(pane, place, Qt.KeyboardModifier.ControlModifier)
    turned_round()
    assert titles(pane)[0] == "Tolls"
    assert {row.id for row in pane.selected} == {ids[0], ids[1], ids[3]}
    QTest.keyClick(pane.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert pane.bulk.said.text() == "All 5 chosen"
    library.bin([ids[2]]).result()
    turned_round()
    assert titles(pane)[0] == HEADLINES[2]
    assert pane.bulk.said.text() == "All 4 chosen"
    assert len(pane.selected) == 4


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_drawn(qtbot: QtBot, pane: ArticlesPane, library: Library, looks: Looks, state: State) -> None:
    (article,) = put(library, "A headline so long that it goes on over a second line of the list, and beyond")
    library.set_state(article, state).result()
    load(qtbot, pane)
    image = pane.view.viewport().grab().toImage()
    rect = pane.view.visualRect(pane.model.index(0))
    colours = {image.pixelColor(16, y).name() for y in range(rect.top(), rect.bottom())}
    assert getattr(looks.theme.tokens, STATE_TOKENS[state]) in colours


def test_a_row_has_one_line_or_two(qtbot: QtBot, pane: ArticlesPane, library: Library) -> None:
    put(library, "Short", "A headline so long that it goes on over a second line of the list, and beyond")
    load(qtbot, pane)
    long, short = (pane.view.visualRect(pane.model.index(place)).height() for place in (0, 1))
    assert 50 <= short <= 62 < long <= 82


def test_delete_asks_for_the_bin(qtbot: QtBot, pane: ArticlesPane, library: Library) -> None:
    put(library, *HEADLINES)
    load(qtbot, pane)
    pane.focus_rows()
    with qtbot.waitSignal(pane.bin_requested):
        QTest.keyClick(pane.view, Qt.Key.Key_Delete)


def test_a_search_says_what_it_could_not_look_into_yet(
    qtbot: QtBot, pane: ArticlesPane, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as busy:
        busy.setattr(library._writer, "_idle", lambda _transaction: False)  # it has other things to do
        library.create_many([Story(headline=f"Ferry {number}") for number in range(1_240)]).result()
        load(qtbot, pane)
        assert not pane.search.reading.isVisible()  # nobody searches
        pane.search.field.setText("ferry")
        qtbot.waitUntil(lambda: "so far" in words_of(pane.empty), timeout=WAIT)
        assert pane.search.reading.isVisible()
        assert pane.search.reading.text() == "Still reading 1,240 articles for the search…"
    library.settle().result()
    qtbot.waitUntil(lambda: pane.model.total == 1_240, timeout=WAIT)
    qtbot.waitUntil(lambda: not pane.search.reading.isVisible(), timeout=WAIT)

"""Orders, kept searches and many chosen articles, in the real window on a real library."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk.library.saved_searches import saved_searches
from desk.library.values import State, Why
from desk.library.wanted import Sort, Wanted
from desk.story.directory import Contact
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story
from desk.ui.articles import model
from desk.ui.articles.chip import SavedChip
from desk.ui.articles.filters import narrowed
from desk.ui.dialogs.credit_many import CreditManyDialog
from desk.ui.dialogs.emptying import EmptyingDialog
from desk.ui.dialogs.naming import NamingDialog
from desk.ui.dialogs.refused import RefusedDialog
from desk.ui.dialogs.tags import TagDialog
from desk.ui.services import Looks
from tests.ui.desk_window import WAIT, DeskWindow

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
TITLES = tuple(f"Zeppelin {number:02}" for number in range(30))


@pytest.fixture
def filled(desk_window: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> DeskWindow:
    monkeypatch.setattr(model, "PAGE", 12)
    monkeypatch.setattr(model, "HITS", 12)
    desk = desk_window
    desk.library.create_many([Story(headline=title, slug=title, keywords=("port",)) for title in TITLES]).result()
    type_in(desk, qtbot, "zeppelin")
    return desk


def type_in(desk: DeskWindow, qtbot: QtBot, text: str) -> None:
    field = desk.room.articles.search.field
    field.clear()
    with qtbot.waitSignal(desk.room.articles.model.filled, timeout=WAIT):
        QTest.keyClicks(field, text)
    qtbot.waitUntil(lambda: desk.room.articles.filter.query == text and desk.room.articles.model._reading is None)


def choose_all(desk: DeskWindow) -> None:
    desk.room.articles.view.setFocus()
    QTest.keyClick(desk.room.articles.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def settled(desk: DeskWindow, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words in desk.window.toast.sentence, timeout=WAIT)


def test_all_that_is_found_is_chosen_what_is_not_shown_too(filled: DeskWindow, qtbot: QtBot) -> None:
    articles = filled.room.articles
    assert articles.model.rowCount() == 12
    choose_all(filled)
    assert articles.everything
    assert articles.bulk.isVisible()
    assert articles.bulk.said.text() == "All 30 chosen"

    def has_more() -> bool:
        """The view may ask for more by itself, too; while the list is read anew nobody can."""
        if articles.model.rowCount() == 12:
            articles.model.fetchMore(articles.model.index(-1, -1))
        return articles.model.rowCount() > 12

    qtbot.waitUntil(has_more, timeout=WAIT)
    assert articles.bulk.said.text() == "All 30 chosen"
    assert len(articles.selected) == articles.model.rowCount()
    articles.view.clearSelection()
    assert not articles.everything
    assert not articles.bulk.isVisible()


def test_a_few_are_chosen_and_then_all(filled: DeskWindow) -> None:
    articles = filled.room.articles
    selection = articles.view.selectionModel()
    for place in (1, 2):
        selection.select(articles.model.index(place), selection.SelectionFlag.Select)
    chosen = len(articles.selected)
    assert articles.bulk.said.text() == f"{chosen} chosen"
    assert articles.bulk.all.text() == "Choose all 30 articles found"
    QTest.mouseClick(articles.bulk.all, Qt.MouseButton.LeftButton)
    assert articles.chosen_number == 30


def test_all_are_moved_to_a_state_and_back(filled: DeskWindow, qtbot: QtBot) -> None:
    first = filled.library.article("zeppelin-00").row
    named = Story(headline=first.title, slug=first.slug, credits=(Credit("Wei Sung", role=Role.BY),))
    filled.library.update_story(first.id, lambda _: named, Why.CREDITED).result()
    choose_all(filled)
    next(one for one in filled.room.articles.bulk.state.menu().actions() if one.text() == "Ready").trigger()
    qtbot.waitUntil(lambda: bool(filled.window.findChildren(RefusedDialog)), timeout=WAIT)
    assert filled.library.article(first.id).row.state is State.READY, "those that may not go do not stop the others"
    (dialog,) = filled.window.findChildren(RefusedDialog)
    assert dialog.windowTitle() == "29 articles did not move"
    assert dialog.sentences[0].endswith("There is no byline.")
    assert dialog.sentences[-1] == "23 more were not moved either."
    assert not dialog.go.isEnabled()
    dialog.why.setText("They are old.")
    filled.press("Move 29 anyway", dialog)
    settled(filled, qtbot, "30 articles now ready.")
    assert [move.note for move in filled.library.moves(filled.library.article("zeppelin-07").row.id)] == [
        *("They are old.", "They are old.")
    ]
    assert filled.library.rows(Wanted("zeppelin", state=State.READY)).total == 30
    QTest.mouseClick(filled.window.toast.button, Qt.MouseButton.LeftButton)
    settled(filled, qtbot, "30 articles moved back.")
    assert filled.library.rows(Wanted("zeppelin", state=State.READY)).total == 0


def test_all_are_tagged_and_the_tags_taken_back(filled: DeskWindow, qtbot: QtBot) -> None:
    choose_all(filled)
    filled.do("tag")
    (dialog,) = filled.window.findChildren(TagDialog)
    assert not dialog.go.isEnabled()
    dialog.add.setText("boats, boats ,night")
    dialog.remove.setText("port")
    filled.press("Tag", dialog)
    settled(filled, qtbot, "The tags of 30 articles changed.")
    assert filled.library.article("zeppelin-25").story.keywords == ("boats", "night")
    QTest.mouseClick(filled.window.toast.button, Qt.MouseButton.LeftButton)
    settled(filled, qtbot, "The tags are as they were.")
    assert filled.library.article("zeppelin-25").story.keywords == ("port",)


def test_somebody_is_credited_in_all_and_that_is_taken_back(filled: DeskWindow, qtbot: QtBot) -> None:
    filled.library.put_contacts([Contact("Tide Wire", PersonKind.ORGANISATION, place="Cork")]).result()
    by_hand = filled.library.article("zeppelin-25")
    story = replace(by_hand.story, contribution_text="Everybody helped.")
    filled.library.save_draft(by_hand.row.id, story, 0, by_hand.row.version).result()
    choose_all(filled)
    QTest.mouseClick(filled.room.articles.bulk.credit, Qt.MouseButton.LeftButton)
    (dialog,) = filled.window.findChildren(CreditManyDialog)
    assert not dialog.go.isEnabled()
    qtbot.waitUntil(dialog.name.hasFocus, timeout=WAIT)
    QTest.keyClicks(dialog.name, "tide")
    popup = dialog.name.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible, timeout=WAIT)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.place.text() == "Cork", timeout=WAIT)
    assert dialog.prints.text() == "Tide Wire in Cork contributed."
    filled.press("Add credit", dialog)
    said = "Tide Wire is credited in 30 articles now. 1 with a line written by hand, which does not say so."
    settled(filled, qtbot, said)
    credit = Credit("Tide Wire", PersonKind.ORGANISATION, place="Cork")
    assert filled.library.article("zeppelin-07").story.credits[-1] == credit
    QTest.mouseClick(filled.window.toast.button, Qt.MouseButton.LeftButton)
    settled(filled, qtbot, "The credits are as they were.")
    assert credit not in filled.library.article("zeppelin-07").story.credits


def test_all_go_into_the_bin_back_and_out_of_it_for_good(filled: DeskWindow, qtbot: QtBot) -> None:
    choose_all(filled)
    filled.do("bin")
    settled(filled, qtbot, "30 articles moved to the bin.")
    QTest.mouseClick(filled.window.toast.button, Qt.MouseButton.LeftButton)
    settled(filled, qtbot, "30 articles put back.")
    type_in(filled, qtbot, "zeppelin")
    choose_all(filled)
    filled.do("bin")
    settled(filled, qtbot, "moved to the bin.")
    filled.do("show_bin")
    empty = filled.room.articles.search.line.empty
    qtbot.waitUntil(empty.isVisible, timeout=WAIT)
    qtbot.waitUntil(lambda: "30 days left" in filled.room.articles.view.model().index(0, 0).data(SPOKEN))
    QTest.mouseClick(empty, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(filled.window.findChildren(EmptyingDialog)), timeout=WAIT)
    (dialog,) = filled.window.findChildren(EmptyingDialog)
    assert dialog.sentence.text().startswith("30 articles with ")
    filled.press("Empty the bin", dialog)
    settled(filled, qtbot, "The bin is empty: 30 articles gone for good.")
    assert filled.library.rows(Wanted(binned=True)).total == 0


def test_end_goes_to_the_last_of_all_that_are_found(filled: DeskWindow, qtbot: QtBot) -> None:
    articles, manuscript = filled.room.articles, filled.room.manuscript
    last = filled.library.every_id(articles.filter)[-1]
    assert articles.model.row_of(last) == -1
    articles.focus_rows()
    QTest.keyClick(articles.view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: articles.view.currentIndex().row() == articles.model.total - 1, timeout=WAIT)
    qtbot.waitUntil(lambda: manuscript.article is not None and manuscript.article.id == last, timeout=WAIT)
    QTest.keyClick(articles.view, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: articles.view.currentIndex().row() == 0, timeout=WAIT)


def test_what_comes_after_all_went_is_not_chosen(filled: DeskWindow, qtbot: QtBot) -> None:
    articles, manuscript = filled.room.articles, filled.room.manuscript
    filled.open("zeppelin-25")
    choose_all(filled)
    filled.do("bin")
    settled(filled, qtbot, "30 articles moved to the bin.")
    qtbot.waitUntil(lambda: articles.model.rowCount() == 0, timeout=WAIT)
    assert not articles.everything
    QTest.mouseClick(filled.window.toast.button, Qt.MouseButton.LeftButton)
    settled(filled, qtbot, "30 articles put back.")
    qtbot.waitUntil(lambda: articles.model.rowCount() > 0, timeout=WAIT)
    qtbot.waitUntil(lambda: manuscript.article is not None and filled.room._opening is None, timeout=WAIT)
    assert manuscript.article is not None
    assert manuscript.article.slug == "zeppelin-25"
    assert articles.chosen_number <= 1
    assert not articles.bulk.isVisible()


def test_a_search_is_kept_counted_renamed_and_removed(filled: DeskWindow, qtbot: QtBot) -> None:
    filled.do("save_search")
    (dialog,) = filled.window.findChildren(NamingDialog)
    dialog.findChildren(QLineEdit)[0].setText("Boats")
    filled.press("Keep", dialog)
    chips = filled.room.articles.search
    qtbot.waitUntil(lambda: [c.text() for c in chips.findChildren(SavedChip)] == ["Boats 30"], timeout=WAIT)
    chips.show_all()
    (chip,) = chips.findChildren(SavedChip)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chips.field.text() == "zeppelin"
    QTest.keyClick(chip, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in filled.window.findChildren(NamingDialog)))
    dialog = next(one for one in filled.window.findChildren(NamingDialog) if one.isVisible())
    dialog.findChildren(QLineEdit)[0].setText("Ferries")
    filled.press("Rename", dialog)
    qtbot.waitUntil(lambda: [c.title for c in chips.findChildren(SavedChip)][-1:] == ["Ferries"], timeout=WAIT)
    assert [one.name for one in saved_searches(filled.library)] == ["Ferries"]
    QTest.keyClick(chips.findChildren(SavedChip)[-1], Qt.Key.Key_Delete)
    settled(filled, qtbot, "“Ferries” is kept no longer.")
    assert saved_searches(filled.library) == ()


def test_the_list_is_put_into_another_order(filled: DeskWindow, qtbot: QtBot) -> None:
    line = filled.room.articles.search.line
    orders = {action.text(): action for action in line.button.menu().actions()}
    assert orders["Best first"].isChecked()
    with qtbot.waitSignal(filled.room.articles.model.filled, timeout=WAIT):
        orders["Headline"].trigger()
    assert filled.listed()[:2] == ["Zeppelin 00", "Zeppelin 01"]
    with qtbot.waitSignal(filled.room.articles.model.filled, timeout=WAIT):
        next(one for one in line.button.menu().actions() if one.text() == "From Z to A").trigger()
    assert filled.listed()[:2] == ["Zeppelin 29", "Zeppelin 28"]
    assert filled.room.articles.filter.sort is Sort.HEADLINE


def test_what_is_understood_is_said_over_the_rows(filled: DeskWindow, qtbot: QtBot) -> None:
    said = filled.room.articles.search.line.said
    assert said.whole == "30 found"
    type_in(filled, qtbot, "zeppelin state:draft")
    assert said.whole == "30 found · Draft"
    filled.room.articles.search.show_all()
    qtbot.waitUntil(lambda: said.whole.endswith("articles"), timeout=WAIT)


def test_found_words_are_marked_in_their_colour(filled: DeskWindow, looks: Looks) -> None:
    view = filled.room.articles.view
    image = view.viewport().grab().toImage()
    rect = view.visualRect(filled.room.articles.model.index(0))
    colours = {image.pixelColor(x, y).name() for y in range(rect.top(), rect.bottom()) for x in range(28, 90)}
    assert looks.theme.tokens.match in colours


def test_the_list_is_narrowed_from_a_menu(filled: DeskWindow, qtbot: QtBot) -> None:
    filled.library.create(Story(headline="Zeppelin lands", section="City & Port")).result()
    search, menu = filled.room.articles.search, filled.room.articles.search.line.filters.menu()

    def offered() -> list[str]:
        menu.aboutToShow.emit()
        return [action.text() for action in menu.actions()]

    filled.room.articles.numbers.read_now()
    qtbot.waitUntil(lambda: "City && Port  1" in offered(), timeout=WAIT)
    for title in ("Changed today", "Changed since Monday", "City && Port  1"):
        menu.aboutToShow.emit()
        next(one for one in menu.actions() if one.text() == title).trigger()
    assert search.field.text() == 'zeppelin since:monday section:"City & Port"'
    qtbot.waitUntil(lambda: filled.listed() == ["Zeppelin lands"], timeout=WAIT)


@pytest.mark.parametrize(
    ("query", "term", "made"),
    [
        ("", "by:me", "by:me"),
        ('a Since:monday b since:"1 may"', "since:today", "a b since:today"),
        ("x:section:y section:z", 'section:"a b"', 'x:section:y section:"a b"'),
    ],
)
def test_a_filter_takes_the_place_of_one_of_its_kind(query: str, term: str, made: str) -> None:
    assert narrowed(query, term) == made

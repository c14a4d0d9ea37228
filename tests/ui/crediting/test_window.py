"""The proposals as a person uses them: crediting, undo, going to the words, saying that somebody is no contributor."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desk.story.body import Body, Paragraph, spans
from desk.story.people import Credit, Role
from desk.story.story import Story
from desk.ui.crediting.wording import NOBODY
from tests.ui.crediting.proposed import ADDED, CHAIR, EDITED, NAMED, Crediting
from tests.ui.desk_window import WAIT

Key = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def test_a_click_credits_and_one_step_of_undo_takes_it_back(crediting: Crediting) -> None:
    manuscript = crediting.desk.room.manuscript
    before = manuscript.story
    crediting.press(crediting.row("Reuters").take)
    assert crediting.line == "Reuters contributed."
    assert crediting.names == ["Wei Sung"]
    crediting.press(crediting.row("Wei Sung").take)
    assert crediting.line == "Reuters and Wei Sung in Lindal contributed."
    assert crediting.panel.sentence == NOBODY
    crediting.saved()
    assert crediting.names == []
    manuscript.undo()
    assert crediting.line == "Reuters contributed."
    assert crediting.names == ["Wei Sung"]
    crediting.press(crediting.desk.window.toast.button)  # of an offer that is gone
    manuscript.undo()
    assert manuscript.story == before
    assert sorted(crediting.names) == ["Reuters", "Wei Sung"]
    crediting.saved()
    crediting.shows("Wei Sung", "Reuters")


def test_the_evidence_leads_to_the_words_also_when_they_moved(crediting: Crediting) -> None:
    page = crediting.desk.room.page
    wrote, named = crediting.row("Wei Sung").lines[0], crediting.row("Reuters").lines[0]
    assert wrote.said.lead.startswith("wrote 2")
    assert wrote.said.quote == ADDED.rstrip(".")
    assert named.shown.startswith("“… ")
    assert NAMED in named.shown
    crediting.press(named)
    assert page.textCursor().selectedText() == NAMED
    assert page.hasFocus()
    crediting.press(wrote)
    assert page.textCursor().selectedText() == ADDED.rstrip(".")
    row = crediting.row("Wei Sung")
    assert not row.lines[1].isVisible()
    crediting.press(row.more)
    assert row.lines[1].said.whole == "answered a question “Is she still in the chair?”"
    crediting.press(row.lines[1])
    assert page.textCursor().selectedText() == CHAIR
    side = crediting.desk.room.side
    assert side is not None
    assert side.tab == "review"
    first = Paragraph(spans("A line above all others."))
    crediting.desk.room.manuscript.edit(
        replace(crediting.story, body=Body((first, *crediting.story.body.blocks))), None
    )
    crediting.press(named)
    assert page.textCursor().selectedText() == NAMED
    crediting.desk.room.manuscript.edit(replace(crediting.story, body=Body((first,))), None)
    crediting.press(named)
    assert crediting.desk.window.toast.sentence == "These words were changed meanwhile."


def test_who_is_no_contributor_stays_out_until_somebody_wants_them_again(crediting: Crediting) -> None:
    desk, panel = crediting.desk, crediting.panel
    crediting.press(crediting.row("Wei Sung").decline)
    assert crediting.names == ["Reuters"]
    desk.press("Undo", desk.window.toast)
    assert crediting.names == ["Wei Sung", "Reuters"]
    crediting.press(crediting.row("Wei Sung").decline)
    crediting.saved()
    high = crediting.room_below
    desk.open("start-here")
    assert not panel.isVisible()
    assert crediting.room_below < high
    desk.open(crediting.article)
    crediting.shows("Reuters")
    assert panel.left_out.toggle.text() == "1 left out"
    crediting.press(panel.left_out.toggle)
    (again,) = panel.left_out.stops
    assert again.isVisible()
    crediting.press(again)
    crediting.shows("Wei Sung", "Reuters")
    crediting.saved()
    assert crediting.names == ["Wei Sung", "Reuters"]
    assert not panel.left_out.toggle.isVisible()
    assert crediting.story == EDITED


def test_whoever_is_proposed_again_by_key_leaves_the_keyboard_there(crediting: Crediting) -> None:
    desk, panel = crediting.desk, crediting.panel
    for name in ("Wei Sung", "Reuters"):
        crediting.press(crediting.row(name).decline)
    crediting.press(panel.left_out.toggle)
    first, second = panel.left_out.stops
    first.setFocus()
    crediting.key(Key.Key_Return)
    assert crediting.names == ["Wei Sung"]
    assert panel.left_out.stops == (crediting.focus,)
    assert crediting.focus is not second
    crediting.saved()
    assert panel.left_out.stops == (crediting.focus,)
    assert desk.window.toast.isVisible()
    crediting.key(Key.Key_Return)
    assert not desk.window.toast.isVisible()
    assert crediting.names == ["Wei Sung", "Reuters"]
    assert crediting.focus is crediting.row("Reuters").role_button
    crediting.saved()
    assert crediting.story == EDITED


def test_whoever_comes_back_from_the_words_is_where_they_were(crediting: Crediting) -> None:
    desk, page = crediting.desk, crediting.desk.room.page
    page.setFocus()
    for name, left in (("Wei Sung", Key.Key_Down), ("Reuters", Key.Key_Up), ("Reuters", Key.Key_Down)):
        crediting.key(Key.Key_C, BOTH)
        assert crediting.focus is crediting.row(name).take, name
        crediting.key(left)
        crediting.key(Key.Key_Down)
        crediting.press(crediting.row("Reuters").lines[0])
        assert page.textCursor().selectedText() == NAMED
    desk.open("start-here")
    desk.open(crediting.article)
    crediting.shows("Wei Sung", "Reuters")
    page.setFocus()
    crediting.key(Key.Key_C, BOTH)
    assert crediting.focus is crediting.row("Wei Sung").take


def test_all_of_it_is_done_by_key(crediting: Crediting) -> None:
    desk, page, panel = crediting.desk, crediting.desk.room.page, crediting.panel
    page.foot.add.setFocus()
    row, way = crediting.row("Wei Sung"), []
    for _step in range(6):
        crediting.key(Key.Key_Tab)
        way.append(crediting.focus)
    assert way == [panel.fold, row.role_button, row.place, row.take, row.decline, row.lines[0]]
    page.setFocus()
    page.put_caret(7, 7)
    crediting.key(Key.Key_C, BOTH)
    assert crediting.focus is crediting.row("Wei Sung").take
    assert panel.mapTo(page.viewport(), panel.rect().bottomLeft()).y() <= page.viewport().height()
    crediting.key(Key.Key_Down)
    assert crediting.focus is crediting.row("Reuters").take
    crediting.key(Key.Key_Delete)
    assert crediting.names == ["Wei Sung"]
    assert crediting.focus is crediting.row("Wei Sung").take
    crediting.key(Key.Key_X)  # is typed nowhere
    crediting.key(Key.Key_Return)
    assert crediting.line == "Wei Sung in Lindal contributed."
    assert page.isAncestorOf(crediting.focus)
    crediting.key(Key.Key_Escape)
    assert page.hasFocus()
    assert (page.textCursor().position(), page.textCursor().anchor()) == (7, 7)
    assert crediting.story == replace(EDITED, credits=(*EDITED.credits, Credit("Wei Sung", place="Lindal")))
    desk.do("undo")
    assert crediting.names == ["Wei Sung"]


def test_role_and_place_are_chosen_in_the_row_and_stay_when_it_is_read_again(crediting: Crediting) -> None:
    row = crediting.row("Wei Sung")
    assert row.place.text() == "Lindal"  # as the credits of other stories say
    row.place.setFocus()
    row.place.selectAll()
    QTest.keyClicks(row.place, "Kessel")
    first = Paragraph(spans("Somebody else writes a line."))
    crediting.desk.room.manuscript.edit(replace(EDITED, body=Body((first, *EDITED.body.blocks))), None)
    crediting.saved()
    assert crediting.focus is row.place
    assert row.place.text() == "Kessel"
    crediting.press(row.role_button)
    menu = row.role_button.findChild(QMenu)
    assert menu is not None
    next(each for each in menu.actions() if each.text() == "Additional reporting").trigger()
    menu.close()
    crediting.desk.window.activateWindow()
    page = crediting.desk.room.page
    page.setFocus()
    page.put_caret(0, 0)
    QTest.keyClicks(page, "On ")
    crediting.saved()
    assert crediting.row("Wei Sung") is row
    crediting.panel.fold_up(on=False)
    row.place.setFocus()
    crediting.key(Key.Key_Return)
    assert crediting.story.credits[-1] == Credit("Wei Sung", role=Role.ADDITIONAL_REPORTING, place="Kessel")
    assert crediting.line == "Additional reporting by Wei Sung in Kessel."


def test_it_folds_while_somebody_writes_and_moves_nothing(crediting: Crediting) -> None:
    page, panel = crediting.desk.room.page, crediting.panel
    assert not panel.is_folded
    page.setFocus()
    end = page.document().characterCount() - 1
    page.put_caret(end, end)
    QTest.keyClicks(page, " More")
    assert crediting.story.body.blocks[-1] == Paragraph(spans(f"{ADDED} More"))
    assert panel.is_folded
    assert panel.sentence == "Proposed: Wei Sung and Reuters"
    assert not any(row.isVisible() for row in panel.rows)
    crediting.saved()
    assert page.hasFocus()
    assert page.textCursor().position() == end + 5
    assert panel.is_folded
    crediting.press(panel.fold)
    assert all(row.isVisible() for row in panel.rows)
    assert page.textCursor().position() == end + 5


def test_whom_the_last_words_name_is_to_be_seen_once_somebody_goes_there(crediting: Crediting) -> None:
    desk, page, panel = crediting.desk, crediting.desk.room.page, crediting.panel
    story = Story(
        headline="Alone", credits=(Credit("Mara Quist", role=Role.BY),), body=Body((Paragraph(spans(ADDED)),) * 8)
    )
    desk.open(desk.library.create(story).result().id)
    crediting.shows()  # with room for a line at the foot
    page.setFocus()
    end = page.document().characterCount() - 1
    page.put_caret(end, end)
    for name in ("Reuters", "the BBC", "the Associated Press"):  # down to the lower edge
        QTest.keyClick(page, Key.Key_Return)
        QTest.keyClicks(page, f"The lamps had been ordered in August, according to {name}.")
    crediting.key(Key.Key_C, BOTH)  # at once: nobody has looked yet whom that names
    desk.qtbot.waitUntil(lambda: len(panel.rows) == 3 and crediting.focus is panel.rows[0].take, timeout=WAIT)
    for row in panel.rows:
        top = row.mapTo(page.viewport(), row.rect().topLeft()).y()
        assert 0 <= top <= page.viewport().height() - row.height()


def test_whoever_has_gone_back_to_the_words_stays_there(crediting: Crediting) -> None:
    page = crediting.desk.room.page
    page.setFocus()
    page.put_caret(0, 0)
    QTest.keyClicks(page, "Now ")
    for by_key in (True, False):
        crediting.key(Key.Key_C, BOTH)  # what was typed is not known yet
        assert crediting.focus is crediting.row("Wei Sung").take
        if by_key:
            crediting.key(Key.Key_Escape)
        else:
            page.setFocus()
        assert page.hasFocus()
        crediting.saved()
        assert page.hasFocus()
        crediting.desk.room.manuscript.edit(replace(crediting.story, deck=f"{crediting.story.deck}!"), None)


def test_it_says_so_where_there_is_nobody_and_nothing_of_a_page_without_words(crediting: Crediting) -> None:
    desk = crediting.desk
    story = Story(
        headline="Alone", credits=(Credit("Mara Quist", role=Role.BY),), body=Body((Paragraph(spans(ADDED)),))
    )
    alone = desk.library.create(story).result()
    desk.open(alone.id)
    assert not crediting.panel.isVisible()
    desk.qtbot.waitUntil(crediting.panel.isVisible, timeout=WAIT)
    assert crediting.panel.sentence == NOBODY
    desk.do("new_story")
    crediting.saved()
    assert not crediting.panel.isVisible()


def test_what_does_not_agree_is_put_right_at_a_click(crediting: Crediting) -> None:
    desk, panel = crediting.desk, crediting.panel
    assert desk.room.side is not None
    beside = desk.room.side.credits.proposed
    assert beside.text() == "2 proposed at the foot of the page"
    twice = replace(
        EDITED, credits=(*EDITED.credits, Credit("Ilse Brandt"), Credit("Odd Vang")), byline_text="By Odd Vang"
    )
    desk.room.manuscript.edit(twice, None)
    crediting.saved()
    rows = {row.finding.rule: row for row in panel.findings}
    assert set(rows) == {"byline-differs", "credited-twice", "credit-unknown"}
    for rule in ("byline-differs", "credited-twice"):
        crediting.press(rows[rule].buttons[0])
        assert rows[rule] not in panel.findings
    assert crediting.story == replace(EDITED, credits=(*EDITED.credits, Credit("Odd Vang")))
    desk.room.manuscript.undo()
    assert crediting.story.byline_text == ""
    assert len(crediting.story.credits) == 3
    desk.room.manuscript.redo()
    crediting.press(rows["credit-unknown"].buttons[0])
    desk.qtbot.waitUntil(lambda: "Odd Vang is in the directory." in desk.window.toast.sentence, timeout=WAIT)
    desk.qtbot.waitUntil(lambda: panel.findings == (), timeout=WAIT)
    assert desk.library.directory().named("Odd Vang")
    desk.press("Undo", desk.window.toast)
    desk.qtbot.waitUntil(lambda: [row.finding.rule for row in panel.findings] == ["credit-unknown"], timeout=WAIT)


def test_of_many_the_others_come_before_what_does_not_agree(crediting: Crediting) -> None:
    desk, panel = crediting.desk, crediting.panel
    agencies = ("the Associated Press", "Bloomberg", "CBS", "NBC", "Rolling Stone", "Le Monde")
    told = (Paragraph(spans(f"Ships waited, according to {name}.")) for name in agencies)
    many = replace(EDITED, body=Body((*EDITED.body.blocks, *told)), credits=(*EDITED.credits, Credit("Odd Vang")))
    desk.room.manuscript.edit(many, None)
    crediting.saved()
    assert len(panel.rows) == 9  # with who wrote of them
    (unknown,) = panel.findings
    assert panel.rest.text() == "3 more"
    assert panel.rows[5].geometry().bottom() < panel.rest.y() < unknown.y()
    assert panel.rest.x() < panel.rest.width() < unknown.width() / 2
    crediting.press(panel.rest)
    assert crediting.focus is panel.rows[6].take
    assert all(row.isVisible() for row in panel.rows)
    crediting.key(Key.Key_Up)
    assert crediting.focus is panel.rows[5].take

"""The review as two people use it: suggesting, deciding by key and by card, going from one to the next, undo."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desk.library.library import Library
from desk.library.review_values import Decided
from desk.library.values import State
from desk.story.body import Body, Paragraph, spans
from desk.story.story import Story
from desk.ui.review.card_text import Offer
from desk.ui.review.entries import Shown
from desk.ui.review.marks_original import OriginalPage
from desk.ui.review.panel import NOTHING_LEFT
from tests.ui.desk_window import WAIT, DeskWindow
from tests.ui.review.reviewing import (
    CHANGED,
    CTRL,
    FIRST,
    SECOND,
    SHIFT,
    STORY,
    SUGGESTED,
    THIRD,
    article,
    decided,
    key,
    panel,
    press,
    said,
    shows,
    tab,
)


def test_cards_say_what_was_changed_where_and_by_whom(desk: DeskWindow) -> None:
    first, second, third = said(desk)
    assert first.startswith("Mara Quist · ")
    assert first.endswith(", headline, removed: Pilots → added: Harbour pilots")
    assert second.endswith(", paragraph 1, removed: have said they will stop → added: stopped")
    assert third.endswith(", paragraph 3, added: at last")
    desk.qtbot.waitUntil(lambda: tab(desk) == "Review 3", timeout=WAIT)
    cards, checks = panel(desk).cards, panel(desk).checks
    assert checks.isVisible()
    assert checks.mapTo(panel(desk), QPoint()).y() >= cards.mapTo(panel(desk), QPoint(0, cards.height())).y()


def test_a_card_is_accepted_and_rejected_and_all_of_it_is_undone(desk: DeskWindow) -> None:
    manuscript = desk.room.manuscript
    press(desk, 1, Offer.ACCEPT)
    assert manuscript.baseline.body.blocks[0] == Paragraph(spans(CHANGED))
    shows(desk, 2)
    press(desk, 0, Offer.REJECT)
    assert manuscript.story.headline == STORY.headline
    shows(desk, 1)
    desk.qtbot.waitUntil(lambda: tab(desk) == "Review 1", timeout=WAIT)
    desk.qtbot.waitUntil(lambda: len(decided(desk)) == 2, timeout=WAIT)
    manuscript.undo()
    manuscript.undo()
    assert (manuscript.baseline, manuscript.story) == (STORY, SUGGESTED)
    shows(desk, 3)
    desk.qtbot.waitUntil(lambda: all(undone for *_, undone in decided(desk)), timeout=WAIT)
    manuscript.redo()
    shows(desk, 2)
    standing = [("stopped", True, False)]
    desk.qtbot.waitUntil(lambda: [each for each in decided(desk) if not each[2]] == standing, timeout=WAIT)
    panel(desk).filters.resolved.click()
    (card,) = shows(desk, 1)
    assert card.startswith("Mara Quist, removed: have said they will stop → added: stopped, Accepted by Mara Quist · ")


def test_it_is_gone_through_and_decided_by_key(desk: DeskWindow) -> None:
    page, manuscript, review = desk.room.page, desk.room.manuscript, desk.room.tools.review
    page.focus_headline()
    page.head.headline.put_caret(0, 0)
    seen = []
    for _step in range(3):
        key(desk.window, Qt.Key.Key_F8)
        entry = review.listing.entry(review.selected)
        assert entry is not None
        seen.append(entry.where)
        assert panel(desk).cards.current is entry
    assert sorted(seen) == ["headline", "paragraph 1", "paragraph 3"]
    while (entry := review.listing.entry(review.selected)) is None or entry.where != "paragraph 1":
        key(desk.window, Qt.Key.Key_F8)
    assert page.hasFocus()
    key(desk.window, Qt.Key.Key_A, CTRL | SHIFT)
    assert manuscript.baseline.body.blocks[0] == Paragraph(spans(CHANGED))
    desk.qtbot.waitUntil(lambda: review.selected not in {"", entry.id}, timeout=WAIT)
    key(desk.window, Qt.Key.Key_R, CTRL | SHIFT)
    assert manuscript.story.body.blocks[2] == Paragraph(spans(THIRD))
    shows(desk, 1)


def test_all_are_decided_at_once_and_a_click_takes_it_back(desk: DeskWindow) -> None:
    manuscript = desk.room.manuscript
    panel(desk).reject_all.click()
    assert manuscript.story is manuscript.baseline
    assert manuscript.story == STORY
    shows(desk, 0)
    desk.qtbot.waitUntil(lambda: tab(desk) == "Review", timeout=WAIT)
    desk.qtbot.waitUntil(lambda: panel(desk).message.sentence == NOTHING_LEFT, timeout=WAIT)
    assert desk.window.toast.isVisible()
    manuscript.undo()
    assert (manuscript.baseline, manuscript.story) == (STORY, SUGGESTED)
    shows(desk, 3)
    desk.room.page.setFocus()
    key(desk.room.page, Qt.Key.Key_A, CTRL)
    desk.do("accept_selected")
    assert manuscript.baseline == replace(SUGGESTED, headline=STORY.headline)
    (card,) = shows(desk, 1)
    assert "headline" in card


def test_what_was_decided_is_in_the_text_on_disk_before_it_is_in_the_record(desk: DeskWindow) -> None:
    manuscript = desk.room.manuscript

    def on_disk() -> tuple[Story, Story]:
        stored = desk.library.article(article(desk))
        return stored.baseline, stored.story

    press(desk, 1, Offer.ACCEPT)
    desk.qtbot.waitUntil(lambda: decided(desk) == [("stopped", True, False)], timeout=WAIT)
    assert on_disk() == (manuscript.baseline, manuscript.story)
    manuscript.undo()
    desk.qtbot.waitUntil(lambda: decided(desk) == [("stopped", True, True)], timeout=WAIT)
    assert on_disk() == (STORY, SUGGESTED)


def test_what_another_program_decided_is_resolved(desk: DeskWindow) -> None:
    made = Decided(
        "1", True, "headline", "replaced", "Replaced “Pilots” with “Harbour pilots”", "Harbour pilots", "Pilots"
    )
    with Library.open(desk.library.path, who="Wei Sung") as other:
        other.note_decisions(article(desk), (made,)).result()
    desk.library.notice_others().result()
    desk.qtbot.waitUntil(lambda: "1" in panel(desk).filters.resolved.text(), timeout=WAIT)
    panel(desk).filters.resolved.click()
    (card,) = shows(desk, 1)
    assert "Accepted by Wei Sung" in card


def test_what_is_typed_while_suggesting_is_a_change_and_directly_is_none(desk: DeskWindow) -> None:
    manuscript, page = desk.room.manuscript, desk.room.page
    page.setFocus()
    line = page.document().findBlockByNumber(1)
    page.put_caret(line.position(), line.position())
    QTest.keyClicks(page, "Now ")
    shows(desk, 4)
    desk.do("editing")
    assert not manuscript.is_suggesting
    QTest.keyClicks(page, "then ")
    cards = shows(desk, 4)
    assert manuscript.story.body.blocks[1] == Paragraph(spans(f"Now then {SECOND}"))
    assert "added: Now" in cards[2]
    key(desk.window, Qt.Key.Key_X, CTRL | SHIFT)
    assert manuscript.is_suggesting
    assert desk.window.toolbar.mode.text() == "Suggesting"


def test_a_card_beside_the_mark_says_who_and_decides(desk: DeskWindow) -> None:
    hover, marks, page = desk.room.tools.reviewing.hover, desk.room.tools.reviewing.marks, desk.room.page
    desk.do("toggle_side")
    page.setFocus()
    page.put_caret(0, 0)
    key(desk.window, Qt.Key.Key_F8)
    desk.qtbot.waitUntil(lambda: hover.key != "", timeout=WAIT)
    assert hover.text is not None
    assert "removed: have said they will stop → added: stopped" in hover.text.spoken
    box = marks.box(hover.key)
    assert box is not None
    assert not hover.geometry().intersects(box)
    QTest.mouseClick(hover.buttons.button(Offer.REJECT), Qt.MouseButton.LeftButton)
    assert desk.room.manuscript.story.body.blocks[0] == STORY.body.blocks[0]
    assert page.hasFocus()


def test_the_card_comes_where_the_pointer_rests(desk: DeskWindow) -> None:
    hover, marks, page = desk.room.tools.reviewing.hover, desk.room.tools.reviewing.marks, desk.room.page
    page.setFocus()
    change = panel(desk).shown[1].id
    desk.qtbot.waitUntil(lambda: marks.box(change) is not None, timeout=WAIT)
    box = marks.box(change)
    assert box is not None
    QTest.mouseMove(page.viewport(), box.center())
    desk.qtbot.waitUntil(lambda: hover.key == change, timeout=WAIT)
    key(page, Qt.Key.Key_Escape)
    assert hover.key == ""


def test_the_original_lies_upon_the_page_and_is_only_read(desk: DeskWindow) -> None:
    toolbar, page, actions = desk.window.toolbar, desk.room.page, desk.window.actions_
    page.setFocus()
    desk.do("view_original")
    sheet = page.findChild(OriginalPage)
    assert sheet is not None
    assert sheet.isVisible()
    assert FIRST in sheet.view.toPlainText()
    assert toolbar.marks.text() == "Original"
    assert not actions["accept_change"].isEnabled()
    assert not actions["paste_plain"].isEnabled()
    desk.press("Show the changes")
    assert not sheet.isVisible()
    assert toolbar.marks.text() == "All Marks"
    assert actions["accept_change"].isEnabled()
    assert page.hasFocus()
    desk.do("view_original")
    desk.do("view_original")
    assert actions["view_original"].isChecked()
    key(desk.window, Qt.Key.Key_F8)  # to a change, which is to be seen
    assert not sheet.isVisible()
    assert page.hasFocus()


def test_each_change_is_of_whoever_made_it_and_they_are_filtered_and_decided_by_person(desk: DeskWindow) -> None:
    manuscript, library, review = desk.room.manuscript, desk.library, desk.room.tools.review
    desk.save()
    desk.room.close_article()
    library.who = "Wei Sung"  # before anybody made a revision of what Mara Quist typed
    row = library.rows(limit=1).rows[0]
    desk.open(row.id)
    shows(desk, 3)
    blocks = manuscript.story.body.blocks
    third = Paragraph(spans(SECOND.replace("four", "six")))
    manuscript.edit(replace(manuscript.story, body=Body((blocks[0], third, blocks[2]))), None)
    cards = shows(desk, 4)
    assert [card.split(" · ")[0] for card in cards] == ["Mara Quist"] * 2 + ["Wei Sung"] + ["Mara Quist"]
    assert len({review.hand(entry.id) for entry in panel(desk).shown}) == 2
    panel(desk).filters.choose(Shown(person="Wei Sung"))
    assert len(said(desk)) == 1
    panel(desk).filters.choose(Shown(person="Mara Quist"))
    assert panel(desk).accept_all.text() == "Accept all by Mara Quist"
    panel(desk).accept_all.click()
    assert manuscript.baseline.headline == SUGGESTED.headline
    panel(desk).filters.choose(Shown())
    (card,) = shows(desk, 1)
    assert card.endswith("removed: four → added: six")


def test_what_somebody_typed_stays_theirs_when_another_one_signs_in(desk: DeskWindow) -> None:
    people = desk.room.tools.people
    desk.qtbot.waitUntil(lambda: people.known is not None, timeout=WAIT)
    people.sign_in("Wei Sung")
    desk.qtbot.waitUntil(lambda: people.me is not None and people.me.name == "Wei Sung", timeout=WAIT)
    blocks = desk.room.manuscript.story.body.blocks
    third = Paragraph(spans(SECOND.replace("four", "six")))
    desk.room.manuscript.edit(replace(desk.room.manuscript.story, body=Body((blocks[0], third, blocks[2]))), None)
    expected = ["Mara Quist"] * 2 + ["Wei Sung"] + ["Mara Quist"]
    desk.qtbot.waitUntil(lambda: [each.split(" · ")[0] for each in said(desk)] == expected, timeout=WAIT)


def test_who_begins_by_suggesting_and_what_somebody_chose_stays(desk: DeskWindow) -> None:
    manuscript, library = desk.room.manuscript, desk.library
    own = article(desk)
    desk.do("editing")
    draft = library.create(replace(STORY, slug="draft", byline_text="")).result()
    desk.open(draft.id)
    assert not manuscript.is_suggesting
    library.set_state(draft.id, State.IN_REVIEW).result()
    library.who = "Ilse Brandt"
    desk.open(own)
    desk.qtbot.waitUntil(lambda: not manuscript.is_suggesting, timeout=WAIT)  # her own story
    library.who = "Mara Quist"
    desk.open(draft.id)
    desk.qtbot.waitUntil(lambda: not manuscript.is_suggesting, timeout=WAIT)  # she made it
    library.who = "Wei Sung"
    desk.room.tools.reviewing.mode.look()
    assert manuscript.is_suggesting
    desk.open(own)
    assert manuscript.is_suggesting
    library.who = "Mara Quist"
    desk.room.tools.reviewing.mode.look()
    assert not manuscript.is_suggesting  # as she chose


def test_the_list_is_gone_through_and_decided_by_the_keyboard_alone(desk: DeskWindow) -> None:
    manuscript, review, cards = desk.room.manuscript, desk.room.tools.review, panel(desk).cards
    cards.setFocus()
    assert cards.current is not None
    assert cards.buttons.isVisible()
    key(cards, Qt.Key.Key_Down)
    assert cards.current.where == "paragraph 1"
    assert review.selected == cards.current.id
    assert cards.hasFocus()
    assert cards.buttons.button(Offer.ACCEPT).accessibleName() == "Accept"
    assert "paragraph 1" in cards.buttons.button(Offer.ACCEPT).accessibleDescription()
    key(cards, Qt.Key.Key_R)
    assert manuscript.story.body.blocks[0] == STORY.body.blocks[0]
    shows(desk, 2)
    desk.qtbot.waitUntil(lambda: cards.current is not None and cards.current.where == "paragraph 3", timeout=WAIT)
    key(cards, Qt.Key.Key_Tab)
    accept = cards.buttons.button(Offer.ACCEPT)
    assert accept.hasFocus()
    key(accept, Qt.Key.Key_Space)
    shows(desk, 1)
    desk.qtbot.waitUntil(lambda: cards.current is not None and accept.hasFocus(), timeout=WAIT)
    key(accept, Qt.Key.Key_Space)
    assert manuscript.baseline is manuscript.story
    assert manuscript.story == replace(SUGGESTED, body=Body((STORY.body.blocks[0], *SUGGESTED.body.blocks[1:])))

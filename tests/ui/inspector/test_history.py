"""The history: versions are kept, compared, and gone back to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.errors import Locked
from desk.library.library import Library
from desk.library.values import RevisionRow, Why
from desk.story.body import Body, Paragraph, spans
from desk.story.story import Story
from desk.ui.inspector.history import CHOOSE, NOTHING_OPEN, READING, SAME
from tests.ui.inspector.stage import PATIENCE, Stage

FIRST = Story(headline="Lamps", slug="lamps", body=Body((Paragraph(spans("Four lamps.")),)))
SECOND = replace(FIRST, headline="Lamps on the mole")


def rows(stage: Stage) -> tuple[RevisionRow, ...]:
    return stage.pane.history.model.rows


def wait_for_rows(stage: Stage, number: int) -> None:
    stage.qtbot.waitUntil(lambda: len(rows(stage)) == number, timeout=PATIENCE)


def choose(stage: Stage, at: int) -> None:
    history = stage.pane.history
    history.view.setFocus()
    for _ in range(len(rows(stage))):
        QTest.keyClick(history.view, Qt.Key.Key_Up)
    for _ in range(at):
        QTest.keyClick(history.view, Qt.Key.Key_Down)
    assert history.chosen is rows(stage)[at]


def changed(stage: Stage) -> str:
    return stage.pane.history.changed.toPlainText()


def with_two_versions(stage: Stage) -> str:
    article = stage.open(FIRST, "history")
    wait_for_rows(stage, 1)
    stage.manuscript.edit(SECOND, None)
    QTest.keyClicks(stage.pane.history.note, "For the night desk")
    stage.click(stage.button("Keep a version"))
    wait_for_rows(stage, 2)
    return article


def test_a_version_is_kept_with_its_note(stage: Stage) -> None:
    article = with_two_versions(stage)
    (kept, created) = stage.library.revisions(article)
    assert (kept.why, kept.note, kept.who) == (Why.CHECKPOINT, "For the night desk", "Ilse Brandt")
    assert stage.library.revision_story(kept.id) == SECOND
    assert created.why is Why.CREATED
    history = stage.pane.history
    stage.qtbot.waitUntil(lambda: history.said.text() == "Kept.", timeout=PATIENCE)
    assert history.note.text() == ""
    heard = history.model.data(history.model.index(0))
    assert heard == f"For the night desk, Ilse Brandt, Kept, 2 words, {heard.split('2 words, ')[1]}"  # type: ignore[attr-defined]
    stage.click(stage.button("Keep a version"))
    stage.qtbot.waitUntil(lambda: history.said.text() == "Nothing changed since the last version.", timeout=PATIENCE)
    assert len(stage.library.revisions(article)) == 2


def test_what_a_version_changed_and_what_changed_since(stage: Stage) -> None:
    with_two_versions(stage)
    history = stage.pane.history
    assert changed(stage) == CHOOSE
    assert not history.restore.isEnabled()
    choose(stage, 0)
    stage.qtbot.waitUntil(lambda: "Headline" in changed(stage), timeout=PATIENCE)
    assert "on the mole" in changed(stage)
    stage.click(history.until)
    stage.qtbot.waitUntil(lambda: changed(stage) == SAME, timeout=PATIENCE)
    choose(stage, 1)
    stage.qtbot.waitUntil(lambda: "on the mole" in changed(stage), timeout=PATIENCE)
    stage.click(history.since)
    stage.qtbot.waitUntil(lambda: "Four lamps." in changed(stage), timeout=PATIENCE)


def test_going_back_keeps_the_text_first_and_can_be_undone(stage: Stage) -> None:
    article = with_two_versions(stage)
    third = replace(SECOND, deck="Typed since, and in no version")
    stage.manuscript.edit(third, None)
    choose(stage, 1)
    stage.click(stage.button("Go back to this version"))
    stage.qtbot.waitUntil(lambda: stage.story == FIRST, timeout=PATIENCE)
    wait_for_rows(stage, 4)
    restored, kept, *_ = stage.library.revisions(article)
    assert restored.why is Why.RESTORED
    assert stage.library.revision_story(restored.id) == FIRST
    assert stage.library.revision_story(kept.id) == third
    assert "Undo takes it back" in stage.pane.history.said.text()
    stage.manuscript.undo()
    assert stage.story == third
    future = stage.manuscript.flush()
    assert future is not None
    assert future.result().overtaken == "", "our own versions are nobody else's text"


def test_versions_made_elsewhere_appear_and_the_choice_stays(stage: Stage) -> None:
    article = stage.open(FIRST, "history")
    wait_for_rows(stage, 1)
    choose(stage, 0)
    chosen = stage.pane.history.chosen
    stage.library.checkpoint(article, SECOND, Why.CREDITED, "From the command line").result()
    wait_for_rows(stage, 2)
    assert stage.pane.history.chosen == chosen


def test_what_is_said_while_there_is_nothing(stage: Stage) -> None:
    history = stage.pane.history
    stage.pane.show_tab("history")
    stage.pane.show()
    assert history.message.sentence == NOTHING_OPEN
    stage.open(FIRST, "history")
    assert history.message.sentence == READING
    wait_for_rows(stage, 1)
    assert not history.message.isVisible()
    stage.manuscript.close()
    assert history.message.sentence == NOTHING_OPEN
    assert history.message.isVisible()


def test_trouble_is_said_and_can_be_tried_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_library: Library, _article: str) -> tuple[RevisionRow, ...]:
        raise Locked("Somebody else is writing this library. Nothing was lost.")

    article = stage.open(FIRST, "history")
    wait_for_rows(stage, 1)
    stage.library.settle().result()
    stage.qtbot.wait(20)  # the news of the new article is through, so that only one reading follows
    with monkeypatch.context() as patched:
        patched.setattr(Library, "revisions", locked)
        stage.manuscript.open(stage.library.article(article))
        stage.qtbot.waitUntil(lambda: "Nothing was lost" in stage.pane.history.message.sentence, timeout=PATIENCE)
    stage.click(stage.button("Try again"))
    wait_for_rows(stage, 1)
    assert not stage.pane.history.message.isVisible()


def test_another_article_has_another_history(stage: Stage) -> None:
    with_two_versions(stage)
    choose(stage, 0)
    stage.pane.history.note.setFocus()
    stage.open(replace(FIRST, slug="other"), "history")
    wait_for_rows(stage, 1)
    assert stage.pane.history.chosen is None
    assert changed(stage) == CHOOSE

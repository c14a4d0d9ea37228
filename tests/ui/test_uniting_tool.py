"""The command line writes an article while somebody types in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.library.library import Library
from desk.library.values import Why
from desk.story.body import Body, Paragraph, spans
from desk.story.story import Story
from desk.story.texts import Texts
from desk.ui.saving import SaveKind
from desk.ui.source import tool
from tests.ui.desk_window import WAIT, DeskWindow


@contextmanager
def elsewhere(desk: DeskWindow) -> Iterator[Library]:
    """The library as another program has it."""
    with Library.open(desk.library.path, who="Wei Sung") as library:
        yield library


def begin_typing(qtbot: QtBot, desk: DeskWindow) -> str:
    desk.open("start-here")  # a draft: nobody suggests anything
    QTest.keyClicks(desk.room.page, "At night. ")
    qtbot.waitUntil(lambda: desk.room.manuscript.save_state.kind is SaveKind.SAVED, timeout=WAIT)
    assert desk.room.manuscript.article is not None
    return desk.room.manuscript.article.id


def test_what_was_changed_elsewhere_in_it_is_in_the_text_that_is_typed(qtbot: QtBot, desk_window: DeskWindow) -> None:
    article = begin_typing(qtbot, desk_window)
    with elsewhere(desk_window) as library:
        library.tag([article], ("night",), ()).result()
    QTest.keyClicks(desk_window.room.page, "And on. ")
    qtbot.waitUntil(lambda: "night" in desk_window.room.manuscript.story.keywords, timeout=WAIT)

    def all_there() -> bool:
        story = desk_window.library.article(article).story
        return "night" in story.keywords and "At night. And on. " in story.body.text

    qtbot.waitUntil(all_there, timeout=WAIT)


def test_where_both_changed_one_place_what_is_typed_stands_and_the_other_is_kept(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    article = begin_typing(qtbot, desk_window)
    with elsewhere(desk_window) as library, qtbot.waitSignal(desk_window.room.manuscript.overtaken, timeout=WAIT):
        mine = desk_window.room.manuscript.story
        library.update_story(article, partial(replace, headline="Theirs", deck="Their deck"), Why.RESTORED).result()
        desk_window.room.manuscript.edit(replace(mine, headline="Mine"), None)
    qtbot.waitUntil(lambda: desk_window.room.manuscript.story.deck == "Their deck", timeout=WAIT)
    qtbot.waitUntil(lambda: "theirs are a tracked change" in desk_window.window.toast.sentence, timeout=WAIT)
    assert desk_window.room.manuscript.story.headline == "Mine"
    assert desk_window.room.manuscript.baseline.headline == "Theirs"
    kept = [desk_window.library.revision_story(each.id) for each in desk_window.library.revisions(article)]
    assert "Theirs" in {story.headline for story in kept}


def test_no_checkpoint_is_made_over_what_nobody_here_has_seen(qtbot: QtBot, desk_window: DeskWindow) -> None:
    article = begin_typing(qtbot, desk_window)
    with elsewhere(desk_window) as library:
        library.update_story(article, partial(replace, headline="Theirs"), Why.RESTORED).result()
        desk_window.do("keep_version")
    qtbot.waitUntil(lambda: desk_window.room.manuscript.story.headline == "Theirs", timeout=WAIT)
    assert desk_window.library.article(article).story.headline == "Theirs"
    desk_window.do("keep_version")  # of what they made


def test_keys_that_nobody_has_read_yet_are_not_written_over(qtbot: QtBot, desk_window: DeskWindow) -> None:
    article = begin_typing(qtbot, desk_window)
    with elsewhere(desk_window) as library:
        library.update_story(article, partial(replace, headline="Theirs"), Why.RESTORED).result()
    theirs = desk_window.library.article(article)
    QTest.keyClicks(desk_window.room.page, "O")  # one, as the next would have it read
    desk_window.room._take_over(theirs)  # it comes before the keys are read
    assert "At night. O" in desk_window.room.manuscript.story.body.text
    qtbot.waitUntil(lambda: desk_window.room.manuscript.story.headline == "Theirs", timeout=WAIT)
    assert "At night. O" in desk_window.room.manuscript.story.body.text


def test_what_is_typed_in_the_source_of_a_long_story_is_not_written_over(
    qtbot: QtBot, desk_window: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "SHORT", 0)
    article = begin_typing(qtbot, desk_window)
    desk_window.do("source_view")
    view = desk_window.room.tools.source.pane.view
    qtbot.waitUntil(lambda: "At night." in view.text(), timeout=WAIT)
    begun_on = desk_window.room.manuscript.story
    with elsewhere(desk_window) as library:
        library.update_story(article, partial(replace, body=Body()), Why.RESTORED).result()
    theirs = desk_window.library.article(article)
    QTest.keyClicks(view, "Typed. ")
    begun = Texts(begun_on, begun_on)
    desk_window.room.tools.uniting._unite(article, begun, Texts(theirs.story, theirs.story))
    assert "Typed. " in desk_window.room.manuscript.story.body.text


def test_paragraphs_that_were_written_elsewhere_stand_beside_those_that_are_typed(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    article = begin_typing(qtbot, desk_window)

    def with_an_end(story: Story) -> Story:
        return replace(story, body=Body((*story.body.blocks, Paragraph(spans("The end, by somebody else.")))))

    with elsewhere(desk_window) as library, qtbot.waitSignal(desk_window.room.manuscript.overtaken, timeout=WAIT):
        library.update_story(article, with_an_end, Why.RESTORED).result()
        QTest.keyClicks(desk_window.room.page, "And on. ")

    def both() -> bool:
        text = desk_window.library.article(article).story.body.text
        return "At night. And on. " in text and text.endswith("The end, by somebody else.")

    qtbot.waitUntil(both, timeout=WAIT)
    assert "You see both now" in desk_window.window.toast.sentence
    assert desk_window.room.manuscript.baseline is desk_window.room.manuscript.story

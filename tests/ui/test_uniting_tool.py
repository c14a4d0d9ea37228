"""The command line writes an article while somebody types in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.library.library import Library
from desk.library.values import Why
from desk.ui.saving import SaveKind
from tests.ui.desk_window import WAIT, DeskWindow


@contextmanager
def elsewhere(desk: DeskWindow) -> Iterator[Library]:
    """The library as another program has it."""
    with Library.open(desk.library.path, who="Wei Sung") as library:
        yield library


def begin_typing(qtbot: QtBot, desk: DeskWindow) -> str:
    desk.open("bridge-toll")
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
    qtbot.waitUntil(lambda: "Your words stand" in desk_window.window.toast.sentence, timeout=WAIT)
    assert desk_window.room.manuscript.story.headline == "Mine"
    kept = [desk_window.library.revision_story(each.id) for each in desk_window.library.revisions(article)]
    assert "Theirs" in {story.headline for story in kept}

"""Draws the pictures of the window in resources/screenshots, on the sample articles and without a screen.

Run it again after a change and review the pictures as a diff: packaging/screenshots [SCENE…]
Each picture is drawn by a process of its own, as there is one application in a process.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.ui.headless import Scene, draw
from desk.ui.opening import WHO, open_library
from desk.ui.room import Room
from desk.ui.start import Session

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "screenshots"
SIZES = {"": (1600, 1000), "-small": (1280, 800)}
THEMES = ("light", "dark")
EDITOR = "Mara Quist"
ARTICLE = "harbour-pilots"
PAUSE = 3_000  # ms for what is looked up once somebody rests


def room_of(session: Session) -> Room:
    assert session.room is not None
    session.window.activateWindow()
    session.room.page.setFocus()
    return session.room


def put_caret(room: Room, words: str) -> None:
    """Put the caret behind some words of the body."""
    found = room.page.document().find(words)
    assert not found.isNull(), f"the article says “{words}” no more"
    room.page.put_caret(found.selectionEnd(), found.selectionEnd())


def select(room: Room, words: str) -> None:
    """Select some words of the body."""
    found = room.page.document().find(words)
    assert not found.isNull(), f"the article says “{words}” no more"
    room.page.setTextCursor(found)


def writing(session: Session) -> None:
    room = room_of(session)
    session.window.show_pane(session.window.side_pane, on=False)
    story = room.manuscript.story
    room.manuscript.edit(replace(story, target_words=650), None)
    put_caret(room, "“We are asking for four lamps.”")


def preview(session: Session) -> None:
    put_caret(room_of(session), "four lamps")


def focus(session: Session) -> None:
    room = room_of(session)
    put_caret(room, "a man with a torch")
    session.window.actions_["focus_mode"].trigger()


def find(session: Session) -> None:
    room_of(session)
    session.window.actions_["find"].trigger()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "lamps")


def details(session: Session) -> None:
    room_of(session).show_side("details")


def credits_(session: Session) -> None:
    room_of(session).show_side("credits")


def search(session: Session) -> None:
    room = room_of(session)
    session.window.actions_["search"].trigger()
    QTest.keyClicks(room.articles.search.field, "lamps")


def history(session: Session) -> None:
    room = room_of(session)
    story = room.manuscript.story
    room.manuscript.edit(replace(story, headline="Harbour pilots refuse night landings after a third near miss"), None)
    put_caret(room, "It was the third such approach since September")
    QTest.keyClicks(room.page, ", and the second in a week")
    room.show_side("history")
    session.window.actions_["compare"].trigger()


def review(session: Session) -> None:
    room = room_of(session)
    room.manuscript.set_suggesting(True)
    put_caret(room, "stopped working at night on Sunday")
    QTest.keyClicks(room.page, ", all forty of them")
    select(room, "in a statement ")
    QTest.keyClick(room.page, Qt.Key.Key_Delete)
    select(room, "a workshop of nine people")
    QTest.keyClicks(room.page, "a small workshop")
    room.show_side("review")
    QTest.qWait(PAUSE)
    session.window.actions_["next_change"].trigger()
    QTest.qWait(PAUSE)


def proposed(session: Session) -> None:
    room = room_of(session)
    session.window.show_pane(session.window.side_pane, on=False)
    put_caret(room, "Eleven were at anchor in the roads by Sunday evening")
    QTest.keyClicks(room.page, ", according to Skerry Radio")
    put_caret(room, "bring it in herself.")
    QTest.keyClick(room.page, Qt.Key.Key_Return)
    QTest.keyClicks(room.page, "The authority did not answer a letter that asked who will pay for her night.")
    QTest.qWait(PAUSE)
    session.window.actions_["proposed_credits"].trigger()
    QTest.qWait(PAUSE)


SCENES: dict[str, Scene] = {
    "writing": writing,
    "preview": preview,
    "focus": focus,
    "find": find,
    "details": details,
    "credits": credits_,
    "search": search,
    "history": history,
    "review": review,
    "proposed": proposed,
}


def draw_one(scene: str, theme: str, size: str) -> int:
    """Draw one picture, on a library of its own."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.desk"
        opened = open_library(library)
        opened.library.set_setting(WHO, EDITOR).result()
        opened.library.close()
        file = FOLDER / f"{scene}-{theme}{size}.png"
        return draw(library, ARTICLE, file, size=SIZES[size], theme=theme, scene=SCENES[scene])


def main(names: list[str]) -> int:
    """Draw these scenes, or all, in both themes and sizes."""
    if len(names) == 3 and names[1] in THEMES:
        return draw_one(names[0], names[1], names[2])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for scene in names or SCENES:
        for theme in THEMES:
            for size in SIZES:
                done = subprocess.run(
                    [sys.executable, __file__, scene, theme, size], capture_output=True, text=True, check=False
                )
                if done.returncode:
                    print(done.stderr, file=sys.stderr)
                    return done.returncode
                print(f"{scene}-{theme}{size}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

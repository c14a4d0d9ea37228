from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.formats.base import Loss, Reading, Recognised
from desk.story.house import House
from desk.story.story import Story
from desk.ui.icons import Icons
from desk.ui.notices import NameBar, ProgressBar, TroubleCard, reading_card
from desk.ui.toast import Toast
from desk.ui.work import Progress, Work


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(600, 400)
    made.show()
    return made


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    made = threading.Event()
    yield made
    made.set()


def put(window: QWidget, notice: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(notice)


def test_long_work_shows_itself_and_can_be_cancelled(
    qtbot: QtBot, window: QWidget, work: Work, gate: threading.Event
) -> None:
    def count(progress: Progress) -> None:
        progress.report(3, 10, "3 of 10 exported")
        gate.wait(10)
        progress.check()

    job = work.run_long(count)
    bar = ProgressBar("Exporting", job)
    put(window, bar)
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible, timeout=5_000)
    assert bar.sentence.text() == "3 of 10 exported"
    assert (bar.bar.value(), bar.bar.maximum()) == (3, 10)
    with qtbot.waitSignal(bar.destroyed, timeout=5_000):
        QTest.mouseClick(bar.stop, Qt.MouseButton.LeftButton)
    assert job.cancelled


def test_short_work_shows_nothing(qtbot: QtBot, window: QWidget, work: Work) -> None:
    bar = ProgressBar("Bringing in", work.run_long(lambda progress: progress.check()))
    put(window, bar)
    shown: list[bool] = []
    bar.destroyed.connect(lambda: shown.append(True))
    qtbot.waitUntil(lambda: bool(shown), timeout=5_000)


def test_a_name_of_spaces_is_not_taken(qtbot: QtBot, window: QWidget, icons: Icons) -> None:
    bar = NameBar("Mara Quist", icons)
    put(window, bar)
    bar.field.setText("   ")
    with qtbot.assertNotEmitted(bar.named):
        QTest.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    bar.field.setText("Mara Quist")
    with qtbot.waitSignal(bar.named, timeout=5_000) as named:
        QTest.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert named.args == ["Mara Quist"]
    qtbot.waitUntil(lambda: not shiboken6.isValid(bar), timeout=5_000)


def test_the_question_for_a_name_stays_low_in_a_narrow_page(qtbot: QtBot, icons: Icons) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    bar = NameBar("Mara Quist", icons)
    column.addWidget(bar)
    column.addStretch(1)
    window.resize(420, 600)
    window.show()
    qtbot.waitExposed(window)
    assert bar.height() < 6 * bar.fontMetrics().height()
    assert bar.field.width() >= 100
    window.resize(900, 600)
    assert bar.height() < 4 * bar.fontMetrics().height()
    assert bar.field.width() == 190


def test_a_reading_is_told_in_words(qtbot: QtBot, icons: Icons) -> None:
    reading = Reading(
        Story(),
        recognised=(
            Recognised("credits", "By Ilse Brandt"),
            Recognised("credits", "Wei Sung contributed."),
            Recognised("updated_mark", "/ Updated"),
            Recognised("furniture", "words " * 60),
        ),
        losses=(Loss("body", "A script was left out."),),
    )
    card = reading_card("ferry.txt", reading, House(), icons)
    qtbot.addWidget(card)
    assert card.sentences[:4] == [
        "Brought in “ferry.txt”.",
        "Byline: By Ilse Brandt",
        "Contribution line: Wei Sung contributed.",
        "Updated line: / Updated",
    ]
    assert card.sentences[4].endswith("…")
    assert card.sentences[5] == "A script was left out."


def test_troubles_share_a_card_that_does_not_grow_without_end(qtbot: QtBot, icons: Icons) -> None:
    card = TroubleCard(icons)
    qtbot.addWidget(card)
    card.show()
    for number in range(9):
        card.say(f"{number}.docx cannot be read.")
    heading, *said = card.sentences
    assert said == [f"{number}.docx cannot be read." for number in range(4, 9)]
    height = card.sizeHint().height()
    card.say("6.docx cannot be read.")
    assert card.sentences == [heading, *(f"{number}.docx cannot be read." for number in (4, 5, 7, 8, 6))]
    assert card.sizeHint().height() == height


def test_a_toast_offers_the_way_back_once(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    toast = Toast(window)
    toast.say("Moved to the bin.", "Undo", lambda: done.append("undone"))
    assert toast.isVisible()
    window.setFocus()
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert window.hasFocus()
    assert not toast.isVisible()
    toast.say("Put back.")
    assert not toast.button.isVisible()
    window.resize(800, 500)
    assert toast.geometry().center().x() in range(395, 405)

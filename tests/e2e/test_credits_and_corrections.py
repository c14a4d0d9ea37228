"""Wire copy comes in, is credited from the record, published, and corrected on the record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk import paths
from desk.checks.proposals import How
from desk.library.values import State
from desk.story.body import block_text
from desk.story.directory import Contact
from desk.story.people import Role
from desk.story.workflow import StaffRole
from desk.ui.crediting.row import ProposalRow
from desk.ui.services import Looks
from desk.ui.workflow.again_dialog import AgainDialog
from tests.e2e.two_people import Ctrl, Key, TwoPeople
from tests.ui.desk_window import WAIT, DeskWindow, begin

HEADLINE = "Who answers for it"
MENDED = "It is settled who answers for it"
REASON = "A lawyer rang the desk."
NOTE = "An earlier version of this story said that nothing was settled."
REPORTER, EDITOR = "Ilse Brandt", "Wei Sung"


@dataclass(frozen=True)
class Copy:
    """Copy that comes in. `credited` are an agency and a person who are so already; `quoted` are named in the text,
    and not credited: each with some words of the sentence. `mended` is a paragraph by its first words, and `into`
    what an editor makes of its beginning."""

    path: Path
    credited: tuple[str, str]
    quoted: dict[str, str]
    paragraph: str
    into: str


COPIES = (
    Copy(
        paths.resources() / "samples" / "wire-copy.txt",
        ("Northern Wire", "Jonas Field"),
        {"Skerry Radio": "in an interview with", "Vestrand Gazette": "She told the"},
        "Lawyers for both sides meet",
        "Nobody has settled who answers for the landing stage. The lawyers of both sides meet",
    ),
    Copy(
        Path(__file__).parents[3] / "shared" / "samples" / "el-chapo.txt",
        ("Reuters", "Jacob Rascon"),
        {"CBS": "in an interview with", "Rolling Stone": "article"},
        "The two sides met",
        "Prosecutors and ministers of the two countries sat down together for the first time. The two sides met",
    ),
)


@pytest.fixture(params=COPIES, ids=["own copy", "shared article"])
def copy(request: pytest.FixtureRequest) -> Copy:
    wanted: Copy = request.param
    if not wanted.path.exists():
        pytest.skip(f"{wanted.path.name} is not here")
    return wanted


@pytest.fixture
def desk(qtbot: QtBot, looks: Looks, tmp_path: Path) -> Iterator[DeskWindow]:
    session = begin(qtbot, looks, tmp_path / "library.desk")
    with qtbot.waitSignal(session.room_ready, timeout=WAIT):
        pass
    made = DeskWindow(qtbot, session)
    qtbot.waitUntil(lambda: bool(made.listed()) and made.room.side is not None, timeout=WAIT)
    staff = [Contact(REPORTER, role=StaffRole.REPORTER), Contact(EDITOR, role=StaffRole.EDITOR)]
    made.library.put_contacts(staff).result(WAIT)
    yield made
    session.finish()


def bring_in(two: TwoPeople, copy: Copy) -> str:
    """The copy as it came: its byline, its updated mark and its contribution line are recognised."""
    desk = two.desk
    with desk.qtbot.waitSignal(desk.room.manuscript.opened, timeout=WAIT):
        desk.window.files_dropped.emit((copy.path,))
    story, page = desk.room.manuscript.story, desk.room.page
    lines = copy.path.read_text(encoding="utf-8").strip().splitlines()
    assert page.head.byline.toPlainText() in lines
    assert page.foot.contribution.toPlainText() == lines[-1]
    assert "Updated" in story.updated_mark
    assert tuple(credit.name for credit in story.credits if credit.role is not Role.BY) == copy.credited
    row = desk.room.manuscript.article
    assert row is not None
    return row.id


def proposed(two: TwoPeople) -> dict[str, ProposalRow]:
    return {row.proposal.name: row for row in two.desk.room.tools.crediting.panel.rows}


def credit(two: TwoPeople, name: str) -> None:
    """Click “Credit” in the row of somebody: the line changes at once, and the row goes."""
    row = proposed(two)[name]
    QTest.mouseClick(row.take, Qt.MouseButton.LeftButton)
    two.until(lambda: name not in proposed(two))
    assert name in two.desk.room.page.foot.contribution.toPlainText()


def rewrite(two: TwoPeople, copy: Copy) -> None:
    """An editor changes a paragraph, not as a suggestion."""
    desk = two.desk
    if desk.room.manuscript.is_suggesting:
        desk.do("suggesting")
    two.until(lambda: not desk.room.manuscript.is_suggesting)
    two.select(copy.paragraph)
    two.type(copy.into)
    two.saved()
    assert any(block_text(block).startswith(copy.into) for block in desk.room.manuscript.story.body.blocks)


def publish(two: TwoPeople) -> None:
    desk = two.desk
    head = desk.room.page.head.headline
    head.setFocus()
    QTest.keyClicks(head, HEADLINE)
    two.saved()
    desk.do("state_ready")
    two.state(State.READY)
    desk.do("state_published")
    two.state(State.PUBLISHED)


def corrected_on_the_record(two: TwoPeople, article: str, pages: tuple[str, str]) -> None:
    """The page tells readers what was wrong, history why, and both pages are there as they went out."""
    library = two.desk.library
    before, after = pages
    story = library.article(article).story
    (note,) = story.corrections
    assert note.text == NOTE
    assert story.updated is not None
    assert NOTE in after
    assert MENDED in after
    assert NOTE not in before
    assert MENDED not in before
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', after, re.DOTALL)
    assert found is not None
    (told,) = json.loads(found[1])["correction"]
    assert told["text"] == NOTE
    step = next(move for move in library.moves(article) if move.what == "state")
    assert (step.value, step.who, step.note) == ("corrected", EDITOR, REASON)
    second, first = library.deliveries(article)
    assert library.delivered(first.id) == before.encode()
    assert library.delivered(second.id) == after.encode()
    assert library.delivered_at(article, first.at, "html") == first
    assert library.delivered_at(article, second.at, "html") == second


def test_credits_come_from_the_record_and_corrections_stay_on_it(desk: DeskWindow, copy: Copy, tmp_path: Path) -> None:
    two = TwoPeople(desk)
    two.work_as(REPORTER)
    article = bring_in(two, copy)

    # Who is quoted is offered, with the sentence; who is credited is not.
    two.until(lambda: set(proposed(two)) >= set(copy.quoted))
    assert set(proposed(two)) == set(copy.quoted)
    for name, words in copy.quoted.items():
        (found,) = [each for each in proposed(two)[name].proposal.evidence if each.how is How.ATTRIBUTED]
        assert name in found.words
        assert words in found.words
    desk.do("proposed_credits")
    two.station("offered")
    assert desk.room.manuscript.story.credits == desk.library.article(article).story.credits  # nobody by itself
    first, second = copy.quoted
    credit(two, first)
    QTest.mouseClick(proposed(two)[second].decline, Qt.MouseButton.LeftButton)
    two.until(lambda: not proposed(two))
    two.saved()
    desk.do("state_submitted")
    two.note("")
    two.state(State.SUBMITTED)

    # An editor who changes a paragraph is offered, and the line reads with all of them.
    two.work_as(EDITOR)
    rewrite(two, copy)
    two.until(lambda: EDITOR in proposed(two))
    assert set(proposed(two)) == {EDITOR}
    wrote = proposed(two)[EDITOR].proposal.evidence[0]
    assert wrote.how is How.WROTE
    assert wrote.words.startswith(copy.into.split()[0])
    desk.do("proposed_credits")
    two.station("editor-offered")
    credit(two, EDITOR)
    agency, person = copy.credited
    line = desk.room.page.foot.contribution.toPlainText()
    assert all(name in line for name in (agency, person, first, EDITOR))
    assert second not in line
    two.station("credited")

    # Published: what readers have is kept, byte for byte.
    publish(two)
    before = two.export(tmp_path)
    assert line in before

    # Corrected: the words are mended, the reason is asked, and readers are told.
    two.select(copy.into.split(".")[0])
    two.type(MENDED)
    two.saved()
    desk.do("state_corrected")
    again = two.shown(AgainDialog)
    assert isinstance(again, AgainDialog)
    QTest.keyClicks(again.reason, REASON)
    QTest.keyClicks(again.text, NOTE)
    two.station("correct")
    QTest.keyClick(again.text, Key.Key_Return, Ctrl)
    two.state(State.CORRECTED)
    after = two.export(tmp_path)
    corrected_on_the_record(two, article, (before, after))

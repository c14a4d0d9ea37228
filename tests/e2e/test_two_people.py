"""A story goes through the desk, as two people take it: written, reviewed, answered, agreed on, exported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.checks.finding import Severity
from desk.library.values import State
from desk.revise.review.change import ChangeKind
from desk.story.body import Heading, block_text
from desk.story.directory import Contact
from desk.story.people import PersonKind
from desk.story.story import Story
from desk.story.workflow import StaffRole
from desk.ui.notices import NameBar
from desk.ui.queue.waiting import WaitingRow
from desk.ui.review.entries import Entry
from desk.ui.review.writer import WritingCard
from desk.ui.services import Looks
from desk.ui.workflow.gate_dialog import GateDialog
from tests.e2e.two_people import Key, TwoPeople
from tests.ui.desk_window import WAIT, DeskWindow, begin

REPORTER, EDITOR = "Ilse Brandt", "Mara Quist"
PARAGRAPHS = (
    "The pilots who guide ships into the bay have said they will stop working at night.",
    "They want new lamps on the east mole before anybody brings in another ship.",
    "Nobody asked the town. The lamps were ordered in August.",
    "A toll is not planned.",
    "The harbour master writes to the ministry every week.",
)
QUESTION = "Lamps or beacons? The harbour master says beacons."


@pytest.fixture
def desk(qtbot: QtBot, looks: Looks, tmp_path: Path) -> Iterator[DeskWindow]:
    session = begin(qtbot, looks, tmp_path / "library.desk")
    with qtbot.waitSignal(session.room_ready, timeout=WAIT):
        pass
    made = DeskWindow(qtbot, session)
    qtbot.waitUntil(lambda: bool(made.listed()) and made.room.side is not None, timeout=WAIT)
    staff = [Contact(REPORTER, role=StaffRole.REPORTER), Contact(EDITOR, role=StaffRole.EDITOR)]
    made.library.put_contacts([*staff, Contact("Harbour Wire", PersonKind.ORGANISATION)]).result(WAIT)
    yield made
    session.finish()


def write_and_submit(two: TwoPeople) -> str:
    desk = two.desk
    desk.do("new_story")
    page = desk.room.page
    QTest.keyClicks(page.head.headline, "Pilots refuse the night")
    QTest.keyClick(page.head.headline, Key.Key_Return)
    QTest.keyClicks(page.head.deck, "The guild wants new lamps.")
    QTest.keyClick(page.head.deck, Key.Key_Return)
    for number, paragraph in enumerate(PARAGRAPHS):
        if number:
            two.key(Key.Key_Return)
        two.type(paragraph)
    two.saved()
    desk.do("state_submitted")
    two.note("Ready for a look.")
    two.state(State.SUBMITTED)
    row = desk.room.manuscript.article
    assert row is not None
    return row.id


def open_from_queue(two: TwoPeople, article: str) -> None:
    desk = two.desk
    desk.do("queue")
    model = desk.room.articles.model
    two.until(lambda: desk.room.articles.shows_queue and any(isinstance(row, WaitingRow) for row in model.rows))
    two.station("queue")
    (waiting,) = (row for row in model.rows if isinstance(row, WaitingRow) and row.id == article)
    assert waiting.is_unread
    view = desk.room.articles.view
    view.setCurrentIndex(model.index(model.row_of(article), 0))
    with desk.qtbot.waitSignal(desk.room.manuscript.opened, timeout=WAIT):
        QTest.keyClick(view, Key.Key_Return)


def suggest_eight(two: TwoPeople) -> None:
    desk = two.desk
    head = desk.room.page.head.headline
    head.setFocus()
    QTest.keyClick(head, Key.Key_End)
    QTest.keyClicks(head, " shift")  # a field
    two.select("have said they will stop")
    two.type("stopped")  # words replaced
    two.behind("The lamps were ordered in August")
    two.type(", according to Harbour Wire")  # words added
    two.select(" every week")
    two.key(Key.Key_Delete)  # words removed
    two.select("before anybody")
    desk.do("bold")  # a mark
    two.behind("Nobody asked the town.")
    two.key(Key.Key_Delete)
    two.key(Key.Key_Return)  # a paragraph parted
    two.behind("A toll is not planned")
    desk.do("heading")  # what a paragraph is
    two.behind("ministry.")
    two.key(Key.Key_Return)
    two.type("The ministry did not answer.")  # a paragraph
    two.saved()


def answer(two: TwoPeople, article: str, text: str) -> None:
    desk = two.desk
    review = desk.room.tools.review
    (thread,) = desk.library.comments(article)
    two.until(lambda: review.listing.entry(thread.thread.id) is not None)
    review.select(thread.thread.id, go=True)
    desk.do("reply")
    card = two.shown(WritingCard)
    assert isinstance(card, WritingCard)
    QTest.keyClicks(card.field, text)
    QTest.mouseClick(card.post, Qt.MouseButton.LeftButton)
    two.until(lambda: desk.library.comments(article)[0].thread.is_answered)


def to_next(two: TwoPeople) -> Entry:
    review = two.desk.room.tools.review
    before = review.selected
    two.desk.do("next_change")
    two.until(lambda: review.selected not in {"", before})
    found = review.listing.entry(review.selected)
    assert found is not None
    return found


def decide(two: TwoPeople, rejected: set[ChangeKind]) -> None:
    """Go from one to the next by key, and accept all but these."""
    desk = two.desk
    desk.room.page.setFocus()
    for left in range(8, 0, -1):
        two.until(lambda: len(two.changes()) == left)  # noqa: B023
        entry = to_next(two)
        if entry.change is None:  # the question, which was answered
            entry = to_next(two)
        assert entry.change is not None
        desk.do("reject_change" if entry.change.kind in rejected else "accept_change")
    two.until(lambda: not two.changes())


def agreed_on(page: str, story: Story) -> None:
    """The page has what was accepted and not what was rejected, and nothing that says who suggested what."""
    texts = [block_text(block) for block in story.body.blocks]
    assert story.headline == "Pilots refuse the night shift"
    assert texts == [
        "The pilots who guide ships into the bay stopped working at night.",
        PARAGRAPHS[1],
        "Nobody asked the town. The lamps were ordered in August, according to Harbour Wire.",
        PARAGRAPHS[3],
        PARAGRAPHS[4],
        "The ministry did not answer.",
    ]
    assert isinstance(story.body.blocks[3], Heading)
    assert "<h1" in page
    body = page[page.index("<h1") :]
    for words in (story.headline, story.deck, *texts):
        assert words in body
    for tag in ("<ins", "<del", "<strong>before", "data-key"):
        assert tag not in page


def told_in_history(two: TwoPeople) -> None:
    """The tab of the history tells each step, with its note."""
    desk = two.desk
    assert desk.room.side is not None
    history = desk.room.side.history
    desk.do("tab_history")

    def said() -> str:
        shown = history.view.model()
        lines = (shown.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(shown.rowCount()))
        return "\n".join(map(str, lines))

    for words in (
        "Ready for a look.",
        "Please look at the lamps.",
        "Seen with the desk.",
        "Now submitted",
        "Now ready",
    ):
        two.until(lambda: words in said())  # noqa: B023
    two.station("history")


def recorded(two: TwoPeople, article: str) -> None:
    """Everything is in the history, each under the name of who did it."""
    library = two.desk.library
    steps = [(move.value, move.who, move.note) for move in library.moves(article) if move.what == "state"][::-1]
    assert steps == [
        ("submitted", REPORTER, "Ready for a look."),
        ("draft", EDITOR, "Please look at the lamps."),
        ("submitted", REPORTER, ""),
        ("ready", EDITOR, ""),
    ]
    overrides = [(move.value, move.who) for move in library.moves(article) if move.what == "override"]
    assert sorted(overrides) == [("export", EDITOR), ("ready", EDITOR)]
    decisions = library.decisions(article)
    assert {each.who for each in decisions} == {REPORTER}
    assert {each.makers for each in decisions} == {(EDITOR,)}
    assert sorted(each.accepted for each in decisions) == [False] * 3 + [True] * 5
    (said,) = library.comments(article)
    assert [(each.who, each.text) for each in said.thread.records] == [
        (EDITOR, QUESTION),
        (REPORTER, "Lamps. The beacons stay."),
    ]
    (delivery,) = library.deliveries(article)
    assert library.revision_story(delivery.revision) == library.revision_baseline(delivery.revision)
    assert {EDITOR, REPORTER} <= {revision.who for revision in library.revisions(article)}


def test_a_story_goes_through_the_desk(desk: DeskWindow, tmp_path: Path) -> None:
    two = TwoPeople(desk)
    two.work_as(REPORTER)
    two.until(lambda: not desk.window.findChildren(NameBar))  # it is known who is writing
    article = write_and_submit(two)
    agreed = desk.room.manuscript.story

    two.station("submitted")
    desk.open("start-here")  # whoever works next has not seen it, however long that takes
    # The editor finds it in the queue, and suggests: what was agreed on stays as it was.
    two.work_as(EDITOR)
    open_from_queue(two, article)
    two.until(lambda: desk.room.manuscript.is_suggesting)
    suggest_eight(two)
    assert desk.room.manuscript.baseline == agreed
    desk.do("tab_review")
    two.until(lambda: len(two.changes()) == 8)
    assert len({each.change.kind for each in two.changes() if each.change}) >= 5

    two.station("suggested")
    # A question about some words.
    two.select("new lamps")
    desk.do("comment")
    card = two.shown(WritingCard)
    assert isinstance(card, WritingCard)
    QTest.keyClicks(card.field, QUESTION)
    card.question.setChecked(True)
    QTest.mouseClick(card.post, Qt.MouseButton.LeftButton)
    two.until(lambda: bool(desk.library.comments(article)))

    two.station("asked")
    # The gate stops it.
    desk.do("state_ready")
    gate = two.shown(GateDialog)
    assert isinstance(gate, GateDialog)
    found = [row.finding.rule for row in gate.rows if row.finding.severity is Severity.ERROR]
    assert found[:2] == ["unresolved-changes", "open-question"]
    two.station("stopped")
    QTest.keyClick(gate, Key.Key_Escape)
    two.until(lambda: not desk.window.findChildren(GateDialog))
    assert desk.library.article(article).row.state is State.SUBMITTED
    desk.do("state_draft")
    two.note("Please look at the lamps.")
    two.state(State.DRAFT)

    # The reporter reads why, answers, accepts five and rejects three.
    two.work_as(REPORTER)
    desk.wait_for("Please look at the lamps.")
    two.station("sent-back")
    answer(two, article, "Lamps. The beacons stay.")
    decide(two, {ChangeKind.SPLIT, ChangeKind.FORMATTED, ChangeKind.REMOVED})
    two.station("decided")
    final = desk.room.manuscript.story
    assert desk.room.manuscript.baseline == final
    two.saved()
    desk.do("state_submitted")
    two.note("")
    two.state(State.SUBMITTED)

    # The editor marks it as ready and exports it: the page has what was agreed on, and nothing else.
    two.work_as(EDITOR)
    desk.do("state_ready")
    two.go_past("Seen with the desk.")
    two.state(State.READY)
    two.station("ready")
    page = two.export(tmp_path, "Seen with the desk.")  # the agency that is named is not credited
    told_in_history(two)
    agreed_on(page, final)
    assert QUESTION not in page
    recorded(two, article)

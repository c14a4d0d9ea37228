"""The open article: edits, undo across fields, and saving that is honest."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desk.errors import Unwritable
from desk.library.values import Article, ArticleRow, Saved, State
from desk.story.body import Body, BodyChange, Paragraph, spans
from desk.story.story import Correction, Story
from desk.ui.manuscript import Manuscript, StoryChange
from desk.ui.saving import SaveKind, SaveState
from desk.ui.undo import Caret

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
WAIT = 10_000  # ms


def row(identity: str = "a1", version: int = 1) -> ArticleRow:
    return ArticleRow(identity, "slug", "Title", True, "", State.DRAFT, 0, NOW, NOW, version)


def body(*texts: str) -> Body:
    return Body(tuple(Paragraph(spans(text)) for text in texts))


def article(identity: str = "a1", *texts: str) -> Article:
    story = Story(headline="Headline", body=body(*texts))
    return Article(row(identity), story, 0, "r1", story)


class Disk:
    """A writer's thread that keeps drafts by article and, as the library does, notices a stale version."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(1)
        self.drafts: dict[str, Story] = {}
        self.baselines: dict[str, Story | None] = {}
        self.versions: dict[str, int] = {}
        self.trouble: Exception | None = None
        self.asked = 0
        self.writes = 0
        self.caret = -1
        self.ready = threading.Event()
        self.ready.set()

    def save_draft(
        self,
        id: str,  # noqa: A002
        story: Story,
        caret: int,
        version: int,
        baseline: Story | None = None,
        /,
    ) -> Future[Saved]:
        self.asked += 1
        self.baselines[id] = baseline
        return self.pool.submit(self._write, id, story, caret, version)

    def note_caret(self, id: str, caret: int, version: int, /) -> Future[None]:  # noqa: A002
        return self.pool.submit(self._note, caret, version == self.versions.get(id, 1))

    def _note(self, caret: int, is_current: bool) -> None:
        if is_current:
            self.caret = caret

    def _write(self, identity: str, story: Story, caret: int, version: int) -> Saved:
        assert threading.current_thread() is not threading.main_thread()
        self.ready.wait(10)
        if self.trouble:
            raise self.trouble
        stale = version != self.versions.get(identity, 1)
        self.versions[identity] = self.versions.get(identity, 1) + 1
        self.drafts[identity] = story
        self.caret = caret
        self.writes += 1
        return Saved(row(identity, self.versions[identity]), NOW, "other" if stale else "")


@pytest.fixture
def disk() -> Iterator[Disk]:
    made = Disk()
    yield made
    made.ready.set()
    made.pool.shutdown()


@pytest.fixture
def manuscript(disk: Disk, qtbot: QtBot) -> Manuscript:
    made = Manuscript(disk)
    made.open(article("a1", "One.", "Two."))
    return made


def write(manuscript: Manuscript, headline: str, group: str = "") -> None:
    manuscript.edit(replace(manuscript.story, headline=headline), manuscript, group)


def saved_as(disk: Disk, headline: str, identity: str = "a1") -> bool:
    return identity in disk.drafts and disk.drafts[identity].headline == headline


def test_an_edit_tells_what_changed_and_who_did_it(manuscript: Manuscript) -> None:
    told: list[StoryChange] = []
    manuscript.story_changed.connect(told.append)
    after = replace(manuscript.story, body=manuscript.story.body.replaced(1, 2, body("Three.", "Four.").blocks))
    manuscript.edit(after, disk_source := object())
    assert told == [StoryChange(told[0].before, after, BodyChange(1, 2, 3), disk_source, told[0].before, after)]
    assert manuscript.story is after


def test_an_edit_that_changes_nothing_is_no_edit(manuscript: Manuscript, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(manuscript.story_changed):
        manuscript.edit(replace(manuscript.story), None)
    assert not manuscript.can_undo
    assert manuscript.save_state.kind is SaveKind.SAVED


def test_a_pause_in_typing_saves_once(manuscript: Manuscript, disk: Disk, qtbot: QtBot) -> None:
    states: list[SaveState] = []
    manuscript.save_state_changed.connect(states.append)
    for word in ("T", "Th", "The"):
        write(manuscript, word)
    assert [state.kind for state in states] == [SaveKind.SAVING]
    with qtbot.waitSignal(manuscript.saved):
        pass
    assert saved_as(disk, "The")
    assert disk.writes == 1
    assert [state.kind for state in states] == [SaveKind.SAVING, SaveKind.SAVED]
    assert states[-1].at == NOW
    assert manuscript.article == row(version=2)


@pytest.mark.parametrize("beat", [3, 100])
def test_it_is_saved_while_somebody_types_on(manuscript: Manuscript, disk: Disk, qtbot: QtBot, beat: int) -> None:
    typed = 0

    def type_on() -> None:
        nonlocal typed
        typed += 1
        write(manuscript, f"Word {typed}")

    keys = QTimer(interval=beat)  # ms: never the pause that saves
    keys.timeout.connect(type_on)
    keys.start()
    qtbot.waitUntil(lambda: disk.writes >= 2, timeout=10_000)
    keys.stop()
    assert disk.drafts["a1"].headline.startswith("Word ")
    assert disk.writes < typed


def test_it_is_not_called_saved_before_it_is(manuscript: Manuscript, disk: Disk, qtbot: QtBot) -> None:
    disk.ready.clear()
    write(manuscript, "First")
    manuscript.flush()
    write(manuscript, "Second")
    with qtbot.waitSignal(manuscript.saved):
        disk.ready.set()
    assert saved_as(disk, "First")
    assert manuscript.save_state.kind is SaveKind.SAVING
    qtbot.waitUntil(lambda: manuscript.save_state.kind is SaveKind.SAVED)
    assert saved_as(disk, "Second")


def test_flush_can_be_awaited_without_the_window(manuscript: Manuscript, disk: Disk) -> None:
    disk.ready.clear()
    write(manuscript, "First")
    manuscript.flush()
    write(manuscript, "Last")
    future = manuscript.flush()
    disk.ready.set()
    assert future is not None
    assert future.result(10).overtaken == ""
    assert saved_as(disk, "Last")


def test_a_failure_says_why_and_is_tried_again(manuscript: Manuscript, disk: Disk, qtbot: QtBot) -> None:
    disk.trouble = Unwritable("The disk is full. Your text is still here.")
    write(manuscript, "Unlucky")
    qtbot.waitUntil(lambda: manuscript.save_state.kind is SaveKind.FAILED)
    assert manuscript.save_state.message.startswith("Not saved: the library cannot be written.")
    assert manuscript.outage is not None
    assert manuscript.outage.sentence == "The disk is full. Your text is still here."
    disk.trouble = None
    write(manuscript, "Lucky")
    qtbot.waitUntil(lambda: manuscript.save_state.kind is SaveKind.SAVED)
    assert saved_as(disk, "Lucky")


def test_what_could_not_be_saved_is_there_again_on_coming_back(
    manuscript: Manuscript, disk: Disk, qtbot: QtBot
) -> None:
    disk.trouble = Unwritable("The disk is full.")
    write(manuscript, "Kept")
    qtbot.waitUntil(lambda: manuscript.save_state.kind is SaveKind.FAILED)
    manuscript.open(article("a2", "Other."))
    assert manuscript.story.headline == "Headline"
    disk.trouble = None
    with qtbot.waitSignal(manuscript.opened) as opened:
        manuscript.open(article("a1", "Old."))
    assert opened.args is not None
    assert opened.args[0].story.headline == manuscript.story.headline == "Kept"
    qtbot.waitUntil(lambda: saved_as(disk, "Kept"))


@pytest.mark.parametrize("comes_back", [True, False])
def test_what_is_opened_while_the_words_of_an_outage_go_in_is_saved_too(
    manuscript: Manuscript, disk: Disk, qtbot: QtBot, comes_back: bool
) -> None:
    disk.trouble = Unwritable("The disk is full.")
    write(manuscript, "Kept")
    qtbot.waitUntil(lambda: manuscript.save_state.kind is SaveKind.FAILED)
    manuscript.open(article("a2", "Other."))
    disk.pool.submit(bool).result()  # what was handed over on leaving failed as well
    disk.ready.clear()
    disk.trouble, asked = None, disk.asked
    qtbot.waitUntil(lambda: disk.asked > asked)  # it is tried again by itself
    if comes_back:
        manuscript.open(article("a1", "Old."))
    else:
        manuscript.begin(row("a3", 0), Story(headline="New"))
    disk.ready.set()
    qtbot.waitUntil(lambda: manuscript.save_state.kind is SaveKind.SAVED, timeout=WAIT)
    assert manuscript.outage is None
    assert saved_as(disk, "Kept", "a1")
    assert comes_back or saved_as(disk, "New", "a3")


def test_leaving_saves_and_quitting_waits_for_all(manuscript: Manuscript, disk: Disk) -> None:
    disk.ready.clear()
    write(manuscript, "Left")
    manuscript.open(article("a2", "Other."))
    write(manuscript, "Current")
    waiting = manuscript.outstanding()
    disk.ready.set()
    for future in waiting:
        future.result(10)
    assert saved_as(disk, "Left")
    assert saved_as(disk, "Current", "a2")


def test_somebody_elses_text_is_pointed_out(manuscript: Manuscript, disk: Disk, qtbot: QtBot) -> None:
    disk.versions["a1"] = 7
    begun_on = manuscript.story
    write(manuscript, "Mine")
    with qtbot.waitSignal(manuscript.overtaken) as overtaken:
        pass
    assert overtaken.args == ["other", (begun_on, begun_on)]
    assert "History" in manuscript.save_state.message


def test_a_step_that_came_after_somebody_elses_text_does_not_hide_it(
    manuscript: Manuscript, disk: Disk, qtbot: QtBot
) -> None:
    disk.versions["a1"] = 7
    manuscript.take_row(replace(row(version=7), state=State.SUBMITTED))
    assert manuscript.article is not None
    assert manuscript.article.state is State.SUBMITTED
    begun_on = manuscript.story
    write(manuscript, "Mine")
    with qtbot.waitSignal(manuscript.overtaken) as overtaken:
        pass
    assert overtaken.args == ["other", (begun_on, begun_on)]


def test_whoever_saw_somebody_elses_text_overtakes_nobody(manuscript: Manuscript, disk: Disk, qtbot: QtBot) -> None:
    disk.versions["a1"] = 7
    theirs = replace(manuscript.story, headline="Theirs")
    manuscript.take_over(Article(row(version=7), theirs, 0, "r2", theirs))
    assert manuscript.story == theirs
    write(manuscript, "Mine")
    with qtbot.waitSignal(manuscript.saved) as saved:
        pass
    assert saved.args is not None
    assert saved.args[0].overtaken == ""


def test_undo_goes_through_all_fields_and_puts_the_caret_back(manuscript: Manuscript) -> None:
    carets: list[Caret] = []
    manuscript.caret_wanted.connect(carets.append)
    start = manuscript.story
    manuscript.caret = Caret("headline", 8, 8)
    manuscript.edit(replace(start, headline="Headlines"), None, "word", caret=Caret("headline", 9, 9))
    manuscript.caret = Caret("body", 3, 3)
    manuscript.edit(replace(manuscript.story, body=body("One!", "Two.")), None, "word", caret=Caret("body", 4, 4))
    manuscript.undo()
    assert (manuscript.story.headline, manuscript.story.body.text) == ("Headlines", "One.\n\nTwo.")
    manuscript.undo()
    assert manuscript.story == start
    assert not manuscript.can_undo
    manuscript.redo()
    assert manuscript.story.headline == "Headlines"
    assert carets == [Caret("body", 3, 3), Caret("headline", 8, 8), Caret("headline", 9, 9)]


def test_the_caret_is_kept_with_the_draft(manuscript: Manuscript, disk: Disk) -> None:
    manuscript.edit(replace(manuscript.story, body=body("One!")), None, caret=Caret("body", 4, 4))
    future = manuscript.flush()
    assert future is not None
    future.result(10)
    assert disk.caret == 4


def test_that_somebody_is_in_a_field_is_kept_too(manuscript: Manuscript, disk: Disk) -> None:
    manuscript.edit(replace(manuscript.story, headline="Light"), None, caret=Caret("headline", 5, 5))
    future = manuscript.flush()
    assert future is not None
    future.result(10)
    manuscript.open(replace(article("a1", "One."), caret=disk.caret))
    assert manuscript.caret == Caret("headline", 5, 5)


@pytest.mark.parametrize("field", ["body", "headline", "deck", "kicker", "byline_text", "contribution_text"])
@pytest.mark.parametrize("position", [0, 1, 4_000])
def test_a_caret_is_kept_as_a_number(field: str, position: int) -> None:
    assert Caret.kept(Caret(field, position, position).number) == Caret(field, position, position)


def test_what_is_undone_is_saved_too(manuscript: Manuscript, disk: Disk, qtbot: QtBot) -> None:
    write(manuscript, "Changed")
    with qtbot.waitSignal(manuscript.saved):
        pass
    manuscript.undo()
    with qtbot.waitSignal(manuscript.saved):
        pass
    assert saved_as(disk, "Headline")


def test_another_article_has_an_undo_of_its_own(manuscript: Manuscript) -> None:
    write(manuscript, "Changed")
    manuscript.open(article("a2", "Other."))
    assert not manuscript.can_undo
    manuscript.undo()
    assert manuscript.story.body.text == "Other."


def test_nothing_is_open_after_closing(manuscript: Manuscript, disk: Disk) -> None:
    write(manuscript, "Last word")
    future = manuscript.close()
    assert future is not None
    future.result(10)
    assert saved_as(disk, "Last word")
    assert manuscript.article is None
    assert manuscript.story == Story()
    assert manuscript.save_state == SaveState()


def test_what_was_typed_and_not_read_yet_is_read_before_anybody_gets_the_story(manuscript: Manuscript) -> None:
    typed = replace(manuscript.story, headline="Typed")
    manuscript.caret = Caret("headline", 5, 5)
    manuscript.expect(lambda: manuscript.edit(typed, None, caret=Caret("headline", 6, 6)))
    manuscript.caret = Caret("body", 0, 0)
    manuscript.edit(replace(manuscript.story, deck="Deck"), None)
    assert (manuscript.story.headline, manuscript.story.deck) == ("Typed", "Deck")
    manuscript.undo()
    manuscript.undo()
    assert manuscript.caret == Caret("headline", 5, 5)


def test_what_was_typed_last_is_saved_on_leaving(manuscript: Manuscript, disk: Disk) -> None:
    manuscript.expect(lambda: write(manuscript, "Typed"))
    future = manuscript.close()
    assert future is not None
    future.result(10)
    assert saved_as(disk, "Typed")


def test_what_is_gathered_is_one_step_and_whole_before_it_is_taken_back(manuscript: Manuscript) -> None:
    before, rest = manuscript.story, body("one", "two", "three")

    def finish() -> None:
        manuscript.edit(replace(manuscript.story, body=rest), None)
        manuscript.gathered()

    manuscript.gather(finish)
    manuscript.edit(replace(manuscript.story, body=body("one")), None)
    manuscript.edit(replace(manuscript.story, headline="Typed meanwhile"), None, "headline: word 1")
    manuscript.let_pass()
    manuscript.undo()
    assert manuscript.story == before
    manuscript.redo()
    assert (manuscript.story.body, manuscript.story.headline) == (rest, "Typed meanwhile")
    manuscript.edit(replace(manuscript.story, headline="Later"), None, "headline: word 1")
    manuscript.undo()
    assert (manuscript.story.body, manuscript.story.headline) == (rest, "Typed meanwhile")


def test_who_edits_moves_the_baseline_and_who_suggests_does_not(
    manuscript: Manuscript, disk: Disk, qtbot: QtBot
) -> None:
    agreed = manuscript.story
    write(manuscript, "Agreed")
    assert manuscript.baseline is manuscript.story
    with qtbot.waitSignal(manuscript.suggesting_changed):
        manuscript.set_suggesting(True)
    agreed = manuscript.story
    write(manuscript, "Suggested")
    assert (manuscript.story.headline, manuscript.baseline) == ("Suggested", agreed)
    future = manuscript.flush()
    assert future is not None
    future.result(5)
    assert disk.baselines["a1"] == agreed
    manuscript.set_suggesting(False)
    manuscript.edit(replace(manuscript.story, deck="Of nobody's mind"), None)
    assert manuscript.baseline == replace(agreed, deck="Of nobody's mind")
    assert manuscript.story.headline == "Suggested"


def test_undo_goes_through_suggestions_and_decisions(manuscript: Manuscript, qtbot: QtBot) -> None:
    manuscript.set_suggesting(True)
    agreed = manuscript.story
    write(manuscript, "Suggested", "headline: word 1")
    write(manuscript, "Suggested on", "headline: word 1")
    suggested = manuscript.story
    with qtbot.waitSignal(manuscript.baseline_changed), qtbot.assertNotEmitted(manuscript.story_changed):
        manuscript.decide(suggested, suggested, None)
    assert manuscript.baseline is manuscript.story
    with qtbot.waitSignal(manuscript.baseline_changed):
        manuscript.undo()
    assert (manuscript.story, manuscript.baseline) == (suggested, agreed)
    manuscript.undo()
    assert manuscript.story == agreed
    assert manuscript.baseline is agreed
    manuscript.redo()
    manuscript.redo()
    assert (manuscript.story, manuscript.baseline) == (suggested, suggested)


def test_an_article_opens_with_its_baseline_and_nobody_suggests_yet(manuscript: Manuscript, disk: Disk) -> None:
    manuscript.set_suggesting(True)
    write(manuscript, "Suggested")
    story, baseline = manuscript.story, manuscript.baseline
    other = article("a2")
    manuscript.open(replace(other, baseline=replace(other.story, deck="Agreed")))
    assert (manuscript.baseline.deck, manuscript.is_suggesting) == ("Agreed", False)
    disk.ready.set()
    manuscript.open(replace(article("a1"), story=story, baseline=baseline))
    assert manuscript.baseline == baseline


def test_what_went_out_stays_out_whatever_is_undone(qtbot: QtBot, disk: Disk, manuscript: Manuscript) -> None:
    manuscript.open(article("a1", "one"))
    manuscript.edit(replace(manuscript.story, headline="Mended"), None)
    manuscript.set_suggesting(True)
    manuscript.edit(replace(manuscript.story, deck="Suggested"), None)
    note = Correction("It was mended.", NOW)
    out = replace(manuscript.story, updated=NOW, corrections=(note,))
    manuscript.edit(replace(manuscript.story, kicker="TYPED SINCE"), None)
    agreed = replace(manuscript.baseline, updated=NOW, corrections=(note,))
    manuscript.take_out(Article(row(version=9), out, 0, "r2", agreed))
    assert manuscript.story == replace(out, kicker="TYPED SINCE")
    assert manuscript.baseline == agreed
    for headline in ("Mended", "Mended", "Headline"):
        manuscript.undo()
        assert (manuscript.story.headline, manuscript.story.updated) == (headline, NOW)
        assert manuscript.story.corrections == manuscript.baseline.corrections == (note,)
    assert not manuscript.can_undo
    manuscript.redo()
    assert manuscript.baseline is manuscript.story
    disk.versions["a1"] = 9
    with qtbot.waitSignal(manuscript.saved, timeout=WAIT) as saved:
        manuscript.flush()
    assert saved.args is not None
    assert saved.args[0].overtaken == "", "it is saved over what went out"

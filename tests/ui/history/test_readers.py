"""What readers saw: found by the moment, shown in a real browser engine, compared, saved byte for byte."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from desk.formats import page
from desk.library.library import Library
from desk.library.values import ArticleRow, State
from desk.story.body import Body, Figure, Paragraph, spans
from desk.story.house import House
from desk.story.story import Story
from desk.ui.history.events import read_life
from desk.ui.history.readers import FIRST, NOTHING_AT_ALL, NOTHING_YET, Moment, Wanted, delivery_at, look_back
from desk.ui.history.readers_pane import ReadersPane
from tests.formats.pictures import picture
from tests.library.sent import send
from tests.ui.desk_window import WAIT, DeskWindow

HOUSE = House(timezone="UTC")
SLOW = 20_000  # ms
TICK = timedelta(microseconds=1)
STORY = Story(
    headline="Two people fell", slug="quay", body=Body((Paragraph(spans("Two people fell into the water.")),))
)
LATER = replace(
    STORY, headline="Three people fell", body=Body((Paragraph(spans("Three people fell into the water.")),))
)


def page_of(story: Story, media: dict[str, bytes] | None = None) -> bytes:
    from desk.formats.pictures import PagePictures  # noqa: PLC0415

    return page.render(story, HOUSE, PagePictures((media or {}).get)).encode()


def article_of(library: Library) -> ArticleRow:
    row = library.create(STORY).result()
    library.checkpoint(row.id, LATER).result()
    return library.article(row.id).row


# What is found.


def test_what_readers_saw_is_what_had_gone_out_last(library: Library) -> None:
    row = article_of(library)
    text = send(library, row.id, b"A text\n<b>", format_name="text")
    first, second = send(library, row.id, page_of(STORY)), send(library, row.id, page_of(LATER))
    out = library.deliveries(row.id)
    assert delivery_at(out, Moment(text.at - TICK)) is None
    assert delivery_at(out, Moment(first.at - TICK)) == text
    assert delivery_at(out, Moment(second.at - TICK)) == first
    assert delivery_at(out, Moment(second.at)) == second
    assert delivery_at(out, Moment(second.at, text.id)) == text
    early = look_back(library, row.id, Wanted(Moment(text.at - TICK)), HOUSE)
    assert (early.said, early.data, early.newer) == (NOTHING_YET, None, text)
    seen = look_back(library, row.id, Wanted(Moment(first.at)), HOUSE)
    assert (seen.data, seen.page, seen.older, seen.newer) == (page_of(STORY), page_of(STORY), None, second)
    assert f"as {row.id}, by Ilse Brandt. Readers saw it until today, " in seen.about
    plain = look_back(library, row.id, Wanted(Moment(text.at, text.id)), HOUSE)
    assert (plain.data, plain.page.endswith(b"<pre>A text\n&lt;b&gt;</pre>")) == (b"A text\n<b>", True)
    part = send(library, row.id, b"<article>Part</article>", format_name="fragment")
    leaf = look_back(library, row.id, Wanted(Moment(part.at, part.id)), HOUSE)
    assert (leaf.data, leaf.page.endswith(b"</style><article>Part</article>")) == (b"<article>Part</article>", True)
    assert [event.sent for event in read_life(library, row.id).events][-3:] == [first.id, second.id, part.id]


def test_what_changed_for_readers_is_read_from_the_pages_that_they_had(library: Library) -> None:
    data = picture()
    reference = library.add_media(data, "image/png").result()
    row = article_of(library)
    shown = replace(STORY, lead=Figure(reference, "A quay"))
    first = send(library, row.id, page_of(shown, {reference: data}), reference)
    second = send(library, row.id, page_of(LATER))
    found = look_back(library, row.id, Wanted(Moment(second.at), changed=True), HOUSE)
    assert found.comparison is not None
    assert [(stop.field, stop.said) for stop in found.comparison.stops][:1] == [("headline", "Headline changed")]
    assert {stop.field for stop in found.comparison.stops} == {"headline", "body", "lead"}
    assert found.about == "What changed for readers: 3 changes, 2 words added, 4 removed."
    assert found.media == {reference: data}
    between = look_back(library, row.id, Wanted(Moment(first.at), Moment(second.at), changed=True), HOUSE)
    assert between.comparison == found.comparison
    assert look_back(library, row.id, Wanted(Moment(first.at), changed=True), HOUSE).said == FIRST


def test_of_what_was_killed_since_it_is_said(library: Library) -> None:
    row = article_of(library)
    first = send(library, row.id, page_of(STORY))
    killed = "Killed today, "
    library.set_state(row.id, State.PUBLISHED).result()
    now = partial(look_back, library, row.id, Wanted(Moment(datetime.now(UTC), is_now=True)), HOUSE)
    assert (now().title, killed in now().about) == ("What readers see now", False)
    library.set_state(row.id, State.KILLED).result()
    seen = now()
    assert (seen.title, seen.data) == ("What readers saw last", page_of(STORY))
    assert seen.about.startswith(killed)
    assert look_back(library, row.id, Wanted(Moment(first.at)), HOUSE).about == seen.about
    library.set_state(row.id, State.IN_REVIEW).result()
    assert now().about == seen.about, "they have it no more"
    library.set_state(row.id, State.PUBLISHED).result()
    assert killed not in now().about
    library.set_state(row.id, State.KILLED).result()
    second = send(library, row.id, page_of(LATER))
    assert killed in look_back(library, row.id, Wanted(Moment(first.at)), HOUSE).about
    assert killed not in look_back(library, row.id, Wanted(Moment(second.at)), HOUSE).about


def test_of_what_an_older_desk_sent_the_text_is_offered(library: Library) -> None:
    row = article_of(library)
    revisions = library.revisions(row.id)
    old = library.deliver(row.id, "html", "/news/quay.html", "ab" * 32, revisions[-1].id).result()
    seen = look_back(library, row.id, Wanted(Moment(old.at)), HOUSE)
    assert seen.data is None
    assert seen.said.endswith("Desk noted only that it did. Its text is in the history, as number 1.")
    assert seen.text is not None
    assert (seen.text.sent, seen.text.revision) == (old.id, revisions[-1].id), "whatever is the newest then"
    second = send(library, row.id, page_of(LATER))
    found = look_back(library, row.id, Wanted(Moment(second.at), changed=True), HOUSE)
    assert found.comparison is not None
    assert {stop.field for stop in found.comparison.stops} == {"headline", "body"}


# In the window.


def shown(desk: DeskWindow) -> ReadersPane:
    desk.qtbot.waitUntil(lambda: desk.room.tools.readers.is_shown, timeout=WAIT)
    return desk.room.tools.readers.pane


def wait_for_words(desk: DeskWindow, wanted: str) -> None:
    """Wait until the page in the browser says this."""
    said = [""]

    def is_said() -> bool:
        if desk.room.tools.readers.pane.browser is not None:
            desk.room.tools.readers.pane.browser.page.toPlainText(said.append)
        return wanted in said[-1]

    desk.qtbot.waitUntil(is_said, timeout=SLOW)


@pytest.mark.browser
def test_a_moment_is_picked_and_the_page_of_then_is_seen_compared_and_saved(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    desk, qtbot = desk_window, desk_window.qtbot
    row = article_of(desk.library)
    tricky = b"<script>document.title = 'run'; document.body.textContent = 'run'</script>"
    tricky += b'<img src="https://example.org/seen.png">'
    before = re.sub(rb"<meta[^>]*Security-Policy[^>]*>", b"", page_of(STORY)).replace(b"</body>", tricky + b"</body>")
    first, second = send(desk.library, row.id, before), send(desk.library, row.id, page_of(LATER))
    desk.open(row.id)
    desk.do("tab_history")
    desk.do("readers_saw")
    pane = shown(desk)
    wait_for_words(desk, "Three people fell into")
    assert desk.window.actions_["readers_saw"].isChecked()
    assert not pane.newer.isEnabled()

    assert desk.room.side is not None
    history = desk.room.side.history
    qtbot.waitUntil(lambda: len(history.life.events) == 4, timeout=WAIT)
    history.picture.setFocus()
    QTest.keyClick(history.picture, Qt.Key.Key_End)
    with qtbot.waitSignal(pane.page_shown, timeout=SLOW):
        QTest.keyClick(history.picture, Qt.Key.Key_Left)
    assert pane.seen.delivery is not None
    assert pane.seen.delivery.id == first.id
    wait_for_words(desk, "Two people fell into")
    assert pane.browser is not None
    assert pane.browser.page.title() != "run"
    gate = pane.browser.gate
    assert "https://example.org/seen.png" not in gate.let_through
    qtbot.waitUntil(lambda: "https://example.org/seen.png" in gate.refused, timeout=SLOW)

    QTest.mouseClick(pane.save, Qt.MouseButton.LeftButton)
    (dialog,) = desk.window.findChildren(QFileDialog)
    file = tmp_path / "then.html"
    dialog.selectFile(str(file))
    dialog.fileSelected.emit(str(file))
    dialog.close()
    qtbot.waitUntil(file.exists, timeout=WAIT)
    assert file.read_bytes() == before

    QTest.mouseClick(pane.newer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.seen.delivery is not None and pane.seen.delivery.id == second.id, timeout=WAIT)
    QTest.mouseClick(pane.changed_chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Two Three people fell" in pane.view.toPlainText(), timeout=WAIT)
    assert desk.window.actions_["changed_for_readers"].isChecked()
    assert pane.view.take_back.isHidden()

    QTest.keyClick(pane.view, Qt.Key.Key_Escape)
    assert not desk.room.tools.readers.is_shown
    assert desk.room.middle is desk.room.page
    assert not desk.window.actions_["readers_saw"].isChecked()


def test_where_nothing_went_out_that_is_said(desk_window: DeskWindow) -> None:
    desk_window.do("readers_saw")
    pane = shown(desk_window)
    assert pane.message.sentence == NOTHING_AT_ALL
    assert not pane.save.isEnabled()
    assert not desk_window.window.actions_["compare_before"].isEnabled()
    row = desk_window.room.manuscript.article
    assert row is not None
    desk_window.library.deliver(row.id, "html", "/news/start.html", "ab" * 32).result()  # as of an older Desk
    desk_window.qtbot.waitUntil(lambda: "was not kept" in pane.message.sentence, timeout=WAIT)
    desk_window.do("readers_saw")
    assert desk_window.room.middle is desk_window.room.page


@pytest.mark.parametrize("is_chosen", [True, False])
def test_of_what_was_not_kept_the_text_is_compared(desk_window: DeskWindow, *, is_chosen: bool) -> None:
    desk, qtbot = desk_window, desk_window.qtbot
    row = article_of(desk.library)
    first = desk.library.revisions(row.id)[-1].id
    desk.library.deliver(row.id, "html", "/news/quay.html", "ab" * 32, first).result()
    desk.open(row.id)
    if is_chosen:
        desk.do("tab_history")
        assert desk.room.side is not None
        history = desk.room.side.history
        qtbot.waitUntil(lambda: len(history.life.events) == 3, timeout=WAIT)
        history.choose(history.life.events[-1])
        QTest.mouseClick(history.readers, Qt.MouseButton.LeftButton)
    else:
        desk.do("readers_saw")
    pane = shown(desk)
    assert "Desk noted only that it did" in pane.message.sentence
    offered = pane.message.findChildren(QPushButton)[-1]
    qtbot.waitUntil(offered.isVisible, timeout=WAIT)  # once its place is laid out
    desk.press("Compare its text", pane)
    qtbot.waitUntil(lambda: desk.room.tools.history.is_comparing, timeout=WAIT)
    assert not desk.room.tools.readers.is_shown
    assert "Two Three people fell" in desk.room.tools.history.pane.view.toPlainText()

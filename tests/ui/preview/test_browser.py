"""The pane in a real browser engine: what it shows is what the export writes, and it can do nothing else."""

from __future__ import annotations

import os
import random
import signal
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk.formats import page
from desk.story.body import Block, Body, Figure, Heading, ListItem, Mark, Note, Paragraph, Quote, Rule, Span, spans
from desk.story.house import House
from desk.story.people import Credit, Role
from desk.story.story import Dateline, Furniture, Slot, Story
from desk.ui.preview.browser import Browser
from desk.ui.preview.pane import COMING, CRASHED, NOTHING_OPEN, NOTHING_WRITTEN
from tests.story.test_correcting import FEET, FORTY
from tests.ui.preview.stage import PATIENCE, Stage, ask

pytestmark = pytest.mark.browser


def paragraphs(*words: str) -> Body:
    return Body(tuple(Paragraph(spans(word)) for word in words))


STORY = Story(
    headline="Pilots refuse", deck="New lamps wanted", slug="pilots", body=paragraphs("One.", "Two.", "Three.")
)


def picture(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 6), colour).save(out, "JPEG")
    return out.getvalue()


def random_block(chance: random.Random, pictures: list[str]) -> Block:
    words = spans(chance.choice(["", "Lamps & moles", "a <b> c"]), Span("strong", frozenset({Mark.STRONG})))
    blocks: list[Block] = [
        Paragraph(words),
        Paragraph(words),
        Heading(words),
        Quote(words),
        ListItem(words, chance.random() < 0.5, chance.randrange(3)),
        Note(words),
        Rule(),
        Figure(chance.choice(pictures), "A lamp", words, "Photo: Wei Sung"),
    ]
    return chance.choice(blocks)


def random_edit(story: Story, chance: random.Random, pictures: list[str]) -> Story:
    now = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)
    fields = [
        {"headline": chance.choice(["", "A & B", "Pilots"])},
        {"deck": chance.choice(["", "Deck <i>"])},
        {"credits": chance.choice([(), (Credit("Ilse Brandt", role=Role.BY), Credit("Reuters"))])},
        {"dateline": chance.choice([Dateline(), Dateline("LISBON", None, "Reuters")])},
        {"corrections": chance.choice([(), (FORTY,), (FORTY, FEET), (FORTY, replace(FEET, withdrawn=now))])},
        {"lead": chance.choice([None, Figure(chance.choice(pictures), chance.choice(["A", "B"]))])},
        {"language": chance.choice(["en-US", "he"])},
        {"furniture": chance.choice([(), (Furniture("Newsletter", "Sign up."),)])},
        {"updated": chance.choice([None, now]), "usage_terms": chance.choice(["", "Not for sale."])},
    ]
    if chance.random() < 0.3:
        return replace(story, **chance.choice(fields))  # type: ignore[arg-type]
    size = len(story.body.blocks)
    start = chance.randint(0, size)
    stop = chance.randint(start, min(size, start + 2)) if size < 12 else chance.randint(start, size)
    new = [random_block(chance, pictures) for _ in range(chance.randrange(4))]
    return replace(story, body=story.body.replaced(start, stop, new))


@pytest.mark.parametrize("seed", range(3))
def test_after_many_edits_the_page_is_the_one_that_the_export_writes(seed: int, stage: Stage) -> None:
    chance = random.Random(seed)
    pictures = [stage.library.add_media(picture(colour), "image/jpeg").result() for colour in ("red", "teal")]
    pictures += ["https://news.example/a.png", "media:gone"]
    stage.show(STORY)
    for number in range(60):
        stage.manuscript.edit(random_edit(stage.manuscript.story, chance, pictures), None)
        if number % 20 == 7:
            stage.manuscript.undo()
        if chance.random() < 0.5:
            stage.settle()
    stage.settle()
    assert stage.dom() == stage.reloaded()
    assert stage.pane.loads == 1, "it was patched, not loaded again"


HOSTILE = """<!DOCTYPE html><html><head><title>quiet</title></head><body onload="document.title='ran'">
<script>document.title='ran'; fetch('http://a.example/fetch')</script>
<img src="http://b.example/beacon.png" onerror="document.title='ran'"><img src="x" onerror="document.title='ran'">
<iframe src="http://c.example/"></iframe><iframe srcdoc="<script>top.document.title='ran'</script>"></iframe>
<link rel="stylesheet" href="http://d.example/a.css"><style>@import "http://e.example/b.css";</style>
<meta http-equiv="refresh" content="0;url=http://f.example/"><a href="javascript:document.title='ran'">x</a>
<form action="http://g.example/"><input autofocus onfocus="document.title='ran'"></form>
<video src="http://h.example/v.mp4" autoplay></video><object data="file:///etc/passwd"></object>
<svg onload="document.title='ran'"></svg><p id="end">end</p></body></html>"""


def test_a_hostile_page_runs_nothing_and_reaches_nothing(qtbot: QtBot) -> None:
    """Without the exported page's own security policy, to see that the view needs none."""
    browser = Browser()
    qtbot.addWidget(browser)
    browser.show()
    with qtbot.waitSignal(browser.loaded, timeout=PATIENCE):
        browser.load(HOSTILE.encode())
    qtbot.waitUntil(lambda: any("b.example" in address for address in browser.gate.refused), timeout=PATIENCE)
    assert ask(qtbot, browser, "document.title") == "quiet"
    assert ask(qtbot, browser, "location.href") == "desk-page:page-1"
    assert ask(qtbot, browser, "document.getElementById('end').textContent") == "end"
    assert ask(qtbot, browser, "[...document.images].filter(image => image.naturalWidth).length") == 0
    assert list(browser.gate.let_through) == ["desk-page:page-1"]


def test_a_hostile_story_runs_nothing_and_asks_for_nothing(stage: Stage) -> None:
    nasty = "</title><script>document.title='ran'</script><img src=http://a.example/x onerror=\"document.title='ran'\">"
    link = Span("click", link="javascript:document.title='ran'")
    body = Body((Paragraph(spans(nasty, link)), Figure("http://b.example/a.png")))
    browser = stage.show(replace(STORY, headline=nasty, body=body))
    stage.edit(replace(stage.manuscript.story, deck=nasty, body=body.replaced(0, 0, [Quote(spans(nasty))])))
    assert stage.ask("document.title") == nasty
    assert stage.ask("document.scripts.length") == 1, "the facts for search engines, and nothing else"
    assert stage.ask("document.images.length") == 0
    assert not browser.gate.refused


def test_pages_can_be_longer_than_two_megabytes(stage: Stage) -> None:
    noise = BytesIO()
    side = 1400
    Image.frombytes("RGB", (side, side), random.Random(1).randbytes(3 * side * side)).save(noise, "JPEG", quality=95)
    story = replace(STORY, lead=Figure(stage.library.add_media(noise.getvalue(), "image/jpeg").result(), "Noise"))
    assert len(page.write(story, House(), stage.library.media).data) > 2_500_000
    stage.show(story)
    stage.qtbot.waitUntil(lambda: stage.ask("document.images[0].naturalWidth") == side, timeout=PATIENCE)


def test_typing_keeps_the_place_and_brings_what_is_typed_into_view(stage: Stage) -> None:
    stage.show(replace(STORY, body=paragraphs(*(f"{number} " + "lamp " * 40 for number in range(100)))))
    stage.scroll(2000)
    boxes = "[...document.getElementById('desk-body').children].map(element => element.getBoundingClientRect())"
    seen = stage.ask(f"{boxes}.findIndex(box => box.top > 100)")
    assert isinstance(seen, float)

    def type_in(block: int, words: str) -> None:
        body = stage.manuscript.story.body.replaced(block, block + 1, [Paragraph(spans(words))])
        stage.edit(replace(stage.manuscript.story, body=body))

    type_in(int(seen), "typed here")
    assert stage.ask("scrollY") == 2000
    type_in(80, "typed out of sight")
    assert stage.ask(f"{boxes}.findIndex(box => box.top >= 0 && box.bottom <= innerHeight)") != -1
    assert stage.ask(f"{boxes}.findLastIndex(box => box.top >= 0 && box.bottom <= innerHeight)") == 80


def test_a_link_from_one_note_to_another_leads_there(stage: Stage) -> None:
    long = paragraphs(*("lamp " * 80 for _ in range(60)))
    notes = (FORTY, replace(FEET, slot=Slot.TOP))
    browser = stage.show(replace(STORY, body=long, corrections=notes))
    assert browser.page.scrollPosition().y() == 0
    stage.ask("document.querySelector('.corrections a').click() || 'done'")
    stage.qtbot.waitUntil(lambda: browser.page.scrollPosition().y() > 0, timeout=PATIENCE)
    assert stage.pane.loads == 1
    stage.edit(replace(stage.manuscript.story, corrections=(FORTY,)))
    assert "forty feet" not in stage.dom()
    assert not browser.gate.refused


def test_another_article_begins_at_its_top_and_the_same_one_where_it_was(stage: Stage) -> None:
    long = replace(STORY, body=paragraphs(*("lamp " * 80 for _ in range(60))))
    stage.show(long)
    stage.scroll(900)
    with stage.qtbot.waitSignal(stage.pane.page_shown, timeout=PATIENCE):
        stage.pane.set_house(House(name="Another"))
    stage.scrolled(900)
    with stage.qtbot.waitSignal(stage.pane.page_shown, timeout=PATIENCE):
        stage.open(replace(long, headline="Another"))
    assert stage.ask("scrollY") == 0


def test_the_page_follows_the_colours_of_the_window(stage: Stage) -> None:
    stage.show(STORY)
    before = stage.dom()
    for ground, expected in (("#17181a", "rgb(31, 32, 34)"), ("#f4f2ed", "rgb(255, 255, 255)")):
        palette = stage.pane.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(ground))
        stage.pane.setPalette(palette)
        assert stage.ask("getComputedStyle(document.body).backgroundColor") == expected
    assert stage.dom() == before, "nothing of the document changed"


def test_a_typed_caption_leaves_its_picture_alone(stage: Stage) -> None:
    figure = Figure(stage.library.add_media(picture("teal"), "image/jpeg").result(), "A lamp", spans("Old"))
    stage.show(replace(STORY, body=Body((Paragraph(spans("One.")), figure))))
    stage.ask("globalThis.first = document.images[0]; 1")
    body = stage.manuscript.story.body.replaced(1, 2, [replace(figure, caption=spans("New"), alt="Two lamps")])
    stage.edit(replace(stage.manuscript.story, body=body))
    assert stage.ask("document.images[0] === first && first.alt") == "Two lamps"
    assert stage.ask("document.querySelector('figcaption').textContent") == "New"
    assert stage.dom() == stage.reloaded()


def test_a_page_that_is_out_of_step_is_loaded_again(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    stage.show(STORY)
    stage.ask("document.getElementById('desk-body').lastElementChild.remove(); 1")
    with stage.qtbot.waitSignal(stage.pane.page_shown, timeout=PATIENCE):
        stage.manuscript.edit(replace(STORY, body=paragraphs("One!", "Two.", "Three.")), None)
    stage.settle()
    assert stage.dom() == stage.reloaded()
    assert "loaded again" in caplog.text


def test_what_nobody_sees_is_not_patched_until_it_is_seen(stage: Stage) -> None:
    stage.show(STORY)
    stage.pane.hide()
    with stage.qtbot.assertNotEmitted(stage.pane.patched, wait=100):
        stage.manuscript.edit(replace(STORY, headline="Meanwhile"), None)
    stage.pane.show()
    stage.settle()
    assert stage.ask("document.title") == "Meanwhile"


def test_what_is_said_without_a_page(stage: Stage) -> None:
    pane = stage.pane
    pane.show()
    assert pane.message.sentence == NOTHING_OPEN
    stage.qtbot.waitUntil(lambda: pane.browser is not None, timeout=PATIENCE)
    stage.open(Story(body=Body((Paragraph(),))))
    stage.qtbot.waitUntil(lambda: pane.message.sentence == NOTHING_WRITTEN)
    with stage.qtbot.waitSignal(pane.page_shown, timeout=PATIENCE):
        stage.manuscript.edit(replace(stage.manuscript.story, headline="Begun"), None)
    assert not pane.message.isVisible()
    stage.manuscript.close()
    stage.qtbot.waitUntil(pane.message.isVisible)
    assert pane.message.sentence == NOTHING_OPEN


def test_what_is_said_of_an_open_story_until_its_page_is_there(stage: Stage) -> None:
    stage.open(STORY)
    stage.pane.show()
    assert stage.pane.message.sentence == COMING
    stage.manuscript.close()
    stage.qtbot.waitUntil(lambda: stage.pane.message.sentence == NOTHING_OPEN)
    stage.open(STORY)
    assert stage.pane.message.sentence == COMING


def test_a_page_that_cannot_be_made_says_why(stage: Stage) -> None:
    stage.pane.set_house(House(template="gone.html"))
    stage.open(STORY)
    stage.pane.show()
    stage.qtbot.waitUntil(lambda: "gone.html" in stage.pane.message.sentence, timeout=PATIENCE)
    with stage.qtbot.waitSignal(stage.pane.page_shown, timeout=PATIENCE):
        stage.pane.set_house(House())
    assert not stage.pane.message.isVisible()


def test_a_crash_is_said_and_mended(stage: Stage) -> None:
    browser = stage.show(STORY)
    with stage.qtbot.waitSignal(browser.crashed, timeout=PATIENCE):
        os.kill(browser.page.renderProcessPid(), signal.SIGKILL)
    assert stage.pane.message.sentence == CRASHED
    stage.manuscript.edit(replace(STORY, headline="Typed meanwhile"), None)
    again = stage.pane.message.findChild(QPushButton)
    assert again is not None
    with stage.qtbot.waitSignal(stage.pane.page_shown, timeout=PATIENCE):
        QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert stage.ask("document.title") == "Typed meanwhile"
    assert not stage.pane.message.isVisible()


def test_a_link_leads_nowhere_but_with_ctrl(stage: Stage) -> None:
    links = [Span(place, link=f"https://port.example/{place}") for place in ("mole", "quay")]
    browser = stage.show(replace(STORY, body=Body(tuple(Paragraph(spans(link)) for link in links))))
    wanted: list[QUrl] = []
    finished: list[bool] = []
    hovered: list[str] = []
    browser.link_wanted.disconnect()  # or the system's browser would open
    browser.link_wanted.connect(wanted.append)
    browser.link_hovered.connect(hovered.append)
    browser.page.loadFinished.connect(finished.append)
    target = browser.view.focusProxy()
    assert target is not None

    def place(link: int) -> QPoint:
        box = f"document.links[{link}].getBoundingClientRect()"
        x, y = str(stage.ask(f"`${{{box}.x + 9}} ${{{box}.y + 9}}`")).split()
        return QPoint(int(float(x)), int(float(y)))

    def hovers() -> bool:
        # The page takes its size, and Chromium listens to the mouse, only from the first painted frame on.
        QTest.mouseMove(target, place(0) + QPoint(len(hovered) + 1, 0))
        QTest.mouseMove(target, place(0))
        return "https://port.example/mole" in hovered

    stage.qtbot.waitUntil(hovers, timeout=PATIENCE)
    mole, quay = place(0), place(1)
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=mole)
    stage.qtbot.waitUntil(lambda: finished == [False], timeout=PATIENCE)
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, quay)
    stage.qtbot.waitUntil(lambda: bool(wanted), timeout=PATIENCE)
    assert wanted == [QUrl("https://port.example/quay")]
    assert stage.ask("location.href") == "desk-page:page-1"
    assert not browser.gate.refused
    stage.edit(replace(STORY, headline="Still patched"))
    assert stage.dom() == stage.reloaded()


def test_a_link_opens_what_it_opens_in_the_editor(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page, a letter, a call; and nothing else, whatever the page says."""
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    good = ["https://port.example/quay", "mailto:desk@port.example", "tel:+44-20-7946-0999", "http://port.example/"]
    bad = ["ftp://port.example/a", "file:///etc/passwd", "javascript:document.title='ran'", "sms:+442079460999"]
    browser = stage.show(STORY)
    lines = [f'<p><a href="{address}">{number} lamp</a></p>' for number, address in enumerate([*bad, *good])]
    with stage.qtbot.waitSignal(browser.loaded, timeout=PATIENCE):
        browser.load(f"<!DOCTYPE html><title>quiet</title>{''.join(lines)}".encode())
    target = browser.view.focusProxy()
    assert target is not None
    hovered: list[str] = []
    browser.link_hovered.connect(hovered.append)

    def place(link: int) -> QPoint:
        box = f"document.links[{link}].getBoundingClientRect()"
        x, y = str(stage.ask(f"`${{{box}.x + 9}} ${{{box}.y + 9}}`")).split()
        return QPoint(int(float(x)), int(float(y)))

    def hovers() -> bool:
        QTest.mouseMove(target, place(4) + QPoint(len(hovered) + 1, 0))
        QTest.mouseMove(target, place(4))
        return good[0] in hovered

    stage.qtbot.waitUntil(hovers, timeout=PATIENCE)
    for link in range(len(bad) + len(good)):
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place(link))
    stage.qtbot.waitUntil(lambda: len(opened) == len(good), timeout=PATIENCE)
    assert opened == [QUrl(address) for address in good]
    assert stage.ask("document.title") == "quiet"

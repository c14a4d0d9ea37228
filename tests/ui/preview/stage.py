"""An article in a library, shown in a preview pane: what the tests of the pane do with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pytestqt.qtbot import QtBot

from desk.formats import page
from desk.formats.pictures import PagePictures
from desk.library.library import Library
from desk.story.house import House
from desk.story.story import Story
from desk.ui.manuscript import Manuscript
from desk.ui.preview.browser import Browser
from desk.ui.preview.pane import PreviewPane

HEAD = re.compile(r"<head>.*?</head>", re.DOTALL)
PATIENCE = 20_000  # ms


def ask(qtbot: QtBot, browser: Browser, script: str) -> object:
    """What a script answers. Not a bool: PySide counts references to those wrongly."""
    answers: list[object] = []
    browser.page.runJavaScript(script, 1, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE)
    return answers[0]


def dom(qtbot: QtBot, browser: Browser) -> str:
    """The page as the browser holds it: all that can be seen, the title, language and direction."""
    html = str(ask(qtbot, browser, "document.documentElement.outerHTML"))
    return HEAD.sub(f"<title>{ask(qtbot, browser, 'document.title')}</title>", html)


@dataclass(frozen=True, slots=True)
class Stage:
    qtbot: QtBot
    library: Library
    manuscript: Manuscript
    pane: PreviewPane

    @property
    def browser(self) -> Browser:
        assert self.pane.browser is not None
        return self.pane.browser

    def open(self, story: Story) -> None:
        self.manuscript.open(self.library.article(self.library.create(story).result().id))

    def show(self, story: Story) -> Browser:
        """Open a story and wait until its page is there."""
        self.open(story)
        with self.qtbot.waitSignal(self.pane.page_shown, timeout=PATIENCE):
            self.pane.show()
        return self.browser

    def edit(self, story: Story) -> None:
        """Make an edit and wait until the page has it."""
        self.manuscript.edit(story, None)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.pane.shown_story is self.manuscript.story, timeout=PATIENCE)

    def ask(self, script: str) -> object:
        return ask(self.qtbot, self.browser, script)

    def scroll(self, top: float) -> None:
        self.browser.run("scroll", top)
        self.scrolled(top)

    def scrolled(self, top: float) -> None:
        self.qtbot.waitUntil(lambda: self.browser.page.scrollPosition().y() == top, timeout=PATIENCE)

    def dom(self) -> str:
        return dom(self.qtbot, self.browser)

    def reloaded(self) -> str:
        """What a browser makes of the whole page as it is loaded."""
        fresh = Browser()
        self.qtbot.addWidget(fresh)
        with self.qtbot.waitSignal(fresh.loaded, timeout=PATIENCE):
            made = page.render(self.manuscript.story, House(), PagePictures(self.library.media))
            fresh.load(made.encode())
        return dom(self.qtbot, fresh)

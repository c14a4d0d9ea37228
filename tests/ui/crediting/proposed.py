"""What a person sees of the proposals at the foot of the page, and does with them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desk.story.body import Body, Paragraph, spans
from desk.story.people import Credit, Role
from desk.story.story import Story
from desk.ui.crediting.panel import CreditPanel
from desk.ui.crediting.row import ProposalRow
from tests.ui.desk_window import WAIT, DeskWindow

FIRST = (
    "The pilots who guide ships into the harbour stopped working at night on Sunday, for the first time in a decade."
)
SECOND = "The lamps on the east mole had been ordered in August, according to Reuters, and were to be lit within weeks."
THIRD = (
    "Petra Holm, who chairs the guild, asked for four of them, with a supply of their own, before her members go out."
)
ADDED = (
    "Eleven ships were at anchor in the roads by Sunday evening, and their masters had been told to wait for daylight."
)
CHAIR = "Petra Holm"
NAMED = "according to Reuters"
STORY = Story(
    headline="Pilots stay in port",
    slug="pilots",
    credits=(Credit("Ilse Brandt", role=Role.BY),),
    body=Body(tuple(Paragraph(spans(text)) for text in (FIRST, SECOND, THIRD))),
)
EDITED = replace(STORY, body=Body((*STORY.body.blocks, Paragraph(spans(ADDED)))))


@dataclass
class Crediting:
    """A window with a story, and its panel."""

    desk: DeskWindow
    article: str

    @property
    def panel(self) -> CreditPanel:
        found = self.desk.room.page.foot.below  # nobody has asked for it
        assert isinstance(found, CreditPanel)
        return found

    @property
    def names(self) -> list[str]:
        return [row.proposal.name for row in self.panel.rows]

    @property
    def line(self) -> str:
        """The contribution line on the page."""
        return self.desk.room.page.foot.contribution.text()

    @property
    def room_below(self) -> float:
        """What is kept free for the foot, px."""
        return self.desk.room.page.document().rootFrame().frameFormat().bottomMargin()

    @property
    def story(self) -> Story:
        return self.desk.room.manuscript.story

    def row(self, name: str) -> ProposalRow:
        return next(row for row in self.panel.rows if row.proposal.name == name)

    def shows(self, *names: str) -> None:
        self.desk.qtbot.waitUntil(lambda: self.names == [*names] and self.panel.isVisible(), timeout=WAIT)

    def saved(self) -> None:
        """Wait until the library has what is on the page, and was asked about it."""
        tool = self.desk.room.tools.crediting
        future = self.desk.room.manuscript.flush()
        if future is not None:
            future.result(10)
        self.desk.qtbot.waitUntil(lambda: tool.is_settled, timeout=WAIT)

    def press(self, button: QAbstractButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def key(self, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus, which, held)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.desk.window

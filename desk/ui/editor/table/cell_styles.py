"""How the words of a cell look. A cell is a body of one paragraph, in a smaller type than the story's."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextCharFormat

from desk.story.body import Mark
from desk.ui.editor.lines import Part
from desk.ui.editor.styles import Styles
from desk.ui.editor.typography import Look

# As the page's style sheet has it for print: the interface's type, and figures of one width.
CELL = Look(14, 1.5, top=0, interface=True)
HEAD = Look(14, 1.5, top=0, weight=QFont.Weight.DemiBold, interface=True)
_TABULAR = QFont.Tag("tnum")


class CellStyles(Styles):
    """The styles of the page, for the cells of tables."""

    def __init__(self, page: Styles, *, head: bool) -> None:
        super().__init__(page.tokens, page.type)
        self._head = head

    def look(self, part: Part, level: int = 0) -> Look:  # noqa: ARG002  all lines of a cell look alike
        """The look of a cell."""
        return self.type.set(HEAD if self._head else CELL)

    def _char(self, look: Look, base: int, marks: frozenset[Mark], link: str) -> QTextCharFormat:
        made = super()._char(look, base, marks, link)
        font = made.font()
        font.setFeature(_TABULAR, 1)
        made.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
        return made

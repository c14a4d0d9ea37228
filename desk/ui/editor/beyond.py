"""Turns red what stands beyond a field's limit, in the text itself. The text is not changed by it."""

from __future__ import annotations

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desk.story.pieces import utf16_length
from desk.ui.tokens import Tokens


class Beyond(QSyntaxHighlighter):
    """Colours the characters of a one-line document behind the first `limit`; 0 for no limit."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._limit = 0
        self._over = QTextCharFormat()

    def show_limit(self, limit: int, tokens: Tokens) -> None:
        """Use this limit and these colours."""
        colour = tokens.color("deleted")
        if (limit, colour) != (self._limit, self._over.foreground().color()):
            self._limit = limit
            self._over.setForeground(colour)
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        if self._limit and len(text) > self._limit:
            start = utf16_length(text[: self._limit])
            self.setFormat(start, utf16_length(text) - start, self._over)

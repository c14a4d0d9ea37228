"""Puts another word in the place of one in a view, as somebody would who types it with great care."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from desk.story.pieces import shared_ends, utf16_length
from desk.ui.manuscript import Manuscript


def replace_word(view: QTextEdit, manuscript: Manuscript, start: int, stop: int, text: str) -> None:
    """Put this text between two positions of a view's document: one step of undo. What stays the same is not touched,
    so that marks and links stay; what is new looks like what it stands for."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(start)
    cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
    old = cursor.selectedText()
    head, tail = shared_ends(old, text)
    begin = start + utf16_length(old[:head])
    end = stop - utf16_length(old[len(old) - tail :])
    model = QTextCursor(view.document())
    model.setPosition(begin + 1 if end > begin else max(begin, start + 1))
    manuscript.end_group()
    cursor.beginEditBlock()
    cursor.setPosition(begin)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text[head : len(text) - tail], model.charFormat())
    cursor.endEditBlock()
    manuscript.end_group()

"""Small pieces that all panels of the inspector are put together from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStyleOptionButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desk.story.story import Story

GAP = 8
MARGIN = 14


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain words in one of the style sheet's roles."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


class _Button(QPushButton):
    """A button that keeps a picture apart from its words: Qt's style sheets know no space between them."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802  Qt's
        """What is drawn, and how large it is."""
        super().initStyleOption(option)
        if not self.icon().isNull():
            fields: Any = option  # Qt declares none
            fields.text = f"\u2009\u2009{fields.text}"


def button(text: str, role: str = "", name: str = "") -> QPushButton:
    """A button; `name` is what it is called where its text alone does not say."""
    made = _Button(text)
    made.setProperty("role", role)
    made.setAccessibleName(name or text)
    made.setAutoDefault(False)
    return made


def icon_button(icon: QIcon, name: str) -> QToolButton:
    """A quiet button with a picture only; its name is its tooltip too."""
    made = QToolButton()
    made.setIcon(icon)
    made.setProperty("role", "tool")
    made.setToolTip(name)
    made.setAccessibleName(name)
    return made


def with_field(story: Story, name: str, value: Any) -> Story:
    """The story with another value in one field."""
    return replace(story, **{name: value})


class Card(QFrame):
    """A framed surface with a heading, and room at the heading's right end."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, 10, MARGIN, 12)
        self.column.setSpacing(GAP)
        self.head = QHBoxLayout()
        self.head.setSpacing(GAP)
        self.title = label(title, "meta")
        self.head.addWidget(self.title)
        self.head.addStretch()
        self.column.addLayout(self.head)

    def foot(self) -> QHBoxLayout:
        """A row for buttons at the end of what is there so far."""
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self.column.addLayout(row)
        return row


class Column(QScrollArea):
    """A column of cards that scrolls; never sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        ground.setProperty("role", "pane")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(ground)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(10)
        self.setWidget(ground)

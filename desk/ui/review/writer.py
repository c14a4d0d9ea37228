"""The card in which a comment or a reply is written, beside what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desk.story.anchor import Anchor
from desk.ui.editor.popover import Popover
from desk.ui.inspector.inputs import Choice
from desk.ui.inspector.parts import button, label
from desk.ui.review.mentions import MentionField

WIDTH = 380  # px


@dataclass(frozen=True, slots=True)
class Target:
    """What a comment can be on, and what that is called."""

    name: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, on what (None: a reply), and whether it is a question."""

    text: str
    anchor: Anchor | None = None
    is_question: bool = False


class WritingCard(Popover):
    """Asks for a comment on one of some targets, the first of them at first; without any for a reply. `written`
    carries a `Written`. A card with words in it stays until it is closed by Escape; `closed` follows."""

    written = Signal(object)

    def __init__(self, parent: QWidget, targets: Sequence[Target], *, people: Sequence[str], blocks: bool) -> None:
        super().__init__("Write a comment" if targets else "Write a reply", parent)
        self._targets = tuple(targets)
        self.field = MentionField(3, self)
        self.field.setAccessibleName(self.tr("Comment") if targets else self.tr("Reply"))
        self.field.setPlaceholderText(self.tr("Comment, or @name somebody") if targets else self.tr("Reply"))
        self.field.set_names(people)
        self.on = Choice(self)
        self.on.setAccessibleName(self.tr("The comment is on"))
        for target in targets:
            self.on.addItem(target.name)
        self.question = QCheckBox(self.tr("Question: blocks Ready") if blocks else self.tr("Question"), self)
        self.post = button(self.tr("Comment") if targets else self.tr("Reply"), "primary")
        self.post.setParent(self)
        self.post.setEnabled(False)
        self._lay_out()
        QWidget.setTabOrder(self.on, self.field)  # as they stand, though it is the field that is written in first
        self.field.text_edited.connect(self._on_edited)
        self.field.posted.connect(self._on_posted)
        self.post.clicked.connect(self._on_posted)

    @property
    def text(self) -> str:
        """What was written so far."""
        return self.field.toPlainText().strip()

    def begin(self, text: str, *, is_question: bool = False) -> None:
        """What was written before."""
        self.field.setPlainText(text)
        self.question.setChecked(is_question)

    def take_focus(self) -> None:
        """Write."""
        self.field.setFocus()

    def size_in(self, width: int) -> QSize:
        """As wide as there is room for."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        wide = min(WIDTH, width)
        return QSize(wide, max(self.sizeHint().height(), layout.totalHeightForWidth(wide)))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("On"), "meta"))
        head.addWidget(self.on, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.question)
        foot.addStretch()
        foot.addWidget(self.post)
        if self._targets:
            column.addLayout(head)
        else:
            self.on.hide()
            self.question.hide()
        column.addWidget(self.field)
        column.addLayout(foot)

    @Slot()
    def _on_edited(self) -> None:
        self.post.setEnabled(bool(self.text))
        self.is_pinned = bool(self.text)
        self.place_again()

    @Slot()
    def _on_posted(self) -> None:
        if not self.text:
            return
        anchor = self._targets[self.on.currentIndex()].anchor if self._targets else None
        text, self.is_pinned = self.text, False
        written = Written(text, anchor, self.question.isChecked())
        self.field.setPlainText("")
        self.dismiss()
        self.written.emit(written)

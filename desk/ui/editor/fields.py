"""Joins the fields above and below the body to the story, and to each other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from desk.story.credits import byline, contribution_line, credits_by_hand, in_order
from desk.story.house import House
from desk.story.people import Role
from desk.story.story import Story
from desk.ui.editor.field import Field
from desk.ui.editor.furniture import Foot, Head
from desk.ui.manuscript import Manuscript
from desk.ui.undo import Caret, Typist

# Where Enter and the arrows lead. The byline is reached by Tab or the mouse: it is seldom written by hand.
_WAYS = {
    ("kicker", 1): "headline",
    ("headline", 1): "deck",
    ("deck", 1): "body",
    ("byline_text", 1): "body",
    ("headline", -1): "kicker",
    ("deck", -1): "headline",
    ("byline_text", -1): "deck",
    ("contribution_text", -1): "body",
}


class StoryFields(QObject):
    """Edits of the fields become edits of the story. `left_for_body` says that the person goes on to the body,
    from above (1) or from below (-1); `height_changed` that something may need more room, or less."""

    left_for_body = Signal(int)
    height_changed = Signal()
    entered = Signal(object)  # Field
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, manuscript: Manuscript, house: House, head: Head, foot: Foot, typist: Typist) -> None:
        super().__init__(head)
        self._manuscript = manuscript
        self._house = house
        self._head = head
        self._foot = foot
        self._typist = typist
        self._by_name: dict[str, Field] = {
            "kicker": head.kicker,
            "headline": head.headline,
            "deck": head.deck,
            "byline_text": head.byline,
            "contribution_text": foot.contribution,
        }
        for name, field in self._by_name.items():
            field.edited.connect(partial(self._on_edited, name))
            field.left.connect(partial(self._on_left, name))
            field.entered.connect(partial(self._on_entered, name))
            field.quitted.connect(self._on_quitted)
            field.cursorPositionChanged.connect(partial(self._on_cursor_moved, name))
            field.undo_requested.connect(self.undo_requested)
            field.redo_requested.connect(self.redo_requested)
        head.flag.use_credits_requested.connect(self._on_use_byline_credits)
        head.flag.read_names_requested.connect(self._on_read_byline)
        foot.flag.use_credits_requested.connect(self._on_use_contribution_credits)
        foot.flag.read_names_requested.connect(self._on_read_contribution)

    @property
    def house(self) -> House:
        """The house as whose the fields are shown."""
        return self._house

    def set_house(self, house: House) -> None:
        """Show the fields as this house has them."""
        self._house = house
        self._head.set_house(house)
        self._foot.set_house(house)
        self.show_story(self._manuscript.story)
        self.height_changed.emit()

    def show_story(self, story: Story) -> None:
        """Show the fields of a story."""
        self._head.show_story(story)
        self._foot.show_story(story)
        by, others = credits_by_hand(story, self._house)
        self._head.flag.read.setVisible(by is not None)
        self._foot.flag.read.setVisible(others is not None)

    @property
    def all(self) -> tuple[Field, ...]:
        """The fields from top to bottom."""
        return tuple(self._by_name.values())

    def field(self, name: str) -> Field | None:
        """The field of this name, as `Caret.field` has it."""
        return self._by_name.get(name)

    def name(self, field: Field) -> str:
        """The name of a field, as `Caret.field` has it."""
        return next(name for name, each in self._by_name.items() if each is field)

    def _edit(self, after: Story, group: str = "", caret: Caret | None = None) -> None:
        self._manuscript.edit(after, self, group, caret=caret)

    def _on_edited(self, name: str, text: str) -> None:
        story, field = self._manuscript.story, self._by_name[name]
        before = str(getattr(story, name))
        if text == self._written(name, story):
            text = ""
        place = field.textCursor()
        grown = len(text) - len(before)
        typed = text[max(0, place.position() - grown) : place.position()]
        if grown == 1 or (grown == 2 and typed.startswith(" ")):  # a space at the end is told with what follows it
            group = [self._typist.typed(name, character) for character in typed or " "][-1]
        else:
            group = self._typist.deleted(name) if grown < 0 else ""
        written: dict[str, Any] = {name: text}
        self._edit(replace(story, **written), group, Caret(name, place.position(), place.anchor()))
        self.height_changed.emit()

    def _written(self, name: str, story: Story) -> str | None:
        """The line that the credits make by themselves; None for a field that is only written by hand."""
        if name == "byline_text":
            return byline([credit for credit in story.credits if credit.role is Role.BY], self._house)
        if name == "contribution_text":
            others = [credit for credit in in_order(story.credits) if credit.role is not Role.BY]
            return contribution_line(others, self._house)
        return None

    def _on_left(self, name: str, step: int) -> None:
        goal = _WAYS.get((name, step), "")
        if goal == "body":
            self.left_for_body.emit(step)
        elif goal:
            field = self._by_name[goal]
            end = field.document().characterCount() - 1 if step < 0 else 0
            field.put_caret(end, end)
            field.setFocus()

    def _on_entered(self, name: str) -> None:
        self._on_cursor_moved(name)
        self.entered.emit(self._by_name[name])

    def _on_cursor_moved(self, name: str) -> None:
        field = self._by_name[name]
        # In the middle of an edit Qt moves the caret first: the manuscript is to know where it was before.
        if field.hasFocus() and not field.is_editing:
            place = field.textCursor()
            self._manuscript.caret = Caret(name, place.position(), place.anchor())

    @Slot()
    def _on_quitted(self) -> None:
        self.show_story(self._manuscript.story)
        self.height_changed.emit()

    @Slot()
    def _on_use_byline_credits(self) -> None:
        self._edit(replace(self._manuscript.story, byline_text=""))

    @Slot()
    def _on_use_contribution_credits(self) -> None:
        self._edit(replace(self._manuscript.story, contribution_text=""))

    @Slot()
    def _on_read_byline(self) -> None:
        story = self._manuscript.story
        read, _ = credits_by_hand(story, self._house)
        if read is not None:
            others = tuple(credit for credit in story.credits if credit.role is not Role.BY)
            self._edit(replace(story, credits=read + others, byline_text=""))

    @Slot()
    def _on_read_contribution(self) -> None:
        story = self._manuscript.story
        _, read = credits_by_hand(story, self._house)
        if read is not None:
            by = tuple(credit for credit in story.credits if credit.role is Role.BY)
            self._edit(replace(story, credits=by + read, contribution_text=""))

"""Undo and redo of a whole story, in the steps that a person thinks in. Pure: no Qt.

A step holds the story before and after it. Stories share the blocks that an edit did not touch, so
a step costs a tuple of pointers and the blocks that changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desk.story.story import Story


@dataclass(frozen=True, slots=True)
class CellCaret:
    """A cell of a table, and the two ends of the selection in its words, in UTF-16 code units."""

    row: int
    column: int
    position: int = 0
    anchor: int = 0


@dataclass(frozen=True, slots=True)
class Caret:
    """Where the person is: a field of the page, and the two ends of the selection in it.

    Positions are UTF-16 code units, as Qt counts; in the body they are positions in its document. In the cell of a
    table, they are where the table stands.
    """

    field: str = "body"
    position: int = 0
    anchor: int = 0
    cell: CellCaret | None = None

    @property
    def number(self) -> int:
        """Where the person is as the library keeps it with a draft: the position in the body, or below zero the field
        and the position in it."""
        if self.field not in _FIELDS:
            return self.position
        return -1 - _FIELDS.index(self.field) - self.position * len(_FIELDS)

    @classmethod
    def kept(cls, number: int) -> Caret:
        """The caret of this number."""
        if number >= 0:
            return cls("body", number, number)
        position, field = divmod(-1 - number, len(_FIELDS))
        return cls(_FIELDS[field], position, position)


# Their order and number are kept in every library: they stay as they are.
_FIELDS = ("headline", "deck", "kicker", "byline_text", "contribution_text", "", "", "")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to undo. Edits of one `group` ("" for none) that follow each other are one step. A `passing` one, as
    a quotation mark that was set for somebody, is part of the word around it as soon as that is typed on. `agreed`
    are the baselines before and after it, where they are not the stories themselves."""

    before: Story
    after: Story
    caret_before: Caret
    caret_after: Caret
    group: str = ""
    passing: bool = False
    agreed: tuple[Story, Story] | None = None

    @property
    def baselines(self) -> tuple[Story, Story]:
        """What was agreed on before it, and after it."""
        return self.agreed or (self.before, self.after)

    def with_next(self, step: Step) -> Step:
        """One step of this one and the next."""
        agreed = (self.baselines[0], step.baselines[1]) if self.agreed or step.agreed else None
        return replace(self, after=step.after, caret_after=step.caret_after, agreed=agreed)


class UndoStack:
    """The steps done and the steps undone, at most `limit` of each."""

    def __init__(self, limit: int = 1000) -> None:
        self._limit = limit
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._open = False
        self._gathers = self._has_gathered = False

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._undone)

    def clear(self) -> None:
        """Forget everything: another article was opened."""
        self._done.clear()
        self._undone.clear()
        self._open = False
        self.gather(on=False)

    def gather(self, *, on: bool) -> None:
        """Whether all steps from now on are parts of the first one of them."""
        self._gathers, self._has_gathered = on, False

    def change(self, change: Callable[[Story], Story]) -> None:
        """Let all stories that the steps lead to and from be what `change` makes of them: it is no step itself. What
        is one story stays one."""
        known: dict[int, tuple[Story, Story]] = {}

        def changed(story: Story) -> Story:
            return known.setdefault(id(story), (story, change(story)))[1]

        for steps in (self._done, self._undone):
            for number, step in enumerate(steps):
                before, after = changed(step.before), changed(step.after)
                agreed = (changed(step.agreed[0]), changed(step.agreed[1])) if step.agreed else None
                steps[number] = replace(step, before=before, after=after, agreed=agreed)

    def push(self, step: Step) -> None:
        """Remember a step, as a part of the last one where both are of one group and the caret did not move."""
        self._undone.clear()
        last = self._done[-1] if self._done and self._open else None
        if self._gathers and self._has_gathered:
            self._done[-1] = self._done[-1].with_next(step)
            return
        if last and last.passing and step.caret_before == last.caret_after and self._is_in_word(step.group):
            last = self._done[-2].with_next(last)
            self._done[-2:] = [last]
        if last and step.group and step.group == last.group and step.caret_before == last.caret_after:
            self._done[-1] = last.with_next(step)
        else:
            self._done.append(step)
            del self._done[: -self._limit]
        self._open = self._has_gathered = True

    def let_pass(self) -> None:
        """The last step is a passing one."""
        if self._done and not self._gathers:
            self._done[-1] = replace(self._done[-1], passing=True)

    def end_group(self) -> None:
        """The next step stands alone, whatever its group: the caret was moved, or time went by."""
        self._open = False

    def undo(self) -> Step | None:
        """The step to take back; the caller puts its `before` in place."""
        return self._move(self._done, self._undone)

    def redo(self) -> Step | None:
        """The step to do again; the caller puts its `after` in place."""
        return self._move(self._undone, self._done)

    def _is_in_word(self, group: str) -> bool:
        """Whether the step before the last one is of this group."""
        return bool(group) and len(self._done) > 1 and self._done[-2].group == group

    def _move(self, source: list[Step], target: list[Step]) -> Step | None:
        self._open = False
        if not source:
            return None
        step = source.pop()
        target.append(step)
        return step


class Typist:
    """Names the groups of edits as somebody types: a word with the space behind it, or a run of deleting."""

    def __init__(self) -> None:
        self._word = 0
        self._in_gap = True

    def typed(self, field: str, text: str) -> str:
        """The group of an edit that put one character, or a word at once, into a field."""
        if self._in_gap and not text.isspace():
            self._word += 1
        self._in_gap = text.isspace()
        return f"{field}: word {self._word}"

    def edited(self, field: str, removed: int, added: int, character: str) -> str:
        """The group of an edit that Qt told of: so much went, so much came, and this character stands there now."""
        if removed and not added:
            return self.deleted(field)
        if not removed and added <= 2:  # a character of a higher plane is two
            return self.typed(field, character)
        return ""

    def deleted(self, field: str) -> str:
        """The group of an edit that took something away."""
        self._in_gap = True
        return f"{field}: deleting {self._word}"

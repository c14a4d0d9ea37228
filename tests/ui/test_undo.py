"""The steps that can be taken back: which edits are one, and which go when there are too many."""

from __future__ import annotations

from dataclasses import replace

from desk.story.story import Story
from desk.ui.undo import Caret, Step, UndoStack


def step(before: str, after: str, group: str = "") -> Step:
    return Step(Story(headline=before), Story(headline=after), Caret(), Caret(), group)


def test_edits_of_one_group_are_one_step() -> None:
    stack = UndoStack()
    stack.push(step("", "a", "typing"))
    stack.push(step("a", "ab", "typing"))
    stack.push(step("ab", "abc", "other"))
    stack.push(step("abc", "abcd"))
    stack.push(step("abcd", "abcde"))
    befores = []
    while taken := stack.undo():
        befores.append(taken.before.headline)
    assert befores == ["abcd", "abc", "ab", ""]


def test_a_group_ends_when_told_and_when_something_is_undone() -> None:
    stack = UndoStack()
    stack.push(step("", "a", "typing"))
    stack.end_group()
    stack.push(step("a", "ab", "typing"))
    stack.undo()
    stack.push(step("a", "ac", "typing"))
    assert not stack.can_redo
    taken = stack.undo()
    assert taken is not None
    assert taken.before.headline == "a"


def test_the_oldest_steps_go_first() -> None:
    stack = UndoStack(limit=2)
    for before, after in (("", "a"), ("a", "b"), ("b", "c")):
        stack.push(step(before, after))
    stack.undo()
    last = stack.undo()
    assert last is not None
    assert last.before.headline == "a"
    assert not stack.can_undo


def test_all_steps_lead_to_stories_that_were_changed_alike() -> None:
    stack = UndoStack()
    first, then = step("", "a"), step("a", "b")
    stack.push(first)
    stack.push(replace(then, before=first.after, agreed=(first.after, Story(headline="c"))))
    stack.undo()
    stack.change(lambda story: replace(story, deck="out"))
    again, last = stack.redo(), stack.undo()
    assert again is not None
    assert again == last
    assert [story.headline for story in (again.before, again.after, *again.baselines)] == ["a", "b", "a", "c"]
    assert {story.deck for story in (again.before, again.after, *again.baselines)} == {"out"}
    assert again.baselines[0] is again.before
    stack.undo()
    assert not stack.can_undo

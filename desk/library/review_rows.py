"""The records of a review as rows, which may come from anywhere: whether they are what they should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeAlias

from desk.story.anchor import WHOLE_STORY, On, anchor_text, read_anchor
from desk.story.comments import Said
from desk.story.directory import Did, read_contact
from desk.story.states import State

Row: TypeAlias = Mapping[str, Any]

ACCEPTED, REJECTED, UNDONE = "accepted", "rejected", "undone"  # what may be done with a tracked change
_DECISIONS = frozenset({ACCEPTED, REJECTED, UNDONE})
_BIN = frozenset({"in", "out"})
DECLINED = frozenset({"declined", "offered"})  # what may be done with somebody who is proposed as a contributor

# What a record has that was written before there was such a column.
DEFAULTS: dict[str, dict[str, Any]] = {"moves": {"note": "", "findings": []}}


def check_review_row(table: str, row: Row) -> None:
    """Raises ValueError where a move, a comment, a decision or a change of the directory says something that this
    program does not know, or that makes no sense. Lists are lists; that all columns are there was seen before."""
    if check := _CHECKS.get(table):
        check(row)


def _check_move(row: Row) -> None:
    _check_texts(row["findings"])
    match row["what"]:
        case "state":
            State(row["value"])
        case "override" if row["value"] != "export":
            State(row["value"])
        case "bin" if row["value"] not in _BIN:
            raise ValueError(f"{row['value']!r} is not a valid move into the bin")


def _check_comment(row: Row) -> None:
    _check_texts(row["mentions"])
    if Said(row["said"]) is Said.OPENED:
        read_anchor(row["anchor"])
    if (Said(row["said"]) is Said.OPENED) is not (row["id"] == row["thread"]):
        raise ValueError("a comment does not say to which it belongs")


def _check_decision(row: Row) -> None:
    _check_texts(row["makers"])
    if row["did"] not in _DECISIONS:
        raise ValueError(f"{row['did']!r} is not a valid decision")


def _check_contact(row: Row) -> None:
    if Did(row["did"]) is Did.PUT:
        read_contact(row["contact"])


def _check_declined(row: Row) -> None:
    if row["did"] not in DECLINED:
        raise ValueError(f"{row['did']!r} is not a valid answer to whom to credit")


def _check_texts(values: object) -> None:
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        raise ValueError("a list has something in it that is no text")


_CHECKS: dict[str, Callable[[Row], None]] = {
    "moves": _check_move,
    "comments": _check_comment,
    "decisions": _check_decision,
    "contacts": _check_contact,
    "declined": _check_declined,
}


def on_another_story(comment: Row, story: str) -> dict[str, Any]:
    """A comment of which the text is lost that it was put on, as one on the story of this hash: its words are said
    with it, but where they are is not known any more."""
    anchor = WHOLE_STORY
    with suppress(ValueError):
        anchor = read_anchor(comment["anchor"]) if comment["anchor"] else anchor
    if anchor.on in (On.WORDS, On.BLOCK):
        anchor = replace(anchor, lost=True)
    return dict(comment) | {"story": story, "anchor": anchor_text(anchor) if comment["anchor"] else ""}

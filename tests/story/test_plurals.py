"""Numbers of things in sentences."""

from __future__ import annotations

from desk.story.plurals import counted


def test_one_is_one_and_thousands_are_parted() -> None:
    assert counted(1, "word") == "1 word"
    assert counted(0, "word") == "0 words"
    assert counted(1_240, "word") == "1,240 words"
    assert counted(2, "story", "stories") == "2 stories"

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from desk.errors import Unreadable
from desk.formats.markdown import read_body, write_body
from desk.library.storing import Stored, pack_fields, stored, unpack_fields
from desk.story.body import Body, Figure, Span
from desk.story.story import Story
from tests.library.stories import ferry, stories


@given(stories)
def test_fields_come_back_as_they_were(story: Story) -> None:
    assert unpack_fields(pack_fields(story)) == replace(story, body=Body())


@given(stories)
def test_a_story_comes_back_as_its_body_reads(story: Story) -> None:
    kept = stored(story)
    assert kept.story() == replace(story, body=read_body(write_body(story.body)))
    assert stored(kept.story()).hash == kept.hash


def test_a_default_is_left_out_so_that_a_new_field_changes_no_hash() -> None:
    assert pack_fields(Story()) == "{}"
    assert json.loads(pack_fields(ferry())).keys() == {"headline", "credits", "dateline"}


def test_one_moment_has_one_hash_in_whatever_zone_it_is_told() -> None:
    noon = datetime(2026, 5, 3, 12, tzinfo=UTC)
    elsewhere = noon.astimezone(timezone(timedelta(hours=8)))
    assert stored(ferry(updated=noon)).hash == stored(ferry(updated=elsewhere)).hash


def test_every_word_of_fields_and_body_counts_for_the_hash() -> None:
    hashes = {
        stored(story).hash
        for story in (ferry(), ferry(headline="x"), ferry(body=Body()), ferry(deck="x"), ferry(kicker="x"))
    }
    assert len(hashes) == 5


def test_what_cannot_be_kept_is_cleaned_and_does_not_fail() -> None:
    story = ferry(headline="A\ud800B\x00C", lead=Figure(caption=(Span("a\x00b"),)))
    assert stored(story).story().headline == "ABC"
    assert len(stored(story).hash) == 64


@pytest.mark.parametrize(
    "fields",
    [
        '{"headline": 5}',
        '{"nonsense": ""}',
        '{"updated": "yesterday"}',
        '{"credits": [{}]}',
        "[]",
        "{",
        '{"credits": 5}',
    ],
)
def test_fields_that_are_none_of_ours_are_refused(fields: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        unpack_fields(fields)
    with pytest.raises(Unreadable, match="written by a newer Desk, or is damaged"):
        Stored(fields, "").story()

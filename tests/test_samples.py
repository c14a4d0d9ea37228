"""The sample articles: they read without a loss, pass the checks and show what Desk has."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from desk import paths
from desk.checks.check import check
from desk.formats import markdown
from desk.houses import default_house
from desk.library.library import Library
from desk.library.values import BIN_DAYS, State
from desk.samples import GUIDE, Sample, guide, install_samples, sample_stories
from desk.story.body import Figure, Heading, ListItem, PullQuote, Quote, Table
from desk.story.credits import contribution_in_print
from desk.story.house import House
from desk.story.people import PersonKind, Role

SAMPLES = {sample.story.slug: sample for sample in sample_stories()}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_sample_is_finished_copy(sample: Sample) -> None:
    assert check(sample.story, default_house()) == ()
    assert 250 <= len(sample.story.body.text.split()) <= 600


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_without_a_loss(name: str) -> None:
    path = paths.resources() / "samples" / f"{name}.md"
    reading = markdown.read(path.read_bytes(), path.name, House())
    assert reading.losses == ()
    assert reading.recognised == ()


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_its_pictures_are_pictures_with_words_and_credits(sample: Sample) -> None:
    figures = [block for block in sample.story.body.blocks if isinstance(block, Figure)]
    figures += [sample.story.lead] if sample.story.lead else []
    assert {figure.picture for figure in figures} == set(sample.media)
    assert all(figure.alt and figure.caption and figure.credit for figure in figures)
    for reference, data in sample.media.items():
        assert reference == f"media:{hashlib.sha256(data).hexdigest()}"
        with Image.open(BytesIO(data)) as image:
            assert (image.format, image.size) == ("PNG", (1600, 1000))


def test_together_they_show_what_a_story_can_hold() -> None:
    stories = [sample.story for sample in SAMPLES.values()]
    kinds = {type(block) for story in stories for block in story.body.blocks}
    assert {Heading, ListItem, Quote, PullQuote, Figure, Table} <= kinds
    assert any(story.furniture for story in stories)
    assert any(story.corrections for story in stories)
    assert any(story.lead for story in stories)
    assert any(story.dateline for story in stories)
    assert any(sum(credit.role is Role.BY for credit in story.credits) == 2 for story in stories)
    assert any(credit.kind is PersonKind.ORGANISATION for story in stories for credit in story.credits)
    assert all(contribution_in_print(story, default_house()).text for story in stories)


def test_a_library_gets_them_with_the_guide_on_top(tmp_path: Path) -> None:
    with Library.open(tmp_path / "new.desk") as library:
        install_samples(library)
        rows = library.rows().rows
        assert [row.slug for row in rows] == [GUIDE, "harbour-pilots", "bridge-toll", "river-schools"]
        assert {row.slug: row.state for row in rows}["bridge-toll"] is State.READY
        for sample in SAMPLES.values():
            assert library.article(sample.story.slug).story == sample.story
            assert all(library.media(reference) == data for reference, data in sample.media.items())


def test_the_guide_can_be_had_in_every_library(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.desk") as library:
        made = guide(library)
        assert library.article(made).story.headline == SAMPLES[GUIDE].story.headline
        library.bin([made]).result()
        assert guide(library) == made
        assert not library.article(made).row.binned
        library.bin([made]).result()
        library.empty_bin([made]).result()
        assert guide(library) != made
        assert library.article(GUIDE).story.headline == SAMPLES[GUIDE].story.headline


def test_they_may_be_brought_in_again_beside_the_first(tmp_path: Path) -> None:
    with Library.open(tmp_path / "new.desk") as library:
        install_samples(library)
        again = install_samples(library)
        assert again[-1].slug == "start-here-2"
        assert library.rows().total == 8


def test_the_guide_tells_of_what_keeps_words_safe() -> None:
    text = SAMPLES[GUIDE].story.body.text
    assert all(word in text for word in ("bin", "History", "earlier text", "backup", "Open a Backup"))
    assert f"for {_in_words(BIN_DAYS)} days" in text


def test_the_keys_that_the_guide_names_are_the_keys() -> None:
    pytest.importorskip("PySide6")
    from desk.ui.actions import ACTIONS  # noqa: PLC0415

    text = SAMPLES[GUIDE].story.body.text
    named = set(re.findall(r"\b(?:Ctrl(?:\+\w+)+|F\d+)\b", text))
    assert {"Ctrl+Alt+H", "F8", "Ctrl+S"} <= named <= {action.shortcut for action in ACTIONS}


def _in_words(number: int) -> str:
    return {30: "thirty"}[number]

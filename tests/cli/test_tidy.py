"""desk tidy: what it changes, and what it says of it."""

from __future__ import annotations

import pytest

from desk.library.library import Library
from desk.story.body import Body, Paragraph, spans
from desk.story.story import Story
from tests.cli.conftest import Desk
from tests.formats.bodies import body, em

BODY = body(
    Paragraph(spans("\"It's ", em("so"), "\"  -- see https://a.example/it's")),
    "The pilots went on strike,",
    "leaving 14 ships",
)


@pytest.fixture
def slug(desk: Desk) -> str:
    story = Story(headline='PILOTS SAY "NO"', slug="pilots", body=BODY)
    with Library.open(desk.library, who="Ilse Brandt") as library:
        return library.create(story).result().slug


def story_of(desk: Desk, slug: str) -> Story:
    with Library.open(desk.library) as library:
        return library.article(slug).story


def test_without_a_choice_all_is_tidied_as_one_version(desk: Desk, slug: str) -> None:
    assert desk("tidy", slug).stdout == "pilots\t7\n"
    story = story_of(desk, slug)
    assert story.headline == "PILOTS SAY “NO”"
    assert story.body == Body(
        (Paragraph(spans("“It’s ", em("so"), "” — see https://a.example/it's")), *BODY.blocks[1:])
    )
    (revision, _) = desk.json("history", slug)["revisions"]
    assert (revision["why"], revision["note"]) == ("checkpoint", "Tidied up")
    assert desk("tidy", slug).stdout == "pilots\t0\n"
    assert len(desk.json("history", slug)["revisions"]) == 2


def test_only_what_is_chosen_is_done(desk: Desk, slug: str) -> None:
    desk("tidy", slug, "--spaces")
    assert story_of(desk, slug).headline == 'PILOTS SAY "NO"'
    assert story_of(desk, slug).body.blocks[0] == Paragraph(
        spans("\"It's ", em("so"), "\" -- see https://a.example/it's")
    )
    desk("tidy", slug, "--line-breaks")
    assert story_of(desk, slug).body.blocks[1:] == body("The pilots went on strike, leaving 14 ships").blocks
    desk("tidy", slug, "--quotes", "smart")
    assert story_of(desk, slug).headline == "PILOTS SAY “NO”"
    desk("tidy", slug, "--quotes", "single")
    assert story_of(desk, slug).headline == "PILOTS SAY ‘NO’"
    desk("tidy", slug, "--quotes", "straight")
    assert story_of(desk, slug).headline == "PILOTS SAY 'NO'"
    desk("tidy", slug, "--headline", "sentence")
    assert story_of(desk, slug).headline == "Pilots say 'no'"


def test_a_dry_run_changes_nothing(desk: Desk, slug: str) -> None:
    before = story_of(desk, slug)
    assert desk.json("tidy", "--all", "--dry-run") == [{"article": "pilots", "changes": 7}]
    assert story_of(desk, slug) == before


def test_the_language_is_that_of_the_story(desk: Desk) -> None:
    with Library.open(desk.library) as library:
        library.create(Story(slug="fr", language="fr", body=body('Il dit "oui" - non'))).result()
    desk("tidy", "fr")
    assert story_of(desk, "fr").body == body("Il dit «\u202foui\u202f» – non")


def test_wrong_usage_is_told(desk: Desk, slug: str) -> None:
    desk("tidy", code=2)
    desk("tidy", slug, "--all", code=2)
    desk("tidy", slug, "--quotes", "curly", code=2)
    desk("tidy", "nowhere", code=3)

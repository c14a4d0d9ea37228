"""checkpoint: the text as it stands is kept."""

from __future__ import annotations

from dataclasses import replace

from desk.library.library import Library
from desk.library.values import Why
from desk.story.story import Story
from tests.cli.conftest import Desk
from tests.formats.bodies import body

STORY = Story(headline="The quay", slug="the-quay", body=body("First paragraph."))


def test_a_checkpoint_keeps_what_is_typed_with_its_note(desk: Desk) -> None:
    with Library.open(desk.library, who="Ilse Brandt") as library:
        row = library.create(STORY).result()
        library.save_draft(row.id, replace(STORY, deck="Typed"), 0, row.version).result()
    answer = desk.json("checkpoint", "the-quay", "--note", " As  agreed ")
    assert (answer["number"], answer["new"], answer["note"]) == (2, True, "As agreed")
    with Library.open(desk.library) as library:
        kept = library.revision(row.id, answer["revision"])
        assert (kept.why, kept.note) == (Why.CHECKPOINT, "As agreed")
        assert library.revision_story(kept.id).deck == "Typed"


def test_where_nothing_changed_the_newest_is_the_answer(desk: Desk) -> None:
    with Library.open(desk.library, who="Ilse Brandt") as library:
        row = library.create(STORY).result()
    first = desk.json("checkpoint", "the-quay")
    assert (first["number"], first["new"]) == (1, False)
    said = desk("checkpoint", "the-quay")
    assert said.stdout.strip() == first["revision"]
    assert "nothing changed since" in said.stderr
    with Library.open(desk.library) as library:
        assert len(library.revisions(row.id)) == 1

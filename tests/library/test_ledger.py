"""Who was credited where, over a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select

from desk.library.library import Library
from desk.library.tables import Credits
from desk.story.people import Credit
from desk.story.story import Story

MAY = datetime(2026, 5, 3, 12, tzinfo=UTC)


def counts_from(library: Library) -> list[datetime]:
    with library._database.reader() as connection:
        return list(connection.scalars(select(Credits.since).order_by(Credits.article)))


def test_a_credit_counts_from_when_the_story_was_published(library: Library) -> None:
    story = Story(headline="The quay", credits=(Credit("Bo Lind"),))
    row = library.create(story).result()
    assert counts_from(library) == [row.created]
    saved = library.save_draft(row.id, replace(story, deck="Once"), 0, row.version).result()
    published = replace(story, deck="Once", first_published=MAY)
    saved = library.save_draft(row.id, published, 0, saved.row.version).result()
    assert counts_from(library) == [MAY]
    library.rebuild().result()
    assert counts_from(library) == [MAY]
    for year in (1, 9999):  # nobody means these
        nonsense = replace(published, first_published=MAY.replace(year=year))
        saved = library.save_draft(row.id, nonsense, 0, saved.row.version).result()
        assert counts_from(library) == [row.created]


def test_times_far_away_are_weighed(library: Library) -> None:
    for year in (1890, 2026, 2204):
        story = Story(credits=(Credit(f"In {year}"), Credit("Always")), first_published=MAY.replace(year=year))
        library.create(story).result()
    assert [person.name for person in library.people()] == ["Always", "In 2204", "In 2026", "In 1890"]

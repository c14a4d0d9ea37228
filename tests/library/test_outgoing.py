"""Many articles that are about to go out are asked for together, and each is as it is alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.errors import NotFound
from desk.houses import default_house
from desk.library.library import Library
from desk.library.step_values import ToSend
from desk.library.values import ArticleRow, State, Why
from desk.story.body import Body, Paragraph, spans
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story

HOUSE = default_house()
ILSE, BO = Credit("Ilse Brandt", role=Role.BY), Credit("Bo Lind")
ALONE, SHOUTED = Credit("Una Sola"), Credit("BO LIND")
REUTERS = Credit("Reuters", PersonKind.ORGANISATION)
Shelf: TypeAlias = tuple[Library, dict[str, ArticleRow]]
NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
COPY = "Forty people were taken off the ferry by two tugs."


def story(slug: str, *named: Credit) -> Story:
    return Story(headline=slug.title(), slug=slug, credits=named, body=Body((Paragraph(spans("It left at noon.")),)))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A library of articles of which different things are known, by their slugs."""
    path = tmp_path_factory.mktemp("outgoing") / "library.desk"
    with Library.open(path, who="Maren Holt") as library:
        stories = [
            *(story("plain"), story("known", ILSE, BO), story("shouted", ILSE, SHOUTED), story("stranger", ALONE)),
            *(story("agency", REUTERS), story("published", ILSE), story("killed", ILSE), story("back", ILSE)),
        ]
        rows = {row.slug: row for row in library.create_many(stories).result()}
        for slug in ("published", "killed", "back"):
            for state in (State.READY, State.PUBLISHED):
                library.take_step(rows[slug].id, state, HOUSE).result()
        library.take_step(rows["killed"].id, State.KILLED, HOUSE, "It was not so.").result()
        library.take_back(rows["back"].id, State.PUBLISHED).result()
        changed = replace(library.article("published").story, headline="Another")
        library.update_story(rows["published"].id, lambda _: changed, Why.REVIEWED).result()
        library.comment(rows["known"].id, "Which ferry?", question=True).result()
        for slug in ("known", "agency"):
            library.note_source(rows[slug].id, "AP", f"https://ap.example/{slug}", COPY).result()
            library.note_source(rows[slug].id, "Reuters", "", COPY).result()
        for slug in ("plain", "known"):
            library.decline(rows[slug].id, "Bo Lind").result()
        library.decline(rows["plain"].id, "Ilse Brandt").result()
        library.offer_again(rows["plain"].id, "Bo Lind").result()
        yield library, rows


def sent(library: Library, refs: Sequence[str]) -> list[ToSend]:
    """What is about to go out, all of it at noon."""
    found = library.to_send(refs, HOUSE)
    return [replace(each, situation=replace(each.situation, now=NOON)) for each in found]


def test_each_has_what_is_known_of_it_and_nothing_of_the_others(shelf: Shelf) -> None:
    library, rows = shelf
    known = {each.row.slug: each.situation for each in sent(library, [row.id for row in rows.values()])}
    assert [*known] == [*rows]
    strangers = {slug: [each.name for each in one.strangers] for slug, one in known.items() if one.strangers}
    assert strangers == {"stranger": ["Una Sola"]}
    sources = {slug: [(each.name, each.address) for each in one.sources] for slug, one in known.items() if one.sources}
    assert sources == {slug: [("AP", f"https://ap.example/{slug}"), ("Reuters", "")] for slug in ("known", "agency")}
    declined = {slug: one.declined for slug, one in known.items() if one.declined}
    assert declined == {"plain": ("Ilse Brandt",), "known": ("Bo Lind",)}
    assert [slug for slug, one in known.items() if one.published] == ["published"]
    assert [slug for slug, one in known.items() if one.is_killed] == ["killed"]
    assert {slug: len(one.questions) for slug, one in known.items() if one.questions} == {"known": 1}


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_all_are_as_each_is_alone(shelf: Shelf, data: st.DataObject) -> None:
    library, rows = shelf
    named = [name for row in rows.values() for name in (row.slug, row.id, row.id[:-1])]
    refs = data.draw(st.lists(st.sampled_from(named), max_size=70))
    alone = {ref: sent(library, [ref])[0] for ref in set(refs)}
    assert sent(library, refs) == [alone[ref] for ref in refs]


def test_one_that_is_not_there_is_named(shelf: Shelf) -> None:
    library, rows = shelf
    with pytest.raises(NotFound, match="no article “plane”"):
        sent(library, [rows["plain"].id, "plane"])

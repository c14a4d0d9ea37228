from __future__ import annotations

from dataclasses import replace

import pytest

from desk.library.library import Library
from desk.library.values import ArticleRow
from desk.story.people import Credit, Person, PersonKind, Role
from desk.story.story import Story


def credited(library: Library, *credits: Credit) -> ArticleRow:  # noqa: A002
    return library.create(Story(credits=credits)).result()


def names(library: Library, prefix: str = "", limit: int = 20) -> list[str]:
    return [person.name for person in library.people(prefix, limit)]


def test_everybody_credited_before_is_offered_with_their_kind(library: Library) -> None:
    credited(library, Credit("Zoë de la Cruz", role=Role.BY), Credit("Harbour Wire", PersonKind.ORGANISATION))
    assert {(person.name, person.kind) for person in library.people()} == {
        ("Zoë de la Cruz", PersonKind.PERSON),
        ("Harbour Wire", PersonKind.ORGANISATION),
    }


@pytest.mark.parametrize("prefix", ["zoe", "ZOË", "de la", "cru", "o'ne", "50%", "a_b", ""])
def test_a_name_is_found_by_the_beginning_of_any_of_its_words(library: Library, prefix: str) -> None:
    for name in ("Zoë de la Cruz", "Aoife O'Neill", "50% Collective", "a_b News"):
        credited(library, Credit(name))
    expected = {"zoe": 0, "ZOË": 0, "de la": 0, "cru": 0, "o'ne": 1, "50%": 2, "a_b": 3}
    found = names(library, prefix)
    if prefix:
        assert found == [["Zoë de la Cruz", "Aoife O'Neill", "50% Collective", "a_b News"][expected[prefix]]]
    else:
        assert len(found) == 4


@pytest.mark.parametrize("prefix", ["ruz", "%", "_", "\\", "nobody"])
def test_nobody_is_found_by_anything_else(library: Library, prefix: str) -> None:
    credited(library, Credit("Zoë de la Cruz"))
    assert names(library, prefix) == []


def test_whoever_is_credited_often_and_lately_comes_first(library: Library) -> None:
    credited(library, Credit("Once Before"))
    for _ in range(3):
        credited(library, Credit("Three Times"))
    credited(library, Credit("Once Lately"))
    assert names(library) == ["Three Times", "Once Lately", "Once Before"]
    assert names(library, limit=1) == ["Three Times"]
    assert names(library, "once") == ["Once Lately", "Once Before"]


def test_a_name_half_typed_does_not_stay(library: Library) -> None:
    row = library.create(Story()).result()
    for name in ("J", "Ja", "Jana Holm"):
        row = library.save_draft(row.id, Story(credits=(Credit(name),)), 0, row.version).result().row
    assert names(library) == ["Jana Holm"]
    library.save_draft(row.id, Story(), 0, row.version).result()
    assert names(library) == []


def test_an_empty_name_is_nobody(library: Library) -> None:
    credited(library, Credit(""), Credit("  "), Credit(" Jana  Holm "))
    assert names(library) == ["Jana Holm"]


def test_one_person_in_two_roles_is_one_person(library: Library) -> None:
    row = credited(library, Credit("Jana Holm", role=Role.BY), Credit("Jana Holm", role=Role.PHOTOGRAPHY))
    (person,) = library.people()
    assert (person.name, row.byline) == ("Jana Holm", "Jana Holm")


def test_a_person_has_the_same_id_in_every_library_and_keeps_it(library: Library) -> None:
    row = credited(library, Credit("Jana Holm"))
    (before,) = library.people()
    library.save_draft(row.id, Story(), 0, row.version).result()
    credited(library, Credit("Jana Holm"))
    assert library.people() == (before,) == (Person("Jana Holm", PersonKind.PERSON, before.id),)


def test_the_place_where_somebody_was_last_comes_first(library: Library) -> None:
    credited(library, Credit("Jana Holm", place="Oslo"))
    credited(library, Credit("Jana Holm", place="São Paulo"))
    credited(library, Credit("Tomas Lind", place="Taipei"), Credit("Jana Holm"))
    assert library.credit_places(person="Jana Holm") == ("São Paulo", "Oslo", "Taipei")
    assert library.credit_places(person="Tomas Lind")[0] == "Taipei"
    assert library.credit_places()[0] == "Taipei"
    assert library.credit_places("sao") == library.credit_places("pau") == ("São Paulo",)
    assert library.credit_places("x") == ()
    assert len(library.credit_places(limit=2)) == 2


def test_credits_of_a_copy_count_as_its_own(library: Library) -> None:
    row = credited(library, Credit("Jana Holm"))
    copy = library.duplicate(row.id).result()
    article = library.article(copy.id)
    library.save_draft(copy.id, replace(article.story, credits=()), 0, copy.version).result()
    assert names(library) == ["Jana Holm"]

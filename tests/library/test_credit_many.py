"""Crediting somebody in many stories at once, and taking that back."""

from __future__ import annotations

import pytest

from desk.errors import Refused
from desk.library.library import Library
from desk.library.values import Change, State, Why
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story

HOUSE = House(agencies=("Tide Wire",), aliases={"TW": "Tide Wire"})
BO, WIRE = Credit("Bo Lind", role=Role.BY), Credit("Tide Wire", PersonKind.ORGANISATION, place="Cork")
STORIES = (
    Story(headline="One", credits=(BO,)),
    Story(headline="Two", credits=(BO, Credit("TW", PersonKind.ORGANISATION))),
    Story(headline="Three", credits=(WIRE,)),
    Story(headline="Four", credits=(Credit("Ilse Brandt"),), contribution_text="Ilse Brandt contributed."),
    Story(headline="Five", contribution_text="Everybody helped."),
)


class Enough(Exception):
    """Somebody asked to stop."""


@pytest.fixture
def ids(library: Library) -> list[str]:
    return [row.id for row in library.create_many(STORIES).result()]


def test_each_story_credits_them_once(library: Library, ids: list[str]) -> None:
    library.set_state(ids[0], State.PUBLISHED).result()
    done = library.credit_many(ids, [Credit(" Tide  Wire ", WIRE.kind, place="Cork")], HOUSE).result()
    assert done.articles == (ids[0], ids[1], ids[3], ids[4])
    assert (done.out, done.by_hand) == ((ids[0],), (ids[4],))
    one, two, three, four, five = (library.article(each).story for each in ids)
    assert one.credits == (BO, WIRE)
    assert two.credits == (BO, Credit("TW", WIRE.kind, place="Cork"))
    assert three.credits == (WIRE,)
    assert (four.credits, four.contribution_text) == ((Credit("Ilse Brandt"), WIRE), "")  # or it would leave them out
    assert (five.credits, five.contribution_text) == ((WIRE,), "Everybody helped.")
    assert library.revisions(ids[4])[0].why is Why.CREDITED
    assert library.credit_many(ids, [WIRE], HOUSE).result().articles == ()


def test_it_can_be_taken_back(library: Library, ids: list[str]) -> None:
    done = library.credit_many(ids, [WIRE], HOUSE).result()
    library.credit_many(ids[:1], [Credit("Wei Sung")], HOUSE).result()
    back = library.uncredit(done).result()
    assert set(back.articles) == set(done.articles)
    found = [library.article(each).story for each in ids]
    assert found[0].credits == (BO, Credit("Wei Sung"))  # whom somebody else credited since
    assert [(each.credits, each.contribution_text) for each in found[1:]] == [
        (each.credits, each.contribution_text) for each in STORIES[1:]
    ]


def test_it_is_done_wholly_or_not_at_all(library: Library, ids: list[str]) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 4:
            raise Enough

    with pytest.raises(Enough):
        library.credit_many(ids, [WIRE], HOUSE, tell=stop).result()
    with pytest.raises(Refused, match="needs a name"):
        library.credit_many(ids, [WIRE, Credit(" ")], HOUSE).result()
    assert library.article(ids[0]).story == STORIES[0]
    assert len(library.revisions(ids[0])) == 1


def test_listeners_hear_of_it_once(library: Library, ids: list[str]) -> None:
    heard: list[Change] = []
    library.listen(heard.append)
    library.credit_many(ids, [WIRE], HOUSE).result()
    library.settle().result()
    assert [change for change in heard if change.kind in {"article", "list"}] == [Change("list")]

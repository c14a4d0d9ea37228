from __future__ import annotations

import pytest

from desk.library.library import Library
from desk.library.saved_searches import find_search, remove_search, rename_search, save_search, saved_searches
from desk.library.values import Change, State, Why
from desk.library.wanted import Sort, Wanted
from desk.story.house import House
from desk.story.story import Story


@pytest.fixture
def ids(library: Library) -> list[str]:
    stories = [Story(headline=f"Story {number}", keywords=("Ferry",) * (number % 2)) for number in range(7)]
    return [row.id for row in library.create_many(stories).result()]


class Enough(Exception):
    """Somebody asked to stop."""


def test_tags_come_and_go(library: Library, ids: list[str]) -> None:
    tagged = library.tag(ids, add=["ferry", " night "], remove=["FERRY"]).result()
    assert tagged.changed == {one: (("Ferry",) * (number % 2), ("ferry", "night")) for number, one in enumerate(ids)}
    assert {library.article(one).story.keywords for one in ids} == {("ferry", "night")}
    assert library.revisions(ids[0])[0].why is Why.TAGGED
    assert library.tag(ids, add=["Night"]).result().articles == ()
    assert len(library.revisions(ids[0])) == 2
    assert library.rows(Wanted("tag:night")).total == 7


def test_tags_that_were_there_before_stay_when_others_are_taken_back(library: Library) -> None:
    keywords = (("port", "night"), ("night", "Ferry", "port"), ("ferry", "quay"), ())
    ids = [row.id for row in library.create_many([Story(headline="x", keywords=one) for one in keywords]).result()]
    tagged = library.tag(ids, add=["ferry", "quay"], remove=["night"]).result()
    assert library.untag(tagged).result().articles == tuple(ids[:2] + ids[3:])
    assert tuple(library.article(one).story.keywords for one in ids) == keywords


def test_tags_of_others_stay_when_ours_are_taken_back(library: Library) -> None:
    row = library.create(Story(headline="x", keywords=("night",))).result()
    tagged = library.tag([row.id], add=["ferry"], remove=["night"]).result()
    library.tag([row.id], add=["quay"]).result()
    library.untag(tagged).result()
    assert library.article(row.id).story.keywords == ("quay", "night")


def test_what_is_stopped_midway_changes_nothing(library: Library, ids: list[str]) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 4:
            raise Enough

    for job in (
        library.tag(ids, add=["x"], tell=stop),
        library.take_steps(ids, State.SPIKED, House(), tell=stop),
    ):
        with pytest.raises(Enough):
            job.result()
    assert library.rows(Wanted("tag:x")).total == 0
    assert library.state_counts()[State.DRAFT] == 7


def test_listeners_hear_of_many_once(library: Library, ids: list[str]) -> None:
    heard: list[Change] = []
    library.listen(heard.append)
    library.tag(ids, add=["x"]).result()
    library.settle().result()
    assert [change for change in heard if change.kind in {"article", "list"}] == [Change("list")]


def test_many_go_into_the_bin_and_out(library: Library, ids: list[str]) -> None:
    library.bin_many(ids * 100).result()
    assert library.rows(Wanted(binned=True)).total == 7
    library.bin_many(ids, False).result()
    assert library.rows(Wanted(binned=True)).total == 0


def test_searches_are_kept_renamed_and_removed(library: Library) -> None:
    mine = Wanted("by:me since:monday", State.DRAFT, sort=Sort.LENGTH, backwards=True)
    save_search(library, " Mine ", mine).result()
    save_search(library, "Toll", Wanted("toll")).result()
    save_search(library, "mine", Wanted("by:me")).result()
    assert [(one.name, one.wanted.query) for one in saved_searches(library)] == [("mine", "by:me"), ("Toll", "toll")]
    save_search(library, "Third", mine).result()
    assert find_search(library, "THIRD").wanted == mine
    rename_search(library, "third", "Toll").result()
    assert [(one.name, one.wanted) for one in saved_searches(library)] == [("mine", Wanted("by:me")), ("Toll", mine)]
    remove_search(library, "TOLL").result()
    assert [one.name for one in saved_searches(library)] == ["mine"]


@pytest.mark.parametrize("kept", ["", "{", "3", '[3, {"name": "x"}, {"name": "y", "query": "a", "sort": "new"}]'])
def test_searches_that_cannot_be_read_are_left_out(library: Library, kept: str) -> None:
    library.set_setting("saved-searches", kept).result()
    assert saved_searches(library) == ()

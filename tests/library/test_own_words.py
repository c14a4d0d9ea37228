from __future__ import annotations

from concurrent.futures import wait

import pytest

from desk.houses import default_house
from desk.library.library import Library
from desk.library.own_words import change_own_words, ignore_word, ignored_words, own_words, vocabulary
from desk.story.people import Credit
from desk.story.story import Dateline, Story


def test_words_of_many_hands_at_once_are_all_kept(library: Library) -> None:
    wait([change_own_words(library, add=[f"word{number}"]) for number in range(20)])
    assert len(own_words(library)) == 20
    change_own_words(library, remove=["word3"], add=["Zebra", "apple"]).result()
    assert own_words(library)[0] == "apple"
    assert "word3" not in own_words(library)


def test_a_word_is_kept_as_a_dictionary_would_have_it(library: Library) -> None:
    change_own_words(library, add=["O’Brien", "cafe\u0301", "so\u00adft", " "]).result()
    assert own_words(library) == ("café", "O'Brien", "soft")
    change_own_words(library, remove=["O’Brien"]).result()
    assert own_words(library) == ("café", "soft")


@pytest.mark.parametrize("damaged", ["", "{", "3", '{"a": 1}', "[1, null]"])
def test_damaged_words_are_none(library: Library, damaged: str) -> None:
    library.set_setting("own-words", damaged).result()
    assert own_words(library) == ()
    change_own_words(library, add=["Kessel"]).result()
    assert own_words(library) == ("Kessel",)


def test_what_one_article_lets_pass_is_its_own(library: Library) -> None:
    ignore_word(library, "one", "wrng").result()
    ignore_word(library, "one", "the the").result()
    assert ignored_words(library, "one") == ("the the", "wrng")
    assert ignored_words(library, "other") == ()


def test_names_are_those_of_all_articles_of_the_house_and_of_the_story(library: Library) -> None:
    library.create(Story(slug="a", credits=(Credit("Jacob Rascon", place="Vestrand"),))).result()
    story = Story(credits=(Credit("Mara Kvist-Holm"),), dateline=Dateline("LINDAL", None, "Norrwire"))
    names = vocabulary(library, "x", story, default_house()).names
    assert names >= {"Jacob", "Rascon", "Vestrand", "Mara", "Kvist", "Holm", "Kvist-Holm", "Lindal", "Norrwire"}

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.spelling.faults import Fault, Kind
from desk.spelling.hunspell import Hunspell
from desk.spelling.speller import Speller
from desk.spelling.vocabulary import Vocabulary, of_names, own_form
from desk.spelling.words import plain, words
from tests.spelling.conftest import lexicon


def at(line: str, fault: Fault) -> str:
    """What stands in a line where a fault is."""
    return line.encode("utf-16-le")[2 * fault.start : 2 * fault.stop].decode("utf-16-le")


def wrong(line: str, vocabulary: Vocabulary | None = None, language: str = "en-US") -> list[str]:
    speller = Speller(lexicon(language), language, vocabulary)
    faults = speller.faults(line)
    assert [at(line, fault) for fault in faults] == [fault.word for fault in faults]
    return [fault.word for fault in faults]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("The harbor pilots recieve no pay.", ["recieve"]),
        ("Teh harbor", ["Teh"]),
        ("😀 wrng 😀 wrng", ["wrng", "wrng"]),
        ("The harbor-mastr of the pre-war neo-liberal twenty-year-old", ["mastr"]),
        ("The reporter’s and the reporters’ notes, and the reportr's", ["reportr's"]),
        ("‘The harbor’ and ’tis and ’em", []),
        ("don’t, don't, dont", ["dont"]),
        ("naïve café", []),
        ("so\u00adft har\u00adbor wr\u00adng", ["wr\u00adng"]),
        ("cafe\u0301 wrnge\u0301", ["wrnge\u0301"]),
        ("said.Teh e.g. U.S. a.m.", ["Teh"]),
        ("ELECTOIN ELECTION", ["ELECTOIN"]),
        ("the\u2028wrng\u2028line", ["wrng"]),
        ("", []),
    ],
)
def test_misspelt_words_are_found(line: str, found: list[str]) -> None:
    assert wrong(line) == found


@pytest.mark.parametrize(
    "line",
    [
        "https://wwxx.exampel.com/wrng/pathh?qq=1",
        "www.wrngg.org and wrngg.co.uk/pagge",
        "mara.quisst@kessel.exampel",
        "@wrnghandle and #wrngtag",
        "3rd 1990s COVID-19 G7x 12,500 20kmh",
        "NATO OPEC MPs NGOs NATO's UNHCR",
        "TK TKTK TKs",
        "filename_wrng and budget-finall.xlsx",
        "AT&T and R&D",
        "Москва Αθήνα 東京",
    ],
)
def test_what_is_no_word_of_the_language_is_never_marked(line: str) -> None:
    assert wrong(line) == []


def test_english_has_two_spellings() -> None:
    assert wrong("colour and color") == ["colour"]
    assert wrong("colour and color", language="en-GB") == ["color"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("In the the harbor", ["the"]),
        ("The the harbor", ["the"]),
        ("in\u2028in", ["in"]),
        ("the, the", []),
        ("Walla Walla", ["Walla", "Walla"]),
        ("they had had that that", []),
        ("the-the", []),
    ],
)
def test_a_word_that_stands_twice_is_marked_the_second_time(line: str, found: list[str]) -> None:
    faults = Speller(lexicon("en-GB"), "en-GB").faults(line)
    twice = [fault.word for fault in faults if fault.kind is Kind.TWICE]
    assert twice == [word for word in found if word != "Walla"]


def test_names_own_words_and_ignored_ones_pass_in_all_their_forms() -> None:
    names = of_names(["Jacob Rascon", "Ilse O'Brien-Katz", "Northern Wirre", "KVEST"])
    vocabulary = Vocabulary(own=frozenset({"vestrand", "Kesselby"}), names=names, ignored=frozenset({"wrng"}))
    line = "Rascon’s RASCON O’Brien O'Brien-Katz Katz-Rascon vestrand Vestrand’s VESTRAND Kesselby wrng Wrng Wirre"
    assert wrong(line, vocabulary) == []
    assert wrong("Kvest’s", vocabulary) == []
    assert wrong("rascon kesselby", vocabulary) == ["rascon", "kesselby"]


def test_a_doubled_word_can_be_ignored() -> None:
    assert wrong("the the", Vocabulary(ignored=frozenset({"the the"}))) == []


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("teh", "the"),
        ("Teh", "The"),
        ("recieve", "receive"),
        ("RECIEVE", "RECEIVE"),
        ("seperate", "separate"),
        ("occured", "occurred"),
        ("adress", "address"),
        ("publically", "publicly"),
        ("dont", "don't"),
        ("havn’t", "haven’t"),
        ("reportr’s", "reporter’s"),
        ("Febuary", "February"),
        ("harbour", "harbor"),
    ],
)
def test_the_best_suggestion_stands_first_in_the_manner_of_the_word(american: Hunspell, word: str, first: str) -> None:
    assert Speller(american, "en-US").suggest(word)[0] == first


def test_names_and_own_words_are_suggested_too(american: Hunspell) -> None:
    vocabulary = Vocabulary(own=frozenset({"Vestrand"}), names=of_names(["Jacob Rascon"]))
    speller = Speller(american, "en-US", vocabulary)
    assert speller.suggest("Vestrnd")[0] == "Vestrand"
    assert speller.suggest("Rascn")[0] == "Rascon"
    speller.set_vocabulary(Vocabulary())
    assert "Vestrand" not in speller.suggest("Vestrnd")
    assert [fault.word for fault in speller.faults("Vestrand")] == ["Vestrand"]


def test_a_suggestion_is_a_word_that_would_pass(american: Hunspell) -> None:
    speller = Speller(american, "en-US")
    for word in ("tehy", "wich", "ELECTOIN", "prime-minstr", "Its’"):
        for suggestion in speller.suggest(word):
            assert speller.faults(suggestion) == (), suggestion


def test_words_of_other_languages_may_lose_a_vowel(tmp_path: Path) -> None:
    class Italian:
        """A dictionary of four words."""

        def knows(self, word: str) -> bool:
            return word.lower() in {"acqua", "dell'", "la", "nell"}

        def suggest(self, word: str) -> tuple[str, ...]:
            return (word,)

        def writes(self, word: str) -> bool:
            return word.isprintable()

    faults = Speller(Italian(), "it-IT").faults("dell’acqua nell'acqua l’acqua dell'aqua")
    assert [fault.word for fault in faults] == ["dell'aqua"]


LETTERS = st.text(st.sampled_from("aeionrstkzàéß'’-\u00ad"), min_size=2, max_size=9)
SIGNS = re.compile("^[^a-zàéß]|[^a-zàéß]{2}|[^a-zàéß]$")
WORDS = LETTERS.filter(lambda text: not SIGNS.search(text))
LINES = st.text(st.sampled_from("aeirst the wrng'’-.,:@#/&_ 7T😀е\u0301\u00ad\u2028\ufffc“”\n"), max_size=60)


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_every_marked_range_is_a_word_of_the_line(line: str) -> None:
    speller = Speller(lexicon("en-US"), "en-US")
    whole = [(word.start, word.stop) for word in words(line)]
    last = 0
    for fault in speller.faults(line):
        assert at(line, fault) == fault.word
        assert fault.start >= last
        last = fault.stop
        start = len(line.encode("utf-16-le")[: 2 * fault.start].decode("utf-16-le"))
        assert any(begin <= start and start + len(fault.word) <= end for begin, end in whole)
        assert not any(map(str.isspace, fault.word))
        assert any(map(str.isalpha, fault.word))


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4), LINES)
def test_own_words_are_never_marked(own: list[str], line: str) -> None:
    vocabulary = Vocabulary(own=frozenset(map(own_form, own)))
    speller = Speller(lexicon("en-US"), "en-US", vocabulary)
    faults = speller.faults(f"{line} {' , '.join(own)} {line}")
    found = {plain(fault.word) for fault in faults if fault.kind is Kind.MISSPELT}
    assert not found & {plain(each) for each in own}
    for each in own:
        for text in (each, each.capitalize() if each.islower() else each, f"“{each}”", f"{each}’s"):
            assert not [fault for fault in speller.faults(text) if fault.kind is Kind.MISSPELT], text


@settings(max_examples=50, deadline=None)
@given(LINES, LINES)
def test_the_answer_to_a_line_does_not_depend_on_what_was_asked_before(one: str, other: str) -> None:
    speller = Speller(lexicon("en-US"), "en-US")
    before = speller.faults(one)
    speller.faults(other)
    assert speller.faults(one) == before == Speller(lexicon("en-US"), "en-US").faults(one)


def test_the_worker_answers_line_by_line_and_ends_with_its_input(tmp_path: Path) -> None:
    requests = [
        ["check", ["wrng"]],
        ["open", "en-AU"],
        ["know", ["Kesselby"], ["Quist"], ["wrng"]],
        ["check", ["Kesselby Quist wrng colour \ud83d", "the the color"]],
        ["suggest", "color"],
        ["open", "eo"],
        ["check", ["wrng"]],
    ]
    done = subprocess.run(
        [sys.executable, "-m", "desk.spelling.worker"],
        input="".join(json.dumps(each) + "\n" for each in requests),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    faults = [[], [[4, 7, "the", "twice"], [8, 13, "color", "misspelt"]]]
    assert answers[:4] == [[[]], "en-GB", None, faults]
    assert answers[4][0] == "colour"
    assert answers[5:] == ["", [[]]]
    assert done.stderr == ""

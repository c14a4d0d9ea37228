"""What is written is read back as it was: for every wording, every role, and names as odd as they come."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.houses import default_house
from desk.story.credits import (
    byline,
    byline_in_print,
    contribution_in_print,
    contribution_line,
    credit_problem,
    in_order,
    kind_of,
    parse_byline,
    parse_contribution,
)
from desk.story.house import House, Wording
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story

HOUSE = default_house()


def listed(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(";")]


GIVEN = listed(
    """Marta; Andrés; Andy; Alexandra; Mary-Jane; J.; J. R.; Jean-Luc; MJ; An; In; Sunday; 王; Олена; D’Andre; Dwayne
    “Rocky”"""
)
FAMILY = listed(
    """Okafor; Anderson; Land; Sandoval; de la Cruz; de la Mora y Anda; van der Berg; von und zu Brand; O’Neill;
    O'Neill; McDonald; Roe Jr.; Roe Jr; Roe, Jr.; Roe III; X; al-Hashimi; d’Arcy; St. John; Bolton-Land; Bandini;
    小明; Петренко; علي; ბერიძე; İnan; Ng; Brand-Anders; Washington; Prince; Church; In; May"""
)
SINGLE = listed("Suharto; Andalucia; 王小明; Björk; Anand; Maine")
ORGANISATIONS = listed(
    """Reuters; AP; The Associated Press; PA; dpa; Agence France-Presse; Food and Environment Reporting Network;
    Valley Courier; Radio Nord; Voice of the Valley; KXYZ; NBC Boston; The Guardian; Courier.com; El País; Gazette
    staff; wire services; NASA; Andes News Agency; New York Times; Press Association; iTV"""
)
PLACES = listed(
    """; ; Lisbon; Taipei; New York; Portland, Maine; Portland, Ore.; Portland, Ore; Washington, D.C.; St. Louis;
    Trinidad and Tobago; Port of Spain, Trinidad and Tobago; Osio Sotto, Bergamo; Foo, Bar Baz; the West Bank;
    northern Syria; Rio de Janeiro; at the White House; aboard Air Force One; on Capitol Hill; near Goma;
    Frankfurt am Main; 北京; Nowhere, Nohow, Maine; Andover; Clacton-on-Sea; Land O’Lakes"""
)
TITLES = listed(
    """; ; ; Associated Press writer; reporter; Gazette bureau chief; CNN’s; Reuters’; Staff Writer; staff cameraman;
    editor-in-chief; NBC affiliate"""
)
ODD_WORDS = listed("and; And; in; In; by; By; de; van; II; Jr.; Jr; J.; &; of; The; the; editor; Video; from")
ODD_PLACES = listed("and; in; Maine,; Rome,; de; the; upon; D.C.; CNN; near")
HEAP = listed(
    """contributed ;reporting by ;Editing by ; and ;, ;. ;Ann ; in ;Jr. ;( ;to this report ;from ;CNN’s ;writers ; ,"""
)

people = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY)) | st.sampled_from(SINGLE)
letters = st.characters(categories=["Lu", "Ll", "Lo", "Lt", "Mn"], codec="utf-8") | st.sampled_from("AaBbÅéßñ'’-.")
words = st.text(letters, min_size=1, max_size=6)
odd_names = st.lists(words | st.sampled_from(ODD_WORDS), min_size=1, max_size=4).map(" ".join)
odd_places = st.lists(words | st.sampled_from(ODD_PLACES), max_size=3).map(" ".join)
roles = st.sampled_from([role for role in Role if role is not Role.BY])


def valid(credit: Credit) -> bool:
    return not credit_problem(credit, HOUSE)


somebody = st.builds(
    Credit, people, st.just(PersonKind.PERSON), roles, st.sampled_from(PLACES), st.sampled_from(TITLES)
)
something = st.builds(
    Credit, st.sampled_from(ORGANISATIONS), st.just(PersonKind.ORGANISATION), roles, st.sampled_from(PLACES)
)
realistic = (somebody | something).filter(valid)
odd = st.builds(
    Credit,
    odd_names | people,
    role=roles,
    place=odd_places | st.sampled_from(PLACES),
    title=st.sampled_from(TITLES),
    note=st.sampled_from(["", "by phone"]),
).filter(valid)
several = st.lists(realistic, min_size=1, max_size=6).map(tuple)


class Style(NamedTuple):
    """What of a house a line depends on: short enough to be read in a failure."""

    wording: Wording = Wording.PLAIN
    serial_comma: bool = False
    noun: str = "report"

    @property
    def house(self) -> House:
        return replace(HOUSE, wording=self.wording, serial_comma=self.serial_comma, report_noun=self.noun)


nouns = st.sampled_from(["report", "story", "newsletter", "Sunday special"])
styles = st.builds(Style, st.sampled_from(Wording), st.booleans(), nouns)


@given(several, styles)
@example((Credit("Suharto"),), Style())
@example((Credit("John Roe Jr"), Credit("Malcolm X", role=Role.EDITING)), Style())
def test_a_contribution_line_reads_back_as_its_credits(credits_given: tuple[Credit, ...], style: Style) -> None:
    line = contribution_line(credits_given, style.house)
    assert parse_contribution(line, style.house) == in_order(credits_given), line


@given(st.lists(odd, min_size=1, max_size=5).map(tuple), styles)
def test_so_do_names_and_places_as_odd_as_are_valid(credits_given: tuple[Credit, ...], style: Style) -> None:
    line = contribution_line(credits_given, style.house)
    expected = (replace(credit, kind=kind_of(credit.name, style.house), note="") for credit in credits_given)
    assert parse_contribution(line, style.house) == in_order(expected), line


@given(st.lists(realistic | odd, min_size=1, max_size=5), styles)
def test_a_byline_reads_back_as_its_credits(credits_given: list[Credit], style: Style) -> None:
    by = tuple(
        replace(credit, role=Role.BY, kind=kind_of(credit.name, style.house), note="") for credit in credits_given
    )
    line = byline(by, style.house)
    assert line.startswith("By ")
    assert parse_byline(line, style.house) == by, line


@given(st.lists(realistic, max_size=5), st.lists(realistic, max_size=3), styles)
def test_a_line_that_the_credits_made_never_differs_when_it_is_kept_by_hand(
    others: list[Credit], authors: list[Credit], style: Style
) -> None:
    by = [replace(credit, role=Role.BY) for credit in authors]
    story = Story(credits=(*by, *others))
    written = byline_in_print(story, style.house), contribution_in_print(story, style.house)
    assert not written[0].differs
    assert not written[1].differs
    kept = replace(story, byline_text=written[0].text, contribution_text=written[1].text)
    assert (byline_in_print(kept, style.house), contribution_in_print(kept, style.house)) == written


@pytest.mark.parametrize("wording", Wording)
def test_every_role_reads_back_from_every_wording(wording: Wording) -> None:
    house = replace(HOUSE, wording=wording)
    for role in Role:
        if role is not Role.BY:
            one = (Credit("Marta Okafor", role=role, place="Portland, Maine"),)
            two = (*one, Credit("Reuters", PersonKind.ORGANISATION, role))
            assert parse_contribution(contribution_line(one, house), house) == one
            assert parse_contribution(contribution_line(two, house), house) == two


@given(st.text(max_size=60), styles)
def test_no_text_makes_the_readers_raise(text: str, style: Style) -> None:
    for read in (parse_byline(text, style.house), parse_contribution(text, style.house)):
        assert read is None or read


@given(st.lists(st.sampled_from(HEAP), max_size=12), st.sampled_from([" ", "; ", ""]), styles)
def test_nor_does_any_heap_of_their_own_words(parts: list[str], between: str, style: Style) -> None:
    text = between.join(parts)
    for read in (parse_byline(text, style.house), parse_contribution(text, style.house)):
        assert read is None or all(credit.name for credit in read)

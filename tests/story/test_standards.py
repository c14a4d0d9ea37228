"""What a house asks of a story before it goes on, as it is written."""

from __future__ import annotations

import pytest

from desk import paths
from desk.houses import load_house
from desk.story.setting_read import Faulty
from desk.story.standards import FINDINGS, Severity, Standards
from desk.story.standards_read import read_standards
from desk.story.workflow import StaffRole

DEFAULT = Standards()


def test_the_file_that_desk_brings_writes_down_what_holds_without_it() -> None:
    gate = load_house(paths.resources() / "houses" / "standard.toml").gate
    assert gate == Standards(severities=dict(FINDINGS))
    assert all(gate.severity(name) is DEFAULT.severity(name) for name in FINDINGS)


def test_a_house_says_what_stops_and_what_asks() -> None:
    table = {"findings": {"no-byline": "error", "too-long": "off", "embargoed": "note"}, "override": [], "firm": []}
    found = read_standards(table, Standards(severities={"no-alt-text": Severity.ERROR}))
    assert found.severity("no-byline") is found.severity("no-alt-text") is Severity.ERROR
    assert found.severity("too-long") is None
    assert found.severity("embargoed") is Severity.NOTE
    assert (found.override, found.firm, found.dateline_with_byline) == ((), (), False)


def test_what_a_house_does_not_say_is_as_in_the_one_it_is_based_on() -> None:
    base = Standards({"too-long": None}, (StaffRole.PRODUCER,), ("to-come",), True)
    assert read_standards({}, base) == base


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ([], "“gate” must be a table"),
        ({"finding": {}}, "“gate.finding” is not known. Known are: dateline_with_byline, findings, firm, override"),
        ({"findings": {"no-hedline": "off"}}, "“gate.findings.no-hedline” is not known. Known are: agency"),
        ({"findings": {"too-long": "loud"}}, "“gate.findings.too-long” must be one of error, warning, note, off"),
        ({"override": ["chief"]}, "“gate.override” says “chief”. It must be one of reporter, editor, producer"),
        ({"firm": "embargoed"}, "“gate.firm” must be a list of findings"),
        ({"firm": ["embargo"]}, "“gate.firm” names “embargo”. Findings are: agency-not-credited,"),
        ({"dateline_with_byline": "yes"}, "“gate.dateline_with_byline” must be true or false"),
    ],
)
def test_a_wrong_gate_is_told_in_a_sentence(table: object, says: str) -> None:
    with pytest.raises(Faulty) as error:
        read_standards(table, DEFAULT)
    assert says in str(error.value)

from __future__ import annotations

from pathlib import Path

import pytest

from desk import paths
from desk.errors import NotFound, WorldError
from desk.houses import default_house, find_house, house_dirs, houses, load_house
from desk.story.house import House, Limits, Wording
from desk.story.states import State
from desk.story.story import CorrectionKind, Furniture, Slot

OWN = paths.resources() / "houses"


def write(folder: Path, key: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{key}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_houses_that_desk_brings() -> None:
    found = houses([OWN])
    assert {key: house.wording for key, house in found.items()} == {
        "report": Wording.REPORT,
        "standard": Wording.PLAIN,
        "wire": Wording.WIRE,
    }
    assert all(house.limits == Limits(64, 160, 24) for house in found.values())
    assert all("Reuters" in house.agencies and house.aliases["AP"] == "Associated Press" for house in found.values())
    assert all(set(house.aliases.values()) <= set(house.agencies) for house in found.values())


def test_the_default_house_is_desks_own_unless_the_user_has_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "config_dir", lambda: tmp_path)
    assert default_house() == load_house(OWN / "standard.toml")


def test_a_house_of_the_users_own_comes_first_and_may_be_based_on_its_namesake(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "config_dir", lambda: tmp_path)
    write(tmp_path / "houses", "standard", 'based_on = "standard"\nname = "Ours"\n[limits]\nheadline = 70\n')
    house = houses()["standard"]
    assert (house.name, house.limits) == ("Ours", Limits(70, 160, 24))
    assert house.agencies == load_house(OWN / "standard.toml").agencies
    assert default_house() == house
    assert house_dirs()[0] == tmp_path / "houses"


def test_every_setting_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "gazette",
        """
        name = "The Gazette"
        publisher = "Gazette Ltd."
        publisher_url = "https://gazette.example"
        logo_url = "https://gazette.example/logo.png"
        language = "en-GB"
        wording = "report"
        serial_comma = true
        report_noun = "article"
        dateline_dash = "-"
        date_format = "%d/%m/%Y"
        time_format = "%H.%M"
        timezone = "Europe/London"
        words_per_minute = 200
        sections = ["News"]
        template = "gazette.html"
        article_url = "https://gazette.example/{slug}"
        agencies = ["Reuters"]
        limits = { headline = 50, deck = 100, slug = 20 }
        aliases = { "RTRS" = "Reuters" }
        furniture = [{ title = "Letter", text = "Weekly.", slot = "foot" }]
        """,
    )
    assert load_house(path) == House(
        "gazette",
        "The Gazette",
        "Gazette Ltd.",
        "https://gazette.example",
        "https://gazette.example/logo.png",
        "en-GB",
        Wording.REPORT,
        True,
        "article",
        "-",
        "%d/%m/%Y",
        "%H.%M",
        "Europe/London",
        200,
        Limits(50, 100, 20),
        ("Reuters",),
        (Furniture("Letter", "Weekly.", Slot.FOOT),),
        ("News",),
        "gazette.html",
        "https://gazette.example/{slug}",
        {"RTRS": "Reuters"},
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nmae = 'x'", "“nmae” is not a setting"),
        ("name = 3", "“name” must be text"),
        ("name = ' '", "“name” must not be empty"),
        ("wording = 'loud'", "“wording” must be one of plain, report, wire"),
        ("serial_comma = 'yes'", "“serial_comma” must be true or false"),
        ("words_per_minute = 0", "“words_per_minute” must be a whole number"),
        ("words_per_minute = true", "“words_per_minute” must be a whole number"),
        ("limits = 64", "“limits” must be a table"),
        ("limits = { headline = -1 }", "“limits.headline” must be a whole number"),
        ("limits = { kicker = 9 }", "“limits.kicker” is not a limit"),
        ("agencies = 'Reuters'", "“agencies” must be a list"),
        ("agencies = [1]", "“agencies” must be text"),
        ("timezone = 'Europe/Nowhere'", "“timezone” names “Europe/Nowhere”"),
        ("timezone = '../etc'", "“timezone” names “../etc”"),
        ("publisher_url = 'javascript:alert(1)'", "“publisher_url” must be an address"),
        ("furniture = 'x'", "“furniture” must be written as"),
        ("furniture = [{ slot = 'left' }]", "“furniture.slot” must be one of top, foot"),
        ("furniture = [{ colour = 'red' }]", "“furniture.colour” is not known"),
        ("aliases = { AP = 1 }", "“aliases.AP” must be text"),
        ("based_on = 'nobody'", "“based_on” names “nobody”"),
        ("based_on = 'bad'", "“based_on” leads back to this file"),
        ("[workflow]\nstates = ['ready']", "“workflow.states” must have “draft”"),
        ("[gate.findings]\ntoo-long = 'loud'", "“gate.findings.too-long” must be one of"),
        ("[notes]\nkill = 'Gone'", "“notes.kill” is not known"),
        ("[notes]\nupdate = 'Update of {day}'", "“notes.update” must not hold braces"),
        ("[notes]\nupdate_about = 'Update of {day}'", "“notes.update_about” must hold {earlier} and {day}"),
        ("name = ", "is not valid TOML"),
    ],
)
def test_a_wrong_house_names_its_file_and_key(tmp_path: Path, text: str, says: str) -> None:
    path = write(tmp_path, "bad", text)
    with pytest.raises(WorldError) as error:
        load_house(path)
    assert str(path) in str(error.value)
    assert says in str(error.value)


def test_a_house_changes_the_way_of_the_one_it_is_based_on(tmp_path: Path) -> None:
    write(tmp_path, "one", "[workflow.names]\nready = 'Done'\n[gate.findings]\nno-byline = 'off'")
    path = write(tmp_path, "two", "based_on = 'one'\n[workflow.names]\ndraft = 'Notes'\n[gate]\nfirm = []")
    house = load_house(path)
    assert (house.workflow.name(State.READY), house.workflow.name(State.DRAFT)) == ("Done", "Notes")
    assert (house.gate.severity("no-byline"), house.gate.firm) == (None, ())


def test_a_house_words_names_as_it_likes(tmp_path: Path) -> None:
    write(tmp_path, "one", "[printed]\nReuters = 'the Reuters agency'\nBBC = 'the BBC'")
    path = write(tmp_path, "two", "based_on = 'one'\n[printed]\nBBC = 'BBC News'")
    assert load_house(path).printed == {"Reuters": "the Reuters agency", "BBC": "BBC News"}


def test_a_house_calls_its_notes_as_it_likes(tmp_path: Path) -> None:
    write(tmp_path, "one", "[notes]\ncorrection = 'CORRECTION'\nupdate = 'Added'")
    path = write(tmp_path, "two", "based_on = 'one'\n[notes]\nupdate_about = 'To the {Earlier} of {day}'")
    notes = load_house(path).notes
    assert (notes.of(CorrectionKind.UPDATE), notes.of(None)) == ("Added", "Note")
    assert notes.about(CorrectionKind.CORRECTION, CorrectionKind.UPDATE) == "Correction to the added of {day}"
    assert (
        notes.about(CorrectionKind.CLARIFICATION, CorrectionKind.CORRECTION)
        == "Clarification of the CORRECTION of {day}"
    )
    assert notes.about(CorrectionKind.UPDATE, CorrectionKind.UPDATE) == "To the Added of {day}"


def test_houses_based_on_each_other_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "one", 'based_on = "two"')
    write(tmp_path, "two", 'based_on = "one"')
    with pytest.raises(WorldError, match="“based_on” leads back"):
        houses([tmp_path])


def test_a_house_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_bytes(b"name = '\xff'")
    with pytest.raises(WorldError, match="is not UTF-8 text"):
        load_house(path)


def test_a_house_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match=r"could not be read"):
        load_house(tmp_path / "gone.toml")


@pytest.mark.parametrize("key", ["gazette", "../houses/standard", ""])
def test_a_house_that_is_not_known_is_refused_with_the_known_ones(key: str) -> None:
    with pytest.raises(NotFound, match=r"Known are: report, standard, wire"):
        find_house(key, [OWN])


def test_a_folder_that_does_not_exist_holds_no_houses(tmp_path: Path) -> None:
    assert houses([tmp_path / "none"]) == {}

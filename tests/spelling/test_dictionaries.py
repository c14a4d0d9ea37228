from __future__ import annotations

from pathlib import Path

import pytest

from desk import paths
from desk.errors import Unreadable
from desk.spelling.dictionaries import every, find, folders, own_folder, read_tag
from desk.spelling.hunspell import Hunspell

SHIPPED = paths.resources() / "dictionaries"


def make(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.aff").write_text("SET UTF-8\n")
        (folder / f"{name}.dic").write_text("1\nWort\n")
    return folder


@pytest.mark.parametrize(
    ("wanted", "stem"),
    [
        ("de-AT", "de_AT"),
        ("de-CH", "de_DE_frami"),
        ("de", "de_DE_frami"),
        ("de-Latn-AT", "de_AT"),
        ("DE_at", "de_AT"),
        ("pt", "pt_PT"),
        ("pt-BR", "pt_BR"),
        ("sr-Latn-RS", "sr-Latn"),
        ("sr-Cyrl", "sr_RS"),
        ("no", "nb_NO"),
        ("hu-HU", "hu"),
        ("en-US", "en_US"),
        ("en", "en_US"),
        ("en-GB", "en_GB"),
        ("en-AU", "en_GB"),
        ("en-CA", "en_US"),
        ("ca-valencia", "ca-valencia"),
        ("ca", "ca_ES"),
    ],
)
def test_the_dictionary_that_fits_best_is_found(tmp_path: Path, wanted: str, stem: str) -> None:
    names = ["de_DE_frami", "de_AT", "pt_BR", "pt_PT", "sr_RS", "sr-Latn", "nb_NO", "hu", "ca_ES", "ca-valencia"]
    folder = make(tmp_path, *names)
    found = find(wanted, [folder, SHIPPED])
    assert found is not None
    assert found.path.stem == stem


@pytest.mark.parametrize("wanted", ["eo", "", "x", "english", "fr-FR", "../etc"])
def test_no_dictionary_is_no_error(tmp_path: Path, wanted: str) -> None:
    assert find(wanted, [tmp_path / "none", SHIPPED]) is None


def test_a_script_that_the_dictionary_does_not_write_is_another_language(tmp_path: Path) -> None:
    assert find("sr-Latn", [make(tmp_path, "sr_Cyrl")]) is None


def test_an_affix_file_without_words_is_none(tmp_path: Path) -> None:
    (tmp_path / "de_DE.aff").write_text("SET UTF-8\n")
    (tmp_path / "hyph_de_DE.dic").write_text("UTF-8\n")
    assert list(every([tmp_path])) == []


def test_libreoffice_has_each_dictionary_in_a_folder_of_its_own(tmp_path: Path) -> None:
    make(tmp_path / "dict-sv" / "dictionaries", "sv_SE")
    assert [each.tag.text for each in every([tmp_path])] == ["sv-SE"]


def test_the_users_own_come_first_and_the_systems_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "share"))
    monkeypatch.setenv("DICPATH", str(tmp_path / "given"))
    system = make(tmp_path / "share" / "hunspell", "en_US", "de_DE")
    given = make(tmp_path / "given", "de_DE")
    assert [found.folder for tag in ("en-US", "de") if (found := find(tag)) is not None] == [SHIPPED, given]
    assert system in folders()
    make(own_folder(), "en_US")
    found = find("en-US")
    assert found is not None
    assert found.folder == own_folder()


def test_a_tag_is_read_as_people_write_it() -> None:
    tag = read_tag("ZH_hant-tw")
    assert tag is not None
    assert (tag.language, tag.script, tag.region, tag.text) == ("zh", "Hant", "TW", "zh-Hant-TW")


def test_a_dictionary_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    found = find("de", [make(tmp_path, "de_DE")])
    assert found is not None
    found.path.unlink()
    with pytest.raises(Unreadable, match="de_DE"):
        Hunspell(found)


def test_an_older_encoding_is_read_and_letters_that_it_lacks_are_no_error(tmp_path: Path) -> None:
    (tmp_path / "de_DE.aff").write_text("SET ISO8859-1\n")
    (tmp_path / "de_DE.dic").write_text("2\nStraße\nfür\n", "latin-1")
    found = find("de", [tmp_path])
    assert found is not None
    lexicon = Hunspell(found)
    assert [lexicon.knows(word) for word in ("Straße", "für", "Strase", "Łódź")] == [True, True, False, False]
    assert lexicon.suggest("Łódź") == ()
    assert "Straße" in lexicon.suggest("Strase")


def test_the_dictionaries_that_come_with_desk_have_their_licences() -> None:
    for each in every([SHIPPED]):
        assert (SHIPPED / f"{each.path.stem}-LICENSE.txt").stat().st_size > 1000
    assert {each.tag.text for each in every([SHIPPED])} == {"en-GB", "en-US"}

"""What is damaged in a library, in sentences."""

from __future__ import annotations

from pathlib import Path

from desk.library.damage import Damage, damage_of, damage_told


def test_what_is_whole_and_what_is_not_is_said_by_number_and_name() -> None:
    damage = Damage(30, ("Gone",), ("Older", "Older too"), ("Torn",), 3, 1)
    assert damage.whole == 26
    assert damage_told(damage) == [
        "Of 30 articles 26 are whole.",
        "1 article cannot be read: “Gone”.",
        "Of 2 articles only an older text can be read: “Older” and “Older too”.",
        "In 1 article letters may be wrong, or a part is missing: “Torn”.",
        "3 older versions and 1 picture cannot be read.",
    ]


def test_where_all_can_be_read_it_is_said_what_is_damaged() -> None:
    first, second = damage_told(Damage(1))
    assert first == "1 article can be read as it stands."
    assert "listed, searched" in second
    assert damage_told(Damage(2, pictures=1)) == ["2 articles can be read as they stand.", "1 picture cannot be read."]


def test_where_nothing_is_whole_no_number_says_so() -> None:
    assert damage_told(Damage(3, older=("A", "B", "C")))[0] == "Of 3 articles none is whole."
    assert damage_told(Damage(1, ("Gone",))) == ["1 article cannot be read: “Gone”."]


def test_of_many_the_first_are_named() -> None:
    told = damage_told(Damage(30, tuple(f"Story {number}" for number in range(25))))
    assert told[1].endswith("“Story 9” and 15 more.")


def test_in_what_is_no_library_nothing_can_be_read(tmp_path: Path) -> None:
    letter = tmp_path / "letter.desk"
    letter.write_bytes(b"Dear editor," * 500)
    assert damage_of(letter) is None
    assert damage_told(None) == ["Not one article can be read in it."]

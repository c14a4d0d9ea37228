"""The house in which a library's stories are written: its style, with the people and organisations that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import houses
from desk.story.directory import house_with
from desk.story.house import House

if TYPE_CHECKING:
    from desk.library.library import Library

HOUSE = "house"  # the setting that holds the key of the house style


def house_in(library: Library, key: str = "") -> House:
    """The house style of this key, else the one chosen in the library, else Desk's own; with the library's directory,
    so that everybody is printed as the house words them. Raises NotFound and Unreadable."""
    chosen = key or library.setting(HOUSE) or houses.DEFAULT
    return house_with(houses.find_house(chosen, houses.house_dirs()), library.directory())

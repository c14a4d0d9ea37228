from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.ui.editor.table.columns import column_widths

needs = st.lists(st.tuples(st.integers(1, 300), st.integers(0, 900)), min_size=1, max_size=12)


@given(needs, st.integers(1, 1200))
def test_columns_fill_the_room(columns: list[tuple[int, int]], room: int) -> None:
    least = [low for low, _ in columns]
    most = [low + more for low, more in columns]
    widths = column_widths(least, most, room)
    assert sum(widths) == room
    assert all(width >= 0 for width in widths)
    if sum(least) <= room:
        assert all(width >= low - 1 for width, low in zip(widths, least, strict=True)), "every word has its room"
    if sum(most) <= room:
        assert all(width >= high - 1 for width, high in zip(widths, most, strict=True)), "every cell is one line"


def test_columns_alike_are_as_wide() -> None:
    assert column_widths([20, 20, 20, 20], [20, 20, 20, 20], 640) == (160, 160, 160, 160)


def test_where_not_all_words_have_room_the_short_ones_keep_theirs() -> None:
    assert column_widths([40, 900], [40, 2000], 640) == (40, 600)


def test_a_long_column_does_not_starve_the_short_ones() -> None:
    short, long = column_widths([40, 40], [60, 560], 640)
    assert short >= 60
    assert long > 5 * short


def test_without_columns_there_is_nothing() -> None:
    assert column_widths([], [], 640) == ()

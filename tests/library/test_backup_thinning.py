"""Which backups are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desk.library.backup_names import Backup
from desk.library.backup_thinning import kept

NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
ENDLESS = 1 << 60


def backup(at: datetime, size: int = 100, why: str = "") -> Backup:
    return Backup(Path(f"{at:%Y%m%d%H%M%S%f}{why}"), at, size, why)


ages = st.one_of(
    st.timedeltas(timedelta(0), timedelta(days=2)),
    st.timedeltas(timedelta(0), timedelta(days=60)),
    st.timedeltas(timedelta(0), timedelta(days=2000)),
)
sets = st.lists(
    st.builds(
        lambda age, size, why: backup(NOW - age, size, why),
        ages,
        st.integers(1, 1000),
        st.sampled_from(["", "", "by hand"]),
    ),
    max_size=60,
    unique_by=lambda one: one.path,
)


def of(backups: list[Backup], paths: frozenset[Path]) -> list[Backup]:
    return [one for one in backups if one.path in paths]


@given(sets, st.integers(0, 20_000))
def test_the_newest_and_what_a_person_made_always_stay(backups: list[Backup], room: int) -> None:
    held = kept(backups, NOW, room)
    assert held <= {one.path for one in backups}
    assert {one.path for one in backups if one.stays} <= held
    by_clock = [one for one in backups if not one.stays]
    if by_clock:
        assert max(by_clock, key=lambda one: (one.at, one.path)).path in held


@given(sets)
def test_every_hour_day_and_month_has_one_left(backups: list[Backup]) -> None:
    by_clock = [one for one in backups if not one.stays]
    held = of(by_clock, kept(backups, NOW, ENDLESS))
    for one in by_clock:
        near = [other for other in held if other.at >= one.at]
        if NOW - one.at < timedelta(days=1):
            assert any(other.at - one.at < timedelta(hours=1) for other in near)
        if NOW - one.at < timedelta(days=30):
            assert any(other.at - one.at < timedelta(days=1) for other in near)
        assert any(other.at - one.at < timedelta(days=31) for other in near)


@given(sets)
def test_no_more_are_left_than_was_said(backups: list[Backup]) -> None:
    held = of([one for one in backups if not one.stays], kept(backups, NOW, ENDLESS))
    assert len([one for one in held if NOW - one.at < timedelta(days=1)]) <= 25  # 24 hours touch 25 of the clock
    young = [one for one in held if timedelta(days=1) <= NOW - one.at < timedelta(days=30)]
    assert len({one.at.date() for one in young}) == len(young)
    old = [one for one in held if NOW - one.at >= timedelta(days=30)]
    assert len({(one.at.year, one.at.month) for one in old}) == len(old)


@given(sets, st.timedeltas(timedelta(0), timedelta(days=100)))
def test_thinning_out_again_and_again_keeps_what_doing_it_once_keeps(backups: list[Backup], later: timedelta) -> None:
    again = of(backups, kept(backups, NOW, ENDLESS))
    assert kept(again, NOW, ENDLESS) == {one.path for one in again}
    assert kept(again, NOW + later, ENDLESS) == kept(backups, NOW + later, ENDLESS)


@given(sets, st.integers(0, 20_000))
def test_they_fit_or_there_is_nothing_more_to_give_up(backups: list[Backup], room: int) -> None:
    held = of(backups, kept(backups, NOW, room))
    by_clock = [one for one in held if not one.stays]
    assert sum(one.size for one in held) <= room or len(by_clock) <= 1


@given(sets, st.integers(0, 20_000))
def test_more_room_keeps_no_less(backups: list[Backup], room: int) -> None:
    assert kept(backups, NOW, room) <= kept(backups, NOW, room + 500)


def test_a_year_of_hours_with_little_room_still_reaches_far_back() -> None:
    held: list[Backup] = []
    start = NOW - timedelta(days=365)
    for hour in range(365 * 24):
        now = start + timedelta(hours=hour)
        held.append(backup(now))
        held = of(held, kept(held, now, 1_200))
    ages_ = sorted((now - one.at) / timedelta(days=1) for one in held)
    assert len(held) == 12
    assert ages_[0] == 0
    assert any(0 < age < 0.3 for age in ages_)
    assert any(1 < age < 14 for age in ages_)
    assert ages_[-1] > 90


def test_all_that_were_kept_a_year_when_there_is_room() -> None:
    backups = [backup(NOW - timedelta(hours=hour)) for hour in range(365 * 24)]
    held = kept(backups, NOW, ENDLESS)
    assert len(held) == 24 + 29 + 11  # hours, the days before them, the months before those


def test_a_clock_that_was_set_back_loses_nothing() -> None:
    ahead = [backup(NOW + timedelta(days=day)) for day in range(1, 5)]
    assert kept([*ahead, backup(NOW)], NOW, ENDLESS) == {one.path for one in [*ahead, backup(NOW)]}

"""The ledger of credits in a library as large as a newsroom's: how long its answers take, away from the window.

A month, a year and all ten years at a glance, in the order of dates and of names; one name; a page of lines; and where
else somebody is credited, as a row of credits asks it. `python run_ledger.py --articles 100000`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from big_library import DAYS, TODAY, made  # type: ignore[import-not-found]

from desk.library.ledger_values import Asked, By, Tally
from desk.library.library import Library

MONTH_GOAL, ALL_GOAL, PAGE_GOAL, ROW_GOAL = 100.0, 3_000.0, 20.0, 20.0  # ms


def timed(what: str, goal: float, question: Callable[[], object]) -> bool:
    """Tell how long it takes, the shortest of three, as the machine does other things too; whether that is the goal."""
    took = []
    for _ in range(3):
        begin = time.perf_counter()
        question()
        took.append((time.perf_counter() - begin) * 1000)
    print(f"  {what:24} {min(took):9.1f} ms (goal {goal:,.0f})", flush=True)
    return min(took) <= goal


def measure(library: Library) -> bool:
    """Measure one library; whether all goals are met."""
    month, year, first = (TODAY - timedelta(days) for days in (30, 365, DAYS))

    def tally(since: datetime, order: By = By.DATE, name: str = "") -> Tally:
        return library.tally(Asked(since, TODAY, name, order=order))

    everything = tally(first)
    name = everything.lines[0].name
    middle = len(everything.keys) // 2
    print(f"  {len(everything.keys):,} credits of {len(everything.lines):,} names")
    return all(
        [
            timed("a month", MONTH_GOAL, lambda: tally(month)),
            timed("a year", 5 * MONTH_GOAL, lambda: tally(year)),
            timed("ten years", ALL_GOAL, lambda: tally(first)),
            timed("ten years by name", ALL_GOAL, lambda: tally(first, By.NAME)),
            timed("ten years of one name", MONTH_GOAL, lambda: tally(first, name=name)),
            timed(
                "a page of 200 lines", PAGE_GOAL, lambda: library.ledger_rows(everything.keys[middle : middle + 200])
            ),
            timed("where else this month", ROW_GOAL, lambda: library.credited_elsewhere(name, month)),
            timed("what is usual", ROW_GOAL, lambda: library.usual_credit(name)),
        ]
    )


def main() -> int:
    """Measure the sizes in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", default="1000,100000", help="how many, with commas between")
    met = True
    for number in map(int, parser.parse_args().articles.split(",")):
        path = made(number)
        print(f"{number:,} articles, {path.stat().st_size / 2**20:,.0f} MiB")
        with Library.open(path, create=False) as library:
            met &= measure(library)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

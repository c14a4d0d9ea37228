"""Kills the window at random moments while somebody types, and looks what is there when it comes back.

After each SIGKILL the library must pass SQLite's integrity check, hold every key that the window took more than 1.3 s
before, and the next window must open the same article with the caret where it was. Every fourth typist begins with an
article of its own that has no name.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from _watching import Tally, Typing, pause, prepare, text_of, whole  # type: ignore[import-not-found]


def run(runs: int, seed: int, longest: float) -> Tally:
    """So many kills of windows on one library, one after another."""
    tally = Tally()
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="desk-torture-") as folder:
        home = Path(folder)
        library = home / "library.desk"
        prepare(home, library)
        before = None
        for number in range(runs + 1):
            typing = Typing(home, library, seed + number, new=number % 4 == 3)
            came = typing.wait_until(lambda told: told.opened is not None)
            if before is not None:
                tally.take(number - 1, before[0], before[1], typing.told, before[2])
            if number < runs and came and typing.wait_until(lambda told: told.typing is not None):
                pause(dice, 0.1, longest)
            killed = typing.kill()
            if not came:
                tally.faults.append(f"{number}: no window: {typing.told.said[-800:]}")
            if wrong := whole(library):
                tally.faults.append(f"{number}: {wrong}")
            article = typing.told.typing["article"] if typing.told.typing else ""
            before = (typing.told, killed, text_of(library, article) if article else None)
    return tally


def report(tallies: list[Tally]) -> int:
    """Print the figures; gives the exit code."""
    late = sorted(one for tally in tallies for one in tally.late)
    faults = [fault for tally in tallies for fault in tally.faults]
    kills, keys, sure = (sum(getattr(tally, name) for tally in tallies) for name in ("kills", "keys", "sure"))
    print(f"{kills} kills, {keys} keys, {sure} of them older than 1.3 s. Faults: {len(faults)}.")
    if late:
        middle, most = late[len(late) // 2], late[-1]
        print(f"The oldest key that was lost was {middle * 1000:.0f} ms old (median of {len(late)}), at most ", end="")
        print(f"{most * 1000:.0f} ms.")
    for fault in faults[:20]:
        print(fault)
    return 1 if faults else 0


def main() -> int:
    """The long run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=2, help="libraries in which somebody types at the same time")
    parser.add_argument("--longest", type=float, default=5.0, help="seconds of typing at most")
    parser.add_argument("--seed", type=int, default=20261122)
    chosen = parser.parse_args()
    share = [chosen.runs // chosen.at_once + (one < chosen.runs % chosen.at_once) for one in range(chosen.at_once)]
    with ProcessPoolExecutor(chosen.at_once) as pool:
        one = partial(run, longest=chosen.longest)
        tallies = list(pool.map(one, share, range(chosen.seed, chosen.seed + 1000 * chosen.at_once, 1000)))
    return report(tallies)


if __name__ == "__main__":
    sys.exit(main())

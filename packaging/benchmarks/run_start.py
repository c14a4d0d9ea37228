"""The start of the window on a library of 1,000 articles and on one of 100,000.

Goal: at most 1.2 times as long, from the start of the program until the list and the article are on the screen.
Each start is a process of its own, without a screen; the two libraries take turns, after one start of each that is
not counted.

    packaging/bench start -- --articles 1000,100000 --rounds 9
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL = 1.2


def window(path: Path) -> None:
    """Open the window on this library; prints when the list and the article were painted, in seconds since 1970."""
    from concurrent.futures import Future  # noqa: PLC0415
    from functools import partial  # noqa: PLC0415

    from PySide6.QtCore import QEventLoop  # noqa: PLC0415

    from desk.ui.opening import Opened, in_background, open_library  # noqa: PLC0415
    from desk.ui.settings import SettingsStore  # noqa: PLC0415
    from desk.ui.start import Session, make_app, make_looks  # noqa: PLC0415

    opening: Future[Opened] = in_background(partial(open_library, path))
    app = make_app(["desk"])
    session = Session(make_looks(app, SettingsStore(path.with_suffix(".json"))))
    session.window.resize(1600, 1000)
    session.begin(opening, path, "")
    loop = QEventLoop()
    while session.room is None or not session.room.articles.model.rowCount() or session.room.manuscript.article is None:
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    session.window.repaint()
    print(time.time())
    sys.stdout.flush()
    os._exit(0)


def started(path: Path) -> float:
    """Seconds from the start of the program until all is shown."""
    home = path.parent
    environment = {"HOME": str(home), "XDG_CONFIG_HOME": f"{home}/c", "XDG_STATE_HOME": f"{home}/s"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    begin = time.time()
    command = [sys.executable, __file__, "--window", str(path)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **environment})
    return float(answer.stdout.splitlines()[-1]) - begin


def main() -> int:
    """Start in turn, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = "how many, with commas between; the first is the floor"
    parser.add_argument("--articles", default="1000,100000", help=what)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--window", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.window:
        window(options.window)
    from big_library import made  # type: ignore[import-not-found]  # noqa: PLC0415

    numbers = list(map(int, options.articles.split(",")))
    with tempfile.TemporaryDirectory(prefix="desk-bench-", ignore_cleanup_errors=True) as folder:
        paths = {}
        for number in numbers:
            paths[number] = Path(folder) / str(number) / "bench.desk"
            paths[number].parent.mkdir()
            shutil.copyfile(made(number), paths[number])
        took: dict[int, list[float]] = {number: [] for number in numbers}
        for path in paths.values():
            started(path)
        for _ in range(options.rounds):
            for number, path in paths.items():
                took[number].append(started(path))
    floor = statistics.median(took[numbers[0]])
    met = True
    for number in numbers:
        middle = statistics.median(took[number])
        met &= number > 100_000 or middle / floor <= GOAL
        best, ratio = min(took[number]), middle / floor
        print(f"{number:9,} articles  {middle:.3f} s, {best:.3f} at best   {ratio:.2f} times (goal {GOAL})")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

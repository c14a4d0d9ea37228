"""Everything out of a library of 1,000 articles and in again, beside `desk export --format markdown` of the same.

Goal: out in no more time than that export takes, in at most twice as much; memory that does not grow with the number
of articles (`packaging/bench whole -- 10000`).
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from big_library import made  # type: ignore[import-not-found]

ROUNDS = 3


def desk(library: Path, *args: str | Path) -> float:
    """Seconds that a command takes."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "desk", *args, "--library", library], check=True, capture_output=True)
    return time.perf_counter() - begin


def main() -> int:
    """Measure in turn, and print the medians and their ratios."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    library = made(number)
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        for turn in range(ROUNDS if number < 10_000 else 1):
            out, again = Path(folder) / f"out-{turn}", Path(folder) / f"again-{turn}.desk"
            asked = ("export", "--all", "--format", "markdown")
            plain = desk(library, *asked, "--override", "Measured", "--output", Path(folder) / f"plain-{turn}")
            times.setdefault("desk export", []).append(plain)
            times.setdefault("out", []).append(desk(library, *asked, out))
            times.setdefault("in", []).append(desk(again, "import", out))
            times.setdefault("in again", []).append(desk(again, "import", out))
    medians = {what: statistics.median(each) for what, each in times.items()}
    for what, seconds in medians.items():
        print(f"  {what:12} {seconds:8.1f} s   {seconds / medians['desk export']:5.2f} of desk export")
    print(f"  {number:,} articles; the largest process took {_most_memory():.0f} MB")
    ok = medians["out"] <= medians["desk export"] and medians["in"] <= 2 * medians["desk export"]
    return 0 if ok else 1


def _most_memory() -> float:
    """MB of the largest of the processes that ended."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())

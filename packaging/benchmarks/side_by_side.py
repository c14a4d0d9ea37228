"""Programs beside each other: each on a screen of its own, and a key to each in turn.

What else the machine does meanwhile concerns all of them alike, so that their ratios hold on a busy one, too. Uses
the harness in `../shared/bench` for all that is looked at; a program is one of its descriptors, Desk's is in `outside`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
HARNESS = HERE.parent.parent.parent / "shared" / "bench"
sys.path[:0] = [str(HERE), str(HARNESS)]

SIZES = ("small", "medium", "large")  # 600, 20,000 and 200,000 words
LIMIT = {"small": 60.0, "medium": 90.0, "large": 180.0}  # s until a program must have come to rest
LONG = 0.050  # s: a pause that somebody notices
_DEFINES = {"PYSIDE_PYTHON": sys.executable, "DESK_PYTHON": sys.executable}


@dataclass
class Seat:
    """A program that runs, and what was measured of it: seconds from a key to the first pixel of the text, and to
    the last one of the preview."""

    name: str
    typist: Any
    editor: list[float] = field(default_factory=list)
    preview: list[float] = field(default_factory=list)


def missing() -> str:
    """What is not there and would be needed, or ""."""
    lacking = [tool for tool in ("Xvfb", "openbox", "dbus-daemon") if not shutil.which(tool)]
    return ", ".join([*lacking, *([] if HARNESS.is_dir() else [str(HARNESS)])])


@contextmanager
def seated(names: Sequence[str], size: str) -> Iterator[list[Seat]]:
    """These programs, started with a text of this size and focused."""
    import lab  # type: ignore[import-not-found]  # noqa: PLC0415  the harness needs not be there

    lab.tune_harness()
    with ExitStack() as stack:
        stack.enter_context(lab.machine())
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="desk-bench-", ignore_cleanup_errors=True))
        )
        yield [_seat(stack, name, size, folder) for name in names]


def _seat(stack: ExitStack, name: str, size: str, folder: Path) -> Seat:
    import lab  # noqa: PLC0415
    import measure  # type: ignore[import-not-found]  # noqa: PLC0415
    import outside  # type: ignore[import-not-found]  # noqa: PLC0415
    import peers  # type: ignore[import-not-found]  # noqa: PLC0415

    class Program(lab.Program):  # type: ignore[misc]
        """One that takes no orphans: they would be those of its neighbours."""

        def pids(self, stats: Any = None) -> set[int]:
            found: set[int] = lab.tree_of([self.p.pid], stats or lab.all_stats())
            return found

    app = next(app for app in (*peers.APPS, *outside.APPS) if app.name == name)
    screen = stack.enter_context(lab.Lab())
    context = app.make(folder, size, _DEFINES)
    program = Program(screen, app.command(context), app.environment(context), folder / f"{name}.log", context.home)
    stack.callback(program.end)
    found = measure.start(screen, program, app, LIMIT[size])
    typist = measure.Typist(screen, program, app, context, found["window"])
    typist.focus()
    return Seat(name, typist)


def strike_in_turn(seats: Sequence[Seat], keys: int, strike: Callable[[Seat, str], None]) -> None:
    """So many keys of words to each."""
    import measure  # noqa: PLC0415

    for number in range(keys):
        letter = measure.TEXT[number % len(measure.TEXT)]
        for seat in seats:
            strike(seat, "space" if letter == " " else letter)


def has_arrived(seat: Seat, keys: int) -> bool:
    """Whether what was struck stands in the text that the program saved: a key that went elsewhere proves nothing."""
    import measure  # noqa: PLC0415

    return seat.typist.saved_text(measure.TEXT[: min(keys, 12)].strip()) is not None


def quantile(values: Sequence[float], share: float) -> float:
    """A quantile in ms; nan where nothing was measured."""
    ordered = sorted(values)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def tell(size: str, what: str, ours: Sequence[float], theirs: Sequence[float], goal: float) -> bool:
    """Print the figures of two programs and their ratios. Whether the goal, for p50 and p95, was met."""
    met = True
    for share in (0.5, 0.95):
        mine, floor = quantile(ours, share), quantile(theirs, share)
        ratio = mine / floor if floor else float("nan")
        met &= ratio <= goal
        print(
            f"{size:7} {what:16} p{share * 100:.0f}  desk {mine:7.2f} ms   floor {floor:7.2f} ms   "
            f"ratio {ratio:.2f} (goal {goal})"
        )
    return met


def asked(about: str | None, keys: int) -> argparse.Namespace:
    """The command line of a benchmark: sizes, and how many keys."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="small,medium,large", help="of 600, 20,000 and 200,000 words")
    parser.add_argument("--keys", type=int, default=keys, help="typed into each program")
    return parser.parse_args()

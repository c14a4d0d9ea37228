"""Measures the whole program from outside, beside its floors, and prints ratios of one run.

Needs Xvfb, openbox, dbus-daemon and the harness in `../shared/bench`; says so where they are missing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
HARNESS = ROOT.parent / "shared" / "bench" / "bench_gui.py"


def figure(results: dict[str, Any], app: str, *path: str) -> float | None:
    """One figure out of the harness's results, or None where it was not measured."""
    at: Any = results["apps"].get(app, {})
    for step in path:
        at = at.get(step) if isinstance(at, dict) else None
    return float(at) if isinstance(at, int | float) else None


def ratio(results: dict[str, Any], size: str, app: str, floor: str, *path: str) -> str:
    """A line: what was compared, Desk's figure, the floor's, and their ratio; "" where neither was asked for."""
    what, ours = " ".join(path), figure(results, app, path[0], size, *path[1:])
    theirs = figure(results, floor, path[0], size, *path[1:])
    if ours is None and theirs is None:
        return ""
    if ours is None or not theirs:
        return f"{size:7} {what:28} not measured ({app} {ours}, {floor} {theirs})"
    return f"{size:7} {what:28} {app} {ours:8.2f}   {floor} {theirs:8.2f}   ratio {ours / theirs:.2f}"


def show(line: str) -> None:
    """Print a line, if there is one."""
    if line:
        print(line)


def report(results: dict[str, Any], sizes: list[str]) -> None:
    """The ratios that the issues name."""
    for size in sizes:
        for quantile in ("p50", "p95"):
            show(ratio(results, size, "desk", "floor-rich", "typing", "latency_ms", quantile))
            show(ratio(results, size, "desk", "floor-patch", "preview", "settled_ms", quantile))
        show(ratio(results, size, "desk", "floor-preview", "start", "text"))
        show(ratio(results, size, "desk-10000", "desk-10", "start", "text"))
    for name, entry in results["apps"].items():
        for what, error in entry["errors"].items():
            print(f"FAILED {name} {what}: {error.strip().splitlines()[-1]}")


def main() -> int:
    """Run the harness on Desk and its floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="small")
    parser.add_argument("--keys", default="200")
    parser.add_argument("--phases", default="start,typing,preview")
    parser.add_argument("--only", default="floor-rich,floor-patch,floor-preview,desk,desk-10,desk-10000")
    parser.add_argument("--work", default=None, help="folder for results and screenshots")
    args = parser.parse_args()
    missing = [tool for tool in ("Xvfb", "openbox", "dbus-daemon") if not shutil.which(tool)]
    if missing or not HARNESS.exists():
        print(
            "Not measured from outside: missing", ", ".join([*missing, *([] if HARNESS.exists() else [str(HARNESS)])])
        )
        return 1
    work = Path(args.work or tempfile.mkdtemp(prefix="desk-bench-"))
    command = [
        sys.executable, str(HARNESS), "--work", str(work), "--apps", str(HERE / "outside.py"),
        "--define", f"PYSIDE_PYTHON={sys.executable}", "--define", f"DESK_PYTHON={sys.executable}",
        "run", "--only", args.only, "--sizes", args.sizes, "--keys", args.keys, "--phases", args.phases,
    ]  # fmt: skip
    subprocess.run(command, check=True)
    print(f"Results and screenshots are in {work}.")
    report(json.loads((work / "results.json").read_text(encoding="utf-8")), args.sizes.split(","))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`desk export` of 1,000 articles of 800 words as HTML pages, beside Python-Markdown alone on the same bodies.

Goal: at most 1.5 times, start-up aside. What the command takes for one article is its start-up.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import markdown
from copy_text import markdown_body  # type: ignore[import-not-found]

from desk.formats.markdown import read_body
from desk.library.library import Library
from desk.story.story import Story

ARTICLES, WORDS, ROUNDS = 1000, 800, 3


def make_library(path: Path, bodies: list[str]) -> None:
    """A library of these bodies."""
    with Library.open(path, who="Bench") as library:
        stories = [Story(headline=f"Article {n}", slug=f"article-{n}", body=read_body(b)) for n, b in enumerate(bodies)]
        library.create_many(stories).result()


def markdown_alone(bodies: list[str]) -> float:
    """Seconds that Python-Markdown, configured with nothing, takes for the bodies in this process."""
    converter = markdown.Markdown()
    begin = time.perf_counter()
    for body in bodies:
        converter.reset()
        converter.convert(body)
    return time.perf_counter() - begin


def export(library: Path, out: Path, *which: str) -> float:
    """Seconds that one `desk export` takes."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "desk", "export", "--library", str(library), "--override", "Measured"]
    subprocess.run([*command, *which, "--format", "html", "--output", str(out)], check=True, capture_output=True)
    return time.perf_counter() - begin


def main() -> int:
    """Measure in turn, and print the ratio of the medians."""
    bodies = [markdown_body(WORDS, seed=n) for n in range(ARTICLES)]
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        library = Path(folder) / "bench.desk"
        make_library(library, bodies)
        alone, whole, one = [], [], []
        for n in range(ROUNDS):
            alone.append(markdown_alone(bodies))
            whole.append(export(library, Path(folder) / f"all-{n}", "--all"))
            one.append(export(library, Path(folder) / f"one-{n}", "article-0"))
            written = len(list((Path(folder) / f"all-{n}").glob("*.html")))
            assert written == ARTICLES, written
    a, w, o = (sorted(times)[ROUNDS // 2] for times in (alone, whole, one))
    print(f"Python-Markdown alone {a:.2f} s; desk export {w:.2f} s, of which start-up {o:.2f} s")
    print(f"export: ratio {(w - o) / a:.2f} (goal 1.5)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Copies as other programs make them, and beside each what Desk reads in it: Markdown, then the report.

Set DESK_REWRITE_GOLDEN=1 to write what Desk reads anew, and look at the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desk.formats.markdown import read_body, write_body
from desk.formats.pasted.clip import Clip
from desk.formats.pasted.reading import read_clip
from desk.formats.pasted.report import Pasted
from desk.story.body import text_of

FOLDER = Path(__file__).parent / "samples"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".html", ".txt"})


def read(path: Path) -> Pasted:
    text = path.read_bytes().decode("utf-8")
    return read_clip(Clip(html=text) if path.suffix == ".html" else Clip(text=text))


def report(pasted: Pasted) -> str:
    lines = [f"From: {pasted.source.value}", pasted.sentence]
    lines.append("Shown." if pasted.matters else "Not shown.")
    if pasted.note is not None:
        lines += ["", text_of(pasted.note.spans)]
    return "\n".join(lines)


def test_there_are_enough_of_them() -> None:
    assert len(SAMPLES) >= 30


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_read_as_it_should_be(path: Path) -> None:
    pasted = read(path)
    found = f"{write_body(pasted.body).rstrip()}\n\n{'=' * 20}\n{report(pasted)}\n"
    golden = path.with_name(f"{path.name}.golden")
    if os.environ.get("DESK_REWRITE_GOLDEN"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")
    assert read_body(write_body(pasted.body)) == pasted.body

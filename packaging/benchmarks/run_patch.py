"""Our own work from a key to the patch handed to the page, in a story of 20,000 words beside one of 600.

Goal: at most 1.5 times. Timed is what happens between Qt's word that the document changed and the message for the
page: reading the changed lines, the new story with its undo and its saving, the patch. Qt's layout is not ours.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from copy_text import markdown_body  # type: ignore[import-not-found]
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from desk.formats.html_write import no_pictures
from desk.formats.markdown import read_body
from desk.houses import default_house
from desk.library.library import Library
from desk.story.body import Body
from desk.story.story import Story
from desk.ui.editor.bridge import Bridge
from desk.ui.editor.styles import Styles
from desk.ui.manuscript import Manuscript
from desk.ui.preview.patch import Shown, as_message
from desk.ui.qt_faults import mend_counts
from desk.ui.tokens import LIGHT

SIZES, KEYS, ROUNDS = (600, 20_000), 400, 5


@contextmanager
def opened(body: Body, folder: Path) -> Iterator[Manuscript]:
    """A manuscript that saves into a real library."""
    with Library.open(folder / f"{len(body.blocks)}.desk") as library:
        row = library.create(Story(headline="A story", body=body)).result()
        manuscript = Manuscript(library)
        manuscript.open(library.article(row.id))
        yield manuscript
        manuscript.close()


def type_into(manuscript: Manuscript) -> list[float]:
    """Seconds of our own work for each key, typed in the middle."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    bridge = Bridge(document, Styles(LIGHT))
    bridge.load(manuscript.story.body)
    shown = Shown(manuscript.story, default_house(), no_pictures)
    cursor = QTextCursor(document.findBlockByNumber(document.blockCount() // 2))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    took = []
    for key in range(KEYS):
        position = cursor.position()
        cursor.insertText("wonder "[key % 7])
        begin = time.perf_counter()
        bridge.note(position, 1)
        change = bridge.take()
        manuscript.edit(replace(manuscript.story, body=bridge.body), None, "typing", body=change)
        json.dumps(as_message(shown.follow(manuscript.story, change, no_pictures)))
        took.append(time.perf_counter() - begin)
    return took


def main() -> int:
    """Measure both sizes in turn, and print the ratio of the medians."""
    mend_counts()
    app = QApplication([])
    took: dict[int, list[float]] = {size: [] for size in SIZES}
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        for number in range(ROUNDS):
            for size in SIZES:
                own = Path(folder) / str(number)
                own.mkdir(exist_ok=True)
                with opened(read_body(markdown_body(size)), own) as manuscript:
                    took[size] += type_into(manuscript)
    app.quit()
    small, large = (sorted(took[size])[len(took[size]) // 2] * 1000 for size in SIZES)
    print(f"key to patch, median of {KEYS * ROUNDS}: {small:.3f} ms at 600 words, {large:.3f} ms at 20,000")
    print(f"patch: ratio {large / small:.2f} (goal 1.5)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

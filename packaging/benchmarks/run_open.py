"""Opening a text, and the memory that it takes, in Desk and in a bare QTextEdit.

Goals at 200,000 words: from the wish to the painted page at most 2 times what the bare widget's `setPlainText`, with
its painting, and Python-Markdown's parse take together; the process grows by at most 2.5 times as much. Each
measurement is a process of its own, and they take turns. In Desk's window the list, the counts, spelling and the
preview are at work; what the browser's processes and that of the dictionary grow by is told and not counted.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from side_by_side import asked  # type: ignore[import-not-found]

WORDS = {"small": 600, "medium": 20_000, "large": 200_000}
ROUNDS = 3
TIME_GOAL, MEMORY_GOAL = 2.0, 2.5
REST = 8  # s in which what goes on behind the painted page comes to its end


def resident(pid: int | str = "self") -> float:
    """MiB that a process holds by itself."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    kept = [int(line.split()[1]) for line in text.splitlines() if line.startswith(("Private_Clean", "Private_Dirty"))]
    return sum(kept) / 1024


def beside(pid: int) -> float:
    """MiB that all processes hold that a process started, and those that they started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return sum(resident(child) + beside(int(child)) for child in children)


def spin(seconds: float) -> None:
    """Let the window work for a while."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415

    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def bare(file: Path) -> dict[str, float]:
    """The bare widget, and Python-Markdown."""
    import markdown  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QTextEdit  # noqa: PLC0415

    app = QApplication([])
    edit = QTextEdit()
    edit.resize(1600, 1000)
    edit.show()
    spin(1)
    text = file.read_text(encoding="utf-8")
    before, begin = resident(), time.perf_counter()
    edit.setPlainText(text)
    edit.repaint()
    shown = time.perf_counter() - begin
    spin(REST)
    grown = resident() - before
    begin = time.perf_counter()
    markdown.markdown(text)
    parsed = time.perf_counter() - begin
    app.quit()
    return {"seconds": shown + parsed, "shown": shown, "parsed": parsed, "grown": grown}


def desk(file: Path) -> dict[str, float]:
    """Desk's whole window, on a library with the text in it."""
    home = file.parent / f"home-{os.getpid()}"
    os.environ.update(
        HOME=str(home), XDG_CONFIG_HOME=f"{home}/c", XDG_STATE_HOME=f"{home}/s", XDG_DATA_HOME=f"{home}/d"
    )
    home.mkdir()
    from desk.formats.importing import read_file  # noqa: PLC0415
    from desk.houses import default_house  # noqa: PLC0415
    from desk.library.library import Library  # noqa: PLC0415
    from desk.library.values import Why  # noqa: PLC0415
    from desk.story.story import Story  # noqa: PLC0415

    with Library.open(home / "bench.desk", who="Bench") as library:
        library.set_setting("who", "Bench")
        library.create(Story(headline="Short", slug="short"), Why.CREATED).result()
        story = read_file(file, default_house()).story
        library.create(replace(story, slug="long"), Why.IMPORTED).result()
    code = f"import run_open; run_open.desk_window({str(home)!r})"
    command = [sys.executable, "-c", code]
    answer = subprocess.run(command, check=True, cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def desk_window(home: str) -> None:
    """The window itself, in a process that has not read the text before. Prints what was measured."""
    from concurrent.futures import Future  # noqa: PLC0415

    from desk.ui.opening import Opened, open_library  # noqa: PLC0415
    from desk.ui.settings import SettingsStore  # noqa: PLC0415
    from desk.ui.start import Session, make_app, make_looks  # noqa: PLC0415

    app = make_app(["desk"])
    session = Session(make_looks(app, SettingsStore(Path(home) / "window.json")))
    session.window.resize(1600, 1000)
    opening: Future[Opened] = Future()
    opening.set_result(open_library(Path(home) / "bench.desk"))
    rooms: list[object] = []
    session.room_ready.connect(rooms.append)
    session.begin(opening, Path(home) / "bench.desk", "short")
    spin(REST)
    room = session.room
    assert room is not None
    others, before, begin = beside(os.getpid()), resident(), time.perf_counter()
    room.open_article("long")
    while room.manuscript.article is None or room.manuscript.article.slug != "long":
        app.processEvents()
    room.page.repaint()
    shown = time.perf_counter() - begin
    spin(REST)
    grown = {"grown": resident() - before, "others": beside(os.getpid()) - others}
    print(json.dumps({"seconds": shown, **grown}))
    sys.stdout.flush()
    os._exit(0)


def measured(which: str, file: Path) -> dict[str, float]:
    """One measurement, in a process of its own."""
    command = [sys.executable, __file__, which, str(file)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **_OFFSCREEN})
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DISABLE_SANDBOX": "1"}


def main() -> int:
    """Measure the sizes in turn and print the ratios of the medians."""
    options = asked(__doc__, keys=0)
    from copy_text import markdown_body  # type: ignore[import-not-found]  # noqa: PLC0415

    met = True
    for size in options.sizes.split(","):
        with tempfile.TemporaryDirectory(prefix="desk-bench-", ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "text.md"
            file.write_text(markdown_body(WORDS[size]), encoding="utf-8")
            rounds = [(measured("bare", file), measured("desk", file)) for _ in range(ROUNDS)]
        floor, ours = (
            {name: statistics.median(one[side][name] for one in rounds) for name in rounds[0][side]} for side in (0, 1)
        )
        time_ratio, memory_ratio = ours["seconds"] / floor["seconds"], ours["grown"] / floor["grown"]
        print(
            f"{size:7} opening  desk {ours['seconds']:.3f} s   floor {floor['seconds']:.3f} s "
            f"(widget {floor['shown']:.3f}, Markdown {floor['parsed']:.3f})   "
            f"ratio {time_ratio:.2f} (goal at large {TIME_GOAL})"
        )
        print(
            f"{size:7} memory   desk {ours['grown']:.1f} MiB   floor {floor['grown']:.1f} MiB   "
            f"ratio {memory_ratio:.2f} (goal at large {MEMORY_GOAL}); processes beside it {ours['others']:.0f} MiB"
        )
        met &= size != "large" or (time_ratio <= TIME_GOAL and memory_ratio <= MEMORY_GOAL)
    return 0 if met else 2


if __name__ == "__main__":
    if sys.argv[1:2] in (["bare"], ["desk"]):
        print(json.dumps({"bare": bare, "desk": desk}[sys.argv[1]](Path(sys.argv[2]))))
        sys.exit()
    sys.exit(main())

"""`desk` as a process of its own: what it loads, pipes that break, disks that are full, Ctrl+C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desk.library.library import Library
from desk.story.story import Story

DESK = [sys.executable, "-m", "desk"]
HEAVY = ("PySide6", "sqlalchemy", "alembic", "rich", "PIL", "lxml", "jinja2", "charset_normalizer")


@pytest.fixture(autouse=True)
def buffered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Output is kept back until it is worth writing, as it is for whoever did not ask for something else."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)


def run(*args: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*DESK, *args], capture_output=True, timeout=60, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def library(tmp_path: Path, sample_library: Path) -> Path:
    path = tmp_path / "library.desk"
    path.write_bytes(sample_library.read_bytes())
    return path


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from desk.app import main; sys.argv = ['desk', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == "[]\n"
    assert done.stdout.startswith("Usage: ")


def test_the_commands_do_without_qt(library: Path) -> None:
    script = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from desk.cli import build\n"
        f"build(lambda request: 0)(['export', '--all', '-o', {str(library.parent)!r}, '--library', {str(library)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 4


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("ModuleNotFoundError('no', name='PySide6.QtCore')", "pip install 'desk[window]'"),
        ("ImportError('libEGL.so.1: cannot open shared object file: No such file or directory')", "libEGL.so.1"),
    ],
)
def test_a_machine_without_the_parts_of_the_window_is_told_what_is_missing(fault: str, told: str) -> None:
    script = f"from desk.cli import build\ndef no_window(request): raise {fault}\nbuild(no_window)(['open'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 3
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_python_m_desk_is_desk(library: Path) -> None:
    done = run("list", "--library", str(library))
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().startswith("start-here\t")


def test_a_reader_that_has_read_enough_is_no_failure(library: Path) -> None:
    with Library.open(library) as shelf:
        shelf.create_many([Story(headline=f"Story {number} {'x' * 300}") for number in range(400)]).result()
    with subprocess.Popen(
        [*DESK, "list", "--library", str(library)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"story-")
        process.stdout.close()
        assert process.wait(timeout=60) == 0
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has /dev/full")
def test_output_that_cannot_be_written_is_told(library: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*DESK, "list", "--library", str(library)], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert done.returncode == 3
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_ctrl_c_in_a_long_export_leaves_nothing_half_written(library: Path, tmp_path: Path) -> None:
    with Library.open(library) as shelf:
        body = shelf.article("bridge-toll").story.body
        shelf.create_many([Story(headline=f"Story {number}", body=body) for number in range(500)]).result()
    out = tmp_path / "out"
    with subprocess.Popen(
        [*DESK, "export", "--all", "--library", str(library), "--output", str(out), "--override", "A test"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        deadline = time.monotonic() + 60
        while not list(out.glob("*.html")) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 130, said
    assert "nothing is left half-written" in said
    files = list(out.iterdir())
    assert 0 < len(files) < 504
    assert [file.name for file in files if not file.read_text("utf-8").rstrip().endswith("</html>")] == []


def test_a_fault_of_ours_is_told_with_where_the_report_is(tmp_path: Path) -> None:
    script = (
        "from desk.cli import build\n"
        "def broken(request): raise ValueError('not supposed to happen')\n"
        "build(broken)(['open'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {"XDG_STATE_HOME": str(tmp_path)},
    )
    assert done.returncode == 70
    assert "ValueError: not supposed to happen" in done.stderr
    log = tmp_path / "desk" / "desk.log"
    assert str(log) in done.stderr
    assert "ValueError: not supposed to happen" in log.read_text()

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from multiprocessing import forkserver

import pytest

from desk.formats import export_processes

# Ctrl+C goes to all processes of a terminal; here to those of the session that this begins.
_INTERRUPTED = """
import os, signal
from desk.formats.export_processes import begin_ahead, new_processes

signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background may be deaf to it
os.sched_getaffinity = lambda pid: {0, 1}  # one processor has no use for others
begin_ahead(["desk.checks.attribution"])
try:
    os.killpg(0, signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted")
with new_processes(2) as processes:
    print(processes.submit(eval, "'desk.checks.attribution' in __import__('sys').modules").result())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each process begins from nothing")
def test_what_is_loaded_ahead_is_there_and_hears_no_interruption() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED], capture_output=True, text=True, check=True, start_new_session=True
    )
    assert (told.stdout, told.stderr) == ("interrupted\nTrue\n", "")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each process begins from nothing")
def test_where_no_process_can_begin_ahead_nothing_is_wrong_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def full() -> None:
        asked.append(signal.pthread_sigmask(signal.SIG_BLOCK, ()))
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(export_processes, "useful_processes", lambda: 2)
    monkeypatch.setattr(forkserver, "ensure_running", full)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    export_processes.begin_ahead()
    assert asked == [before | {signal.SIGINT}]
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before

"""The processes that help to export many stories: how they begin, and when it is worth it.

They begin from nothing, because this one may have a window and threads. Where the system can do it one process loads
what they need, once, and they are copies of that; it can do so while this one is still busy with something else.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context

# Fewer stories than this are written by one process alone: starting others takes longer than they save.
FEW = 40
_MOST = 8
_IS_COPIED = sys.platform == "linux"
_LOADED = ("desk.formats.exporting", "jinja2.sandbox")


def useful_processes() -> int:
    """How many processes there can be at work at once; 1 where others would not help."""
    mine = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(mine, _MOST)


def begin_ahead(modules: Iterable[str] = ()) -> None:
    """Have the process begin of which the others are copies, with these modules besides what an export needs anyway.
    Nothing waits for it, and nothing happens where there is one already."""
    if not _IS_COPIED or useful_processes() < 2:
        return
    from multiprocessing import forkserver, resource_tracker  # noqa: PLC0415  not there on every system

    forkserver.set_forkserver_preload([*_LOADED, *modules])
    with suppress(OSError):  # whoever needs it then says what is wrong; it may be that nobody does
        resource_tracker.ensure_running()  # first: it lets signals through again when it has begun
        # Ctrl+C goes to every process of the terminal. This one must not hear it while it loads, and never needs to.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def new_processes(processes: int) -> ProcessPoolExecutor:
    """Processes that wait for work."""
    begin_ahead()
    return ProcessPoolExecutor(processes, get_context("forkserver" if _IS_COPIED else "spawn"), _begin_process)


def _begin_process() -> None:
    # Ctrl+C: whoever started this one decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

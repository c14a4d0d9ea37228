"""Where everything is put together: the command line, and the window where one is asked for."""

from __future__ import annotations

import gc
import sys
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk import paths
from desk.cli import OpenRequest, build
from desk.errors import Locked, WorldError

if TYPE_CHECKING:
    from desk.ui.opening import Mending, Opened


def main() -> None:
    """The command line. `desk` alone opens the window."""
    build(open_window)(args=sys.argv[1:] or ["open"])


def window() -> None:
    """The window, from a desktop's menu."""
    build(open_window)(args=["open", *sys.argv[1:]])


def _open(request: OpenRequest, mending: Mending) -> Opened:
    """The library, after what was asked to be done to it first."""
    from desk.ui.opening import mended, open_library, replaced  # noqa: PLC0415

    if request.instead is not None:
        return replaced(request.library, request.instead)
    if request.mend:
        return mended(request.library, mending)
    return open_library(request.library, mend=True, mending=mending)


def _refuse_gone(library: Path) -> None:
    """Make no new library where one was before. Raises NotFound."""
    if not library.exists():
        from desk.ui.gone import refuse_gone  # noqa: PLC0415
        from desk.ui.settings import read  # noqa: PLC0415
        from desk.ui.start import SETTINGS  # noqa: PLC0415

        refuse_gone(library, read(paths.config_dir() / SETTINGS).last_library)


def open_window(request: OpenRequest) -> int:
    """Open the window and stay until it is closed; a library that another window has is shown there instead.

    Gives the exit code. Raises `WorldError` where there is no window to be had.
    """
    if request.picture is not None:
        from desk.ui.headless import SIZE, draw  # noqa: PLC0415

        size = request.size or SIZE
        return draw(request.library, request.target, request.picture, size=size, theme=request.theme)
    gc.disable()  # what a start loads stays; `Collecting` looks from when there is a window
    from desk.library.lock import WindowLock  # noqa: PLC0415
    from desk.ui.opening import Mending, in_background  # noqa: PLC0415

    target = request.target
    if target and Path(target).exists():
        target = str(Path(target).resolve())  # the other window may stand in another folder
    lock, mending = WindowLock(request.library), Mending()
    try:
        _refuse_gone(request.library)
        lock.acquire()
    except Locked:
        from desk.ui.single import ask_first  # noqa: PLC0415

        if ask_first(request.library, target):
            return 0
        raise
    except WorldError as error:
        opening: Future[Opened] = Future()
        opening.set_exception(error)  # said in a window, with what can be done
    else:
        # SQLAlchemy and the library are loaded while Qt is.
        opening = in_background(partial(_open, request, mending))
    from desk.ui.qt_faults import import_plainly  # noqa: PLC0415

    import_plainly()
    from desk.ui.start import run  # noqa: PLC0415

    return run(request.library, target, opening, lock, mending)

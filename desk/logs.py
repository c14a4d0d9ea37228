"""The log: one rotating file in the state folder, for the person who has to find out what went wrong.

It tells which part did what and how long it took. It never holds a story's text, a credited name or
a setting's value: modules log ids, sizes and kinds.
"""

from __future__ import annotations

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import desk
from desk import paths

NAME = "desk.log"
_BYTES = 1_000_000
_OLD_FILES = 3
_LINE = "%(asctime)s %(levelname)-7s %(process)d %(threadName)s %(name)s: %(message)s"
_LOG = logging.getLogger(__name__)


class _Handler(RotatingFileHandler):
    """A full disk is told where it matters, by whoever saves; the log only stays silent about itself."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # the base class names it
        pass


def log_file() -> Path:
    """Where the log is; older ones are beside it, with a number at the end."""
    return paths.state_dir() / NAME


def set_up(level: int = logging.INFO) -> Path | None:
    """Starts the log and records uncaught exceptions of every thread in it; returns the file.

    A state folder that cannot be written is no reason not to work: then there is no log, and None is
    returned. A second call changes nothing but the level.
    """
    root = logging.getLogger()
    root.setLevel(level)
    if any(isinstance(handler, _Handler) for handler in root.handlers):
        return log_file()
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _Handler(path, maxBytes=_BYTES, backupCount=_OLD_FILES, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(_LINE))
    root.addHandler(handler)
    threading.excepthook = _record_thread
    _LOG.info("desk %s, Python %s on %s", desk.__version__, sys.version.split()[0], sys.platform)
    return path


def record(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Puts an uncaught exception into the log, with where it came from."""
    _LOG.critical("Uncaught", exc_info=(kind, error, trace))


def _record_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and args.exc_type is not SystemExit:
        record(args.exc_type, args.exc_value, args.exc_traceback)
        sys.__excepthook__(args.exc_type, args.exc_value, args.exc_traceback)

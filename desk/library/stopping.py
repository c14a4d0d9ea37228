"""Stopping a question that is being answered, from another thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Stopped(Exception):
    """Raised within a question that somebody does not want answered any more."""


class Stop:
    """Given along with a question; `stop` ends it, at once and for good."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._asked: sqlite3.Connection | None = None
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Whether nobody wants the answer."""
        return self._stopped

    def stop(self) -> None:
        """End the question. May be called from any thread, at any time, more than once."""
        with self._guard:
            self._stopped = True
            if self._asked is not None:
                self._asked.interrupt()

    def check(self) -> None:
        """Raises Stopped where somebody asked to stop."""
        if self._stopped:
            raise Stopped

    @contextmanager
    def over(self, connection: sqlite3.Connection) -> Iterator[None]:
        """What this connection is asked within ends with Stopped once somebody asks to stop."""
        with self._guard:
            self.check()
            self._asked = connection
        try:
            yield
        except sqlite3.OperationalError as error:
            if self._stopped and error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise Stopped from error
            raise
        finally:
            with self._guard:
                self._asked = None

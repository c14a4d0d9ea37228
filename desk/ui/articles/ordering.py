"""Remembers in which order somebody lists a library."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from desk.library.wanted import Sort
from desk.ui.articles.line import ListLine
from desk.ui.services import Looks

_MOST = 30  # libraries; those that were ordered long ago are forgotten
_BACKWARDS = " backwards"

log = logging.getLogger(__name__)


class OrderKeeping(QObject):
    """Lists as it was listed last, and notes what somebody chooses. The order of a kept search is no choice: it comes
    and goes with that."""

    def __init__(self, line: ListLine, looks: Looks, library: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        self._looks = looks
        self._library = str(library.resolve())
        kept = dict(looks.store.settings.list_orders).get(self._library, "")
        with suppress(ValueError):  # an order of a newer Desk
            line.set_order(Sort(kept.removesuffix(_BACKWARDS)), backwards=kept.endswith(_BACKWARDS))
        line.sorted_.connect(self._on_sorted)

    @Slot()
    def _on_sorted(self) -> None:
        store = self._looks.store
        others = [one for one in store.settings.list_orders if one[0] != self._library]
        chosen = self._line.sort.value + (_BACKWARDS if self._line.backwards else "")
        store.change(list_orders=(*others, (self._library, chosen))[-_MOST:])
        self._looks.work.run(store.write, None, _note)


def _note(error: Exception) -> None:
    log.warning("settings not written: %s", error)

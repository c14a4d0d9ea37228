"""What the window remembers: declared once, kept in one small JSON file."""

from __future__ import annotations

import json
import os
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from desk.ui.editor.typography import BODY_SIZE, MEASURE, MEASURES, PITCH, SPACINGS, ZOOMS, PageType
from desk.ui.theme import STORY_FAMILY, Scheme

SMALLEST_TYPE, LARGEST_TYPE = 12.0, 32.0  # px


def _setting(default: Any, title: str) -> Any:
    return field(default=default, metadata={"title": title})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is remembered between two starts. A setting is a field here and nowhere else."""

    theme: Scheme = _setting(Scheme.SYSTEM, "Colours: light, dark, or as the system has it")
    geometry: str = _setting("", "Place and size of the window, as Qt packs them, in base 64")
    panes: tuple[int, ...] = _setting((300, 860, 440), "Widths of the list, the page and the side pane, in pixels")
    list_shown: bool = _setting(True, "Whether the list stands beside the page")
    side_shown: bool = _setting(True, "Whether preview and inspector stand beside the page")
    side_tab: str = _setting("", "The tab of the side pane that was open")
    last_library: str = _setting("", "The library that was open")
    last_article: str = _setting("", "The article that was open, by its id")
    list_orders: tuple[tuple[str, str], ...] = _setting(
        (), "The order in which the articles of each library are listed"
    )
    export_format: str = _setting("html", "The format of the last export")
    export_folder: str = _setting("", "The folder of the last export")
    import_folder: str = _setting("", "The folder of the last import")
    spelling: bool = _setting(True, "Whether spelling is checked as one types")
    smart_quotes: bool = _setting(True, "Whether quotes and dashes become typographic as one types")
    markdown_habits: bool = _setting(True, "Whether “## ”, “- ” and the like make headings, lists and marks")
    auto_link: bool = _setting(True, "Whether an address that is typed becomes a link")
    selection_bar: bool = _setting(True, "Whether a small bar comes over words that are selected")
    zoom: int = _setting(100, "How large the page is shown, in per cent")
    story_font: str = _setting(STORY_FAMILY, "The family of the page's type")
    story_size: float = _setting(BODY_SIZE, "The size of running text on the page, in pixels")
    measure: str = _setting("normal", "How wide the column of words is: narrow, normal or wide")
    line_spacing: str = _setting("normal", "How far lines are apart: tight, normal or open")

    @property
    def page_type(self) -> PageType:
        """The type of the page, with what cannot be set put right."""
        return PageType(
            self.story_font,
            min(max(self.story_size, SMALLEST_TYPE), LARGEST_TYPE),
            MEASURES.get(self.measure, MEASURE),
            SPACINGS.get(self.line_spacing, PITCH),
            min(max(self.zoom, ZOOMS[0]), ZOOMS[-1]) / 100,
        )


def titles() -> dict[str, str]:
    """What each setting is for, by its name."""
    return {setting.name: setting.metadata["title"] for setting in fields(Settings)}


def read(path: Path) -> Settings:
    """The settings of a file. What is missing, damaged or unknown there has its default."""
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _from_json(kept) if isinstance(kept, dict) else Settings()


def _from_json(kept: Mapping[str, Any]) -> Settings:
    values: dict[str, Any] = {}
    hints = get_type_hints(Settings)
    for name, value in kept.items():
        if name == "theme" and value in tuple(Scheme):
            values[name] = Scheme(value)
        elif name == "panes" and _widths(value):
            values[name] = tuple(value)
        elif name == "list_orders" and _pairs(value):
            values[name] = tuple((one, other) for one, other in value)
        elif hints.get(name) in (str, bool, int, float) and type(value) is hints[name]:
            values[name] = value
    return Settings(**values)


def _widths(value: object) -> bool:
    return isinstance(value, list) and len(value) == 3 and all(type(n) is int and 0 <= n < 100_000 for n in value)


def _pairs(value: object) -> bool:
    pairs = value if isinstance(value, list) else [None]
    return all(isinstance(pair, list) and len(pair) == 2 and all(type(one) is str for one in pair) for pair in pairs)


def write(settings: Settings, path: Path) -> None:
    """Put the settings in place of the file's, whole or not at all. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(settings), file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(path)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        raise


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


class SettingsStore:
    """The settings in force. Changed in memory as often as one likes, written when asked to."""

    def __init__(self, path: Path, settings: Settings | None = None) -> None:
        self._path = path
        self.settings = settings or read(path)
        self.since = _written(path)  # when that was written, in s since 1970; 0 for never
        self._written = self.settings
        self._writing = threading.Lock()

    def change(self, **values: Any) -> None:
        """Remember these from now on."""
        self.settings = replace(self.settings, **values)

    def take(self, settings: Settings) -> None:
        """Remember all of these from now on."""
        self.settings = settings

    def write(self) -> None:
        """Write them if they changed. From any thread; raises OSError."""
        with self._writing:  # the older of two writes shall not come last
            current = self.settings
            if current != self._written:
                write(current, self._path)
                self._written = current

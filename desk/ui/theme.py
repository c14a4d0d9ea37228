"""The look: colours by name, light and dark, and the two families of type."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desk.ui.stylesheet import stylesheet
from desk.ui.tokens import DARK, LIGHT, Tokens

__all__ = [
    "DARK",
    "LIGHT",
    "Scheme",
    "Theme",
    "Tokens",
    "interface_font",
    "load_fonts",
    "palette",
    "story_font",
    "stylesheet",
]


INTERFACE_FAMILY = "Inter"
STORY_FAMILY = "Source Serif 4"
INTERFACE_SIZE = 13  # px; rows 13.5, second text 11.5


class Scheme(StrEnum):
    """Which colours somebody chose."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Make the fonts of a folder known to Qt; the families that were found, sorted."""
    families: set[str] = set()
    for path in sorted(folder.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families))


def interface_font(pixels: float = INTERFACE_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The type of the interface. Sizes are CSS pixels and may be fractions."""
    return _font(INTERFACE_FAMILY, pixels, weight)


def story_font(
    pixels: float, weight: QFont.Weight = QFont.Weight.Normal, *, italic: bool = False, family: str = STORY_FAMILY
) -> QFont:
    """The type of the story; where a family is not to be had, our own."""
    font = _font(family, pixels, weight)
    if family != STORY_FAMILY:
        font.setFamilies([family, STORY_FAMILY])
    font.setItalic(italic)
    return font


def _font(family: str, pixels: float, weight: QFont.Weight) -> QFont:
    font = QFont(family)
    if float(pixels).is_integer():
        font.setPixelSize(int(pixels))
    else:
        # Qt takes whole pixels only; points may be fractions.
        font.setPointSizeF(pixels * 72 / QApplication.primaryScreen().logicalDotsPerInch())
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def palette(tokens: Tokens) -> QPalette:
    """The palette for what no style sheet reaches: text views, selections, places held by a prompt."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "chrome"),
        (roles.Base, "page"),
        (roles.AlternateBase, "chrome"),
        (roles.Button, "chrome"),
        (roles.ToolTipBase, "ink"),
        (roles.ToolTipText, "page"),
        (roles.WindowText, "ink"),
        (roles.Text, "ink"),
        (roles.ButtonText, "ink"),
        (roles.BrightText, "deleted"),
        (roles.PlaceholderText, "faint"),
        (roles.Highlight, "selection"),
        (roles.HighlightedText, "ink"),
        (roles.Accent, "accent"),
        (roles.Link, "accent"),
        (roles.LinkVisited, "accent"),
        (roles.Mid, "line"),
        (roles.Midlight, "line"),
        (roles.Light, "page"),
        (roles.Dark, "line"),
        (roles.Shadow, "line"),
    ):
        made.setColor(role, tokens.color(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, tokens.color("faint"))
    return made


class SystemColours(Protocol):
    """What the theme needs of QStyleHints."""

    @property
    def colorSchemeChanged(self) -> SignalInstance:  # noqa: N802  Qt's
        """The system's colours changed."""

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802  Qt's
        """The system's colours."""


class Theme(QObject):
    """The colours in force. Follows the system until somebody chooses light or dark.

    Widgets that paint for themselves read `tokens` when they paint, and update when `changed` comes.
    """

    changed = Signal(object)  # Tokens

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM, system: SystemColours | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._hints = system or app.styleHints()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self.tokens = self._wanted()
        self._apply()

    @property
    def scheme(self) -> Scheme:
        """What was chosen; the colours themselves are `tokens`."""
        return self._scheme

    def choose(self, scheme: Scheme) -> None:
        """Use these colours from now on."""
        self._scheme = scheme
        self._refresh()

    @Slot()
    def _on_system_changed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted is self.tokens:
            return
        self.tokens = wanted
        self._apply()
        self.changed.emit(wanted)

    def _wanted(self) -> Tokens:
        if self._scheme is Scheme.SYSTEM:
            return DARK if self._hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme is Scheme.DARK else LIGHT

    def _apply(self) -> None:
        self._app.setPalette(palette(self.tokens))
        self._app.setFont(interface_font())
        self._app.setStyleSheet(stylesheet(self.tokens))

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk.ui.editor.lines import Part
from desk.ui.editor.styles import Styles
from desk.ui.editor.typography import PageType
from desk.ui.theme import DARK, LIGHT, Scheme, Theme, Tokens, interface_font, story_font, stylesheet

# Text on its ground. 4.5 is what WCAG 2.2 asks for (1.4.3); "faint" is for placeholders and is not text that matters.
PAIRS = [
    ("ink", "page"),
    ("ink", "chrome"),
    ("muted", "page"),
    ("muted", "chrome"),
    ("accent", "page"),
    ("accent", "chrome"),
    ("on_accent", "accent"),
    ("accent", "accent_tint"),
    ("inserted", "inserted_tint"),
    ("deleted", "deleted_tint"),
    ("warning", "warning_tint"),
    ("ink", "accent_tint"),
    ("ink", "selection"),
    ("ink", "match"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(tokens: Tokens, text: str, ground: str) -> None:
    light, dark = sorted((luminance(getattr(tokens, text)), luminance(getattr(tokens, ground))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_uses_no_colour_but_the_tokens(tokens: Tokens) -> None:
    sheet = stylesheet(tokens)
    assert "$" not in sheet
    known = {getattr(tokens, field.name) for field in fields(tokens) if field.name != "dark"}
    derived = set(re.findall(r"#[0-9a-f]{6}", sheet)) - known
    assert len(derived) <= 2  # the primary button under the pointer, a tool button held down


def test_pictures_of_the_style_sheet_are_there() -> None:
    for tokens in (LIGHT, DARK):
        for path in re.findall(r'url\("([^"]+)"\)', stylesheet(tokens)):
            assert Path(path).is_file()


def test_both_families_are_shipped(fonts: tuple[str, ...], qapp: QApplication) -> None:
    assert {"Inter", "Source Serif 4"} <= set(fonts)
    assert QFontInfo(interface_font(13, QFont.Weight.DemiBold)).family() == "Inter"
    story = QFontInfo(story_font(16, italic=True))
    assert (story.family(), story.italic()) == ("Source Serif 4", True)


def test_sizes_may_be_fractions(qapp: QApplication, fonts: tuple[str, ...]) -> None:
    assert interface_font(13.5).pointSizeF() * qapp.primaryScreen().logicalDotsPerInch() / 72 == pytest.approx(13.5)


def test_choosing_dark_recolours_what_is_shown(qtbot: QtBot, theme: Theme) -> None:
    label = QLabel("words")
    label.setProperty("role", "muted")
    qtbot.addWidget(label)
    label.show()
    assert label.palette().color(label.foregroundRole()).name() == LIGHT.muted
    with qtbot.waitSignal(theme.changed) as changed:
        theme.choose(Scheme.DARK)
    assert changed.args == [DARK]
    assert label.palette().color(label.foregroundRole()).name() == DARK.muted


class System(QObject):
    """A system whose colours somebody changes. The platform that tests run on has none."""

    colorSchemeChanged = Signal(object)  # noqa: N815  Qt's

    def __init__(self) -> None:
        super().__init__()
        self.now = Qt.ColorScheme.Dark

    def colorScheme(self) -> Qt.ColorScheme:
        return self.now

    def turn(self, scheme: Qt.ColorScheme) -> None:
        self.now = scheme
        self.colorSchemeChanged.emit(scheme)


def test_the_system_is_followed_until_somebody_chooses(qapp: QApplication) -> None:
    system = System()
    theme = Theme(qapp, Scheme.SYSTEM, system)
    assert theme.tokens is DARK
    system.turn(Qt.ColorScheme.Light)
    assert theme.tokens is LIGHT
    theme.choose(Scheme.LIGHT)
    system.turn(Qt.ColorScheme.Dark)
    assert theme.tokens is LIGHT
    theme.choose(Scheme.SYSTEM)
    assert theme.tokens is DARK


def test_roles_look_different(qtbot: QtBot, theme: Theme) -> None:
    pictures = []
    for role in ("", "primary", "quiet", "chip", "accept", "danger"):
        button = QPushButton("Export")
        button.setProperty("role", role)
        qtbot.addWidget(button)
        button.resize(120, 32)
        pictures.append(button.grab().toImage())
    assert all(a != b for place, a in enumerate(pictures) for b in pictures[:place])


def test_no_words_of_a_story_are_as_faint_as_a_prompt() -> None:
    looks = {part: Styles(LIGHT, PageType()).look(part, 0) for part in Part}
    assert [part for part, look in looks.items() if look.colour == "faint"] == []

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage

from desk.ui.actions import ACTIONS
from desk.ui.icons import Icons
from desk.ui.theme import DARK, LIGHT, Scheme, Theme

SIZE = QSize(32, 32)


def colours(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    image = icon.pixmap(SIZE, mode).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}


def test_an_icon_is_drawn_in_its_token_and_follows_the_theme(theme: Theme, icons: Icons) -> None:
    icon = icons.icon("trash-2", "deleted")
    assert colours(icon) == {LIGHT.deleted}
    theme.choose(Scheme.DARK)
    assert colours(icon) == {DARK.deleted}


def test_a_disabled_icon_is_faint(icons: Icons) -> None:
    assert colours(icons.icon("bold"), QIcon.Mode.Disabled) == {LIGHT.faint}


def test_a_copy_of_an_icon_is_drawn_too(icons: Icons) -> None:
    assert colours(QIcon(icons.icon("bold"))) == {LIGHT.muted}


def test_there_is_an_icon_for_every_action_that_names_one(icons: Icons) -> None:
    assert {action.icon for action in ACTIONS if action.icon} <= set(icons.names())


def test_an_icon_that_is_not_there_is_an_error(icons: Icons) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")

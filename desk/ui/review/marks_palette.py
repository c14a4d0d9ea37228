"""The colours of those who change a story. The first has the theme's own for what came and what went; the others one
each, calm ones that are told apart beside each other and from links, faults and comments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor

from desk.ui.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Hue:
    """The colours of one hand: of the words that came and of those that went, each with the ground behind them."""

    added: QColor
    added_ground: QColor
    removed: QColor
    removed_ground: QColor


# Ink and ground: violet, teal, plum, indigo, sienna, olive.
_LIGHT = (
    ("#6b46b5", "#efe9fa"),
    ("#0f7278", "#dff1f2"),
    ("#a0327a", "#f9e6f2"),
    ("#3f51b5", "#e7eaf9"),
    ("#7d4f2a", "#f4eae1"),
    ("#5b6a1a", "#eef2da"),
)
_DARK = (
    ("#b79df0", "#2d2640"),
    ("#5fc3c7", "#183336"),
    ("#e391c4", "#3a2333"),
    ("#9aa8f2", "#262b45"),
    ("#d9a47a", "#38291e"),
    ("#b5c46a", "#2c311a"),
)


@lru_cache(64)
def hue(number: int, tokens: Tokens) -> Hue:
    """The colours of the hand with this number, in a theme."""
    if number <= 0:
        return Hue(*map(tokens.color, ("inserted", "inserted_tint", "deleted", "deleted_tint")))
    more = _DARK if tokens.dark else _LIGHT
    ink, ground = map(QColor, more[(number - 1) % len(more)])
    return Hue(ink, ground, ink, ground)

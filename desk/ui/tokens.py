"""Colours by name: what the style sheet, the palette and everything that paints for itself is made from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, as "#rrggbb". A `…_tint` is the ground on which its colour stands as text."""

    chrome: str
    page: str
    line: str
    ink: str
    muted: str
    faint: str
    accent: str
    accent_tint: str
    selection: str
    match: str
    inserted: str
    inserted_tint: str
    deleted: str
    deleted_tint: str
    warning: str
    warning_tint: str
    on_accent: str
    hover: str
    dark: bool

    def color(self, name: str) -> QColor:
        """A token as Qt paints with it, by its field name."""
        return QColor(getattr(self, name))


LIGHT = Tokens(
    chrome="#f4f2ed",
    page="#ffffff",
    line="#e3dfd6",
    ink="#1c1b19",
    muted="#716c63",
    faint="#a39d92",
    accent="#1b5e8c",
    accent_tint="#e4eef6",
    selection="#c3d9ea",
    match="#ffe9a6",
    inserted="#1e7b4f",
    inserted_tint="#e3f3ea",
    deleted="#b3372b",
    deleted_tint="#fbe9e6",
    warning="#8a6100",
    warning_tint="#fbf1d9",
    on_accent="#ffffff",
    hover="#eae6de",
    dark=False,
)

DARK = Tokens(
    chrome="#17181a",
    page="#1f2022",
    line="#2e3033",
    ink="#e9e6e0",
    muted="#a09b92",
    faint="#6d6a64",
    accent="#7ab8e4",
    accent_tint="#20323f",
    selection="#2f5069",
    match="#5a4a1c",
    inserted="#6cc79a",
    inserted_tint="#1d3329",
    deleted="#ee8d80",
    deleted_tint="#3b2522",
    warning="#e0b75a",
    warning_tint="#382f1b",
    on_accent="#17181a",
    hover="#26282b",
    dark=True,
)

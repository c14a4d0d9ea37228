"""Quoted words, read from their own side."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from desk.ui.crediting.quoted import lay_out_quote
from desk.ui.theme import interface_font

FROM_RIGHT = "“… توقف المرشدون according to Reuters …”"
FROM_LEFT = "“… stopped, according to Reuters …”"


@pytest.mark.parametrize(("quote", "is_from_right"), [(FROM_RIGHT, True), (FROM_LEFT, False)])
def test_a_quote_begins_on_its_own_side(qapp: QApplication, quote: str, is_from_right: bool) -> None:
    layout = lay_out_quote(quote, "reuters", interface_font(14), interface_font(15), QColor("red"))
    line = layout.lineAt(0)
    places = [line.cursorToX(at)[0] for at in (0, quote.index("Reuters"), len(quote))]  # type: ignore[index]
    assert places == sorted(places, reverse=is_from_right)
    assert min(places) == pytest.approx(0, abs=1)
    assert max(places) == pytest.approx(line.naturalTextWidth(), abs=1)


def test_the_name_in_it_stands_out_whatever_comes_before(qapp: QApplication) -> None:
    layout = lay_out_quote("“🙂 says Reuters.”", "reuters", interface_font(14), interface_font(15), QColor("red"))
    (name,) = layout.formats()
    assert layout.text().encode("utf-16-le")[name.start * 2 : (name.start + name.length) * 2].decode("utf-16-le") == (
        "Reuters"
    )
    assert not lay_out_quote("“Nobody.”", "", interface_font(14), interface_font(15), QColor("red")).formats()

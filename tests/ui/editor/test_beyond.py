"""What is beyond a field's limit turns red where it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from desk.houses import default_house
from desk.story.story import Story
from desk.ui.editor.field import Field
from desk.ui.services import Looks
from desk.ui.theme import Scheme
from tests.ui.editor.pages import Stage

LIMITS = default_house().limits


def reds(field: Field, red: str) -> set[int]:
    """The letters of a field, by their place in its text, in which there is this red."""
    layout = field.document().firstBlock().layout()
    found = set()
    wanted = QColor(red)
    for place in range(len(field.toPlainText())):
        line = layout.lineForTextPosition(place)
        left, right = line.cursorToX(place)[0], line.cursorToX(place + 1)[0]  # type: ignore[index]
        box = QRect(round(left), round(line.y()), max(1, round(right - left)), round(line.height()))
        image = field.viewport().grab(box).toImage()
        dots = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
        if any(dot == wanted for dot in dots):
            found.add(place)
    return found


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_only_what_is_over_is_red(stage: Stage, looks: Looks, scheme: Scheme) -> None:
    looks.theme.choose(scheme)
    stage.open(Story(headline="H" * LIMITS.headline, deck="H" * (LIMITS.deck + 3)))
    stage.settle()
    red = looks.theme.tokens.deleted
    head = stage.page.head
    assert not reds(head.headline, red)
    assert min(reds(head.deck, red)) >= LIMITS.deck - 1  # a neighbour's dots may reach over
    assert reds(head.deck, red) >= {LIMITS.deck, LIMITS.deck + 2}


def test_it_turns_as_one_types_and_the_text_is_not_touched(stage: Stage) -> None:
    stage.open(Story(headline="H" * LIMITS.headline))
    headline, red = stage.page.head.headline, stage.page.bridge.styles.tokens.deleted
    headline.setFocus()
    headline.put_caret(LIMITS.headline, LIMITS.headline)
    QTest.keyClicks(headline, "HH")
    assert stage.story.headline == "H" * (LIMITS.headline + 2)
    assert reds(headline, red) >= {LIMITS.headline + 1}
    assert stage.page.head.headline_count.text() == f"{LIMITS.headline + 2} of {LIMITS.headline} characters"
    stage.manuscript.undo()
    assert not reds(headline, red)
    assert not stage.manuscript.can_undo


def test_signs_of_higher_planes_count_as_one(stage: Stage) -> None:
    stage.open(Story(headline="🙂" * 10 + "H" * (LIMITS.headline - 9)))
    stage.settle()
    headline = stage.page.head.headline
    (over,) = headline.document().firstBlock().layout().formats()
    assert (over.start, over.length) == (20 + LIMITS.headline - 10, 1)

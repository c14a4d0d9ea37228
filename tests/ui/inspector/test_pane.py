"""The inspector as a whole: its tabs, and that everybody can use it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from desk.story.people import Credit, Role
from desk.story.story import Correction, Furniture, Story
from desk.ui.inspector.pane import TABS
from desk.ui.window import SMALLEST
from tests.ui.inspector.stage import PATIENCE, Stage
from tests.ui.inspector.test_details import NOW

FULL = Story(
    headline="Lamps",
    credits=(Credit("Ilse Brandt", role=Role.BY),),
    corrections=(Correction("It was four.", NOW),),
    furniture=(Furniture("The app", "Read on."),),
    first_published=NOW,
)
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QTabBar)


def controls(page: QWidget) -> list[QWidget]:
    """What a person can reach on a page; parts of composed controls have the whole one's name."""
    found = [child for child in page.findChildren(QWidget) if isinstance(child, CONTROLS) and child.isVisibleTo(page)]
    return [one for one in found if not isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)]


@pytest.mark.parametrize("tab", ["details", "credits", "history"])
def test_every_control_has_a_name_and_is_reached_by_keyboard(stage: Stage, tab: str) -> None:
    stage.open(FULL, tab)
    page = getattr(stage.pane, tab)
    if tab == "history":
        stage.qtbot.waitUntil(lambda: bool(stage.pane.history.life.events), timeout=PATIENCE)
    found = controls(page)
    assert len(found) > 2
    for control in found:
        text = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or text, f"{control} has no name"
        if control.isEnabled() and control.accessibleName() != "Move this credit":
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, f"{control.accessibleName()} cannot be reached"


@pytest.mark.parametrize("tab", TABS)
def test_tabs_show_their_pages(stage: Stage, tab: str) -> None:
    stage.pane.show_tab("credits" if tab != "credits" else "details")
    with stage.qtbot.waitSignal(stage.pane.tab_changed) as heard:
        stage.pane.show_tab(tab)
    assert heard.args == [tab]
    assert stage.pane.tab == tab
    assert stage.pane.stack.currentWidget() is getattr(stage.pane, tab)


def test_tabs_go_by_key(stage: Stage) -> None:
    stage.open(FULL, "details")
    stage.pane.setFocus()
    assert QApplication.focusWidget() is stage.pane.tabs
    QTest.keyClick(stage.pane.tabs, Qt.Key.Key_Right)
    assert stage.pane.tab == "credits"


def test_a_credit_is_begun_from_anywhere(stage: Stage) -> None:
    stage.open(Story(headline="Lamps"), "details")
    stage.pane.add_credit()
    assert stage.pane.tab == "credits"
    assert QApplication.focusWidget() is stage.pane.credits.rows[0].name


def test_without_an_article_details_wait(stage: Stage) -> None:
    stage.open(FULL, "details")
    stage.manuscript.close()
    assert not stage.pane.details.isEnabled()


def test_nothing_is_wider_than_the_pane(stage: Stage, fonts: tuple[str, ...]) -> None:
    narrow = SMALLEST[2]
    stage.open(FULL, "details")
    for tab in ("details", "credits", "history"):
        stage.pane.show_tab(tab)
        stage.pane.resize(narrow, 700)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        page = getattr(stage.pane, tab)
        assert page.minimumSizeHint().width() <= narrow
        for control in controls(page):
            assert control.mapTo(page, control.rect().topRight()).x() <= page.width(), control.accessibleName()

"""What stands under a credit: what is usual, and where else somebody is credited this month."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.story.directory import Contact, usual
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story
from desk.ui.inspector.row_foot import RowFoot, filled_in, said_usual
from tests.ui.inspector.stage import PATIENCE, Stage

BO = Contact("Bo Lind", place="Cork", title="Desk reporter", credited_as=Role.REPORTING)


def foot(stage: Stage, at: int) -> RowFoot:
    return stage.pane.credits.rows[at].foot


def test_what_is_usual_in_words() -> None:
    usually = Credit("Bo", PersonKind.PERSON, Role.PHOTOGRAPHY, "Cork", "Desk reporter")
    said = [
        said_usual(credit, filled_in(credit, usually, with_role=with_role))
        for credit, with_role in (
            (Credit("Bo"), True),
            (Credit("Bo", place="Riga"), False),
            (Credit("Bo", place="Riga", title="editor"), False),
        )
    ]
    assert said == ["Usually photography, “Desk reporter”, in Cork", "Usually “Desk reporter”", ""]
    assert filled_in(Credit("B. Lind", note="x"), usually, with_role=False) == Credit(
        "B. Lind", PersonKind.PERSON, Role.CONTRIBUTOR, "Cork", "Desk reporter", "x"
    )


def test_what_is_usual_is_offered_for_a_name_that_is_typed_and_one_click_takes_it(stage: Stage) -> None:
    stage.library.put_contacts([BO]).result()
    stage.open(Story(headline="Lamps"), "credits")
    stage.click(stage.button("Add a person"))
    row = stage.pane.credits.rows[0]
    QTest.keyClicks(row.name, "Bo Lind")
    QTest.keyClick(row.name, Qt.Key.Key_Escape)  # no name out of the list
    QTest.keyClick(row.name, Qt.Key.Key_Tab)
    stage.qtbot.waitUntil(row.foot.usual.isVisible, timeout=PATIENCE)
    assert row.foot.usual.text() == "Usually reporting, “Desk reporter”, in Cork"
    assert stage.story.credits == (Credit("Bo Lind", role=Role.BY),), "nothing is added by itself"
    row.foot.offer(row.credit, replace(row.credit, place="Cork" * 200))
    assert row.minimumSizeHint().width() < 400, "however long it is, the column stays as wide"
    contact = usual(BO, None)
    assert contact is not None
    row.foot.offer(row.credit, filled_in(row.credit, contact, with_role=True))
    stage.click(row.foot.usual)
    assert stage.story.credits == (Credit("Bo Lind", role=Role.REPORTING, place="Cork", title="Desk reporter"),)
    assert row.foot.usual.isHidden()
    QTest.keyClicks(row.name, " B")
    assert row.foot.isHidden()


def test_where_else_somebody_is_credited_this_month_is_said_and_opened(stage: Stage) -> None:
    stage.library.put_contacts([Contact("Bo Lind", spellings=("B. Lind",))]).result()
    quay = stage.library.create(Story(headline="The quay", credits=(Credit("B. Lind"),))).result()
    old = Story(headline="Old", credits=(Credit("Bo Lind"),), first_published=datetime(2019, 5, 6, tzinfo=UTC))
    stage.library.create(old).result()
    stage.open(Story(headline="Lamps", credits=(Credit("Bo Lind"), Credit("Wei Sung"))), "credits")
    stage.qtbot.waitUntil(foot(stage, 0).elsewhere.isVisible, timeout=PATIENCE)
    assert foot(stage, 0).elsewhere.text() == "Also in 1 story this month"
    assert foot(stage, 1).isHidden()
    actions = [action for action in foot(stage, 0).elsewhere.menu().actions() if not action.isSeparator()]
    assert "The quay" in actions[0].text()
    with stage.qtbot.waitSignal(stage.pane.credits.article_requested) as wished:
        actions[0].trigger()
    assert wished.args == [quay.id]
    with stage.qtbot.waitSignal(stage.pane.credits.ledger_requested) as ledger:
        actions[1].trigger()
    assert ledger.args == ["Bo Lind"]
    stage.type(stage.pane.credits.rows[0].name, "Nobody")
    stage.qtbot.waitUntil(foot(stage, 0).isHidden, timeout=PATIENCE)

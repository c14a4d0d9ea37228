"""Details, as a person fills them in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDateTimeEdit, QToolButton, QWidget

from desk.story.body import Body, Figure, Mark, Paragraph, Span, spans
from desk.story.people import Credit, Role
from desk.story.story import Correction, CorrectionKind, Dateline, Furniture, Slot, Story
from desk.ui.inspector.cards import FurnitureField
from desk.ui.inspector.fields import LineField, ProseField
from desk.ui.inspector.limits import LimitedField
from desk.ui.inspector.notes import CorrectionsField
from tests.ui.inspector.stage import HOUSE, PATIENCE, Stage

NOW = datetime(2026, 7, 2, 9, 40, 30, tzinfo=UTC)
STORY = Story(headline="Lamps", slug="lamps")
LISBON = ZoneInfo("Europe/Lisbon")


def line(stage: Stage, name: str) -> LineField:
    field = stage.pane.details.fields[name]
    assert isinstance(field, LineField)
    return field


def prose(stage: Stage, name: str) -> ProseField:
    field = stage.pane.details.fields[name]
    assert isinstance(field, ProseField)
    return field


def tool(widget: QWidget, name: str) -> QToolButton:
    (found,) = (one for one in widget.findChildren(QToolButton) if one.accessibleName() == name)
    return found


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("slug", "east-mole", "east-mole"),
        ("section", "Harbour", "Harbour"),
        ("keywords", "pilots,  east mole, pilots,", ("pilots", "east mole")),
        ("canonical", "https://news.example/lamps", "https://news.example/lamps"),
    ],
)
def test_a_line_is_the_storys_as_it_is_typed(stage: Stage, name: str, typed: str, value: object) -> None:
    stage.open(STORY, "details")
    stage.type(line(stage, name).line, typed)
    assert getattr(stage.story, name) == value
    assert line(stage, name).line.text() == typed, "nothing is rewritten under the hands of a person"
    stage.manuscript.undo()
    assert stage.story == STORY
    assert line(stage, name).line.text() == (STORY.slug if name == "slug" else "")


@pytest.mark.parametrize(
    ("typed", "tag", "shown"),
    [
        ("German", "de", "German"),
        ("pt", "pt", "Portuguese"),
        ("english (uk)", "en-GB", "English (UK)"),
        ("Afrikaans", "af", "Afrikaans"),
        ("de-CH", "de-CH", "German (Switzerland)"),
        ("C", STORY.language, "English (US)"),
        ("x-klingon words", STORY.language, "English (US)"),
        ("", STORY.language, "English (US)"),
    ],
)
def test_a_language_is_chosen_by_its_name_or_tag(stage: Stage, typed: str, tag: str, shown: str) -> None:
    stage.open(STORY, "details")
    field = line(stage, "language").line
    assert field.text() == "English (US)"
    stage.type(field, typed)
    assert stage.story.language == STORY.language, "half a name is no language"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert stage.story.language == tag
    assert field.text() == shown
    stage.manuscript.undo()
    assert field.text() == "English (US)"


@pytest.mark.parametrize("tag", ["no", "iw", "DE", "en-US", "x-own"])
def test_whoever_only_goes_through_the_language_leaves_it_as_it_is(stage: Stage, tag: str) -> None:
    stage.open(replace(STORY, language=tag), "details")
    field = line(stage, "language").line
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert stage.story.language == tag
    assert not stage.manuscript.can_undo


def test_languages_are_offered_by_name(stage: Stage) -> None:
    stage.open(STORY, "details")
    field = line(stage, "language").line
    stage.type(field, "engl")
    completer = field.completer()
    names = [completer.completionModel().index(row, 0).data() for row in range(completer.completionCount())]
    assert names == ["English (US)", "English (UK)"]
    popup = completer.popup()
    assert popup is not None
    assert popup.property("role") == "popup"
    popup.hide()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "English (US)"


@pytest.mark.parametrize("name", ["editors_note", "usage_terms"])
def test_lines_of_prose(stage: Stage, name: str) -> None:
    stage.open(STORY, "details")
    view = prose(stage, name).prose
    low = view.height()
    stage.type(view, "One")
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClicks(view, "two ")
    assert getattr(stage.story, name) == "One\n\n\n\ntwo"
    stage.qtbot.waitUntil(lambda: view.height() > low, timeout=PATIENCE)
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.toPlainText() == "One\n\n\n\ntwo ", "the field has no undo of its own"
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not view


def test_fields_follow_an_edit_from_elsewhere(stage: Stage) -> None:
    stage.open(STORY, "details")
    stage.manuscript.edit(replace(STORY, slug="moles", keywords=("a", "b"), dateline=Dateline("FARO")), None)
    assert line(stage, "slug").line.text() == "moles"
    assert line(stage, "keywords").line.text() == "a, b"
    assert stage.pane.details.dateline.place.line.text() == "FARO"


def test_times_are_the_houses(stage: Stage) -> None:
    stage.open(replace(STORY, first_published=NOW), "details")
    field = stage.pane.details.fields["first_published"]
    clock = field.findChild(QDateTimeEdit)
    assert clock is not None
    assert clock.dateTime().time().hour() == 10, "summer time in Lisbon"
    assert stage.story.first_published == NOW, "showing a time changes nothing, not even its seconds"
    clock.setFocus()
    clock.setSelectedSection(QDateTimeEdit.Section.HourSection)
    QTest.keyClick(clock, Qt.Key.Key_Up)
    assert stage.story.first_published == datetime(2026, 7, 2, 11, 40, tzinfo=LISBON)
    stage.click(tool(field, "Clear: First published"))
    assert stage.story.first_published is None
    assert not clock.isVisible()
    stage.manuscript.undo()
    assert clock.isVisible()


def test_a_time_is_set_to_now_and_an_embargo_to_the_next_hour(stage: Stage) -> None:
    stage.open(STORY, "details")
    stage.click(stage.button("Set: Updated"))
    assert stage.story.updated is not None
    assert abs(stage.story.updated - datetime.now(UTC)) < timedelta(minutes=2)
    stage.click(stage.button("Set: Embargo until"))
    assert stage.story.embargo is not None
    assert stage.story.embargo > datetime.now(UTC)
    assert stage.story.embargo.minute == 0


def test_the_wheel_changes_a_field_only_while_somebody_is_in_it(stage: Stage) -> None:
    stage.open(replace(STORY, first_published=NOW), "details")
    clock = stage.pane.details.fields["first_published"].findChild(QDateTimeEdit)
    assert clock is not None
    line(stage, "slug").line.setFocus()

    def turn() -> None:
        where = QPointF(clock.rect().center())
        turned = QWheelEvent(
            where, clock.mapToGlobal(where), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(clock, turned)

    turn()
    assert stage.story.first_published == NOW
    clock.setFocus()
    turn()
    assert stage.story.first_published != NOW


def test_a_dateline_is_made_of_three(stage: Stage) -> None:
    stage.open(STORY, "details")
    field = stage.pane.details.dateline
    stage.type(field.place.line, "LISBON")
    stage.type(field.source.line, "Reuters")
    stage.click(stage.button("Set: Day"))
    today = datetime.now(LISBON).date()
    assert stage.story.dateline == Dateline("LISBON", today, "Reuters")
    assert type(stage.story.dateline.date) is date


def test_corrections_are_added_changed_and_removed(stage: Stage) -> None:
    stage.open(STORY, "details")
    field = stage.pane.details.fields["corrections"]
    assert isinstance(field, CorrectionsField)
    stage.click(field.add_button)
    assert not stage.story.corrections, "without words there is no correction yet"
    (row,) = field.rows
    assert QApplication.focusWidget() is row.words
    QTest.keyClicks(row.words, "It was four lamps.")
    QTest.keyClicks(row.kind, "Clarification")
    QTest.keyClicks(row.place, "At the top")
    (made,) = stage.story.corrections
    assert (made.text, made.kind, made.slot) == ("It was four lamps.", CorrectionKind.CLARIFICATION, Slot.TOP)
    assert made.at.tzinfo is not None
    stage.click(row.remove)
    assert not stage.story.corrections
    stage.manuscript.undo()
    assert [one.words.toPlainText() for one in field.rows] == ["It was four lamps."]


def test_a_correction_keeps_what_is_not_touched(stage: Stage) -> None:
    correction = Correction("It was four.", NOW)
    stage.open(replace(STORY, corrections=(correction,)), "details")
    field = stage.pane.details.fields["corrections"]
    assert isinstance(field, CorrectionsField)
    QTest.keyClicks(field.rows[0].words, "So ")
    assert stage.story.corrections == (replace(correction, text="So It was four."),)


def test_a_note_that_readers_have_is_put_right_and_withdrawn(stage: Stage) -> None:
    first = Correction("It was four.", NOW)
    stage.open(replace(STORY, corrections=(first,), first_published=NOW, updated=NOW), "details")
    field = stage.pane.details.corrections
    (row,) = field.rows
    stage.click(row.correct)
    assert QApplication.focusWidget() is field.rows[1].words
    QTest.keyClicks(field.rows[1].words, "It was five.")
    _, made = stage.story.corrections
    assert (made.text, made.about) == ("It was five.", NOW)
    assert field.rows[1].about.text().startswith("Correction to the correction of ")
    assert not field.rows[1].correct.isVisible(), "nobody has read it yet"
    stage.click(row.remove)
    assert stage.story.corrections[0].text == first.text
    assert stage.story.corrections[0].withdrawn is not None
    assert not row.live.isVisible()
    assert row.struck.font().strikeOut()
    assert row.struck.text() == "It was four."
    assert row.since.text().startswith("Withdrawn ")
    stage.click(row.put_back)
    assert stage.story.corrections == (first, made)
    stage.manuscript.undo()
    assert row.gone.isVisible()


def test_one_is_led_to_a_note_and_sees_all_of_its_words(stage: Stage) -> None:
    notes = tuple(Correction("It was four lamps. " * 20, NOW + timedelta(days=day)) for day in range(3))
    stage.open(replace(STORY, corrections=notes), "details")
    details = stage.pane.details
    details.go_to_note(notes[1].at)
    row = details.corrections.rows[1]
    assert QApplication.focusWidget() is row.words
    stage.qtbot.waitUntil(lambda: not row.words.visibleRegion().isEmpty(), timeout=PATIENCE)
    stage.qtbot.waitUntil(lambda: row.words.height() >= row.words.sizeHint().height(), timeout=PATIENCE)


def test_notes_about_another_go_where_its_time_goes(stage: Stage) -> None:
    first = Correction("It was four.", NOW)
    second = Correction("It was five.", NOW + timedelta(days=1), about=NOW)
    stage.open(replace(STORY, corrections=(first, second)), "details")
    field = stage.pane.details.corrections
    clock = field.rows[0].at.focusProxy()
    assert isinstance(clock, QDateTimeEdit)
    clock.setDateTime(clock.dateTime().addDays(-1))
    one, other = stage.story.corrections
    assert (one.at.date(), other.about) == ((NOW - timedelta(days=1)).date(), one.at)
    clock.setDateTime(clock.dateTime().addDays(2))
    assert len({note.at for note in stage.story.corrections}) == 2, "a time is the name of one note"
    stage.click(field.rows[0].remove)
    assert stage.story.corrections == (replace(second, about=None),)


def test_furniture_of_house_library_and_story(stage: Stage) -> None:
    app = Furniture("The app", "Read on.", Slot.TOP)
    old = Furniture("An old plug", "Gone.")
    stage.library.set_furniture([app]).result()
    stage.open(replace(STORY, furniture=(old,)), "details")
    field = stage.pane.details.fields["furniture"]
    assert isinstance(field, FurnitureField)

    def boxes() -> dict[str, QCheckBox]:
        return {box.text().split(" · ")[0]: box for box in field.findChildren(QCheckBox) if box.isVisible()}

    stage.qtbot.waitUntil(lambda: set(boxes()) == {"Newsletter", "The app", "An old plug"}, timeout=PATIENCE)
    assert boxes()["Newsletter"].isChecked(), "the house hangs it on every page"
    assert not boxes()["Newsletter"].isEnabled()
    boxes()["The app"].click()
    assert set(stage.story.furniture) == {app, old}
    boxes()["An old plug"].click()
    assert stage.story.furniture == (app,)


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    return out.getvalue()


def test_a_lead_picture_is_chosen_described_and_removed(stage: Stage, tmp_path: Path) -> None:
    stage.open(STORY, "details")
    lead = stage.pane.details.lead
    assert not lead.alt.isVisible()
    (tmp_path / "lamp.png").write_bytes(picture())
    stage.pane.take_lead_picture(str(tmp_path / "lamp.png"))
    stage.qtbot.waitUntil(lambda: stage.story.lead is not None, timeout=PATIENCE)
    assert stage.story.lead is not None
    assert stage.library.media(stage.story.lead.picture) == picture()
    stage.qtbot.waitUntil(lead.small.isVisible, timeout=PATIENCE)
    stage.type(lead.alt.prose, "A lamp")
    stage.type(lead.credit.line, "Wei Sung")
    stage.type(lead.caption.prose, "At night")
    assert (stage.story.lead.alt, stage.story.lead.credit) == ("A lamp", "Wei Sung")
    assert stage.story.lead.caption == spans("At night")
    stage.click(lead.remove)
    assert stage.story.lead is None
    assert not lead.small.isVisible()


def test_a_caption_keeps_its_marks(stage: Stage) -> None:
    strong = Span("Left:", frozenset({Mark.STRONG}))
    stage.open(replace(STORY, lead=Figure("media:gone", caption=spans(strong, " a lamp"))), "details")
    view = stage.pane.details.lead.caption.prose
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClicks(view, "s")
    assert stage.story.lead is not None
    assert stage.story.lead.caption == spans(strong, " a lamps")
    stage.qtbot.waitUntil(lambda: "not in this library" in stage.pane.details.lead.said.text(), timeout=PATIENCE)


@pytest.mark.parametrize(("name", "data"), [("gone.png", None), ("words.png", b"These are words.")])
def test_what_is_no_picture_is_said(stage: Stage, tmp_path: Path, name: str, data: bytes | None) -> None:
    stage.open(STORY, "details")
    if data is not None:
        (tmp_path / name).write_bytes(data)
    stage.pane.take_lead_picture(str(tmp_path / name))
    said = stage.pane.details.lead.said
    stage.qtbot.waitUntil(lambda: "picture" in said.text() and said.text() != "No lead picture.", timeout=PATIENCE)
    assert stage.story.lead is None


def test_checks_are_listed_and_lead_to_what_they_found(stage: Stage) -> None:
    body = Body((Paragraph(spans("One.")), Paragraph(spans("Two TK."))))
    stage.open(replace(STORY, slug="a" * 40, body=body), "details")
    card = stage.pane.details.checks
    stage.qtbot.waitUntil(lambda: len(card.findings) == 3, timeout=PATIENCE)
    assert card.number.text() == "3"
    assert "3 words" in card.counts.text()
    with stage.qtbot.waitSignal(stage.pane.finding_activated) as heard:
        stage.click(next(row for row in card.rows if "something to come" in row.text()))
    assert heard.args is not None
    assert (heard.args[0].field, heard.args[0].block) == ("body", 1)
    stage.click(next(row for row in card.rows if "slug" in row.text()))
    assert QApplication.focusWidget() is line(stage, "slug").line
    stage.type(line(stage, "slug").line, "short")
    stage.qtbot.waitUntil(lambda: len(card.findings) == 2, timeout=PATIENCE)
    stage.click(next(row for row in card.rows if "byline" in row.text()))
    assert stage.pane.tab == "credits"


def test_a_story_with_nothing_to_mend_says_so(stage: Stage) -> None:
    stage.open(replace(STORY, byline_text=""), "details")
    card = stage.pane.details.checks
    stage.qtbot.waitUntil(lambda: bool(card.findings), timeout=PATIENCE)
    stage.manuscript.edit(replace(stage.story, credits=(Credit("Ilse Brandt", role=Role.BY),)), None)
    stage.qtbot.waitUntil(lambda: not card.findings, timeout=PATIENCE)
    assert card.state.text() == "Nothing to mend."
    assert card.state.isVisible()


def test_sections_of_the_house_are_offered(stage: Stage) -> None:
    stage.open(STORY, "details")
    view = line(stage, "section").line
    QTest.keyClicks(view, "coun")
    completer = view.completer()
    assert completer is not None
    assert completer.currentCompletion() == "Council"
    stage.pane.set_house(replace(HOUSE, sections=("Sport",)))
    again = view.completer()
    assert again is not None
    assert again.completionModel().rowCount() == 1


def test_a_slug_that_is_too_long_is_red_where_it_is_over(stage: Stage) -> None:
    limit = HOUSE.limits.slug
    stage.open(replace(STORY, slug="H" * limit), "details")
    field = stage.pane.details.fields["slug"]
    assert isinstance(field, LimitedField)

    def red_columns() -> list[int]:
        image = field.line.grab().toImage()
        dots = ((x, image.pixelColor(x, y)) for x in range(image.width()) for y in range(image.height()))
        return sorted({x for x, dot in dots if dot.red() - dot.blue() > 60})

    assert field.count.text() == f"{limit} of {limit} characters"
    assert not red_columns()
    field.line.setFocus()
    field.line.end(False)
    QTest.keyClicks(field.line, "HH")
    assert stage.story.slug == "H" * (limit + 2)
    assert field.count.text() == f"{limit + 2} of {limit} characters"
    assert field.count.property("role") == "error-meta"
    over = red_columns()
    assert over
    assert over[-1] - over[0] < field.line.fontMetrics().horizontalAdvance("HH"), "only what is over"
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    assert not red_columns()


def test_a_target_in_words_is_a_number_or_nothing(stage: Stage) -> None:
    stage.open(STORY, "details")
    stage.type(line(stage, "target_words").line, "6x50")
    assert stage.story.target_words == 650
    stage.manuscript.undo()
    assert stage.story.target_words == 0
    assert line(stage, "target_words").line.text() == ""

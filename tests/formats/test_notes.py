"""Notes to readers in every format: what they say, in which order, and that they come back as they went."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk.formats import html_read, markdown, page, text, text_read
from desk.formats.notes_read import read_note
from desk.formats.notes_write import note_in_print, notes_in_print
from desk.story.correcting import in_print
from desk.story.house import House
from desk.story.note_labels import NoteLabels
from desk.story.story import Correction, CorrectionKind, Slot, Story
from tests.formats.golden import check_golden
from tests.formats.stories import HOUSE, harbour_story
from tests.story.test_correcting import DAY, FEET, FORTY, LAMP, MAY_3, YARDS


def nothing(_reference: str) -> bytes | None:
    return None


def on_the_record(slot: Slot) -> Story:
    """The harbour story with two notes of their own, corrections to one of them and to that, and one withdrawn."""
    never = Correction("The guild has ninety members.", MAY_3 + 4 * DAY, withdrawn=MAY_3 + 5 * DAY)
    again = Correction("The guild’s vote was on Friday.", MAY_3 + 6 * DAY, CorrectionKind.UPDATE, about=never.at)
    notes = (FORTY, LAMP, FEET, YARDS, never, again)
    return replace(harbour_story(), corrections=tuple(replace(note, slot=slot) for note in notes))


SAID = (
    "Correction (May 3, 2026, 4:05 PM): It was forty metres.",
    "Correction to the correction of May 3, 2026 (May 5, 2026, 4:05 PM): It was forty feet.",
    "Correction to the correction of May 5, 2026 (May 6, 2026, 4:05 PM): It was forty yards.",
    "Clarification (May 4, 2026, 4:05 PM): The lamp is on the west mole.",
    "Update to the correction of May 7, 2026 (May 9, 2026, 4:05 PM): The guild’s vote was on Friday.",
)


@pytest.mark.parametrize("slot", Slot)
def test_all_notes_in_all_formats(slot: Slot) -> None:
    story = on_the_record(slot)
    check_golden(f"notes-{slot.value}.html", page.write(story, HOUSE, nothing).data)
    check_golden(f"notes-{slot.value}.txt", text.write(story, HOUSE, nothing).data)
    check_golden(f"notes-{slot.value}.md", markdown.write(story, HOUSE, nothing).data)


def test_what_readers_see_of_them() -> None:
    assert notes_in_print(on_the_record(Slot.FOOT).corrections, HOUSE, Slot.FOOT) == SAID
    assert notes_in_print(on_the_record(Slot.FOOT).corrections, HOUSE, Slot.TOP) == ()


@pytest.mark.parametrize("slot", Slot)
def test_they_come_back_as_they_went(slot: Slot) -> None:
    story = on_the_record(slot)
    printed = in_print(story.corrections)
    kept = markdown.read(markdown.write(story, HOUSE, nothing).data, "", HOUSE).story
    shown = html_read.read(page.write(story, HOUSE, nothing).data, "", HOUSE).story
    assert (kept.corrections, shown.corrections) == (story.corrections, printed)
    copy = replace(story, usage_terms="", furniture=())
    plain = text_read.read(text.write(copy, HOUSE, nothing).data, "", HOUSE).story
    # What the last one is about was withdrawn: readers know no more than its day.
    day = datetime(2026, 5, 7, tzinfo=ZoneInfo("UTC"))
    assert plain.corrections == (*printed[:-1], replace(printed[-1], about=day))


def test_a_second_of_its_kind_on_that_day_has_the_hour_said() -> None:
    later = Correction("The guild has seventy members.", MAY_3 + timedelta(hours=2))
    about = Correction("It has eighty.", MAY_3 + timedelta(hours=3), about=later.at)
    notes = (FORTY, later, about)
    said = "Correction to the correction of May 3, 2026, 6:05 PM (May 3, 2026, 7:05 PM): It has eighty."
    assert note_in_print(about, notes, HOUSE) == said
    copy = "\n\n".join(["The pilots stopped.", *notes_in_print(notes, HOUSE, Slot.FOOT)])
    assert text_read.read(copy.encode(), "", HOUSE).story.corrections == in_print(notes)


GUARDED = House(
    date_format="%-d %B %Y",
    time_format="%H:%M",
    timezone="Europe/Berlin",
    notes=NoteLabels(
        correction="Berichtigung",
        correction_about="Zur {Earlier} vom {day}",
        clarification_about="{earlier} ({day}) – deutlicher",
    ),
)


def test_a_house_has_words_of_its_own() -> None:
    notes = (FORTY, FEET)
    said = ("Berichtigung (3 May 2026, 18:05): It was forty metres.", "Zur Berichtigung vom 3 May 2026")
    printed = notes_in_print(notes, GUARDED, Slot.FOOT)
    assert (printed[0], printed[1].split(" (")[0]) == said
    copy = "\n\n".join(["The pilots stopped.", *printed])
    assert text_read.read(copy.encode(), "", GUARDED).story.corrections == notes


@pytest.mark.parametrize(
    ("copy", "kind", "at", "words"),
    [
        ("CORRECTION (May 4, 2026, 9:05 a.m. ET): It was ten.", "correction", "2026-05-04T13:05+00:00", "It was ten."),
        ("Clarification (4 May 2026): It was ten.", "clarification", "2026-05-04T00:00+00:00", "It was ten."),
        ("A correction was made on May 4, 2026: It was ten.", "correction", "2026-05-04T00:00+00:00", "It was ten."),
        ("Correction: May 4, 2026\nIt was ten.", "correction", "2026-05-04T00:00+00:00", "It was ten."),
        ("Correction, May 4, 2026, 9:05 AM: It was ten.", "correction", "2026-05-04T09:05+00:00", "It was ten."),
        (
            "• This article was amended on 4 May 2026. It was ten.",
            "correction",
            "2026-05-04T00:00+00:00",
            "This article was amended on 4 May 2026. It was ten.",
        ),
        (
            "This story was updated on May 4, 2026 to say that it was ten.",
            "update",
            "2026-05-04T00:00+00:00",
            "This story was updated on May 4, 2026 to say that it was ten.",
        ),
    ],
)
def test_notes_as_papers_write_them(copy: str, kind: str, at: str, words: str) -> None:
    found = read_note(copy, HOUSE)
    assert found is not None
    assert (found.note.text, found.note.kind.value, found.note.at) == (words, kind, datetime.fromisoformat(at))


@pytest.mark.parametrize(
    "copy",
    [
        "Correction: It was ten, not nine.",
        "Correction fluid was on the table (May 4, 2026).",
        "Update (more to come): The pilots met.",
        "This article was amended twice.",
        "A correction was made on Sunday: it was ten.",
        "This story was updated on February 30, 2026.",
    ],
)
def test_what_does_not_say_when_it_came_is_text(copy: str) -> None:
    assert read_note(copy, HOUSE) is None


def test_a_note_without_a_date_came_when_the_copy_was_updated() -> None:
    lines = ["Pilots refuse", "Published May 3, 2026, 9:00 AM / Updated May 3, 2026, 4:05 PM", "By Ilse Brandt", LONG]
    said = "CORRECTION: It was forty metres."
    assert text_read.read("\n\n".join([*lines, said]).encode(), "", HOUSE).story.corrections == (FORTY,)
    known = text_read.read("\n\n".join([lines[0], *lines[2:], said]).encode(), "", HOUSE).story
    assert (known.corrections, known.body.text.endswith(said)) == ((), True)
    times: dict[str, object] = {"datePublished": "2026-05-03T09:00:00Z", "dateModified": "2026-05-03T16:05:00Z"}
    assert foreign(times, LONG, said).corrections == (FORTY,)


def test_a_note_dated_by_the_day_prints_the_day() -> None:
    note = Correction("It was ten.", datetime(2026, 5, 4, tzinfo=UTC))
    assert note_in_print(note, (note,), HOUSE) == "Correction (May 4, 2026): It was ten."


def test_notes_at_the_top_of_copy_stand_at_the_top() -> None:
    note = "Correction (May 4, 2026, 8:00 AM): It was ten."
    long = "The pilots who guide ships into the harbour stopped working at night on Sunday, and the guild agreed."
    for lines in (["Pilots refuse", note, long], ["Pilots refuse", "By Ilse Brandt", note, long]):
        story = text_read.read("\n\n".join(lines).encode(), "", HOUSE).story
        assert (story.headline, story.body.text) == ("Pilots refuse", long)
        assert [(one.text, one.slot) for one in story.corrections] == [("It was ten.", Slot.TOP)]


def test_front_matter_by_hand_may_leave_out_when_a_note_came() -> None:
    story = markdown.read(b"---\ncorrections:\n- text: One.\n- text: Two.\n---\n", "", HOUSE).story
    first, second = story.corrections
    assert (first.text, second.text) == ("One.", "Two.")
    assert first.at < second.at


def foreign(article: dict[str, object], *paragraphs: str) -> Story:
    """The story of somebody else's page with this data and these paragraphs."""
    data = json.dumps({"@type": "NewsArticle", "headline": "Pilots refuse", **article})
    shown = "".join(f"<p>{words}</p>" for words in paragraphs)
    html = f'<script type="application/ld+json">{data}</script><article><h1>Pilots refuse</h1>{shown}</article>'
    return html_read.read(html.encode(), "", HOUSE).story


def comment(words: str, **more: object) -> dict[str, object]:
    return {"@type": "CorrectionComment", "text": words, **more}


LONG = "The pilots who guide ships into the harbour stopped working at night on Sunday."


def test_notes_of_a_pages_data() -> None:
    first = comment("It was forty metres.", **{"@id": "#one", "datePublished": "2026-05-03T16:05:00Z"})
    second = comment("It was forty feet.", datePublished="2026-05-05T16:05:00Z", parentItem={"@id": "#one"})
    clear = comment("The lamp is west.", name="Clarification", datePublished="2026-05-06")
    story = foreign({"correction": [first, second, clear]}, LONG, "Correction: It was forty metres.")
    day = datetime(2026, 5, 6, tzinfo=UTC)
    assert story.corrections == (FORTY, FEET, Correction("The lamp is west.", day, CorrectionKind.CLARIFICATION))
    assert story.body.text == LONG, "the note is no paragraph of the text, too"


def test_text_without_a_date_is_of_the_pages_last_change() -> None:
    changed = {"dateModified": "2026-05-03T16:05:00Z"}
    assert foreign({"correction": "It was forty metres.", **changed}, LONG).corrections == (FORTY,)
    assert not foreign({"correction": "It was forty metres."}, LONG).corrections
    assert not foreign({"correction": "https://paper.example/corrections", **changed}, LONG).corrections


def test_what_page_and_data_say_is_one_note() -> None:
    data = comment("It was forty metres.", datePublished="2026-05-03T16:05:00Z")
    shown = "Correction (May 3, 2026): It was forty metres."
    assert foreign({"correction": data}, LONG, shown).corrections == (FORTY,)
    assert foreign({"correction": data}, shown, LONG).corrections == (replace(FORTY, slot=Slot.TOP),)
    assert foreign({"correction": data}, "It was forty metres.", LONG).corrections == (replace(FORTY, slot=Slot.TOP),)


@pytest.mark.parametrize("wrong", [1, None, {}, {"text": 3}, [["x"]], {"text": "x", "datePublished": [1]}])
def test_data_that_is_no_note_is_passed_over(wrong: object) -> None:
    assert not foreign({"correction": wrong}, LONG).corrections


@pytest.mark.parametrize("slot", Slot)
def test_our_own_data_is_read_too(slot: Slot) -> None:
    story = on_the_record(slot)
    story = replace(story, corrections=story.corrections[:-1])
    data = page.write(story, HOUSE, nothing).data.replace(b'id="desk-body"', b"").replace(b"Desk ", b"Other ")
    found = html_read.read(data, "", HOUSE).story.corrections
    assert [replace(note, slot=slot) for note in found] == list(in_print(story.corrections))

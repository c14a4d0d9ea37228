"""Two texts as one page: what is marked, where one stops, what is folded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings

from desk.revise.runs import Became, new_spans, old_spans
from desk.story.body import (
    Body,
    Embed,
    Figure,
    Heading,
    ListItem,
    Mark,
    Paragraph,
    PullQuote,
    Span,
    Table,
    block_text,
    spans,
    text_of,
)
from desk.story.house import House
from desk.story.people import Credit, Role
from desk.story.story import Story
from desk.ui.editor.lines import Part
from desk.ui.history.comparing import Comparison, Item, Set, Side, compared, tips
from tests.formats.stories import stories
from tests.story.test_correcting import FEET, FORTY, LAMP

HOUSE = House(timezone="UTC")
WORDS = [
    "The pilots will not take ships through the new channel at night.",
    "Nobody came when they told the port in March.",
    "The channel was dredged in eleven months by three boats.",
    "Lamps on the bend are dark, a reporter counted on Wednesday.",
    "Talks are to go on next week, the union said.",
    "The mayor did not answer a request for comment.",
    "Ships wait at anchor until dawn, at a cost.",
    "A captain waited eleven hours with his fruit.",
]


def paragraphs(*texts: str) -> Body:
    return Body(tuple(Paragraph(spans(text)) for text in texts))


def page(old: Story, new: Story) -> Comparison:
    return compared(Side(old), Side(new), HOUSE)


def said(found: Comparison) -> list[str]:
    return [text_of(new_spans(item.runs) or old_spans(item.runs)) for item in found.items if item.set_in is Set.SAID]


def test_equal_texts_have_no_change() -> None:
    story = Story(headline="Lamps", body=paragraphs(*WORDS))
    found = page(story, story)
    assert found.stops == ()
    assert found.counts == "Nothing differs"
    assert found.folds == (len(WORDS),)


def test_what_did_not_change_is_folded_but_beside_a_change() -> None:
    old = Story(body=paragraphs(*WORDS))
    new = Story(body=paragraphs(*WORDS[:-1], "A captain waited twelve hours with his fruit."))
    found = page(old, new)
    assert found.folds == (len(WORDS) - 2,)
    assert [item.fold for item in found.items] == [0] * (len(WORDS) - 2) + [-1, -1]
    assert [item.stop for item in found.items] == [-1] * (len(WORDS) - 1) + [0]
    assert found.counts == "1 change, 1 word added, 1 removed"
    assert found.stops[0].name == "paragraph"


def test_a_moved_paragraph_is_one_change_with_two_places() -> None:
    old, new = list(WORDS), list(WORDS)
    new.insert(1, new.pop(5))
    found = page(Story(body=paragraphs(*old)), Story(body=paragraphs(*new)))
    assert len(found.stops) == 1
    assert found.counts == "1 change, no word added or removed"
    assert said(found) == ["↑ Moved up", "↑ Moved up from here: “The mayor did not answer a request for…”"]
    marks = [item for item in found.items if item.set_in is Set.SAID]
    assert {item.stop for item in found.items if item.stop >= 0} == {0}
    assert marks[0].elsewhere == marks[1].row
    assert marks[1].elsewhere == marks[0].row


def test_a_split_is_one_change_and_what_a_block_became_is_said() -> None:
    whole = f"{WORDS[0]} {WORDS[1]}"
    found = page(Story(body=paragraphs(whole)), Story(body=paragraphs(*WORDS[:2])))
    assert len(found.stops) == 1
    assert found.stops[0].said == "Paragraph split"
    found = page(
        Story(body=paragraphs(WORDS[0])),
        Story(body=Body((Heading(spans(WORDS[0]), 2),))),
    )
    assert said(found)[0].startswith("Was a paragraph, is a heading")
    assert found.stops[0].name == "heading"


def test_marks_alone_are_told_in_a_tip_and_not_over_the_block() -> None:
    bold = Span("dark", frozenset({Mark.STRONG}))
    found = page(Story(body=paragraphs("A dark lamp")), Story(body=Body((Paragraph(spans("A ", bold, " lamp")),))))
    (item,) = found.items
    (run,) = [run for run in item.runs if run.became is Became.REFORMATTED]
    assert tips(run) == ["bold on “dark”"]
    assert said(found) == []
    assert found.stops[0].said == "Bold on “dark”"


def test_every_field_is_on_the_page_and_can_be_stopped_at() -> None:
    by = Credit("Ilse Brandt", role=Role.BY)
    old = Story(headline="Lamps", kicker="Port", credits=(by,), section="City")
    other = Credit("Jacob Rascon", role=Role.REPORTING, place="Lisbon")
    noon = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
    new = replace(old, headline="Dark lamps", deck="Four", credits=(by, other), section="", embargo=noon)
    found = page(old, new)
    assert [stop.field for stop in found.stops] == ["headline", "deck", "section", "credits", "embargo"]
    sections = [text_of(new_spans(item.runs)) for item in found.items if item.set_in is Set.SECTION]
    assert sections == ["Section", "Credits", "Embargo"]
    values = [item for item in found.items if item.set_in is Set.VALUE]
    assert [text_of(old_spans(item.runs)) for item in values] == ["City", "By: Ilse Brandt", "", ""]
    assert text_of(new_spans(values[2].runs)) == "Reporting: Jacob Rascon, Lisbon"
    assert text_of(new_spans(values[3].runs)) == "3 May 2026, 12:00"
    assert [item.set_in for item in found.items][:4] == [Set.KICKER, Set.HEADLINE, Set.DECK, Set.BYLINE]
    printed = next(item for item in found.items if item.set_in is Set.CONTRIBUTION)
    assert "Jacob Rascon" in text_of(new_spans(printed.runs))


def test_a_note_to_readers_reads_as_it_is_printed() -> None:
    house = replace(HOUSE, date_format="%B %-d", time_format="%H:%M")
    gone = replace(LAMP, withdrawn=LAMP.at)
    found = compared(
        Side(Story(corrections=(FORTY, LAMP))),
        Side(Story(corrections=(replace(FORTY, text="It was forty feet."), gone, FEET))),
        house,
    )
    values = [item.runs for item in found.items if item.set_in is Set.VALUE]
    assert [text_of(old_spans(line)) for line in values] == [
        "Correction (May 3, 16:05): It was forty metres.",
        "Clarification (May 4, 16:05): The lamp is on the west mole. (withdrawn)",
        "",
    ]
    assert text_of(new_spans(values[0])) == "Correction (May 3, 16:05): It was forty feet."
    assert text_of(new_spans(values[2])).startswith("Correction to the correction of May 3 (May 5, 16:05): ")


def test_pictures_pull_quotes_lists_and_tables() -> None:
    old = Body(
        (
            Figure("media:a", "A lamp", spans("The mole"), "Brandt"),
            PullQuote(spans("Nobody came"), "Peeters"),
            ListItem(spans("Seven"), ordered=True),
            ListItem(spans("Eight"), ordered=True),
            Table(((spans("Lamp"), spans("State")), (spans("7"), spans("dark"))), header=True),
        )
    )
    blocks = list(old.blocks)
    blocks[0] = Figure("media:a", "A dark lamp", spans("The east mole"), "Brandt")
    blocks[1] = PullQuote(spans("Nobody came"), "Jan Peeters")
    blocks[4] = Table((*old.blocks[4].rows, (spans("8"), spans("lit"))), header=True)  # type: ignore[union-attr]
    found = page(Story(body=old), Story(body=Body(tuple(blocks))))
    assert [stop.name for stop in found.stops] == ["picture", "pull quote", "table"]
    assert [item.number for item in found.items if item.set_in is Part.NUMBER] == [1, 2]
    assert any("Description: A dark lamp" in text_of(new_spans(item.runs)) for item in found.items)
    grid = next(item.grid for item in found.items if item.grid is not None)
    assert [line.became for line in grid.rows] == [Became.SAME, Became.SAME, Became.ADDED]


@settings(max_examples=30, suppress_health_check=[HealthCheck.filter_too_much])
@given(stories, stories)
def test_no_word_is_missing_and_a_stop_has_its_lines(old: Story, new: Story) -> None:
    found = page(old, new)
    for number in range(len(found.stops)):
        assert any(item.stop == number for item in found.items), found.stops[number]
    assert (found.stops == ()) == (old == new)
    shown = "".join(text_of(new_spans(item.runs)) + _held(item) for item in found.items)
    for block in new.body.blocks:
        for word in block_text(block).split():
            assert word in shown


def _held(item: Item) -> str:
    drawn = block_text(item.held) if isinstance(item.held, Table | Embed) else ""
    cells = item.grid.runs if item.grid is not None else ()
    return f"{drawn} " + "".join(text_of(new_spans((run,))) for run in cells)

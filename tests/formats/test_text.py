from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.formats.text import write
from desk.formats.text_read import read
from desk.houses import default_house, load_house
from desk.story.body import Figure, Heading, ListItem, Note, Paragraph, PullQuote, Quote, Rule, Table, clean_text, spans
from desk.story.house import House, Wording
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Correction, Dateline, Furniture, Story
from tests.formats.bodies import body, em, link
from tests.formats.golden import check_golden
from tests.formats.stories import HOUSE, harbour_story, stories
from tests.formats.texts import bare, missing

SAMPLE = Path(__file__).parents[3] / "shared/samples/el-chapo.txt"

# The anatomy of wire copy as it is pasted from a page, in words of our own.
WIRE = """\
Morning Tide Emails

Get the latest from the harbour. Sign up for our newsletter, delivered to your inbox.
 / Updated\x20
By Ilse Brandt

The pilots who guide ships into the harbour stopped working at night on Sunday, two days after a carrier passed a ferry.

"We are not asking for the moon," said the chair of their guild, who wants new lamps on the mole before another ship.

Four lamps

The port authority said that the lamps had been ordered in August and that they would be lit within weeks of arriving.

She said that nobody contributed to the decision.

Reuters and Jonas Field contributed."""


def nothing(_reference: str) -> bytes | None:
    return None


def text_of(story: Story, house: House = HOUSE) -> str:
    return write(story, house, nothing).data.decode()


def reread(text: str, house: House = HOUSE) -> Story:
    return read(text.encode(), "copy.txt", house).story


def test_wire_copy_is_made_out() -> None:
    reading = read(WIRE.encode(), "copy.txt", HOUSE)
    story = reading.story
    assert story.furniture == (
        Furniture(
            "Morning Tide Emails",
            "Get the latest from the harbour. Sign up for our newsletter, delivered to your inbox.",
        ),
    )
    assert story.updated_mark == "/ Updated"
    assert story.credits == (
        Credit("Ilse Brandt", role=Role.BY),
        Credit("Reuters", PersonKind.ORGANISATION),
        Credit("Jonas Field"),
    )
    assert (story.byline_text, story.contribution_text, story.headline) == ("", "", "")
    assert story.body.blocks[2] == Heading(spans("Four lamps"))
    assert len(story.body.blocks) == 5
    assert [found.field for found in reading.recognised] == ["furniture", "updated_mark", "credits", "body", "credits"]


def test_what_was_made_out_stands_in_the_same_order_again() -> None:
    assert text_of(reread(WIRE)).split() == WIRE.split()


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the shared sample is not beside this checkout")
def test_the_shared_article_comes_out_as_it_came_in() -> None:
    copy = SAMPLE.read_text(encoding="utf-8")
    house = default_house()
    story = reread(copy, house)
    assert text_of(story, house).split() == copy.split()
    assert [credit.role for credit in story.credits] == [Role.BY, Role.CONTRIBUTOR, Role.CONTRIBUTOR]
    assert story.furniture
    assert story.updated_mark
    assert text_of(reread(text_of(story, house), house), house) == text_of(story, house)


def test_the_whole_story_as_text() -> None:
    check_golden("harbour.txt", write(harbour_story(), HOUSE, nothing).data)


@settings(max_examples=40, deadline=None)
@given(stories)
def test_no_text_is_missing(story: Story) -> None:
    assert missing(story, HOUSE, bare(text_of(story))) == []


@settings(max_examples=40, deadline=None)
@given(stories)
def test_text_that_is_read_and_written_again_loses_no_word_and_then_stays(story: Story) -> None:
    first = text_of(story)
    second = text_of(reread(first))
    assert sorted(bare(second)) == sorted(bare(first))
    assert text_of(reread(second)) == second


LONG = (
    "The pilots who guide ships into the harbour stopped working at night on Sunday, their guild said in a statement."
)


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("Pilots refuse night landings\n\nBy Ilse Brandt\n\n", {"headline": "Pilots refuse night landings"}),
        (
            "HARBOUR\nPilots refuse night landings\nBy Ilse Brandt\n\n",
            {"kicker": "HARBOUR", "headline": "Pilots refuse night landings"},
        ),
        (
            "HARBOUR\n\nPilots refuse night landings\n\nThe guild wants new lights.\n\nBy Ilse Brandt\n\n",
            {"kicker": "HARBOUR", "headline": "Pilots refuse night landings", "deck": "The guild wants new lights."},
        ),
        (
            "Pilots refuse night landings after third near miss\nThe guild wants new lights.\nBy Ilse Brandt\n\n",
            {"headline": "Pilots refuse night landings after third near miss", "deck": "The guild wants new lights."},
        ),
        ("Pilots refuse night landings\n\n", {"headline": "Pilots refuse night landings"}),
        ("Updated Jan. 3, 2016, 4:05 PM ET\n", {"updated": datetime(2016, 1, 3, 21, 5, tzinfo=UTC)}),
        (
            "By Ilse Brandt\nPublished: May 3, 2026, 9:40 AM / Updated: May 4, 2026, 1:00 PM\n",
            {
                "first_published": datetime(2026, 5, 3, 9, 40, tzinfo=UTC),
                "updated": datetime(2026, 5, 4, 13, tzinfo=UTC),
            },
        ),
        ("Last updated May 3, 2026\n\n", {"updated_mark": "Last updated May 3, 2026"}),
        ("BY ILSE BRANDT\n\n", {"credits": (Credit("Ilse Brandt", role=Role.BY),), "byline_text": "BY ILSE BRANDT"}),
        (
            "Download the Harbour News app\n\nBy Ilse Brandt\n\n",
            {"furniture": (Furniture("", "Download the Harbour News app"),)},
        ),
    ],
)
def test_tops_of_copy(top: str, expected: dict[str, object]) -> None:
    story = reread(top + LONG)
    assert {name: getattr(story, name) for name in expected} == expected
    assert story.body == body(LONG)


def test_the_houses_own_furniture_is_known_by_its_words() -> None:
    piece = Furniture("The Tide", "All of the harbour.")
    story = reread(f"The Tide\n\nAll of the harbour.\n\nBy Ilse Brandt\n\n{LONG}", replace(HOUSE, furniture=(piece,)))
    assert story.furniture == (piece,)


@pytest.mark.parametrize(
    ("foot", "wording", "contributors"),
    [
        ("Ana Reis in Lisbon and Bo Lin in Taipei contributed to this report.", Wording.REPORT, 2),
        ("Reporting by Ana Reis in Lisbon; Editing by Bo Lin", Wording.WIRE, 2),
        ("Reuters contributed.", Wording.PLAIN, 1),
    ],
)
def test_contribution_lines_at_the_foot(foot: str, wording: Wording, contributors: int) -> None:
    house = replace(HOUSE, wording=wording)
    story = reread(f"{LONG}\n\n{LONG}\n\n{foot}\n", house)
    assert len(story.credits) == contributors
    assert story.contribution_text == ""
    assert story.body == body(LONG, LONG)


def test_a_line_that_the_house_would_word_otherwise_is_kept_as_it_stands() -> None:
    story = reread(f"{LONG}\n\nReuters contributed to this report.", replace(HOUSE, wording=Wording.PLAIN))
    assert story.contribution_text == "Reuters contributed to this report."
    assert story.credits


def test_a_sentence_that_only_says_contributed_is_text() -> None:
    story = reread(f"{LONG}\n\nThe storm contributed to the delay.")
    assert story.credits == ()
    assert story.body == body(LONG, "The storm contributed to the delay.")


def test_corrections_and_notes_at_the_foot_are_read() -> None:
    foot = "Correction (May 4, 2026, 8:00 AM): It was forty metres."
    story = reread(f"{LONG}\n\nEditor’s note: Names were changed.\n\nReuters contributed.\n\n{foot}")
    assert story.corrections == (Correction("It was forty metres.", datetime(2026, 5, 4, 8, tzinfo=UTC)),)
    assert story.editors_note == "Names were changed."
    assert story.credits == (Credit("Reuters", PersonKind.ORGANISATION),)
    assert story.body == body(LONG)


def test_the_dateline_is_taken_from_the_first_paragraph() -> None:
    story = reread("By Ilse Brandt\n\nLISBON (Reuters) — " + LONG)
    assert story.dateline == Dateline("LISBON", None, "Reuters")
    assert story.body == body(LONG)


def test_lines_that_a_program_broke_are_joined() -> None:
    wrapped = """\
The pilots who guide ships into the harbour stopped working at night on
Sunday, two days after a grain carrier passed within forty metres of a
moored ferry, and the guild said that nobody would go out again before the
lamps were lit."""
    assert reread(f"{wrapped}\n\nIt said so twice.").body == body(wrapped.replace("\n", " "), "It said so twice.")


def test_lines_without_empty_lines_between_are_paragraphs() -> None:
    assert reread(f"{LONG}\n{LONG}\n{LONG}").body == body(LONG, LONG, LONG)


def test_lists_and_breaks_between_parts_are_read() -> None:
    story = reread(f"{LONG}\n\n- one\n  - inside\n- two\n\n1. first\n2. second\n\n* * *\n\n{LONG}")
    assert story.body == body(
        LONG,
        ListItem(spans("one")),
        ListItem(spans("inside"), depth=1),
        ListItem(spans("two")),
        ListItem(spans("first"), ordered=True),
        ListItem(spans("second"), ordered=True),
        Rule(),
        LONG,
    )


@pytest.mark.parametrize("text", ["- Não sei, disse.", "1. She won.", "7. x\n8. y"])
def test_what_only_begins_like_a_list_is_text(text: str) -> None:
    assert all(isinstance(block, Paragraph) for block in reread(f"{LONG}\n\n{text}").body.blocks)


def test_a_short_line_is_a_crosshead_only_between_paragraphs() -> None:
    assert reread(f"{LONG}\n\nFour lamps\n\n{LONG}").body.blocks[1] == Heading(spans("Four lamps"))
    for other in ("It was over.", "“Never”", "and so on"):
        assert reread(f"{LONG}\n\n{other}\n\n{LONG}").body.blocks[1] == Paragraph(spans(other))
    assert reread(f"{LONG}\n\nFour lamps\n\nFive lamps\n\n{LONG}").body.blocks[1] == Paragraph(spans("Four lamps"))


def test_what_text_does_not_hold_is_told() -> None:
    story = Story(
        section="World",
        body=body(
            Paragraph(spans(link("a", "https://a.example"), em("b"))),
            Quote(spans("q")),
            Figure("media:x", "", spans("c")),
            Note(spans("n")),
        ),
    )
    assert [loss.what for loss in write(story, HOUSE, nothing).losses] == [
        "1 editor’s note inside the text was left out.",
        "1 link lost its address.",
        "Bold, italics and other marks are not kept in plain text.",
        "Quotations look like other paragraphs.",
        "1 picture was left out; caption and credit are kept.",
        "Plain text has no place for: section.",
    ]


def test_blocks_as_text() -> None:
    story = Story(
        dateline=Dateline("LISBON", date(2026, 5, 3)),
        body=body(
            Table(((spans("Town"), spans("Votes")), (spans("Lisbon"), spans("12")))),
            PullQuote(spans("Loud"), "Ana"),
            "a\n\nb",
        ),
    )
    assert text_of(story) == "LISBON, May 3 —\n\nTown | Votes\nLisbon | 12\n\nLoud\n— Ana\n\na\n\nb\n"
    assert text_of(Story()) == ""


@given(st.text(max_size=200).map(clean_text))
def test_reading_never_raises_for_text(text: str) -> None:
    reread(text)


def test_every_house_that_desk_brings_gives_its_own_text_back() -> None:
    folder = Path(__file__).parents[2] / "resources/houses"
    assert {path.stem for path in folder.glob("*.toml")} >= {"standard"}
    for path in folder.glob("*.toml"):
        house = load_house(path)
        text = text_of(harbour_story(), house)
        assert text_of(reread(text, house), house) == text

"""The marked-up page: the text as it is and as it was can both be read off it, and nothing of it runs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from lxml import html

from desk.formats.marked import marked_page
from desk.formats.printed import is_blank
from desk.revise.review.change import TrackedChange
from desk.revise.review.tracking import Tracking
from desk.story.body import Body, Figure, Heading, ListItem, Mark, Note, Paragraph, Rule, Span, spans
from desk.story.house import House
from desk.story.people import Credit, Role
from desk.story.story import Slot, Story
from tests.formats.golden import check_golden
from tests.revise.review.stories import pairs, whole_pairs
from tests.story.test_correcting import FEET, FORTY, LAMP, YARDS

FERRY = "The ferry left the harbour at noon & nobody <on the quay> saw it go."


def page(tracking: Tracking, who: str = "Mara Quist") -> str:
    return marked_page(tracking, House(), lambda _: who)


def body_words(made: str, without: str) -> list[str]:
    """The words of the body of a page, without these elements and what is said below blocks."""
    (root,) = found(html.document_fromstring(made), '//*[@id="desk-body"]')
    for element in found(root, f".//{without} | .//*[contains(@class, 'said')]"):
        element.drop_tree()
    return re.findall(r"\w+", " ".join(text for text in root.itertext() if text))


def found(root: Any, path: str) -> list[Any]:
    """What an XPath leads to."""
    return list(root.xpath(path))


def words(body: Body) -> list[str]:
    plain = Story(
        body=Body(tuple(block for block in body.blocks if not isinstance(block, Note) and not is_blank(block)))
    )
    return body_words(page(Tracking(plain, plain)), "nothing")


def story(*blocks: object, **fields: str) -> Story:
    made = (Paragraph(spans(each)) if isinstance(each, str) else each for each in blocks)
    return Story(body=Body(tuple(made)), **fields)  # type: ignore[arg-type]


@settings(max_examples=10)
@given(pairs)
def test_without_what_went_it_is_the_text_as_it_is(pair: tuple[Story, Story]) -> None:
    assert "".join(body_words(page(Tracking(*pair)), "del")) == "".join(words(pair[1].body))


@settings(max_examples=10)
@given(whole_pairs())
def test_any_two_stories_make_a_page(pair: tuple[Story, Story]) -> None:
    tracking = Tracking(*pair)
    made = page(tracking)
    assert not re.search("[\U000e0080-\U000e009f]", made)
    root = html.document_fromstring(made)
    assert not found(root, "//script")
    titles = {title.split(" · ")[0] for title in found(root, "//ins/@title | //del/@title | //mark/@title")}
    assert titles <= {change.sentence for change in tracking.changes}
    elsewhere = {change.sentence for change in tracking.changes if change.field in {"slug", "embargo", "target_words"}}
    assert elsewhere <= {item.text.strip() for item in found(root, "//aside//li")}


def test_a_page_with_changes_of_all_kinds() -> None:
    strong = Span("nobody", frozenset({Mark.STRONG}))
    baseline = Story(
        headline="Ferry leaves early",
        kicker="Harbour",
        slug="ferry",
        credits=(Credit("Ilse Brandt", role=Role.BY),),
        body=Body(
            (
                Paragraph(spans(FERRY)),
                Paragraph(spans("What they want")),
                ListItem(spans("Four lamps")),
                Rule(),
                Figure("", "A ship", spans("At sea"), "Wei Sung"),
                Paragraph(spans("It rained. Ships wait outside in the dark of the night.")),
                Note(spans("Ask the port")),
            )
        ),
    )
    current = replace(
        baseline,
        headline="Last ferry leaves early",
        slug="last-ferry",
        credits=(Credit("Ilse Brandt", role=Role.BY), Credit("Wei Sung", role=Role.BY)),
        body=Body(
            (
                Paragraph(spans(FERRY[:30], "ten & ", strong, " saw it go.")),
                Heading(spans("What they want")),
                ListItem(spans("Four lamps")),
                ListItem(spans("A second tug")),
                Figure("media:b", "A ship", spans("Out at sea"), "Wei Sung"),
                Paragraph(spans("It rained.")),
                Paragraph(spans("Ships wait outside in the dark of the night.")),
                Note(spans("Ask the port again")),
            )
        ),
    )

    def who(change: TrackedChange) -> str:
        return "Wei Sung" if change.field == "headline" else "Mara Quist"

    made = marked_page(Tracking(baseline, current), House(), who)
    for words_there in (
        'title="Headline: replaced “Ferry” with “Last ferry” · Wei Sung"',
        "Made a paragraph a heading",
        "Changed the picture",
        '<li><ins class="hand-1"',
        "Slug: replaced “ferry” with “last-ferry”",
        "“again”",
        "¶</ins>",
        "<hr>",
    ):
        assert words_there in made
    check_golden("marked.html", made.encode())


def test_each_note_to_readers_has_its_own_changes_marked() -> None:
    gone, more = replace(LAMP, withdrawn=LAMP.at), replace(FORTY, text="It was forty good metres.")
    was, now = (FORTY, LAMP, FEET), (more, gone, FEET, replace(YARDS, slot=Slot.TOP))
    made = page(Tracking(Story(corrections=was), Story(corrections=now)))
    root = html.document_fromstring(made)
    (top,), (foot,) = (found(root, f'//*[@id="desk-corrections-{slot.value}"]') for slot in Slot)
    assert [ins.text_content() for ins in found(top, "./ins/p/span")] == [YARDS.text]
    assert [each.tag for each in foot] == ["p", "p", "del"]
    assert [part.text_content() for part in found(foot, ".//ins")] == ["good "]
    assert [part.text_content() for part in found(foot, "./del/p/span")] == [LAMP.text]
    assert "withdrew the clarification" in found(foot, "./del/@title")[0]
    assert not found(root, '//*[starts-with(@id, "desk-note-")]'), "a note may stand there twice"


def test_without_changes_it_says_so() -> None:
    plain = story(FERRY)
    made = page(Tracking(plain, plain))
    assert "Nothing is left to decide" in made
    assert "<ins" not in made

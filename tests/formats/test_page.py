from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings

from desk import __version__, paths
from desk.errors import NotFound, Unreadable
from desk.formats import fragment, html_read, page
from desk.formats.html_own import BODY_ID
from desk.formats.html_write import groups, no_pictures
from desk.formats.pictures import PagePictures
from desk.story.body import Figure, Note, spans
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Correction, CorrectionKind, Furniture, Slot, Story
from tests.formats.bodies import body
from tests.formats.golden import check_golden
from tests.formats.pictures import picture, reference
from tests.formats.stories import HOUSE, harbour_story, stories
from tests.formats.texts import missing, visible


def nothing(_reference: str) -> bytes | None:
    return None


def render(story: Story, house: House = HOUSE) -> str:
    return page.write(story, house, nothing).data.decode()


def tree(story: Story, house: House = HOUSE) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(story, house))


def json_ld(html: str) -> dict[str, object]:
    match = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert match
    value = json.loads(match[1])
    assert isinstance(value, dict)
    return value


def test_the_whole_page() -> None:
    data = render(harbour_story()).replace(f"Desk {__version__}", "Desk 0").encode()
    check_golden("harbour.html", data)


def test_the_fragment() -> None:
    check_golden("harbour.fragment.html", fragment.write(harbour_story(), HOUSE, nothing).data)


@settings(max_examples=40, deadline=None)
@given(stories)
def test_no_text_is_missing_from_the_page_or_the_fragment(story: Story) -> None:
    assert missing(story, HOUSE, visible(render(story))) == []
    assert missing(story, HOUSE, visible(fragment.write(story, HOUSE, nothing).data.decode())) == []


@settings(max_examples=30, deadline=None)
@given(stories)
def test_the_page_runs_nothing_and_asks_for_nothing(story: Story) -> None:
    root = tree(story)
    assert [script.get("type") for script in root.iter("script")] == ["application/ld+json"]
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.tag not in {"iframe", "object", "embed", "form", "base", "video", "audio"}
    assert all(image.get("src", "").startswith("data:") for image in root.iter("img"))
    assert [link.get("rel") for link in root.iter("link")] in ([], ["canonical"])
    policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    assert "url(" not in root.xpath("string(//style)")
    assert "@import" not in root.xpath("string(//style)")


@settings(max_examples=30, deadline=None)
@given(stories)
def test_regions_and_groups_are_exactly_what_stands_in_the_page(story: Story) -> None:
    html = page.render(story, HOUSE, no_pictures)
    parts = page.parts(story, HOUSE, no_pictures)
    for name, inner in parts.regions.items():
        assert re.search(rf'<(\w+)[^>]* id="{name}">{re.escape(inner)}</\1>', html), name
    whole = "\n".join(group.html for group in groups(story.body, around=parts.direction))
    assert f'<div class="body" id="{BODY_ID}">{whole}</div>' in html


def test_text_cannot_leave_the_data_that_machines_read() -> None:
    story = Story(headline="</script><script>alert(1)</script> & more", deck='"><img src=x>')
    html = render(story)
    assert html.count("<script") == 1
    assert json_ld(html)["headline"] == "</script><script>alert(1)</script> & more"
    assert "<img" not in html


def test_machines_are_told_who_when_and_what() -> None:
    story = replace(
        harbour_story(),
        credits=(
            Credit("Ilse Brandt", role=Role.BY, title="Harbour reporter", place="Port Merrow"),
            Credit("Reuters", PersonKind.ORGANISATION),
            Credit("Ana Poe", role=Role.EDITING),
        ),
    )
    data = json_ld(render(story))
    assert data["@type"] == "NewsArticle"
    assert data["author"] == [
        {
            "@type": "Person",
            "name": "Ilse Brandt",
            "jobTitle": "Harbour reporter",
            "workLocation": {"@type": "Place", "name": "Port Merrow"},
        }
    ]
    assert data["contributor"] == [
        {"@type": "Organization", "name": "Reuters"},
        {"@type": "Role", "roleName": "editing", "contributor": {"@type": "Person", "name": "Ana Poe"}},
    ]
    assert data["datePublished"] == "2026-05-03T09:40:00+00:00"
    assert data["dateModified"] == "2026-05-03T11:05:00+00:00"
    assert data["correction"] == [
        {
            "@type": "CorrectionComment",
            "@id": "https://news.example/harbour-pilots#desk-note-1777881600",
            "name": "Correction",
            "text": "The carrier passed within forty metres, not fourteen.",
            "datePublished": "2026-05-04T08:00:00+00:00",
        }
    ]
    assert data["publisher"] == {"@type": "NewsMediaOrganization", "name": "Desk"}
    assert data["dateline"] == "PORT MERROW, May 3 (Reuters)"
    assert data["inLanguage"] == "en-GB"


def test_readers_are_told_in_the_houses_zone_and_words() -> None:
    house = House(timezone="Europe/Lisbon", date_format="%-d %B %Y", time_format="%H:%M")
    dates = tree(harbour_story(), house).get_element_by_id("desk-dates")
    assert dates.text_content() == "Published 3 May 2026, 10:40 Updated 3 May 2026, 12:05"
    assert [time.get("datetime") for time in dates.iter("time")] == [
        "2026-05-03T10:40:00+01:00",
        "2026-05-03T12:05:00+01:00",
    ]


def test_the_copys_own_mark_of_an_update_stands_where_no_time_does() -> None:
    assert tree(Story(updated_mark="/ Updated")).get_element_by_id("desk-dates").text_content() == "/ Updated"
    both = Story(updated_mark="/ Updated", updated=datetime(2026, 5, 3, tzinfo=UTC))
    assert "/ Updated" not in tree(both).get_element_by_id("desk-dates").text_content()


@pytest.mark.parametrize(
    ("language", "shown", "direction"),
    [
        ("ar", "ar", "rtl"),
        ("he-IL", "he-IL", "rtl"),
        ("az-Arab", "az-Arab", "rtl"),
        ("ar-Latn", "ar-Latn", "ltr"),
        ("pt-PT", "pt-PT", "ltr"),
        ("not a language", "en-US", "ltr"),
    ],
)
def test_language_and_direction(language: str, shown: str, direction: str) -> None:
    root = tree(Story(language=language))
    assert (root.get("lang"), root.get("dir")) == (shown, direction)


@pytest.mark.parametrize(
    ("language", "name", "turned"),
    [("en", "محمد الفايد", ["ltr"]), ("en", "Wei Sung", []), ("ar", "محمد الفايد", []), ("ar", "Wei Sung", [])],
)
def test_a_name_from_the_right_turns_no_line_of_credits(language: str, name: str, turned: list[str]) -> None:
    story = Story(headline="Pilots", language=language, credits=(Credit(name),))
    line = tree(story).get_element_by_id("desk-contribution")
    assert line.text_content() == f"{name} contributed."
    assert [each.get("dir") for each in line.iter("bdi")] == turned
    assert html_read.read(page.write(story, HOUSE, nothing).data, "", HOUSE).story == story
    text = fragment.write(story, HOUSE, nothing).data.decode()
    side = {("ar", "Wei Sung"): ' dir="ltr"'}.get((language, name), "")
    assert f'<p class="contribution"{side}>' in text
    assert (f'<bdi dir="ltr">{name} contributed.</bdi>' in text) is bool(turned)


def test_the_address_is_the_storys_or_made_by_the_house() -> None:
    house = House(article_url="https://paper.example/news/{slug}.html")
    made = tree(Story(slug="a slug"), house).xpath("string(//link[@rel='canonical']/@href)")
    assert made == "https://paper.example/news/a%20slug.html"
    given_one = tree(Story(slug="x", canonical="https://other.example/"), house)
    assert given_one.xpath("string(//link[@rel='canonical']/@href)") == "https://other.example/"
    assert not tree(Story(canonical="javascript:alert(1)"), house).xpath("//link")


def test_the_house_hangs_its_furniture_once() -> None:
    piece = Furniture("Morning Tide", "Every weekday.")
    foot = Furniture("App", "Read us there.", Slot.FOOT)
    root = tree(Story(furniture=(piece,)), House(furniture=(piece, foot)))
    assert root.get_element_by_id("desk-furniture-top").text_content() == "Morning TideEvery weekday."
    assert root.get_element_by_id("desk-furniture-foot").text_content() == "AppRead us there."


def test_corrections_stand_where_they_belong_and_say_their_kind() -> None:
    at = datetime(2026, 5, 4, 8, tzinfo=UTC)
    notes = (Correction("One.", at, CorrectionKind.CLARIFICATION, Slot.TOP), Correction("Two.", at))
    root = tree(Story(corrections=notes))
    top = root.get_element_by_id("desk-corrections-top").text_content()
    foot = root.get_element_by_id("desk-corrections-foot").text_content()
    assert (top, foot) == ("Clarification (May 4, 2026, 8:00 AM): One.", "Correction (May 4, 2026, 8:00 AM): Two.")


def test_a_picture_of_the_library_is_carried_in_the_page() -> None:
    data = picture()
    story = Story(lead=Figure(reference(data), "A mole"), body=body(Figure(reference(data), "The same")))
    writing = page.write(story, HOUSE, {reference(data): data}.get)
    images = list(lxml.html.document_fromstring(writing.data.decode()).iter("img"))
    assert [image.get("alt") for image in images] == ["A mole", "The same"]
    assert all(image.get("src", "").startswith("data:image/png;base64,") for image in images)
    assert [image.get("width") for image in images] == ["40", "40"]
    assert writing.losses == ()


def test_what_the_page_does_not_hold_is_told() -> None:
    story = replace(
        harbour_story(), body=body(Note(spans("Legal?")), Figure("https://p.example/x.jpg"), Figure("media:gone"))
    )
    assert [loss.what for loss in page.write(story, HOUSE, nothing).losses] == [
        "1 editor’s note inside the text was left out.",
        "The picture at https://p.example/x.jpg is not in the library; the page links to it.",
        "A picture is missing from the library and was left out.",
        "The page says nothing of the embargo.",
    ]


def test_a_story_without_anything_is_a_page_too() -> None:
    root = tree(Story(), House(name=""))
    assert root.get_element_by_id("desk-title").text_content() == "Story"
    assert root.get_element_by_id(BODY_ID).text_content() == ""


def test_a_house_brings_its_own_template() -> None:
    folder = paths.config_dir() / "houses"
    folder.mkdir(parents=True)
    (folder / "own.html").write_text("<title>{{ parts.regions['desk-title'] }}</title>{{ body|safe }}")
    assert (
        render(Story(headline="A & B", body=body("x")), House(template="own.html"))
        == "<title>A &amp;amp; B</title><p>x</p>"
    )


def test_a_template_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    folder = paths.config_dir() / "houses"
    folder.mkdir(parents=True)
    (folder / "broken.html").write_text("{% if %}")
    with pytest.raises(Unreadable, match=r"broken\.html"):
        render(Story(), House(template="broken.html"))
    with pytest.raises(NotFound, match=r"nowhere\.html"):
        render(Story(), House(template="nowhere.html"))


def test_a_template_cannot_reach_the_program() -> None:
    folder = paths.config_dir() / "houses"
    folder.mkdir(parents=True)
    (folder / "sly.html").write_text("{{ parts.__class__.__mro__ }}")
    with pytest.raises(Unreadable, match=r"sly\.html"):
        render(Story(), House(template="sly.html"))


def test_parts_ask_only_for_pictures_outside_the_body() -> None:
    data = picture()
    pictures = PagePictures({reference(data): data}.get)
    parts = page.parts(Story(lead=Figure(reference(data), "x")), HOUSE, pictures)
    assert parts.regions["desk-lead"].startswith('<figure><img src="data:image/png')

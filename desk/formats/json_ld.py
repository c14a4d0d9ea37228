"""A story as schema.org's NewsArticle, in JSON-LD, for search engines and for reading our own pages back.

See https://schema.org/NewsArticle. People in other roles than author or contributor are wrapped in a schema.org Role
that names what they did.

Notes to readers stand in `correction`, in the order of print, each a https://schema.org/CorrectionComment: its `@id` is
the address of the note on the page, `name` what it is called in print. One that puts another right has that one as its
https://schema.org/parentItem, as comments have the comment that they are about. A withdrawn one is not there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from desk.formats.dates import machine_time, print_dateline
from desk.formats.links import safe_link
from desk.formats.notes_write import note_id, note_label
from desk.story.body import Figure, block_text
from desk.story.correcting import in_print, note_of
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Correction, Story

Json = dict[str, Any]


def news_article(story: Story, house: House, *, title: str, language: str, address: str, credit_line: str) -> Json:
    """The story as a NewsArticle. Keys without a value are left out."""
    own = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "alternativeHeadline": story.kicker,
        "description": story.deck,
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": language,
        "articleSection": story.section,
        "keywords": list(story.keywords),
        "dateline": print_dateline(story.dateline, house).removesuffix(house.dateline_dash).strip(),
        "wordCount": sum(len(block_text(block).split()) for block in story.body.blocks),
        "datePublished": _time(story.first_published, house),
        "dateModified": _time(story.updated or story.first_published, house),
        "author": [_person(credit) for credit in story.credits if credit.role is Role.BY],
        "contributor": [_contributor(credit) for credit in story.credits if credit.role is not Role.BY],
        "creditText": credit_line,
        "correction": _corrections(story.corrections, house, address),
        "image": _images(story),
        "usageInfo": story.usage_terms,
        "publisher": _publisher(house),
    }
    return {key: value for key, value in own.items() if value}


def as_script(value: Json) -> str:
    """JSON that can stand in a script element: nothing in it can end the element or begin another."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _time(at: datetime | None, house: House) -> str:
    return machine_time(at, house) if at else ""


def _person(credit: Credit) -> Json:
    person: Json = {
        "@type": "Organization" if credit.kind is PersonKind.ORGANISATION else "Person",
        "name": credit.name,
    }
    if credit.title:
        person["jobTitle" if credit.kind is PersonKind.PERSON else "description"] = credit.title
    if credit.place:
        key = "workLocation" if credit.kind is PersonKind.PERSON else "location"
        person[key] = {"@type": "Place", "name": credit.place}
    return person


def _contributor(credit: Credit) -> Json:
    if credit.role is Role.CONTRIBUTOR:
        return _person(credit)
    return {"@type": "Role", "roleName": credit.role.value, "contributor": _person(credit)}


def _corrections(corrections: Sequence[Correction], house: House, address: str) -> list[Json]:
    printed = in_print(corrections)
    found: list[Json] = []
    for note in printed:
        comment: Json = {
            "@type": "CorrectionComment",
            "@id": _note_address(note, address),
            "name": str(note_label(note, corrections, house)),
            "text": note.text,
            "datePublished": machine_time(note.at, house),
        }
        if earlier := note_of(printed, note.about):
            comment["parentItem"] = {"@type": "CorrectionComment", "@id": _note_address(earlier, address)}
        found.append(comment)
    return found


def _note_address(note: Correction, address: str) -> str:
    return f"{address}#{note_id(note.at)}"


def _images(story: Story) -> list[str]:
    """Pictures that have an address on the web. Those that are carried in the page have none."""
    figures = [story.lead, *story.body.blocks]
    return [link for figure in figures if isinstance(figure, Figure) and (link := safe_link(figure.picture))]


def _publisher(house: House) -> Json:
    publisher: Json = {"@type": "NewsMediaOrganization", "name": house.publisher or house.name}
    if url := safe_link(house.publisher_url):
        publisher["url"] = url
    if logo := safe_link(house.logo_url):
        publisher["logo"] = {"@type": "ImageObject", "url": logo}
    return publisher

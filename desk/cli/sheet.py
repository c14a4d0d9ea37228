"""An article as `desk show` gives it: a sheet to read, or fields for a program."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from desk.cli.options import local
from desk.library.values import Article
from desk.story.body import text_of
from desk.story.credits import byline_in_print, contribution_in_print
from desk.story.house import House
from desk.story.story import Story

_LABEL = 14


def as_fields(article: Article, house: House) -> dict[str, Any]:
    """Everything about an article. `body` is its words; a picture is told by its reference."""
    story = article.story
    fields = asdict(story)
    fields["lead"] = story.lead and {**asdict(story.lead), "caption": text_of(story.lead.caption)}
    fields["body"] = story.body.text
    return {
        "article": asdict(article.row),
        "revision": article.revision,
        "byline": byline_in_print(story, house).text,
        "contribution": contribution_in_print(story, house).text,
        "story": fields,
    }


def as_text(article: Article, house: House) -> str:
    """The same on a page: what is empty is left out."""
    row, story = article.row, article.story
    head = [
        ("article", f"{row.slug} · {row.state.value}{' · in the bin' if row.binned else ''} · {row.words:,} words"),
        ("id", row.id),
        *_story_lines(story),
    ]
    lines = [f"{label:<{_LABEL}}{value}" for label, value in head if value]
    title = [part for part in (story.kicker, story.headline, story.deck, byline_in_print(story, house).text) if part]
    foot = contribution_in_print(story, house).text
    parts = ["\n".join(lines), *title, story.body.text, foot]
    return "\n\n".join(part for part in parts if part)


def _story_lines(story: Story) -> list[tuple[str, str]]:
    return [
        ("section", story.section),
        ("keywords", ", ".join(story.keywords)),
        ("language", story.language),
        ("published", local(story.first_published) if story.first_published else ""),
        ("updated", local(story.updated) if story.updated else story.updated_mark),
        ("embargo", local(story.embargo) if story.embargo else ""),
        ("usage", story.usage_terms),
        ("address", story.canonical),
        ("editor's note", story.editors_note),
        *((each.kind.value, each.text) for each in story.corrections),
        *((f"{each.slot.value} matter", each.title or each.text) for each in story.furniture),
    ]

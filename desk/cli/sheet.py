"""An article as `desk show` gives it: a sheet to read, or fields for a program."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from desk.cli.options import local
from desk.formats import text
from desk.library.values import Article, ArticleRow
from desk.story.body import text_of
from desk.story.credits import byline_in_print, contribution_in_print
from desk.story.house import House
from desk.story.plurals import counted

_LABEL = 12


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
    """What the text does not say of an article, as far as there is any of it; and the text as it is exported."""
    row, story = article.row, article.story
    facts = [
        (
            "article",
            f"{row.slug} · {row.state.value}{_in_bin(row)} · {counted(row.words, 'word')}",
        ),
        ("id", row.id),
        ("section", story.section),
        ("keywords", ", ".join(story.keywords)),
        ("language", story.language),
        ("target", counted(story.target_words, "word") if story.target_words else ""),
        ("embargo", local(story.embargo) if story.embargo else ""),
        ("usage", story.usage_terms),
        ("address", story.canonical),
    ]
    lines = [f"{label:<{_LABEL}}{value}" for label, value in facts if value]
    return "\n".join(lines) + "\n\n" + text.write(story, house, lambda _: None).data.decode("utf-8").rstrip("\n")


def _in_bin(row: ArticleRow) -> str:
    if not row.binned:
        return ""
    return f" · in the bin until {local(row.stays_until)}" if row.stays_until else " · in the bin"

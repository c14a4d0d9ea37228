"""The commands on what is said about an article: read it, say something, answer, resolve."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.options import answer_json, answer_table, json_option, library_option, local, opened, outside_bin, tell
from desk.errors import NotFound
from desk.story.comments import Said, Thread, mentioned
from desk.story.plurals import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.library.library import Library
    from desk.library.review_values import Followed
    from desk.story.anchor import Anchor
    from desk.story.story import Story


@click.command("comments", short_help="List what was said about an article.")
@click.argument("article", metavar="SLUG")
@click.option("--open", "only_open", is_flag=True, help="Without what is resolved.")
@library_option
@json_option
def list_comments(library: Path, article: str, only_open: bool, as_json: bool) -> None:
    """List the comments and questions on an article with all replies, in the order in which they were opened.

    Into a pipe goes a line for each thing that was said: the id of its thread, what it is (question, comment, replied,
    resolved, reopened), who, when, the words that it is on, and what was said, with tabs between.
    """
    with opened(library) as shelf:
        found = shelf.article(article)
        threads = [each for each in shelf.comments(found.row.id) if not (only_open and each.thread.is_resolved)]
    if as_json:
        answer_json([_fields(each, found.story) for each in threads])
        return
    rows = (row for each in threads for row in _rows(each, found.story))
    heads = ("thread", "", "who", "when", "on", "said")
    answer_table(heads, rows, wide="said", none="Nothing was said about it.")


@click.command("comment", short_help="Say something about an article, or ask.")
@click.argument("article", metavar="SLUG")
@click.argument("text", metavar="TEXT")
@click.option("--on", "words", metavar="WORDS", default="", help="The words of the article that it is about.")
@click.option("--question", is_flag=True, help="It asks: the house may want an answer before the article is ready.")
@library_option
def comment(library: Path, article: str, text: str, words: str, question: bool) -> None:
    """Say something about an article, about some of its words (--on), or ask the reporter something (--question), and
    print the id of the thread. Whoever is named “@Jane Doe” in it is mentioned."""
    with opened(library) as shelf:
        found = shelf.article(article)
        outside_bin(found.row)
        anchor = _anchor(found.story, words)
        opening = shelf.comment(
            found.row.id, text, anchor=anchor, on=found.story, question=question, mentions=_mentions(shelf, text)
        )
        made = opening.result()
    click.echo(made.thread)


@click.command(short_help="Reply to a comment.")
@click.argument("thread", metavar="ID")
@click.argument("text", metavar="TEXT")
@library_option
def reply(library: Path, thread: str, text: str) -> None:
    """Reply to a comment or a question, by the id of its thread (see `desk comments`)."""
    _answer(library, thread, Said.REPLIED, text)


@click.command(short_help="Be done with a comment.")
@click.argument("thread", metavar="ID")
@click.argument("text", metavar="[TEXT]", default="")
@library_option
def resolve(library: Path, thread: str, text: str) -> None:
    """Be done with a comment, or with a question, with something to say to it or without."""
    _answer(library, thread, Said.RESOLVED, text)


@click.command(short_help="Open a comment again.")
@click.argument("thread", metavar="ID")
@click.argument("text", metavar="[TEXT]", default="")
@library_option
def reopen(library: Path, thread: str, text: str) -> None:
    """Open a comment again that was resolved, with something to say to it or without."""
    _answer(library, thread, Said.REOPENED, text)


def _answer(library: Path, thread: str, said: Said, text: str) -> None:
    with opened(library) as shelf:
        shelf.answer(thread, said, text, _mentions(shelf, text)).result()


def _mentions(shelf: Library, text: str) -> tuple[str, ...]:
    if "@" not in text:
        return ()
    staff = shelf.directory().contacts
    return mentioned(text, ((contact.name, contact.initials) for contact in staff))


def _anchor(story: Story, words: str) -> Anchor:
    """On these words, which stand in one place of the story only."""
    from desk.revise.anchors import WHOLE_STORY, on_words  # noqa: PLC0415
    from desk.story.places import texts  # noqa: PLC0415

    if not words:
        return WHOLE_STORY
    found = [(place, at) for place, text in texts(story, {}) for at in _all(text, words)]
    if not found:
        raise NotFound(f"“{words}” does not stand in the article. Nothing was said.")
    if len(found) > 1:
        tell(f"“{words}” stands in {counted(len(found), 'place')}; it is about the first of them.")
    place, at = found[0]
    return on_words(story, place, at, at + len(words))


def _all(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _state(thread: Thread) -> str:
    if thread.is_resolved:
        return "resolved"
    return "waits" if thread.waits else "answered" if thread.is_question and thread.is_answered else "open"


def _on(each: Followed, story: Story) -> str:
    from desk.revise.anchors import anchored_words  # noqa: PLC0415

    words = anchored_words(each.anchor, story) or each.anchor.place.field
    return f"(gone) {words}" if each.anchor.lost else words


def _rows(each: Followed, story: Story) -> Iterator[tuple[str, ...]]:
    thread, on = each.thread, _on(each, story)
    for record in thread.records:
        opening = "question" if record.is_question else "comment"
        what = opening if record.said is Said.OPENED else record.said.value
        yield thread.id, what, record.who, local(record.at), on, record.text


def _fields(each: Followed, story: Story) -> dict[str, Any]:
    thread = each.thread
    return {
        "id": thread.id,
        "is_question": thread.is_question,
        "state": _state(thread),
        "on": each.anchor.on.value,
        "field": each.anchor.place.field,
        "block": each.anchor.place.block,
        "words": _on(each, story) if not each.anchor.lost else each.anchor.words,
        "lost": each.anchor.lost,
        "said": [
            {
                "id": record.id,
                "said": record.said.value,
                "who": record.who,
                "at": record.at,
                "text": record.text,
                "mentions": list(record.mentions),
            }
            for record in thread.records
        ],
    }

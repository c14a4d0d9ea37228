"""Pairs of stories to review: made of few words, so that much of one is like much of the other."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from desk.story.body import (
    Block,
    Body,
    Embed,
    Figure,
    Heading,
    ListItem,
    Mark,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    spans,
)
from desk.story.story import Dateline, Story
from tests.library.stories import stories as any_stories

words = st.sampled_from(
    [
        "a",
        "b",
        "the",
        "ferry",
        "left",
        " ",
        "  ",
        "\n",
        ".",
        ",",
        "’",
        "-",
        "é",
        "\u0301",
        "\u200d",
        "👩",
        "日",
        "🇵🇹",
        "1",
    ]
)
texts = st.lists(st.one_of(words, st.just(" ")), max_size=9).map("".join)
lines = texts.map(lambda text: " ".join(text.split()))
marks = st.sampled_from([frozenset(), frozenset({Mark.STRONG}), frozenset({Mark.STRONG, Mark.EMPHASIS})])
links = st.sampled_from(["", "", "", "https://a.example", "https://b.example"])
marked: st.SearchStrategy[Spans] = st.lists(st.builds(Span, texts, marks, links), max_size=3).map(lambda p: spans(*p))
pictures = st.sampled_from(["", "media:a", "media:b"])
tables = st.tuples(st.integers(1, 2), st.integers(1, 2)).flatmap(
    lambda size: st.builds(Table, st.tuples(*[st.tuples(*[marked] * size[0])] * size[1]), st.booleans())
)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, marked),
    st.builds(Paragraph, marked),
    st.builds(Paragraph, texts.map(spans)),
    st.builds(Heading, marked, st.integers(2, 3)),
    st.builds(Quote, marked),
    st.builds(PullQuote, marked, lines),
    st.builds(ListItem, marked, st.booleans(), st.integers(0, 1)),
    st.builds(Figure, pictures, lines, marked, lines),
    tables,
    st.just(Rule()),
    st.builds(Embed, links, lines),
    st.builds(Note, marked),
)
bodies = st.lists(blocks, max_size=5).map(lambda each: Body(tuple(each)))


@st.composite
def edited(draw: st.DrawFn, body: Body) -> Body:
    """A body after some edits as people make them."""
    found = list(body.blocks)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(0, len(found) - 1)))
        what = draw(st.sampled_from(["add", "drop", "move", "type", "type", "split", "join", "mark", "kind"]))
        if what == "add" or not found:
            found.insert(at, draw(blocks))
        elif what == "drop":
            found.pop(at)
        elif what == "move":
            found.insert(draw(st.integers(0, len(found))), found.pop(at))
        else:
            _edit(draw, found, at, what)
    return Body(tuple(found))


def _edit(draw: st.DrawFn, found: list[Block], at: int, what: str) -> None:
    block = found[at]
    if not isinstance(block, Paragraph | Heading | Quote | ListItem | Note | PullQuote):
        found[at] = draw(blocks)
        return
    text = "".join(span.text for span in block.spans)
    start = draw(st.integers(0, len(text)))
    stop = draw(st.integers(start, min(len(text), start + 6)))
    front, middle, back = (_cut(block.spans, *ends) for ends in ((0, start), (start, stop), (stop, len(text))))
    if what == "type":
        found[at] = replace(block, spans=spans(*front, draw(texts), *back))
    elif what == "mark":
        new = [replace(span, marks=draw(marks), link=draw(links)) for span in middle]
        found[at] = replace(block, spans=spans(*front, *new, *back))
    elif what == "split":
        found[at : at + 1] = [replace(block, spans=front), replace(block, spans=spans(*middle, *back))]
    elif what == "kind":
        found[at] = draw(st.sampled_from([Paragraph, Heading, Quote, ListItem]))(block.spans)
    elif at + 1 < len(found) and hasattr(found[at + 1], "spans"):
        found[at : at + 2] = [replace(block, spans=spans(*block.spans, *found[at + 1].spans))]  # type: ignore[union-attr]


def _cut(text: Spans, start: int, stop: int) -> Spans:
    out, at = [], 0
    for span in text:
        out.append(Span(span.text[max(0, start - at) : max(0, stop - at)], span.marks, span.link))
        at += len(span.text)
    return spans(*out)


pairs = bodies.flatmap(lambda body: st.tuples(st.just(body), st.one_of(edited(body), edited(body), bodies))).map(
    lambda two: (Story(body=two[0]), Story(body=two[1]))
)


@st.composite
def whole_pairs(draw: st.DrawFn) -> tuple[Story, Story]:
    """Two stories that differ in some of their fields."""
    one, other = draw(any_stories), draw(any_stories)
    keywords = st.lists(words, max_size=4).map(tuple)
    old = replace(one, body=draw(bodies), headline=draw(texts), deck=draw(texts), keywords=draw(keywords))
    new = replace(old, body=draw(edited(old.body)), headline=draw(texts), deck=draw(texts), keywords=draw(keywords))
    names = draw(st.lists(st.sampled_from(_OTHERS), max_size=5))
    new = replace(new, **{name: getattr(other, name) for name in names})
    return old, replace(new, dateline=draw(st.sampled_from([old.dateline, Dateline("a"), Dateline("b", None, "c")])))


_OTHERS = ["credits", "dateline", "lead", "furniture", "corrections", "embargo", "target_words", "slug", "kicker"]

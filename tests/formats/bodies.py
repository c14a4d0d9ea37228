"""Bodies to test with: builders, and hypothesis strategies for every block and mark."""

from __future__ import annotations

from hypothesis import strategies as st

from desk.formats.links import safe_link
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
    clean_line,
    clean_text,
    spans,
)

# Text that trips Markdown, HTML, and the parts that read them.
# fmt: off
TRICKY = (
    "*", "**", "***", "_", "__", "`", "``", "\\", "\\\\", "[", "]", "(", ")", "](", "![", "[x](y)", "[x]: http://y.example",
    "<", ">", "<b>", "</b>", "<br>", "</p>", "<script>", "<!--", "-->", "<?", "<![CDATA[", "]]>", "&", "&amp;", "&lt;",
    "&#60;", "&nbsp", "&copy;", "&#x", "#", "# ", "## ", "1. ", "1)", "- ", "+ ", "* ", "> ", "---", "===", "* * *",
    "    ", "  ", "  \n", "\n", "\n\n", "\n- ", "\n# ", "\n1. ", "\n> ", "\n---", "\n===", "\n    ", "|", "| a | b |",
    "\n|---|", "~", "~~", "^", "http://a.example/b_c_d", "<http://a.example>", "<me@a.example>", "wzxhzdk:0",
    "klzzwxh:0001", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u2003", "\u3000", "\u0301", "é", "ß", "😀", "👩‍👩‍👧",
    "שלום", "مرحبا", "\u200f", "\u202e", "“", "”", "’", "—", "…", "a", "b", "word", " ",
    ".", ",", "!", "?", ":", ";", '"', "'",
    "=", "{", "}", "{: .x}", "[^1]", "*[HTML]: x", "AT&T", "R&D;", "5 < 6", "a<b", "$", "%20", "%", "\x02", "\x03",
)
# fmt: on

texts = st.one_of(
    st.lists(st.sampled_from(TRICKY), min_size=1, max_size=6).map("".join),
    st.text(min_size=1, max_size=12),
).map(clean_text)
lines = st.one_of(st.just(""), texts.map(clean_line))

links = st.one_of(
    st.just(""),
    st.just("https://news.example/a?b=c&d=e#f"),
    st.builds(
        lambda scheme, rest: safe_link(scheme + rest),
        st.sampled_from(["https://news.example/", "http://x", "mailto:", "tel:", "HTTPS://"]),
        texts,
    ),
)
marks = st.frozensets(st.sampled_from(Mark), max_size=3)
span = st.builds(Span, texts, st.one_of(st.just(frozenset[Mark]()), marks), st.one_of(st.just(""), st.just(""), links))
all_spans: st.SearchStrategy[Spans] = st.lists(span, max_size=5).map(lambda parts: spans(*parts))

hashes = st.sampled_from(["0" * 64, "ab" * 32])
pictures = st.one_of(
    st.just(""),
    hashes.map(lambda digest: f"media:{digest}"),
    links.filter(lambda link: link.lower().startswith("http")),
)


def _table(rows: int, columns: int) -> st.SearchStrategy[Table]:
    row = st.tuples(*([all_spans] * columns))
    return st.builds(Table, st.tuples(*([row] * rows)), st.booleans())


tables = st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(lambda size: _table(*size))
list_items = st.builds(ListItem, all_spans, st.booleans(), st.integers(0, 4))
figures = st.builds(Figure, pictures, lines, all_spans, lines)
embeds = st.builds(Embed, links, lines)

blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, all_spans),
    st.builds(Heading, all_spans, st.sampled_from([2, 3])),
    st.builds(Quote, all_spans),
    st.builds(PullQuote, all_spans, lines),
    list_items,
    figures,
    tables,
    st.just(Rule()),
    embeds,
    st.builds(Note, all_spans),
)
runs: st.SearchStrategy[list[Block]] = st.one_of(
    st.lists(blocks, max_size=4),
    st.lists(list_items, min_size=2, max_size=6).map(list[Block]),
    st.lists(st.builds(Quote, all_spans), min_size=2, max_size=3).map(list[Block]),
)
bodies: st.SearchStrategy[Body] = st.lists(runs, max_size=3).map(
    lambda parts: Body(tuple(b for run in parts for b in run))
)


def body(*parts: Block | str) -> Body:
    """A body; a string is a paragraph."""
    return Body(tuple(Paragraph(spans(part)) if isinstance(part, str) else part for part in parts))


def strong(text: str) -> Span:
    return Span(text, frozenset({Mark.STRONG}))


def em(text: str) -> Span:
    return Span(text, frozenset({Mark.EMPHASIS}))


def link(text: str, address: str, *marked: Mark) -> Span:
    return Span(text, frozenset(marked), address)

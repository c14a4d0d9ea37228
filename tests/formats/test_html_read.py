from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.errors import Unreadable
from desk.formats import page
from desk.formats.body_read import BodyReader
from desk.formats.html_clean import ATTRIBUTES, TAGS, clean
from desk.formats.html_read import read
from desk.formats.html_write import groups
from desk.formats.links import safe_picture
from desk.formats.normal import normal
from desk.formats.printed import without_blanks
from desk.formats.tree import parse_clean
from desk.story.body import (
    Body,
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
    Table,
    block_text,
    clean_line,
    clean_text,
    spans,
)
from desk.story.correcting import in_print
from desk.story.credits import byline, contribution_line
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Dateline, Slot, Story
from tests.formats.bodies import TRICKY, body, em, link, strong
from tests.formats.pictures import picture, reference
from tests.formats.stories import HOUSE, harbour_story, stories
from tests.formats.texts import bare


def nothing(_reference: str) -> bytes | None:
    return None


def read_fragment(html: str) -> Body:
    """The body in a piece of HTML, of which nothing is taken for headline, byline or dateline."""
    return BodyReader(safe_picture).read(parse_clean(clean(clean_text(html))))


def reread(story: Story, house: House = HOUSE) -> Story:
    return read(page.write(story, house, nothing).data, "", house).story


def as_the_page_holds_it(story: Story, house: House = HOUSE) -> Story:
    """The story without what no reader of the page sees."""
    by = tuple(replace(credit, note="") for credit in story.credits if credit.role is Role.BY)
    others = tuple(replace(credit, note="") for credit in story.credits if credit.role is not Role.BY)
    top = tuple(piece for piece in story.furniture if piece.slot is Slot.TOP)
    foot = tuple(piece for piece in story.furniture if piece.slot is Slot.FOOT)
    return replace(
        story,
        slug="",
        embargo=None,
        target_words=0,
        credits=(*by, *others),
        byline_text="" if story.byline_text == byline(by, house) else story.byline_text,
        contribution_text=""
        if story.contribution_text == contribution_line(others, house)
        else story.contribution_text,
        keywords=tuple(dict.fromkeys(story.keywords)),
        furniture=tuple(dict.fromkeys(piece for piece in (*top, *foot) if piece.title or piece.text)),
        corrections=in_print(story.corrections),
        updated_mark="" if story.updated else story.updated_mark,
        body=Body(without_blanks([block for block in story.body.blocks if not isinstance(block, Note)])),
    )


# White space that HTML collapses cannot come back; all other text does.
words = st.lists(
    st.sampled_from([token for token in TRICKY if not set(token) & set(" \n")]), min_size=1, max_size=4
).map("".join)
tidy_span = st.builds(
    Span, words, st.frozensets(st.sampled_from(Mark), max_size=2), st.sampled_from(["", "https://a.example/?b=c&d"])
)
tidy = (
    st.lists(st.one_of(tidy_span, st.just(Span(" and ")), st.just(Span("one\ntwo"))), max_size=4)
    .map(lambda parts: spans(Span("A"), *parts, Span("z")) if parts else ())
    .filter(lambda parts: "  " not in "".join(span.text for span in parts))
)
tidy_blocks = st.one_of(
    st.builds(Paragraph, tidy),
    st.builds(Heading, tidy, st.sampled_from([2, 3])),
    st.builds(Quote, tidy),
    st.builds(PullQuote, tidy, st.sampled_from(["", "Ana"])),
    st.builds(ListItem, tidy, st.booleans(), st.integers(0, 3)),
    st.builds(
        Figure,
        st.sampled_from(["", "media:" + "0" * 64, "https://p.example/x.jpg"]),
        st.sampled_from(["", "A mole"]),
        tidy,
        st.sampled_from(["", "Ana"]),
    ),
    st.tuples(tidy, tidy, tidy, tidy, st.booleans()).map(lambda t: Table(((t[0], t[1]), (t[2], t[3])), t[4])),
    st.just(Rule()),
    st.builds(Note, tidy),
)
tidy_bodies = st.lists(tidy_blocks, max_size=6).map(lambda found: Body(tuple(found)))
tidy_leads = st.one_of(st.none(), st.builds(Figure, st.just("media:" + "1" * 64), st.sampled_from(["", "x"]), tidy))


@settings(max_examples=40, deadline=None)
@given(stories, tidy_bodies, tidy_leads)
def test_a_page_of_ours_gives_the_story_back(story: Story, whole: Body, lead: Figure | None) -> None:
    story = replace(story, body=whole, lead=lead)
    assert reread(story) == as_the_page_holds_it(story)


@settings(max_examples=40, deadline=None)
@given(stories)
def test_from_then_on_nothing_changes(story: Story) -> None:
    once = reread(story)
    assert reread(once) == once


def test_our_own_page_gives_pictures_back_byte_for_byte() -> None:
    data = picture("JPEG")
    story = Story(headline="x", body=body(Figure(reference(data), "A mole", spans("The mole."), "Ana Reis")))
    reading = read(page.write(story, HOUSE, {reference(data): data}.get).data, "x.html", HOUSE)
    assert reading.story.body == story.body
    assert reading.media == {reference(data): data}
    assert reading.losses == ()


def test_the_slug_comes_back_from_the_houses_address() -> None:
    house = House(article_url="https://paper.example/{slug}/")
    assert reread(Story(slug="harbour-pilots"), house).slug == "harbour-pilots"


def test_the_day_of_a_dateline_keeps_its_year() -> None:
    assert reread(harbour_story()).dateline == harbour_story().dateline


# Other people's pages


PAGE = """<!doctype html><html lang=en-GB><head><title>The headline | The Paper</title>
<meta name=description content="What it is about.">
<script type="application/ld+json">{"@graph": [{"@type": "WebSite"},
 {"@type": "NewsArticle", "headline": "The headline", "author": [{"@type": "Person", "name": "Ana Reis"}],
 "datePublished": "2026-05-03T09:40:00Z", "dateModified": "2026-05-03T11:05:00Z", "articleSection": "World",
 "keywords": "harbour, pilots"}]}</script>
<script>track()</script></head><body>
<nav><a href=/>Home</a></nav>
<article><h1>The headline</h1><p>What it is about.</p><p>By Ana Reis</p><p>Published May 3, 2026, 9:40 AM GMT</p>
<p>PORT MERROW (Reuters) — One <b>bold</b>text.<p>Two<br><br>three.
<ul><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ul><blockquote>q<p>r</blockquote>
<iframe src=https://v.example></iframe><script>x()</script><script>y()</script>
<h2>Cross</h2><h5>Deep</h5><p>Reuters contributed to this report.</p></article>
<aside>Most read</aside><footer>About us</footer></body></html>"""


def test_a_page_by_other_hands() -> None:
    reading = read(PAGE.encode(), "page.html", HOUSE)
    story = reading.story
    assert (story.headline, story.deck, story.section) == ("The headline", "What it is about.", "World")
    assert story.language == "en-GB"
    assert story.keywords == ("harbour", "pilots")
    assert story.first_published == datetime(2026, 5, 3, 9, 40, tzinfo=UTC)
    assert story.updated == datetime(2026, 5, 3, 11, 5, tzinfo=UTC)
    assert story.credits == (
        Credit("Ana Reis", role=Role.BY),
        Credit("Reuters", PersonKind.ORGANISATION),
    )
    assert story.contribution_text == "Reuters contributed to this report."
    assert story.dateline == Dateline("PORT MERROW", None, "Reuters")
    assert story.body == body(
        Paragraph(spans("One ", strong("bold"), "text.")),
        "Two",
        "three.",
        ListItem(spans("a")),
        ListItem(spans("b"), depth=1),
        ListItem(spans("c\nd")),
        Quote(spans("q")),
        Quote(spans("r")),
        Heading(spans("Cross")),
        Heading(spans("Deep"), 3),
    )
    assert [loss.what for loss in reading.losses] == [
        "3 scripts, 1 menu and 1 embedded frame were left out.",
        "What stands around the article on the page was left out.",
    ]
    told = {found.field for found in reading.recognised}
    assert {"headline", "deck", "credits", "dateline", "first_published"} <= told


@pytest.mark.parametrize(
    ("html", "whole"),
    [
        ("<p>one</p><p>two</p>", body("one", "two")),
        ("<div>one<div>two</div>three</div>", body("one", "two", "three")),
        ("one<p>two</p>three", body("one", "two", "three")),
        ("<b>one<p>two</p></b>", body(Paragraph(spans(strong("one"))), Paragraph(spans(strong("two"))))),
        ("<a href=https://a.example><p>x</p></a>", body(Paragraph(spans(link("x", "https://a.example"))))),
        ("<p> a  \n b <b> c</b> </p>", body(Paragraph(spans("a b ", strong("c"))))),
        ("<p>a<br> b </p>", body("a\nb")),
        ("<p></p><p>&nbsp;</p>x", body("\u00a0", "x")),
        (
            "<p>a <i>b</i><sup>c</sup></p>",
            body(Paragraph(spans("a ", em("b"), Span("c", frozenset({Mark.SUPERSCRIPT}))))),
        ),
        ("<span style='font-weight:700'>x</span>", body(Paragraph(spans(strong("x"))))),
        ("<b style='font-weight:normal'>x</b>", body("x")),
        ("<blockquote><ul><li>a<li>b</ul></blockquote>", body(Quote(spans("a")), Quote(spans("b")))),
        ("<blockquote><h2>a</h2></blockquote>", body(Quote(spans("a")))),
        ("<ul><li><blockquote>q</blockquote></ul>", body(Quote(spans("q")))),
        ("<h2 class=subhead>a</h2><h2>b</h2>", body(Heading(spans("a"), 3), Heading(spans("b"), 2))),
        ("<ul>a<ul><li>b</ul></ul>", body(ListItem(spans("b"), depth=1))),
        (
            "<ol><li>a<p>b<ul><li>c</ul>d</ol>",
            body(ListItem(spans("a\nb"), True), ListItem(spans("c"), depth=1), ListItem(spans("d"), True)),
        ),
        ("<p>x <img src=https://p.example/a.jpg alt=A> y</p>", body("x", Figure("https://p.example/a.jpg", "A"), "y")),
        (
            "<figure><img src=https://p.example/a.jpg><figcaption>c <b>d</b></figcaption></figure>",
            body(Figure("https://p.example/a.jpg", "", spans("c ", strong("d")))),
        ),
        ("<figure><blockquote>q</blockquote><figcaption>who</figcaption></figure>", body(Quote(spans("q")), "who")),
        ("<table><tr><th>a<th>b<tr><td>c</table>", body(Table(((spans("a"), spans("b")), (spans("c"), ())), True))),
        (
            "<table><tr><td colspan=2>a<tr><td>b<td><p>c<p>d</table>",
            body(Table(((spans("a"), ()), (spans("b"), spans("c\nd"))))),
        ),
        ("<table><tr><td><p>a<p>b</table>", body("a", "b")),
        (
            "<table><caption>x</caption><tr><td>a<td><table><tr><td>b<td>c</table></table>",
            body("x", Table(((spans("a"), spans("b c")),))),
        ),
        ("<aside class=pullquote>loud</aside>", body(PullQuote(spans("loud")))),
        ("<pre>a\n  b\n</pre>", body(Paragraph((Span("a\n  b", frozenset({Mark.CODE})),)))),
        ("<dl><dt>a<dd>b</dl>", body("a", "b")),
        ("<p>a<script>x</script>b", body("ab")),
        ("<p class=embed>no card", body(Paragraph(spans("no card")))),
        ("<hr>", body(Rule())),
        ("a &lt;b&gt; &amp; c", body("a <b> & c")),
    ],
)
def test_structure_by_other_hands(html: str, whole: Body) -> None:
    if "class=embed" in html:
        assert read_fragment(html).text == whole.text
    else:
        assert read_fragment(html) == whole


def test_relative_addresses_are_made_whole_where_the_page_says_its_own() -> None:
    head = "<link rel=canonical href=https://paper.example/news/1.html>"
    html = f"{head}<p><a href=../x>x</a> <a href='#note'>y</a></p><img src=/p.jpg>"
    reading = read(html.encode(), "", HOUSE)
    assert reading.story.canonical == "https://paper.example/news/1.html"
    assert reading.story.body == body(
        Paragraph(spans(link("x", "https://paper.example/x"), " y")), Figure("https://paper.example/p.jpg")
    )
    assert reading.losses == ()


def test_what_cannot_be_followed_or_kept_is_told() -> None:
    html = "<p><a href=javascript:x>a</a> <a href=/b>b</a></p><img src=c.jpg><img src='data:image/png;base64,AAAA'>"
    reading = read(html.encode(), "", HOUSE)
    assert reading.story.body == body("a b")
    assert [loss.what for loss in reading.losses] == [
        "2 links that cannot be followed on the web lost their addresses: javascript:x, /b.",
        "2 pictures that cannot be kept were left out.",
    ]


@pytest.mark.parametrize(
    "html", ["", " ", "<", "</", "<!--", "<!doctype", "&#0;", "<html></html>", "\x00<p>x", "<p" * 50_000]
)
def test_odd_scraps_are_read(html: str) -> None:
    read_fragment(html)


def test_nesting_without_an_end_is_refused_or_flattened() -> None:
    assert "x" in read_fragment("<div>" * 500 + "x").text
    assert "x" in read_fragment("<blockquote>" * 500 + "x").text
    with pytest.raises(Unreadable, match="deeper"):
        read_fragment("<b>" * 20_000 + "x")


ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<iframe srcdoc='<script>x</script>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form action=javascript:x><button>",
    "<base href=//x>",
    "<style>@import url(x)</style>",
    "<p style='background:url(javascript:x)'>",
    "<template><img src=x></template>",
    "<p id=x class='y embed' onclick=z>",
    "<a href='data:text/html,<script>x</script>'>",
    "<object data=x><embed src=x>",
    "<meta http-equiv=refresh content='0;url=javascript:x'>",
    "<link rel=stylesheet href=x>",
    "<textarea></p><img src=x>",
)
pages = st.lists(st.one_of(st.sampled_from(ATTACKS), st.sampled_from(TRICKY), st.text(max_size=8)), max_size=8).map(
    "".join
)


@settings(max_examples=80, deadline=None)
@given(pages)
def test_nothing_that_is_not_on_the_list_comes_through(html: str) -> None:
    allowed = {*TAGS, "html", "body"}
    for part in (clean(html), "\n".join(group.html for group in groups(read_fragment(html)))):
        if not part.strip():
            continue
        for element in lxml.html.document_fromstring(f"<body>{part}</body>").iter():
            assert element.tag in allowed
            known = ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set()) | {"class", "scope"}
            assert set(element.attrib) <= known
            assert not element.get("href", "").lower().startswith("javascript")


@settings(max_examples=60, deadline=None)
@given(st.one_of(pages.map(str.encode), st.binary(max_size=60)))
def test_reading_never_raises_but_for_what_is_no_text(data: bytes) -> None:
    try:
        reading = read(data, "x.html", HOUSE)
    except Unreadable:
        return
    assert normal(reading.story.body) == reading.story.body


paragraphs = st.lists(
    st.text("abc <>&é\u00a0.", min_size=1, max_size=10).map(clean_line).filter(bool), min_size=1, max_size=4
)


@settings(max_examples=40, deadline=None)
@given(paragraphs, st.sampled_from(["p", "div", "li", "h2", "blockquote", "td", "dd", "section", "span", "b"]))
def test_no_word_is_lost_or_glued_to_another(texts: list[str], tag: str) -> None:
    from desk.formats.html_inline import escape  # noqa: PLC0415

    html = " ".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)
    shown = read_fragment(f"<table><tr>{html}</tr></table>" if tag == "td" else html).text
    assert bare(shown) == bare(" ".join(texts))
    for text in texts:
        assert clean_line(text) in clean_line(shown)


def test_a_file_of_a_word_processor_is_read_like_what_is_pasted_from_it() -> None:
    sample = Path(__file__).parent / "pasted" / "samples" / "word-comments-footnotes.html"
    reading = read(sample.read_bytes(), sample.name, HOUSE)
    *text, note = reading.story.body.blocks
    assert Body(tuple(text)) == body("Four lamps burn at the mole, and nobody asks why.", "The harbour master does.")
    assert isinstance(note, Note)
    assert block_text(note).startswith("Comment: Really nobody?\nFootnote: The harbour book of 1911.")
    assert [loss.what for loss in reading.losses] == [
        "Not kept in the text: 1 comment and 2 footnotes. What they say stands in a note at the end."
    ]


def test_a_document_of_google_has_its_headline_its_marks_and_its_pictures() -> None:
    data = picture("PNG", (8, 8))
    address = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    html = (
        "<html><head><style>.c1{font-weight:700}.c2{color:red}</style></head><body id=docs-internal-guid-1>"
        f"<h1>Lamps</h1><p><span class=c1>Four</span><span class=c2> burn.</span></p><img src='{address}'>"
    )
    reading = read(html.encode(), "", HOUSE)
    assert reading.story.headline == "Lamps"
    assert reading.story.body == body(Paragraph(spans(strong("Four"), " burn.")), Figure(reference(data)))
    assert reading.media == {reference(data): data}
    assert reading.losses == ()

"""A story as one HTML file that needs nothing else: no script, no request, readable in light, dark and print.

The page comes from a Jinja2 template (the house's `template`, looked for in the user's folder `houses`, then among
Desk's own). What can change while somebody writes stands in *regions*, elements with an id of their own; `parts` gives
their content, so that a page that is already shown can be brought up to date. The body's groups are the child elements
of the element with the id `BODY_ID`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from desk import __version__, paths
from desk.errors import NotFound, Unreadable
from desk.formats.base import Loss, MediaSource, Writing
from desk.formats.dates import machine_time, print_day, print_time
from desk.formats.html_direction import side_of, side_of_credits
from desk.formats.html_inline import escape, escape_attribute
from desk.formats.html_own import BODY_ID
from desk.formats.html_write import Pictures, figure_html, groups
from desk.formats.json_ld import as_script, news_article
from desk.formats.language import direction, language_tag
from desk.formats.links import safe_link
from desk.formats.losses import page_losses
from desk.formats.notes_write import notes_html
from desk.formats.pictures import PagePictures
from desk.formats.printed import printed_groups
from desk.formats.wording import EDITORS_NOTE
from desk.story.body import block_text
from desk.story.credits import byline_in_print, contribution_in_print
from desk.story.house import House
from desk.story.people import Role
from desk.story.story import Dateline, Furniture, Slot, Story

if TYPE_CHECKING:
    from jinja2 import Template

# Search engines show about this much of a description.
_DESCRIPTION = 200


@dataclass(frozen=True, slots=True)
class PageParts:
    """What stands in the regions of a page: HTML by element id; and the page's language and direction."""

    regions: Mapping[str, str]
    language: str
    direction: str


def write(story: Story, house: House, media: MediaSource) -> Writing:
    """The whole page, and what it does not hold."""
    pictures = PagePictures(media)
    shown = parts(story, house, pictures)
    body = printed_groups(story.body, pictures, shown.direction)
    return Writing(_page(story, house, shown, body).encode("utf-8"), losses(story, pictures))


def losses(story: Story, pictures: PagePictures) -> tuple[Loss, ...]:
    """What the page does not hold."""
    return page_losses(story, pictures.loss)


def render(story: Story, house: House, pictures: Pictures) -> str:
    """The whole page as text, with these pictures, to be brought up to date: with an element for every group of the
    body, though there be nothing in it."""
    shown = parts(story, house, pictures)
    body = tuple(group.html for group in groups(story.body, pictures, shown.direction))
    return _page(story, house, shown, body)


def _page(story: Story, house: House, shown: PageParts, body: tuple[str, ...]) -> str:
    values = {"head": _head(story, house), "parts": shown, "body": "\n".join(body), "body_id": BODY_ID}
    return filled(house.template, values)


def filled(name: str, values: Mapping[str, object]) -> str:
    """A template with these values in it. Raises `Unreadable` where that cannot be."""
    from jinja2 import TemplateError  # noqa: PLC0415  a window is there before its first page

    template = _template(name, _template_dirs())
    try:
        return template.render(values)
    except (TemplateError, TypeError, ArithmeticError) as error:
        raise Unreadable(f"The page template “{name}” cannot be used: {error}.") from error


def parts(story: Story, house: House, pictures: Pictures) -> PageParts:
    """What stands in each region outside the body, by element id. A region without content takes no room."""
    language = _language(story, house)
    side = direction(language)
    top, foot = _furniture(story, house)
    regions = {
        "desk-title": escape(_title(story, house)),
        "desk-furniture-top": _furniture_html(top),
        "desk-kicker": _text(story.kicker),
        "desk-headline": _text(story.headline),
        "desk-deck": _text(story.deck),
        "desk-byline": _text(byline_in_print(story, house).text),
        "desk-dates": _dates_html(story, house),
        "desk-lead": figure_html(story.lead, pictures, side) if story.lead else "",
        "desk-corrections-top": _corrections_html(story, house, Slot.TOP),
        "desk-editors-note": _editors_note_html(story.editors_note),
        "desk-dateline": _dateline_html(story.dateline, house),
        "desk-contribution": _credits_html(contribution_in_print(story, house).text, side),
        "desk-corrections-foot": _corrections_html(story, house, Slot.FOOT),
        "desk-terms": _text(story.usage_terms),
        "desk-furniture-foot": _furniture_html(foot),
    }
    return PageParts(regions, language, side)


@dataclass(frozen=True, slots=True)
class _Head:
    """What the page says about itself to machines."""

    description: str
    canonical: str
    generator: str
    properties: tuple[tuple[str, str], ...]
    keywords: str
    json_ld: str


def _head(story: Story, house: House) -> _Head:
    title, language, address = _title(story, house), _language(story, house), _address(story, house)
    description = story.deck or _first_words(story)
    credit_line = contribution_in_print(story, house).text
    article = news_article(story, house, title=title, language=language, address=address, credit_line=credit_line)
    properties = [
        ("og:type", "article"),
        ("og:title", title),
        ("og:description", description),
        ("og:url", address),
        ("og:site_name", house.publisher or house.name),
        ("og:locale", language.replace("-", "_")),
        *(("og:image", link) for link in article.get("image", [])),
        ("article:published_time", _machine(story.first_published, house)),
        ("article:modified_time", _machine(story.updated or story.first_published, house)),
        *(("article:author", credit.name) for credit in story.credits if credit.role is Role.BY),
        ("article:section", story.section),
        *(("article:tag", keyword) for keyword in story.keywords),
    ]
    return _Head(
        description=description,
        canonical=address,
        generator=f"Desk {__version__}",
        properties=tuple((name, value) for name, value in properties if value),
        keywords=", ".join(story.keywords),
        json_ld=as_script(article),
    )


def _machine(at: datetime | None, house: House) -> str:
    return machine_time(at, house) if at else ""


def _language(story: Story, house: House) -> str:
    return language_tag(story.language, house.language)


def _title(story: Story, house: House) -> str:
    """A page must have a title: the headline, or the nearest thing to one."""
    return " ".join(story.headline.split()) or story.slug or _first_words(story, 60) or house.name or "Story"


def _first_words(story: Story, most: int = _DESCRIPTION) -> str:
    """The first words of the body, whole words only."""
    text = next(filter(None, (" ".join(block_text(block).split()) for block in story.body.blocks)), "")
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _address(story: Story, house: House) -> str:
    if story.canonical:
        return safe_link(story.canonical)
    if house.article_url and story.slug:
        return safe_link(house.article_url.replace("{slug}", quote(story.slug)))
    return ""


def _credits_html(line: str, around: str) -> str:
    """A line of credits; one that begins with a name from the other side is turned to its own."""
    side = side_of_credits(line, around)
    return _text(line) if side == side_of(line) else f'<bdi dir="{side}">{_text(line)}</bdi>'


def _text(text: str) -> str:
    """Text of a field; line ends show as such."""
    return escape(text.strip()).replace("\n", "<br>")


def _time_html(at: datetime, house: House) -> str:
    return f'<time datetime="{escape_attribute(machine_time(at, house))}">{escape(print_time(at, house))}</time>'


def _dates_html(story: Story, house: House) -> str:
    """When it was published and updated; the mark that the copy carried where there is no time of an update."""
    shown = []
    if story.first_published:
        shown.append(f'<span class="published">Published {_time_html(story.first_published, house)}</span>')
    if story.updated:
        shown.append(f'<span class="updated">Updated {_time_html(story.updated, house)}</span>')
    elif story.updated_mark:
        shown.append(f'<span class="updated-mark">{_text(story.updated_mark)}</span>')
    return " ".join(shown)


def _dateline_html(dateline: Dateline, house: House) -> str:
    """The dateline with its parts marked, because its words leave out the year."""
    if not dateline:
        return ""
    parts = [f'<span class="place">{escape(dateline.place)}</span>'] if dateline.place else []
    if dateline.date:
        parts.append(f'<time datetime="{dateline.date.isoformat()}">{escape(print_day(dateline.date))}</time>')
    head = [", ".join(parts)] if parts else []
    if dateline.source:
        head.append(f'(<span class="source">{escape(dateline.source)}</span>)')
    return " ".join([*head, escape(house.dateline_dash)])


def _furniture(story: Story, house: House) -> tuple[list[Furniture], list[Furniture]]:
    """The story's own furniture, then the house's that the story does not bring itself; for top and foot."""
    pieces = list(dict.fromkeys([*story.furniture, *house.furniture]))
    return [p for p in pieces if p.slot is Slot.TOP], [p for p in pieces if p.slot is Slot.FOOT]


def _furniture_html(pieces: list[Furniture]) -> str:
    shown = []
    for piece in pieces:
        title = f'<p class="title">{_text(piece.title)}</p>' if piece.title else ""
        words = "".join(f"<p>{_text(part)}</p>" for part in piece.text.split("\n\n") if part.strip())
        if title or words:
            shown.append(f'<aside class="furniture">{title}{words}</aside>')
    return "".join(shown)


def _corrections_html(story: Story, house: House, slot: Slot) -> str:
    return "".join(notes_html(story.corrections, house, slot))


def _editors_note_html(note: str) -> str:
    return f'<strong>{EDITORS_NOTE}</strong> <span class="words">{_text(note)}</span>' if note.strip() else ""


def _template_dirs() -> tuple[Path, ...]:
    return (paths.config_dir() / "houses", paths.resources() / "templates")


@cache
def _template(name: str, folders: tuple[Path, ...]) -> Template:
    """The house's template. House styles are passed around, so a template may do nothing but fill in."""
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return environment.get_template(name)
    except TemplateNotFound as error:
        looked = " and ".join(str(folder) for folder in folders)
        raise NotFound(f"There is no page template “{error.name}” in {looked}.") from error
    except TemplateError as error:
        raise Unreadable(f"The page template “{name}” cannot be used: {error}.") from error

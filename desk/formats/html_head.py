"""What a page says about itself to machines: title, meta elements, Open Graph, and schema.org data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import etree

from desk.formats.language import language_tag
from desk.formats.links import safe_link
from desk.formats.times_read import read_time
from desk.story.body import clean_line
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role

_ARTICLES = ("Article", "BlogPosting", "Report")
_MOST_DATA = 1_000_000  # characters of JSON-LD that are looked at


@dataclass(frozen=True, slots=True)
class Head:
    """The facts of a page's head; "" and None where it does not say. `own` is a page that Desk wrote."""

    own: bool
    title: str
    language: str
    canonical: str
    meta: dict[str, list[str]] = field(default_factory=dict)
    article: dict[str, Any] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """The first value of the first of these meta elements or properties that has one."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), "")

    def text(self, key: str) -> str:
        """A text of the page's schema.org article."""
        value = self.article.get(key)
        return clean_line(value) if isinstance(value, str) else ""

    def keywords(self) -> tuple[str, ...]:
        """The keywords, from wherever they are given one by one."""
        given = self.article.get("keywords")
        if isinstance(given, list):
            return _unique(item for item in given if isinstance(item, str))
        if tags := self.meta.get("article:tag"):
            return _unique(tags)
        return _unique((given if isinstance(given, str) else self.first("keywords", "news_keywords")).split(","))

    def time(self, house: House, key: str, *names: str) -> datetime | None:
        """A time of the article, or of one of the meta elements."""
        return next((at for text in (self.text(key), self.first(*names)) if (at := read_time(text, house))), None)

    def credits(self) -> tuple[Credit, ...]:
        """Authors and contributors, of the schema.org article or of the meta elements."""
        by = [credit for item in _listed(self.article.get("author")) if (credit := _credit(item, Role.BY))]
        others = [credit for item in _listed(self.article.get("contributor")) if (credit := _contributor(item))]
        if not by:
            names = [*self.meta.get("author", ()), *self.meta.get("article:author", ())]
            by = [Credit(name, role=Role.BY) for name in _unique(names) if not safe_link(name)]
        return (*by, *others)


def read_head(tree: etree._Element) -> Head:
    """The facts of a page that is parsed as it came."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").strip().lower()
        meta.setdefault(name, []).append(clean_line(element.get("content") or ""))
    canonical = next(
        (link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), ""
    )
    title = next((clean_line("".join(map(str, element.itertext()))) for element in tree.iter("title")), "")
    language = (tree.get("lang") or "").strip()
    return Head(
        own=any(value.startswith("Desk ") for value in meta.get("generator", ())),
        title=title,
        language=language if language and language_tag(language) == language else "",
        canonical=safe_link(canonical),
        meta=meta,
        article=_article(tree),
    )


def _article(tree: etree._Element) -> dict[str, Any]:
    """The first article in the page's JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads((script.text or "")[:_MOST_DATA])
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            kinds = _listed(item.get("@type"))
            if any(isinstance(kind, str) and kind.endswith(_ARTICLES) for kind in kinds):
                return item
    return {}


def _items(data: object) -> Iterator[dict[str, Any]]:
    for item in _listed(data):
        if isinstance(item, dict):
            yield item
            yield from (inner for inner in _listed(item.get("@graph")) if isinstance(inner, dict))


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(clean_line, values))))


def _credit(item: object, role: Role) -> Credit | None:
    if isinstance(item, str):
        return Credit(clean_line(item), role=role) if clean_line(item) else None
    if not isinstance(item, dict):
        return None
    organisation = any("Organization" in str(kind) for kind in _listed(item.get("@type")))
    name = _string(item.get("name"))
    if not name:
        return None
    place = item.get("location" if organisation else "workLocation")
    return Credit(
        name,
        PersonKind.ORGANISATION if organisation else PersonKind.PERSON,
        role,
        place=_string(place.get("name")) if isinstance(place, dict) else _string(place),
        title=_string(item.get("description" if organisation else "jobTitle")),
    )


def _contributor(item: object) -> Credit | None:
    """Somebody who is no author; a schema.org Role says in what way."""
    if isinstance(item, dict) and item.get("@type") == "Role":
        name = _string(item.get("roleName"))
        role = Role(name) if name in set(Role) else Role.CONTRIBUTOR
        return _credit(item.get("contributor"), role)
    return _credit(item, Role.CONTRIBUTOR)


def _string(value: object) -> str:
    return clean_line(value) if isinstance(value, str) else ""

"""Whose copy was pasted: told by the page that it comes from, by its byline, its dateline, and the lines of agencies.

Of what people write themselves elsewhere (a document, an e-mail) nothing is known, and nothing is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from desk.checks.outlets import WELL_KNOWN
from desk.story.body import Body, Embed, Figure, Note, Rule, Table, block_text
from desk.story.credits import parse_byline, parse_contribution
from desk.story.house import House
from desk.story.names import Names, without_article
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HEAD, _FOOT = 8, 4  # blocks in which lines are looked for that say whose copy it is
_LONGEST_LINE = 200  # characters
_LONGEST_NAME = 60
_WRITERS = frozenset({Role.BY, Role.CONTRIBUTOR, Role.REPORTING, Role.ADDITIONAL_REPORTING, Role.WRITING})

# Where people write and talk themselves.
_OWN_DESKS = _words(
    """docs.google.com drive.google.com mail.google.com keep.google.com translate.google.com meet.google.com office.com
    office365.com live.com outlook.com sharepoint.com officeapps.live.com icloud.com dropbox.com paper.dropbox.com
    notion.so notion.site evernote.com overleaf.com slack.com teams.microsoft.com whatsapp.com messenger.com
    telegram.org discord.com zoom.us otter.ai trint.com deepl.com proton.me protonmail.com yahoo.com zoho.com quip.com
    airtable.com trello.com hackmd.io etherpad.org cryptpad.fr localhost google.com bing.com duckduckgo.com"""
)
_HOSTS = {
    "apnews.com": "Associated Press", "ap.org": "Associated Press", "afp.com": "Agence France-Presse",
    "bbc.co.uk": "BBC", "bbc.com": "BBC", "abcnews.go.com": "ABC News", "nytimes.com": "New York Times",
    "latimes.com": "Los Angeles Times", "ft.com": "Financial Times", "wsj.com": "Wall Street Journal",
    "dw.com": "Deutsche Welle", "spiegel.de": "Der Spiegel", "news.sky.com": "Sky News", "pa.media": "PA Media",
    "faz.net": "Frankfurter Allgemeine", "sueddeutsche.de": "Süddeutsche Zeitung", "zeit.de": "Die Zeit",
    "smh.com.au": "Sydney Morning Herald", "scmp.com": "South China Morning Post", "thehill.com": "The Hill",
    "upi.com": "United Press International", "csmonitor.com": "Christian Science Monitor", "nzz.ch": "NZZ",
    "theconversation.com": "The Conversation", "wikipedia.org": "Wikipedia", "xinhuanet.com": "Xinhua",
    "news.cn": "Xinhua", "aa.com.tr": "Anadolu Agency", "thecanadianpress.com": "The Canadian Press",
}  # fmt: skip
# What stands behind a site's own name in its host, besides two letters of a country.
_ENDS = frozenset(["com", "org", "net", "info", "news", "media", "gov", "edu", "int", "eu", "example", "test"])

_DATELINE = re.compile(r"[^()\n]{0,70}\((?P<name>[^()\n]{2,60})\)\s*(?:—|–|--|-)\s")
_RIGHTS = re.compile(
    r"\W*(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:-\d{4})?,?\s*)?(?:by\s+)?(?P<name>[^.,;|]{2,60}?)"
    r"(?:\s+\d{4})?\s*(?:[.,;|].*|all rights reserved.*)?",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\W*(?:source:\s*|via\s+|from\s+)?(?:this (?:story|article|report) (?:was )?(?:first |originally )?(?:appeared|"
    r"published|produced) (?:in|by|on)\s+)?(?P<name>[^.;:|()\n]{2,60}?)(?: staff)?\W*",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+[|–—-]\s+|\s*[|»]\s*")


def origins(body: Body, url: str, title: str, house: House) -> tuple[str, ...]:
    """The names of those whose copy this is, as far as the page that it was copied from and its own lines tell; none
    where it is the house's own."""
    site = site_name(url, title, house)
    if url and not site and _host(url) and not _is_desk(_host(url)):
        return ()  # from the house's own pages
    lines = [
        " ".join(block_text(block).split())
        for block in body.blocks
        if not isinstance(block, Note | Rule | Embed | Figure | Table)
    ]
    every = [*_at_head(lines[:_HEAD], house), *_at_foot(lines[1:][-_FOOT:], house), *filter(None, [site])]
    found: dict[str, str] = {}
    for name in every:
        known_as = house.aliases.get(name, house.aliases.get(without_article(name), name))
        found.setdefault(_squeezed(known_as), known_as)
    own = {_bare(house.publisher), _bare(house.name)}
    return tuple(name for key, name in found.items() if key and _bare(name) not in own)


def _bare(name: str) -> str:
    """A name without its article, and without those who work there."""
    return _squeezed(without_article(name)).removesuffix("staff")


def site_name(url: str, title: str, house: House) -> str:
    """The name of those whose page this is; "" of a place where people write themselves, and of the house's own."""
    host = _host(url)
    if not host or _is_desk(host) or any(_is_at(host, _host(own)) for own in (house.publisher_url, house.article_url)):
        return ""
    listed = next((name for known, name in _HOSTS.items() if _is_at(host, known)), "")
    if listed:
        return listed
    *labels, _ = host.split(".")
    while len(labels) > 1 and (labels[-1] in _ENDS or len(labels[-1]) <= 2):
        labels.pop()
    label = _squeezed(labels[-1])
    return _by_label(house).get(label) or _in_title(title, label, house) or host.removeprefix("www.")


def _in_title(title: str, label: str, house: House) -> str:
    """The name of a site as it stands at an end of the titles of its pages: "Ferry runs again | The Harbour Post"."""
    parts = [part.strip() for part in _TAIL.split(title)]
    names = Names.of(house)
    for part in (parts[-1], parts[0]) if len(parts) > 1 else ():
        own = _squeezed(without_article(part))
        is_its = bool(own) and (own.startswith(label) or label.removeprefix("the").startswith(own))
        if is_its and len(part) <= _LONGEST_NAME and names.is_name(part):
            return part
    return ""


@lru_cache(maxsize=4)
def _labels(agencies: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in (*agencies, *WELL_KNOWN):
        bare = _squeezed(without_article(name))
        for label in (bare, f"the{bare}"):
            found.setdefault(label, name)
    return found


def _by_label(house: House) -> dict[str, str]:
    """The names of agencies and outlets by what stands for them in the address of their pages."""
    return _labels(house.agencies)


def _at_head(lines: list[str], house: House) -> Iterator[str]:
    """Whom the first lines name: a byline, a dateline with an agency."""
    names = Names.of(house)
    for line in lines:
        if len(line) <= _LONGEST_LINE:
            yield from _named(parse_byline(line, house) or ())
        if (dateline := _DATELINE.match(line)) and names.kind(dateline["name"]) is PersonKind.ORGANISATION:
            yield dateline["name"]


def _at_foot(lines: list[str], house: House) -> Iterator[str]:
    """Whom the last lines name: who contributed, whose the rights are, an agency that signs."""
    names = Names.of(house)
    for line in lines:
        if len(line) > _LONGEST_LINE:
            continue
        yield from _named(parse_contribution(line, house) or ())
        rights, signed = _RIGHTS.fullmatch(line), _SIGNED.fullmatch(line)
        if rights and names.kind(rights["name"]) is PersonKind.ORGANISATION and names.is_name(rights["name"]):
            yield rights["name"]
        elif signed and names.know_organisation(signed["name"]):
            yield signed["name"]


def _named(found: tuple[Credit, ...]) -> Iterator[str]:
    """Those who wrote, and whom they work for where that is said behind their names."""
    for credit in found:
        if credit.role in _WRITERS:
            yield from filter(None, (credit.name, credit.note))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def _is_at(host: str, known: str) -> bool:
    return bool(known) and (host == known or host.endswith(f".{known.removeprefix('www.')}"))


def _is_desk(host: str) -> bool:
    is_near = "." not in host or host.replace(".", "").isdigit()  # a machine of one's own
    return is_near or any(_is_at(host, known) for known in _OWN_DESKS)


def _squeezed(text: str) -> str:
    """Letters and digits alone, without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def authors_of(story: Story, house: House) -> tuple[str, ...]:
    """Whose copy a story is that somebody copies from: those with its byline, and the agency of its dateline."""
    by = [credit.name for credit in story.credits if credit.role is Role.BY]
    if not by and story.byline_text:
        hand = story.byline_text
        by = [credit.name for credit in parse_byline(hand, house) or parse_byline(f"By {hand}", house) or ()]
    return tuple(filter(None, dict.fromkeys((*by, story.dateline.source))))

"""The Hunspell dictionaries that there are: those that come with Desk, the user's own, and the system's.

A dictionary is two files beside each other, `de_AT.aff` and `de_AT.dic`, named by their language much as BCP 47 has
it. Where a language has no dictionary of its own region, that of another region is better than none.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from desk import paths

_NAME = re.compile(r"([a-z]{2,3})((?:[-_][A-Za-z0-9]+)*)")
# Languages that are also known by another tag.
_ALIASES = {"no": "nb", "iw": "he", "in": "id", "tl": "fil", "sh": "sr"}
# Where to look first for a region that has no dictionary of its own. For English the written form of most of the
# Commonwealth is the British one.
_MAIN_REGION = {
    "ar": "", "de": "DE", "el": "GR", "en": "US", "es": "ES", "fr": "FR", "it": "IT", "nl": "NL", "pt": "PT",
    "sv": "SE",
}  # fmt: skip
_BRITISH = frozenset({
    "AU", "BZ", "BW", "CM", "CY", "FJ", "GH", "GI", "HK", "IE", "IM", "IN", "JE", "JM", "KE", "LK", "MT", "MY", "NA",
    "NG", "NZ", "PG", "PK", "SG", "TT", "TZ", "UG", "ZA", "ZM", "ZW",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """A language tag (BCP 47) taken apart: the language in small letters, "" for what it does not say."""

    language: str
    script: str = ""
    region: str = ""
    variant: str = ""

    @property
    def text(self) -> str:
        """The tag as BCP 47 writes it."""
        return "-".join(filter(None, (self.language, self.script, self.region, self.variant)))


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A dictionary by its language and its affix file; the words are beside it."""

    tag: Tag
    path: Path

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self.path.parent


def read_tag(text: str) -> Tag | None:
    """The tag that a text or the name of a dictionary's file spells; None for one that is no language's."""
    match = _NAME.fullmatch(text.strip().replace("_", "-"))
    if match is None:
        match = _NAME.fullmatch(text.strip().replace("_", "-").lower())
        if match is None:
            return None
    language = _ALIASES.get(match[1], match[1])
    script = region = variant = ""
    for part in match[2].split("-")[1:]:
        if len(part) == 4 and part.isalpha() and not region:
            script = part.title()
        elif re.fullmatch(r"[A-Za-z]{2}|[0-9]{3}", part) and not region:
            region = part.upper()
        else:
            variant = variant or part.lower()
    return Tag(language, script, region, variant)


def own_folder() -> Path:
    """Where somebody puts dictionaries for Desk alone."""
    return Path(platformdirs.user_data_dir("desk", appauthor=False)) / "dictionaries"


def folders() -> tuple[Path, ...]:
    """Where dictionaries are looked for, those that win first: the user's own, Desk's, the system's."""
    given = [Path(each) for each in os.environ.get("DICPATH", "").split(os.pathsep) if each]
    return (own_folder(), paths.resources() / "dictionaries", *given, *_system_folders())


def _system_folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(platformdirs.user_data_dir(appauthor=False, roaming=True)) / "hunspell"
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
            if place := os.environ.get(variable):
                yield Path(place) / "LibreOffice" / "share" / "extensions"
        return
    if sys.platform == "darwin":
        yield from (home / "Library/Spelling", Path("/Library/Spelling"))
        yield from (Path("/opt/homebrew/share/hunspell"), Path("/usr/local/share/hunspell"))
        yield Path("/Applications/LibreOffice.app/Contents/Resources/extensions")
        return
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    shared = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    for place in (own, *(Path(each) for each in shared if each), Path("/usr/local/share"), Path("/usr/share")):
        yield from (place / "hunspell", place / "myspell", place / "myspell/dicts")
    yield from (Path("/usr/lib/libreoffice/share/extensions"), Path("/usr/lib64/libreoffice/share/extensions"))


def every(places: Iterable[Path]) -> Iterator[Dictionary]:
    """All dictionaries in these folders, in their order. LibreOffice has each in a folder of its own."""
    for place in dict.fromkeys(places):
        for path in (*sorted(place.glob("*.aff")), *sorted(place.glob("dict-*/**/*.aff"))):
            tag = read_tag(path.stem)
            if tag is not None and path.with_suffix(".dic").is_file():
                yield Dictionary(tag, path)


def find(language: str, places: Sequence[Path] | None = None) -> Dictionary | None:
    """The dictionary that fits a language (BCP 47) best, or None where there is none of that language at all."""
    wanted = read_tag(language)
    if wanted is None:
        return None
    found = [each for each in every(folders() if places is None else places) if _speaks(each.tag, wanted)]
    return min(found, key=lambda each: _distance(each.tag, wanted), default=None)


def _speaks(tag: Tag, wanted: Tag) -> bool:
    scripts = {tag.script, wanted.script} - {""}
    return tag.language == wanted.language and len(scripts) < 2


def _distance(tag: Tag, wanted: Tag) -> float:
    """The least fits best; of those alike the first one found."""
    main = "GB" if wanted.language == "en" and wanted.region in _BRITISH else _MAIN_REGION.get(wanted.language)
    if tag.region == wanted.region:
        place = 0.0
    elif wanted.region or main is not None:
        place = 1.0 if tag.region == main else 3.0 if tag.region else 2.0
        place -= not wanted.region
    else:
        place = 1.0
    place += 2.5 * (tag.script != wanted.script)  # one that does not say its script may be in the other
    return place + 1.5 * (tag.variant != wanted.variant)

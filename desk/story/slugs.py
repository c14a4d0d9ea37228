"""Slugs: the short name of an article, in ASCII letters, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from desk.story.house import Limits

# Letters that Unicode does not take apart into a plain letter and a sign.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "&": " and ",
    }
)
_APOSTROPHES = re.compile("['’‘ʼ`]")
# Points inside a number or an abbreviation leave no hyphen: "U.S." is "us".
_POINTS = re.compile(r"(?<=\b[a-z0-9])\.(?=[a-z]\b)")


def slugify(text: str, limit: int = Limits().slug) -> str:
    """A slug of at most `limit` characters, cut at a word; "" where the text has no letter that ASCII has.

    A first word that is longer than the limit is cut inside.
    """
    plain = _APOSTROPHES.sub("", text.casefold().translate(_LETTERS))
    plain = unicodedata.normalize("NFKD", _POINTS.sub("", plain)).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[a-z0-9]+", plain.casefold())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:limit]
        if len(longer) > limit:
            break
        slug = longer
    return slug


def slug_of_file(name: str, limit: int = Limits().slug) -> str:
    """A slug from a file's name, without its folder and its last suffix."""
    return slugify(PurePath(name).stem, limit)

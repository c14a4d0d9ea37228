"""How languages set quotation marks, apostrophes and dashes.

The quotation marks are those of the Unicode CLDR (https://cldr.unicode.org/, `delimiters` of each locale: primary and
alternate), of which this table differs on purpose in these: German of Switzerland has the angular marks that its
press sets, and Spanish of Spain those that the Real Academia asks for; Portuguese of Portugal, Greek, Russian and
others have ‘ ’ below their second level (as the EU's Interinstitutional Style Guide, 10.1.8, has it); a quotation
inside a French one stands in “ ”, which is what newspapers print; and a Dutch `"` is “ ”, since CLDR's ‘ ’ is what
`'` gives. The dashes are those of the languages' newspapers; CLDR has none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

Pair = tuple[str, str]

NARROW = "\u202f"  # narrow no-break space

_HIGH: Pair = ("“", "”")
_SINGLE: Pair = ("‘", "’")
_LOW: Pair = ("„", "“")
_LOW_SINGLE: Pair = ("‚", "‘")
_LOW_HIGH: Pair = ("„", "”")
_ANGLES: Pair = ("«", "»")
_ANGLE: Pair = ("‹", "›")
_INWARD: Pair = ("»", "«")
_RIGHT: Pair = ("”", "”")
_RIGHT_SINGLE: Pair = ("’", "’")

# What stands without its beginning, so that a mark before it is an apostrophe and opens nothing.
_ENGLISH_ELISIONS = r"n(?=['’])|(?:tis|twas|twere|twill|em|til|till|cause|cos|cuz|round|bout|neath)\b"


@dataclass(frozen=True, slots=True)
class Typography:
    """The rules of one language.

    `double` is what `"` makes, `nested` what it makes inside such a quotation (None: the same), `single` what `'`
    makes; `inner` is the space inside the double marks. `spaced` and `tight` are what `--` makes beside a space and
    between words, `hyphen` what a hyphen between two spaces makes ("" if it stays one). `elisions` is a pattern of
    beginnings of words before which a mark is an apostrophe; `gershayim` and `geresh` are what marks make behind a
    letter where no quotation is open (Hebrew: acronyms and numerals).
    """

    double: Pair = _HIGH
    single: Pair = _SINGLE
    nested: Pair | None = None
    inner: str = ""
    spaced: str = "–"
    tight: str = "–"
    hyphen: str = "–"
    elisions: str = ""
    gershayim: str = ""
    geresh: str = ""
    apostrophe: str = "’"

    @property
    def openers(self) -> frozenset[str]:
        """The marks that only open."""
        pairs = [self.double, self.single, *([self.nested] if self.nested else [])]
        return frozenset(pair[0] for pair in pairs) - frozenset(pair[1] for pair in pairs)


_US = Typography(spaced="—", tight="—", hyphen="", elisions=_ENGLISH_ELISIONS)
_UK = Typography(spaced="–", tight="—", elisions=_ENGLISH_ELISIONS)
_GERMAN = Typography(_LOW, _LOW_SINGLE, elisions=r"(?:s|ne|nen|n|nem|ner|rum|rein|raus|runter|rauf|rüber)\b")
_SWISS = Typography(_ANGLES, _ANGLE)
_FRENCH = Typography(_ANGLES, _SINGLE, _HIGH, inner=NARROW)
_ROMANCE = Typography(_ANGLES, _SINGLE, _HIGH)
_RAYA = replace(_ROMANCE, spaced="—", tight="—", hyphen="—")
_LATIN_AMERICA = Typography(spaced="—", tight="—", hyphen="—")
_CYRILLIC = Typography(_ANGLES, _SINGLE, _LOW, spaced="—", tight="—", hyphen="—")
_NORDIC = Typography(_RIGHT, _RIGHT_SINGLE)
_DUTCH = Typography(elisions=r"(?:[stnkmr]|er|ie|ns)\b")
_LOWERED = Typography(_LOW, _LOW_SINGLE)

_RULES: dict[str, Typography] = {
    "af": _DUTCH,
    "ar": Typography(("”", "“"), ("’", "‘"), spaced="—", tight="—", hyphen=""),
    "be": _CYRILLIC,
    "bg": Typography(_LOW, _SINGLE, _LOW),
    "br": _ROMANCE,
    "bs": Typography(_LOW_HIGH, _SINGLE),
    "ca": _RAYA,
    "cs": _LOWERED,
    "da": Typography(),
    "de": _GERMAN,
    "de-CH": _SWISS,
    "de-LI": _SWISS,
    "el": replace(_ROMANCE, tight="—"),
    "en": _US,
    "en-AU": _UK,
    "en-GB": _UK,
    "en-IE": _UK,
    "en-IN": _UK,
    "en-NZ": _UK,
    "en-ZA": _UK,
    "es": _RAYA,
    "et": _LOWERED,
    "eu": _ROMANCE,
    "fa": Typography(_ANGLES, _ANGLE, spaced="—", tight="—", hyphen=""),
    "fi": _NORDIC,
    "fr": _FRENCH,
    "fr-CH": replace(_FRENCH, single=_ANGLE, nested=None),
    "gl": _LATIN_AMERICA,
    "he": Typography(_RIGHT, _RIGHT_SINGLE, gershayim="״", geresh="׳"),
    "hr": _LOWERED,
    "hu": Typography(_LOW_HIGH, _SINGLE, _INWARD),
    "hy": Typography(_ANGLES, _SINGLE),
    "is": _LOWERED,
    "it": _ROMANCE,
    "it-CH": _SWISS,
    "ja": Typography(("「", "」"), ("『", "』"), spaced="――", tight="――", hyphen=""),
    "ka": Typography(_LOW, _SINGLE, _ANGLES),
    "lb": _LOWERED,
    "lt": Typography(_LOW, _SINGLE, _LOW),
    "lv": Typography(),
    "mk": _LOWERED,
    "nb": Typography(_ANGLES, _SINGLE),
    "nl": _DUTCH,
    "pl": Typography(_LOW_HIGH, _SINGLE, _ANGLES),
    "pt": _LATIN_AMERICA,
    "pt-PT": _RAYA,
    "ro": Typography(_LOW_HIGH, _SINGLE, _ANGLES),
    "ru": _CYRILLIC,
    "sk": _LOWERED,
    "sl": _LOWERED,
    "sr": Typography(_LOW_HIGH, _RIGHT_SINGLE),
    "sv": _NORDIC,
    "uk": _CYRILLIC,
    "ur": Typography(("”", "“"), ("’", "‘"), spaced="—", tight="—", hyphen=""),
    "zh": Typography(spaced="——", tight="——", hyphen=""),
    "zh-TW": Typography(("「", "」"), ("『", "』"), spaced="——", tight="——", hyphen=""),
}
_SAME = {"nn": "nb", "no": "nb", "iw": "he", "es-ES": "es", "zh-HK": "zh-TW", "zh-Hant": "zh-TW"}


@cache
def typography_of(language: str) -> Typography:
    """The rules of a language by its tag (BCP 47: "en-GB", "fr", "de-CH"). A region that is not known is that of its
    language; a language that is not known has the marks of English and dashes that nobody minds."""
    parts = language.replace("_", "-").split("-")
    parts[0] = parts[0].lower()
    # es-419, es-MX and their like set quotations as the Americas do.
    if parts[0] == "es" and len(parts) > 1 and parts[-1].upper() != "ES":
        return _LATIN_AMERICA
    cased = [parts[0], *map(_cased, parts[1:])]
    tags = ["-".join(cased[:length]) for length in range(len(cased), 0, -1)]
    region = [part for part in cased[1:] if len(part) == 2]
    for tag in (*tags[:-1], *(f"{cased[0]}-{part}" for part in region), cased[0]):
        known = _SAME.get(tag, tag)
        if known in _RULES:
            return _RULES[known]
    return Typography(hyphen="")


def _cased(part: str) -> str:
    """A script as "Hant", a region as "TW"."""
    return part.title() if len(part) == 4 else part.upper()

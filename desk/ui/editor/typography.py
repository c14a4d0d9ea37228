"""The type of the page: how each kind of line is set, and what a person chose of it. Values only.

Sizes are CSS pixels. What is designed is designed for `BODY_SIZE`; a `PageType` makes of it what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat

from desk.ui.theme import STORY_FAMILY, interface_font, story_font

BODY_SIZE = 17.5  # px
PITCH = 1.62  # of running text: the distance of its lines over its size
MEASURE = 640  # px, about 66 characters
INDENT = 28  # px for each depth of a list

FAMILIES = (STORY_FAMILY, "Inter")  # those that Desk brings
SIZES = (15.0, 16.0, 17.5, 19.0, 21.0, 24.0)  # px
MEASURES = {"narrow": 540, "normal": MEASURE, "wide": 760}  # px
SPACINGS = {"tight": 1.45, "normal": PITCH, "open": 1.9}
ZOOMS = (75, 90, 100, 110, 125, 150, 175, 200)  # per cent


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one kind of line. Sizes in CSS pixels; `pitch` is the line height over the size."""

    size: float = BODY_SIZE
    pitch: float = PITCH
    top: int = 18
    bottom: int = 0
    left: int = 0
    colour: str = "ink"
    weight: QFont.Weight = QFont.Weight.Normal
    interface: bool = False
    italic: bool = False
    tracking: float = 0.0  # px between letters; tracked out type is set in capitals
    family: str = STORY_FAMILY

    def font(self) -> QFont:
        """Its font."""
        if not self.interface:
            return story_font(self.size, self.weight, italic=self.italic, family=self.family)
        font = interface_font(self.size, self.weight)
        if self.tracking:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, self.tracking)
            font.setCapitalization(QFont.Capitalization.AllUppercase)
        return font

    @property
    def overhang(self) -> int:
        """By how much letters of the last line may hang out of it, in px, where lines are close."""
        return max(0, ceil(QFontMetricsF(self.font()).height() - self.size * self.pitch))

    def pitch_lines(self, form: QTextBlockFormat) -> None:
        """Give lines their distance. Qt makes a line as high as its font, in whole pixels, and the caret as
        high as the line: so there is room between lines rather than in them, but where lines are to be
        closer than the font would have them."""
        natural = ceil(QFontMetricsF(self.font()).height())
        wanted = self.size * self.pitch
        types = QTextBlockFormat.LineHeightTypes
        if wanted < natural:
            form.setLineHeight(100 * wanted / natural, types.ProportionalHeight.value)
        else:
            form.setLineHeight(wanted - natural, types.LineDistanceHeight.value)


@dataclass(frozen=True, slots=True)
class PageType:
    """What a person chose: the family and size of the text, the measure in px, the pitch of running text; and at
    which zoom it is shown, 1.0 being as it is."""

    family: str = STORY_FAMILY
    size: float = BODY_SIZE
    measure: int = MEASURE
    pitch: float = PITCH
    zoom: float = 1.0

    @property
    def ratio(self) -> float:
        """Shown type over designed type."""
        return self.zoom * self.size / BODY_SIZE

    @property
    def column(self) -> int:
        """The width of the column of words, in px."""
        return round(self.measure * self.zoom)

    def px(self, designed: float) -> int:
        """A designed distance as it is shown."""
        return round(designed * self.ratio)

    def set(self, look: Look) -> Look:
        """A designed look as it is shown."""
        return _set(self, look)


@lru_cache(256)
def _set(page: PageType, look: Look) -> Look:
    if page == PageType():
        return look
    # Headings and display lines keep their closeness; what is read line after line goes by the choice.
    running = not look.interface and look.weight == QFont.Weight.Normal
    return replace(
        look,
        size=round(look.size * page.ratio * 2) / 2,
        pitch=look.pitch * page.pitch / PITCH if running else look.pitch,
        top=page.px(look.top),
        bottom=page.px(look.bottom),
        left=page.px(look.left),
        tracking=look.tracking * page.ratio,
        family=page.family,
    )

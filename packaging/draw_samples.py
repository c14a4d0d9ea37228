"""Draws the pictures of the sample articles: a chart of a harbour at night and a chart of a bridge's traffic.

Run it again after a change and review the pictures as a diff: python packaging/draw_samples.py
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "resources" / "samples"
SIZE = (1600, 1000)
SHARP = 2  # drawn larger and brought down, for smooth edges

NIGHT, WATER, CHANNEL, LAND, QUAY = "#101c2b", "#17304a", "#1e4363", "#2c3138", "#454c55"
LIGHT, DARK, PALE, WARM = "#ffd98a", "#b3372b", "#dfe7ee", "#ee8d80"
PAPER, INK, MUTED, ACCENT, TINT = "#fbfaf7", "#1c1b19", "#716c63", "#1b5e8c", "#c9d9e6"

Point = tuple[float, float]


class Sheet:
    """A picture drawn in the units of its final size."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (SIZE[0] * SHARP, SIZE[1] * SHARP), ground)
        self._draw = ImageDraw.Draw(self.image)

    def area(self, points: Sequence[Point], fill: str) -> None:
        self._draw.polygon([(x * SHARP, y * SHARP) for x, y in points], fill=fill)

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        scaled = [(x * SHARP, y * SHARP) for x, y in points]
        self._draw.line(scaled, fill=fill, width=round(width * SHARP), joint="curve")

    def dashes(self, start: Point, stop: Point, fill: str, width: float, count: int) -> None:
        (x0, y0), (x1, y1) = start, stop
        for step in range(count):
            a, b = step / count, (step + 0.55) / count
            dash = [(x0 + (x1 - x0) * a, y0 + (y1 - y0) * a), (x0 + (x1 - x0) * b, y0 + (y1 - y0) * b)]
            self.line(dash, fill, width)

    def disc(self, centre: Point, radius: float, fill: str | None, outline: str | None = None) -> None:
        x, y = centre
        box = [(x - radius) * SHARP, (y - radius) * SHARP, (x + radius) * SHARP, (y + radius) * SHARP]
        self._draw.ellipse(box, fill=fill, outline=outline, width=5 * SHARP)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        self._draw.rounded_rectangle([left * SHARP, top * SHARP, right * SHARP, bottom * SHARP], 4 * SHARP, fill=fill)

    def text(
        self, at: Point, words: str, size: int, fill: str, *, face: str = "Inter-Medium", anchor: str = "ls"
    ) -> None:
        font = ImageFont.truetype(ROOT / "resources" / "fonts" / f"{face}.ttf", size * SHARP)
        self._draw.text((at[0] * SHARP, at[1] * SHARP), words, font=font, fill=fill, anchor=anchor)

    def glow(self, centre: Point, radius: float, fill: str) -> None:
        """A lamp's light on the water around it."""
        mask = Image.new("L", self.image.size, 0)
        x, y = centre
        box = [(x - radius) * SHARP, (y - radius) * SHARP, (x + radius) * SHARP, (y + radius) * SHARP]
        ImageDraw.Draw(mask).ellipse(box, fill=90)
        mask = mask.filter(ImageFilter.GaussianBlur(radius * SHARP / 3))
        self.image.paste(Image.new("RGB", self.image.size, fill), (0, 0), mask)

    def save(self, name: str, colours: int | None = None) -> None:
        small = self.image.resize(SIZE, Image.Resampling.LANCZOS)
        (small.quantize(colours) if colours else small).save(SAMPLES / name, optimize=True)


def ship(sheet: Sheet, bow: Point, length: float, beam: float, *, fill: str, shade: str) -> None:
    """A hull seen from above, heading left, with its bridge aft."""
    x, y = bow
    bends = [(0.0, 0.0), (0.03, 0.2), (0.08, 0.36), (0.15, 0.47), (0.22, 0.5), (0.97, 0.5), (1.0, 0.42)]
    side = [(x + along * length, across * beam) for along, across in bends]
    sheet.area([(a, y - b) for a, b in side] + [(a, y + b) for a, b in reversed(side)], fill)
    sheet.box(x + length * 0.82, y - beam * 0.34, x + length * 0.92, y + beam * 0.34, shade)


def harbour() -> None:
    sheet = Sheet(WATER)
    sheet.area([(0, 330), (500, 318), (1600, 270), (1600, 560), (900, 560), (0, 540)], CHANNEL)
    sheet.area([(0, 0), (1600, 0), (1600, 110), (1240, 150), (1010, 206), (0, 206)], LAND)
    sheet.box(300, 186, 1010, 222, QUAY)
    sheet.area([(0, 1000), (0, 760), (380, 730), (640, 790), (860, 900), (1600, 930), (1600, 1000)], LAND)
    sheet.area([(840, 880), (880, 910), (1092, 648), (1058, 622)], QUAY)
    sheet.dashes((1590, 446), (40, 446), "#6d8aa5", 3, 44)
    for lamp in ((330, 204), (980, 204)):
        sheet.glow(lamp, 84, LIGHT)
        sheet.disc(lamp, 9, LIGHT)
    for lamp in ((874, 880), (938, 801), (1002, 722), (1066, 643)):
        sheet.disc(lamp, 12, NIGHT, DARK)
    ship(sheet, (560, 246), 195, 36, fill=PALE, shade="#9fb0bf")
    ship(sheet, (600, 352), 300, 52, fill=WARM, shade="#b3574b")
    track = [(1560, 474), (1420, 468), (1290, 452), (1170, 424), (1060, 390), (930, 362)]
    sheet.line(track, WARM, 5)
    sheet.line([(672, 266), (672, 324)], PALE, 2)
    label = "Inter-SemiBold"
    sheet.text((536, 256), "Ferry, moored", 26, PALE, face=label, anchor="rs")
    sheet.text((656, 304), "40 metres", 24, PALE, anchor="rs")
    sheet.text((576, 361), "Grain carrier, 23:52", 26, WARM, face=label, anchor="rs")
    sheet.text((1570, 512), "Its track", 24, WARM, anchor="rs")
    sheet.text((40, 484), "Leading line", 24, "#9fb6cc")
    sheet.text((1120, 668), "East mole", 26, PALE, face=label)
    sheet.text((1120, 702), "four lamps, dark since September", 24, PALE)
    sheet.text((60, 84), "VESTRAND", 40, PALE, face=label)
    sheet.text((60, 122), "The outer harbour, Friday night", 25, PALE)
    sheet.line([(1240, 880), (1540, 880)], PALE, 4)
    sheet.text((1390, 862), "200 metres", 24, PALE, anchor="ms")
    sheet.save("harbour.png")


def bridge() -> None:
    sheet = Sheet(PAPER)
    sheet.text((90, 112), "Ever more cars, on ever older stone", 46, INK, face="Inter-Bold")
    sheet.text(
        (90, 160), "Vehicles a day on the old bridge at Kessel; the road office counts every fifth year", 27, MUTED
    )
    counts = {1991: 2100, 1996: 2600, 2001: 3300, 2006: 4700, 2011: 6200, 2016: 7900, 2021: 8800, 2026: 11400}
    base, top, most = 870, 240, 11400
    for index, (year, count) in enumerate(counts.items()):
        left = 236 + index * 162
        height = base - (base - top) * count / most
        sheet.box(left, height, left + 96, base, ACCENT if year == 2026 else TINT)
        sheet.text(
            (left + 48, height - 14),
            f"{count:,}",
            25,
            INK if year == 2026 else MUTED,
            face="Inter-SemiBold",
            anchor="ms",
        )
        sheet.text((left + 48, base + 42), str(year), 26, INK, anchor="ms")
    sheet.line([(90, base), (1510, base)], INK, 3)
    sheet.text((90, 962), "The bridge was closed to lorries in 2019. Source: Kessel road office.", 23, MUTED)
    sheet.save("bridge.png", colours=64)


if __name__ == "__main__":
    harbour()
    bridge()

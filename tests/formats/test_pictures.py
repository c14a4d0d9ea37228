from __future__ import annotations

import base64
import warnings
from io import BytesIO

import pytest
from PIL import Image

from desk.formats.pictures import LARGEST_BYTES, LONGEST_SIDE, PagePictures
from tests.formats.pictures import picture


def only(data: bytes | None) -> PagePictures:
    return PagePictures(lambda _reference: data)


@pytest.mark.parametrize(("kind", "mime"), [("PNG", "png"), ("JPEG", "jpeg"), ("GIF", "gif"), ("WEBP", "webp")])
def test_a_picture_is_carried_byte_for_byte_with_its_size(kind: str, mime: str) -> None:
    data = picture(kind)
    shown = only(data)("media:x")
    assert shown is not None
    assert shown.source == f"data:image/{mime};base64,{base64.b64encode(data).decode()}"
    assert (shown.width, shown.height) == (40, 30)


def test_a_picture_that_lies_on_its_side_has_the_size_that_is_seen() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    shown = only(picture("JPEG", exif=exif.tobytes()))("media:x")
    assert shown is not None
    assert (shown.width, shown.height) == (30, 40)


def test_a_kind_that_browsers_do_not_show_is_made_one_that_they_do() -> None:
    pictures = only(picture("TIFF"))
    shown = pictures("media:x")
    assert shown is not None
    assert shown.source.startswith("data:image/jpeg;")
    loss = pictures.loss("media:x")
    assert loss is not None
    assert "40 × 30" in loss.what


def test_a_heavy_picture_is_made_smaller_and_keeps_what_can_be_seen_through() -> None:
    large = Image.effect_noise((2600, 1300), 90).convert("RGBA")
    out = BytesIO()
    large.save(out, "PNG")
    assert len(out.getvalue()) > LARGEST_BYTES
    pictures = only(out.getvalue())
    shown = pictures("media:x")
    assert shown is not None
    assert (shown.width, shown.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert shown.source.startswith("data:image/png;")


@pytest.mark.parametrize("data", [b"", b"no picture", picture()[:40], b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture_is_left_out_and_told(data: bytes) -> None:
    pictures = only(data)
    assert pictures("media:x") is None
    loss = pictures.loss("media:x")
    assert loss is not None
    assert "not a picture" in loss.what


def test_a_small_file_with_too_many_pixels_is_never_decoded() -> None:
    out = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.new("1", (10_000, 9_000)).save(out, "PNG")
    pictures = only(out.getvalue())
    assert pictures("media:x") is None
    loss = pictures.loss("media:x")
    assert loss is not None
    assert "10000 × 9000" in loss.what


def test_what_the_library_lacks_and_what_lies_on_the_web_is_told() -> None:
    pictures = only(None)
    assert pictures("media:x") is None
    assert pictures("https://p.example/x.jpg") is None
    told = [loss.what for reference in ("media:x", "https://p.example/x.jpg") if (loss := pictures.loss(reference))]
    assert told == [
        "A picture is missing from the library and was left out.",
        "The picture at https://p.example/x.jpg is not in the library; the page links to it.",
    ]


def test_a_picture_is_looked_at_once() -> None:
    asked: list[str] = []

    def media(reference: str) -> bytes:
        asked.append(reference)
        return picture()

    pictures = PagePictures(media)
    for _ in range(3):
        pictures("media:x")
        pictures.loss("media:x")
    assert asked == ["media:x"]

"""What went out, packed and unpacked."""

from __future__ import annotations

import base64
import hashlib
import os
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.errors import Unreadable
from desk.formats.packed_page import is_page, open_page, pack_page, pictures_in, unpack_page

PICTURES = {hashlib.sha256(data).hexdigest(): data for data in (bytes(range(256)), b"another" * 40, b"tiny")}
PARTS = [
    *(b";base64," + base64.b64encode(data) for data in PICTURES.values()),
    *(b";base64," + base64.b64encode(b"nobody has this" * 30), b";base64,", b"\n", b"=", "Fährübergang".encode()),
]


def nothing(_hash: str) -> bytes | None:
    return None


@settings(max_examples=50)
@given(st.lists(st.sampled_from(PARTS) | st.binary(max_size=40)))
def test_what_was_packed_is_unpacked_byte_for_byte(parts: list[bytes]) -> None:
    page = b"".join(parts)
    packed = pack_page(page, PICTURES)
    assert unpack_page(packed, PICTURES.get) == page
    assert is_page(hashlib.sha256(page).hexdigest(), packed, PICTURES.get)
    assert set(pictures_in(packed)) == {hash_ for _, hash_ in open_page(packed).pictures}


def test_a_picture_that_is_kept_elsewhere_is_only_named() -> None:
    data = os.urandom(100_000)
    hash_ = hashlib.sha256(data).hexdigest()
    address = b"data:image/png;base64," + base64.b64encode(data)
    page = b'<img src="' + address + b'"><img src="' + address + b'">'
    packed = pack_page(page, {hash_})
    assert len(packed) < 400
    assert pictures_in(packed) == (hash_,)
    assert unpack_page(packed, {hash_: data}.get) == page
    assert len(pack_page(page, ())) > 100_000


def test_base64_that_would_come_back_otherwise_stays_as_it_is() -> None:
    data = b"x" * 1000
    text = base64.b64encode(data)
    odd = text[:-3] + bytes([text[-3] + 1]) + text[-2:]  # other bits that no byte is made of
    assert base64.b64decode(odd) == data
    page = b"data:image/png;base64," + odd
    packed = pack_page(page, {hashlib.sha256(data).hexdigest()})
    assert pictures_in(packed) == ()
    assert unpack_page(packed, nothing) == page


def test_a_page_without_its_picture_is_told() -> None:
    page = b"data:x;base64," + base64.b64encode(next(iter(PICTURES.values())))
    packed = pack_page(page, PICTURES)
    with pytest.raises(Unreadable, match="picture of what went out is missing"):
        unpack_page(packed, nothing)
    assert not is_page(hashlib.sha256(page).hexdigest(), packed, nothing)


@pytest.mark.parametrize(
    "text",
    [b"no line", b"{}x\n", b'[[5,"' + b"a" * 64 + b'"]]\nabc', b'[["0","a"]]\n', b"[[0]]\n", b"[" * 5000 + b"\n"],
)
def test_what_is_no_packed_page_is_damaged(text: bytes) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        open_page(zlib.compress(text))


def test_a_packed_page_that_lost_its_end_is_damaged() -> None:
    packed = pack_page(b"a page " * 100, ())
    for broken in (packed[:-3], b"", b"\x00" + packed[1:]):
        with pytest.raises(Unreadable, match="damaged"):
            unpack_page(broken, nothing)

from __future__ import annotations

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.formats.links import LONGEST, lone_link, meant_link, safe_link, safe_picture
from tests.formats.bodies import texts


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example/x?y=1&z=2#part", "https://a.example/x?y=1&z=2#part"),
        ("  HTTP://A.example \n", "HTTP://A.example"),
        ("https://a.example/two words", "https://a.example/two%20words"),
        ('https://a.example/"<>[]\\^`{|}', "https://a.example/%22%3C%3E%5B%5D%5C%5E%60%7B%7C%7D"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/#a#b", "https://a.example/#a%23b"),
        ("https://müller.example/ü", "https://müller.example/ü"),
        ("https://[2001:db8::1]:8080/", "https://[2001:db8::1]:8080/"),
        ("mailto:me@a.example", "mailto:me@a.example"),
        ("tel:+351 21 000", "tel:+351%2021%20000"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//a.example", ""),
        ("https://", ""),
        ("https:///x", ""),
        ("https://a b/", ""),
        ("https://a.example:99999/", ""),
        ("a.example", ""),
        ("", ""),
    ],
)
def test_links_that_may_be_followed(address: str, safe: str) -> None:
    assert safe_link(address) == safe


def test_pictures_are_the_librarys_or_the_webs() -> None:
    assert safe_picture("media:" + "0" * 64) == "media:" + "0" * 64
    assert safe_picture("https://p.example/x.jpg") == "https://p.example/x.jpg"
    assert safe_picture("mailto:me@a.example") == ""
    assert safe_picture("media:../../x") == ""


@given(st.sampled_from(["", "https://a.example/", "http://", "mailto:", "tel:", "javascript:"]), texts)
def test_what_is_safe_stays_as_it_is(scheme: str, rest: str) -> None:
    safe = safe_link(scheme + rest)
    assert safe_link(safe) == safe
    assert safe == "" or safe.lower().startswith(("http://", "https://", "mailto:", "tel:"))


@given(texts)
def test_the_sanitizer_agrees(rest: str) -> None:
    safe = safe_link(f"https://a.example/{rest}")
    assert "href" in nh3.clean(f'<a href="{safe.replace("&", "&amp;")}">x</a>')


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("port.example", "https://port.example"),
        (" port.example/notice?a=b ", "https://port.example/notice?a=b"),
        ("port.example:8080/x", "https://port.example:8080/x"),
        ("www.port.example", "https://www.port.example"),
        ("<https://port.example/>", "https://port.example/"),
        ("petra.holm@port.example", "mailto:petra.holm@port.example"),
        ("mailto:petra@port.example", "mailto:petra@port.example"),
        ("tel:+351 21", "tel:+351%2021"),
        ("Petra Holm", ""),
        ("3.14", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
def test_what_is_typed_as_an_address(typed: str, meant: str) -> None:
    assert meant_link(typed) == meant


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("https://port.example/a\n", "https://port.example/a"),
        ("www.port.example", "https://www.port.example"),
        ("petra@port.example", "mailto:petra@port.example"),
        ("port.example", ""),
        ("It ended.Then", ""),
        ("See https://port.example", ""),
        ("https://port.example https://b.example", ""),
        ("https://port.example/" + "a" * LONGEST, ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_text_that_is_an_address_and_nothing_else(text: str, alone: str) -> None:
    assert lone_link(text) == alone


@given(texts)
def test_what_is_meant_may_be_followed(text: str) -> None:
    for address in (meant_link(text), lone_link(text)):
        assert safe_link(address) == address

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.formats.embeds import provider_of, site_of


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://www.youtube.com/watch?v=abc", "Video on YouTube"),
        ("https://youtu.be/abcdef1", "Video on YouTube"),
        ("https://vimeo.com/12345", "Video on Vimeo"),
        ("https://x.com/port/status/17", "Post on X"),
        ("https://twitter.com/port/status/17?s=20", "Post on X"),
        ("https://bsky.app/profile/port.example/post/3k", "Post on Bluesky"),
        ("https://www.instagram.com/p/Cx1/", "Post on Instagram"),
        ("https://social.example/@port/110000000000000001", "Post on Mastodon"),
        ("https://open.spotify.com/episode/4rO", "Sound on Spotify"),
    ],
)
def test_posts_videos_and_sounds_are_known_by_their_address(address: str, words: str) -> None:
    provider = provider_of(address)
    assert provider is not None
    assert provider.words == words


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/",
        "https://x.com/port",
        "https://port.example/notice",
        "https://youtube.com.evil.example/watch?v=1",
        "mailto:me@x.com",
        "https://[broken",
        "",
    ],
)
def test_other_pages_are_none(address: str) -> None:
    assert provider_of(address) is None


def test_a_site_is_named_as_people_do() -> None:
    assert site_of("https://www.Port.example:8080/a") == "port.example"
    assert site_of("not an address") == ""


@given(st.text())
def test_any_text_may_be_asked_about(text: str) -> None:
    provider_of(text)
    site_of("https://" + text)

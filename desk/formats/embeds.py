"""What an embedded address leads to, as far as the address itself says. Nothing is fetched to find out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_POST, _VIDEO, _SOUND = "post", "video", "sound"


@dataclass(frozen=True, slots=True)
class Provider:
    """A place whose pages are embedded: its name, what its pages are ("post", "video" or "sound"), its hosts, and
    what the path of such a page looks like."""

    name: str
    kind: str
    hosts: tuple[str, ...]
    path: str

    @property
    def words(self) -> str:
        """What a page of this place is called where it has no title."""
        return f"{self.kind.capitalize()} on {self.name}"


_PROVIDERS = (
    Provider("YouTube", _VIDEO, ("youtube.com", "m.youtube.com"), r"/(watch|shorts/|live/|embed/).*"),
    Provider("YouTube", _VIDEO, ("youtu.be",), r"/[\w-]{6,}"),
    Provider("Vimeo", _VIDEO, ("vimeo.com", "player.vimeo.com"), r"/(.+/)?\d+.*"),
    Provider("Dailymotion", _VIDEO, ("dailymotion.com", "dai.ly"), r"/(video/)?\w+"),
    Provider("TikTok", _VIDEO, ("tiktok.com", "vm.tiktok.com"), r"/(@[^/]+/video/\d+|\w+/?).*"),
    Provider("X", _POST, ("x.com", "twitter.com", "mobile.twitter.com"), r"/[^/]+/status(es)?/\d+.*"),
    Provider("Bluesky", _POST, ("bsky.app",), r"/profile/[^/]+/post/\w+"),
    Provider("Threads", _POST, ("threads.net", "threads.com"), r"/@[^/]+/post/.+"),
    Provider("Instagram", _POST, ("instagram.com",), r"/(.+/)?(p|reel|tv)/.+"),
    Provider("Facebook", _VIDEO, ("fb.watch",), r"/.+"),
    Provider("Facebook", _POST, ("facebook.com", "m.facebook.com"), r"/.+/(posts|videos|photos)/.+|/reel/.+|/watch.*"),
    Provider("LinkedIn", _POST, ("linkedin.com",), r"/(posts|feed/update|embed)/.+"),
    Provider("Telegram", _POST, ("t.me",), r"/(s/)?\w+/\d+"),
    Provider("Reddit", _POST, ("reddit.com", "old.reddit.com"), r"/(r|user)/[^/]+/comments/.+"),
    Provider("SoundCloud", _SOUND, ("soundcloud.com",), r"/[^/]+/.+"),
    Provider("Spotify", _SOUND, ("open.spotify.com",), r"/(.+/)?(track|episode|show|album|playlist)/\w+"),
)
# Mastodon is run by many: only the path is theirs in common.
_MASTODON = re.compile(r"/@[^/]+(@[^/]+)?/\d{10,}")


def provider_of(address: str) -> Provider | None:
    """Whose post, video or sound this is, or None where the address is of no such page that is known."""
    parts = _split(address)
    host, path = parts
    for provider in _PROVIDERS:
        if host in provider.hosts and re.fullmatch(provider.path, path):
            return provider
    return Provider("Mastodon", _POST, (host,), "") if host and _MASTODON.fullmatch(path) else None


def site_of(address: str) -> str:
    """The site that an address is at, as people say it: "example.com"."""
    return _split(address)[0]


def card_words(address: str, title: str) -> str:
    """What the card of an address says: its title; else what it leads to, or else the site. "" without an address."""
    provider = provider_of(address)
    return title or (provider.words if provider else site_of(address))


def _split(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # a bracket that is not closed, say
        return "", ""
    return (host, parts.path) if parts.scheme in {"http", "https"} else ("", "")

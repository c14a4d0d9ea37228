"""Addresses as a person meets them: offered from the clipboard, opened in the browser, wrong in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desk.formats.links import has_scheme, lone_link, meant_link, safe_link

_NO_ADDRESS = "This is not an address. It should look like example.com/page or name@example.com."
_NO_PAGE = "This is not the address of a page. It should look like example.com/page."
_NOT_THERE = "A link can lead to a page on the web, an e-mail address or a telephone number, but not there."


def on_clipboard() -> str:
    """The address that the clipboard holds and nothing else, or ""."""
    return lone_link(QGuiApplication.clipboard().text())


def open_address(address: str) -> bool:
    """Have the system open this in its browser or mail program; whether it is such an address. Never a file."""
    safe = safe_link(address)
    return bool(safe) and QDesktopServices.openUrl(QUrl(safe))


def trouble_with_link(texts: tuple[str, ...]) -> str:
    """What is wrong with the first of these as the address of a link, as a sentence. Nothing is: the link goes."""
    address = texts[0]
    if not address or meant_link(address):
        return ""
    return _NOT_THERE if has_scheme(address) and " " not in address else _NO_ADDRESS


def trouble_with_page(texts: tuple[str, ...]) -> str:
    """What is wrong with the first of these as the address of a page, as a sentence."""
    return "" if meant_link(texts[0]).startswith("http") else _NO_PAGE

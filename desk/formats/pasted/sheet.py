"""Marks that a page's style sheet gives by class, put into the elements' own styles.

Google Docs and LibreOffice write files so: `.c1{font-weight:700}` in the head, `class="c1"` on the words.
"""

from __future__ import annotations

import re

from lxml import etree

_SHEET = re.compile(r"<style\b[^>]*>(?P<rules>.{0,400000}?)</style>", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"(?:^|[}\s,])(?:span|a)?\.(?P<name>[\w-]+)\s*\{(?P<body>[^{}]*)\}")
_MARK = re.compile(
    r"(?<![\w-])(?:font-weight|font-style|text-decoration(?:-line)?|vertical-align|display)\s*:[^;}]*", re.IGNORECASE
)


def marks_by_class(html: str) -> dict[str, str]:
    """What the classes of a page say about marks, as styles."""
    found: dict[str, str] = {}
    for sheet in _SHEET.finditer(html):
        for rule in _RULE.finditer(sheet["rules"]):
            styles = ";".join(_MARK.findall(rule["body"]))
            if styles:
                found[rule["name"]] = f"{found.get(rule['name'], '')}{styles};"
    return found


def inline_marks(root: etree._Element, marks: dict[str, str]) -> None:
    """Put what the classes say before what the elements say themselves."""
    if not marks:
        return
    for element in root.iter("a", "span"):
        styles = "".join(marks.get(name, "") for name in (element.get("class") or "").split())
        if styles:
            element.set("style", f"{styles}{element.get('style') or ''}")

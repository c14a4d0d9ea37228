"""What stands in a copy beside its text: comments, footnotes, deletions that are still shown, what nobody sees.

Their words would be glued to the text, or stand in it as if they belonged there. They go, and are told.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from desk.formats.pasted.clip import Source
from desk.formats.pasted.report import Kind, Left
from desk.formats.pasted.trees import classes, drop, style, unwrap, words

# Where a mark in the text leads, and what the place is called that it leads to: Word, LibreOffice, Google Docs,
# Wikipedia, and what Markdown and WordPress make.
_COMMENT = re.compile(r"(?:_?msocom|_com|cmnt)_?\d+", re.IGNORECASE)
_FOOTNOTE = re.compile(
    r"(?:_?ftn|_?edn|ftnt|sd(?:foot|end)note|fn[:_-]?|cite_note-.*?|(?:foot|end)note[:_-]?)\d*(?:sym)?", re.IGNORECASE
)
_SHORT = re.compile(r"\W*(?:note )?\w{0,4}\W*|\[[\w ]{1,20}\]")
_NOTE_LISTS = frozenset({"footnotes", "endnotes", "references", "reflist", "mw-references-wrap", "wp-block-footnotes"})
_UNSEEN = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "mw-editsection", "noprint"})
_LEADING_MARK = re.compile(r"^(?:\W{0,2}\w{1,4}[\]).:]+|[↑^*†‡§¶]+|\d{1,3}(?=\D))\s*")
_ANNOTATION = re.compile(r"^\[ANNOTATION:(?:.*?NOTE: )?|\]?$", re.DOTALL)
# LibreOffice writes what is remarked in the margin into comments of the page.
_REMARK = re.compile(r"<!--\s*(?!\[|\s*(?:Start|End)Fragment)(?P<words>[^<>]{1,2000}?)\s*-->")


def drop_unseen(root: etree._Element) -> None:
    """Take out what the page does not show."""
    for element in list(root.iter(etree.Element)):
        names = classes(element)
        hidden = element.get("hidden") is not None or not _UNSEEN.isdisjoint(names)
        # LibreOffice's XHTML writes out the bullets and numbers of lists.
        hidden = hidden or any(name.startswith("ListLabel_") for name in names)
        own = element.get("style")
        if own and not hidden:
            hidden = style(element, "display") == "none" or "mso-hide" in own.lower()
        if hidden and element is not root:
            drop(element)


def remarks(html: str, source: Source, left: Left) -> None:
    """What LibreOffice says in comments of the page."""
    if source is Source.LIBREOFFICE:
        for found in _REMARK.finditer(html[html.lower().find("<body") :]):
            left.add(Kind.COMMENT, found["words"])


def drop_notes(root: etree._Element, source: Source, left: Left) -> None:
    """Take out comments and footnotes, the marks in the text and what they lead to."""
    comments = _drop_marks(root, _COMMENT)
    footnotes = _drop_marks(root, _FOOTNOTE)
    _drop_bodies(root, _is_comment, Kind.COMMENT, left)
    _drop_bodies(root, _is_footnote, Kind.FOOTNOTE, left)
    left.at_least(Kind.COMMENT, comments)
    left.at_least(Kind.FOOTNOTE, footnotes)
    for element in list(root.iter("div", "section", "ol", "ul", "hr", "span")):
        if "mso-element:" in (element.get("style") or "") or not _NOTE_LISTS.isdisjoint(classes(element)):
            if not words(element):
                drop(element)
        elif "annotation_style_by_filter" in classes(element):
            left.add(Kind.COMMENT, _ANNOTATION.sub("", words(element)))
            drop(element)
        elif "msocomoff" in classes(element) or "mso-special-character:comment" in (element.get("style") or ""):
            drop(element)
    if source is Source.WORD:
        _accept_changes(root, left)


def _drop_marks(root: etree._Element, leads_to: re.Pattern[str]) -> int:
    """Take out the short links in the text that lead to a note; how many there were."""
    number = 0
    for anchor in list(root.iter("a")):
        _, sign, target = (anchor.get("href") or "").partition("#")
        if not sign or not leads_to.fullmatch(target) or not _SHORT.fullmatch("".join(map(str, anchor.itertext()))):
            continue
        number += 1
        parent = anchor.getparent()
        drop(anchor)
        while parent is not None and parent.tag in {"sup", "span"} and not "".join(map(str, parent.itertext())).strip():
            outer = parent.getparent()
            drop(parent)
            parent = outer
    return number


def _drop_bodies(root: etree._Element, is_note: Callable[[etree._Element], bool], kind: Kind, left: Left) -> None:
    for element in list(root.iter("div", "p", "li")):
        if element.getparent() is not None and is_note(element):
            for inner in list(element.iter("a")):
                if (inner.get("href") or "").startswith("#"):
                    drop(inner)
            left.add(kind, _LEADING_MARK.sub("", words(element)))
            above = element.getprevious()
            if above is not None and above.tag == "hr":
                drop(above)
            drop(element)


def _element_of(element: etree._Element) -> str:
    return style(element, "mso-element") if "mso-element" in (element.get("style") or "") else ""


def _is_comment(element: etree._Element) -> bool:
    if _element_of(element) == "comment":
        return True
    return element.tag == "div" and any(_named(anchor, "cmnt") for anchor in element.iterfind("./p/a"))


def _is_footnote(element: etree._Element) -> bool:
    if _element_of(element) in {"footnote", "endnote"}:
        return True
    name = element.get("id") or ""
    if name and element.tag in {"div", "li"} and _FOOTNOTE.fullmatch(name) and name[-1:].isdigit():
        return True
    if element.tag == "div":
        return any(_named(anchor, "ftnt") for anchor in element.iterfind("./p/a"))
    if element.tag == "p":
        return any("footnodeNumber" in classes(span) for span in element.iterfind("./span"))
    return element.tag == "li" and _in_note_list(element)


def _in_note_list(item: etree._Element) -> bool:
    parent = item.getparent()
    over = parent.getparent() if parent is not None else None
    return any(one is not None and not _NOTE_LISTS.isdisjoint(classes(one)) for one in (parent, over))


def _named(anchor: etree._Element, start: str) -> bool:
    name = anchor.get("id") or anchor.get("name") or ""
    return name.startswith(start) and name[len(start) :].isdigit()


def _accept_changes(root: etree._Element, left: Left) -> None:
    """Take the text of Word as it would be with all changes accepted."""
    for element in list(root.iter("del", "ins")):
        if element.tag == "ins":
            unwrap(element)
        elif element.getparent() is not None:
            left.add(Kind.DELETION, words(element))
            drop(element)

"""All formats, by name and by file."""

from __future__ import annotations

from pathlib import PurePath

from desk.errors import NotFound
from desk.formats import fragment, html_read, markdown, page, text, text_read
from desk.formats.base import Format

# What to do with files that people often have and that no format reads.
_WRITTEN = frozenset({".doc", ".docx", ".odt", ".pages", ".pdf", ".rtf"})
_DRAWN = frozenset({".ai", ".eps", ".heic", ".heif", ".psd", ".svg"})


def formats() -> tuple[Format, ...]:
    """Every format there is, in the order in which they are offered."""
    return (
        Format("html", "Web page", (".html", ".htm", ".xhtml"), html_read.read, page.write),
        Format("fragment", "HTML fragment", (".fragment.html",), None, fragment.write),
        Format("text", "Plain text", (".txt", ".text"), text_read.read, text.write),
        Format("markdown", "Markdown", (".md", ".markdown"), markdown.read, markdown.write),
    )


def by_name(name: str) -> Format:
    """The format of this name; `NotFound` names the ones there are."""
    known = {known.name: known for known in formats()}
    if name not in known:
        raise NotFound(f"There is no format called “{name}”. Known are: {', '.join(known)}.")
    return known[name]


def for_path(path: PurePath) -> Format:
    """The format that reads a file of this name; `NotFound` says which files can be read."""
    found = next((known for known in formats() if known.takes(path)), None)
    if found is None:
        suffixes = ", ".join(suffix for known in formats() if known.read for suffix in known.suffixes)
        kind = f"{path.name} is of a kind that Desk cannot read. It reads files that end in {suffixes}."
        raise NotFound(kind + _advice(path))
    return found


def _advice(path: PurePath) -> str:
    suffix = path.suffix.lower()
    if suffix in _WRITTEN:
        return " Open it in its own program, copy the text and paste it: headings, lists and links come along."
    if suffix in _DRAWN:
        return " To put a picture on the page, save it as JPEG or PNG first."
    return ""

"""What goes to the clipboard and what comes from it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter, QTextCursor

from desk.formats.base import MediaSource
from desk.story.body import Body, Note, Paragraph, Spans, block_text, spans, text_of
from desk.ui.editor.bridge import Bridge
from desk.ui.editor.carrying import CarryingMime, loading, references
from desk.ui.editor.lines import FOLLOWERS, Line, Part, runs
from desk.ui.editor.reading import clipped_line
from desk.ui.work import Work

if TYPE_CHECKING:
    from desk.formats.pasted.clip import Clip

# Our own copy, in which nothing is lost: a letter for the kind, then Markdown.
BODY_TYPE = "application/x-desk-body"
MARKDOWN_TYPE = "text/markdown"
# From which article it is, and whose, as a list in JSON: the id, then the names.
ORIGIN_TYPE = "application/x-desk-origin"
_INLINE, _BLOCKS = b"i", b"b"
PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".tif", ".tiff", ".bmp"})
# Where programs say from which page something was copied: Chromium, Firefox (twice), Windows.
_CHROMIUM, _FIREFOX = "chromium/x-source-url", "text/x-moz-url-priv"
_WINDOWS = 'application/x-qt-windows-mime;value="HTML Format"'
# Programs that take HTML on the clipboard do not agree on its encoding unless it says so.
_CHARSET = '<meta charset="utf-8">'


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a body. `flows` when it is words from within one line, that go into another line as words."""

    body: Body
    flows: bool = False

    @property
    def words(self) -> Spans:
        """All its words as they may stand in one line."""
        parts = [spans(block_text(block)) for block in self.body.blocks]
        if self.flows and isinstance(self.body.blocks[0], Paragraph):
            return self.body.blocks[0].spans
        return spans(*(span for number, part in enumerate(parts) for span in (*(spans(" ") if number else ()), *part)))


def selected_fragment(bridge: Bridge, cursor: QTextCursor) -> Fragment:
    """What is selected."""
    start, stop = cursor.selectionStart(), cursor.selectionEnd()
    lines = []
    block = bridge.document.findBlock(start)
    while block.isValid() and block.position() <= stop:
        origin = block.position()
        lines.append(clipped_line(block, bridge.held, max(0, start - origin), stop - origin))
        block = block.next()
    if len(lines) == 1 and lines[0].is_text:
        return Fragment(Body((Paragraph(lines[0].spans),)), flows=True)
    if lines[0].part in FOLLOWERS:
        lines[0] = Line(Part.PARAGRAPH, lines[0].pieces)
    return Fragment(Body(tuple(made for run in runs(lines) for made in run.blocks)))


def to_mime(fragment: Fragment, media: MediaSource | None = None, work: Work | None = None) -> QMimeData:
    """The fragment for us, as HTML, as Markdown and as plain text; with its pictures where they can be had.

    Notes to the desk go to other Desk windows only, as they never print; unless they are all there is.
    """
    from desk.formats.markdown import write_body  # noqa: PLC0415  not needed to start

    public = _public(fragment.body)
    bare = _words_html(fragment.words) if fragment.flows else page_html(public, _nothing)
    if media is not None and work is not None and references(fragment.body):
        mime: QMimeData = CarryingMime(bare, loading(public, media, page_html, work), media)
    else:
        mime = QMimeData()
        mime.setHtml(bare)
    kind = _INLINE if fragment.flows else _BLOCKS
    mime.setData(BODY_TYPE, kind + write_body(fragment.body).encode())
    mime.setData(MARKDOWN_TYPE, write_body(public).encode())
    mime.setText(text_of(fragment.words) if fragment.flows else public.text)
    return mime


def words_to_mime(words: str) -> QMimeData:
    """Words without marks, of a field that has none."""
    return to_mime(Fragment(Body((Paragraph(spans(words)),)), flows=True))


def _public(body: Body) -> Body:
    printed = tuple(block for block in body.blocks if not isinstance(block, Note))
    return (
        Body(printed)
        if printed
        else Body(tuple(Paragraph(block.spans) for block in body.blocks if isinstance(block, Note)))
    )


def _words_html(words: Spans) -> str:
    from desk.formats.html_inline import inline  # noqa: PLC0415

    return _CHARSET + inline(words)


def page_html(body: Body, media: MediaSource) -> str:
    """The blocks as plain HTML elements, pictures in it as data and those of the web by their address."""
    from desk.formats.html_write import Picture, groups  # noqa: PLC0415
    from desk.formats.pictures import PagePictures  # noqa: PLC0415

    held = PagePictures(media)

    def shown(reference: str) -> Picture | None:
        return held(reference) if reference.startswith("media:") else Picture(reference)

    return _CHARSET + "\n".join(group.html for group in groups(body, shown, "ltr", is_whole=False))


def _nothing(_reference: str) -> bytes | None:
    return None


def own_copy(mime: QMimeData) -> tuple[str, bool] | None:
    """Our own copy as Markdown, and whether it flows; None where it is not one."""
    if not mime.hasFormat(BODY_TYPE):
        return None
    data = bytes(mime.data(BODY_TYPE).data())
    return data[1:].decode("utf-8", "replace"), data[:1] == _INLINE


class Signature(NamedTuple):
    """Of which article a copy of our own is (its id), and whose."""

    article: str = ""
    authors: tuple[str, ...] = ()


def sign(mime: QMimeData, signature: Signature) -> None:
    """Have a copy say whose it is."""
    if signature.article:
        mime.setData(ORIGIN_TYPE, json.dumps([signature.article, *signature.authors]).encode())


def signature_of(mime: QMimeData) -> Signature:
    """Whose a copy is, as far as it says so."""
    if mime.hasFormat(ORIGIN_TYPE):
        with suppress(ValueError):
            said = json.loads(bytes(mime.data(ORIGIN_TYPE).data()))
            if isinstance(said, list) and said and all(isinstance(each, str) for each in said):
                return Signature(said[0], tuple(said[1:]))
    return Signature()


def clip_of(mime: QMimeData) -> Clip:
    """What was copied, and from which page or article."""
    from desk.formats.pasted.clip import Clip  # noqa: PLC0415  not to start

    html, text = mime.html() if mime.hasHtml() else "", mime.text() if mime.hasText() else ""
    return Clip(html, text, _origin(mime), "", *signature_of(mime))


def _origin(mime: QMimeData) -> str:
    if mime.hasFormat(_CHROMIUM):
        return bytes(mime.data(_CHROMIUM).data()).decode("utf-8", "replace").strip("\0 \r\n")
    if mime.hasFormat(_FIREFOX):
        return bytes(mime.data(_FIREFOX).data()).decode("utf-16-le", "replace").strip("\0\ufeff \r\n")
    if mime.hasFormat(_WINDOWS):
        from desk.formats.pasted.clip import without_head  # noqa: PLC0415

        return without_head(bytes(mime.data(_WINDOWS).data()[:2000]).decode("utf-8", "replace"))[1]
    return ""


def from_mime(mime: QMimeData, *, plain: bool = False) -> Fragment | None:
    """What is pasted or dropped, or None where it holds no words. Reading never fails and runs nothing; pictures
    that it carries are not kept."""
    from desk.formats.markdown import read_body  # noqa: PLC0415  nor is this
    from desk.formats.pasted.reading import read_clip, read_words  # noqa: PLC0415

    own = None if plain else own_copy(mime)
    if own is not None:
        fragment = Fragment(read_body(own[0]), own[1])
    else:
        pasted = read_words(clip_of(mime)) if plain else read_clip(clip_of(mime)).without_pictures()
        fragment = Fragment(pasted.body, pasted.flows)
    return fragment if fragment.body.blocks else None


def files_in(mime: QMimeData) -> tuple[list[Path], list[Path]]:
    """The local files that are dropped or pasted: (pictures, others)."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    pictures = [path for path in paths if path.suffix.lower() in PICTURE_SUFFIXES]
    return pictures, [path for path in paths if path not in pictures]


def picture_in(mime: QMimeData) -> bytes | QImage:
    """A picture that is pasted as such: the bytes of a PNG, or what `png` makes one of; b"" where there is none."""
    if not mime.hasImage():
        return b""
    if mime.hasFormat("image/png"):
        return bytes(mime.data("image/png").data())
    image = mime.imageData()
    return image if isinstance(image, QImage) else b""


def png(image: QImage) -> bytes:
    """A picture as PNG. Takes its time with a large one."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return bytes(buffer.data().data()) if QImageWriter(buffer, QByteArray(b"png")).write(image) else b""

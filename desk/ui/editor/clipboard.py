"""What goes to the clipboard and what comes from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter, QTextCursor

from desk.story.body import Body, Figure, Paragraph, Spans, block_text, clean_text, spans, text_of
from desk.ui.editor.bridge import Bridge
from desk.ui.editor.lines import FOLLOWERS, Line, Part, runs
from desk.ui.editor.reading import clipped_line

# Our own copy, in which nothing is lost: a letter for the kind, then Markdown.
BODY_TYPE = "application/x-desk-body"
_INLINE, _BLOCKS = b"i", b"b"
PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".tif", ".tiff", ".bmp"})


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


def to_mime(fragment: Fragment) -> QMimeData:
    """The fragment for us, as HTML and as plain text."""
    from desk.formats.html_inline import inline  # noqa: PLC0415  not needed to start
    from desk.formats.html_write import groups  # noqa: PLC0415
    from desk.formats.markdown import write_body  # noqa: PLC0415

    mime = QMimeData()
    kind = _INLINE if fragment.flows else _BLOCKS
    mime.setData(BODY_TYPE, kind + write_body(fragment.body).encode())
    if fragment.flows:
        mime.setHtml(inline(fragment.words))
        mime.setText(text_of(fragment.words))
    else:
        mime.setHtml("\n".join(group.html for group in groups(fragment.body)))
        mime.setText(fragment.body.text)
    return mime


def from_mime(mime: QMimeData, *, plain: bool = False) -> Fragment | None:
    """What is pasted or dropped, or None where it holds no words. Reading never fails and runs nothing."""
    if mime.hasFormat(BODY_TYPE) and not plain:
        from desk.formats.markdown import read_body  # noqa: PLC0415  nor is this

        data = bytes(mime.data(BODY_TYPE).data())
        return _fragment(read_body(data[1:].decode("utf-8", "replace")), flows=data[:1] == _INLINE)
    if mime.hasHtml() and not plain:
        return _fragment(_read_html(mime.html()))
    if mime.hasText():
        return _fragment(_paragraphs(mime.text()))
    return None


def _read_html(html: str) -> Body:
    from desk.formats.body_read import BodyReader  # noqa: PLC0415  the parser is not needed to start
    from desk.formats.html_clean import clean  # noqa: PLC0415
    from desk.formats.links import safe_picture  # noqa: PLC0415
    from desk.formats.tree import body_of, parse  # noqa: PLC0415

    return BodyReader(safe_picture).read(body_of(parse(clean(html))))


def _fragment(body: Body, *, flows: bool | None = None) -> Fragment | None:
    if not body.blocks:
        return None
    if flows is None:
        flows = len(body.blocks) == 1 and isinstance(body.blocks[0], Paragraph)
    return Fragment(body, flows)


def _paragraphs(text: str) -> Body:
    """Every line is a paragraph, as typed text in most programs has it; empty lines only part them."""
    return Body(tuple(Paragraph(spans(line)) for line in clean_text(text).split("\n") if line.strip()))


def files_in(mime: QMimeData) -> tuple[list[Path], list[Path]]:
    """The local files that are dropped or pasted: (pictures, others)."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    pictures = [path for path in paths if path.suffix.lower() in PICTURE_SUFFIXES]
    return pictures, [path for path in paths if path not in pictures]


def picture_in(mime: QMimeData) -> bytes:
    """A picture that is pasted as such, as PNG, or b""."""
    if not mime.hasImage() or mime.hasText() or mime.hasHtml():
        return b""
    image = mime.imageData()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not isinstance(image, QImage) or not QImageWriter(buffer, QByteArray(b"png")).write(image):
        return b""
    return bytes(buffer.data().data())


def without_pictures(fragment: Fragment) -> Fragment:
    """Without pictures whose bytes are nowhere; what a page elsewhere only points at is never fetched."""
    kept = tuple(block for block in fragment.body.blocks if not isinstance(block, Figure) or block.picture)
    return Fragment(Body(kept), fragment.flows)

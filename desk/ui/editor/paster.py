"""Pasting and dropping into the body: who takes what the clipboard holds, and where it goes.

A short copy is read at once. A long one, or one with pictures, is read off the window's thread; it goes where the
caret was when it was pasted, wherever the caret is by then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, Signal, Slot
from PySide6.QtGui import QDragLeaveEvent, QDropEvent, QGuiApplication, QImage, QTextCursor
from shiboken6 import isValid

from desk.formats.base import MediaSource
from desk.story.body import Figure
from desk.ui.editor.carrying import MEDIA_TYPE, CarryingMime, references, unpack
from desk.ui.editor.clipboard import (
    Fragment,
    Signature,
    clip_of,
    files_in,
    own_copy,
    picture_in,
    png,
    selected_fragment,
    sign,
    signature_of,
    to_mime,
)
from desk.ui.editor.edits import BodyEdits
from desk.ui.editor.landmarks import Landmark, Landmarks
from desk.ui.editor.laying import LONG, Laying
from desk.ui.editor.pasting import keeps_blocks, paste
from desk.ui.work import Job, Progress, Work

if TYPE_CHECKING:
    from desk.formats.pasted.clip import Clip
    from desk.formats.pasted.report import Pasted

# Looks at what is about to be pasted, and says whether it has dealt with it: an address over selected words, say.
Taker = Callable[[QMimeData], bool]
# Puts pictures into the library; called from a worker's thread, and back when they are there.
Keep = Callable[[Mapping[str, bytes]], None]

# What is not longer is read faster than a person could notice.
_SHORT = 20_000  # characters
_WITH_PICTURES = re.compile(r"\bsrc=[\"']?(?:data|file):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Landed:
    """A paste that is in the body: what it was, the caret before it as (position, anchor), the number of its last
    block, the position behind its last word, and whether the person is there still."""

    pasted: Pasted
    clip: Clip
    before: tuple[int, int]
    last: int
    end: int
    followed: bool


class Paster(QObject):
    """Puts what is pasted or dropped where the caret is, as one step of undo.

    Facts: `came` carries the `Pasted` of all that is in the body now, from wherever, `landed` a `Landed` of what other
    programs copied; `started` a sentence and the `Job` that reads a
    long copy. Wishes: `files_dropped` and `pictures_dropped` carry lists of paths, `picture_pasted` the bytes of a PNG.
    """

    came = Signal(object)
    landed = Signal(object)
    started = Signal(str, object)
    files_dropped = Signal(list)
    pictures_dropped = Signal(list)
    picture_pasted = Signal(object)

    def __init__(
        self,
        edits: BodyEdits,
        landmarks: Landmarks,
        laying: Laying,
        one_step: Callable[[], AbstractContextManager[None]],
        mend: Callable[[], None],
        *,
        media: MediaSource,
        work: Work,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.keep: Keep | None = None
        self.signature: Callable[[], Signature] = Signature  # of what is copied from here
        self._edits = edits
        self._landmarks = landmarks
        self._laying = laying
        self._one_step = one_step
        self._mend = mend
        self._media = media
        self._work = work
        self._takers: list[Taker] = []
        self._jobs: list[Job] = []
        laying.started.connect(self.started)

    def add_taker(self, taker: Taker) -> None:
        """Ask this first whenever something is pasted with its marks; the one added last is asked first."""
        self._takers.insert(0, taker)

    def takes(self, source: QMimeData) -> bool:
        """Whether this can be pasted or dropped here."""
        return source.hasUrls() or source.hasImage() or source.hasText() or source.hasHtml()

    def copied(self, fragment: Fragment) -> QMimeData:
        """What goes to the clipboard, with its pictures."""
        mime = to_mime(fragment, self._media, self._work)
        sign(mime, self.signature())
        return mime

    def take(self, source: QMimeData) -> None:
        """Paste or drop: words and blocks into the body; files and pictures are the window's to bring in."""
        if any(taker(source) for taker in self._takers):
            return
        pictures, files = files_in(source)
        if pictures:
            self.pictures_dropped.emit(pictures)
        if files:
            self.files_dropped.emit(files)
        if pictures or files:
            return
        if (own := own_copy(source)) is not None:
            self._take_own(source, own[0], flows=own[1])
        else:
            self._take_clip(source, clip_of(source))

    def paste_plain(self) -> None:
        """Paste the words of the clipboard without their marks."""
        self.put_plain(clip_of(QGuiApplication.clipboard().mimeData()))

    def put_plain(self, clip: Clip) -> None:
        """Put the words of a clip where the caret is, every line a paragraph."""
        from desk.formats.pasted.reading import read_words  # noqa: PLC0415  not needed to start

        if len(clip.text or clip.html) <= _SHORT:
            self._put(read_words(clip), self._edits.cursor)
        else:
            self._later(lambda _progress: read_words(clip), None)

    def drop(self, event: QDropEvent) -> None:
        """Paste at the place where something was dropped. What is dragged within the body moves."""
        view = self._edits.view
        place = view.cursorForPosition(event.position().toPoint())
        view.dragLeaveEvent(QDragLeaveEvent())  # the caret that showed the place goes
        inside = event.source() in {view, view.viewport()}
        moves = inside and event.dropAction() == Qt.DropAction.MoveAction
        dragged = self._edits.cursor
        if inside and dragged.selectionStart() <= place.position() <= dragged.selectionEnd():
            event.ignore()
            return
        # Another program is not to take out what it gave.
        event.setDropAction(event.proposedAction() if inside else Qt.DropAction.CopyAction)
        event.accept()
        # What is dragged within the body is not read again: that takes a while for much, and might be cancelled.
        own = selected_fragment(self._edits.bridge, dragged) if inside and dragged.hasSelection() else None
        with self._one_step():
            # The caret goes first: what is taken out and what is put in are one step where it stays in between.
            view.setTextCursor(place)
            if moves:
                dragged.removeSelectedText()
            if own is not None:
                from desk.formats.pasted.report import Pasted  # noqa: PLC0415  not to start

                self._put(Pasted(own.body, flows=own.flows, article=self.signature().article), self._edits.cursor)
            else:
                self.take(event.mimeData())
        view.setFocus()

    @Slot()
    def forget(self) -> None:
        """Another article is shown: what is still being read for the last one is not for this."""
        for job in filter(isValid, self._jobs):
            job.cancel()
        self._jobs.clear()

    def _take_own(self, source: QMimeData, markdown: str, *, flows: bool) -> None:
        here = isinstance(source, CarryingMime) and source.media == self._media
        signature = signature_of(source)
        if len(markdown) <= _SHORT and (here or not source.hasFormat(MEDIA_TYPE)):
            self._put(_own(markdown, signature, flows=flows), self._edits.cursor)
            return
        pack = source.pack if isinstance(source, CarryingMime) else partial(bytes, source.data(MEDIA_TYPE).data())
        read = partial(_read_own, partial(_own, markdown, signature, flows=flows), pack, self._media, self.keep)
        self._later(read, None)

    def _take_clip(self, source: QMimeData, clip: Clip) -> None:
        from desk.formats.pasted.reading import read_clip  # noqa: PLC0415  not needed to start

        if not clip.html and not clip.text:
            self._take_picture(picture_in(source))
        elif len(clip.html) + len(clip.text) > _SHORT or _WITH_PICTURES.search(clip.html):
            self._later(partial(_read, clip, self.keep), clip)
        else:
            pasted = read_clip(clip)
            lone = len(pasted.body.blocks) == 1 and isinstance(pasted.body.blocks[0], Figure)
            # What a browser copies of a picture is its address and the picture itself.
            if not (lone and self._take_picture(picture_in(source))):
                self._put(pasted, self._edits.cursor, clip)

    def _take_picture(self, picture: bytes | QImage) -> bool:
        if isinstance(picture, QImage):
            self._await(self._work.run(partial(png, picture), self._on_png))
        elif picture:
            self.picture_pasted.emit(picture)
        return bool(picture)

    def _on_png(self, data: bytes) -> None:
        if data:
            self.picture_pasted.emit(data)

    def _later(self, read: Callable[[Progress], Pasted], clip: Clip | None) -> None:
        """Read off the window's thread what belongs where the caret is now."""
        job = self._work.run_long(read, partial(self._on_read, self._landmarks.at(self._edits.cursor), clip))
        self._await(job)
        self.started.emit("Reading what you pasted", job)

    def _await(self, job: Job) -> None:
        self._jobs = [*filter(isValid, self._jobs), job]

    def _on_read(self, place: Landmark, clip: Clip | None, pasted: Pasted) -> None:
        self._put(pasted, self._landmarks.cursor(place), clip)

    def _put(self, pasted: Pasted, place: QTextCursor, clip: Clip | None = None) -> None:
        """Put it into the body. A person who went on elsewhere stays there."""
        if not pasted.body.blocks:
            return
        edits, view = self._edits, self._edits.view
        meant = self._landmarks.at(place)
        self._laying.finish()  # what was pasted before this comes first
        place = self._landmarks.cursor(meant)
        own, kept = edits.cursor, self._landmarks.at(edits.cursor)
        elsewhere = (own.position(), own.anchor()) != (place.position(), place.anchor())
        before, seen = (place.position(), place.anchor()), view.cursorRect().top()
        fragment = Fragment(pasted.body, pasted.flows)
        with self._one_step():
            view.setTextCursor(place)
            long = len(pasted.body.blocks) > LONG and keeps_blocks(edits, fragment)
            paste(edits, self._laying.begin(pasted.body.blocks) if long else fragment)
            self._mend()
        end = self._landmarks.at(edits.cursor)
        if elsewhere:
            view.setTextCursor(self._landmarks.cursor(kept))
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + view.cursorRect().top() - seen)
        else:
            view.ensureCursorVisible()
        then = partial(self._on_laid, pasted, clip, before, end)
        if long:
            self._laying.lay(self._landmarks.cursor(end), then)
        else:
            then(True)

    def _on_laid(self, pasted: Pasted, clip: Clip | None, before: tuple[int, int], end: Landmark, alone: bool) -> None:
        """All of it is there. Nothing is said of it where somebody wrote on."""
        self.came.emit(pasted)
        if clip is not None and alone:
            at, caret = self._landmarks.cursor(end).position(), self._edits.cursor.position()
            self.landed.emit(Landed(pasted, clip, before, end.caret.index, at, caret == at))


def _own(markdown: str, signature: Signature, *, flows: bool) -> Pasted:
    from desk.formats.markdown import read_body  # noqa: PLC0415
    from desk.formats.pasted.report import Pasted  # noqa: PLC0415

    return Pasted(read_body(markdown), flows=flows, article=signature.article, authors=signature.authors)


def _read(clip: Clip, keep: Keep | None, progress: Progress) -> Pasted:
    """On a worker's thread: what was copied, its pictures in the library."""
    from desk.formats.pasted.reading import read_clip  # noqa: PLC0415

    pasted = read_clip(clip, progress.report)
    progress.check()
    if keep is None:
        return pasted.without_pictures()
    keep(pasted.media)
    return pasted


def _read_own(
    read: Callable[[], Pasted], pack: Callable[[], bytes], media: MediaSource, keep: Keep | None, progress: Progress
) -> Pasted:
    """On a worker's thread: what was copied in another window, with the pictures that are not in this library."""
    from desk.formats.pasted.report import Kind  # noqa: PLC0415
    from desk.formats.pictures import is_shown  # noqa: PLC0415

    pasted = read()
    missing = [name for name in references(pasted.body) if media(name) is None]
    progress.check()
    if not missing:
        return pasted
    carried = unpack(pack())
    found = {name: carried[name] for name in missing if name in carried and is_shown(carried[name])}
    if keep is None:
        found = {}
    else:
        keep(found)
    gone = len(missing) - len(found)
    return replace(pasted, left=((Kind.PICTURE, gone),) if gone else ())

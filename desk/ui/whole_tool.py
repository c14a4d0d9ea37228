"""Everything that the library has, out into a folder of plain files, and such a folder in again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from desk.story.plurals import counted
from desk.ui.notices import MOST_TROUBLES, Card
from desk.ui.work import Job, Progress, Step

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.newsroom.whole_in import BroughtIn
    from desk.newsroom.whole_out import GivenOut
    from desk.ui.room import Room

FOLDER = "Desk export"  # in the one that was chosen
_NAMED = 3  # articles of which somebody may want to know at once
_STEPS = 200  # of which a long job tells, so that the window is not told of each of many thousand articles


class WholeTool(QObject):
    """Gives out and takes in whole libraries, on a worker's thread, with progress and a way to stop."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._library = room.services.library
        self._store = room.services.looks.store

    def ask_out(self) -> None:
        """Into which folder should everything go?"""
        kept = self._store.settings.export_folder
        self._room.dialogs.ask_folder("Export everything into", "Export", kept, self.give_out)

    def ask_in(self) -> None:
        """Which folder should come in?"""
        kept = self._store.settings.import_folder
        self._room.dialogs.ask_folder("Bring in an export", "Bring in", kept, self.bring_in)

    def offer(self, folder: Path) -> None:
        """Offer to take in an export that was brought as if it were a file."""
        card = Card(f"“{folder.name}” is an export of a whole library.", self._room.services.looks.icons)
        card.add("What is not here yet comes in, with its history; what is here stays.")
        card.offer("Bring it in", partial(self._bring_offered, folder, card))
        self._room.window.page_pane.notify(card)

    def _bring_offered(self, folder: Path, card: Card) -> None:
        card.hide()
        card.deleteLater()
        self.bring_in(folder)

    def give_out(self, folder: Path) -> None:
        """Write everything into a folder within this one; or anew into this one, where it is an earlier export."""
        self._store.change(export_folder=str(folder))
        self._room.manuscript.flush()
        work = partial(_give_out, self._library, folder)
        job = self._room.services.work.run_long(work, self._on_out, self._room.trouble)
        self._room.show_progress("Exporting everything…", job)

    def bring_in(self, folder: Path, bring_back: bool = False) -> None:
        """Take in what is in this folder and not here."""
        self._store.change(import_folder=str(folder))
        self._room.manuscript.flush()
        work = partial(_bring_in, self._library, folder, bring_back)
        done = partial(self._on_in, folder)
        job = self._room.services.work.run_long(work, done, self._room.trouble)
        job.ended.connect(partial(self._on_ended, job))
        self._room.show_progress("Bringing in the export…", job)

    def _on_out(self, made: GivenOut) -> None:
        card = Card("Everything is out.", self._room.services.looks.icons)
        numbers = f"{counted(made.articles, 'article')}, {counted(made.versions, 'version')}"
        card.add(f"{numbers} and {counted(made.pictures, 'picture')} are in “{made.path}”.")
        card.add("They are plain files that need no Desk; README.txt says what is what.", "muted")
        if made.lost:
            many = counted(made.lost, "earlier version")
            card.add(f"{many} could not be read: damaged in the library. All else is there.", "warning")
        if made.kept is not None:
            card.add(f"Files of the earlier export that somebody had changed were kept in “{made.kept}”.")
        card.offer("Open the folder", partial(_open, made.path))
        self._room.window.page_pane.notify(card)

    def _on_in(self, folder: Path, done: BroughtIn) -> None:
        self._room.articles.changed()
        title = "The export is in the library." if done.changed else "All of this export was here already."
        card = Card(title, self._room.services.looks.icons)
        if done.added or done.pictures:
            numbers = counted(done.added, "record")
            numbers += f" and {counted(done.pictures, 'picture')}" if done.pictures else ""
            card.add(f"{counted(done.articles, 'article')} with their history: {numbers} came in.")
        for sentence in _sentences(done):
            card.add(sentence)
        for sentence in done.troubles[:MOST_TROUBLES]:
            card.add(sentence, "warning")
        if len(done.troubles) > MOST_TROUBLES:
            card.add(f"And {len(done.troubles) - MOST_TROUBLES:,} more like these.", "warning")
        if done.gone:
            card.offer("Bring them back", partial(self._bring_back, folder, card))
        self._room.window.page_pane.notify(card)

    def _bring_back(self, folder: Path, card: Card) -> None:
        card.deleteLater()
        self.bring_in(folder, bring_back=True)

    def _on_ended(self, job: Job) -> None:
        if job.cancelled:
            self._room.window.toast.say("Stopped. What came in before stays; the rest can be brought in later.")


def _give_out(library: Library, folder: Path, progress: Progress) -> GivenOut:
    from desk.newsroom.whole_files import is_export  # noqa: PLC0415  seldom wanted
    from desk.newsroom.whole_out import export_everything  # noqa: PLC0415

    library.settle().result()  # what was typed a moment ago is part of it
    place = folder if is_export(folder) else folder / FOLDER
    return export_everything(library, place, partial(_tell, progress, "out"))


def _bring_in(library: Library, folder: Path, bring_back: bool, progress: Progress) -> BroughtIn:
    from desk.newsroom.whole_files import is_export  # noqa: PLC0415  seldom wanted
    from desk.newsroom.whole_in import import_everything  # noqa: PLC0415

    library.settle().result()
    place = folder / FOLDER if not is_export(folder) and is_export(folder / FOLDER) else folder
    return import_everything(library, place, partial(_tell, progress, "in"), bring_back=bring_back)


def _tell(progress: Progress, way: str, done: int, total: int) -> None:
    progress.check()
    if done % (total // _STEPS + 1) == 0:
        progress.tell(Step(done, total, f"{done:,} of {total:,} articles and pictures are {way}"))


def _sentences(done: BroughtIn) -> list[str]:
    taken = len(done.edited) - len(done.beside)
    said = []
    if taken:
        said.append(f"{counted(taken, 'article')} changed outside of Desk: the new text is a new version.")
    if done.beside:
        many = counted(len(done.beside), "article")
        said.append(f"{many} changed outside of Desk and here too: the other text is in the history.")
    if done.made:
        said.append(f"{counted(len(done.made), 'file')} of somebody’s came in as well.")
    if done.parted:
        names, more = done.parted[:_NAMED], len(done.parted) - _NAMED
        which = ", ".join(f"“{slug}”" for slug in names) + (f" and {more:,} more" if more > 0 else "")
        said.append(f"Went on in both libraries: {which}. One text stands, the other is in the history.")
    if done.gone:
        said.append(f"{counted(len(done.gone), 'article')} left out: emptied out of the bin here.")
    return said


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

"""Joins the page to the window: what the caret stands in, pictures and files that land on it, and what it wishes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desk.story.body import Mark
from desk.story.places import Place, part_at
from desk.ui.actions import BLOCK_KINDS, Fact
from desk.ui.editor.whereabouts import Whereabouts

if TYPE_CHECKING:
    from desk.checks.finding import Finding
    from desk.ui.editor.commands import CaretState
    from desk.ui.room import Room

# What is checked where the caret stands in it.
MARKS = {
    "bold": Mark.STRONG,
    "italic": Mark.EMPHASIS,
    "underline": Mark.UNDERLINE,
    "strike": Mark.STRIKE,
    "superscript": Mark.SUPERSCRIPT,
    "subscript": Mark.SUBSCRIPT,
    "code": Mark.CODE,
}
KINDS = tuple(name for name in BLOCK_KINDS if name)
LIST_KINDS = frozenset({"bulleted_list", "numbered_list"})


class PageWork(QObject):
    """Listens to the page of a room. `facts` is what the actions need to know of the caret."""

    facts_changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self.facts = frozenset({Fact.BODY})
        page, actions = room.page, room.window.actions_
        page.state_changed.connect(self._on_state_changed)
        page.fields.entered.connect(self.tell_facts)
        page.fields.left_for_body.connect(self.tell_facts)
        page.tables.changed.connect(self.tell_facts)
        for name in (*MARKS, *KINDS):
            actions[name].triggered.connect(self._show_state)
        page.undo_requested.connect(room.manuscript.undo)
        page.redo_requested.connect(room.manuscript.redo)
        page.paster.files_dropped.connect(self._on_files_dropped)
        page.paster.pictures_dropped.connect(self._on_pictures_dropped)
        page.paster.picture_pasted.connect(self._on_picture_pasted)
        page.picture_requested.connect(actions["insert_picture"].trigger)
        page.add_credit_requested.connect(actions["add_credit"].trigger)
        page.dates_requested.connect(actions["tab_details"].trigger)
        page.notes_requested.connect(self._on_notes_requested)

    @Slot(object)
    def _on_notes_requested(self, at: datetime) -> None:
        room = self._room
        room.show_side("details")
        if room.side is not None:
            room.side.details.go_to_note(at)

    @Slot(object)
    def go_to(self, finding: Finding) -> None:
        """Put the caret where a check found something, or ask for the description that it misses."""
        self._room.tools.show_page()
        page = self._room.page
        own = page.fields.field(finding.field)
        if self._select(finding):
            return
        if own is not None:
            own.setFocus()
        elif finding.block is not None and finding.block < len(page.bridge.body.blocks):
            line = page.document().findBlockByNumber(page.bridge.first_line(finding.block))
            if finding.rule == "no-picture-credit":
                line = line.next().next()  # below the caption
            page.put_caret(line.position(), line.position())
            page.ensureCursorVisible()
            page.setFocus()
            if finding.rule == "no-alt-text":
                page.ask_description()

    def _select(self, finding: Finding) -> bool:
        """Select the words that are meant, where there are any and they are still there."""
        start, stop, place = finding.start, finding.stop, Place(finding.field)
        if start is None or stop is None:
            return False
        page = self._room.page
        if finding.field == "body":
            blocks = page.manuscript.story.body.blocks
            number = finding.block
            found = part_at(blocks[number], start) if number is not None and number < len(blocks) else None
            if found is None:
                return False
            part, begin = found
            place, start, stop = Place("body", number, part), start - begin, stop - begin
        elif page.fields.field(finding.field) is None:
            return False
        where = Whereabouts(page)
        where.go(where.caret(place, start, stop))
        return True

    @Slot(object)
    def _on_state_changed(self, state: CaretState) -> None:
        self._show_state()
        if state.kind in KINDS:
            self._room.window.toolbar.show_block_kind(self._room.window.actions_[state.kind].text())
        elif state.thing:
            self._room.window.toolbar.show_block_kind(state.thing)
        self.tell_facts()

    @Slot()
    def _show_state(self) -> None:
        """Check what is so where the caret is. An action that was chosen has checked itself already, and may have
        had nothing to do."""
        state, check = self._room.page.state, self._room.window.actions_.check
        for name, mark in MARKS.items():
            check(name, mark in state.marks)
        for name in KINDS:
            check(name, name == state.kind)

    @Slot()
    def tell_facts(self) -> None:
        """What the actions need to know of the caret. A menu has the keyboard, and the caret stays where it was."""
        page = self._room.page
        facts = {Fact.BODY} if self._room.manuscript.caret.field == "body" else set()
        if facts and page.state.kind in LIST_KINDS:
            facts.add(Fact.LIST_ITEM)
        if facts and page.state.figure is not None:
            facts.add(Fact.FIGURE)
        if facts and page.state.link:
            facts.add(Fact.LINK)
        table = page.tables.current
        if table is not None:
            facts |= {Fact.TABLE} if table[2] is None else {Fact.TABLE, Fact.CELL}
        if facts != self.facts:
            self.facts = frozenset(facts)
            self.facts_changed.emit()

    @Slot(list)
    def _on_files_dropped(self, paths: list[Path]) -> None:
        self._room.intake.bring_in(tuple(Path(path) for path in paths))

    @Slot(list)
    def _on_pictures_dropped(self, paths: list[Path]) -> None:
        self._room.figures.insert([Path(path) for path in paths])

    @Slot(object)
    def _on_picture_pasted(self, data: bytes) -> None:
        self._room.figures.insert([data])

"""Takes the open story from step to step: what the house asks before, and what was said to it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from desk.errors import NotFound, Unreadable
from desk.library.step_values import TAKEN_BACK
from desk.library.values import Article, ArticleRow, Change, Move
from desk.story.standards import Severity
from desk.story.states import AGAIN, OUT, State
from desk.story.workflow import Asked, StaffRole, Step, Workflow
from desk.ui.actions import ACTIONS, Fact
from desk.ui.workflow.again import PublishingAgain
from desk.ui.workflow.bar import step_action
from desk.ui.workflow.sent_back import SentBackCard
from desk.ui.workflow.standing import Standing, standing

if TYPE_CHECKING:
    from concurrent.futures import Future

    from desk.checks.finding import Finding
    from desk.checks.gate import Gate, Override
    from desk.story.texts import Texts
    from desk.ui.people.tool import PeopleTool
    from desk.ui.room import Room
    from desk.ui.work import Job

_TITLES = {action.id: action.title for action in ACTIONS}


@dataclass(frozen=True, slots=True)
class _Wish:
    """A step that somebody wants to take with an article, and what they said to it so far."""

    article: str
    step: Step
    override: Override | None = None
    remarks: tuple[str, ...] = ()
    is_carried: bool = False  # over the board: the article need not be open


class WorkflowTool(QObject):
    """Shows where the open story stands, and does what its steps want. `facts` is what the actions need to know;
    `moved` carries the row of an article that went on."""

    facts_changed = Signal()
    moved = Signal(object)

    def __init__(self, room: Room, people: PeopleTool) -> None:
        super().__init__(room)
        self._room = room
        self._people = people
        self._manuscript = room.manuscript
        self._library = room.services.library
        self._bar = room.window.toolbar.workflow
        self._standing: Standing | None = None
        self._moves: tuple[Move, ...] = ()
        self._is_changed = False  # whether readers have another text
        self._reading: Job | None = None
        self._asking: Job | None = None
        self._card: SentBackCard | None = None
        self._told = ""  # the move of which the card was shown
        self.facts: frozenset[Fact] = frozenset()
        self.is_covered = False  # whether the board stands before it, on which another card may be the current one
        manuscript = room.manuscript
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_opened)
        manuscript.saved.connect(self.refresh)
        self._again = PublishingAgain(room, self)
        people.signed_in_changed.connect(self._on_signed_in)
        room.services.news.changed.connect(self._on_library_changed)
        self._on_opened()

    # What is shown.

    def cover(self, *, on: bool) -> None:
        """Show nothing of the open story while it is not to be seen, so that nobody takes a step with it who means
        another."""
        self.is_covered = on
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show where the open story stands for whoever is signed in."""
        row = self._manuscript.article
        if row is None or self._manuscript.is_read_only or self.is_covered:
            now = None
        else:
            me = self._people.me
            role = me.role if me is not None else None
            is_changed = self._is_changed and row.state in OUT
            now = standing(row.state, self._workflow, role, self._reviewer, is_changed=is_changed)
        if now != self._standing or now is None:
            self._standing = now
            self._name_actions()
            self._bar.show_standing(now)
            self._tell_facts()

    @property
    def _workflow(self) -> Workflow:
        return self._room.services.house.workflow

    @property
    def _reviewer(self) -> str:
        """Who took the story for review last."""
        last = self._last
        return last.who if last is not None and last.value == State.IN_REVIEW.value else ""

    @property
    def _last(self) -> Move | None:
        """The newest step."""
        return next((move for move in self._moves if move.what == "state"), None)

    def _name_actions(self) -> None:
        """Call the actions as the house calls the steps that are open now."""
        names = {step.target: step.name for step in reversed(self._standing.steps)} if self._standing else {}
        for state in State:
            id_ = step_action(state)
            self._room.window.actions_[id_].setText(names.get(state, _TITLES[id_]))

    def _tell_facts(self) -> None:
        now = self._standing
        facts = {Fact[f"TO_{step.target.name}"] for step in now.steps} if now is not None else set()
        if now is not None and now.main is not None:
            facts.add(Fact.STEP)
        if facts != self.facts:
            self.facts = frozenset(facts)
            self.facts_changed.emit()

    @Slot()
    def _on_opened(self, _article: Article | None = None) -> None:
        self._moves, self._told, self._is_changed = (), "", False
        self._drop_card()
        self.refresh()
        self._read()

    @Slot(object)
    def _on_signed_in(self, _me: object) -> None:
        self.refresh()
        self._drop_card()
        self._told = ""
        self._show_note()

    @Slot(object)
    def _on_library_changed(self, change: Change) -> None:
        row = self._manuscript.article
        if row is not None and (change.article == row.id or change.kind == "list"):
            self._read()

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        row = self._manuscript.article
        if row is not None and row.is_kept and not self._manuscript.is_read_only:
            read = partial(self._look_back, row.id, self._is_changed)
            self._reading = self._room.services.work.run(read, partial(self._on_read, row.id), None)

    def _look_back(self, article: str, was_changed: bool) -> tuple[tuple[Move, ...], bool]:
        moves = self._library.moves(article)
        is_changed = any(move.value in OUT for move in moves)
        with suppress(NotFound, Unreadable):
            is_changed = is_changed and self._library.is_changed_since_out(article, was=was_changed)
        return moves, is_changed

    def _on_read(self, article: str, found: tuple[tuple[Move, ...], bool]) -> None:
        self._reading = None
        row = self._manuscript.article
        if row is None or row.id != article:
            return
        self._moves, self._is_changed = found
        if self._last is not None and self._last.value != row.state.value:  # another program took a step
            self._room.services.work.run(partial(self._library.article, article), self._on_found, None)
        self.refresh()
        self._show_note()

    def _on_found(self, found: Article) -> None:
        row = self._manuscript.article
        is_it = row is not None and (row.id, row.version) == (found.row.id, found.row.version)
        if is_it and row is not None and row.state is not found.row.state:
            self.take_row(found.row)

    # What was said.

    def _show_note(self) -> None:
        """A story that came back says why, to everybody but who sent it."""
        row, last, me = self._manuscript.article, self._last, self._people.me
        came_back = row is not None and row.state is State.DRAFT and last is not None and last.value == row.state.value
        if not came_back or last is None or last.note in {"", TAKEN_BACK}:
            self._drop_card()
            return
        if me is None or me.name == last.who or self._told == last.id:
            return
        self._told = last.id
        self._drop_card()
        self._card = SentBackCard(last, self._room)
        self._card.article = last.article
        self._card.destroyed.connect(self._on_card_gone)
        self._room.window.page_pane.notify(self._card)

    def _drop_card(self) -> None:
        if self._card is not None:
            card, self._card = self._card, None
            card.destroyed.disconnect(self._on_card_gone)
            card.hide()
            card.deleteLater()

    @Slot()
    def _on_card_gone(self) -> None:
        self._card = None

    # Steps.

    def take_next(self) -> None:
        """Take the main step."""
        if self._standing is not None and self._standing.main is not None:
            self.take(self._standing.main.target)

    def take(self, target: State) -> None:
        """Take the step into a state, and ask before what the house wants to be asked."""
        row, now = self._manuscript.article, self._standing
        if row is None or now is None or self._asking is not None or self._room.tools.begun.refuses((row,)):
            return
        step = next((one for one in now.steps if one.target is target), None)
        if step is None:
            return
        self._manuscript.flush()  # the text as it is handed over is kept
        wish = _Wish(row.id, step)
        if step.target in AGAIN:
            self._again.ask(row, step)
        elif step.gate:
            look = partial(self._look, row.id, target)
            self._asking = self._room.services.work.run(look, partial(self._on_looked, wish), self._on_not_looked)
        else:
            self._room.tools.to_come.hand_over(row, target, partial(self._on_handed_over, wish))

    def carry(self, row: ArticleRow, step: Step) -> None:
        """Take a step with an article that need not be open, and ask what is asked for one that is."""
        if self._asking is None:
            self._manuscript.flush()  # it may be the open one
            wish = _Wish(row.id, step, is_carried=True)
            if step.target in AGAIN:
                self._again.ask(row, step)
            elif step.gate:
                look = partial(self._look, row.id, step.target)
                self._asking = self._room.services.work.run(look, partial(self._on_looked, wish), self._on_not_looked)
            else:
                self._ask_note(wish)

    def _look(self, article: str, target: State) -> Gate:
        self._library.settle().result()  # what was typed a moment ago is part of it
        return self._library.gate(article, self._room.services.house, target)

    def _on_not_looked(self, error: Exception) -> None:
        self._asking = None
        self._room.trouble(error)

    def _on_looked(self, wish: _Wish, gate: Gate) -> None:
        self._asking = None
        if not self._is_open(wish):
            return
        notes = tuple(finding.message for finding in gate.of(Severity.NOTE))
        wish = replace(wish, remarks=notes)
        if not gate.to_override:
            self._ask_note(wish)
            return
        from desk.ui.workflow.gate_dialog import GateDialog  # noqa: PLC0415  not needed to start

        dialog = GateDialog(gate, wish.step.name, self._role, self._room.window)
        dialog.taken.connect(partial(self._on_override, wish))
        dialog.go_requested.connect(partial(self._on_go_requested, wish))
        dialog.open()

    @property
    def _role(self) -> StaffRole:
        me = self._people.me
        return me.role if me is not None and me.role is not None else StaffRole.EDITOR

    def _on_override(self, wish: _Wish, override: Override) -> None:
        self._ask_note(replace(wish, override=override))

    def _on_handed_over(self, wish: _Wish, _state: State) -> None:
        if self._is_open(wish):
            self._ask_note(wish)

    def _on_go_requested(self, wish: _Wish, finding: Finding) -> None:
        from desk.ui.workflow.going import go_to  # noqa: PLC0415

        if wish.is_carried:
            self._room.open_article(wish.article, partial(go_to, self._room, finding))
        else:
            go_to(self._room, finding)

    def _ask_note(self, wish: _Wish) -> None:
        if wish.step.note is Asked.NO:
            self._step(wish, "")
            return
        from desk.ui.workflow.note_dialog import NoteDialog  # noqa: PLC0415

        dialog = NoteDialog(wish.step, self._room.window)
        dialog.taken.connect(partial(self._step, wish))
        dialog.open()

    def _step(self, wish: _Wish, note: str) -> None:
        if self._is_open(wish):
            handed, house = self._handed(wish.article), self._room.services.house
            future = self._library.take_step(wish.article, wish.step.target, house, note, wish.override)
            self._follow(future, partial(self._on_step_taken, handed, wish.remarks))

    def _is_open(self, wish: _Wish) -> bool:
        """Whether the article is still the one that is open: whoever left it meanwhile hands over no other. One that is
        carried over the board is not looked for on the page."""
        row = self._manuscript.article
        return wish.is_carried or (row is not None and row.id == wish.article)

    def _follow(self, future: Future[ArticleRow], done: Any) -> None:
        self._room.services.work.follow(future, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._room.trouble(error)
        self._read()

    def _handed(self, article: str) -> Texts | None:
        from desk.ui.workflow.outward import texts_of  # noqa: PLC0415  not needed to start

        return texts_of(self._manuscript, article)

    def _on_step_taken(self, handed: Texts | None, remarks: Sequence[str], row: ArticleRow) -> None:
        self.take_row(row)
        self._show_out(handed, row)
        self.say_moved(row, remarks)

    def say_moved(self, row: ArticleRow, remarks: Sequence[str] = ()) -> None:
        """Say where an article is now, with a way back."""
        said = " ".join((f"Now “{self._workflow.name(row.state)}”.", *remarks))
        self._room.window.toast.say(said, "Undo", partial(self._take_back, row))

    def _take_back(self, row: ArticleRow) -> None:
        self._manuscript.flush()
        handed = self._handed(row.id)
        self._follow(self._library.take_back(row.id, row.state), partial(self._say_taken_back, handed))

    def _say_taken_back(self, handed: Texts | None, row: ArticleRow) -> None:
        self.take_row(row)
        self._show_out(handed, row)
        self._room.window.toast.say(f"Taken back: “{self._workflow.name(row.state)}” again.")

    def _show_out(self, handed: Texts | None, row: ArticleRow) -> None:
        """Show what a step put into the text of the open article, where it did."""
        opened = self._manuscript.article
        if opened is not None and opened.id == row.id and opened.version < row.version:
            read = partial(self._library.article, row.id)
            self._room.services.work.run(read, partial(self.take_out, handed), None)

    def take_out(self, handed: Texts | None, found: Article) -> None:
        """Show the open article as it went out, unless somebody else wrote what is not on the screen."""
        from desk.ui.workflow.outward import is_only_out  # noqa: PLC0415  not needed to start

        opened = self._manuscript.article
        if opened is not None and opened.id == found.row.id and is_only_out(handed, found):
            self._manuscript.take_out(found)

    def take_found(self, found: Article) -> None:
        """Show what the library has of the open article, while all that was typed here is on the disk."""
        from desk.ui.workflow.outward import take_found  # noqa: PLC0415  not needed to start

        take_found(self._manuscript, found)

    def take_row(self, row: ArticleRow) -> None:
        """An article went on, or may have: show its row as it is now."""
        self._room.articles.model.take_row(row)
        opened = self._manuscript.article
        if opened is not None and opened.id == row.id:
            self._manuscript.take_row(row)
            self.refresh()
            self._read()
        self.moved.emit(row)

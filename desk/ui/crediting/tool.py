"""Keeps the panel at the foot of the page true to the open article, and does what its buttons promise."""

from __future__ import annotations

import logging
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from desk.checks.finding import Finding
from desk.checks.proposals import Evidence, Proposal, Proposals
from desk.library.values import Change
from desk.story.body import block_text
from desk.story.credits import kind_of, same_name
from desk.story.directory import Contact
from desk.story.story import Story
from desk.ui.crediting.finding_row import FindingRow
from desk.ui.crediting.going import Going
from desk.ui.crediting.panel import CreditPanel
from desk.ui.crediting.remedies import Remedy, Wish, remedies, with_credit
from desk.ui.crediting.row import ProposalRow
from desk.ui.crediting.wording import said_of_declined
from desk.ui.manuscript import StoryChange
from desk.ui.saving import SaveKind
from desk.ui.way_back import WayBack

if TYPE_CHECKING:
    from desk.ui.room import Room
    from desk.ui.work import Job

PAUSE = 500  # ms after the article was saved, or something about it was, before it is looked again
_PATIENCE, _MOST = 4, 8_000  # times as long as it took to look, in which it is not looked again; ms at most
_NEWS = frozenset({"credits", "comments", "decisions", "article", "list"})
_SAID_ABOVE = frozenset({"contribution-differs"})  # right beside the line, with both ways out
_NAMES_AGENCY = frozenset({"agency-not-credited", "copy-not-credited"})
_LONG = 1_000  # blocks


log = logging.getLogger(__name__)


class CreditingTool(QObject):
    """The proposals for the open article. It asks after saves, never for a key, and adds nothing by itself."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._page = room.page
        self._manuscript = room.manuscript
        self._library = room.services.library
        self._way_back = WayBack(room.window.toast, room.manuscript, self)
        self._going = Going(room)
        self._asking: Job | None = None
        self._asked_at = 0.0
        self._found: Proposals | None = None  # None until the library was asked about the open article
        self._seen = Story()  # what it was asked about
        self._aside: tuple[Proposal, ...] = ()  # who is credited since; undo brings them back
        self._decided: dict[str, bool] = {}  # who is no contributor, before the library knows
        self._mended: set[Finding] = set()  # what was put right, before the library knows
        self._deeds = self._known_deeds = 0  # how often something was; and when the library was asked last
        self._wants_in = False  # somebody waits to go to what is proposed,
        self._asked_from: QWidget | None = None  # and is here until then; whoever went elsewhere meanwhile stays there
        self._rows: dict[str, ProposalRow] = {}
        self._due = QTimer(self, singleShot=True, interval=PAUSE)
        self.panel = CreditPanel(room.services.looks, room.page.foot)
        self.panel.lower()  # below what dims the page
        room.page.foot.below = self.panel
        QWidget.setTabOrder(room.page.foot.flag.use, self.panel.fold)
        self._connect()

    def begin(self) -> None:
        """Look at the article that is open."""
        self._on_opened()

    def _connect(self) -> None:
        manuscript, panel = self._manuscript, self.panel
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_opened)
        manuscript.saved.connect(self._due.start)
        manuscript.story_changed.connect(self._on_story_changed)
        self._room.services.news.changed.connect(self._on_library_changed)
        self._due.timeout.connect(self._ask)
        panel.resized.connect(self._page.fields.height_changed)
        panel.left.connect(self._page.focus_caret)
        panel.reached.connect(self._on_reached)
        panel.left_out.wanted.connect(self._on_wanted_again)
        self._room.window.actions_["focus_mode"].toggled.connect(self._on_focus_mode)
        if self._room.side is not None:
            self._room.side.credits.proposals_requested.connect(self.go)

    def look_again(self) -> None:
        """The house has other rules or names."""
        self._due.start()

    def close(self) -> None:
        """The library is about to be given back."""
        self._due.stop()
        if self._asking is not None:
            self._asking.cancel()

    @property
    def is_settled(self) -> bool:
        """Whether all that is known of the open article is shown."""
        return self._asking is None and not self._due.isActive() and self._seen is self._manuscript.story

    @Slot()
    def go(self) -> None:
        """Take the keyboard to the proposals, or do so once they are known."""
        tools = self._room.tools
        if self._manuscript.is_read_only:
            self._room.window.toast.say("This article is in the bin. Put it back first.")
            return
        tools.show_page()
        tools.reviewing.leave_original()
        # What was written a moment ago may name somebody, for whom there is to be room.
        self._wants_in = self._found is None or self.panel.isHidden() or not self.is_settled
        if self._wants_in:
            self._manuscript.flush()
            self._ask()
        if self.panel.rows:
            self._show_whole()
        self._asked_from = QApplication.focusWidget()

    def _enter(self) -> None:
        if self.panel.isHidden():
            self._room.window.toast.say(self.panel.sentence)
            return
        self._show_whole()

    def _show_whole(self) -> None:
        self.panel.fold_up(on=False)
        self._on_reached(self.panel.rect())
        if not self.panel.isAncestorOf(QApplication.focusWidget() or self._page):
            self.panel.enter()

    # What is known.

    @Slot()
    def _on_opened(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        self._found, self._aside = None, ()
        self._decided.clear()
        self._mended.clear()
        self._wants_in = False
        self._room.window.toast.withdraw(self.panel.nobody.text())  # was said of another article
        # To give the foot another height lays out all of a text, which nobody is to wait for in a long one.
        is_long = len(self._manuscript.story.body.blocks) > _LONG
        self.panel.begin(folded=is_long)
        if not is_long:
            self._page.fit_foot()
        self._rows.clear()
        self._tell_side()
        self._due.start(PAUSE)

    @Slot(object)
    def _on_library_changed(self, change: Change) -> None:
        row = self._manuscript.article
        own = row is not None and change.article in {"", row.id} and change.kind in _NEWS
        if own or change.kind == "directory":
            self._due.start()

    @Slot()
    def _ask(self) -> None:
        row, is_saved = self._manuscript.article, self._manuscript.save_state.kind is SaveKind.SAVED
        if row is None or not row.is_kept or self._manuscript.is_read_only or not is_saved:
            return  # it is looked again when it is saved
        if self._asking is not None:
            self._asking.cancel()
        services, story = self._room.services, self._manuscript.story
        self._asked_at, self._known_deeds = monotonic(), self._deeds
        look = partial(self._library.proposals, row.id, services.house)
        self._asking = services.work.run(look, partial(self._on_found, row.id, story), self._on_not_found)

    def _on_found(self, article: str, story: Story, found: Proposals) -> None:
        self._asking = None
        took = round(1_000 * (monotonic() - self._asked_at))
        self._due.setInterval(min(max(PAUSE, _PATIENCE * took), _MOST))
        row = self._manuscript.article
        if row is None or row.id != article:
            return
        before = (*(self._found.offered if self._found is not None else ()), *self._aside)
        names = {each.name for each in (*found.offered, *found.declined)}
        self._aside = tuple(each for each in before if each.name not in names and self._is_credited(each.name))
        self._found, self._seen = found, story
        self._forget_told()
        self._show()
        if self._wants_in and story is self._manuscript.story:
            self._wants_in = False
            if QApplication.focusWidget() is self._asked_from:
                self._enter()

    def _forget_told(self) -> None:
        """What was done here meanwhile is in what the library says, as far as it knew of it when it was asked."""
        assert self._found is not None
        out = {each.name for each in self._found.declined}
        offered = {each.name for each in self._found.offered}
        self._decided = {name: no for name, no in self._decided.items() if name in (offered if no else out)}
        if self._known_deeds == self._deeds:
            self._mended.clear()

    def _on_not_found(self, error: Exception) -> None:
        self._asking = None
        log.info("the proposed credits could not be read: %s", error)
        if self._wants_in:  # else it is looked again after the next save
            self._wants_in = False
            self._room.trouble(error)

    def _is_credited(self, name: str) -> bool:
        house = self._room.services.house
        return any(same_name(credit.name, name, house) for credit in self._manuscript.story.credits)

    # What is shown.

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        everybody = (*found.offered, *self._aside, *found.declined)
        out = {each.name for each in found.declined}
        out = {each.name for each in everybody if self._decided.get(each.name, each.name in out)}
        offered = [each for each in everybody if each.name not in out and not self._is_credited(each.name)]
        rows = {each.name: self._row(each) for each in offered}
        self._rows = rows
        findings = [each for each in found.findings if self._is_told(each, rows)]
        kept = {(row.finding, row.remedies): row for row in self.panel.findings}
        left_out = [each.name for each in everybody if each.name in out]
        self.panel.fill(rows.values(), [self._finding_row(each, kept) for each in findings], left_out)
        has_words = any(block_text(block).strip() for block in self._manuscript.story.body.blocks)
        self.panel.setVisible(has_words or bool(rows or findings or out))
        self.panel.resized.emit()
        self._tell_side()

    def _tell_side(self) -> None:
        if self._room.side is not None:
            self._room.side.credits.tell_proposed(len(self._rows))

    def _row(self, proposal: Proposal) -> ProposalRow:
        row = self._rows.get(proposal.name)
        if row is not None:
            row.tell(proposal)
            return row
        places = partial(self._library.credit_places, person=proposal.name)
        row = ProposalRow(proposal, places, self._room.services.looks, self.panel)
        row.credited.connect(self._on_credited)
        row.declined.connect(self._on_declined)
        row.shown.connect(self._on_shown)
        row.resized.connect(self._on_row_resized)
        return row

    def _is_told(self, finding: Finding, rows: dict[str, ProposalRow]) -> bool:
        """Whether a finding has a row of its own: one that is not there already, or not any more."""
        if finding.rule in _SAID_ABOVE or finding in self._mended:
            return False
        about = finding.name
        house = self._room.services.house
        is_proposed = bool(about) and any(same_name(about, name, house) for name in rows)
        return not (finding.rule in _NAMES_AGENCY and about and (is_proposed or self._is_credited(about)))

    def _finding_row(self, finding: Finding, kept: dict[tuple[Finding, tuple[Remedy, ...]], FindingRow]) -> FindingRow:
        services = self._room.services
        ways = remedies(finding, self._manuscript.story, services.house)
        row = next((row for (old, had), row in kept.items() if old == finding and _same(had, ways)), None)
        if row is None:
            row = FindingRow(finding, ways, services.looks.icons, self.panel)
            row.taken.connect(self._on_remedy)
            row.picked.connect(self._on_picked)
        return row

    @Slot(object)
    def _on_story_changed(self, change: StoryChange) -> None:
        if change.body is not None and change.source is self._page:
            self.panel.fold_up(on=True)  # somebody writes
            self._wants_in = False
        if change.after.credits is not change.before.credits:
            self._show()

    @Slot(bool)
    def _on_focus_mode(self, on: bool) -> None:
        if on:
            self.panel.fold_up(on=True)

    @Slot(QRect)
    def _on_reached(self, area: QRect) -> None:
        self._page.reveal_in_foot(area.translated(self.panel.pos()))

    @Slot(object)
    def _on_row_resized(self, row: ProposalRow) -> None:
        self.panel.resized.emit()
        self._on_reached(row.geometry())

    @Slot(object, object)
    def _on_shown(self, _row: ProposalRow, evidence: Evidence) -> None:
        self._going.to_evidence(evidence, self._seen)

    @Slot(object)
    def _on_picked(self, finding: Finding) -> None:
        self._going.to_finding(finding, self._seen)

    # What is done.

    @Slot(object)
    def _on_credited(self, row: ProposalRow) -> None:
        credit, house = row.credit, self._room.services.house
        self._edit(with_credit(self._manuscript.story, credit, house))
        self._way_back.offer(f"{credit.name} is credited.")

    def _edit(self, after: Story) -> None:
        """One step of undo."""
        self._manuscript.end_group()
        self._manuscript.edit(after, self)
        self._manuscript.end_group()

    @Slot(object)
    def _on_declined(self, row: ProposalRow) -> None:
        name = row.proposal.name
        self._decide(name, declined=True)
        article = self._manuscript.article
        if article is not None:
            self._room.window.toast.say(said_of_declined(name), "Undo", partial(self._take_back, article.id, name))

    @Slot(str)
    def _on_wanted_again(self, name: str) -> None:
        self._room.window.toast.withdraw(said_of_declined(name))
        self._decide(name, declined=False)

    def _take_back(self, article: str, name: str) -> None:
        row = self._manuscript.article
        if row is not None and row.id == article:
            self._decide(name, declined=False)
        else:
            self._room.services.work.follow(self._library.offer_again(article, name), None, self._room.trouble)

    def _decide(self, name: str, *, declined: bool) -> None:
        article = self._manuscript.article
        if article is None:
            return
        self._decided[name] = declined
        self._show()
        does = self._library.decline if declined else self._library.offer_again
        self._room.services.work.follow(does(article.id, name), None, partial(self._on_undecided, name))

    def _on_undecided(self, name: str, error: Exception) -> None:
        self._decided.pop(name, None)
        self._show()
        self._room.trouble(error)

    @Slot(object, object)
    def _on_remedy(self, row: FindingRow, remedy: Remedy) -> None:
        self._mended.add(row.finding)
        self._deeds += 1
        if remedy.mend is not None:
            self._edit(remedy.mend(self._manuscript.story))
            self._show()
            self._way_back.offer(remedy.done)
        elif remedy.wish is Wish.LIST:
            name = row.finding.name
            contact = Contact(name, kind_of(name, self._room.services.house))
            done = partial(self._on_listed, name)
            self._room.services.work.follow(self._library.put_contacts([contact]), done, self._room.trouble)
        else:
            self._mended.discard(row.finding)
            self._room.window.actions_["tab_credits"].trigger()

    def _on_listed(self, name: str, made: tuple[Contact, ...]) -> None:
        self._deeds += 1  # it was asked meanwhile, perhaps
        self._show()
        undo = partial(self._unlist, made)
        self._room.window.toast.say(f"{name} is in the directory.", "Undo", undo)

    def _unlist(self, made: tuple[Contact, ...]) -> None:
        for contact in made:
            self._room.services.work.follow(self._library.remove_contact(contact.id), None, self._room.trouble)


def _same(had: tuple[Remedy, ...], ways: tuple[Remedy, ...]) -> bool:
    return [each.title for each in had] == [each.title for each in ways]

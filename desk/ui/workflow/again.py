"""Update and Correct: puts a story before readers anew who have it already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desk.errors import Refused, Unexplained
from desk.library.values import Article, ArticleRow, Change, Delivery
from desk.story.states import AGAIN, OUT
from desk.story.story import Story
from desk.story.workflow import Step
from desk.ui.notices import Card

if TYPE_CHECKING:
    from desk.checks.finding import Finding
    from desk.ui.room import Room
    from desk.ui.work import Job
    from desk.ui.workflow.again_dialog import AgainDialog
    from desk.ui.workflow.since import Since, Telling
    from desk.ui.workflow.tool import WorkflowTool

_ACCEPT_ALL = "accept_all"


@dataclass(frozen=True, slots=True)
class _Wish:
    """An article that is to go out anew, and the step."""

    row: ArticleRow
    step: Step


class PublishingAgain(QObject):
    """Opens the dialog of a step into another page, does what was asked for in it, and offers to export then. What was
    written is kept while somebody goes back to mend the story first."""

    def __init__(self, room: Room, tool: WorkflowTool) -> None:
        super().__init__(tool)
        self._room = room
        self._tool = tool
        self._library = room.services.library
        self._work = room.services.work
        self._begun: dict[tuple[str, str], Telling] = {}  # by article and state
        self._reading: Job | None = None
        self._dialog: AgainDialog | None = None
        self._card: Card | None = None
        self._offered = datetime.min.replace(tzinfo=UTC)  # when the card was shown
        tool.moved.connect(self._on_moved)
        room.manuscript.opened.connect(self._on_opened)
        room.services.news.changed.connect(self._on_library_changed)
        room.manuscript.overtaken.connect(self._on_overtaken)
        if room.manuscript.article is not None:  # what was open last is there before the tools are
            self._look_for_unsent(room.manuscript.article)

    def ask(self, row: ArticleRow, step: Step) -> None:
        """Ask what goes out with it."""
        if self._reading is None and self._dialog is None:
            wish = _Wish(row, step)
            self._read(wish, partial(self._open, wish))

    def _read(self, wish: _Wish, done: Callable[[Since], None]) -> None:
        from desk.ui.workflow.since import read_since  # noqa: PLC0415  not needed to start

        read = partial(read_since, self._library, wish.row.id, wish.step, self._room.services.house)
        self._reading = self._work.run(read, done, self._on_not_read)

    def _on_not_read(self, error: Exception) -> None:
        self._reading = None
        self._room.trouble(error)

    def _open(self, wish: _Wish, since: Since) -> None:
        from desk.ui.workflow.again_dialog import AgainDialog  # noqa: PLC0415  not needed to start

        self._reading = None
        if self._is_left(wish):
            return
        begun, services = self._begun.get(_key(wish)), self._room.services
        dialog = AgainDialog(since, begun, services.house, services.looks.theme.tokens, self._room.window)
        dialog.may_accept = self._is_shown(wish) and self._room.window.actions_[_ACCEPT_ALL].isEnabled()
        dialog.show_since(since)
        dialog.taken.connect(partial(self._publish, wish, dialog))
        dialog.rejected.connect(partial(self._keep, wish, dialog))
        dialog.finished.connect(self._on_finished)
        dialog.go_requested.connect(partial(self._on_go_requested, wish))
        dialog.accept_all_requested.connect(partial(self._accept_all, wish, dialog))
        self._dialog = dialog
        dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        self._dialog = None

    def _is_left(self, wish: _Wish) -> bool:
        """Whether whoever wanted it went to another article meanwhile; over the board none need be open."""
        row = self._room.manuscript.article
        return not self._tool.is_covered and (row is None or row.id != wish.row.id)

    def _is_shown(self, wish: _Wish) -> bool:
        row = self._room.manuscript.article
        return row is not None and row.id == wish.row.id and not self._tool.is_covered

    def _keep(self, wish: _Wish, dialog: AgainDialog) -> None:
        self._begun[_key(wish)] = dialog.telling

    def _on_go_requested(self, wish: _Wish, finding: Finding) -> None:
        from desk.ui.workflow.going import go_to  # noqa: PLC0415

        if self._is_shown(wish):
            go_to(self._room, finding)
        else:
            self._room.open_article(wish.row.id, partial(go_to, self._room, finding))

    def _accept_all(self, wish: _Wish, dialog: AgainDialog) -> None:
        self._room.window.actions_[_ACCEPT_ALL].trigger()
        self._room.manuscript.flush()
        self._read(wish, partial(self._show, dialog))

    def _show(self, dialog: AgainDialog, since: Since) -> None:
        self._reading = None
        if dialog is self._dialog:
            dialog.show_since(since)

    # What is done.

    def _publish(self, wish: _Wish, dialog: AgainDialog, telling: Telling) -> None:
        from desk.checks.gate import Override  # noqa: PLC0415  not needed to start

        future = self._library.publish_again(
            wish.row.id,
            wish.step.target,
            self._room.services.house,
            reason=telling.reason,
            note=telling.note(datetime.now(UTC)),
            withdraw=telling.withdraw,
            override=Override(telling.override),
            over=dialog.version,
        )
        self._work.follow(future, partial(self._published, wish, dialog), partial(self._on_refused, wish, dialog))

    def _on_refused(self, wish: _Wish, dialog: AgainDialog, error: Exception) -> None:
        """Somebody may have changed it meanwhile: look at it again, and say why it did not go out."""
        if self._dialog is None or not isinstance(error, Refused):
            self._on_failed(dialog, error)
        else:
            self._read(wish, partial(self._show_refused, dialog, error))

    def _show_refused(self, dialog: AgainDialog, error: Exception, since: Since) -> None:
        self._show(dialog, since)
        self._on_failed(dialog, error)

    def _on_failed(self, dialog: AgainDialog, error: Exception) -> None:
        from desk.ui.dialogs.refused import without_advice  # noqa: PLC0415
        from desk.ui.plain import told  # noqa: PLC0415

        if dialog is self._dialog:
            sentence = str(told(error)).removesuffix(" Nothing was changed.")
            dialog.fail(without_advice(sentence), is_open=isinstance(error, Unexplained))
        else:
            self._room.trouble(error)

    def _published(self, wish: _Wish, dialog: AgainDialog, row: ArticleRow) -> None:
        self._begun.pop(_key(wish), None)
        read = partial(self._library.article, row.id)
        self._work.run(read, partial(self._show_out, dialog), partial(self._on_failed, dialog))

    def _show_out(self, dialog: AgainDialog, found: Article) -> None:
        from desk.ui.workflow.outward import texts_of  # noqa: PLC0415  not needed to start

        self._tool.take_row(found.row)
        self._tool.take_out(texts_of(self._room.manuscript, found.row.id), found)
        if dialog is self._dialog:
            dialog.accept()
        self._tool.say_moved(found.row)
        self._offer_export(found.row)

    def _offer_export(self, row: ArticleRow) -> None:
        self._drop_card()
        self._offered = datetime.now(UTC)
        state = self._room.services.house.workflow.name(row.state).lower()
        self._card = Card(f"The story is {state}.", self._room.services.looks.icons)
        self._card.add("Readers have the page of before until it goes out.")
        self._card.article = row.id
        self._card.offer("Export…", partial(self._export, row))
        self._card.destroyed.connect(self._on_card_gone)
        self._room.window.page_pane.notify(self._card)

    @Slot(object)
    def _on_opened(self, article: Article) -> None:
        self._look_for_unsent(article.row)

    def _look_for_unsent(self, row: ArticleRow) -> None:
        """Where readers have the page of before still, whoever left it so, that is offered, too."""
        if row.state in AGAIN:
            from desk.ui.workflow.since import is_unsent  # noqa: PLC0415  not needed to start

            look = partial(is_unsent, self._library, row.id)
            self._work.run(look, partial(self._on_looked_for_unsent, row), None)

    def _on_looked_for_unsent(self, row: ArticleRow, is_unsent: bool) -> None:
        opened = self._room.manuscript.article
        is_it = opened is not None and (opened.id, opened.state) == (row.id, row.state)
        if is_unsent and is_it and self._card is None and not self._room.manuscript.is_read_only:
            self._offer_export(row)

    def _export(self, row: ArticleRow) -> None:
        self._room.manuscript.flush()
        self._room.dialogs.export_rows((row,))

    # What others did.

    @Slot(str, object)
    def _on_overtaken(self, revision: str, _begun_on: object) -> None:
        """Where somebody else put the story before readers while it was typed on here, what they were told stays."""
        row = self._room.manuscript.article
        if row is not None and row.state in OUT:
            read = partial(self._library.revision_story, revision)
            self._work.run(read, partial(self._keep_told, row.id), None)

    def _keep_told(self, article: str, theirs: Story) -> None:
        from desk.story.going_out import as_out  # noqa: PLC0415  seldom needed

        manuscript = self._room.manuscript
        if manuscript.article is not None and manuscript.article.id == article:
            manuscript.edit(as_out(manuscript.story, theirs), None, directly=True)

    @Slot(object)
    def _on_moved(self, row: ArticleRow) -> None:
        """It may have been taken back, to a page that readers have."""
        if self._card is not None and self._card.article == row.id:
            self._drop_card()
        self._look_for_unsent(row)

    @Slot(object)
    def _on_library_changed(self, change: Change) -> None:
        if self._card is None:
            return
        # Of what another program did it is only known that it did something.
        if change.kind == "list" or (change.kind == "article" and change.article == self._card.article):
            self._work.run(partial(self._library.deliveries, self._card.article), self._on_deliveries, None)

    def _on_deliveries(self, sent: tuple[Delivery, ...]) -> None:
        """It went out meanwhile, by whatever way."""
        if self._card is not None and sent and sent[0].article == self._card.article and sent[0].at >= self._offered:
            self._drop_card()

    def _drop_card(self) -> None:
        if self._card is not None:
            card, self._card = self._card, None
            card.destroyed.disconnect(self._on_card_gone)
            card.hide()
            card.deleteLater()

    @Slot()
    def _on_card_gone(self) -> None:
        self._card = None


def _key(wish: _Wish) -> tuple[str, str]:
    return wish.row.id, wish.step.target.value

"""What is done to all chosen articles, those too that nobody has scrolled to: in one go, with a way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from desk.library.values import ArticleRow, Emptied, State
from desk.story.plurals import counted
from desk.story.states import OUT
from desk.ui.articles.bulk_bar import BulkBar
from desk.ui.words import STATES
from desk.ui.work import Progress

if TYPE_CHECKING:
    from desk.library.bulk import Tagged
    from desk.library.credit_many import CreditedMany
    from desk.library.step_values import Moved
    from desk.story.people import Credit
    from desk.ui.room import Room

Ids = tuple[str, ...]

_AT_ONCE = 50  # articles emptied out of the bin before anybody else may write
_PAGE = 1_000  # rows read at once where all are wanted


class BulkWork(QObject):
    """Makes the library do it, on its own thread and in one transaction. What takes long shows its progress and can
    be cancelled: then nothing was done."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._library = room.services.library
        self._tagging: set[str] = set()  # articles whose text we change ourselves

    def join(self, bar: BulkBar) -> None:
        """Do what this bar wishes, and the line over the list."""
        self._room.articles.search.line.empty_requested.connect(self.ask_empty_bin)
        bar.export_requested.connect(self.export)
        bar.tag_requested.connect(self.ask_tags)
        bar.credit_requested.connect(self.ask_credit)
        bar.state_requested.connect(self.set_state)
        bar.bin_requested.connect(self.bin)
        bar.put_back_requested.connect(self.put_back)

    def has_changed(self, article: str) -> bool:
        """Whether a change of this article's text was our own; asked once for each."""
        ours = article in self._tagging
        self._tagging.discard(article)
        return ours

    # ---------------------------------------------------------------------------------------- wishes

    @Slot()
    def bin(self) -> None:
        """Move the chosen articles to the bin. The next one in the list is opened where the open one went."""
        if not self._room.articles.filter.binned:
            self._with_chosen(self._bin)

    @Slot()
    def put_back(self) -> None:
        """Take the chosen articles out of the bin."""
        self._with_chosen(self.put_back_these)

    @Slot(object)
    def set_state(self, state: State) -> None:
        """Take the chosen articles a step further, into a state."""
        self._room.manuscript.flush()
        self._with_chosen(partial(self._move, state, {}, ""))

    @Slot()
    def ask_tags(self) -> None:
        """Which tags should the chosen articles get, and which lose?"""
        from desk.ui.dialogs.tags import TagDialog  # noqa: PLC0415  not needed to start

        if self._room.tools.begun.refuses(self._room.articles.selected):
            return
        dialog = TagDialog(self._room.articles.chosen_number, self._room.window)
        dialog.tags_given.connect(self._on_tags_given)
        dialog.open()

    @Slot()
    def ask_credit(self) -> None:
        """Who should be credited in the chosen articles?"""
        from desk.ui.dialogs.credit_many import CreditManyDialog  # noqa: PLC0415  not needed to start
        from desk.ui.inspector.pane import known_of  # noqa: PLC0415

        room = self._room
        if room.tools.begun.refuses(room.articles.selected):
            return
        known, house = known_of(self._library), room.services.house
        dialog = CreditManyDialog(room.articles.chosen_number, known, house, room.services.work, room.window)
        dialog.credit_given.connect(self._on_credit_given)
        dialog.open()

    @Slot()
    def export(self) -> None:
        """Export the chosen articles."""
        if not self._room.articles.everything:
            self._room.dialogs.export()
            return
        wanted = self._room.articles.filter

        def rows() -> tuple[ArticleRow, ...]:
            found: list[ArticleRow] = []
            after = ""
            while True:
                page = self._library.rows(wanted, after, _PAGE)
                found += page.rows
                after = page.next
                if not after:
                    return tuple(found)

        self._room.services.work.run(rows, self._room.dialogs.export_rows, self._room.trouble)

    @Slot()
    def ask_empty_bin(self) -> None:
        """Should the bin be emptied? Says what would go."""
        self._room.services.work.run(self._library.bin_weight, self._on_weighed, self._room.trouble)

    # ----------------------------------------------------------------------------------------- doing

    def _with_chosen(self, then: Callable[[Ids], None]) -> None:
        articles = self._room.articles
        if articles.everything:
            self._room.services.work.run(partial(self._library.every_id, articles.filter), then, self._room.trouble)
        elif self._room.tools.begun.refuses(articles.selected):
            return
        elif ids := tuple(row.id for row in articles.selected):
            then(ids)

    def _run(self, what: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        job = self._room.services.work.run_long(work, done, self._room.trouble)
        self._room.show_progress(what, job)

    def _bin(self, ids: Ids) -> None:
        opened = self._room.manuscript.article
        following = self._room.articles.neighbour(ids)
        if opened is not None and opened.id in ids:
            ids = (opened.id, *(one for one in ids if one != opened.id))  # the first is opened when they come back
            self._room.close_article()
            if following:
                self._room.open_article(following)
        work = partial(_wait, partial(self._library.bin_many, ids, True))
        self._run(f"Moving {counted(len(ids), 'article')} to the bin", work, partial(self._on_binned, ids))

    def put_back_these(self, ids: Ids) -> None:
        """Take these articles out of the bin, and open the first."""
        work = partial(_wait, partial(self._library.bin_many, ids, False))
        self._run(f"Putting back {counted(len(ids), 'article')}", work, partial(self._on_put_back, ids))

    def _move(self, state: State, before: Mapping[str, State], why: str, ids: Ids) -> None:
        """Move these, after those that were in their states `before`; `why` where somebody said why."""
        from desk.checks.gate import Override  # noqa: PLC0415  the checks are not needed to start

        house, override = self._room.services.house, Override(why)
        self._tagging.update(ids if state in OUT else ())  # they are told since when readers have them
        step = partial(self._library.take_steps, ids, state, house, note=why, override=override)
        done = partial(self._on_moved, state, before)
        self._run(f"Moving {counted(len(ids), 'article')}", partial(_wait, step), done)

    def _move_back(self, state: State, ids: Ids) -> None:
        self._tagging.update(ids if state in OUT else ())
        work = partial(_wait, partial(self._library.take_back_many, ids, state))
        self._run(f"Moving {counted(len(ids), 'article')} back", work, self._on_moved_back)

    def _tag(self, add: Ids, remove: Ids, ids: Ids) -> None:
        self._tagging.update(ids)
        work = partial(_wait, partial(self._library.tag, ids, add, remove))
        self._run(f"Tagging {counted(len(ids), 'article')}", work, self._on_tagged)

    def _credit(self, credit: Credit, ids: Ids) -> None:
        self._tagging.update(ids)
        work = partial(_wait, partial(self._library.credit_many, ids, (credit,), self._room.services.house))
        done = partial(self._on_credited, credit.name)
        self._run(f"Crediting {credit.name} in {counted(len(ids), 'article')}", work, done)

    # ------------------------------------------------------------------------------------------ done

    def _on_binned(self, ids: Ids, _done: None) -> None:
        what = "Moved to the bin" if len(ids) == 1 else f"{counted(len(ids), 'article')} moved to the bin"
        self._room.window.toast.say(f"{what}.", "Undo", partial(self.put_back_these, ids))

    def _on_put_back(self, ids: Ids, _done: None) -> None:
        if self._room.articles.filter.binned:  # else somebody takes a step back, in the midst of a search maybe
            self._room.articles.search.show_all()
        self._room.open_article(ids[0])
        what = "Put back" if len(ids) == 1 else f"{counted(len(ids), 'article')} put back"
        self._room.window.toast.say(f"{what}.")

    def _on_moved(self, state: State, before: Mapping[str, State], moved: Moved) -> None:
        from desk.ui.dialogs.refused import RefusedDialog  # noqa: PLC0415

        self._look_again()
        every = {**before, **moved.before}
        if not moved.refused:
            self._say_moved(state, tuple(every))
            return
        dialog = RefusedDialog(moved, self._room.window)
        again = tuple(article for article, each in moved.refused.items() if each.open)
        dialog.why_given.connect(partial(self._on_why_given, state, every, again))
        if every:
            dialog.rejected.connect(partial(self._say_moved, state, tuple(every)))
        dialog.open()

    def _on_why_given(self, state: State, before: Mapping[str, State], ids: Ids, why: str) -> None:
        self._move(state, before, why, ids)

    def _say_moved(self, state: State, ids: Ids) -> None:
        if ids:
            undo = partial(self._move_back, state, ids)
            self._room.window.toast.say(f"{counted(len(ids), 'article')} now {STATES[state]}.", "Undo", undo)
        else:
            self._room.window.toast.say(f"They are {STATES[state]} already.")

    def _on_moved_back(self, moved: Moved) -> None:
        self._look_again()
        said = f"{counted(len(moved.before), 'article')} moved back."
        self._room.window.toast.say(" ".join((said, *moved.sentences(1))))

    @Slot(tuple, tuple)
    def _on_tags_given(self, add: Ids, remove: Ids) -> None:
        self._room.manuscript.flush()
        self._with_chosen(partial(self._tag, add, remove))

    def _on_tagged(self, tagged: Tagged) -> None:
        changed = len(tagged.articles)
        self._tagging &= set(tagged.articles)
        if not changed:
            self._room.window.toast.say("They have these tags already.")
            return
        undo = partial(self._untag, tagged)
        self._room.window.toast.say(f"The tags of {counted(changed, 'article')} changed.", "Undo", undo)

    def _untag(self, tagged: Tagged) -> None:
        self._tagging.update(tagged.articles)
        self._run("Taking the tags back", partial(_wait, partial(self._library.untag, tagged)), self._on_untagged)

    def _on_untagged(self, untagged: Tagged) -> None:
        self._tagging &= set(untagged.articles)
        self._room.window.toast.say("The tags are as they were.")

    @Slot(object)
    def _on_credit_given(self, credit: Credit) -> None:
        self._room.manuscript.flush()
        self._with_chosen(partial(self._credit, credit))

    def _on_credited(self, name: str, credited: CreditedMany) -> None:
        self._tagging &= set(credited.articles)
        if credited.articles:
            undo = partial(self._uncredit, credited)
            self._room.window.toast.say(said_of_credited(name, credited), "Undo", undo)
        else:
            self._room.window.toast.say(f"{name} is credited in all of them already.")

    def _uncredit(self, credited: CreditedMany) -> None:
        self._tagging.update(credited.articles)
        work = partial(_wait, partial(self._library.uncredit, credited))
        self._run("Taking the credits back", work, self._on_uncredited)

    def _on_uncredited(self, back: CreditedMany) -> None:
        self._tagging &= set(back.articles)
        self._room.window.toast.say("The credits are as they were.")

    def _on_weighed(self, weight: Emptied) -> None:
        from desk.ui.dialogs.emptying import EmptyingDialog  # noqa: PLC0415

        if not weight.articles:
            self._room.window.toast.say("The bin is empty already.")
            return
        dialog = EmptyingDialog(weight, self._room.window)
        dialog.accepted.connect(self._on_emptying)
        dialog.open()

    @Slot()
    def _on_emptying(self) -> None:
        def work(progress: Progress) -> Emptied:
            ids = [one.row.id for one in self._library.in_bin()]
            gone = Emptied()
            for start in range(0, len(ids), _AT_ONCE):
                progress.report(start, len(ids))
                gone += self._library.empty_bin(ids[start : start + _AT_ONCE]).result()
            return gone

        self._run("Emptying the bin", work, self._on_emptied)

    def _on_emptied(self, gone: Emptied) -> None:
        self._room.articles.changed()
        self._room.window.toast.say(f"The bin is empty: {counted(gone.articles, 'article')} gone for good.")

    def _look_again(self) -> None:
        """The open article may be in another state now."""
        row = self._room.manuscript.article
        if row is not None:
            self._room.services.work.run(partial(self._library.article, row.id), self._on_looked, None)

    def _on_looked(self, found: Any) -> None:
        row = self._room.manuscript.article
        if row is not None and row.id == found.row.id and row.version == found.row.version:
            self._room.tools.workflow.take_row(found.row)


def said_of_credited(name: str, credited: CreditedMany) -> str:
    """What came of it, with what is to be known of stories that do not show it yet."""
    said = [f"{name} is credited in {counted(len(credited.articles), 'article')} now."]
    if credited.out:
        said.append(f"{len(credited.out):,} published: readers see it after an update.")
    if credited.by_hand:
        said.append(f"{len(credited.by_hand):,} with a line written by hand, which does not say so.")
    return " ".join(said)


def _wait(job: Callable[..., Any], progress: Progress) -> Any:
    """On a worker's thread: hand the job over, and wait until it is done."""
    return job(tell=progress.report).result()
